"""A page of each kind of fault that was reported with too high a severity, or once a place.

They fix which severity each has and what is one finding. Beside the faults are look-alikes that are
right.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tools.first_sight.document_kinds import DrawnKind, sheet_of
from tools.first_sight.sheets import DrawnSheet

_RESULTS = ("No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)")
_RESULTS_WIDTHS = (25.0, 250.0, 70.0, 70.0, 70.0)
_BUDGET = ("Kode", "Uraian", "Pagu", "Realisasi", "Persentase (%)")
_BUDGET_WIDTHS = (95.0, 170.0, 85.0, 85.0, 75.0)
_MEASURES = ("No", "Program", "Capaian Kinerja (%)", "Capaian Anggaran (%)", "Efisiensi 5=3/4*100")
_MEASURES_WIDTHS = (25.0, 170.0, 100.0, 100.0, 100.0)


class FaultPage(NamedTuple):
    """A page with its name in the corpus, and what it shows."""

    name: str
    shows: str
    drawing: DrawnKind


def pages_of_causes() -> Iterator[tuple[str, str, DrawnSheet]]:
    """Yield the name in the corpus, the kind and the document of each page."""
    for one in CAUSES:
        yield one.name, one.shows, sheet_of(one.drawing)


def _page(title: str, header: tuple[str, ...], widths: tuple[float, ...], *rows: str) -> DrawnKind:
    cells = tuple(map(_cells_of, rows))
    return DrawnKind((f"**{title}**\n",), header, cells, widths, on_page=1)


def _cells_of(row: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in row.split("|"))


CAUSES = (
    FaultPage(
        "kind-temuan-pembulatan",
        "roundings, a number that was cut off, one that is off, and one that claims a success",
        _page(
            "Tabel 3.1 Capaian Kinerja Tahun 2024",
            _RESULTS,
            _RESULTS_WIDTHS,
            "1 | Persentase layanan yang selesai | 95,45 | 95,27 | 99,81",
            "2 | Persentase laporan yang diterima | 39,00 | 93,54 | 239,8",
            "3 | Persentase rapat yang dihadiri | 64,00 | 82,00 | 128",
            "4 | Persentase arsip yang tertata | 600,00 | 469,00 | 78,16",
            "5 | Persentase desa yang tertib | 80,00 | 72,00 | 88,65",
            "6 | Persentase usulan yang diakomodasi | 80,00 | 79,00 | 100,75",
        ),
    ),
    FaultPage(
        "kind-temuan-gaya-angka",
        "commas among dots, and points among commas, in a table",
        _page(
            "Tabel 3.2 Realisasi Anggaran Tahun 2024",
            _BUDGET,
            _BUDGET_WIDTHS,
            "7.01.02 | Program Satu | 4,430,000 | 3.930.000 | 88,71",
            "7.01.03 | Program Dua | 2.000.000 | 1,500,000 | 75.00",
            "7.01.04 | Program Tiga | 1.000.000 | 900.000 | 90.00",
            "7.01.05 | Program Empat | 3.000.000 | 2.400.000 | 80,00",
            "7.01.06 | Program Lima | 5,000,000 | 4.000.000 | 80,00",
        ),
    ),
    FaultPage(
        "kind-temuan-rumus-kepala",
        "a formula in the header of a column that its rows do not follow",
        _page(
            "Tabel 3.3 Efisiensi Penggunaan Sumber Daya Tahun 2024",
            _MEASURES,
            _MEASURES_WIDTHS,
            "1 | Program Satu | 100,00 | 95,06 | 4,94",
            "2 | Program Dua | 90,00 | 80,00 | 10,00",
            "3 | Program Tiga | 95,00 | 90,00 | 5,00",
            "4 | Program Empat | 88,00 | 81,50 | 6,50",
        ),
    ),
    FaultPage(
        "kind-temuan-angka-berulang",
        "the same wrong percentage of the same amounts in a program, its kegiatan and its "
        "sub kegiatan",
        _page(
            "Tabel 3.4 Realisasi Anggaran Tahun 2024",
            _BUDGET,
            _BUDGET_WIDTHS,
            "7.01.02 | Program Satu | 4.430.000 | 3.930.000 | 78,81",
            "7.01.02.2.01 | Kegiatan Satu | 4.430.000 | 3.930.000 | 78,81",
            "7.01.02.2.01.0001 | Sub kegiatan Satu | 4.430.000 | 3.930.000 | 78,81",
            "7.01.03 | Program Dua | 2.000.000 | 1.500.000 | 75,00",
        ),
    ),
)
