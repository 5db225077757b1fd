"""LTB-02: realisasi of a program across tables."""

from normalize.report import Report
from tests.audits import found, report_of, told
from tests.rules.examples import assert_severities
from tests.rules.of_ltb import PROGRAM, until
from validate.examine import examine
from validate.rules.ltb02_realisasi_anggaran import RULE

SAME = f"{PROGRAM} | 50.000 | 40.000 | 10.000 | 80,00", "Program Pemberdayaan Masyarakat | 400 | 100 | 300 | 25,00"


def contradicting(realisasi: str) -> Report:
    """Two tables of which the second prints another realisasi of a program than the 450.000 of the first."""
    row = "Program Ketenteraman Umum | 900.000 | {} | | "
    return report_of(until("III", *SAME, row.format("450.000"), id="t1"), until("IV", *SAME, row.format(realisasi)))


CONTRADICTING = contradicting("540.000")


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, CONTRADICTING, *(contradicting(realisasi) for realisasi in ("450.900", "450.100")))


def test_a_caption_of_another_quarter_over_the_same_figures_is_a_slip_and_they_are_compared() -> None:
    (first, *_) = found(examine(CONTRADICTING), "LTB-02")
    assert told([first]) == ["LTB-02 t2:2:3 540.000 -> 450.000"]


def test_tables_of_two_quarters_of_which_half_print_the_same_are_of_two_quarters() -> None:
    same, *_ = SAME
    tables = (
        until("III", same, "Program Ketenteraman Umum | 900 | 450 | 450 | 50,00", id="t1"),
        until("IV", same, "Program Ketenteraman Umum | 900 | 540 | 360 | 60,00"),
    )
    assert found(examine(report_of(*tables)), "LTB-02") == []
