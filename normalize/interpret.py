"""How a document becomes a report: its tables typed, and what it says about itself."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extract.records import Document, Table
from normalize.report import NOTHING_GIVEN, Column, GivenIdentity, Report, TableKind, TypedTable
from normalize.tables.columns import read_columns, with_decimals
from normalize.tables.headers import read_headers
from normalize.tables.offices import offices_of
from normalize.tables.rows import read_rows
from normalize.tables.table_kinds import kind_of, promises_programs
from normalize.text.document_kind import identity_of, with_period
from normalize.text.identity import find_period_labels, organisation_of, period_of, year_of
from normalize.text.prose import read_prose
from normalize.text.sections import (
    PlacedLine,
    ReportSection,
    annex_start,
    is_behind,
    placed_lines,
    section_at,
    start_of,
)
from normalize.text.signatures import find_people, find_signatures
from normalize.values.amounts import NumberFormat


def interpret(document: Document, given: GivenIdentity = NOTHING_GIVEN) -> Report:
    """Return the report that a document holds; what is given of it is not looked for."""
    lines = placed_lines(document)
    labels, prose = find_period_labels(document), read_prose(lines)
    identity = identity_of(document, lines, prose, given)
    year = year_of(lines, labels, identity)
    period = period_of(lines, labels, year, identity.kind)
    if given.period is not None:
        year = given.period.year or year
        period = given.period._replace(year=year)
    captions = (table.caption for table in document.tables if table.caption)
    return Report(
        document,
        given.organisation or organisation_of(lines, captions),
        year,
        period,
        _typed_tables(document, lines),
        labels,
        find_signatures(lines),
        find_people(lines),
        prose,
        with_period(identity, period),
        given,
    )


def _typed_tables(document: Document, lines: tuple[PlacedLine, ...]) -> tuple[TypedTable, ...]:
    """Return the tables typed; one without evidence of its own is read in the style that most
    others use.
    """
    columns = [read_columns(table) for table in document.tables]
    votes = Counter(style for _, style in columns if style)
    common = votes.most_common(1)[0][0] if votes else None
    annex = annex_start(lines)
    typed = []
    captions = _captions(document.tables)
    for table, caption, (found, style) in zip(document.tables, captions, columns, strict=True):
        start = start_of(table)
        promised = section_at(lines, start) is ReportSection.PERJANJIAN_KINERJA
        known = found if style or not common else read_columns(table, common)[0]
        made = _typed_table(table, caption, known, style or common, promised=promised)
        typed.append(replace(made, annexed=is_behind(start, annex)))
    return tuple(typed)


def _captions(tables: Sequence[Table]) -> list[str | None]:
    """Return the caption of each table; one without that repeats the header of a table on the page
    before continues.
    """
    captions: list[str | None] = []
    for at, table in enumerate(tables):
        goes_on = at > 0 and not table.caption and _repeats_head(tables[at - 1], table)
        captions.append(captions[-1] if goes_on else table.caption)
    return captions


def _repeats_head(one: Table, other: Table) -> bool:
    header, further = _header_levels(one), _header_levels(other)
    return other.pages[0] - one.pages[-1] == 1 and any(header) and header == further


def _header_levels(table: Table) -> list[tuple[str, ...]]:
    return [header.levels for header in read_headers(table)]


def _typed_table(
    table: Table,
    caption: str | None,
    columns: tuple[Column, ...],
    style: NumberFormat | None,
    *,
    promised: bool,
) -> TypedTable:
    kind = kind_of(columns, caption, promised=promised)
    rows = read_rows(table, columns, kind)
    if kind is TableKind.PK_PROGRAM and not promises_programs(rows):
        kind = TableKind.OTHER
    known = with_decimals(columns, rows)
    return TypedTable(table, kind, known, rows, style, offices=offices_of(table, known))
