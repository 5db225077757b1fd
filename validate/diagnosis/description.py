"""How the place of a finding is described by what is printed there, without numbers of pages,
tables or rows.

A cell: the kind of its table, the code or else the name of its row, the role of its column. Running
text: the words around. The caption and the other labels of a row are part of it only where they
have to distinguish places: a caption is renamed more often than a second table of the kind has the
same finding in the same row.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from extract.patterns import regex
from extract.records import Box, Line, Location, Row
from normalize.report import Column, Report, Role, TypedRow, TypedTable
from normalize.text.comparison import normalize_text
from normalize.text.masking import masked
from normalize.text.prose import TextBlock
from normalize.values.periods import find_periods
from validate.findings import CellRef, Finding, PrintedValue


@dataclass(frozen=True, slots=True)
class DescriptionSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # How many words before and behind a printed text identify it, and how few do not suffice.
    before: int = 8  # count; 8ea26b3
    behind: int = 4  # count; 8ea26b3
    enough: int = 3  # count; 0813ad8
    # Lines of a passage around the one that is looked at, and characters of each: more hold no
    # more words than are taken.
    lines: int = 3  # count; 8ea26b3
    longest: int = 2_000  # count; 8ea26b3
    # Lines of a page that are looked at above a place or beside it.
    near: int = 12  # count; b193bf7


_SETTINGS = DescriptionSettings()


_NUMBER = regex(r"\d[\d.,:/•]*")
_TABLE_NUMBER = regex(r"\btabel\b[\s.:]*(?:(?:\d+|[ivxl]+)\b[\s.]*)+", re.IGNORECASE)
_SENTENCE_END = regex(r"[.;:?!]\s+(?=[A-Z])")


class Description(NamedTuple):
    """What describes a place: `own` always, `further` only where `own` is that of other
    places too.
    """

    own: tuple[str, ...]
    further: tuple[str, ...] = ()


class Describer:
    """Describes the places of one report."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._tables = {table.id: _Table(table) for table in report.tables}
        self._pages: dict[int, _PageLines] = {}

    def description(self, finding: Finding) -> Description:
        """Return what describes where a finding is, or that it refers to a whole table or the whole
        report.
        """
        spot = finding.spot
        if finding.whole_report:
            return Description(("report",), words(finding.expected or ""))
        if spot.cell is not None and finding.whole_table:
            return self._tables[spot.cell.table].as_a_whole()
        if spot.cell is not None:
            return self._tables[spot.cell.table].body(spot.cell, spot.printed)
        if spot.place in self._titles:
            table, row, at = self._titles[spot.place]
            return table.header(row, at) if row else table.caption()
        if spot.place in self._cells:
            ref = self._cells[spot.place]
            return self._tables[ref.table].body(ref, spot.printed)
        return self._text(spot)

    def _text(self, spot: PrintedValue) -> Description:
        """Return the words around a printed text; around one that fills its line the text itself,
        or the line above.
        """
        passage, at = self._lines.get(spot.place, (None, 0))
        if passage is not None:
            near = _around(*_joined(passage.lines, at), spot.printed)
            heading = (" ".join(words(text)) for text in passage.headings[-1:])
            further = (passage.sort.value, passage.part.value, *heading)
        else:
            line = self._page(spot.place.page).at(spot.place.box)
            near, further = (
                _around(line.text[: _SETTINGS.longest], 0, spot.printed) if line else (),
                (),
            )
        if len(near) < _SETTINGS.enough:
            near = (*near, *self._instead(spot))
        return Description(("text", *near), further)

    def _instead(self, spot: PrintedValue) -> tuple[str, ...]:
        """Return the words of a printed text that is no value; for a value those of the
        line above.
        """
        if not any(map(str.isdigit, spot.printed)):
            return words(spot.printed[: _SETTINGS.longest])[: _SETTINGS.before + _SETTINGS.behind]
        above = self._page(spot.place.page).above(spot.place.box)
        return words(above.text[-_SETTINGS.longest :])[-_SETTINGS.before :] if above else ()

    @cached_property
    def _titles(self) -> dict[Location, tuple["_Table", Row, int]]:
        """The captions (without a row) and the header cells of tables, by their places: row and
        column of a cell.
        """
        titles: dict[Location, tuple[_Table, Row, int]] = {}
        for table in self._tables.values():
            if table.typed.table.caption_place is not None:
                titles[table.typed.table.caption_place] = table, (), 0
            header = table.typed.table.header
            titles.update(
                (cell.place, (table, row, at)) for row in header for at, cell in enumerate(row)
            )
        return titles

    @cached_property
    def _cells(self) -> dict[Location, CellRef]:
        """The body cells by their places."""
        tables = self._report.document.tables
        return {
            cell.place: CellRef(table.id, cell.row, cell.column)
            for table in tables
            for cell in table.cells()
        }

    @cached_property
    def _lines(self) -> dict[Location, tuple[TextBlock, int]]:
        """The passage that each line of running text is in, and its index there, by the place of
        the line.
        """
        return {
            line.place: (one, at) for one in self._report.prose for at, line in enumerate(one.lines)
        }

    def _page(self, number: int) -> "_PageLines":
        """Return the lines of a page."""
        if number not in self._pages:
            pages = (page.lines for page in self._report.document.pages if page.number == number)
            self._pages[number] = _PageLines(next(pages, ()))
        return self._pages[number]


