"""EFI-03: efficiency 1 − RA/PA."""

import pytest

from tests.audits import audit, drawn, found, report_of, told
from tests.validate.rules.examples import assert_examples, assert_severities, broken, tabular
from validate.rules.efisiensi.efi03_efisiensi_anggaran import RULE

EXAMPLES = tabular()


# the last efficiency is cut off instead of rounded
CUT = """
    1 | Program Satu | x | 100 | 1.000.000 | 900.000 | 10,00
    2 | Program Dua  | y | 100 |   900.000 | 400.000 | 55,55
"""


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES), report_of(drawn(UNSPENT, CUT)))


UNSPENT = (
    "No | Program PD | Indikator | Capaian (%) | Pagu | Realisasi Anggaran | Efisiensi (1-(RA/PA))"
)


@pytest.mark.parametrize(
    ("values", "findings"),
    [
        (("10,00", "20,00"), []),
        (("0,10", "0,20"), []),
        (("10,00", "2,00"), ["EFI-03 t1:1:6 2,00 -> 20,00"]),
    ],
)
def test_an_efficiency_that_is_to_be_what_was_not_spent_is_that(
    values: tuple[str, str], findings: list[str]
) -> None:
    one = (
        "1 | Program Satu | x | 100 | 1.000.000 | 900.000 | {}\n2 | Program Dua | y | 100 | "
        "1.000.000 | 800.000 | {}"
    )
    assert told(found(audit(drawn(UNSPENT, one.format(*values))), "EFI-0")) == findings
