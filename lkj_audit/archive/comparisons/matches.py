"""Names that may be of the same office, indicator or budget line: what is uncertain, and what a
person has decided.

A decision is kept by the folded names, holds in any documents, and is reviewed again only where it
is changed.
"""

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import Connection, or_, select, update

from lkj_audit.archive.queries.document_queries import asked
from lkj_audit.archive.queries.query_results import QueryResult, ResultColumn
from lkj_audit.archive.records import ArchivedMatch
from lkj_audit.archive.storage.database import Archive
from lkj_audit.archive.storage.inserting import insert_all, inserted
from lkj_audit.archive.storage.schema import DOCUMENT
from lkj_audit.archive.storage.schema_across import ASKED, CROSS_CHECK, NAME_MATCH
from normalize.text.masking import Mask
from validate.companions.records import MatchDecisions, MatchKey, MatchKind
from validate.findings import Message


class Decision(StrEnum):
    """What a person says of two names."""

    SAME = "same"
    DIFFERENT = "different"


KIND = ResultColumn(
    "jenis",
    Message("Jenis", "Kind"),
    words={
        MatchKind.OFFICE.value: Message("perangkat daerah", "office"),
        MatchKind.INDICATOR.value: Message("indikator", "indicator"),
        MatchKind.BUDGET_LINE.value: Message("baris anggaran", "budget line"),
    },
)
DECISION = ResultColumn(
    "putusan",
    Message("Putusan", "Decision"),
    words={
        Decision.SAME.value: Message("sama", "same"),
        Decision.DIFFERENT.value: Message("berbeda", "different"),
    },
)


def decisions_of(connection: Connection) -> MatchDecisions:
    """Return what has been decided, whichever of two documents is first."""
    keys: dict[Decision, set[MatchKey]] = {decision: set() for decision in Decision}
    decided = select(NAME_MATCH).where(NAME_MATCH.c.decision.is_not(None))
    for row in connection.execute(decided):
        kind = MatchKind(row.kind)
        keys[Decision(row.decision)] |= {
            MatchKey(kind, row.ours, row.theirs),
            MatchKey(kind, row.theirs, row.ours),
        }
    return MatchDecisions(frozenset(keys[Decision.SAME]), frozenset(keys[Decision.DIFFERENT]))


def record_match(connection: Connection, match: ArchivedMatch, now: str) -> int:
    """Record that two names may be of the same thing, once, and return the key of that."""
    pair = (match.ours, match.theirs)
    known = select(NAME_MATCH.c.id).where(
        NAME_MATCH.c.kind == match.kind,
        or_(
            *(
                (NAME_MATCH.c.ours == ours) & (NAME_MATCH.c.theirs == theirs)
                for ours, theirs in (pair, pair[::-1])
            )
        ),
    )
    found: int | None = connection.execute(known).scalar()
    if found is not None:
        return found
    values = {
        "kind": match.kind,
        "ours": match.ours,
        "theirs": match.theirs,
        "our_name": match.our_name,
        "their_name": match.their_name,
        "similarity": match.similarity,
        "seen_at": now,
    }
    return inserted(connection, NAME_MATCH, values)


def record_asked(
    connection: Connection, cross_check: int, matches: Iterable[ArchivedMatch], now: str
) -> None:
    """Record which uncertain matches a comparison has met."""
    rows = {}
    for match in matches:
        key = record_match(connection, match, now)
        rows[key] = {
            "cross_check_id": cross_check,
            "match_id": key,
            "document_id": match.document,
            "our_page": match.our_page,
            "their_page": match.their_page,
        }
    insert_all(connection, ASKED, list(rows.values()))


def unknown_matches(archive: Archive, numbers: Iterable[int]) -> list[int]:
    """Return which numbers are those of no match, in their order."""
    numbers = list(numbers)
    with archive.transaction() as connection:
        known = set(
            connection.execute(
                select(NAME_MATCH.c.id).where(NAME_MATCH.c.id.in_(numbers))
            ).scalars()
        )
    return [number for number in numbers if number not in known]


