"""The Klakah report, examined: what must come out, and what must not."""

from dataclasses import replace

import pytest

from extract.records import Document, Table
from normalize.interpret import interpret
from tests.audits import drawn, followers, found, told
from tests.documents import document, truth
from validate.coverage import faulted
from validate.examine import examine
from validate.findings import Audit, CellRef, Certainty, Coverage, Finding, Severity
from validate.profile.profile import DEFAULT, Profile


def klakah(table: str = "", row: int = 0, column: int = 0, printed: str = "") -> Document:
    """The tables of the report, one cell printed differently."""
    return document(
        tables=[_changed(one, row, column, printed) if one.id == table else one for one in truth()]
    )


def _changed(table: Table, row: int, column: int, printed: str) -> Table:
    rows = [list(cells) for cells in table.rows]
    rows[row][column] = replace(rows[row][column], text=printed)
    return replace(table, rows=tuple(map(tuple, rows)))


def audited(document: Document, profile: Profile = DEFAULT) -> Audit:
    return examine(interpret(document), profile)


@pytest.fixture(scope="module")
def audit() -> Audit:
    return audited(klakah())


def numbers(audit: Audit) -> list[Finding]:
    """Return the findings about numbers: those about wording stand in test_rules_text_klakah."""
    return [one for one in found(audit) if one.rule not in ("LTB-11", "PKR-02", "PKR-03", "PKR-04")]


def test_the_contradictions_of_the_report_are_these(audit: Audit) -> None:
    assert [
        (one.severity.value, line)
        for one, line in zip(numbers(audit), told(numbers(audit)), strict=True)
    ] == [
        ("major", "EFI-01 t4:2:9 4,49 -> 4,94"),
        ("major", "EFI-01 t5:1:6 100 -> 0"),
        ("minor", "CAP-17 t3:0:3 65% -> None"),
        ("minor", "CAP-01 t3:1:5 99,79 -> 99,81"),
        ("minor", "EFI-01 t4:0:9 4,48 -> 4,49"),
        ("minor", "ANG-02 t6:34:5 99,90 -> 99,91"),
        ("major", "CAP-06 t3:0:4 - -> None"),
        ("major", "CAP-13 t9:44:15 0,92 -> 1,00"),
        ("major", "CAP-11 t9:45:15 95,27% -> None"),
        ("minor", "CAP-07 t3:1:4 95,27 -> 95,17"),
    ]


def test_what_only_follows_is_no_finding_of_its_own(audit: Audit) -> None:
    assert {
        finding.spot.printed: followers(finding) for finding in numbers(audit) if finding.followers
    } == {
        "99,79": {"CAP-01 t4:0:5"},
        "4,49": {"LTB-04 t5:0:6"},
        "100": {"LTB-04 t4:3:9"},
        "4,48": {"EFI-06 t4:0:9"},
        "99,90": {"LTB-03 t4:4:8", "LTB-03 t5:2:5"},
    }


def test_a_name_that_differs_from_the_decree_and_from_other_tables_is_told_once(
    audit: Audit,
) -> None:
    (finding,) = found(audit, "KOD-03")
    assert finding.expected == "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA"
    assert followers(finding) == {"LTB-10 t2:0:1"}
    assert not found(audit, "LTB-10")


def test_the_smallest_other_repair_is_shown_unless_the_annex_speaks_against_it(
    audit: Audit,
) -> None:
    assert found(audit, "CAP-01")[0].alternatives == ()
    first, *_ = found(audited(replace(klakah(), tables=klakah().tables[:-1])), "CAP-01")
    assert [(one.spot.printed, one.expected) for one in first.alternatives] == [("95,27", "95,25")]
    assert first.formula == "95,27 ÷ 95,45 × 100 = 99,81"


def test_what_may_be_rounded_or_is_missing_is_not_claimed(audit: Audit) -> None:
    doubtful = [
        finding.rule for finding in found(audit) if finding.certainty is Certainty.UNVERIFIABLE
    ]
    assert doubtful == ["CAP-06", "CAP-11", "CAP-07"]


def test_a_wrong_number_is_not_borne_out_by_its_copy(audit: Audit) -> None:
    """99,79 stands in two tables, and 95,27 ÷ 95,45 is another."""
    wrong = CellRef("t3", 1, 5)
    assert wrong in audit.confirmed  # it is read right: its copy says so
    assert wrong in faulted(audit.findings)
    assert audit.coverage.confirmed == len(audit.confirmed - faulted(audit.findings))


def test_all_amounts_of_the_budget_table_hold(audit: Audit) -> None:
    flagged = [
        finding.spot.cell
        for finding in found(audit, "ANG")
        if finding.severity is not Severity.MINOR
    ]
    assert flagged == []
    assert audit.coverage.unread == 0
    assert audit.coverage.related - len(audit.confirmed) <= 4


