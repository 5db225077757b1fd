"""What a perjanjian kinerja promises, and where the report prints it again."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extract.patterns import regex
from normalize.report import Report, Role, TableKind, TypedRow, TypedTable
from normalize.text.comparison import normalize_text, similarity
from validate.audit_context import AuditContext, cached_per_audit
from validate.constraints.printed_numbers import cell_spot
from validate.findings import PrintedValue
from validate.structure.completeness import closing_heading, is_whole, unread_pages
from validate.structure.entity_links import (
    ENTITY_LINKS_SETTINGS,
    EntityRow,
    indicator_key,
    indicator_of,
    indicators,
    split_by_kind,
)
from validate.text.phrasing import reworded

REPORTED = (TableKind.CAPAIAN, TableKind.COST_PER_OUTCOME, TableKind.SUMBER_DAYA)


class AgreedIndicator(NamedTuple):
    """An indicator of a perjanjian kinerja with the rows that report on it: both in the order of
    the document.
    """

    agreed: tuple[EntityRow, ...]
    reported: tuple[EntityRow, ...]


@cached_per_audit
def agreed_indicators(context: AuditContext) -> tuple[AgreedIndicator, ...]:
    """Return the indicators that a perjanjian kinerja and a table of results both name."""
    parts = (split_by_kind(entity, TableKind.PK_SASARAN) for entity in indicators(context))
    return tuple(
        AgreedIndicator(agreed.rows, reported.rows)
        for agreed, reported in parts
        if agreed.rows and reported.rows
    )


# posts below the head of an office, each with what an office is called that is led by it
_LOWER_POSTS = (
    (
        r"kepala\s+(?:seksi|sub\s?bag(?:ian)?|sub\s?bid(?:ang)?|bidang|urusan)\b|\b(?:kasi|"
        r"kasubb?ag|kabid|kasubid)\b",
        "",
    ),
    (
        r"sekretaris\s+(?:camat|kecamatan|dinas|badan|inspektorat|satuan|satpol)\b|"
        r"\bsekcam\b|inspektur\s+pembantu",
        "",
    ),
    (
        r"eselon\s+(?:iii|iv|3|4)\b|\b(?:jabatan\s+fungsional|pelaksana|pengadministrasi|"
        r"analis|pranata|bendahara)\b",
        "",
    ),
    (r"kepala\s+bagian\b|\bkabag\b", "bagian"),
    (r"\blurah\b", "kelurahan"),
    (r"kepala\s+(?:upt\w*|puskesmas)\b", "puskesmas"),
)


@cached_per_audit
def agreements_below(context: AuditContext) -> frozenset[str]:
    """Return the ids of the tables of agreements that are not of the head of the office, but of
    those below: annexed, or so called.

    So they are where the caption, the page or the page before names a lower post, or where the
    report comes back to none of their indicators while it does to those of another agreement.
    """
    tables = list(context.report.of_kind(TableKind.PK_SASARAN))
    kept = {item.table.id for promise in agreed_indicators(context) for item in promise.agreed}
    lower = _lower_post(context.report)
    return frozenset(
        table.id
        for table in tables
        if lower.search(table.table.caption or "")
        or (
            table.annexed
            and (lower.search(_around(context.report, table)) or (kept and table.id not in kept))
        )
    )


def _lower_post(report: Report) -> re.Pattern[str]:
    own = normalize_text(report.organisation or "")
    return regex(
        "|".join(posts for posts, head in _LOWER_POSTS if not head or head not in own),
        re.IGNORECASE,
    )


def _around(report: Report, table: TypedTable) -> str:
    """Return what is on the pages of an annexed agreement, and on the page before where none is on
    it.
    """
    pages = set(table.table.pages)
    before = min(pages) - 1
    if not any(before in other.table.pages for other in report.of_kind(TableKind.PK_SASARAN)):
        pages.add(before)
    return "\n".join(one.text for one in report.prose if one.annexed and one.place.page in pages)


def shows_all(context: AuditContext) -> bool:
    """Return whether a whole report has no page before its annex that may hold what nobody read."""
    closing = closing_heading(context)
    return (
        closing is not None
        and is_whole(context)
        and all(page > closing.place.page for page in unread_pages(context.report))
    )


def labelled(item: EntityRow, role: Role) -> PrintedValue | None:
    """Return where the label of a row is that a column of this role gives it, None where it has
    none.

    Only of a ruled table: what its cells hold is sure.
    """
    table, row = item
    text = row.label(role)
    if not text or table.table.reader == "unruled":
        return None
    wanted = normalize_text(text)
    for column in reversed(list(table.columns_of(role))):
        spot = cell_spot(table, row.index, column.index)
        if normalize_text(spot.printed) == wanted:
            return spot
    return None


def wordings(rows: tuple[EntityRow, ...], role: Role) -> list[PrintedValue]:
    """Return where the labels of rows are, each place once."""
    spots = (labelled(item, role) for item in rows)
    return list(dict.fromkeys(spot for spot in spots if spot is not None))


def otherwise_worded(
    promise: AgreedIndicator, role: Role
) -> tuple[PrintedValue, list[PrintedValue]] | None:
    """Return what was agreed and where it is worded otherwise than in any perjanjian kinerja, None
    where it is not.
    """
    agreed = wordings(promise.agreed, role)
    if not agreed:
        return None
    others = [
        spot for spot in wordings(promise.reported, role) if _is_reworded_from_all(spot, agreed)
    ]
    return (agreed[0], others) if others else None


def _is_reworded_from_all(spot: PrintedValue, agreed: Iterable[PrintedValue]) -> bool:
    return all(reworded(spot.printed, other.printed) for other in agreed)


def indicator_rows(report: Report, *kinds: TableKind) -> Iterator[EntityRow]:
    """Yield the rows of ruled tables of these kinds that name an indicator, each name once
    a table.
    """
    for table in report.of_kind(*kinds):
        if table.table.reader == "unruled":
            continue
        seen: set[str] = set()
        for row in table.rows:
            key = indicator_key(indicator_of(EntityRow(table, row)))
            if key and not row.total and key not in seen:
                seen.add(key)
                yield EntityRow(table, row)


def is_named_by(item: EntityRow, others: list[EntityRow]) -> bool:
    """Return whether one of the rows names the indicator of a row, be it in other words."""
    key = indicator_key(indicator_of(item))
    keys = [indicator_key(indicator_of(other)) for other in others]
    return any(
        similarity(key, other) >= ENTITY_LINKS_SETTINGS.similar_wording or _holds(key, other)
        for other in keys
    )


def _holds(one: str, other: str) -> bool:
    """Return whether one name has every word of the other."""
    words, others = set(one.split()), set(other.split())
    return words <= others or others <= words


def sole_indicator(item: EntityRow) -> PrintedValue | None:
    """Return where the one indicator of a program is, right of its name; None where it has several
    or none.
    """
    table, row = item
    if sum(other.name == row.name for other in table.rows) != 1:
        return None
    spot = labelled(item, Role.INDIKATOR)
    if spot is None or spot.cell is None or (name := _name_column(table, row)) is None:
        return None
    return spot if name < spot.cell.column and spot.cell.row == row.index else None


def _name_column(table: TypedTable, row: TypedRow) -> int | None:
    """Return the column that prints the name of a row."""
    wanted = normalize_text(row.name)
    cells = table.table.rows[row.index]
    return next(
        (cell.column for cell in cells if wanted and normalize_text(cell.text).endswith(wanted)),
        None,
    )
