"""The last stage of a document: its report is compared with its relatives, again whenever one
arrives or changes.

What is to be done is recognised by a digest of everything that goes into a comparison. Each
comparison is written in one transaction and is a revision of its own; the earlier ones stay.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, delete, select, update

from extract.limits import Limits
from extract.sandbox.confinement import undisturbed
from extract.sandbox.pool import WorkerPool, limits_in_all
from extract.sandbox.runs import WorkerFailure
from lkj_audit.archive.comparisons.comparing import (
    COMPARE,
    COMPARE_ALL,
    CompareBatch,
    CompareBatchResult,
    CompareRequest,
    CompareResult,
    StoredReport,
)
from lkj_audit.archive.comparisons.matches import (
    decisions_of,
    office_match,
    record_asked,
    record_match,
)
from lkj_audit.archive.comparisons.relatives import Filed, FiledDocuments, Relative
from lkj_audit.archive.comparisons.tallies import count_findings
from lkj_audit.archive.records import (
    ArchivedCrossCheck,
    ArchivedPlace,
    Origin,
    Stage,
    State,
)
from lkj_audit.archive.storage.bulk import insert_rows, new_keys
from lkj_audit.archive.storage.database import Archive
from lkj_audit.archive.storage.inserting import insert_all, inserted
from lkj_audit.archive.storage.revisions import FINDING_COLUMNS, finding_row
from lkj_audit.archive.storage.schema import DOCUMENT, REVISION, STAGE
from lkj_audit.archive.storage.schema_across import (
    ASKED,
    COMPANION,
    CROSS_CHECK,
    CROSS_FINDING,
    CROSS_PLACE,
    NAME_MATCH,
    TYPED_REPORT,
)
from lkj_audit.archive.storage.writer import record_stages
from normalize.text.comparison import normalize_text
from normalize.text.masking import Mask, mask_unless
from validate.companions.records import MatchDecisions, MatchKey, MatchKind

PRELOADED = (
    "lkj_audit.archive.comparisons.comparing",
    "validate.cross_check",
    "rapidfuzz.fuzz",
    "rapidfuzz.process",
)
# below this a fork server takes longer than it spares
_ENOUGH_FOR_A_SERVER = 4
# how many comparisons a worker is given at once: reports of one office are relatives of each other,
# and each is unpacked once
_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class CompareSettings:
    """How reports are compared: which program does it, compared with which profile, by how many
    workers.
    """

    origin: Origin
    profile: bytes
    show_nip: bool
    limits: Limits
    jobs: int
    now: str

    @property
    def mask(self) -> Mask:
        """What is done to every text that is stored."""
        return mask_unless(self.show_nip)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A report that is to be compared: with what, and the digest of all that goes into it."""

    own: Filed
    relatives: tuple[Relative, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be compared, and what a person has decided."""

    comparisons: tuple[Comparison, ...]
    decisions: MatchDecisions


def due(archive: Archive, settings: CompareSettings, only: Sequence[str] = ()) -> Due:
    """Return the reports whose relatives are others than in their newest comparison, or have
    changed since.

    `only` names hashes of documents where not all are meant. Offices that may be one are recorded
    on the way.
    """
    with archive.transaction() as connection:
        decisions = decisions_of(connection)
        filed = list(_filed(connection))
        standing = _digests(connection)
    # no other process waits while it is computed
    filed_documents = FiledDocuments(filed, decisions)
    offices = filed_documents.uncertain_offices()
    found = [
        _comparison(filed_documents, own, settings)
        for own in filed_documents.reports
        if not only or own.sha256 in only
    ]
    changed = [one for one in found if standing.get(one.own.id, "") != one.digest]
    with archive.transaction() as connection:
        archive.adapter.begin_exclusively(connection)
        _record_offices(connection, offices, settings)
        _record_alone(connection, found, settings)
    return Due(tuple(changed), decisions)


def _comparison(
    filed_documents: FiledDocuments, own: Filed, settings: CompareSettings
) -> Comparison:
    relatives = tuple(filed_documents.relatives(own))
    if not relatives:
        return Comparison(own, (), "")
    origin = settings.origin
    parts = [origin.program, origin.rule_set, origin.profile]
    for role, filed in (("", own), *relatives):
        parts += [
            str(role),
            filed.sha256,
            filed.office,
            str(filed.year),
            str(filed.period),
            filed.kind,
            *filed.origin,
        ]
    return Comparison(
        own, relatives, hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()
    )


def _filed(connection: Connection) -> Iterator[Filed]:
    """Yield the documents that are audited, typed, and known by office, year and kind."""
    query = (
        select(
            DOCUMENT.c.id,
            DOCUMENT.c.sha256,
            DOCUMENT.c.organisation,
            DOCUMENT.c.year,
            DOCUMENT.c.period,
            DOCUMENT.c.kind,
            DOCUMENT.c.seen_at,
            DOCUMENT.c.parent,
            REVISION.c.id.label("revision"),
            REVISION.c.program,
            REVISION.c.rule_set,
            REVISION.c.profile,
        )
        .join(REVISION, REVISION.c.id == DOCUMENT.c.revision_id)
        .join(TYPED_REPORT, TYPED_REPORT.c.revision_id == REVISION.c.id)
        .where(
            DOCUMENT.c.organisation.is_not(None),
            DOCUMENT.c.year.is_not(None),
            DOCUMENT.c.kind.is_not(None),
        )
        .order_by(DOCUMENT.c.id)
    )
    for row in connection.execute(query):
        origin = (row.program, row.rule_set, row.profile)
        yield Filed(
            row.id,
            row.sha256,
            row.organisation,
            row.year,
            row.period,
            row.kind,
            row.seen_at,
            row.revision,
            origin,
            row.parent,
        )


def _digests(connection: Connection, document: int | None = None) -> Mapping[int, str]:
    """Return the digests of the newest comparisons by document; outdated ones differ from all."""
    query = select(DOCUMENT.c.id, CROSS_CHECK.c.digest).join(
        CROSS_CHECK, CROSS_CHECK.c.id == DOCUMENT.c.cross_check_id
    )
    if document is not None:
        query = query.where(DOCUMENT.c.id == document)
    return {row.id: row.digest or "?" for row in connection.execute(query)}


def _record_offices(
    connection: Connection, offices: Sequence[tuple[Filed, Filed, float]], settings: CompareSettings
) -> None:
    """Record the offices that may be one, in place of those that may not any more and are
    undecided.
    """
    open_ones = (NAME_MATCH.c.kind == MatchKind.OFFICE.value) & NAME_MATCH.c.decision.is_(None)
    alike = set()
    for one, other, score in offices:
        names = (one.office, other.office)
        match = office_match(
            normalize_text(one.office), normalize_text(other.office), names, score, settings.mask
        )
        alike.add(record_match(connection, match, settings.now))
    for key in connection.execute(select(NAME_MATCH.c.id).where(open_ones)).scalars().all():
        if key not in alike:
            never_met = NAME_MATCH.c.id.not_in(select(ASKED.c.match_id))
            connection.execute(delete(NAME_MATCH).where((NAME_MATCH.c.id == key) & never_met))


def _record_alone(
    connection: Connection, found: Sequence[Comparison], settings: CompareSettings
) -> None:
    """Record the stage of reports that have no relatives, and had none."""
    done = select(STAGE.c.document_id).where(STAGE.c.stage == Stage.CROSS_CHECKED.value)
    known = set(connection.execute(done).scalars())
    there = set(connection.execute(select(DOCUMENT.c.id)).scalars())
    for one in found:
        if not one.relatives and one.own.id not in known and one.own.id in there:
            record_stages(
                connection,
                one.own.id,
                {Stage.CROSS_CHECKED: State.DONE},
                settings.origin,
                settings.now,
            )


# Comparing ----------------------------------------------------------------------------------------


def _sorted_keys(keys: Iterable[MatchKey]) -> tuple[tuple[str, str, str], ...]:
    return tuple(sorted((key.kind.value, key.ours, key.theirs) for key in keys))


class Requests(Sequence[CompareRequest]):
    """The requests to workers, fetched from the archive when the turn of a report comes."""

    def __init__(self, archive: Archive, wanted: Due, settings: CompareSettings) -> None:
        self._archive, self._wanted, self._settings = archive, wanted, settings
        self._same = _sorted_keys(wanted.decisions.same)
        self._different = _sorted_keys(wanted.decisions.different)

    def __len__(self) -> int:
        return len(self._wanted.comparisons)

    def __getitem__(self, place: Any) -> Any:
        return self.batch([place]).requests[0]

    def batch(self, places: Sequence[int]) -> CompareBatch:
        """Return the input of a worker; each report is fetched once."""
        comparisons = [self._wanted.comparisons[place] for place in places]
        with self._archive.transaction() as connection:
            stored: dict[int, StoredReport] = {}
            for comparison in comparisons:
                for filed in (comparison.own, *(other for _, other in comparison.relatives)):
                    if filed.id not in stored:
                        stored[filed.id] = _stored(connection, filed)
        return CompareBatch(tuple(self._request(item, stored) for item in comparisons))

    def _request(self, one: Comparison, stored: Mapping[int, StoredReport]) -> CompareRequest:
        own = stored[one.own.id]
        relatives = [replace(stored[other.id], role=role.value) for role, other in one.relatives]
        settings = self._settings
        # offices that a filed_documents holds to be one are one here as well
        names = {other.office for _, other in one.relatives} - {one.own.office}
        offices = tuple(
            ("office", normalize_text(one.own.office), normalize_text(name))
            for name in sorted(names)
        )
        return CompareRequest(
            own,
            tuple(relatives),
            (*self._same, *offices),
            self._different,
            settings.profile,
            settings.show_nip,
        )


def _stored(connection: Connection, filed: Filed) -> StoredReport:
    query = select(TYPED_REPORT.c.data).where(TYPED_REPORT.c.revision_id == filed.revision)
    data = connection.execute(query).scalar()
    name = " ".join(str(part) for part in (filed.office, filed.year, filed.period) if part)
    # what has been deleted meanwhile holds no report
    return StoredReport(
        filed.id, "", name, data or b"", filed.office, filed.year, filed.period, filed.kind
    )


def results(
    archive: Archive, wanted: Due, settings: CompareSettings
) -> Iterator[tuple[Comparison, CompareResult | WorkerFailure]]:
    """Yield what becomes of each comparison, as workers are done.

    They are worked on in batches; one that breaks its worker breaks no other, as each of its batch
    is tried again alone then.
    """
    requests = Requests(archive, wanted, settings)
    several = len(requests) >= _ENOUGH_FOR_A_SERVER
    workers, limits = settings.jobs if several else 1, limits_in_all(settings.limits)
    batches = _Batches(requests, wanted.comparisons, workers)
    alone: list[int] = []
    pool = WorkerPool(COMPARE_ALL, workers, limits, PRELOADED)
    with closing(pool.results(batches)) as answers:
        for number, result in answers:
            places = batches.places[number]
            if not isinstance(result, CompareBatchResult) or len(result.results) != len(places):
                alone += places
                continue
            for place, single in zip(places, result.results, strict=True):
                yield wanted.comparisons[place], single
    again = WorkerPool(COMPARE, workers, limits, PRELOADED)
    with closing(again.results([requests[place] for place in alone])) as singles:
        for number, answer in singles:
            yield wanted.comparisons[alone[number]], answer


class _Batches(Sequence[CompareBatch]):
    """Comparisons in batches: those of one office together, and few enough for every worker to have
    some.
    """

    def __init__(self, requests: Requests, comparisons: Sequence[Comparison], workers: int) -> None:
        self._requests = requests
        ordered = sorted(
            range(len(comparisons)), key=lambda place: _neighbours(comparisons[place].own)
        )
        size = max(1, min(_AT_ONCE, len(ordered) // (2 * workers)))
        self.places = [ordered[start : start + size] for start in range(0, len(ordered), size)]

    def __len__(self) -> int:
        return len(self.places)

    def __getitem__(self, number: Any) -> Any:
        return self._requests.batch(self.places[number])


def _neighbours(own: Filed) -> tuple[str, int, int]:
    """Return the sort key that brings the reports of an office together."""
    return normalize_text(own.office), own.year, own.id


def cross_check_all(
    archive: Archive, settings: CompareSettings
) -> Iterator[ArchivedCrossCheck | None]:
    """Compare every report whose relatives have changed, and yield what was found; None where that
    failed.
    """
    for one, result in results(archive, due(archive, settings), settings):
        with undisturbed():
            kept = result.cross_check if isinstance(result, CompareResult) else None
            record_cross_check(archive, one, kept, settings)
        yield kept


def record_cross_check(
    archive: Archive, one: Comparison, kept: ArchivedCrossCheck | None, settings: CompareSettings
) -> bool:
    """Record a comparison; return False where it is recorded, or one of its documents changed or
    deleted, meanwhile.

    One that failed is recorded as such, and is not tried again before something has changed.
    """
    with archive.transaction() as connection:
        archive.adapter.begin_exclusively(connection)
        if (
            not _still_stand(connection, one)
            or _digests(connection, one.own.id).get(one.own.id) == one.digest
        ):
            return False
        origin = settings.origin
        row = {
            "document_id": one.own.id,
            "revision_id": one.own.revision,
            "digest": one.digest,
            "program": origin.program,
            "rule_set": origin.rule_set,
            "profile": origin.profile,
            "at": settings.now,
            "detail": kept.detail if kept is not None else None,
        }
        key = inserted(connection, CROSS_CHECK, row)
        if kept is not None:
            _record_found(connection, key, kept, settings.now)
        connection.execute(
            update(DOCUMENT).where(DOCUMENT.c.id == one.own.id).values(cross_check_id=key)
        )
        count_findings(connection, one.own.id)
        state = State.FAILED if kept is None else State.DONE
        record_stages(connection, one.own.id, {Stage.CROSS_CHECKED: state}, origin, settings.now)
    return True


def _still_stand(connection: Connection, one: Comparison) -> bool:
    compared = (one.own, *(other for _, other in one.relatives))
    expected = {filed.id: filed.revision for filed in compared}
    query = (
        select(DOCUMENT.c.id, DOCUMENT.c.revision_id)
        .where(DOCUMENT.c.id.in_(expected))
        .with_for_update()
    )
    return {row.id: row.revision_id for row in connection.execute(query)} == expected


def _record_found(connection: Connection, key: int, kept: ArchivedCrossCheck, now: str) -> None:
    companions = [
        {
            "cross_check_id": key,
            "name": one.name[:128],
            "role": one.role,
            "document_id": one.document,
            "indicators": one.indicators,
            "budget_lines": one.budget_lines,
            "problem_id": one.problem_id,
            "problem_en": one.problem_en,
        }
        for one in kept.companions
    ]
    insert_all(connection, COMPANION, companions)
    keys = list(new_keys(connection, CROSS_FINDING, len(kept.findings)))
    both = list(zip(keys, kept.findings, strict=True))
    insert_rows(
        connection,
        CROSS_FINDING,
        ("id", "cross_check_id", *FINDING_COLUMNS),
        ((finding, key, *finding_row(found.finding)) for finding, found in both),
    )
    insert_rows(
        connection,
        CROSS_PLACE,
        _PLACE,
        (
            (finding, number, *_place_row(place))
            for finding, found in both
            for number, place in enumerate(found.places, 1)
        ),
    )
    record_asked(connection, key, kept.matches, now)


_PLACE = tuple(column.name for column in CROSS_PLACE.columns)


def _place_row(place: ArchivedPlace) -> Sequence[object]:
    """Return a place in the order of the columns of its table, without its keys."""
    return (
        place.companion[:128],
        place.document,
        place.table,
        place.row,
        place.column,
        place.page,
        *place.box,
        place.printed,
    )
