"""ANG-11: version of the pagu."""

import pytest

from extract.records import Table
from tests.audits import BUDGET, audit, budget, found, report_of
from tests.validate.rules.examples import assert_severities
from validate.findings import Severity
from validate.rules.anggaran.ang11_versi_pagu import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE, report_of(of_version("Pagu Setelah Perubahan", "t1"), of_version("Pagu Murni", "t2"))
    )


def of_version(head: str, id: str) -> Table:
    return budget(
        "7.01.06 | Program Desa | 50.000 | 40.000 | 10.000 | 80,00",
        id,
        BUDGET.replace("Pagu", head),
    )


@pytest.mark.parametrize(
    ("first", "second", "finding"),
    [
        ("Pagu Setelah Perubahan", "Pagu Murni", True),
        ("Pagu Sebelum Perubahan", "Pagu Perubahan", True),
        ("Pagu Setelah Perubahan", "Anggaran Perubahan", False),
        ("Pagu", "Pagu Murni", False),
        ("Pagu Murni dan Perubahan", "Pagu Murni", False),
    ],
)
def test_the_pagu_of_all_tables_is_of_one_budget(first: str, second: str, finding: bool) -> None:
    said = found(audit(of_version(first, "t1"), of_version(second, "t2")), "ANG-11")
    assert [(one.spot.printed, one.severity) for one in said] == [
        (second, Severity.MINOR)
    ] * finding


def test_a_table_with_both_budgets_says_nothing_of_the_other() -> None:
    both = BUDGET.replace("Pagu", "Pagu Sebelum Perubahan | Pagu Setelah Perubahan")
    table = budget("7.01.06 | Program Desa | 45.000 | 50.000 | 40.000 | 10.000 | 80,00", "t2", both)
    assert not found(audit(of_version("Pagu Murni", "t1"), table), "ANG-11")
