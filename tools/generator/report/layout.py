"""How tables are set: rules, headers, page breaks; each choice has a tag under which measures group
documents.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum


class RulingStyle(Enum):
    """Which lines a table has."""

    FULL = "ruled"
    COLUMNS = "column-rules"
    ROWS = "row-rules"
    NONE = "unruled"
    ZEBRA = "zebra"


class Numbers(Enum):
    """How the row of column numbers is printed; with gaps, as where columns were hidden; with
    formulas.
    """

    NONE = "no-number-row"
    PLAIN = "numbers-plain"
    PARENS = "numbers-parens"
    ZERO_PADDED = "numbers-zero-padded"
    GAPS = "numbers-gaps"
    FORMULAS = "numbers-formulas"


class Rp(Enum):
    """Where the currency is: nowhere, before the number in its cell, or in a column of its own."""

    NONE = "no-rp"
    CELL = "rp-cell"
    COLUMN = "rp-column"


@dataclass(frozen=True, slots=True)
class ReportLayout:
    """The choices of one document. `levels` are those of the budget table's header, colours are
    RRGGBB.

    `code_width` is the share of the column of codes: under 2.7 they are broken over two lines.
    `rotate` is the /Rotate of its landscape pages; `continued` cuts long tables under "Lanjutan
    Tabel" captions.
    """

    ruling: RulingStyle = RulingStyle.FULL
    landscape: bool = False
    rotate: int = 0
    repeat_header: bool = True
    split_rows: bool = False
    continued: bool = False
    narrow: bool = False
    overflow: bool = False
    numbers: Numbers = Numbers.PLAIN
    levels: int = 1
    rp: Rp = Rp.NONE
    fill: str = "D9D9D9"
    ink: str = "000000"
    program_fill: str = ""
    serif: bool = False
    size: float = 9.0
    folio: bool = False
    code_with_name: bool = False
    total_first: bool = False
    code_width: float = 2.8

    @property
    def name(self) -> str:
        """The one word for it in the name of the document."""
        if self.rotate:
            return f"rotated{self.rotate}"
        marks = {
            "narrow": self.narrow,
            "overflow": self.overflow,
            "split": self.split_rows,
            "lanjutan": self.continued,
            "rp": self.rp is Rp.COLUMN,
            "landscape": self.landscape and self.ruling is RulingStyle.FULL,
        }
        return next(
            (mark for mark, holds in marks.items() if holds), self.ruling.value.replace("-", "")
        )

    def tags(self) -> Iterator[str]:
        """Yield the tags of the choices."""
        yield self.ruling.value
        yield self.numbers.value
        yield f"header-{self.levels}"
        yield "repeated-header" if self.repeat_header else "header-once"
        if self.rp is not Rp.NONE:
            yield self.rp.value
        marks = {
            "landscape": self.landscape,
            "rotated": self.rotate != 0,
            "split-rows": self.split_rows,
            "continued": self.continued,
            "narrow": self.narrow,
            "overflow": self.overflow,
            "coloured-header": self.fill not in ("", "D9D9D9"),
            "code-with-name": self.code_with_name,
            "total-first": self.total_first,
        }
        yield from (mark for mark, holds in marks.items() if holds)
