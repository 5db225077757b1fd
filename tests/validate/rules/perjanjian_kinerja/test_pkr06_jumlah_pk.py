"""PKR-06: total of the PK budget."""

import pytest

from tests.audits import PK_PROGRAM, audit, drawn, found, report_of, told
from tests.validate.rules.examples import (
    assert_examples,
    assert_severities,
    broken,
    tabular,
    varied,
)
from validate.rules.perjanjian_kinerja.pkr06_jumlah_pk import RULE

EXAMPLES = tabular()


# the last amount is cut off instead of rounded
CUT = """
    1 | Program Satu | 1.101,19
    2 | Program Dua | 1.101,19
    | Jumlah | 2.202,3
"""


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        broken(RULE, EXAMPLES),
        *varied(RULE, EXAMPLES, "28.820.000", "28.180.000"),
        report_of(
            drawn(
                "No | Program | Anggaran (Rp juta)",
                CUT,
                caption="Perjanjian Kinerja Tahun 2024",
            )
        ),
    )


PROGRAMS = (
    "1 | Program Penyelenggaraan Pelayanan | Rp. 4.430.000,00\n2 | Program Pembinaan Desa | "
    "Rp. 23.850.000,00\n"
)


@pytest.mark.parametrize(
    ("total", "findings"),
    [
        (" | Total | Rp. 28.280.000,00", []),
        (" | Total | Rp. 28.820.000,00", ["PKR-06 t1:2:2 Rp. 28.820.000,00 -> 28.280.000,00"]),
        ("", []),
    ],
)
def test_the_agreed_budget_is_the_sum_of_its_programs(total: str, findings: list[str]) -> None:
    assert (
        told(found(audit(drawn(PK_PROGRAM, PROGRAMS + total, caption="Perjanjian Kinerja"))))
        == findings
    )
