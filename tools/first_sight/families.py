"""The families that the documents of first sight are drawn from: each a small function of chance.

A family is a kind of page that real producers make and that was once read wrongly; what it draws
says what is printed.
"""

from collections.abc import Callable, Sequence
from math import cos, radians, sin
from random import Random

from tests import drawn
from tools.first_sight import budgets
from tools.first_sight.budgets import HEADER, LEFT, NUMERIC, TOP, WIDTHS, Budget
from tools.first_sight.marked import on_a_layer, other_actual_text, upright_heads
from tools.first_sight.no_tables import without_tables
from tools.first_sight.pages import over_pages
from tools.first_sight.random_tables import random_table, width_of
from tools.first_sight.reports import open_report, ruled_report
from tools.first_sight.sheets import DrawnSheet, KnownTable, Values, known, value_of

Family = Callable[[Random], DrawnSheet]


def _known(table: Budget, values: Values | None = None) -> tuple[KnownTable, ...]:
    return (known(table.printed, numeric=NUMERIC, values=values or {}, header=[HEADER]),)


def _sheet(rng: Random, table: Budget, content: str, **asked: object) -> DrawnSheet:
    """Return a page with this content and a caption, on which the table is printed."""
    return DrawnSheet(drawn.pdf([budgets.caption(rng) + content], **asked), _known(table))  # type: ignore[arg-type]


def unruled_table(rng: Random) -> DrawnSheet:
    """Draw a table that no rulings, or some, part."""
    table = random_table(rng.randrange(10**6, 10**9))
    rows = [*table.rows]
    if "sum-centred" in table.traits:
        rows[-1] = _at_the_left(rows[-1], table.numeric)
    return DrawnSheet(
        drawn.pdf([table.content]), (known(rows, numeric=table.numeric, us="US" in table.traits),)
    )


def _at_the_left(row: tuple[str, ...], numeric: Sequence[int]) -> tuple[str, ...]:
    """Return a row whose name is centred over the columns before the numbers, as a merged cell is
    known.
    """
    name = "".join(text for at, text in enumerate(row) if at not in numeric)
    return tuple(text if at in numeric else name * (at == 0) for at, text in enumerate(row))


def hidden_text(rng: Random) -> DrawnSheet:
    """Draw a number that the page does not show, where another one is seen."""
    table = budgets.budget(rng)
    x, y = budgets.corner(table.rows, *budgets.any_cell(rng, table))
    number = drawn.words(
        budgets.rupiah(rng.randint(10**6, 10**9)), x + rng.choice((4, 20, 34)), y + 5
    )
    box = f"{x + 1:.2f} {y + 1:.2f} 88 14 re"
    hidden = rng.choice(
        (
            f"q 3 Tr {number} Q\n",
            f"q 1 g {number} Q\n",
            f"q {rng.uniform(0.96, 1):.2f} g {number} Q\n",
            f"q {x} 40 20 20 re W n {number} Q\n",
            f"{number} 1 g {box} f 0 g\n",
            f"q 0.6 g {box} f 0.61 g {number} Q\n1 g {box} f 0 g\n",
        )
    )
    return _sheet(rng, table, hidden + budgets.ruled(table.headed))


def written_over(rng: Random) -> DrawnSheet:
    """Draw an amount that is the value of a form field, or free text written over the page."""
    table = budgets.budget(rng)
    row, column = budgets.any_cell(rng, table)
    x, y = budgets.corner(table.rows, row, column)
    text = table.rows[row][column]
    shown = drawn.words(text, 3, 4)
    font = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    look = (
        f"/Type /XObject /Subtype /Form /BBox [0 0 86 14] /Resources << {font} >> /Length "
        f"{len(shown)}"
    )
    kind = rng.choice(
        (
            f"/Subtype /Widget /FT /Tx /T (isian) /V ({text})",
            f"/Subtype /FreeText /Contents ({text})",
        )
    )
    rect = f"{x + 2:.2f} {y + 1:.2f} {x + 88:.2f} {y + 15:.2f}"
    return _sheet(
        rng,
        table,
        budgets.ruled(table.with_cell(row, column, "").headed),
        page=f"/Annots [ << /Type /Annot /Rect [{rect}] /F 4 /AP << /N 1 0 R >> {kind} >> ]",
        first=f"<< {look} >>\nstream\n{shown}\nendstream",
    )


