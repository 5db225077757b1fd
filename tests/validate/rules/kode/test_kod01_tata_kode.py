"""KOD-01: grammar of codes."""

import pytest

from tests.reports import findings_of
from tests.validate.rules.examples import assert_examples, assert_severities, broken, headed
from tests.validate.rules.of_kod import FOUR_DIGITS, coded
from validate.findings import CellRef, Certainty, Severity
from validate.rules.kode import kod03_kode_dan_nama
from validate.rules.kode.kod01_tata_kode import RULE

EXAMPLES = headed("Kode | Uraian | Pagu")


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        broken(RULE, EXAMPLES),
        coded("".join(f"7.01.02.204.000{at} | Nama\n" for at in range(1, 5))),
    )


TWO_AMONG_FOUR = (
    "7.01.02.2.01.02 | Peningkatan Efektifitas Kegiatan Pemerintahan di Tingkat Kecamatan"
)


def test_two_digits_among_four_are_found_and_written_with_four() -> None:
    (finding,) = findings_of(RULE, coded(FOUR_DIGITS + TWO_AMONG_FOUR))
    assert (finding.spot.cell, finding.spot.printed) == (CellRef("t1", 3, 0), "7.01.02.2.01.02")
    assert finding.expected == "7.01.02.2.01.0002"
    assert (finding.severity, finding.certainty) == (Severity.MINOR, Certainty.INCONSISTENT)


def test_four_digits_among_two_are_written_with_two() -> None:
    (finding,) = findings_of(
        RULE, coded("7.01.02.2.01.02 | a\n7.01.02.2.04.03 | b\n7.01.03.2.01.0003 | c")
    )
    assert (finding.spot.cell, finding.expected) == (CellRef("t1", 2, 0), "7.01.03.2.01.03")


@pytest.mark.parametrize(("year", "odd"), [(2024, "7.01.02.2.04.03"), (2022, "7.01.02.2.01.0002")])
def test_where_neither_prevails_the_decree_of_the_year_decides(year: int, odd: str) -> None:
    (finding,) = findings_of(RULE, coded("7.01.02.2.01.0002 | a\n7.01.02.2.04.03 | b", year=year))
    assert finding.spot.printed == odd


def test_a_table_of_two_digits_throughout_is_regular() -> None:
    assert not findings_of(
        RULE, coded("7.01.02.2.01.02 | a\n7.01.02.2.04.03 | b\n7.01.03.2.01.03 | c")
    )


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("07.01.02.2.04.0004", "7.01.02.2.04.0004"),
        ("7.01.02.02.04.0004", "7.01.02.2.04.0004"),
        ("7.01.02.204.0004", "7.01.02.2.04.0004"),
        ("7.01.02.2.04.00004", "7.01.02.2.04.0004"),
        ("7.01.02.2.04,0004", "7.01.02.2.04.0004"),
    ],
)
def test_a_code_that_departs_from_the_grammar_is_found(printed: str, expected: str) -> None:
    (finding,) = findings_of(RULE, coded(FOUR_DIGITS + f"{printed} | Nama"))
    assert (finding.spot.printed, finding.expected) == (printed, expected)


def test_a_code_cut_short_is_found_without_a_guess() -> None:
    told = coded(FOUR_DIGITS + "7.01.01.2.06.000 | Penyediaan Peralatan Rumah Tangga")
    (finding,) = findings_of(RULE, told)
    assert (finding.spot.printed, finding.expected) == ("7.01.01.2.06.000", None)
    assert not findings_of(kod03_kode_dan_nama.RULE, told)


def test_a_departure_that_most_codes_share_is_one_habit() -> None:
    rows = "\n".join(f"7.01.02.204.000{number} | Nama" for number in range(1, 5))
    (finding,) = findings_of(RULE, coded(rows))
    assert finding.severity is Severity.INFO
    assert len(finding.evidence) == 3


def test_two_codes_are_too_few_for_a_habit() -> None:
    findings = findings_of(RULE, coded("7.01.02.204.0001 | Nama\n7.01.02.204.0002 | Nama"))
    assert [finding.severity for finding in findings] == [Severity.MINOR, Severity.MINOR]


def test_a_cell_that_prints_no_code_among_codes_is_unverifiable() -> None:
    (finding,) = findings_of(
        RULE, coded(FOUR_DIGITS + "7.01.02.2.O4.0001 | Nama\n | Tanpa kode\nJUMLAH | ")
    )
    assert (finding.spot.cell, finding.certainty) == (CellRef("t1", 3, 0), Certainty.UNVERIFIABLE)


@pytest.mark.parametrize(
    "rows",
    [
        "7.01.02. | Program\n7.01.02.2.04. | Kegiatan",
        "01 | Urusan\n01 | Urusan\n01 | Urusan",
        "7.01.02 .2.04.0003 | Sub kegiatan\n7.01.02.2.04 | Kegiatan",
        "19.2006.1.5 | Ranupakis\n19.2012.1.5 | Sawaran Lor\n7.01.02 | Program",
    ],
)
def test_typesetting_and_columns_of_other_codes_pass(rows: str) -> None:
    assert not findings_of(RULE, coded(rows))
