"""STR-17: column numbers."""

import pytest

from normalize.report import Report, Role
from tests.reports import findings_of
from tests.typed import report, typed_table
from tests.validate.rules.examples import assert_examples, assert_severities, broken, tabular
from validate.findings import Severity
from validate.rules.struktur.str17_nomor_kolom import RULE

EXAMPLES = tabular(numbered=True)


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


ROLES = (Role.TARGET, Role.REALISASI, Role.CAPAIAN, Role.KETERANGAN)


WORDS = "Target | Realisasi | Capaian (%) | Keterangan"


def numbered(numbers: str, words: str = WORDS) -> Report:
    return report(typed_table("95,45 | 95,27 | 99,81 | -", ROLES, header=(words, numbers)))


def test_a_repeated_column_number_is_found_at_its_header_cell() -> None:
    told = numbered("4 | 5 | 6 = 5/4 | 6")
    (finding,) = findings_of(RULE, told)
    assert finding.spot.place == told.tables[0].table.header[1][3].place
    assert (finding.spot.cell, finding.spot.printed, finding.expected) == (None, "6", "7")
    assert finding.severity is Severity.MINOR
    assert [spot.printed for spot in finding.evidence] == ["6 = 5/4"]
    assert "Keterangan" in finding.message.id


def test_a_number_that_would_be_taken_is_not_expected() -> None:
    (finding,) = findings_of(RULE, numbered("1 | 2 | 2 | 3"))
    assert finding.expected is None


def test_a_formula_that_refers_to_no_column_is_found() -> None:
    (finding,) = findings_of(RULE, numbered("4 | 5 | 6 = 5/3 | 7"))
    assert "merujuk kolom 3" in finding.message.id
    assert finding.spot.printed == "6 = 5/3"


@pytest.mark.parametrize(
    "numbers", ["4 | 5 | 6 = 5/4 | 7", "1 | 2 | 4 | 5", "1 | 2 | 3 | ", "a | b | c | d"]
)
def test_unique_numbers_pass_whatever_they_begin_with(numbers: str) -> None:
    assert not findings_of(RULE, numbered(numbers))


def test_a_formula_without_column_numbers_counts_columns_in_its_own_way() -> None:
    told = typed_table(
        "95,45 | 95,27 | 99,81 | -",
        ROLES,
        header=("Target | Realisasi | Capaian (5/4 x 100%) | Ket",),
    )
    assert not findings_of(RULE, report(told))
