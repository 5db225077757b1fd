"""ANK-03: comma before cents."""

import pytest

from normalize.report import Role
from tests.reports import findings_of
from tests.typed import report, typed_table
from tests.validate.rules.examples import assert_examples, assert_severities, broken, tabular
from validate.findings import CellRef
from validate.rules.angka.ank03_sen_titik import RULE

EXAMPLES = tabular()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


def test_all_cells_with_a_dot_before_their_cents_are_one_finding() -> None:
    table = typed_table(
        """
        1. Program Penyelenggaraan Pemerintahan | Rp. 4.430.000.00
        2. Program Pemberdayaan Masyarakat      | Rp. 55.095.000.00
        JUMLAH                                  | Rp. 59.525.000.00
        """,
        (Role.PROGRAM, Role.PAGU),
    )
    (finding,) = findings_of(RULE, report(table))
    assert (finding.spot.cell, finding.expected) == (CellRef("t1", 0, 1), "4.430.000,00")
    assert [spot.cell for spot in finding.further_places] == [
        CellRef("t1", 1, 1),
        CellRef("t1", 2, 1),
    ]


@pytest.mark.parametrize(
    "printed", ["Rp. 4.430.000,00", "Rp. 4.430.000", "4.430.000,-", "Rp 443.000"]
)
def test_other_ways_to_end_an_amount_are_no_cents_behind_a_dot(printed: str) -> None:
    assert not findings_of(
        RULE, report(typed_table(f"Program | {printed}", (Role.PROGRAM, Role.PAGU)))
    )
