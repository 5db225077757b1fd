"""One cause, one finding: no place is the root of two, and what is said of a table stands once with
all its places.
"""

from collections import Counter
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from corpus.entries import corpus_entries
from extract.records import Table
from normalize.report import Report
from tests.audits import BUDGET, CAPAIAN, COST, audit, budget, drawn, followers, found, told
from tests.reports import whole
from tests.validate.rules.examples import Maker, alike, broken
from validate.catalogue import RULES
from validate.diagnosis.deduplication import one_root_per_location, root_of
from validate.examine import examine
from validate.findings import Certainty, Finding, Message, Severity
from validate.rule import Rule
from validate.rules.anggaran import ang01_sisa
from validate.rules.angka import ank04_koma_desimal
from validate.rules.struktur import str14_pernyataan_reviu

RULE_TESTS = sorted(
    f"{path.parent.name}.{path.stem}"
    for path in (Path(__file__).parent.parent / "rules").glob("*/test_???[0-9][0-9]_*.py")
)
DOCUMENTS = Path(__file__).parent.parent.parent.parent / "corpus" / "documents"
# what a report lacks, or does throughout: its place is only where that shows
OF_A_REPORT = {rule.id for rule in RULES if rule.whole_report}
MIXED = """
    7.01.02 | Program Satu | 4.430.000 | 3.930.000 | 500.000 | {}
    7.01.03 | Program Dua  | 1.000.000 |   900.000 | 100.000 | 90.00
    7.01.04 | Program Tiga | 1.000.000 |   800.000 | 200.000 | 80,00
"""


def lacks_something(finding: Finding) -> bool:
    """Return whether a finding is about what the report lacks: its place is only where that
    shows.
    """
    return finding.whole_report and finding.spot.cell is None and not finding.further_places


def roots(report: Report) -> list[object]:
    return [root_of(one.spot) for one in examine(report).findings if not lacks_something(one)]


@pytest.mark.parametrize("module", RULE_TESTS)
def test_no_place_of_an_example_is_the_root_of_two_findings(module: str) -> None:
    tests = import_module(f"tests.validate.rules.{module}")
    rule: Rule = tests.RULE
    examples: Maker | tuple[Maker, Maker] | None = getattr(tests, "EXAMPLES", None)
    reports = (broken(rule, examples), alike(rule, examples)) if examples else ()
    for report in reports:
        found_ = roots(report)
        assert len(set(found_)) == len(found_)


def test_no_place_of_a_known_document_is_the_root_of_two_findings() -> None:
    states = {
        entry.name: state for entry in corpus_entries(DOCUMENTS) if (state := entry.accepted())
    }
    places = Counter(
        (name, one.spot.cell or (one.spot.page, one.spot.printed))
        for name, state in states.items()
        for one in state.findings
        if one.spot.cell or one.rule not in OF_A_REPORT
    )
    twice = [place for place, count in places.items() if count > 1]
    assert len(states) > 90
    assert twice == []


def test_what_two_rules_say_of_one_number_is_told_under_the_heavier() -> None:
    (finding,) = [
        one
        for one in audit(budget(MIXED.format("77.00"))).findings
        if one.rule in ("ANG-02", "ANK-04")
    ][:1]
    assert (finding.rule, finding.severity) == ("ANG-02", Severity.MAJOR)


def test_a_finding_on_a_table_gives_way_to_another_place_of_its_own() -> None:
    wrong, pointed = found(audit(budget(MIXED.format("77.00"))), "ANG-02", "ANK-04")
    assert told([wrong, pointed]) == [
        "ANG-02 t1:0:5 77.00 -> 88,71",
        "ANK-04 t1:1:5 90.00 -> 77,00",
    ]
    assert followers(pointed) == {"ANK-04 t1:0:5"}


def test_a_finding_on_a_table_without_another_place_is_told_with_the_root_that_it_has() -> None:
    rows = MIXED.format("77.00").replace("90.00", "90,00")
    (finding,) = found(audit(budget(rows)), "ANG-02", "ANK-04")
    assert finding.rule == "ANG-02"
    assert followers(finding) == {"ANK-04 t1:0:5"}
    assert "Juga (ANK-04): ditulis 77.00 dengan titik desimal" in finding.message.id


def test_the_less_certain_of_two_is_called_so() -> None:
    (pointed,) = found(audit(budget(MIXED.format("88,71"))), "ANK-04")
    said = Message("Tercetak 90.00.", "Printed 90.00.")
    sure = replace(
        pointed,
        rule="ANG-01",
        severity=Severity.MAJOR,
        followers=(),
        whole_table=False,
        message=said,
    )
    doubt = replace(pointed, certainty=Certainty.READING_DOUBT)
    (finding,) = one_root_per_location([doubt, sure], [ang01_sisa.RULE, ank04_koma_desimal.RULE])
    assert (finding.rule, finding.certainty) == ("ANG-01", Certainty.INCONSISTENT)
    assert finding.message.en.startswith("Printed 90.00. Also (ANK-04, may be a misreading): ")


def test_what_a_report_lacks_is_as_many_findings_as_it_lacks() -> None:
    lacking = [one for one in examine(whole()).findings if lacks_something(one)]
    assert len({one.rule for one in lacking}) == len(lacking) > 5
    assert str14_pernyataan_reviu.RULE.id in {one.rule for one in lacking}


def two_tables(realisasi: str, capaian: str) -> tuple[Table, Table]:
    row = "Pelayanan | Persentase desa yang tertib | 100 | {} | {}"
    return (
        drawn(CAPAIAN, row.format("90,00", "90,00"), "t1", "Tabel 1 Capaian Kinerja Tahun 2024"),
        drawn(
            COST,
            f"1 | {row.format(realisasi, capaian)} | | | | ",
            "t2",
            "Tabel 2 Cost per Outcome Tahun 2024",
        ),
    )


def test_realisasi_and_capaian_that_differ_between_two_rows_are_one_finding() -> None:
    (finding,) = found(audit(*two_tables("80,00", "80,00")), "LTB")
    assert finding.rule in ("LTB-06", "LTB-07")
    assert {one.rule for one in finding.followers} == {"LTB-06", "LTB-07"}
    assert {one.spot.cell.column for one in finding.followers if one.spot.cell} >= {3, 4}


def test_of_two_rows_that_differ_in_one_column_only_that_is_told() -> None:
    (finding,) = found(audit(*two_tables("80,00", "90,00")), "LTB", "CAP")
    assert {finding.rule, *(one.rule for one in finding.followers)} >= {"LTB-06"}


def test_numbers_of_the_same_sum_in_one_column_are_one_finding_and_those_of_other_sums_are_not() -> (  # noqa: E501
    None
):
    rows = """
        7.01.02           | Program  | 1.000.000 | 900.000 | 100.000 | 95,00
        7.01.02.2.01      | Kegiatan | 1.000.000 | 900.000 | 100.000 | 95,00
        7.01.02.2.01.0001 | Sub      | 1.000.000 | 900.000 | 100.000 | 95,00
        7.01.03           | Lain     | 2.000.000 | 900.000 | 1.100.000 | 95,00
    """
    program, other = found(audit(drawn(BUDGET, rows)), "ANG-02")
    assert told([program, other]) == [
        "ANG-02 t1:0:5 95,00 -> 90,00",
        "ANG-02 t1:3:5 95,00 -> 45,00",
    ]
    assert [spot.cell.row for spot in program.further_places if spot.cell] == [1, 2]
    assert (program.severity, other.severity) == (Severity.CRITICAL, Severity.MAJOR)