class _PageLines:
    """The lines of running text of one page, found by where they are."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = sorted(lines, key=lambda line: line.place.box.bottom)
        self._bottoms = [line.place.box.bottom for line in self._lines]

    def at(self, box: Box) -> Line | None:
        """Return the line that a box overlaps most, None where it overlaps none."""
        first = bisect_right(self._bottoms, box.top)
        near = [
            line
            for line in self._lines[first : first + _SETTINGS.near]
            if _share_width(line.place.box, box)
        ]
        nearest = max(near, default=None, key=lambda line: _shared_height(line.place.box, box))
        return nearest if nearest and _shared_height(nearest.place.box, box) > 0 else None

    def above(self, box: Box) -> Line | None:
        """Return the closest line above a box: over it where one of the next few is, else beside
        that.
        """
        end = bisect_right(self._bottoms, box.top + 1)
        near = self._lines[max(end - _SETTINGS.near, 0) : end][::-1]
        return next(
            (line for line in near if _share_width(line.place.box, box)), near[0] if near else None
        )


def _share_width(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1


def _shared_height(one: Box, other: Box) -> float:
    return min(one.bottom, other.bottom) - max(one.top, other.top)


class _Table:
    """Describes the places of one table."""

    def __init__(self, typed: TypedTable) -> None:
        self.typed = typed

    def as_a_whole(self) -> Description:
        """Return what describes the table."""
        return Description(("table", self.typed.kind.value), (self._title,))

    def caption(self) -> Description:
        """Return what describes the caption."""
        return Description(("caption", self.typed.kind.value, self._title))

    def header(self, row: Row, column: int) -> Description:
        """Return what describes a cell of the header: the role of its column, and what else its row
        says.
        """
        others = words(
            " ".join(cell.text for at, cell in enumerate(row) if at != column)[: _SETTINGS.longest]
        )
        own = ("header", self.typed.kind.value, *self._columns[column], "", *others)
        return Description(own, (self._title,))

    def body(self, ref: CellRef, printed: str) -> Description:
        """Return what describes a body cell; `printed` is the part of it that is meant."""
        row, column = self.typed.rows[ref.row], self.typed.columns[ref.column]
        text = self.typed.table.cell(ref.row, ref.column).text[: _SETTINGS.longest]
        says_code = row.code is not None and (column.role is Role.KODE or printed == row.code.text)
        key = self._row(row, says_code=says_code, says_name=not says_code and row.name in text)
        labels = (f"{role.value} {' '.join(words(label))}" for role, label in row.labels)
        further = (self._title, *labels, "", *_around(text, 0, printed))
        return Description(
            ("cell", self.typed.kind.value, key, *self._columns[ref.column]), further
        )

    def _row(self, row: TypedRow, *, says_code: bool, says_name: bool) -> str:
        """Return the code of a row, else its name, else its position among the rows that have
        neither.

        What the finding itself is about may be corrected, and is the key only where there is no
        other.
        """
        code = f"code {row.code.canonical}" if row.code else ""
        name = (
            f"name {' '.join(words(row.name)) if says_name else normalize_text(masked(row.name))}"
            if row.name.strip()
            else ""
        )
        first, second = (name, code) if says_code else (code, name)
        return first or second or f"row {self._positions[row.index]}"

    @cached_property
    def _positions(self) -> dict[int, int]:
        """The rows without a code and a name, counted from 1, by their indices."""
        bare = (row.index for row in self.typed.rows if not row.code and not row.name.strip())
        return {index: position for position, index in enumerate(bare, 1)}

    @cached_property
    def _columns(self) -> list[tuple[str, ...]]:
        """What describes each column: its role; where several have it their period, their heading,
        and their order.
        """
        keys: list[tuple[str, ...]] = [(column.role.value,) for column in self.typed.columns]
        for part in (_period, lambda column: normalize_text(column.header)):
            parts = [part(column) for column in self.typed.columns]
            keys = _distinguished(keys, parts)
        seen: Counter[tuple[str, ...]] = Counter()
        orders = []
        for key in keys:
            seen[key] += 1
            orders.append(str(seen[key]))
        return _distinguished(keys, orders)

    @cached_property
    def _title(self) -> str:
        """What the caption says, without the number of the table and without a period.

        A number moves with every table before it, and nothing in a caption is as often wrong as the
        period.
        """
        caption = _TABLE_NUMBER.sub(
            " ", (self.typed.table.caption or "")[: _SETTINGS.longest], count=1
        )
        for found in reversed(find_periods(caption)):
            caption = f"{caption[: found.start]} {caption[found.end :]}"
        return " ".join(words(caption))


def _distinguished(keys: Sequence[tuple[str, ...]], parts: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the keys, those that several share each with its part."""
    counts = Counter(keys)
    return [(*key, part) if counts[key] > 1 else key for key, part in zip(keys, parts, strict=True)]


