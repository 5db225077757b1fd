"""A small document of each kind that the program tells apart, with the dates and periods that such
a document has.

None of them has a fault: what is found in one is a mistake of a rule that does not fit its kind.
"""

from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import NamedTuple

from normalize.report import DocumentKind
from tests import drawn
from tools.first_sight import budgets
from tools.first_sight.sheets import DrawnSheet, KnownTable, known

_LEFT, _TOP, _LEADING = 72.0, 770.0, 18.0
_TOWN, _OFFICE = "Argasari", "KECAMATAN ARGASARI"
_BOLD = "**"

Rows = tuple[tuple[str, ...], ...]


class DrawnKind(NamedTuple):
    """The pages of a document, a line each in a text, and the table on its second page or, without
    a title, its first.

    `running` is what every page prints at its top.
    """

    pages: tuple[str, ...]
    header: tuple[str, ...]
    rows: Rows
    widths: tuple[float, ...]
    on_page: int = 2
    running: str = ""


class KindSample(NamedTuple):
    """A document of a kind: its name in the corpus, what it is, and whether it is an excerpt."""

    name: str
    kind: DocumentKind
    excerpt: bool
    draw: Callable[[Random], DrawnKind]

    @property
    def sheet(self) -> DrawnSheet:
        """The drawn document and what its table prints."""
        return sheet_of(self.draw(Random(self.name)))


def sheet_of(drawing: DrawnKind) -> DrawnSheet:
    """Return the document of a drawing and what its table prints."""
    return DrawnSheet(drawn.pdf(list(_contents(drawing))), (_known(drawing),))


def _known(drawing: DrawnKind) -> KnownTable:
    return known(drawing.rows, header=[drawing.header], pages=(drawing.on_page,))


def _contents(drawing: DrawnKind) -> Iterator[str]:
    """Yield the operators of each page: its running head, its lines from the top, and the table
    under them.
    """
    for number, page in enumerate(drawing.pages, 1):
        content = drawn.words(drawing.running, _LEFT, 815, size=9) if drawing.running else ""
        y = _TOP
        for line in page.splitlines():
            bold = line.startswith(_BOLD)
            content += (
                drawn.words(line.strip("*"), _LEFT, y, size=12 if bold else 10, bold=bold)
                if line
                else ""
            )
            y -= _LEADING
        if number == drawing.on_page:
            content += drawn.table(
                (drawing.header, *drawing.rows), drawing.widths, left=_LEFT, top=y
            )
        yield content


def _title(*lines: str) -> str:
    return "\n".join(f"{_BOLD}{line}{_BOLD}" for line in lines)


def _signed(date: str, chapter: str = "BAB IV") -> str:
    return (
        f"{_title(chapter, 'PENUTUP')}\nDemikian dokumen ini disusun untuk digunakan "
        f"seperlunya.\n\n{_TOWN}, {date}"
    )


_MONEY_WIDTHS = (25.0, 260.0, 85.0, 85.0, 45.0)
_SPENT = ("No", "Program", "Pagu", "Realisasi", "%")


def _spent(rng: Random) -> Rows:
    """Return the rows of a budget and its realisasi."""
    return tuple(row[:5] for row in budgets.budget(rng, 4).printed)


def _planned(rng: Random) -> Rows:
    """Return programs with the pagu of a year and of the next."""
    amounts = [budgets.rupiah(rng.randint(10**7, 10**9)) for _ in range(6)]
    pairs = zip(amounts[::2], amounts[1::2], strict=True)
    return tuple((str(number), _one_line(rng), *pair) for number, pair in enumerate(pairs, 1))


def _one_line(rng: Random) -> str:
    return " ".join(budgets.name(rng).split())


def _targets(rng: Random) -> Rows:
    """Return indicators and their targets."""
    names = (
        "Persentase pelayanan tepat waktu",
        "Indeks kepuasan masyarakat",
        "Jumlah desa tertib administrasi",
    )
    return tuple((str(at), name, str(rng.randint(60, 95))) for at, name in enumerate(names, 1))


def _annual(rng: Random) -> DrawnKind:
    caption = _title("BAB III", "AKUNTABILITAS KINERJA", "Tabel 3.1 Realisasi Anggaran Tahun 2024")
    pages = (_title("LAPORAN KINERJA", _OFFICE, "TAHUN 2024"), caption, _signed("10 Januari 2025"))
    return DrawnKind(pages, _SPENT, _spent(rng), _MONEY_WIDTHS)


def _with_outline(rng: Random) -> DrawnKind:
    """Return an annual report whose list of chapters runs over a page break; one chapter has a
    plain heading.
    """
    first = (
        f"{_title('BAB I', 'PENDAHULUAN', '1.4 Sistematika Penulisan')}\nLaporan ini disusun "
        "dalam empat bab."
    )
    listed = _title("BAB I PENDAHULUAN", "BAB II PERENCANAAN KINERJA")
    further = _title("BAB III AKUNTABILITAS KINERJA", "BAB IV PENUTUP")
    second = f"{_title('BAB II', 'PERENCANAAN KINERJA')}\nPerjanjian kinerja memuat tiga indikator."
    annual = _annual(rng)
    third = f"Bab III\nAkuntabilitas Kinerja\n{_title('Tabel 3.1 Realisasi Anggaran Tahun 2024')}"
    pages = (annual.pages[0], f"{first}\n{listed}", further, second, third, annual.pages[-1])
    return annual._replace(pages=pages, on_page=5)


def _quarterly(rng: Random) -> DrawnKind:
    caption = _title(
        "BAB III", "AKUNTABILITAS KINERJA", "Tabel 3.1 Realisasi Anggaran Triwulan II Tahun 2024"
    )
    title = _title("LAPORAN KINERJA", _OFFICE, "TRIWULAN II TAHUN 2024")
    return DrawnKind((title, caption, _signed("8 Juli 2024")), _SPENT, _spent(rng), _MONEY_WIDTHS)