def watermark(rng: Random) -> DrawnSheet:
    """Draw a pale, large word or year over or under the whole table."""
    table = budgets.budget(rng)
    text = rng.choice(("SALINAN", "DRAFT", "RAHASIA", "2024", "KONSEP"))
    angle = radians(rng.choice((0, 20, 45, 55)))
    matrix = f"{cos(angle):.4f} {sin(angle):.4f} {-sin(angle):.4f} {cos(angle):.4f}"
    x, y, size = rng.uniform(70, 200), rng.uniform(560, 700), rng.uniform(55, 90)
    mark = (
        f"q {rng.uniform(0.75, 0.9):.2f} g BT /F2 {size:.1f} Tf {matrix} {x:.1f} {y:.1f} Tm "
        f"({text}) Tj ET Q\n"
    )
    content = budgets.ruled(table.headed)
    return _sheet(rng, table, mark + content if rng.random() < 0.6 else content + mark)


def note_marks(rng: Random) -> DrawnSheet:
    """Draw small raised marks of notes behind numbers."""
    table = budgets.budget(rng)
    content = budgets.ruled(table.headed)
    for _ in range(rng.randint(1, 3)):
        row, column = budgets.any_cell(rng, table)
        x, y = budgets.corner(table.rows, row, column)
        behind = x + drawn.PADDING + width_of(table.rows[row][column], drawn.SIZE) + 0.3
        mark = rng.choice(("1)", "2)", "*)", "1", "a)"))
        content += drawn.words(mark, behind, y + 5 + rng.uniform(3, 4), size=rng.uniform(4.8, 5.8))
    return _sheet(rng, table, content)


def under_a_matrix(rng: Random) -> DrawnSheet:
    """Draw rulings under a matrix, or a page in forms."""
    table = budgets.budget(rng)
    scale = rng.choice((0.1, 0.24, 0.5, 2.0, 10.0))
    if rng.random() < 0.3:
        return _sheet(rng, table, budgets.ruled(table.headed), forms=rng.randint(1, 10))

    def rule(x0: float, y0: float, x1: float, y1: float) -> str:
        ends = f"{x0 / scale:.3f} {y0 / scale:.3f} m {x1 / scale:.3f} {y1 / scale:.3f} l"
        return f"q {scale} 0 0 {scale} 0 0 cm {0.5 / scale:.3f} w {ends} S Q\n"

    return _sheet(rng, table, budgets.ruled(table.headed, rule=rule))


def upside_down(rng: Random) -> DrawnSheet:
    """Draw a page that is displayed upside down, ruled by lines or by thin areas."""
    table = budgets.budget(rng)
    rule = rng.choice((drawn.line, drawn.thin_fill))
    return _sheet(rng, table, budgets.ruled(table.headed, rule=rule), page="/Rotate 180")


def beside_a_drawing(rng: Random) -> DrawnSheet:
    """Draw a table over a drawing that is none: a hatched area, a chart, a code of squares, a
    legend of colours.
    """
    table = budgets.budget(rng, rng.randint(3, 6))
    content = budgets.ruled(table.headed)
    return _sheet(rng, table, content + rng.choice((_hatched, _chart, _squares, _legend))(rng))


def _hatched(rng: Random) -> str:
    step = rng.uniform(1.5, 4)
    return "".join(
        drawn.line(80 + step * at, 150, 80 + step * at, 320) for at in range(rng.randint(60, 110))
    )


