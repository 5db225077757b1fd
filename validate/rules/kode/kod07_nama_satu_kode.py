"""A program, kegiatan or sub kegiatan has one code in all tables of a report.

Compared are names that are the same but for capitals and spacing, of one level and one bidang, in
tables of the report's year, and only where the two codes cannot both be right: under one parent,
which lists no name twice, or where one of the codes has another name elsewhere. What fewer places
print is shown, of equals the later one.

Not claimed: which of the codes is right, nor that it is the official one (KOD-03). Names that one
table prints under both codes are two lines of it, and codes of other bidang are those of other
offices.

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

from extract.text.years import SINGLE_YEAR
from normalize.report import Report, TableKind, TypedTable
from normalize.text.comparison import normalize_text, similarity
from normalize.values.codes import Code, CodeLevel, Regime
from validate.audit_context import AuditContext
from validate.constraints.printed_values import code_spot
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import AGREEMENT
from validate.rule import Rule
from validate.structure.entity_links import EntityRow, program_key

_LEVELS = {CodeLevel.PROGRAM, CodeLevel.KEGIATAN, CodeLevel.SUB_KEGIATAN}
# a shorter name says too little
_LONG = 12
# below it two names are not one differently worded
_ANOTHER = 0.75


class _Item(NamedTuple):
    """What a code stands for: its level, the bidang it is of, and its name as names are
    compared.
    """

    level: CodeLevel
    bidang: tuple[str, ...]
    name: str


Coded = dict[str, list[EntityRow]]


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every name that tables print under two codes of which only one can be
    right.
    """
    items: dict[_Item, Coded] = defaultdict(lambda: defaultdict(list))
    names: dict[str, list[str]] = defaultdict(list)
    for row, code in _coded(context.report):
        key = (
            program_key(row.row.name)
            if code.level is CodeLevel.PROGRAM
            else normalize_text(row.row.name)
        )
        if len(key) >= _LONG:
            items[_Item(code.level, code.segments[:2], key)][code.canonical].append(row)
            names[code.canonical].append(key)
    for item, coded in items.items():
        usual = max(coded, key=lambda canonical: len(coded[canonical]))
        for canonical, rows in coded.items():
            if canonical != usual and _contradicts(item, canonical, usual, coded, names):
                yield _finding(rows, coded[usual])


def _coded(report: Report) -> Iterator[tuple[EntityRow, Code]]:
    """Yield the rows with a code of the nomenclature in tables of the report's year."""
    for typed in report.tables:
        if typed.kind is TableKind.MULTI_YEAR or not _is_of_the_year(typed, report.year):
            continue
        for row in typed.rows:
            code = row.code
            if (
                code
                and code.level in _LEVELS
                and code.regime is not Regime.PERMENDAGRI_13
                and code.segments[0] != "X"
            ):
                yield EntityRow(typed, row), code


def _is_of_the_year(typed: TypedTable, year: int | None) -> bool:
    return not {int(found) for found in SINGLE_YEAR.findall(typed.table.caption or "")} - {year}


def _contradicts(
    item: _Item, one: str, other: str, coded: Coded, names: Mapping[str, list[str]]
) -> bool:
    """Return whether of two codes with the same name only one can be right."""
    if _tables(coded[one]) & _tables(coded[other]):
        return False
    same_parent = _parent(coded[one]) == _parent(coded[other])
    named = (name for code in (one, other) for name in names[code])
    return same_parent or any(similarity(name, item.name) < _ANOTHER for name in named)


def _tables(rows: list[EntityRow]) -> set[str]:
    return {row.table.id for row in rows}


def _parent(rows: list[EntityRow]) -> str | None:
    code = rows[0].row.code
    return code.parent if code else None


def _spot(row: EntityRow) -> PrintedValue:
    return code_spot(row.table, row.row)


def _finding(rows: list[EntityRow], usual: list[EntityRow]) -> Violation:
    first, *others = map(_spot, rows)
    elsewhere = [_spot(row) for row in usual]
    name, page = rows[0].row.name, elsewhere[0].place.page
    message = Message(
        f"“{name}” berkode {first.printed}, di halaman {page} berkode {elsewhere[0].printed}",
        f"“{name}” has the code {first.printed}, on page {page} {elsewhere[0].printed}",
    )
    return Violation(
        first, message, elsewhere[0].printed, evidence=tuple(elsewhere), repetitions=tuple(others)
    )


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