def _period(column: Column) -> str:
    return f"{column.period.label} {column.period.year or ''}" if column.period else ""


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text, with 0 for every run of numbers.

    >>> words("Rp 1.500.000 (12 %) pada Tabel 3.1.2.")
    ('rp', '0', 'pada', 'tabel', '0')
    """
    folded = normalize_text(_NUMBER.sub(" 0 ", text)).split()
    return tuple(
        word for at, word in enumerate(folded) if word != "0" or at == 0 or folded[at - 1] != "0"
    )


def _joined(lines: Sequence[Line], at: int) -> tuple[str, int]:
    """Return the text of a passage around one of its lines, and where that line begins in it."""
    before = "".join(
        f"{line.text[-_SETTINGS.longest :]} " for line in lines[max(at - _SETTINGS.lines, 0) : at]
    )
    from_here = " ".join(
        line.text[: _SETTINGS.longest] for line in lines[at : at + _SETTINGS.lines]
    )
    return before + from_here, len(before)


def _around(text: str, start: int, printed: str) -> tuple[str, ...]:
    """Return the words of the sentence just before and just behind what is printed from `start` on.

    >>> _around("Dana desa cair. Pagu program ini Rp 1.500 atau 12 % dari seluruhnya", 0, "1.500")
    ('pagu', 'program', 'ini', 'rp', 'atau', '0', 'dari', 'seluruhnya')
    """
    at = max(text.find(printed, start), start)
    before, behind = text[:at], text[at + len(printed) :]
    before = before[max((found.end() for found in _SENTENCE_END.finditer(before)), default=0) :]
    if end := _SENTENCE_END.search(behind):
        behind = behind[: end.start()]
    return words(before)[-_SETTINGS.before :] + words(behind)[: _SETTINGS.behind]
