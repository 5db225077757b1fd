"""An audit as decisions are made on it: its entries, their findings, and what identifies the
document.

Read from the objects of an audit, or from the `audit.json` of an earlier one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from msgspec import DecodeError, ValidationError
from msgspec.json import Decoder

from lkj_audit.decisions.records import DecidedFinding, ReviewedDocument
from lkj_audit.decisions.state import Decisions, EntryState
from normalize.text.masking import masked
from validate.findings import Audit, Certainty, Finding, Message, Severity

LONGEST_PRINTED = 400


@dataclass(frozen=True, slots=True)
class ReviewedEntry:
    """What is decided on at once: an entry of the review (a matter) with its number in all outputs
    and its findings.

    `keys` is what else names it: its number, and the ids of its findings in the JSON. `severity` is
    that of its most severe contradiction, or of its most severe finding where none is one.
    """

    id: str
    title: Message
    severity: Severity
    findings: tuple[DecidedFinding, ...]
    group: str = ""
    number: int = 0
    keys: frozenset[str] = frozenset()

    @property
    def is_grave(self) -> bool:
        """Whether it is against a statement of review while it is open."""
        return self.severity.rank >= Severity.MAJOR.rank


@dataclass(frozen=True, slots=True)
class ReviewedAudit:
    """The document, and the entries of its review."""

    document: ReviewedDocument
    entries: tuple[ReviewedEntry, ...]

    @property
    def fingerprints(self) -> frozenset[str]:
        """The findings that are there now."""
        return frozenset(
            finding.fingerprint for entry in self.entries for finding in entry.findings
        )

    def states(self, decisions: Decisions) -> list[tuple[ReviewedEntry, EntryState]]:
        """Return each entry with its state."""
        return [(entry, decisions.state(entry.findings)) for entry in self.entries]

    def open_entries(self, decisions: Decisions) -> list[ReviewedEntry]:
        """Return the entries of severity major or critical that are open: while there is one,
        nothing is signed.
        """
        return [
            entry for entry, state in self.states(decisions) if entry.is_grave and state.is_open
        ]

    def entry(self, key: str) -> ReviewedEntry | None:
        """Return the entry of this id or number, or the one that holds the finding of this id or
        fingerprint.
        """
        for entry in self.entries:
            if key in {entry.id, str(entry.number)} or any(
                key == finding.fingerprint for finding in entry.findings
            ):
                return entry
        return next((entry for entry in self.entries if key in entry.keys), None)


def decided_finding(finding: Finding, title: str = "") -> DecidedFinding:
    """Return a finding as decisions keep it; NIPs are masked whatever the outputs show."""
    printed = masked(finding.spot.printed)[:LONGEST_PRINTED]
    return DecidedFinding(
        finding.fingerprint, printed, finding.rule, finding.spot.place.page, masked(title)
    )


def reviewed_document(audit: Audit) -> ReviewedDocument:
    """Return what identifies the document of an audit."""
    report = audit.report
    return ReviewedDocument(
        report.document.sha256,
        masked(report.document.file),
        report.organisation and masked(report.organisation),
        report.year,
        report.period.label if report.period else None,
        report.identity.kind.value,
    )


# From the JSON of an earlier audit ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Document:
    file: str
    sha256: str
    organisation: str | None = None
    year: int | None = None
    period: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    id: str
    en: str


@dataclass(frozen=True, slots=True)
class _Finding:
    id: str
    fingerprint: str
    rule: str
    severity: Severity
    certainty: Certainty
    message: _Said
    page: int
    printed: str


@dataclass(frozen=True, slots=True)
class _Matter:
    id: str
    group: str
    title: _Said
    findings: tuple[str, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class _Audit:
    schema: str
    document: _Document
    findings: tuple[_Finding, ...]
    matters: tuple[_Matter, ...] = field(default=())


_DECODER = Decoder(_Audit)


class NoAudit(ValueError):
    """A file that is no `audit.json`."""


def read_reviewed(path: Path) -> ReviewedAudit:
    """Return the audit that an `audit.json` holds; raise NoAudit where it is none, OSError where it
    cannot be read.
    """
    return reviewed_from_json(path.read_bytes())


def reviewed_from_json(data: bytes) -> ReviewedAudit:
    """Return the audit that one line of JSON holds."""
    try:
        found = _DECODER.decode(data)
    except (DecodeError, ValidationError, ValueError) as error:
        raise NoAudit from error
    if found.schema != "lkj-audit/1":
        raise NoAudit
    one = found.document
    document = ReviewedDocument(
        one.sha256, one.file, one.organisation, one.year, one.period, one.kind
    )
    return ReviewedAudit(document, tuple(_entries(found)))


def _entries(found: _Audit) -> Sequence[ReviewedEntry]:
    """Return the matters of an audit as entries; a finding that is in none is an entry of
    its own.
    """
    by_fingerprint = {one.fingerprint: one for one in found.findings}
    entries: list[ReviewedEntry] = []
    told: set[str] = set()
    for matter in found.matters:
        ours = [by_fingerprint[one] for one in matter.findings if one in by_fingerprint]
        told.update(one.fingerprint for one in ours)
        if ours:
            entries.append(
                _entry(
                    matter.id, matter.title, ours, matter.group, matter.number or len(entries) + 1
                )
            )
    rest = [one for one in found.findings if one.fingerprint not in told]
    for one in rest:
        entries.append(_entry(one.id, one.message, [one], "", len(entries) + 1))
    return entries


def _entry(
    id: str, title: _Said, findings: Sequence[_Finding], group: str, number: int
) -> ReviewedEntry:
    certain = [one for one in findings if one.certainty is Certainty.INCONSISTENT]
    decided = tuple(
        DecidedFinding(
            one.fingerprint,
            masked(one.printed)[:LONGEST_PRINTED],
            one.rule,
            one.page,
            masked(title.id),
        )
        for one in findings
    )
    severity = max((one.severity for one in certain or findings), key=lambda one: one.rank)
    keys = frozenset(one.id for one in findings)
    return ReviewedEntry(id, Message(title.id, title.en), severity, decided, group, number, keys)
