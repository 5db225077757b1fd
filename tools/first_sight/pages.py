"""Tables that run over pages, in the ways that word processors and people let them."""

from random import Random

from tests import drawn
from tools.first_sight import budgets
from tools.first_sight.budgets import HEADER, LEFT, NUMERIC, TOP, WIDTHS, Budget
from tools.first_sight.sheets import DrawnSheet, known

_NUMBERS = ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)")
_FOOT = 70.0

Rows = list[tuple[str, ...]]


def over_pages(rng: Random) -> DrawnSheet:
    """Draw a table over two or three pages, cut, repeated and redrawn in one of the ways."""
    way = rng.choice(
        ("redrawn rulings", "number row", "second caption", "split row", "repeated header")
    )
    numbered = way == "number row" or rng.random() < 0.3
    heads: Rows = [HEADER, *([_NUMBERS] if numbered else [])]
    rows = list(budgets.budget(rng, rng.randint(35, 70)).rows)
    title, year = (
        f"Tabel 3.{rng.randint(1, 9)} Realisasi Anggaran",
        ["Tahun 2024"][: rng.randint(0, 1)],
    )
    pages: list[str] = []
    left = rows
    widths: tuple[float, ...] = WIDTHS
    while left:
        first = not pages
        repeated = {"number row": heads[1:], "repeated header": heads, "second caption": heads}.get(
            way, []
        )
        above = heads if first else repeated
        count = _fitting([*above, *left]) - len(above)
        now, left = left[:count], left[count:]
        if way == "split row" and left:
            now[-1], rest = _split(now[-1])
            left = [rest, *left] if rest else left
        lines = [title if first else f"Lanjutan {title}", *year]
        captioned = first or way == "second caption"
        caption = "".join(
            drawn.words(text, 200, TOP + 5 + 13 * at, bold=True)
            for at, text in enumerate(reversed(lines))
        )
        pages.append(
            (caption if captioned else "")
            + drawn.table([*above, *now], widths, left=LEFT, top=TOP)
            + _number(pages)
        )
        if way == "redrawn rulings":
            widths = _moved(rng)
    table = known(
        Budget(tuple(rows)).printed, numeric=NUMERIC, header=heads, pages=range(1, len(pages) + 1)
    )
    return DrawnSheet(drawn.pdf(pages), (table,))


def _fitting(rows: Rows) -> int:
    """Return how many of the rows a page has room for."""
    room = TOP - _FOOT
    for at, row in enumerate(rows):
        room -= drawn.ROW * (1 + max(text.count("\n") for text in row))
        if room < 0:
            return at
    return len(rows)


def _split(row: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the part of a row that stays on its page, and the rest of its name, which the next
    page begins with.
    """
    before, _, rest = row[1].partition("\n")
    if not rest:
        return row, ()
    return (row[0], before, *row[2:]), ("", rest, *("" for _ in row[2:]))


def _moved(rng: Random) -> tuple[float, ...]:
    """Return the widths of columns one of whose rulings is up to 7 points off."""
    at, by = rng.randrange(len(WIDTHS) - 1), rng.uniform(-6.5, 6.5)
    return tuple(
        width + by * (index == at) - by * (index == at + 1) for index, width in enumerate(WIDTHS)
    )


def _number(pages: list[str]) -> str:
    """Return the operators that draw the number of the next page at its foot."""
    return drawn.words(str(len(pages) + 1), 297, 30)
