"""What the archive keeps of an audit: made where the document was audited, so that only plain
records travel.
"""

import json
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from extract.patterns import regex
from extract.records import Cell, Row
from lkj_audit.archive.comparisons.typed import packed_report, tenths
from lkj_audit.archive.printed_tables import (
    BUDGET_KINDS,
    INDICATOR_KINDS,
    CellTable,
    budget_rows,
    indicator_rows,
    packed,
    packed_tables,
)
from lkj_audit.archive.records import (
    ArchivedCell,
    ArchivedColumn,
    ArchivedFinding,
    ArchivedMatter,
    ArchivedReport,
    ArchivedRow,
    ArchivedTable,
    BudgetRow,
    CoverageCounts,
    IndicatorRow,
    PassageSubject,
    SearchPassage,
)
from lkj_audit.outputs.json.profile_parts import Json, detected_part, profile_part
from lkj_audit.outputs.json.report import exact_value, finding_part, pages_part
from lkj_audit.presentation.findings.matters import matters
from normalize.report import (
    Column,
    DocumentKind,
    Report,
    Role,
    TableKind,
    TargetBasis,
    TypedRow,
    TypedTable,
)
from normalize.text.masking import Mask
from normalize.values.amounts import Unread, UnreadReason
from normalize.values.periods import PeriodKind
from validate.findings import Audit, Coverage, Finding

# a passage of prose that is shorter is a heading, a page number or a piece of a list: it finds
# nothing
_SHORTEST_PROSE = 12
# the label of a period that is a year
YEAR_AS_A_WHOLE = "TAHUN"
# the kind of a document that holds the budget of an office, before or after its change
DPA = "dpa"
_DPA = regex(r"\b(?:dpp?a|dokumen\s+pelaksanaan(?:\s+perubahan)?\s+anggaran)\b", re.IGNORECASE)


def archived(audit: Audit, mask: Mask, audited_at: datetime, seconds: float) -> ArchivedReport:
    """Return what is kept of an audit that took so many seconds."""
    report = audit.report
    printed = [
        _printed(number, typed, report, mask) for number, typed in enumerate(report.tables, 1)
    ]
    budget, indicators = _shown_rows(printed, report.tables)
    findings, parts = _findings(audit.findings, mask)
    return ArchivedReport(
        sha256=report.document.sha256,
        pages=len(report.document.pages),
        organisation=mask(report.organisation) if report.organisation else None,
        year=report.year,
        period=filed_period(report),
        kind=filed_kind(report),
        counts=_counts(audit.coverage),
        tables=tuple(
            _table(number, typed, audit, mask) for number, typed in enumerate(report.tables, 1)
        ),
        budget=budget,
        indicators=indicators,
        findings=tuple(findings),
        passages=tuple(passages(report, mask)),
        detail=packed(
            {
                "pages": pages_part(report.document),
                "profile": profile_part(audit.profile),
                "detected": detected_part(audit.detected, mask),
                "unread_pages": [page._asdict() for page in audit.unread_pages],
                "findings": parts,
            }
        ),
        typed=packed_report(audit, mask),
        cells=packed_tables(printed),
        audited_at=audited_at,
        seconds=round(seconds, 3),
        matters=tuple(archived_matters(audit, mask)),
    )


def _shown_rows(
    printed: Iterable[CellTable], tables: Iterable[TypedTable]
) -> tuple[tuple[BudgetRow, ...], tuple[IndicatorRow, ...]]:
    """Return the rows that the views show of a report."""
    budget: list[BudgetRow] = []
    indicators: list[IndicatorRow] = []
    for cells, typed in zip(printed, tables, strict=True):
        budget += budget_rows(cells, typed.kind)
        indicators += indicator_rows(cells, typed.kind, typed.table.pages[0])
    return tuple(budget), tuple(indicators)


def archived_matters(audit: Audit, mask: Mask) -> Iterator[ArchivedMatter]:
    """Yield the entries of the review of an audit."""
    numbers = {id(finding): number for number, finding in enumerate(audit.findings, 1)}
    for matter in matters(audit):
        yield ArchivedMatter(
            matter.number,
            matter.id,
            matter.group.value,
            matter.lead.rule,
            matter.severity.value,
            mask(matter.title.id),
            mask(matter.title.en),
            mask(matter.sentence.id),
            mask(matter.sentence.en),
            tuple(numbers[id(finding)] for finding in matter.findings),
        )


def filed_kind(report: Report) -> str:
    """Return what a document is, for the archive: of lists of kegiatan a DPA or DPPA is recognised
    by its own title.
    """
    told = report.identity.signs
    if report.kind is DocumentKind.KEGIATAN and any(_DPA.search(sign.text) for sign in told):
        return DPA
    return report.kind.value


def filed_period(report: Report) -> str | None:
    """Return on which period a document reports, for the archive: an annual report on its year,
    also where it names the month in which it was signed.
    """
    period = report.period
    if period is None:
        return None
    is_month = period.kind is PeriodKind.BULAN
    return YEAR_AS_A_WHOLE if is_month and report.kind is DocumentKind.LKJ else period.label


def unpacked(data: bytes) -> Json:
    """Return the part of the JSON contract that was packed."""
    part: Json = json.loads(zlib.decompress(data))
    return part


def passages(report: Report, mask: Mask) -> Iterator[SearchPassage]:
    """Yield what can be searched for in a report: captions, what rows are about, running text."""
    for typed in report.tables:
        if typed.table.caption:
            yield SearchPassage(
                PassageSubject.CAPTION, typed.table.pages[0], mask(typed.table.caption)
            )
        yield from _names(typed, mask)
    for passage in report.prose:
        if len(passage.text) >= _SHORTEST_PROSE:
            yield SearchPassage(PassageSubject.PROSE, passage.place.page, mask(passage.text))


