"""What a worker does with a report and its relatives: it compares them, and returns
what is kept.

It reads no PDF and touches no database: typed reports go in as the archive keeps them.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from extract.sandbox.frames import decoded
from extract.sandbox.tasks import Task
from lkj_audit.archive.comparisons.typed import DamagedReport, TypedReport, tenths, unpacked_report
from lkj_audit.archive.ingestion.content import archived_findings, table_number
from lkj_audit.archive.records import (
    ArchivedCompanion,
    ArchivedCrossCheck,
    ArchivedMatch,
    ArchivedPlace,
    CrossFinding,
)
from normalize.reference.region_settings import RegionSettings
from normalize.report import DocumentIdentity, DocumentKind, Report
from normalize.text.masking import Mask, mask_unless
from normalize.values.periods import period_in_short
from validate.audit_context import AuditContext
from validate.companions.records import (
    Companion,
    CompanionRole,
    CrossCheck,
    MatchDecisions,
    MatchKey,
    MatchKind,
    UncertainMatch,
)
from validate.cross_check import ReadingCertainty, cross_check
from validate.findings import CompanionValue, Finding, Message
from validate.profile.profile import DEFAULT, Profile

DAMAGED = Message(
    "laporan yang tersimpan rusak; periksa ulang berkasnya",
    "the stored report is damaged; audit it again",
)


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as the archive keeps it, its file name and the key of its document; `role` is empty
    for the own one.

    Organisation, year, period and kind are those that the archive has settled, None where they are
    not known.
    """

    document: int
    role: str
    file: str
    data: bytes
    organisation: str | None = None
    year: int | None = None
    period: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class CompareRequest:
    """A report, its relatives, and what a person has decided: keys as (kind, ours, theirs)."""

    own: StoredReport
    relatives: tuple[StoredReport, ...]
    same: tuple[tuple[str, str, str], ...]
    different: tuple[tuple[str, str, str], ...]
    profile: bytes
    show_nip: bool


@dataclass(frozen=True, slots=True)
class CompareResult:
    """What was found, or why nothing could be."""

    cross_check: ArchivedCrossCheck | None = None
    problem_id: str = ""
    problem_en: str = ""


@dataclass(frozen=True, slots=True)
class CompareBatch:
    """Several comparisons, best of reports of one office: they have the same relatives."""

    requests: tuple[CompareRequest, ...]


@dataclass(frozen=True, slots=True)
class CompareBatchResult:
    """What became of each of them, in their order."""

    results: tuple[CompareResult, ...]


_KINDS = frozenset(kind.value for kind in DocumentKind)
COMPARE = Task(
    "lkj_audit.archive.comparisons.comparing:compare", CompareRequest, float, CompareResult
)
COMPARE_ALL = Task(
    "lkj_audit.archive.comparisons.comparing:compare_all", CompareBatch, float, CompareBatchResult
)
TASKS = (COMPARE, COMPARE_ALL)


def compare(request: CompareRequest, _send: Callable[[float], None]) -> CompareResult:
    """Compare a report with its relatives."""
    return _compared(request, _Reports())


def compare_all(batch: CompareBatch, send: Callable[[float], None]) -> CompareBatchResult:
    """Compare reports with their relatives; what is derived from a report is derived once."""
    reports = _Reports()
    results = []
    for request in batch.requests:
        results.append(_compared(request, reports))
        send(len(results) / len(batch.requests))
    return CompareBatchResult(tuple(results))


class _Reports:
    """The reports of one task, each unpacked once, and what was worked out of them."""

    def __init__(self) -> None:
        self._typed: dict[StoredReport, TypedReport] = {}
        self._contexts: dict[int, AuditContext] = {}

    def typed(self, stored: StoredReport) -> TypedReport:
        """Return a report, whatever its role; raise a DamagedReport where there is none."""
        key = replace(stored, role="")
        if key not in self._typed:
            self._typed[key] = _settled(stored)
        return self._typed[key]

    def context(self, report: Report, settings: RegionSettings) -> AuditContext:
        """Return the context of a report of `typed`, which keeps what is worked out of it."""
        known = self._contexts.get(id(report))
        if known is None or known.report is not report or known.settings != settings:
            known = self._contexts[id(report)] = AuditContext(report, settings)
        return known