def decide(
    archive: Archive, match: int, decision: Decision | None, person: str, now: str
) -> int | None:
    """Record a decision, or take one back, and return how many reports are to be compared again.

    None where there is no such match.
    """
    with archive.transaction() as connection:
        values = {
            "decision": decision.value if decision else None,
            "person": person,
            "decided_at": now,
        }
        if not connection.execute(
            update(NAME_MATCH).where(NAME_MATCH.c.id == match).values(**values)
        ).rowcount:
            return None
        met = (
            select(CROSS_CHECK.c.document_id)
            .join(ASKED, ASKED.c.cross_check_id == CROSS_CHECK.c.id)
            .where(ASKED.c.match_id == match)
        )
        newest = select(DOCUMENT.c.cross_check_id).where(DOCUMENT.c.id.in_(met))
        again = update(CROSS_CHECK).where(CROSS_CHECK.c.id.in_(newest)).values(digest="")
        return connection.execute(again).rowcount


# offices are alike by their names alone; other names are looked up while the newest comparisons
# meet them
_DECIDED = "WHERE m.decision IS NOT NULL"
_OPEN = """WHERE m.decision IS NULL AND (m.kind = 'office' OR EXISTS (SELECT 1 FROM asked a
 JOIN document d ON d.cross_check_id = a.cross_check_id WHERE a.match_id = m.id))"""


def list_matches(
    archive: Archive, *, decided: bool = False, kind: str | None = None
) -> QueryResult:
    """Return the matches that a person is to decide, or those that have been: the surest first."""
    headings = (
        ResultColumn("nomor", Message("No.", "No."), number=True),
        KIND,
        ResultColumn("nama", Message("Nama", "Name"), naming=True),
        ResultColumn("nama_lain", Message("Nama lain", "Other name"), naming=True),
        ResultColumn("kemiripan", Message("Mirip %", "Alike %"), number=True),
        ResultColumn("laporan", Message("Laporan", "Reports"), count=True),
        ResultColumn("hal", Message("Dokumen dan halaman", "Documents and pages")),
        DECISION,
        ResultColumn("oleh", Message("Oleh", "By")),
        ResultColumn("pada", Message("Pada", "At")),
    )
    of_kind = " AND m.kind = :kind" if kind else ""
    query = f"""SELECT m.id, m.kind, m.our_name, m.their_name, m.similarity,
        (SELECT count(*) FROM asked a JOIN document d ON d.cross_check_id = a.cross_check_id WHERE a.match_id = m.id),
        (SELECT min(c.document_id || ' hal. ' || a.our_page || ' / ' || a.document_id || ' hal. ' || a.their_page)
         FROM asked a JOIN cross_check c ON c.id = a.cross_check_id
         JOIN document d ON d.cross_check_id = c.id WHERE a.match_id = m.id),
        m.decision, m.person, m.decided_at
        FROM name_match m {_DECIDED if decided else _OPEN}{of_kind}
        ORDER BY m.kind DESC, m.similarity DESC, m.ours, m.theirs"""  # noqa: E501
    with archive.transaction() as connection:
        rows = asked(connection, query, {"kind": kind} if kind else {})
    nothing = Message("Tidak ada kemiripan yang perlu diputuskan.", "No match is to be decided.")
    return QueryResult(
        headings if decided else headings[:-3],
        rows if decided else [row[:-3] for row in rows],
        nothing,
    )


def office_match(
    ours: str, theirs: str, names: tuple[str, str], score: float, mask: Mask
) -> ArchivedMatch:
    """Return that two offices may be one, by their names folded and printed."""
    our_name, their_name = map(mask, names)
    return ArchivedMatch(
        MatchKind.OFFICE.value,
        mask(ours),
        mask(theirs),
        our_name,
        their_name,
        round(100 * score),
        0,
        None,
        None,
    )
