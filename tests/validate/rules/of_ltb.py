"""What the tests of several rules LTB read."""

from extract.records import Table
from tests.audits import BUDGET, COST, drawn

PROGRAM = "Program Pembinaan Pemerintahan Desa"


INDICATOR = "Persentase desa yang tertib"


FIGURES = ("100", "90", "90,00", "50.000", "40.000", "80,00", "10,00")


def cost(*figures: str) -> Table:
    """A program with target, realisasi, capaian, pagu, realisasi anggaran, serapan and
    efisiensi.
    """
    return drawn(
        COST,
        f"1 | {PROGRAM} | {INDICATOR} | {' | '.join(figures)}",
        id="t1",
        caption="Cost per outcome",
    )


QUARTER = "Realisasi Anggaran sampai dengan Triwulan {} Tahun 2024"


def until(quarter: str, *rows: str, head: str = BUDGET, id: str = "t2") -> Table:
    """A budget up to a quarter, as its caption or its head says."""
    drawing = "\n".join(f"7.01.0{at} | {row}" for at, row in enumerate(rows, 1))
    return drawn(
        head.format(quarter),
        drawing,
        id,
        QUARTER.format(quarter) if head == BUDGET else "Realisasi Anggaran",
    )


TWO_PROGRAMS = """
7.01.01 | Program Penunjang Urusan Pemerintahan | 80.000 | 60.000 | 20.000 | 75,00
7.01.01.2.01 | Administrasi Keuangan Perangkat Daerah | 80.000 | 60.000 | 20.000 | 75,00
7.01.06 | Program Pembinaan Pemerintahan Desa | 20.000 | 19.060 | 940 | 95,30
7.01.06.2.01 | Fasilitasi Pemerintahan Desa | 20.000 | 19.060 | 940 | 95,30
JUMLAH | < | 100.000 | 79.060 | 20.940 | 79,06
"""


OFFICE = "Kecamatan Klakah melaporkan kinerjanya.\n\n\n"
