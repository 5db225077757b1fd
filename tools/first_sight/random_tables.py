"""Tables drawn at random without rulings, or with some of them, and what they print:
`random_table(seed)`.

Everything that a producer decides freely is drawn: which columns there are, fonts, spacing,
alignment, where names are broken, how numbers are written, what stands for nothing, section rows,
totals, rulings, and the text around the table.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random

from tests import drawn

# Widths of the glyphs from the space to the tilde, in thousandths of the size.
_HELVETICA = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 "
    "556 556 556 556 278 "
    "278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 "
    "667 778 722 667 611 722 "
    "667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 "
    "222 833 556 556 556 "
    "556 333 500 278 556 500 722 500 500 500 334 260 334 584"
)
_TIMES = (
    "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 "
    "500 500 500 500 278 "
    "278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 "
    "722 667 556 611 722 "
    "722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 "
    "278 778 500 500 500 "
    "500 333 389 278 500 500 722 500 500 444 480 200 480 541"
)
_DASHES = {"–": (556, 500), "—": (1000, 1000)}
_WIDTHS = {"F1": tuple(map(int, _HELVETICA.split())), "F3": tuple(map(int, _TIMES.split()))}
_BOLD = {"F1": "F2", "F3": "F4"}
# A bold letter is so much wider than a plain one, about.
_WIDER = 1.07

_STARTS = (
    "Program",
    "Kegiatan",
    "Penyediaan",
    "Pengelolaan",
    "Pembinaan",
    "Peningkatan",
    "Penyusunan",
    "Fasilitasi",
)
_TEXT = (
    "Jasa Administrasi Perangkat Daerah Pelayanan Kapasitas Aparatur Sarana Prasarana "
    "Dokumen Perencanaan Kinerja "
    "Barang Milik Pemerintahan Desa Ketenteraman Ketertiban Umum Masyarakat Koordinasi "
    "Pemeliharaan Gedung Kantor "
    "Evaluasi dan Laporan Keuangan Kepegawaian Rapat Wilayah Usaha Mikro"
)
_WORDS = _TEXT.split()
_UNITS = ("%", "Dokumen", "Orang", "Unit", "Laporan", "Indeks")
_HEADS = (
    "Pagu",
    "Realisasi",
    "Sisa",
    "Target",
    "Capaian",
    "Tahun 2023",
    "Tahun 2024",
    "Anggaran",
    "Serapan",
    "Selisih",
)


@dataclass(frozen=True, slots=True)
class RandomColumn:
    """A column: its header, its width and how its text is in it; whether it holds numbers."""

    head: str
    width: float
    align: str
    numeric: bool


@dataclass(frozen=True, slots=True)
class RandomTable:
    """The page with a table, its body rows as printed, and the traits it was drawn with."""

    content: str
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...]
    traits: tuple[str, ...]


def width_of(text: str, size: float, font: str = "F1") -> float:
    """Return how wide a text is printed."""
    widths, column = _WIDTHS[font], 0 if font == "F1" else 1
    return (
        sum(_DASHES[one][column] if one in _DASHES else widths[ord(one) - 32] for one in text)
        * size
        / 1000
    )


@dataclass(slots=True)
class _Pen:
    """What is drawn so far, and the font it is drawn in."""

    font: str
    size: float
    content: str = ""
    traits: list[str] = field(default_factory=list)

    def width(self, text: str, bold: bool = False) -> float:
        return width_of(text, self.size, self.font) * (_WIDER if bold else 1.0)

    def write(self, text: str, x: float, y: float, bold: bool = False) -> None:
        font = _BOLD[self.font] if bold else self.font
        escaped = text.replace("(", r"\(").replace(")", r"\)")
        self.content += f"BT /{font} {self.size} Tf {x:.2f} {y:.2f} Td ({escaped}) Tj ET\n"

    def cell(
        self,
        lines: Sequence[str],
        x: float,
        width: float,
        align: str,
        y: float,
        leading: float,
        bold: bool,
    ) -> None:
        """Write lines under each other, the first with its baseline at y, within a column."""
        for at, line in enumerate(lines):
            room = width - self.width(line, bold)
            shift = {"left": 0.0, "right": room, "centre": room / 2}[align]
            self.write(line, x + shift, y - at * leading, bold)

    def wrapped(self, text: str, width: float, bold: bool = False) -> list[str]:
        """Return the lines that a text makes in a width; a number that does not fit is broken where
        it must be.
        """
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self.width(longer, bold) > width:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines


def random_table(seed: int) -> RandomTable:
    """Return the table of a seed."""
    rng = Random(seed)
    pen = _Pen(rng.choice(("F1", "F1", "F3")), rng.choice((7.5, 8.0, 9.0, 9.0, 10.0, 11.0)))
    style = rng.choice(("amounts", "amounts", "amounts", "mixed", "integers", "US"))
    pen.traits.append(style)
    columns = _columns(rng, pen, style)
    leading = pen.size * rng.uniform(1.12, 1.3)
    gap = rng.choice((0.0, 0.0, 1.5, 3.0, 6.0))
    valign = rng.choice(("top", "top", "middle", "bottom"))
    rules = rng.choice(
        (
            "none",
            "none",
            "header",
            "header",
            "rows",
            "closing",
            "underlines",
            "shaded",
            "separators",
        )
    )
    pen.traits += [f"gap{gap}", valign, f"rules-{rules}"]
    left = rng.uniform(40, 60)
    edges = list(accumulate((column.width + 8 for column in columns), initial=left))
    y = _before(rng, pen, left)
    y = _header(rng, pen, columns, edges, y, leading, rules)
    rows = _rows(rng, pen, columns, style)
    for at, (texts, kind) in enumerate(rows):
        y = _row(pen, columns, edges, texts, kind, y, leading, gap, valign, rules, at)
        if rules in ("rows", "separators") and (rules == "rows" or at % 3 == 2):
            pen.content += drawn.line(edges[0], y, edges[-1], y)
        y -= gap
    if rules in ("header", "closing", "underlines"):
        pen.content += drawn.line(edges[0], y + gap - 1, edges[-1], y + gap - 1)
    _after(rng, pen, left, y, leading)
    numeric = tuple(at for at, column in enumerate(columns) if column.numeric)
    return RandomTable(pen.content, tuple(texts for texts, _ in rows), numeric, tuple(pen.traits))


def _columns(rng: Random, pen: _Pen, style: str) -> list[RandomColumn]:
    columns = []
    if rng.random() < 0.6:
        columns.append(RandomColumn("No", pen.width("00."), rng.choice(("left", "centre")), False))
    if rng.random() < 0.3:
        columns.append(RandomColumn("Kode", pen.width("7.01.01.2.01"), "left", False))
    columns.append(
        RandomColumn(
            rng.choice(("Uraian", "Program", "Nama Kegiatan")),
            pen.size * rng.uniform(11, 20),
            "left",
            False,
        )
    )
    if rng.random() < 0.2:
        columns.append(
            RandomColumn("Satuan", pen.width("Dokumen "), rng.choice(("left", "centre")), False)
        )
    align = rng.choice(("right", "right", "right", "centre"))
    pen.traits.append(align)
    widest = pen.width("(000.000)" if style == "integers" else "9.000.000.000,00")
    remarks = RandomColumn("Keterangan", pen.width("Keterangan "), "left", False)
    room = 495 - sum(column.width + 8 for column in (*columns, remarks))
    many = max(2, min(rng.randint(2, 6), int(room / (widest + 8))))
    heads = rng.sample(_HEADS, many)
    columns += [
        RandomColumn(head, max(widest, pen.width("Tahun 2023")), align, True) for head in heads
    ]
    if style in ("amounts", "US") and rng.random() < 0.5:
        columns[-1] = RandomColumn("%", pen.width("1.000,00"), align, True)
    if rng.random() < 0.2:
        columns.append(remarks)
        pen.traits.append("remarks")
    return columns


def _number(rng: Random, style: str, column: RandomColumn) -> str:
    if rng.random() < 0.08:
        return ""  # nothing: replaced by the dash of the table
    if column.head == "%":
        value = f"{rng.uniform(5, 110):.2f}"
        return value if style == "US" else value.replace(".", ",")
    match style:
        case "integers":
            return str(rng.choice((rng.randint(0, 9), rng.randint(0, 99), rng.randint(0, 9999))))
        case "mixed":
            return rng.choice(
                (str(rng.randint(0, 200)), f"{rng.uniform(0, 100):.2f}".replace(".", ","))
            )
        case "US":
            return f"{rng.randint(1, 9_999_999_999):,}"
    return f"{rng.randint(1, 9_999_999_999):,}".replace(",", ".")


def _rows(
    rng: Random, pen: _Pen, columns: Sequence[RandomColumn], style: str
) -> list[tuple[tuple[str, ...], str]]:
    """Return the texts of each row and its kind: a record, a section of words alone, or a total."""
    dash = rng.choice(("-", "-", "–", "—", "0"))
    sections = rng.random() < 0.3
    remarks = rng.random() < 0.5
    pen.traits += [f"dash{dash}", *(["sections"] if sections else [])]
    rows: list[tuple[tuple[str, ...], str]] = []
    name_at = next(
        at
        for at, column in enumerate(columns)
        if column.head in ("Uraian", "Program", "Nama Kegiatan")
    )
    for count in range(1, rng.choice((3, 4, 5, 8, 12, 16)) + 1):
        if sections and (count == 1 or rng.random() < 0.2):
            rows.append((_section(rng, len(columns), name_at), "section"))
        rows.append(
            (
                tuple(_printed(rng, column, style, dash, count, remarks) for column in columns),
                "record",
            )
        )
    if rng.random() < 0.5:
        total = [
            _number(rng, style, column) or dash if column.numeric else "" for column in columns
        ]
        total[name_at] = rng.choice(("JUMLAH", "Jumlah", "TOTAL"))
        rows.append((tuple(total), rng.choice(("total", "centred"))))
        pen.traits.append(f"sum-{rows[-1][1]}")
    return rows


def _section(rng: Random, width: int, name_at: int) -> tuple[str, ...]:
    """Return the texts of a row of words alone, in the column of names."""
    words = " ".join(rng.sample(_WORDS, 2))
    words = words.upper() if rng.random() < 0.6 else words
    return tuple(words if at == name_at else "" for at in range(width))


def _printed(
    rng: Random, column: RandomColumn, style: str, dash: str, count: int, remarks: bool
) -> str:
    """Return what a column prints in the row of this number, a dash where it has no number."""
    return (
        _number(rng, style, column) or dash
        if column.numeric
        else _text(rng, column, count, remarks)
    )


def _text(rng: Random, column: RandomColumn, count: int, remarks: bool) -> str:
    """Return what a column of words prints in the row of this number."""
    match column.head:
        case "No":
            return f"{count}"
        case "Kode":
            return f"7.01.{rng.randint(1, 9):02}.2.{rng.randint(1, 20):02}"
        case "Satuan":
            return rng.choice(_UNITS)
        case "Keterangan":
            return rng.choice(("Selesai", "Proses", "")) if remarks else ""
    return " ".join([rng.choice(_STARTS), *rng.sample(_WORDS, rng.choice((1, 1, 2, 2, 3, 5)))])


def _before(rng: Random, pen: _Pen, left: float) -> float:
    y = 780.0
    if rng.random() < 0.4:
        for line in _prose(rng, pen, rng.randint(1, 4)):
            pen.write(line, left, y)
            y -= pen.size * 1.3
        y -= 8
    if rng.random() < 0.6:
        pen.write(f"Tabel 3.{rng.randint(1, 9)} Realisasi Anggaran Tahun 2024", left + 60, y)
        y -= 8 + pen.size
        pen.traits.append("caption")
    return y - 6


def _prose(rng: Random, pen: _Pen, many: int) -> list[str]:
    words = " ".join(rng.choice(_WORDS) for _ in range(16 * many))
    return pen.wrapped(words, 480)[:many]


def _header(
    rng: Random,
    pen: _Pen,
    columns: Sequence[RandomColumn],
    edges: Sequence[float],
    y: float,
    leading: float,
    rules: str,
) -> float:
    """Draw the headers; return the lower edge of the header."""
    bold = rng.random() < 0.5
    align = rng.choice(("centre", "centre", "own"))
    deepest = max(len(pen.wrapped(column.head, column.width, bold)) for column in columns)
    top = y
    if rules in ("header", "rows", "separators"):
        pen.content += drawn.line(edges[0], top, edges[-1], top)
    if rules == "shaded":
        height = deepest * leading + 6
        pen.content += (
            f"0.85 g {edges[0]:.2f} {top - height:.2f} {edges[-1] - edges[0]:.2f} {height:.2f} "
            "re f 0 g\n"
        )
    for column, x in zip(columns, edges, strict=False):
        lines = pen.wrapped(column.head, column.width, bold)
        pen.cell(
            lines,
            x + 4,
            column.width,
            column.align if align == "own" else "centre",
            y - leading,
            leading,
            bold,
        )
    y -= deepest * leading + 4
    if rules in ("header", "rows", "closing", "separators"):
        pen.content += drawn.line(edges[0], y, edges[-1], y)
    if rules == "underlines":
        for column, x in zip(columns, edges, strict=False):
            if column.numeric:
                pen.content += drawn.line(x + 4, y, x + 4 + column.width, y)
    if rng.random() < 0.15:
        for at, (column, x) in enumerate(zip(columns, edges, strict=False), 1):
            pen.cell([str(at)], x + 4, column.width, "centre", y - leading, leading, False)
        pen.traits.append("numbered")
        y -= leading + 3
    return y


def _row(
    pen: _Pen,
    columns: Sequence[RandomColumn],
    edges: Sequence[float],
    texts: Sequence[str],
    kind: str,
    y: float,
    leading: float,
    gap: float,
    valign: str,
    rules: str,
    at: int,
) -> float:
    """Draw a row; return its lower edge."""
    bold = kind == "section" or (kind != "record" and at % 2 == 0)
    broken = []
    for text, column in zip(texts, columns, strict=True):
        whole = kind == "centred" or column.numeric or not text
        broken.append([text] if whole else pen.wrapped(text, column.width, bold))
    deepest = max(len(lines) for lines in broken)
    if rules == "shaded" and at % 2:
        height = deepest * leading + 2 + gap
        pen.content += (
            f"0.9 g {edges[0]:.2f} {y - height:.2f} {edges[-1] - edges[0]:.2f} {height:.2f} re "
            "f 0 g\n"
        )
    for index, (lines, column) in enumerate(zip(broken, columns, strict=True)):
        spare = deepest - len(lines)
        down = {"top": 0.0, "middle": spare / 2, "bottom": float(spare)}[valign]
        if lines == [""]:
            continue
        x, width, align = edges[index] + 4, column.width, column.align
        if kind == "centred" and not column.numeric:
            x, align = edges[0] + 4, "centre"
            width = edges[index + 1] - 8 - edges[0]
        if lines:
            pen.cell(lines, x, width, align, y - leading * (1 + down), leading, bold)
    return y - deepest * leading - 2


def _after(rng: Random, pen: _Pen, left: float, y: float, leading: float) -> None:
    y -= 10 + 2 * leading
    if rng.random() < 0.3:
        pen.write("Sumber: Subbagian Keuangan, 2024", left, y)
        y -= 2 * leading
    if rng.random() < 0.4:
        for line in _prose(rng, pen, rng.randint(1, 4)):
            pen.write(line, left, y)
            y -= leading