def _chart(rng: Random) -> str:
    content = drawn.line(90, 150, 90, 330) + drawn.line(90, 150, 500, 150)
    for at in range(rng.randint(4, 8)):
        height = rng.uniform(20, 160)
        content += f"0.4 0.6 0.8 rg {110 + 46 * at} 150 24 {height:.1f} re f 0 g\n"
        content += drawn.words(
            f"{height / 1.7:.2f}".replace(".", ","), 110 + 46 * at, 154 + height, size=8
        )
        content += drawn.words(f"TW {at + 1}", 112 + 46 * at, 138, size=8)
    return content


def _squares(rng: Random) -> str:
    places = [(x, y) for x in range(25) for y in range(25) if rng.random() < 0.5]
    return "".join(f"{240 + 4 * x} {180 + 4 * y} 4 4 re f\n" for x, y in places)


def _legend(rng: Random) -> str:
    content = ""
    for at, text in enumerate(("Tercapai", "Hampir tercapai", "Tidak tercapai")):
        colour = " ".join(f"{rng.random():.2f}" for _ in range(3))
        content += f"{colour} rg 100 {300 - 18 * at} 12 10 re f 0 g\n" + drawn.words(
            text, 118, 302 - 18 * at
        )
    return content


def partly_ruled(rng: Random) -> DrawnSheet:
    """Draw a table some of whose rulings are missing; where none parts the rows, only the room of
    names shows them.
    """
    table = _wrapped(budgets.budget(rng))
    edges = [LEFT + sum(WIDTHS[:at]) for at in range(len(WIDTHS) + 1)]
    kept = rng.choice(
        (set(edges[1:-1]), {edges[1]}, {edges[2]}, {edges[0], edges[2], edges[4], edges[6]}, set())
    )
    level = rng.random() < 0.7

    def rule(x0: float, y0: float, x1: float, y1: float) -> str:
        outer = y0 >= TOP - drawn.ROW - 0.1
        shown = (level or outer) if y0 == y1 else any(abs(x0 - edge) < 0.1 for edge in kept)
        return drawn.line(x0, y0, x1, y1) if shown else ""

    return _sheet(rng, table, budgets.ruled(table.headed, rule=rule))


def _wrapped(table: Budget) -> Budget:
    """Return a table whose names are broken only where the next word does not fit."""
    for at, row in enumerate(table.rows):
        lines = [""]
        for word in row[1].split():
            longer = f"{lines[-1]} {word}".strip()
            fits = width_of(longer, drawn.SIZE) <= WIDTHS[1] - 2 * drawn.PADDING
            lines = [*lines[:-1], longer] if fits else [*lines, word]
        table = table.with_cell(at, 1, "\n".join(lines))
    return table


def names_outside(rng: Random) -> DrawnSheet:
    """Draw a ruled block of numbers, beside which the names are without rulings."""
    table = budgets.budget(rng)
    inner = LEFT + WIDTHS[0] + WIDTHS[1]

    def rule(x0: float, y0: float, x1: float, y1: float) -> str:
        return drawn.line(x0, y0, x1, y1) if min(x0, x1) >= inner - 0.1 else ""

    return _sheet(rng, table, budgets.ruled(table.headed, rule=rule))


def broken_in_its_cell(rng: Random) -> DrawnSheet:
    """Draw amounts the widest of which do not fit: their last digits are on a line of their own."""
    table = budgets.budget(rng)
    widths, shown = list(WIDTHS), table
    for column in (budgets.PAGU, budgets.SPENT, budgets.LEFT_OVER):
        room = max(width_of(row[column], drawn.SIZE) for row in table.rows) - rng.uniform(0.5, 5)
        widths[column] = room + 2 * drawn.PADDING
        for at, row in enumerate(table.rows):
            shown = shown.with_cell(at, column, _broken(row[column], room))
    return _sheet(rng, table, drawn.table(shown.headed, widths, left=LEFT))


def _broken(text: str, room: float) -> str:
    """Return an amount with a line feed behind the last digit that has room."""
    at = len(text)
    while width_of(text[:at], drawn.SIZE) > room or text[at - 1] == ".":
        at -= 1
    return f"{text[:at]}\n{text[at:]}" if text[at:] else text


