"""A document not looked at before, and what is printed in it."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Any

_NUMBER = re.compile(
    r"(?:Rp\.? ?)?(\()?(?:Rp\.? ?)?(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?(\))?(?:,-)? ?%?"
)

Values = Mapping[tuple[int, int], Decimal]


@dataclass(frozen=True, slots=True)
class KnownTable:
    """What a table prints: its header and body rows, the value of each body cell that holds a
    number, its pages.

    `header` is empty where it is not examined what belongs to it.
    """

    rows: tuple[tuple[str, ...], ...]
    values: Values
    header: tuple[tuple[str, ...], ...] = ()
    pages: tuple[int, ...] = (1,)

    def as_truth(self) -> dict[str, Any]:
        """Return it as the files of truth of the corpus have it."""
        return {
            "pages": self.pages,
            "header_rows": len(self.header),
            "rows": (*self.header, *self.rows),
        }


@dataclass(frozen=True, slots=True)
class PlantedError:
    """What was made wrong in a table on purpose: which rules report it, its body cell, what should
    be there and does.

    Where it is no single cell, `row` and `column` are None; `copies` are other rows with the same
    error in the column.
    """

    kind: str
    rules: tuple[str, ...]
    row: int | None
    column: int | None
    was: str
    now: str
    table: int = 0
    page: int = 1
    copies: tuple[int, ...] = ()

    def as_truth(self) -> dict[str, Any]:
        """Return it as the files of truth of the corpus have it."""
        place: dict[str, Any] = {"part": "rows"}
        if self.row is not None:
            place = {"part": "body", "table": self.table, "row": self.row, "column": self.column}
        copies = [{**place, "row": row, "page": self.page} for row in self.copies]
        told = {
            "kind": self.kind,
            "rules": self.rules,
            **place,
            "page": self.page,
            "was": self.was,
            "now": self.now,
        }
        return told | ({"copies": copies} if copies else {})


@dataclass(frozen=True, slots=True)
class DrawnSheet:
    """A drawn document: the bytes of its PDF, its tables, and what is wrong in them, None where
    that is not examined.
    """

    data: bytes
    tables: tuple[KnownTable, ...] = field(default=())
    errors: tuple[PlantedError, ...] | None = None


def value_of(text: str, *, us: bool = False) -> Decimal | None:
    """Return the value of a number in its usual form, without asking the reader that is to be
    measured.

    >>> value_of("1.234.567,50"), value_of("Rp (1.000)"), value_of("1,234.5", us=True)
    (Decimal('1234567.50'), Decimal('-1000'), Decimal('1234.5'))
    >>> value_of("7.01.01.2.01"), value_of("12 Dokumen"), value_of("-")
    (None, None, None)
    """
    match = _NUMBER.fullmatch(text.translate(str.maketrans(".,", ",.")) if us else text)
    if match is None or bool(match[1]) != bool(match[5]):
        return None
    value = Decimal(f"{match[3].replace('.', '')}.{match[4] or ''}")
    return -value if match[1] or match[2] else value


def known(
    rows: Sequence[Sequence[str]],
    *,
    numeric: Collection[int] | None = None,
    us: bool = False,
    header: Sequence[Sequence[str]] = (),
    pages: Sequence[int] = (1,),
    values: Values = MappingProxyType({}),
) -> KnownTable:
    """Return what rows print; `values` are those of cells whose form is unusual, `numeric` the
    columns of numbers.
    """
    return KnownTable(
        tuple(tuple(row) for row in rows),
        dict(_values(rows, numeric, us)) | dict(values),
        tuple(tuple(row) for row in header),
        tuple(pages),
    )


def _values(
    rows: Sequence[Sequence[str]], numeric: Collection[int] | None, us: bool
) -> Iterator[tuple[tuple[int, int], Decimal]]:
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            value = value_of(text, us=us) if numeric is None or column in numeric else None
            if value is not None:
                yield (row, column), value