@pytest.mark.parametrize(
    ("cell", "printed", "line"),
    [
        (("t6", 58, 2), "1.895.430.508", "ANG-05 t6:58:2 1.895.430.508 -> 1.895.403.508"),
        (("t6", 47, 3), "24.520.000", "ANG-04 t6:47:3 24.520.000 -> 24.250.000"),
        (("t6", 22, 4), "4.290.034", "ANG-01 t6:22:4 4.290.034 -> 4.209.034"),
        (("t6", 15, 5), "98,68", "ANG-02 t6:15:5 98,68 -> 96,86"),
        (("t2", 3, 3), "24.520.000,00", "LTB-01 t2:3:3 24.520.000,00 -> 24.250.000,00"),
        (
            ("t8", 6, 1),
            "Rp. 1.895.403.580.00",
            "PKR-06 t8:6:1 Rp. 1.895.403.580.00 -> 1.895.403.508,00",
        ),
        (("t1", 0, 3), "95,54%", "PKR-05 t1:0:3 95,54% -> 95,45"),
        (("t4", 0, 6), "1.781.553.508", "EFI-07 t4:0:6 1.781.553.508 -> 1.871.553.508"),
        (("t5", 2, 6), "0,90", "EFI-01 t5:2:6 0,90 -> 0,09"),
    ],
)
def test_any_other_number_that_is_printed_wrong_is_found_at_its_cell(
    audit: Audit, cell: tuple[str, int, int], printed: str, line: str
) -> None:
    known = set(told(found(audit)))
    assert [one for one in told(found(audited(klakah(*cell, printed)))) if one not in known] == [
        line
    ]


def test_a_capaian_that_is_put_right_is_no_finding() -> None:
    tables = [
        _changed(one, *{"t3": (1, 5, "99,81"), "t4": (0, 5, "99,81%")}[one.id])
        if one.id in ("t3", "t4")
        else one
        for one in truth()
    ]
    assert "CAP-01" not in {finding.rule for finding in audited(document(tables=tables)).findings}


def test_a_rule_that_is_switched_off_says_nothing() -> None:
    rules = {
        finding.rule for finding in audited(klakah(), Profile(off=frozenset({"EFI-01"}))).findings
    }
    assert "EFI-01" not in rules
    assert "CAP-01" in rules


def test_a_table_without_rules_whose_sums_do_not_bear_it_out_is_a_reading_doubt_and_never_critical() -> (  # noqa: E501
    None
):
    rows = "1 | A | 100 | 90 | 80 | 20\n2 | B | 100 | 80 | 70 | 10\n3 | C | 100 | 70 | 60 | 50"
    head = "No | Program | Pagu | Realisasi | Sisa | Persentase (%)"
    unruled = replace(drawn(head, rows), reader="unruled")
    findings = audited(document(tables=[unruled])).findings
    assert findings
    assert {finding.certainty for finding in findings} == {Certainty.READING_DOUBT}
    assert Severity.CRITICAL not in {finding.severity for finding in findings}


def test_a_table_without_rules_that_its_own_sums_bear_out_is_read_surely() -> None:
    rows = (
        "1 | A | 100 | 90 | 10 | 90\n2 | B | 100 | 80 | 20 | 80\n3 | C | 100 | 70 | 30 | 70\n4 "
        "| D | 100 | 60 | 50 | 60"
    )
    head = "No | Program | Pagu | Realisasi | Sisa | Persentase (%)"
    (finding,) = audited(document(tables=[replace(drawn(head, rows), reader="unruled")])).findings
    assert (finding.rule, finding.certainty) == ("ANG-01", Certainty.INCONSISTENT)


def test_what_is_told_from_an_unsure_table_is_a_doubt_though_the_cell_to_blame_is_read_surely() -> (
    None
):
    head = "No | Program | Pagu"
    one = drawn(head, "1 | Program Penunjang | 100\n2 | Program Pembinaan | 200", "t1")
    blamed = drawn(head, "1 | Program Penunjang | 100\n2 | Program Pembinaan | 300", "t2", page=2)
    (sure,) = found(audited(document(tables=[one, blamed])), "LTB-01")
    (doubt,) = found(audited(document(tables=[replace(one, reader="unruled"), blamed])), "LTB-01")
    assert sure.spot.cell == doubt.spot.cell == CellRef("t2", 1, 2)
    assert (sure.severity, sure.certainty) == (Severity.CRITICAL, Certainty.INCONSISTENT)
    assert (doubt.severity, doubt.certainty) == (Severity.MAJOR, Certainty.READING_DOUBT)


def test_a_number_is_unverifiable_where_another_one_of_its_sum_is_unread() -> None:
    rows = "1 | A | 100 | 9O?1 | 10\n2 | B | 100 | 80 | 20"
    covered = audited(document(tables=[drawn("No | Program | Pagu | Realisasi | Sisa", rows)]))
    assert covered.coverage == Coverage(numbers=5, related=5, confirmed=3, unread=1, unverifiable=2)
    assert covered.tables == {"t1": covered.coverage}


def test_a_percentage_of_nothing_is_unverifiable() -> None:
    rows = "1 | A | 0 | 5 | 12\n2 | B | 50 | 25 | 50"
    covered = audited(
        document(tables=[drawn("No | Program | Pagu | Realisasi | Persentase (%)", rows)])
    )
    # that more was spent than nothing is judged, what share of nothing it is cannot be
    assert covered.coverage == Coverage(numbers=6, related=6, confirmed=3, unread=0, unverifiable=1)