def digit_apart(rng: Random) -> DrawnSheet:
    """Draw amounts a digit of which is set apart by a blank."""
    table = shown = budgets.budget(rng)
    for _ in range(rng.randint(1, 3)):
        row, column = budgets.any_cell(rng, table)
        text = table.rows[row][column]
        at = rng.choice((1, len(text) - 1))
        parted = f"{text[:at]} {text[at:]}"
        shown = shown.with_cell(row, column, parted.replace("  ", " "))
    values = {
        (row, at): value_of(table.rows[row][at]) for row in range(len(table.rows)) for at in NUMERIC
    }
    meant = {place: value for place, value in values.items() if value is not None}
    content = budgets.caption(rng) + budgets.ruled(shown.headed)
    return DrawnSheet(drawn.pdf([content]), _known(shown, meant))


def in_brackets(rng: Random) -> DrawnSheet:
    """Draw remainders in the brackets of accountants, behind the sign of rupiah."""
    rows = []
    for number in range(1, rng.randint(4, 9)):
        pagu = rng.randint(100_000, 900_000_000)
        more = int(pagu * rng.uniform(0.01, 0.2))
        row = budgets.row_of(str(number), budgets.name(rng), pagu, pagu + more)
        rows.append(
            (*row[:-1], rng.choice((f"Rp ({budgets.rupiah(more)})", f"({budgets.rupiah(more)})")))
        )
    table = Budget(tuple(rows))
    return _sheet(rng, table, budgets.ruled(table.headed))


def scores(rng: Random) -> DrawnSheet:
    """Draw marks with their score in brackets, under target and realisasi."""
    header = ("No", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)")
    rows: list[tuple[str, ...]] = []
    values = {}
    for at in range(rng.randint(3, 8)):
        target, reached = rng.randint(6000, 8000), rng.randint(6000, 9500)
        mark = rng.choice(("Nilai A", "Nilai BB", "B", "Baik"))
        shown = [f"{mark} ({budgets.percent(value, 10_000)})" for value in (target, reached)]
        capaian = budgets.percent(reached, target)
        rows.append((str(at + 1), f"Nilai {budgets.name(rng)}", "Nilai", *shown, capaian))
        for column, text in enumerate(
            (*(budgets.percent(value, 10_000) for value in (target, reached)), capaian), 3
        ):
            value = value_of(text)
            assert value is not None
            values[at, column] = value
    title = drawn.words("Tabel 3.2 Capaian Kinerja Tahun 2024", 150, TOP + 12, bold=True)
    page = title + drawn.table((header, *rows), (28, 190, 60, 80, 80, 60), left=LEFT)
    return DrawnSheet(
        drawn.pdf([page]),
        (known(Budget(tuple(rows)).printed, numeric=(), values=values, header=[header]),),
    )


# Each family with how many of the forty documents of a draw are its own.
FAMILIES: Sequence[tuple[str, Family, int]] = (
    ("reports with ruled tables", ruled_report, 4),
    ("reports with open tables", open_report, 3),
    ("tables without rulings", unruled_table, 6),
    ("partly ruled tables", partly_ruled, 2),
    ("names outside the grid", names_outside, 1),
    ("tables over pages", over_pages, 4),
    ("hidden text", hidden_text, 2),
    ("written over the page", written_over, 1),
    ("watermarks", watermark, 1),
    ("note marks", note_marks, 1),
    ("under a matrix", under_a_matrix, 2),
    ("upside down", upside_down, 1),
    ("beside a drawing", beside_a_drawing, 2),
    ("broken in its cell", broken_in_its_cell, 1),
    ("a digit set apart", digit_apart, 1),
    ("in brackets", in_brackets, 1),
    ("scores in brackets", scores, 1),
    ("upright heads", upright_heads, 1),
    ("on a layer", on_a_layer, 1),
    ("another text given", other_actual_text, 1),
    ("pages without a table", without_tables, 3),
)
