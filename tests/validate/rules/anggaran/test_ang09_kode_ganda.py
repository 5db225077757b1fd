"""ANG-09: code printed twice."""

import pytest

from tests.audits import audit, budget, found
from tests.validate.rules.examples import assert_examples, assert_severities, broken, tabular
from tests.validate.rules.of_ang import RIGHT
from validate.findings import Certainty, Severity
from validate.rules.anggaran.ang09_kode_ganda import RULE

EXAMPLES = tabular(last="Realisasi")


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


def test_one_code_for_two_things_is_a_contradiction() -> None:
    (finding,) = found(audit(budget(RIGHT.replace("7.01.02.2.04  ", "7.01.02.2.01  "))), "ANG-09")
    assert (finding.spot.cell, finding.spot.printed) == (("t1", 3, 0), "7.01.02.2.01")
    assert (finding.severity, finding.certainty) == (Severity.MAJOR, Certainty.INCONSISTENT)


@pytest.mark.parametrize(
    ("second", "certainties"),
    [
        ("60 | 40 | 20 | 66,67", [Certainty.UNVERIFIABLE]),
        (" | | | ", []),
        ("100 | 60 | 40 | 60", []),
    ],
)
def test_one_line_printed_twice_may_be_meant(second: str, certainties: list[Certainty]) -> None:
    rows = f"7.01.02 | Program Satu | 100 | 60 | 40 | 60\n7.01.02 | Program Satu | {second}"
    assert [finding.certainty for finding in found(audit(budget(rows)), "ANG-09")] == certainties


UNITS = """
    7.01.03.2.01      | Pemberdayaan Kelurahan                       | 90 | 60 | 30 | 66,67
    7.01.03.2.01.0001 | Sarana Kelurahan Sukamaju                    | 50 | 40 | 10 | 80
    7.01.03.2.01.0001 | Sarana Kelurahan Karanganyar                 | 40 | 20 | 20 | 50
"""


def test_a_code_that_stands_once_a_kelurahan_is_right_where_the_sum_counts_every_row() -> None:
    assert found(audit(budget(UNITS))) == []


def test_a_code_that_stands_once_a_kelurahan_is_told_where_no_sum_counts_both_rows() -> None:
    assert "ANG-09" in {
        one.rule for one in found(audit(budget(UNITS.replace("90 | 60 | 30 ", "50 | 40 | 10 "))))
    }


def test_a_code_of_two_things_is_told_although_the_sum_counts_both() -> None:
    told = found(
        audit(budget(UNITS.replace("Sarana Kelurahan Karanganyar", "Lomba Balita Sehat"))), "ANG-09"
    )
    assert [finding.certainty for finding in told] == [Certainty.INCONSISTENT]


@pytest.mark.parametrize("unit", ["Kel.", "Kel", "Kec.", "Kecamatan"])
def test_the_name_of_a_unit_may_be_abbreviated(unit: str) -> None:
    assert found(audit(budget(UNITS.replace("Sarana Kelurahan", f"Sarana {unit}")))) == []


def test_offices_of_one_table_have_the_same_programs() -> None:
    rows = """
                | KECAMATAN SATU    | 61.500.000 | 60.200.000 | 1.300.000 | 97,89
        7.01.01 | PROGRAM PENUNJANG | 61.500.000 | 60.200.000 | 1.300.000 | 97,89
                | KECAMATAN DUA     | 54.300.000 | 53.750.000 |   550.000 | 98,99
        7.01.01 | PROGRAM PENUNJANG | 54.300.000 | 53.750.000 |   550.000 | 98,99
    """
    assert found(audit(budget(rows)), "ANG-09") == []
    twice = rows + "        7.01.01 | PROGRAM PELAYANAN | 1.000.000 | 900.000 | 100.000 | 90,00"
    assert [one.spot.cell for one in found(audit(budget(twice)), "ANG-09")] == [("t1", 4, 0)]
