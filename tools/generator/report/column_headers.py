"""Headers of tables: columns under their headings, on as many levels as they need, and the row of
column numbers.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tools.generator.report.layout import Numbers
from tools.generator.report.printed_report import PrintedItem, Row, StatedFact, StatedMeasure


class ColumnHeader(NamedTuple):
    """A column, or a heading over several.

    `formula` names the columns that it is computed from: "{realisasi}/{pagu}". `parts` is how many
    printed columns it has: two where the currency is apart.
    """

    key: str
    text: str
    width: float = 1.0
    align: str = "c"
    formula: str = ""
    parts: int = 1
    under: tuple["ColumnHeader", ...] = ()

    def leaves(self) -> Iterator["ColumnHeader"]:
        """Yield the columns under the heading, or the column itself."""
        if not self.under:
            yield self
        for head in self.under:
            yield from head.leaves()

    @property
    def columns(self) -> int:
        """How many printed columns it covers."""
        return sum(leaf.parts for leaf in self.leaves())

    @property
    def depth(self) -> int:
        """How many levels it has."""
        return 1 + max((head.depth for head in self.under), default=0)


def header(heads: Sequence[ColumnHeader], numbers: Numbers) -> tuple[Row, ...]:
    """Return the rows of a header, the row of column numbers last."""
    depth = max(head.depth for head in heads)
    levels: list[list[PrintedItem | None]] = [[] for _ in range(depth)]
    for head in heads:
        _place(head, 0, levels)
    rows = [tuple(level) for level in levels]
    return tuple(rows if numbers is Numbers.NONE else [*rows, number_row(heads, numbers)])


def _place(head: ColumnHeader, level: int, levels: list[list[PrintedItem | None]]) -> None:
    """Put a heading on its level, its columns below it, and leave covered what it covers."""
    height = len(levels) - level if not head.under else 1
    for row in range(level, level + height):
        covered = [None] * (head.columns - 1)
        text = PrintedItem(head.text, None, height, head.columns) if row == level else None
        levels[row] += [text, *covered]
    for below in head.under:
        _place(below, level + 1, levels)


def number_row(heads: Sequence[ColumnHeader], numbers: Numbers) -> Row:
    """Return the row of column numbers."""
    leaves = [leaf for head in heads for leaf in head.leaves()]
    counted = {leaf.key: _count(at, numbers) for at, leaf in enumerate(leaves, 1)}
    row: list[PrintedItem | None] = []
    for leaf in leaves:
        text = _numbered(leaf, counted, numbers)
        row += [
            PrintedItem(text, StatedFact(StatedMeasure.NOMOR_KOLOM, leaf.key), 1, leaf.parts),
            *[None] * (leaf.parts - 1),
        ]
    return tuple(row)


def _count(at: int, numbers: Numbers) -> int:
    """Return the number of a column; a hidden one before the fifth leaves a gap."""
    return at + 1 if numbers is Numbers.GAPS and at > 4 else at


def _numbered(leaf: ColumnHeader, counted: dict[str, int], numbers: Numbers) -> str:
    number = counted[leaf.key]
    match numbers:
        case Numbers.PARENS:
            return f"({number})"
        case Numbers.ZERO_PADDED:
            return f"({number:02})"
        case Numbers.FORMULAS if leaf.formula:
            return f"{number}={leaf.formula.format(**counted)}"
        case _:
            return str(number)