def _compared(request: CompareRequest, reports: _Reports) -> CompareResult:
    try:
        own = reports.typed(request.own)
    except DamagedReport:
        return CompareResult(None, *DAMAGED)
    profile = decoded(request.profile, Profile) if request.profile else DEFAULT
    decisions = MatchDecisions(_keys(request.same), _keys(request.different))
    companions = [_companion(one, reports) for one in request.relatives]
    checked = cross_check(
        reports.context(own.report, profile.settings),
        companions,
        decisions,
        profile,
        ReadingCertainty(own.unsure, own.confirmed),
        reports.context,
    )
    mask = mask_unless(request.show_nip)
    return CompareResult(_kept(checked.findings, checked.told, request, mask))


def _keys(keys: tuple[tuple[str, str, str], ...]) -> frozenset[MatchKey]:
    return frozenset(MatchKey(MatchKind(kind), ours, theirs) for kind, ours, theirs in keys)


def _settled(stored: StoredReport) -> TypedReport:
    """Return a report that says of itself what the archive has settled: by other sources, or by a
    person.
    """
    typed = unpacked_report(stored.data, stored.file)
    report = typed.report
    year = stored.year or report.year
    period = report.period
    if stored.period and (period is None or period.label != stored.period):
        period = period_in_short(f"{stored.period} {year}" if year else stored.period) or period
    organisation = stored.organisation or report.organisation
    identity = report.identity
    if stored.kind in _KINDS and stored.kind != identity.kind.value:
        identity = DocumentIdentity(DocumentKind(stored.kind), excerpt=identity.excerpt, given=True)
    settled = replace(
        report, organisation=organisation, year=year, period=period, identity=identity
    )
    return replace(typed, report=settled)


def _companion(stored: StoredReport, reports: _Reports) -> Companion:
    role = CompanionRole(stored.role)
    try:
        typed = reports.typed(stored)
    except DamagedReport:
        return Companion(role, stored.file, problem=DAMAGED)
    return Companion(role, stored.file, typed.report, unsure=typed.unsure)


def _kept(
    findings: tuple[Finding, ...], told: CrossCheck, request: CompareRequest, mask: Mask
) -> ArchivedCrossCheck:
    documents = {
        one.id: stored.document
        for one, stored in zip(told.companions, request.relatives, strict=True)
    }
    kept, detail = archived_findings(findings, mask)

    def places(finding: Finding) -> tuple[ArchivedPlace, ...]:
        return tuple(_place(there, documents[there.document], mask) for there in finding.elsewhere)

    return ArchivedCrossCheck(
        tuple(_archived_companion(one, documents[one.id]) for one in told.companions),
        tuple(map(CrossFinding, kept, map(places, findings))),
        tuple(_match(one, documents[one.document], mask) for one in told.uncertain),
        detail,
    )


def _archived_companion(one: Companion, document: int) -> ArchivedCompanion:
    counts = one.matched or (None, None)
    problem = one.problem or (None, None)
    return ArchivedCompanion(one.id, one.role.value, document, *counts, *problem)


def _place(there: CompanionValue, document: int, mask: Mask) -> ArchivedPlace:
    spot, cell = there.spot, there.spot.cell
    return ArchivedPlace(
        there.document,
        document,
        table_number(cell.table) if cell else None,
        cell.row if cell else None,
        cell.column if cell else None,
        spot.place.page,
        tenths(spot.place.box),
        mask(spot.printed),
    )


def _match(match: UncertainMatch, document: int, mask: Mask) -> ArchivedMatch:
    ours, theirs = match.names
    return ArchivedMatch(
        match.key.kind.value,
        mask(match.key.ours),
        mask(match.key.theirs),
        mask(ours),
        mask(theirs),
        round(100 * match.similarity),
        document,
        match.ours.place.page if match.ours else None,
        match.theirs.spot.place.page if match.theirs else None,
    )
