"""What reports for CI say of one document: plain texts, NIPs masked, that travel from the sandbox
to the writer.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lkj_audit.ci.baseline import Suppression
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.location_names import printable, spot_name
from lkj_audit.presentation.vocabulary import CERTAINTY
from normalize.text.masking import Mask
from validate.findings import Certainty, Finding, Severity

if TYPE_CHECKING:
    from lkj_audit.outputs.audited_document import AuditedDocument


@dataclass(frozen=True, slots=True)
class ReportedFinding:
    """A finding as a report for CI shows it; `severity` is a value of `Severity`, `page` counts
    from 1.
    """

    fingerprint: str
    rule: str
    severity: str
    where: str
    page: int
    sentence: str
    suppression: Suppression | None = None

    def fails(self, threshold: Severity) -> bool:
        """Return whether the finding is at or above a severity, and not set aside."""
        return self.suppression is None and Severity(self.severity).rank >= threshold.rank


@dataclass(frozen=True, slots=True)
class ReportedDocument:
    """A document as a report for CI shows it: its name and path, its findings, or the reason why it
    has none.

    `absent` are the entries of the baseline that name this document and apply to no finding of it
    any more.
    """

    name: str
    path: str
    sha256: str = ""
    findings: tuple[ReportedFinding, ...] = ()
    problem: str = ""
    absent: tuple[Suppression, ...] = ()

    def failing(self, threshold: Severity) -> tuple[ReportedFinding, ...]:
        """Return the findings at or above a severity that are not set aside."""
        return tuple(finding for finding in self.findings if finding.fails(threshold))


def reported(audited: "AuditedDocument") -> ReportedDocument:
    """Return what a report for CI says of an audited document."""
    audit, lang, mask = audited.audit, Lang(audited.lang), audited.mask
    name = mask(audited.pdf.name)
    findings = tuple(
        ReportedFinding(
            finding.fingerprint,
            finding.rule,
            finding.severity.value,
            _shown(spot_name(finding.spot, audit.report, lang), mask),
            finding.spot.place.page,
            _shown(f"{_caveat(finding, lang)}{lang.say(*finding.message)}", mask),
            audited.suppression(finding),
        )
        for finding in audit.findings
    )
    applied = {finding.suppression for finding in findings}
    absent = tuple(one for one in audited.suppressions if one.file == name and one not in applied)
    return ReportedDocument(
        name, mask(str(audited.pdf)), audit.report.document.sha256, findings, absent=absent
    )


def _shown(text: str, mask: Mask) -> str:
    """Return a text of the document in one line, NIPs masked, without characters that a log
    obeys.
    """
    return printable(mask(" ".join(text.split())))


def _caveat(finding: Finding, lang: Lang) -> str:
    """Return what a finding that is no contradiction begins with: that it is not certain."""
    if finding.certainty is Certainty.INCONSISTENT:
        return ""
    return f"{lang.say(*CERTAINTY[finding.certainty]).capitalize()}: "
