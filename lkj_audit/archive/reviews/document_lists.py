"""The documents of an archive under review, a page at a time: filtered, searched and ordered by the
database.
"""

from collections import Counter
from typing import Any

from sqlalchemy import Connection

from lkj_audit.archive.queries.document_queries import STATUS, ascii_lower, asked, escaped
from lkj_audit.archive.queries.page_queries import FILE_OF
from lkj_audit.archive.storage.database import Archive
from lkj_audit.decisions.listing import (
    AGAIN,
    CONFLICT,
    ROWS_OF_PAGE,
    SEVERITIES,
    ListPage,
    ListQuery,
    ListRow,
    ReviewState,
    SortKey,
)
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.file_names import shown_name

# so many offices are offered for choice; of more the name is typed
_MOST_OFFICES = 400
_FROM = "FROM document d LEFT JOIN review v ON v.document_id = d.id"
_PLACES = """EXISTS (SELECT 1 FROM location l WHERE l.document_id = d.id AND l.current = 1
 AND lower(l.path || '!/' || l.member) LIKE {0} ESCAPE '!') OR EXISTS (SELECT 1 FROM part q
 WHERE q.document_id = d.id AND lower(q.path || '!/' || q.member) LIKE {0} ESCAPE '!')"""
_STATES = "CASE v.state WHEN 'unopened' THEN 1 WHEN 'ongoing' THEN 2 WHEN 'done' THEN 3 ELSE 0 END"
# by what precedes the name of the office
_ORDERS = {
    SortKey.OFFICE: (),
    SortKey.YEAR: ("CASE WHEN d.year IS NULL THEN 1 ELSE 0 END", "d.year DESC"),
    SortKey.OPEN: (
        "CASE WHEN v.document_id IS NULL THEN 1 ELSE 0 END",
        *(f"v.{severity.value} DESC" for severity in SEVERITIES),
    ),
    SortKey.STATE: (_STATES,),
    SortKey.FILE: (FILE_OF.format("d.id"),),
}
_BY_NAME = (
    "CASE WHEN d.organisation IS NULL THEN 1 ELSE 0 END",
    "d.organisation",
    "d.year",
    "d.period",
    "d.id",
)


def list_page(archive: Archive, query: ListQuery, lang: Lang) -> ListPage:
    """Return a page of the documents that are asked for."""
    condition, values = _condition(archive, query)
    order = ", ".join((*_ORDERS[query.sort], *_BY_NAME))
    grave = "CASE WHEN v.critical + v.major > 0 THEN 1 ELSE 0 END"
    # all that match at once: what is searched is searched once for rows and counts
    matching = f"SELECT d.id, v.state, {grave} {_FROM} WHERE {condition} ORDER BY {order}"
    start = (query.page - 1) * ROWS_OF_PAGE
    with archive.transaction() as connection:
        rows = asked(connection, matching, values)
        states = Counter(state for _, state, _ in rows)
        return ListPage(
            query,
            _rows(connection, [row[0] for row in rows[start : start + ROWS_OF_PAGE]], lang),
            len(rows),
            {state: states[state.value] for state in ReviewState},
            sum(is_grave for _, _, is_grave in rows),
            [row[0] for row in asked(connection, _distinct("year", "DESC"))],
            [row[0] for row in asked(connection, _distinct("kind"))],
            _offices(connection),
        )


def _distinct(column: str, order: str = "") -> str:
    return (
        f"SELECT DISTINCT {column} FROM document WHERE {column} IS NOT NULL "
        f"ORDER BY {column} {order}"
    )


def _offices(connection: Connection) -> list[str]:
    """Return the names of offices, none where they are too many to choose from."""
    rows = asked(connection, f"{_distinct('organisation')} LIMIT {_MOST_OFFICES + 1}")
    return [row[0] for row in rows] if len(rows) <= _MOST_OFFICES else []


def _condition(archive: Archive, query: ListQuery) -> tuple[str, dict[str, Any]]:
    """Return the condition on documents and their reviews, and its parameters."""
    parts, values = ["1 = 1"], dict[str, Any]()
    if query.office:
        parts.append("lower(d.organisation) LIKE :office ESCAPE '!'")
        values["office"] = _anywhere(query.office)
    for column in ("year", "period", "kind"):
        if value := getattr(query, column):
            parts.append(f"d.{column} = :{column}")
            values[column] = value
    if query.path:
        parts.append(f"({_PLACES.format(':path')})")
        values["path"] = _anywhere(query.path)
    if query.severity is not None:
        heavier = SEVERITIES[: SEVERITIES.index(query.severity) + 1]
        parts.append(" + ".join(f"v.{severity.value}" for severity in heavier) + " > 0")
    if query.state:
        special = {AGAIN: "v.again > 0", CONFLICT: "v.conflicts > 0"}
        parts.append(special.get(query.state, f"v.state = '{query.state}'"))
    if query.search:
        _search(archive, query.search, parts, values)
    return " AND ".join(parts), values


def _search(archive: Archive, words: str, parts: list[str], values: dict[str, Any]) -> None:
    """Ask for documents in whose name all words occur, or on one passage of which they do."""
    matching, found_by = archive.adapter.matches(words)
    in_text = f"d.id IN (SELECT p.document_id FROM ({matching}) m JOIN passage p ON p.id = m.id)"
    names = []
    for number, word in enumerate(words.replace('"', " ").split()):
        key = f"name{number}"
        names.append(
            f"(lower(d.organisation) LIKE :{key} ESCAPE '!' OR {_PLACES.format(f':{key}')})"
        )
        values[key] = _anywhere(word)
    parts.append(f"({in_text} OR ({' AND '.join(names) or '1 = 0'}))")
    values.update(found_by)


def _anywhere(words: str) -> str:
    return f"%{escaped(ascii_lower(words))}%"


def _rows(connection: Connection, ids: list[int], lang: Lang) -> list[ListRow]:
    """Return documents as they are listed, in the order of their keys."""
    if not ids:
        return []
    among = ", ".join(map(str, ids))
    counts = ", ".join(f"v.{severity.value}" for severity in SEVERITIES)
    query = f"""SELECT d.nomor, d.sha256, d.organisasi, d.tahun, d.periode, d.jenis, d.berkas, d.status, v.state,
        v.entries, v.decided, v.again, v.conflicts, {counts} FROM v_dokumen d
        LEFT JOIN review v ON v.document_id = d.nomor WHERE d.nomor IN ({among})"""  # noqa: E501
    by_id = {row[0]: _listed(row[1:], lang) for row in asked(connection, query)}
    return [by_id[id] for id in ids]


def _listed(row: tuple[Any, ...], lang: Lang) -> ListRow:
    sha256, office, year, period, kind, file, status, state, *counts = row
    entries, decided, again, conflicts, *by_severity = (count or 0 for count in counts)
    words = STATUS.words.get(status)
    name = shown_name(file or "", str)
    return ListRow(
        sha256,
        office or (name or sha256).rpartition("/")[2],
        year,
        period,
        kind,
        name,
        ReviewState(state) if state else None,
        entries,
        decided,
        again,
        conflicts,
        tuple(by_severity),
        lang.say(*words) if words and status != "audited" else "",
    )
