"""The levels of rows without codes, from evidence that does not rest on their sums: what is under
which row.

Strongest first: words such as `Program` and `Sub Kegiatan`, the codes that another table of the
report gives to a name, the official names of all urusan, the wording of the indicator (a percentage
above a count), what the rows look like. Names are trusted by themselves; the wording and the look
only where the programs are the sums of what they make kegiatan. So a table is understood even if
every kegiatan in it is summed wrongly; where the evidence does not suffice, the rows of that
program have no level.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from extract.patterns import regex
from normalize.reference.official_names import key_of, official_levels
from normalize.report import Report, Role, TypedRow, TypedTable
from normalize.text.comparison import normalize_text
from normalize.values.amounts import Amount, ValueType
from normalize.values.codes import CodeLevel
from validate.audit_context import AuditContext, cached_per_audit
from validate.relation_builders.column_constraints import AMOUNTS, says
from validate.structure.code_families import code_families
from validate.structure.row_styles import RowStyle, indented, row_style


@dataclass(frozen=True, slots=True)
class RowLevelsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # a table is one of programs and kegiatan where so many names say so, and one of so many rows
    named: int = 3  # count; a8f84d4
    one_of: int = 2  # count; a8f84d4
    # other evidence follows the names where it agrees with so many of them, and this share
    agreed: int = 3  # count; a8f84d4
    share: Decimal = Decimal("0.9")  # share; a8f84d4
    # it stands alone where this share of the programs is the sum of its kegiatan, one of them an
    # amount of so many digits or in so many columns
    held: Decimal = Decimal(2) / 3  # share; a8f84d4
    digits: int = 5  # count; 89a5c15
    columns: int = 2  # count; dc12d0d
    # so many rows of unclear level are tried in a program's sum
    tried: int = 6  # count; a8f84d4


_SETTINGS = RowLevelsSettings()


_OF_KEGIATAN, _OF_SUB = frozenset({CodeLevel.KEGIATAN}), frozenset({CodeLevel.SUB_KEGIATAN})
_BENEATH = (_OF_KEGIATAN, _OF_SUB)


_RESULT = regex(
    r"(?:per|pro)[s]?en?tase\b|persen\b|%|cakupan\b|indeks\b|indek\b|nilai\b|tingkat\b|"
    r"rata\s?rata\b|predikat\b|rasio\b"
)
_COUNT = regex(r"jumlah\b|banyaknya\b|terlaksananya\b|tersedianya\b|tersusunnya\b|terbayarnya\b")


class Branch(NamedTuple):
    """A row and the rows exactly one level under it."""

    level: CodeLevel
    parent: TypedRow
    children: tuple[TypedRow, ...]


class LeveledTable(NamedTuple):
    """A table without codes whose rows have levels; `unclear` are those of programs in which they
    have none.
    """

    table: TypedTable
    branches: tuple[Branch, ...]
    unclear: tuple[TypedRow, ...]

    @property
    def placed(self) -> frozenset[int]:
        """The rows that have a level, by index."""
        return frozenset(row.index for one in self.branches for row in (one.parent, *one.children))


class _ProgramRows(NamedTuple):
    """A program, the rows with amounts under it, and their levels as far as they are reported."""

    program: TypedRow
    rows: tuple[TypedRow, ...]
    levels: tuple[CodeLevel | None, ...]

    def of(self, level: CodeLevel) -> list[TypedRow]:
        """Return the rows of one level."""
        return [row for row, told in zip(self.rows, self.levels, strict=True) if told is level]


@cached_per_audit
def leveled_tables(context: AuditContext) -> tuple[LeveledTable, ...]:
    """Return the tables without codes of which the levels are reported, at least of some
    programs.
    """
    coded = {table.id for table, _ in code_families(context)}
    known = _coded_names(context.report)
    found = (
        _LevelReader(table, known).leveled()
        for table in context.report.tables
        if table.id not in coded
    )
    return tuple(table for table in found if table)


def _coded_names(report: Report) -> dict[str, CodeLevel]:
    """Return the levels of the names that are beside codes in the report, each of one level
    only.
    """
    levels: dict[str, set[CodeLevel]] = {}
    for table in report.tables:
        for row in table.rows:
            if (
                row.code
                and row.name
                and row.code.level
                in (CodeLevel.PROGRAM, CodeLevel.KEGIATAN, CodeLevel.SUB_KEGIATAN)
            ):
                levels.setdefault(key_of(row.name), set()).add(row.code.level)
    return {name: next(iter(found)) for name, found in levels.items() if len(found) == 1}


def _is_called_alike(one: TypedRow, other: TypedRow) -> bool:
    """Return whether two rows have the same name."""
    return normalize_text(one.name) == normalize_text(other.name)


class _LevelReader:
    """Determines the levels of the rows of one table."""

    def __init__(self, table: TypedTable, known: Mapping[str, CodeLevel]) -> None:
        self.table = table
        self.known = known
        self.money = [
            c.index for c in table.columns if c.role in AMOUNTS and c.quantity is ValueType.RUPIAH
        ]

    def leveled(self) -> LeveledTable | None:
        """Return the table with its levels, None where too little shows them."""
        sections = self._sections() if self.money else []
        if not any(section.rows for section in sections):
            return None
        by_name = list(map(self._named, sections))
        told = [level for section in by_name for level in section.levels]
        named = len(told) - told.count(None)
        if named >= _SETTINGS.named and _SETTINGS.one_of * named >= len(told):
            resolved = list(map(self._resolved, self._with_other_evidence(by_name)))
        else:
            resolved = self._told_by_sums(sections)
        branches: list[Branch] = []
        unclear: list[TypedRow] = []
        for section in resolved:
            if _is_clear(section):
                branches += _branches(section)
            else:
                unclear += (section.program, *section.rows)
        return (
            LeveledTable(self.table, tuple(branches), tuple(unclear)) if branches or named else None
        )

    def _sections(self) -> list[_ProgramRows]:
        """Return the programs and the rows with amounts up to the next, or up to a total."""
        found: list[tuple[TypedRow, list[TypedRow]]] = []
        open_ = False
        above: TypedRow | None = None
        for row in self.table.rows:
            printed = any(says(row.readings[at]) for at in self.money)
            if row.total or self._names_both(row):
                open_ = False
            elif self._is_program(row):
                goes_on = open_ and not printed and _is_called_alike(row, found[-1][0])
                if not goes_on:
                    found.append((row, []))
                open_ = True
            elif open_ and printed and self._is_part(row, above):
                found[-1][1].append(row)
            above = row if printed else above
        return [_ProgramRows(program, tuple(rows), (None,) * len(rows)) for program, rows in found]

    def _is_part(self, row: TypedRow, above: TypedRow | None) -> bool:
        """Return whether a row has a name and is no repetition of the row above it."""
        return bool(row.name) and not (above and self._repeats(row, above))

    def _is_program(self, row: TypedRow) -> bool:
        if row.code:
            return row.code.level is CodeLevel.PROGRAM
        if row_style(self.table, row).program:
            return True
        coded = self.known.get(key_of(row.name))
        return (
            coded is CodeLevel.PROGRAM
            if coded
            else official_levels(row.name) == {CodeLevel.PROGRAM}
        )

    def _names_both(self, row: TypedRow) -> bool:
        """Return whether a row prints a program and, in a column of its own, what is under it."""
        cells = self.table.table.rows[row.index]
        printed = {column.role for column in self.table.columns if cells[column.index].text}
        return {Role.PROGRAM, Role.URAIAN} <= printed

    def _repeats(self, row: TypedRow, above: TypedRow) -> bool:
        """Return whether a row that is called otherwise than a kegiatan prints the amounts above it
        again.
        """
        same = all(_value(row, at) == _value(above, at) for at in self.money)
        return (
            same and not official_levels(row.name) and bool(_COUNT.match(normalize_text(row.name)))
        )

    # Evidence -------------------------------------------------------------------------------------

    def _named(self, section: _ProgramRows) -> _ProgramRows:
        """Return a section with the levels that codes, words and official names show."""
        return section._replace(levels=tuple(map(self._name_level, section.rows)))

    def _name_level(self, row: TypedRow) -> CodeLevel | None:
        if row.code:
            return (
                row.code.level
                if row.code.level in (CodeLevel.KEGIATAN, CodeLevel.SUB_KEGIATAN)
                else None
            )
        if word := row_style(self.table, row).level:
            return CodeLevel.KEGIATAN if word == "kegiatan" else CodeLevel.SUB_KEGIATAN
        if coded := self.known.get(key_of(row.name)):
            return coded if coded is not CodeLevel.PROGRAM else None
        found = official_levels(row.name)
        return next(iter(found)) if found in _BENEATH else None

    def _with_other_evidence(self, sections: Sequence[_ProgramRows]) -> list[_ProgramRows]:
        """Return the sections with levels for rows without an official name, where other evidence
        agrees with names.

        Where all names are of one level, all rows are directly under their programs: before 2019
        there were no sub kegiatan, and what was a kegiatan then may be called as one of them is
        now.
        """
        told = {level for section in sections for level in section.levels if level}
        if len(told) == 1 and not self._separates(sections):
            return [self._of_one_level(section) for section in sections]
        for kind in (self._wording, self._look, self._indented_look):
            if level_of := _agreeing(sections, kind):
                sections = [_filled(section, kind, level_of) for section in sections]
        return list(sections)

    def _of_one_level(self, section: _ProgramRows) -> _ProgramRows:
        """Return a section whose rows are all kegiatan; a row without an official name only if
        their sum says so.
        """
        alike = section._replace(levels=(CodeLevel.KEGIATAN,) * len(section.rows))
        if None not in section.levels or self._held(alike).telling:
            return alike
        return section._replace(
            levels=tuple(level and CodeLevel.KEGIATAN for level in section.levels)
        )

    def _separates(self, sections: Sequence[_ProgramRows]) -> bool:
        """Return whether the wording of indicators makes rows that no name shows others than those
        that are named.
        """
        known, unknown = set[Hashable](), set[Hashable]()
        for section in sections:
            for row, level in zip(section.rows, section.levels, strict=True):
                (known if level else unknown).add(self._wording(row))
        return bool(unknown - known - {None})

    def _wording(self, row: TypedRow) -> Hashable:
        text = normalize_text(row.label(Role.INDIKATOR) or "")
        return "result" if _RESULT.match(text) else "count" if _COUNT.match(text) else None

    def _look(self, row: TypedRow) -> RowStyle:
        return row_style(self.table, row)

    def _indented_look(self, row: TypedRow) -> RowStyle:
        return indented(self.table, row, row_style(self.table, row))

    def _resolved(self, section: _ProgramRows) -> _ProgramRows:
        """Return a section with the levels of its last doubtful rows, with which its program's sum
        reconciles.
        """
        doubtful = [at for at, level in enumerate(section.levels) if level is None]
        if not doubtful or len(doubtful) > _SETTINGS.tried:
            return section
        for chosen in range(2 ** len(doubtful)):
            levels = list(section.levels)
            for bit, at in enumerate(doubtful):
                levels[at] = CodeLevel.KEGIATAN if chosen >> bit & 1 else CodeLevel.SUB_KEGIATAN
            tried = section._replace(levels=tuple(levels))
            if (
                _is_clear(tried)
                and self._held(tried).certain
                and self._has_no_invented_parts(tried, doubtful)
            ):
                return tried
        return section

    def _has_no_invented_parts(self, section: _ProgramRows, doubtful: Sequence[int]) -> bool:
        """Return whether each kegiatan has a part that a name shows, or is the sum of those that
        only sums show.
        """
        doubted = {section.rows[at].index for at in doubtful}
        for level, parent, children in _branches(section):
            indices = {row.index for row in children}
            if (
                level is CodeLevel.KEGIATAN
                and indices <= doubted
                and not self._adds_up(parent, children)
            ):
                return False
        return True

    def _adds_up(self, parent: TypedRow, children: Sequence[TypedRow]) -> bool:
        """Return whether a row is the sum of others in a column of money."""
        return any(_is_sum(parent, children, column) for column in self.money)

    def _told_by_sums(self, sections: Sequence[_ProgramRows]) -> list[_ProgramRows]:
        """Return the sections with levels by other evidence than names, if the programs are the
        sums of kegiatan.
        """
        best, most = list(sections), 0
        for kind in (_alike, self._wording, self._look, self._indented_look):
            told = [_by_first(section, kind) for section in sections]
            held = [self._held(section) for section in told if section.rows]
            count, of = sum(one.held for one in held), sum(one.of for one in held)
            believed = count >= _SETTINGS.held * of and any(one.certain for one in held)
            if count > most and believed and all(map(_is_clear, told)):
                best, most = told, count
        return [section if self._is_believed(section) else _unknown(section) for section in best]

    def _is_believed(self, section: _ProgramRows) -> bool:
        """Return whether a section has two levels, or its program is the sum of its rows or
        numbered otherwise.
        """
        held = self._held(section)
        return (
            CodeLevel.SUB_KEGIATAN in section.levels
            or held.telling > 0
            or held.held == held.of
            or self._is_numbered(section)
        )

    def _is_numbered(self, section: _ProgramRows) -> bool:
        """Return whether the rows of a program are numbered in one way, and it in another: I, and
        under it 1 and 2.
        """
        own = self._look(section.program).numbering
        beneath = {self._look(row).numbering for row in section.rows}
        return len(beneath) == 1 and "" not in {own, *beneath} and own not in beneath

    def _held(self, section: _ProgramRows) -> "_HeldSums":
        kegiatan = section.of(CodeLevel.KEGIATAN)
        held = of = telling = 0
        certain = False
        for at in self.money:
            own = _value(section.program, at)
            parts = [part for row in kegiatan if (part := _value(row, at))]
            if own is not None and (own or parts):
                of += 1
                fits = sum(parts) == own
                held += fits
                telling += fits and len(parts) > 1
                certain |= (
                    fits and len(parts) > 1 and len(str(int(own)).rstrip("0")) >= _SETTINGS.digits
                )
        return _HeldSums(held, of, telling, certain or telling >= _SETTINGS.columns)


class _HeldSums(NamedTuple):
    """In how many columns of how many a program is the sum of its kegiatan, and in how many of
    several.
    """

    held: int
    of: int
    telling: int
    certain: bool


def _value(row: TypedRow, at: int) -> Decimal | None:
    reading = row.readings[at]
    return reading.value if isinstance(reading, Amount) else None


def _is_sum(parent: TypedRow, children: Sequence[TypedRow], column: int) -> bool:
    """Return whether a row prints the sum of others in a column, and not zero."""
    own = _value(parent, column)
    return bool(own) and own == sum(_value(row, column) or Decimal(0) for row in children)


def _agreeing(
    sections: Sequence[_ProgramRows], kind: Callable[[TypedRow], Hashable]
) -> Callable[[Hashable], CodeLevel | None] | None:
    """Return which level evidence of a kind stands for, if it agrees with the names and tells
    levels apart.
    """
    counts: dict[Hashable, Counter[CodeLevel]] = {}
    for section in sections:
        for row, level in zip(section.rows, section.levels, strict=True):
            if level and (sign := kind(row)) is not None:
                counts.setdefault(sign, Counter())[level] += 1
    levels = {sign: count.most_common(1)[0][0] for sign, count in counts.items()}
    agreed = sum(count[levels[sign]] for sign, count in counts.items())
    total = sum(count.total() for count in counts.values())
    if (
        len(set(levels.values())) < len(_BENEATH)
        or agreed < _SETTINGS.agreed
        or agreed < _SETTINGS.share * total
    ):
        return None
    return levels.get


def _filled(
    section: _ProgramRows,
    kind: Callable[[TypedRow], Hashable],
    level_of: Callable[[Hashable], CodeLevel | None],
) -> _ProgramRows:
    told = zip(section.rows, section.levels, strict=True)
    return section._replace(levels=tuple(level or level_of(kind(row)) for row, level in told))


def _unknown(section: _ProgramRows) -> _ProgramRows:
    return section._replace(levels=(None,) * len(section.rows))


def _alike(_: TypedRow) -> Hashable:
    """Return the same sign for all rows: where all are kegiatan."""
    return ""


def _by_first(section: _ProgramRows, kind: Callable[[TypedRow], Hashable]) -> _ProgramRows:
    """Return a section in which the rows that look like its first are kegiatan, and all others sub
    kegiatan.
    """
    signs = [kind(row) for row in section.rows]
    if None in signs:
        return section
    levels = (CodeLevel.KEGIATAN if sign == signs[0] else CodeLevel.SUB_KEGIATAN for sign in signs)
    return section._replace(levels=tuple(levels))


def _is_clear(section: _ProgramRows) -> bool:
    """Return whether every row has a level, and none of the lower is before the first of the
    higher.
    """
    return None not in section.levels and section.levels[:1] != (CodeLevel.SUB_KEGIATAN,)


def _branches(section: _ProgramRows) -> Iterator[Branch]:
    if not section.rows:
        return
    kegiatan = section.of(CodeLevel.KEGIATAN)
    yield Branch(CodeLevel.PROGRAM, section.program, tuple(kegiatan))
    starts = [section.rows.index(row) for row in kegiatan]
    for start, end in pairwise([*starts, len(section.rows)]):
        if end > start + 1:
            yield Branch(CodeLevel.KEGIATAN, section.rows[start], section.rows[start + 1 : end])
