"""LTB-10: name of a program."""

import pytest

from extract.records import Table
from tests.audits import PK_PROGRAM, audit, budget, drawn, followers, found
from tests.validate.rules.examples import assert_examples, assert_severities, broken, tables
from validate.findings import Certainty, Severity
from validate.rules.lintas_tabel.ltb10_nama_program import RULE

EXAMPLES = tables("Program/Uraian/Indikator Kinerja", programs=True)


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


FULL = "Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota"


def agreements(*names: str) -> list[Table]:
    return [
        drawn(PK_PROGRAM, f"1 | {name} | 100", f"t{n}", f"Perjanjian Kinerja {n}")
        for n, name in enumerate(names, 1)
    ]


def test_a_name_that_lacks_a_word_is_told_and_the_wording_of_most_tables_expected() -> None:
    short = "PROGRAM PENUNJANG PEMERINTAHAN DAERAH KABUPATEN / KOTA"
    table = budget(f" | {short} | 100 | 50 | 50 | 50", id="t9")
    (finding,) = found(audit(*agreements(FULL, FULL.upper()), table))
    assert (finding.rule, finding.spot.cell, finding.expected) == ("LTB-10", ("t9", 0, 1), FULL)
    assert (finding.severity, finding.certainty) == (Severity.MINOR, Certainty.INCONSISTENT)
    assert [spot.cell for spot in finding.evidence] == [("t1", 0, 1), ("t2", 0, 1)]


def test_two_tables_with_the_same_other_wording_are_one_finding() -> None:
    short = FULL.replace("Urusan ", "")
    (finding,) = found(audit(*agreements(FULL, FULL, FULL, short, short)))
    assert followers(finding) == {"LTB-10 t5:0:1"}


@pytest.mark.parametrize(
    "other",
    [
        FULL.upper(),
        f"1. {FULL}",
        FULL.removeprefix("Program "),
        FULL.replace("/", " / "),
        FULL.replace("Urusan", "Urusann"),
    ],
)
def test_capitals_numbering_spacing_and_spelling_leave_a_name_the_same(other: str) -> None:
    assert found(audit(*agreements(FULL, other))) == []
