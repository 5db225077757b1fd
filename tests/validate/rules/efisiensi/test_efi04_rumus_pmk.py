"""EFI-04: efficiency by PMK."""

from normalize.report import Report
from tests.audits import found, report_of, told
from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_efi import cost
from validate.examine import examine
from validate.rules.efisiensi.efi04_rumus_pmk import RULE

ROWS = (
    "1 | A | x | 100,00 | 90,00 | 90,00 | 1.000.000 | 855.000 | 85,50 | {}",
    "2 | B | y | 100,00 | 80,00 | 80,00 | 1.000.000 | 600.000 | 60,00 | {}",
    "3 | C | z | 100,00 | 95,00 | 95,00 | 1.000.000 | 950.000 | 95,00 | {}",
)
# the efficiency is cut off instead of rounded
CUT = "4 | D | v | 100,00 | 70,00 | 70,00 | 9.000.000 | 1.999.000 | 22,21 | 68,2"


def measured(*efficiencies: str, last: str = "") -> Report:
    """A report whose rows print these efficiencies, and a last row as it is."""
    rows = [row.format(value) for row, value in zip(ROWS, efficiencies, strict=False)]
    return report_of(cost(*rows, *filter(None, [last])))


def pmk(*efficiencies: str) -> list[str]:
    return told(found(examine(measured(*efficiencies)), "EFI-01", "EFI-04"))


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, measured("5,00", "25,00", "2,00"), measured("5,0", "25,0", last=CUT))


def test_an_efficiency_by_the_ministrys_formula_is_taken_for_one_where_most_rows_follow_it() -> (
    None
):
    assert pmk("5,00", "25,00", "0,00") == []
    assert pmk("5,00", "25,00", "2,00") == ["EFI-04 t1:2:9 2,00 -> 0,00"]
    assert pmk("4,50", "20,00", "0,00") == []
    assert pmk("4,50", "20,00", "2,00") == ["EFI-01 t1:2:9 2,00 -> 0,00"]
