"""A program, kegiatan or sub kegiatan has one code in all tables of a report.

Compared are names that are the same but for capitals and spacing, of one level and one bidang, in tables of the
report's year, and only where the two codes cannot both be right: under one parent, which lists no name twice, or where
one of the codes has another name elsewhere. What fewer places print is shown, of equals the later one.

Not claimed: which of the codes is right, nor that it is the official one (KOD-03). Names that one table prints under
both codes are two lines of it, and codes of other bidang are those of other offices.

Breaks it, in its second table:

    7.01.02.2.01.0001    Koordinasi Perencanaan Kegiatan Pemerintahan
    7.01.02.2.01.0003    Koordinasi Perencanaan Kegiatan Pemerintahan

Looks alike, and does not, since the code is only written otherwise:

    7.01.02.2.01.0001    Koordinasi Perencanaan Kegiatan Pemerintahan
    7.01.02.2.01.01      KOORDINASI PERENCANAAN KEGIATAN PEMERINTAHAN
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from extract.patterns import regex
from normalize.codes import Code, Level, Regime
from normalize.report import Kind, Report, TypedTable
from normalize.words import fold, similarity
from validate.audit_context import AuditContext
from validate.findings import Message, Severity, Spot, Violation
from validate.legal_basis import AGREEMENT
from validate.links import Row, program_key
from validate.rule import Rule
from validate.spots import code_spot

_LEVELS = {Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN}
# a shorter name says too little
_LONG = 12
# below it two names are not one differently worded
_ANOTHER = 0.75
_YEAR = regex(r"(?<![\d./-])20\d\d(?![\d/-])")


class _Item(NamedTuple):
    """What a code stands for: its level, the bidang it is of, and its name as names are compared."""

    level: Level
    bidang: tuple[str, ...]
    name: str


Coded = dict[str, list[Row]]


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every name that tables print under two codes of which only one can be right."""
    items: dict[_Item, Coded] = defaultdict(lambda: defaultdict(list))
    names: dict[str, list[str]] = defaultdict(list)
    for row, code in _coded(context.report):
        key = program_key(row.row.name) if code.level is Level.PROGRAM else fold(row.row.name)
        if len(key) >= _LONG:
            items[_Item(code.level, code.segments[:2], key)][code.canonical].append(row)
            names[code.canonical].append(key)
    for item, coded in items.items():
        usual = max(coded, key=lambda canonical: len(coded[canonical]))
        for canonical, rows in coded.items():
            if canonical != usual and _contradicts(item, canonical, usual, coded, names):
                yield _finding(rows, coded[usual])


def _coded(report: Report) -> Iterator[tuple[Row, Code]]:
    """Yield the rows with a code of the nomenclature in tables of the report's year."""
    for typed in report.tables:
        if typed.kind is Kind.MULTI_YEAR or not _is_of_the_year(typed, report.year):
            continue
        for row in typed.rows:
            code = row.code
            if code and code.level in _LEVELS and code.regime is not Regime.PERMENDAGRI_13 and code.segments[0] != "X":
                yield Row(typed, row), code


def _is_of_the_year(typed: TypedTable, year: int | None) -> bool:
    return not {int(found) for found in _YEAR.findall(typed.table.caption or "")} - {year}


def _contradicts(item: _Item, one: str, other: str, coded: Coded, names: Mapping[str, list[str]]) -> bool:
    """Return whether of two codes with the same name only one can be right."""
    if _tables(coded[one]) & _tables(coded[other]):
        return False
    same_parent = _parent(coded[one]) == _parent(coded[other])
    named = (name for code in (one, other) for name in names[code])
    return same_parent or any(similarity(name, item.name) < _ANOTHER for name in named)


def _tables(rows: list[Row]) -> set[str]:
    return {row.table.id for row in rows}


def _parent(rows: list[Row]) -> str | None:
    code = rows[0].row.code
    return code.parent if code else None


def _spot(row: Row) -> Spot:
    return code_spot(row.table, row.row)


def _finding(rows: list[Row], usual: list[Row]) -> Violation:
    first, *others = map(_spot, rows)
    elsewhere = [_spot(row) for row in usual]
    name, page = rows[0].row.name, elsewhere[0].place.page
    message = Message(
        f'"{name}" berkode {first.printed}, di halaman {page} berkode {elsewhere[0].printed}',
        f'"{name}" has the code {first.printed}, on page {page} {elsewhere[0].printed}',
    )
    return Violation(first, message, elsewhere[0].printed, evidence=tuple(elsewhere), repetitions=tuple(others))


RULE = Rule(
    id="KOD-07",
    title=Message("Satu nama satu kode", "One name, one code"),
    fault=Message("Satu nama berkode berbeda", "One name has different codes"),
    severities=(Severity.MAJOR,),
    basis=(AGREEMENT,),
    doc=__doc__,
    check=check,
    absorbs=("KOD-03",),
)
