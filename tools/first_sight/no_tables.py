"""Pages that hold no table: charts, prose with numbers, contents, charts of an organisation,
letters.
"""

from random import Random

from tests import drawn
from tools.first_sight import budgets
from tools.first_sight.budgets import HEADER, NUMERIC
from tools.first_sight.random_tables import width_of
from tools.first_sight.sheets import DrawnSheet, KnownTable, known

_LEFT, _RIGHT, _TOP, _LEADING = 72.0, 523.0, 770.0, 14.0
_TEXT = (
    "Pada tahun 2024 capaian kinerja perangkat daerah telah melampaui target yang ditetapkan "
    "dalam perjanjian kinerja "
    "dengan realisasi anggaran sebesar dari pagu sehingga terdapat sisa anggaran yang "
    "disebabkan oleh efisiensi "
    "belanja barang dan jasa serta penyesuaian kegiatan pada triwulan keempat yang "
    "dilaksanakan bersama masyarakat desa"
)
_WORDS = _TEXT.split()
_CHAPTERS = ("PENDAHULUAN", "PERENCANAAN KINERJA", "AKUNTABILITAS KINERJA", "PENUTUP", "LAMPIRAN")
_OFFICES = (
    "Kepala Dinas",
    "Sekretaris",
    "Bidang Bina Usaha",
    "Bidang Sarana",
    "Bidang Penyuluhan",
    "UPT Wilayah",
)


def without_tables(rng: Random) -> DrawnSheet:
    """Draw one to three pages that hold no table, at times behind a page that holds one."""
    pages, tables = [], tuple[KnownTable, ...]()
    if rng.random() < 0.5:
        table = budgets.budget(rng)
        pages.append(budgets.caption(rng) + budgets.ruled(table.headed))
        tables = (known(table.printed, numeric=NUMERIC, header=[HEADER]),)
    kinds = (_prose, _listed, _contents, _bars, _lines, _organisation, _letter)
    pages += [rng.choice(kinds)(rng) for _ in range(rng.randint(1, 3))]
    return DrawnSheet(drawn.pdf(pages), tables)


def _number(rng: Random) -> str:
    part, whole = rng.randint(1, 10**9), 10**9
    return rng.choice(
        (f"Rp{budgets.rupiah(part)}", budgets.percent(part, whole) + "%", str(rng.randint(1, 99)))
    )


def _paragraph(
    rng: Random, y: float, lines: int, left: float = _LEFT, justified: bool = True
) -> str:
    """Return running text with numbers in it, each line but the last spread over the width."""
    content = ""
    for line in range(lines):
        text, wide = "", _RIGHT - left
        while True:
            word = _number(rng) if rng.random() < 0.12 else rng.choice(_WORDS)
            longer = f"{text} {word}".strip()
            if width_of(longer, 10) > wide:
                break
            text = longer
        spread = (
            (wide - width_of(text, 10)) / max(text.count(" "), 1)
            if justified and line < lines - 1
            else 0.0
        )
        content += f"{spread:.3f} Tw {drawn.words(text, left, y - line * _LEADING, size=10)}0 Tw\n"
    return content


def _prose(rng: Random) -> str:
    content, y, justified = "", _TOP, rng.random() < 0.7
    for _ in range(rng.randint(3, 6)):
        lines = rng.randint(3, 8)
        content += _paragraph(rng, y, lines, justified=justified)
        y -= (lines + 1) * _LEADING
    return content


def _listed(rng: Random) -> str:
    """Return items under numbers or bullets, each with an amount in its text."""
    content, y = _paragraph(rng, _TOP, 3), _TOP - 4 * _LEADING
    for item in range(1, rng.randint(5, 9)):
        mark = rng.choice((f"{item}.", "-", f"{chr(96 + item)}."))
        content += drawn.words(mark, _LEFT, y, size=10) + _paragraph(
            rng, y, lines := rng.randint(1, 3), _LEFT + 18
        )
        y -= (lines + 0.4) * _LEADING
    return content


def _contents(rng: Random) -> str:
    """Return a table of contents: names, dots up to the edge, numbers of pages."""
    content, y, page = drawn.words("DAFTAR ISI", 260, _TOP, size=12, bold=True), _TOP - 30, 1
    for at, chapter in enumerate(_CHAPTERS, 1):
        for text in (
            f"BAB {at} {chapter}",
            *(f"{at}.{part} {rng.choice(_WORDS)}" for part in range(1, rng.randint(2, 5))),
        ):
            page += rng.randint(0, 6)
            room = _RIGHT - 20 - _LEFT - width_of(text, 10)
            dots = " " + "." * int(room / width_of(".", 10) - 2)
            content += drawn.words(text + dots, _LEFT, y, size=10) + drawn.words(
                str(page), _RIGHT - 12, y, size=10
            )
            y -= _LEADING
    return content


