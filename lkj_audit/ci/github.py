"""Findings and drift as workflow commands, which GitHub shows as annotations of a file.

Source: docs.github.com, "Workflow commands for GitHub Actions". GitHub keeps ten errors, ten
warnings and ten notices of a step: the most severe come first.
"""

from collections.abc import Iterable, Iterator, Sequence

from lkj_audit.ci.records import ReportedDocument, ReportedFinding
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.vocabulary import SEVERITY
from validate.findings import Severity

LEVELS = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "error",
    Severity.MINOR: "warning",
    Severity.INFO: "notice",
}


def audit_lines(documents: Iterable[ReportedDocument], lang: Lang) -> Iterator[str]:
    """Yield a line for each document without an audit, then one for each finding that is not set
    aside.
    """
    documents = tuple(documents)
    for document in documents:
        if document.problem:
            yield command(
                "error",
                document.path,
                lang.say("tidak dapat diperiksa", "not audited"),
                document.problem,
            )
    pairs = [
        (one, document)
        for document in documents
        for one in document.findings
        if one.suppression is None
    ]
    for finding, document in sorted(pairs, key=lambda pair: -Severity(pair[0].severity).rank):
        severity = Severity(finding.severity)
        title = (
            f"{finding.rule} · {lang.say(*SEVERITY[severity])} · {lang.say('hal.', 'p.')} "
            f"{finding.page}"
        )
        yield command(LEVELS[severity], document.path, title, _sentence(finding))


def _sentence(finding: ReportedFinding) -> str:
    return f"{finding.where}: {finding.sentence}\n[{finding.fingerprint}]"


def command(level: str, file: str, title: str, message: str) -> str:
    r"""Return one workflow command.

    >>> command("error", "a,b.pdf", "KRITIS: 1", "50 % salah\nlagi")
    '::error file=a%2Cb.pdf,title=KRITIS%3A 1::50 %25 salah%0Alagi'
    """
    return f"::{level} file={_property(file)},title={_property(title)}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def drift_lines(drifted: Sequence[tuple[str, Sequence[str]]]) -> Iterator[str]:
    """Yield a line for each document of a corpus that is not as it was accepted: its file and what
    changed.
    """
    for file, lines in drifted:
        yield command("error", file, lines[0], "\n".join(lines))
