"""What a row looks like beside others: whether it is a program, how it is numbered and set, where
its name is.
"""

from dataclasses import dataclass
from typing import NamedTuple

from extract.patterns import regex
from normalize.report import Role, TypedRow, TypedTable
from normalize.text.comparison import normalize_text
from validate.structure.entity_links import is_program


@dataclass(frozen=True, slots=True)
class RowStylesSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # points
    step: int = 6  # pt; 37c99eb


_SETTINGS = RowStylesSettings()


_NAMING = (Role.URAIAN, Role.PROGRAM, Role.SASARAN, Role.INDIKATOR, Role.TUJUAN)
_NUMBERINGS = (
    ("roman", regex(r"\(?(?=[IVXL])(?:X{0,3})(?:IX|IV|V?I{0,3})[.)]*(?:\s|$)")),
    ("capital", regex(r"[A-Z][.)](?:\s|$)")),
    ("bracket", regex(r"\(?\d{1,3}\)")),
    ("number", regex(r"\d{1,3}(?:\.\s*|\s+|$)(?!\d)")),
    ("letter bracket", regex(r"\(?[a-z]\)")),
    ("letter", regex(r"[a-z]\.?(?:\s|$)")),
    ("dash", regex(r"[-–•▪➢✓]\s*\D")),
)


# the words that say on which level a row is, the higher first
_LEVELS = ("kegiatan", "sub kegiatan")
_LEVEL = regex(r"(sub ?)?kegiatan\s")


class RowStyle(NamedTuple):
    """The look of a row; rows of one look are on one level. `level` is the word that its name
    begins with.
    """

    program: bool
    numbering: str = ""
    column: int = -1
    capitals: bool = False
    bold: bool = False
    indent: int = 0
    level: str = ""

    def above(self, other: "RowStyle") -> bool:
        """Return whether a row of this look cannot be under one of the other."""
        if self.level and other.level:
            return _LEVELS.index(self.level) <= _LEVELS.index(other.level)
        return self.program and other.program


def row_style(table: TypedTable, row: TypedRow) -> RowStyle:
    """Return the look of a row, its indentation apart."""
    cells = table.table.rows[row.index]
    at = next(
        (
            column.index
            for column in table.columns
            if column.role in _NAMING and cells[column.index].text
        ),
        -1,
    )
    text, bold = (cells[at].text, cells[at].bold) if at >= 0 else ("", False)
    numbers = (cells[column.index].text for column in table.columns if column.role is Role.NOMOR)
    numbering = next(filter(None, map(_numbering, numbers)), "") or _numbering(text)
    program = is_program(row.name) or _is_program_beside_names(table, row)
    return RowStyle(program, numbering, at, text.isupper(), bold, level=_level(row.name))


def _is_program_beside_names(table: TypedTable, row: TypedRow) -> bool:
    """Return whether a row prints a program alone in a table with a column of other names."""
    alone = row.label(Role.PROGRAM) is not None and row.label(Role.URAIAN) is None
    return alone and any(column.role is Role.URAIAN for column in table.columns)


def _level(name: str) -> str:
    found = _LEVEL.match(normalize_text(name))
    return "" if found is None else "sub kegiatan" if found[1] else "kegiatan"


def indented(table: TypedTable, row: TypedRow, rank: RowStyle) -> RowStyle:
    """Return the look of a row with its indentation, in steps that a reader sees."""
    cell = table.table.rows[row.index][rank.column] if rank.column >= 0 else None
    return rank._replace(indent=round(cell.indent / _SETTINGS.step)) if cell else rank


def _numbering(text: str) -> str:
    return next((kind for kind, pattern in _NUMBERINGS if pattern.match(text)), "") if text else ""