def _bars(rng: Random) -> str:
    """Return a bar chart with a grid, values over its bars and a legend."""
    content, low, high = (
        drawn.words("Grafik 3.1 Capaian Kinerja", 200, _TOP, bold=True),
        400.0,
        700.0,
    )
    steps, bars = rng.randint(4, 6), rng.randint(4, 8)
    for step in range(steps + 1):
        y = low + (high - low) * step / steps
        content += f"0.8 G {drawn.line(100, y, 500, y)}0 G\n" + drawn.words(
            str(25 * step), 78, y - 3, size=8
        )
    content += drawn.line(100, low, 100, high)
    for bar in range(bars):
        x, height = 112 + 390 * bar / bars, rng.uniform(30, 290)
        content += f"0.3 0.5 0.8 rg {x:.1f} {low} {270 / bars:.1f} {height:.1f} re f 0 g\n"
        content += drawn.words(
            budgets.percent(int(height * 100), 30000), x, low + height + 3, size=8
        )
        content += drawn.words(str(2024 - bars + bar), x, low - 14, size=8)
    for at, text in enumerate(("Target", "Realisasi")):
        content += f"0.{3 + 4 * at} 0.5 0.8 rg {200 + 90 * at} 362 9 9 re f 0 g\n" + drawn.words(
            text, 213 + 90 * at, 363
        )
    return content + _paragraph(rng, 330, 4)


def _lines(rng: Random) -> str:
    """Return a line chart in a frame, with a value at each point."""
    content = (
        drawn.words("Grafik 3.2 Realisasi Anggaran", 200, _TOP, bold=True)
        + "0.5 w 90 420 420 290 re S\n"
    )
    points = [(110 + 70 * at, rng.uniform(440, 690)) for at in range(6)]
    content += (
        f"{points[0][0]} {points[0][1]:.1f} m "
        + " ".join(f"{x} {y:.1f} l" for x, y in points[1:])
        + " S\n"
    )
    for at, (x, y) in enumerate(points):
        content += drawn.words(budgets.rupiah(rng.randint(10**6, 10**9)), x - 20, y + 5, size=7)
        content += drawn.words(f"TW {at + 1}", x - 8, 406, size=8)
    return content + _paragraph(rng, 370, 5)


def _organisation(rng: Random) -> str:
    """Return the boxes of an organisation, joined by lines."""
    content = (
        drawn.words("STRUKTUR ORGANISASI", 220, _TOP, bold=True) + "0.5 w 230 690 140 34 re S\n"
    )
    content += drawn.words(_OFFICES[0], 268, 704) + drawn.line(300, 690, 300, 660)
    below = rng.randint(3, 4)
    content += drawn.line(110, 660, 110 + 125 * (below - 1), 660)
    for at in range(below):
        x = 55 + 125 * at
        content += drawn.line(x + 55, 660, x + 55, 640) + f"{x} 606 110 34 re S\n"
        content += drawn.words(_OFFICES[1 + at], x + 6, 626, size=8) + drawn.words(
            f"{rng.randint(2, 30)} orang", x + 6, 613, size=8
        )
    return content + _paragraph(rng, 570, 6)


def _letter(rng: Random) -> str:
    """Return a letter: a header over a double line, its reference, a text, and signatures side by
    side.
    """
    content = drawn.words("PEMERINTAH KABUPATEN", 220, _TOP, size=13, bold=True) + drawn.line(
        _LEFT, 752, _RIGHT, 752
    )
    content += drawn.line(_LEFT, 750, _RIGHT, 750)
    for at, (name, value) in enumerate(
        (("Nomor", "700/123/2024"), ("Lampiran", "1 (satu) berkas"), ("Hal", "Laporan Kinerja"))
    ):
        y = 725 - _LEADING * at
        content += drawn.words(name, _LEFT, y, size=10) + drawn.words(
            f": {value}", _LEFT + 70, y, size=10
        )
    content += _paragraph(rng, 660, rng.randint(6, 12))
    for x, office in ((_LEFT, "Pihak Pertama"), (360.0, "Pihak Kedua")):
        content += drawn.words(office, x, 400, size=10) + drawn.words(
            f"NIP {rng.randint(10**17, 10**18 - 1)}", x, 330, size=10
        )
    return content