def _monthly(rng: Random) -> DrawnKind:
    title = _title("LAPORAN PELAKSANAAN KEGIATAN", _OFFICE, "BULAN : JUNI 2018")
    pages = (title, _title("Realisasi Program"), f"{_TOWN}, 6 Agustus 2018")
    return DrawnKind(pages, _SPENT, _spent(rng), _MONEY_WIDTHS)


def _renja(rng: Random) -> DrawnKind:
    title = _title("RENCANA KERJA (RENJA)", _OFFICE, "TAHUN 2025")
    caption = _title(
        "BAB IV", "RENCANA KERJA DAN PENDANAAN PERANGKAT DAERAH", "Tabel 4.1 Program Tahun 2025"
    )
    header = ("No", "Program", "Pagu Tahun 2025", "Prakiraan Maju 2026")
    pages = (title, caption, _signed("12 Juli 2024", "BAB V"))
    return DrawnKind(pages, header, _planned(rng), (25.0, 260.0, 100.0, 110.0))


def _renstra(rng: Random) -> DrawnKind:
    title = _title("RENCANA STRATEGIS", _OFFICE, "TAHUN 2025-2029")
    told = (
        "Rencana Strategis Kecamatan Argasari Tahun 2018-2023 telah dilaksanakan dan "
        "dievaluasi pada Tahun 2024."
    )
    caption = (
        f"{_title('BAB II', 'GAMBARAN PELAYANAN PERANGKAT DAERAH')}\n{told}\n"
        f"{_title('Tabel 4.1 Target Kinerja')}"
    )
    header = ("No", "Indikator", "2025", "2026", "2027")
    rows = tuple((*row, str(int(row[2]) + 1), str(int(row[2]) + 2)) for row in _targets(rng))
    pages = (title, caption, _signed("20 September 2024", "BAB V"))
    return DrawnKind(pages, header, rows, (30.0, 220.0, 60.0, 60.0, 60.0))


def _rkt(rng: Random) -> DrawnKind:
    title = _title("RENCANA KINERJA TAHUNAN", _OFFICE, "TAHUN 2025")
    return _with_targets((title, _title("Sasaran dan Target"), f"{_TOWN}, 3 Desember 2024"), rng)


def _agreement(rng: Random) -> DrawnKind:
    title = _title("PERJANJIAN KINERJA TAHUN 2025", _OFFICE)
    return _with_targets((title, _title("Sasaran dan Target"), f"{_TOWN}, 2 Januari 2025"), rng)


def _with_targets(pages: tuple[str, ...], rng: Random) -> DrawnKind:
    return DrawnKind(
        pages, ("No", "Indikator Kinerja", "Target"), _targets(rng), (30.0, 250.0, 60.0)
    )


def _lra(rng: Random) -> DrawnKind:
    title = _title("LAPORAN REALISASI ANGGARAN", _OFFICE, "TAHUN ANGGARAN 2024")
    pages = (title, _title("Realisasi Belanja"), f"{_TOWN}, 5 Januari 2025")
    return DrawnKind(pages, _SPENT, _spent(rng), _MONEY_WIDTHS)


def _list(rng: Random) -> DrawnKind:
    header = ("No", "Program/Kegiatan", "Jumlah Anggaran")
    rows = tuple(row[:3] for row in _spent(rng))
    return DrawnKind(("SKPD KECAMATAN ARGASARI",), header, rows, (25.0, 280.0, 110.0), on_page=1)


def _excerpt(rng: Random) -> DrawnKind:
    text = (
        "Pada bagian berikut disajikan target indikator kinerja yang menjadi ukuran "
        "keberhasilan kecamatan."
    )
    return _with_targets((f"{_title('2.3 Indikator Kinerja')}\n{text}",), rng)._replace(on_page=1)


def _pages_of_a_report(rng: Random) -> DrawnKind:
    """Return three pages of an annual report, known by their running head."""
    running = "LKIP Kecamatan Argasari Tahun 2024"
    further = ("Anggaran digunakan untuk pelayanan.", "Kegiatan dilaksanakan bersama desa.")
    pages = (_title("3.2 Realisasi Anggaran"), *further)
    return DrawnKind(pages, _SPENT, _spent(rng), _MONEY_WIDTHS, on_page=1, running=running)


_KINDS: Sequence[tuple[str, DocumentKind, bool, Callable[[Random], DrawnKind]]] = (
    ("lkj-tahunan", DocumentKind.LKJ, False, _annual),
    ("lkj-sistematika", DocumentKind.LKJ, False, _with_outline),
    ("lkj-kutipan", DocumentKind.LKJ, True, _pages_of_a_report),
    ("lkj-triwulan", DocumentKind.LKJ_TRIWULAN, False, _quarterly),
    ("laporan-bulanan", DocumentKind.BULANAN, False, _monthly),
    ("renja", DocumentKind.RENJA, False, _renja),
    ("renstra", DocumentKind.RENSTRA, False, _renstra),
    ("rkt", DocumentKind.RKT, False, _rkt),
    ("perjanjian-kinerja", DocumentKind.PK, False, _agreement),
    ("lra", DocumentKind.LRA, False, _lra),
    ("daftar-kegiatan", DocumentKind.KEGIATAN, True, _list),
    ("kutipan", DocumentKind.KUTIPAN, True, _excerpt),
)
DOCUMENTS_OF_A_KIND = tuple(
    KindSample(f"kind-dokumen-{name}", kind, cut, draw) for name, kind, cut, draw in _KINDS
)
