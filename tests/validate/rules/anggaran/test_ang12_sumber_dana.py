"""ANG-12: sources of funds."""

import pytest

from tests.audits import audit, drawn, found, report_of
from tests.validate.rules.examples import (
    assert_examples,
    assert_severities,
    broken,
    tabular,
    varied,
)
from validate.rules.anggaran.ang12_sumber_dana import RULE

EXAMPLES = tabular()


# the last amount is cut off instead of rounded
CUT = """
    DAU | 1.101,19
    DBHCHT | 1.101,19
    Jumlah | 2.202,3
"""


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        broken(RULE, EXAMPLES),
        *varied(RULE, EXAMPLES, "180.000.000", "118.500.000"),
        report_of(drawn("Sumber Dana | Pagu (Rp juta)", CUT)),
    )


SOURCES = "Sumber Dana | Pagu | Realisasi"


@pytest.mark.parametrize(
    ("rows", "findings"),
    [
        ("DAU | 100.000 | 90.000\nDBHCHT | 18.000 | 18.000\nJumlah | 118.000 | 108.000", []),
        (
            "DAU | 100.000 | 90.000\nDBHCHT | 18.000 | 18.000\nJumlah | 180.000 | 108.000",
            ["ANG-12 180.000 -> 118.000"],
        ),
        ("DAU | 100.000 | 90.000\nProgram Desa | 18.000 | 18.000\nJumlah | 180.000 | 108.000", []),
        ("DAU | 100.000 | 90.000\nJumlah | 180.000 | 90.000", []),
    ],
)
def test_sources_of_funds_add_up(rows: str, findings: list[str]) -> None:
    said = found(audit(drawn(SOURCES, rows)), "ANG-12")
    assert [f"{one.rule} {one.spot.printed} -> {one.expected}" for one in said] == findings


PAID = "No | Program | Anggaran | Sumber Dana"


@pytest.mark.parametrize(
    ("programs", "found_"),
    [
        (
            "1 | Program Desa | 60.000 | DAU\n2 | Program Umum | 40.000 | DAU\n3 | Program "
            "Lain | 18.000 | DBHCHT",
            0,
        ),
        (
            "1 | Program Desa | 60.000 | DAU\n2 | Program Umum | 45.000 | DAU\n3 | Program "
            "Lain | 18.000 | DBHCHT",
            1,
        ),
        (
            "1 | Program Desa | 60.000 | DAU\n2 | Program Umum | 45.000 | \n3 | Program Lain "
            "| 18.000 | DBHCHT",
            0,
        ),
    ],
)
def test_a_source_of_funds_is_what_its_programs_cost(programs: str, found_: int) -> None:
    sources = drawn(SOURCES, "DAU | 100.000 | 90.000\nDBHCHT | 18.000 | 18.000")
    agreed = drawn(PAID, programs, "t2", "Perjanjian Kinerja")
    assert len(found(audit(sources, agreed), "ANG-12")) == found_
