"""ANK-05: one style of numbers in a table."""

from tests.reports import findings_of
from tests.typed import report
from tests.validate.rules.examples import assert_examples, assert_severities, tabular
from tests.validate.rules.of_ank import COMMAS_AMONG_DOTS, COMMAS_THROUGHOUT, amounts, budget
from validate.findings import CellRef
from validate.rules.angka.ank05_gaya_campuran import RULE

EXAMPLES = tabular()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    mixed = COMMAS_THROUGHOUT.replace("1,342,163,977", "1.342.163.977")
    assert_severities(RULE, budget(mixed))


def test_a_mixed_table_is_one_finding_at_its_minority() -> None:
    (finding,) = findings_of(RULE, budget(COMMAS_AMONG_DOTS))
    assert finding.spot.cell == CellRef("t1", 0, 3)
    assert [spot.cell for spot in finding.further_places] == [CellRef("t1", 2, 4)]
    assert "2 sel bergaya 1,234,567.89" in finding.message.id


def test_dots_in_a_table_of_commas_are_the_minority() -> None:
    (finding,) = findings_of(
        RULE, budget(COMMAS_THROUGHOUT.replace("1,342,163,977", "1.342.163.977"))
    )
    assert finding.spot.cell == CellRef("t1", 1, 3)
    assert "1 sel bergaya 1.234.567,89" in finding.message.id


def test_a_decimal_comma_beside_thousands_dots_is_one_style() -> None:
    table = amounts("Program | 201.404.250 | 197.195.216\nProgram | 1,5 | 35.256.000,00")
    assert not findings_of(RULE, report(table))
