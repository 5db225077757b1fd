"""Audits that an earlier call has left in a folder: they are not made again, and are listed all the
same.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any

from msgspec import UNSET, DecodeError, UnsetType, ValidationError
from msgspec.json import Decoder

from lkj_audit.outputs.catalogue import OUTPUTS
from lkj_audit.outputs.html.index_page import IndexedDocument, IndexRow
from lkj_audit.outputs.json.profile_parts import digest_of_part
from lkj_audit.outputs.json.report import given_part
from lkj_audit.outputs.tabular.csv_dialect import plain
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.kind_text import named_kind
from lkj_audit.presentation.names.period_names import labelled_period
from normalize.report import DocumentKind, GivenIdentity
from normalize.text.masking import masked
from validate.findings import Coverage, Severity
from validate.program import Program

AUDIT = "audit.json"


@dataclass(frozen=True, slots=True)
class GivenFacts:
    """What a caller said of a document, as the JSON contract has it."""

    kind: str | None = None
    organisation: str | None = None
    period: str | None = None
    year: int | None = None


NOTHING = GivenFacts()


def given_facts(given: GivenIdentity) -> GivenFacts:
    """Return what a caller said of a document."""
    return GivenFacts(**given_part(given, masked).get("given", {}))


@dataclass(frozen=True, slots=True)
class OutputOrigin:
    """What the outputs of a document depend on, beside the document: program, profile, a second
    reader, companions.

    `given` is what the caller said of the document, with NIPs masked.
    """

    program: Program
    profile: str
    verified: bool
    compared: bool = False
    given: GivenFacts = NOTHING


@dataclass(frozen=True, slots=True)
class PreviousAudit:
    """An audit in a folder: of which document, how it was made, and what the list states about it.

    `path` is where the document lay, its name alone where that is not known.
    """

    folder: str
    path: str
    made: OutputOrigin
    entry: IndexRow

    @property
    def worst(self) -> Severity | None:
        """The severity of its most severe finding, None where it has none."""
        return max(
            (one for one, count in self.entry.counts.items() if count),
            key=lambda one: one.rank,
            default=None,
        )


@dataclass(frozen=True, slots=True)
class _Program:
    version: str
    rule_set: str


@dataclass(frozen=True, slots=True)
class _Document:
    file: str
    sha256: str
    pages: int
    organisation: str | None
    year: int | None
    period: str | None
    path: str | None = None
    kind: str = DocumentKind.KUTIPAN.value
    excerpt: bool = False
    given: GivenFacts = NOTHING


@dataclass(frozen=True, slots=True)
class _Finding:
    severity: str


@dataclass(frozen=True, slots=True)
class _Audit:
    """As much of the JSON contract as is listed; the tables are passed over."""

    schema: str
    program: _Program
    document: _Document
    findings: tuple[_Finding, ...]
    coverage: Coverage
    profile: dict[str, Any] | None = None
    disagreements: Any | UnsetType = UNSET
    companions: Any | UnsetType = UNSET


_DECODER = Decoder(_Audit)


def previous_audits(root: Path, lang: Lang) -> Iterator[PreviousAudit]:
    """Yield the audits that are in the folders of documents; what is none of ours is passed
    over.
    """
    for path in sorted(root.glob(f"*/{AUDIT}")):
        try:
            found = _DECODER.decode(path.read_bytes())
            if found.schema == "lkj-audit/1":
                yield _earlier(path.parent.name, found, lang)
        except (OSError, DecodeError, ValidationError, ValueError):
            continue


def document_of(root: Path, earlier: PreviousAudit) -> IndexedDocument:
    """Return what the list states about an audit that this call has nothing to do with."""
    folder = root / earlier.folder
    written = tuple(output for output in OUTPUTS if output.standing(folder))
    name = PurePath(earlier.path).name
    return IndexedDocument(name, earlier.folder, earlier.entry, written=written, path=earlier.path)


def _earlier(folder: str, found: _Audit, lang: Lang) -> PreviousAudit:
    document = found.document
    tally = Counter(finding.severity for finding in found.findings)
    counts = {severity: tally[severity.value] for severity in Severity}
    entry = IndexRow(
        plain(document.organisation or ""),
        labelled_period(document.period, document.year, lang),
        document.pages,
        counts,
        found.coverage,
        document.sha256,
        named_kind(DocumentKind(document.kind), lang, excerpt=document.excerpt, given=False),
    )
    program = Program(found.program.version, found.program.rule_set)
    given = document.given
    if given.organisation:
        given = replace(given, organisation=masked(given.organisation))
    verified, compared = found.disagreements is not UNSET, found.companions is not UNSET
    made = OutputOrigin(program, digest_of_part(found.profile), verified, compared, given)
    return PreviousAudit(folder, plain(document.path or document.file), made, entry)