def _names(typed: TypedTable, mask: Mask) -> Iterator[SearchPassage]:
    """Yield what each row of a table is about, once."""
    subject = _subject(typed.kind)
    if subject is None:
        return
    told = set()
    for row in typed.rows:
        if row.name and not row.total and row.name not in told:
            told.add(row.name)
            yield SearchPassage(subject, typed.table.rows[row.index][0].place.page, mask(row.name))


def _subject(kind: TableKind) -> PassageSubject | None:
    if kind in BUDGET_KINDS:
        return PassageSubject.PROGRAM
    return PassageSubject.INDICATOR if kind in INDICATOR_KINDS else None


def _counts(coverage: Coverage) -> CoverageCounts:
    return CoverageCounts(
        coverage.numbers,
        coverage.related,
        coverage.confirmed,
        coverage.unread,
        coverage.unverifiable,
    )


def _table(number: int, typed: TypedTable, audit: Audit, mask: Mask) -> ArchivedTable:
    table = typed.table
    coverage = audit.tables.get(table.id)
    return ArchivedTable(
        number=number,
        kind=typed.kind.value,
        caption=mask(table.caption) if table.caption else None,
        pages=table.pages,
        reader=table.reader,
        sure=table.id not in audit.unsure,
        uncertain=table.id in audit.uncertain,
        counts=_counts(coverage) if coverage else None,
    )


def _printed(number: int, typed: TypedTable, report: Report, mask: Mask) -> CellTable:
    principal = principal_columns(typed.columns, report)
    return CellTable(
        number,
        tuple(
            ArchivedColumn(
                mask(column.header), column.role.value, column.index in principal, int(column.scale)
            )
            for column in typed.columns
        ),
        tuple(_row(row, mask) for row in typed.rows if row.name or row.code or row.total),
        tuple(_cells(typed.table.rows, typed.rows, mask)),
    )


def principal_columns(columns: Sequence[Column], report: Report) -> frozenset[int]:
    """Return the column of each role that stands for the report's own year and period, where there
    are several.

    Targets and achievements against a plan of several years are left aside, as are other years and
    quarters where one column names the report's own. Of what is left the last pagu and the first of
    everything else is taken: a changed pagu is behind the one that it replaces.
    """
    found = set()
    for role in {column.role for column in columns}:
        candidates = _of_period([column for column in columns if column.role is role], report)
        found.add(candidates[-1 if role is Role.PAGU else 0].index)
    return frozenset(found)


def _of_period(columns: list[Column], report: Report) -> list[Column]:
    """Return those of the columns that are about the period of a report, or all where none is."""
    yearly = [column for column in columns if column.basis is TargetBasis.YEAR] or columns
    own = [column for column in yearly if column.period and _is_own(column, report)]
    return own or [column for column in yearly if column.period is None] or yearly


def _is_own(column: Column, report: Report) -> bool:
    period, own = column.period, report.period
    if period is None or (period.year and report.year and period.year != report.year):
        return False
    return own is None or (period.kind, period.number) == (own.kind, own.number)


def _row(row: TypedRow, mask: Mask) -> ArchivedRow:
    code = row.code
    level = code.level.value if code else None
    return ArchivedRow(
        row.index, mask(row.name), mask(code.canonical) if code else None, level, row.total
    )


def _cells(
    rows: Iterable[Row], typed_rows: Iterable[TypedRow], mask: Mask
) -> Iterator[ArchivedCell]:
    for row, typed in zip(rows, typed_rows, strict=True):
        for column, (cell, reading) in enumerate(zip(row, typed.readings, strict=True)):
            if cell.text:
                yield _cell(typed.index, column, cell, reading, mask)


def _cell(row: int, column: int, cell: Cell, reading: object, mask: Mask) -> ArchivedCell:
    is_unread = isinstance(reading, Unread) and reading.reason is not UnreadReason.EMPTY
    return ArchivedCell(
        row,
        column,
        mask(cell.text),
        exact_value(cell.text, reading, mask),
        cell.place.page,
        tenths(cell.place.box),
        cell.rows,
        cell.columns,
        reading.reason.name.lower() if is_unread and isinstance(reading, Unread) else None,
    )


def table_number(id: str) -> int:
    """Return the number of a table by its id.

    >>> table_number("t7")
    7
    """
    return int(id.removeprefix("t"))


def archived_findings(
    findings: Iterable[Finding], mask: Mask
) -> tuple[list[ArchivedFinding], bytes]:
    """Return what is kept of findings in their order, and what the contract says of them,
    packed.
    """
    kept, parts = _findings(findings, mask)
    return kept, packed({"findings": parts})


def _findings(findings: Iterable[Finding], mask: Mask) -> tuple[list[ArchivedFinding], list[Json]]:
    """Return what is kept of findings in their order, and their parts of the contract."""
    both = [_archived_finding(number, finding, mask) for number, finding in enumerate(findings, 1)]
    return [kept for kept, _ in both], [part for _, part in both]


def _archived_finding(number: int, finding: Finding, mask: Mask) -> tuple[ArchivedFinding, Json]:
    """Return what is kept of a finding, the so many-th of its report, and its part of the
    contract.
    """
    part = finding_part(f"f{number}", finding, mask)
    cell = finding.spot.cell
    kept = ArchivedFinding(
        number,
        finding.fingerprint,
        finding.rule,
        finding.severity.value,
        finding.certainty.value,
        part["message"]["id"],
        table_number(cell.table) if cell else None,
        cell.row if cell else None,
        cell.column if cell else None,
        finding.spot.place.page,
        tenths(finding.spot.place.box),
        part["printed"],
        part["expected"],
        part["formula"],
    )
    return kept, part
