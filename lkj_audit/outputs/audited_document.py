"""An audited document as the writers of outputs see it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extract.limits import LIMITS, Limits
from lkj_audit.ci.baseline import Suppression, suppression_of
from lkj_audit.decisions.reviewed import decided_finding
from lkj_audit.decisions.state import NO_DECISIONS, Decisions, EntryState
from lkj_audit.presentation.provenance import Provenance, provenance
from normalize.text.masking import Mask
from validate.findings import Audit, Finding


@dataclass(frozen=True, slots=True)
class AuditedDocument:
    """A document, what was found in it, and how its user wants to read it.

    `pdf` is the file as it was submitted. `mask` hides NIPs in every text that is written out.
    `lang` is "id" or "en". `limits` hold for whatever else is made of the file: pictures of its
    pages, notes in it. `note_template` is the review note of the office as a Word document with
    tags, empty for that of the program. `decisions` are what people have decided on its findings
    until now. `provenance` is which program audited it and when: this one and now, where nothing
    else is said. `unlocked` are the bytes of a locked file without its lock, empty where it has
    none. `suppressions` is what a baseline sets aside.
    """

    pdf: Path
    audit: Audit
    mask: Mask
    lang: str = "id"
    limits: Limits = LIMITS
    provenance: Provenance = field(default_factory=provenance)
    suppressions: tuple[Suppression, ...] = ()
    decisions: Decisions = NO_DECISIONS
    note_template: bytes = b""
    unlocked: bytes = b""

    def state(self, findings: Sequence[Finding]) -> EntryState:
        """Return what was decided on an entry that consists of these findings."""
        return self.decisions.state([decided_finding(finding) for finding in findings])

    def suppression(self, finding: Finding) -> Suppression | None:
        """Return the entry of the baseline that sets a finding aside, if there is one."""
        return suppression_of(finding.fingerprint, self.mask(self.pdf.name), self.suppressions)
