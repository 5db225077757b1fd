"""LTB-02: realisasi of a program across tables."""

from normalize.report import Report
from tests.audits import BUDGET, audit, drawn, found, report_of, told
from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_ltb import PROGRAM, until
from validate.examine import examine
from validate.rules.lintas_tabel.ltb02_realisasi_anggaran import RULE

SAME = (
    f"{PROGRAM} | 50.000 | 40.000 | 10.000 | 80,00",
    "Program Pemberdayaan Masyarakat | 400 | 100 | 300 | 25,00",
)


def contradicting(realisasi: str) -> Report:
    """Two tables of which the second prints another realisasi of a program than the 450.000 of the
    first.
    """
    row = "Program Ketenteraman Umum | 900.000 | {} | | "
    return report_of(
        until("III", *SAME, row.format("450.000"), id="t1"),
        until("IV", *SAME, row.format(realisasi)),
    )


CONTRADICTING = contradicting("540.000")


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE, CONTRADICTING, *(contradicting(realisasi) for realisasi in ("450.900", "450.100"))
    )


def test_a_caption_of_another_quarter_over_the_same_figures_is_a_slip_and_they_are_compared() -> (
    None
):
    (first, *_) = found(examine(CONTRADICTING), "LTB-02")
    assert told([first]) == ["LTB-02 t2:2:3 540.000 -> 450.000"]


def test_tables_of_two_quarters_of_which_half_print_the_same_are_of_two_quarters() -> None:
    same, *_ = SAME
    tables = (
        until("III", same, "Program Ketenteraman Umum | 900 | 450 | 450 | 50,00", id="t1"),
        until("IV", same, "Program Ketenteraman Umum | 900 | 540 | 360 | 60,00"),
    )
    assert found(examine(report_of(*tables)), "LTB-02") == []


NAMES = ("Satu Desa", "Dua Umum", "Tiga Kota", "Empat Air")
PAGU = ("900.000", "800.000", "700.000", "600.000")
SPENT = ("860.000", "750.000", "640.000", "590.000")


def compared(*values: str) -> list[str]:
    """Return what is told of a table of two years that prints these for the second one, beside the
    budget.
    """
    budget = zip(NAMES, PAGU, SPENT, strict=True)
    rows = [
        f"7.01.0{at} | Program {name} | {pagu} | {spent} | | "
        for at, (name, pagu, spent) in enumerate(budget, 1)
    ]
    years = [
        f"Program {name} | 500.000 | {value}" for name, value in zip(NAMES, values, strict=True)
    ]
    head = "Program | Realisasi (Rp) 2023 | Realisasi (Rp) 2024"
    tables = (
        drawn(BUDGET, "\n".join(rows), "t1", "Realisasi Anggaran Tahun 2024"),
        drawn(head, "\n".join(years), "t2", "Perbandingan Belanja Tahun 2023 dengan 2024"),
    )
    findings = found(audit(*tables, text="Laporan Kinerja Tahun 2024"), "LTB-02")
    return [f"{one.spot.printed} -> {one.expected}" for one in findings]


def test_a_column_of_realisasi_that_prints_the_pagu_is_told_once_at_its_head() -> None:
    assert compared(*PAGU) == ["Realisasi (Rp) 2024 -> None"]
    assert compared(*PAGU[:3], "1") == ["Realisasi (Rp) 2024 -> None"]
    assert compared(*SPENT) == []


def test_a_table_of_years_is_compared_where_most_of_its_realisasi_are_the_same() -> None:
    assert compared(*SPENT[:3], "509.000") == ["509.000 -> 590.000"]
    assert compared(SPENT[0], "1", "2", "3") == []
    assert compared(*SPENT[:3], PAGU[3]) == ["600.000 -> 590.000"]
