"""Findings and drift as Markdown: the summary of a job, or a comment on a change."""

from collections.abc import Iterable, Iterator, Sequence

from extract.patterns import regex
from lkj_audit.ci.records import ReportedDocument, ReportedFinding
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.vocabulary import SEVERITY
from validate.findings import Severity

# what Markdown and the HTML in it would obey
_OBEYED = regex(r"([\\`*_{}\[\]<>()#+!|~&@:])")


GRAVEST_FIRST = sorted(Severity, key=lambda severity: -severity.rank)


def audit_page(documents: Iterable[ReportedDocument], threshold: Severity, lang: Lang) -> str:
    """Return the page: a table of documents, then of each the findings at or above `threshold`."""
    documents = tuple(documents)
    return "\n".join([*_summary(documents, lang), *_sections(documents, threshold, lang)]) + "\n"


def _summary(documents: Sequence[ReportedDocument], lang: Lang) -> Iterator[str]:
    yield lang.say("## Hasil pemeriksaan lkj-audit", "## Result of lkj-audit")
    yield ""
    words = [lang.say(*SEVERITY[severity]).capitalize() for severity in GRAVEST_FIRST]
    yield _row([lang.say("Dokumen", "Document"), *words, lang.say("Dikesampingkan", "Suppressed")])
    yield _row(["---", *["---:"] * (len(words) + 1)])
    for document in documents:
        if document.problem:
            yield _row([_plain(document.path), _plain(document.problem), *[""] * len(words)])
            continue
        standing = [
            finding.severity for finding in document.findings if finding.suppression is None
        ]
        counts = [str(standing.count(severity.value)) for severity in GRAVEST_FIRST]
        yield _row([_plain(document.path), *counts, str(len(document.findings) - len(standing))])


def _sections(
    documents: Sequence[ReportedDocument], threshold: Severity, lang: Lang
) -> Iterator[str]:
    head = [
        lang.say(*words)
        for words in (("Tingkat", "Severity"), ("Hal.", "Page"), ("Temuan", "Finding"))
    ]
    for document in documents:
        failing = document.failing(threshold)
        if failing:
            yield from (
                "",
                f"### {_plain(document.path)}",
                "",
                _row(head),
                _row(["---", "---:", "---"]),
            )
            yield from (_row(_finding(finding, lang)) for finding in failing)
        for one in document.absent:
            gone = lang.say(
                "Tidak lagi ditemukan, dapat dihapus dari baseline",
                "No longer found: remove from the baseline",
            )
            yield from ("", f"{gone}: `{one.fingerprint}` ({_plain(one.reason)})")


def _finding(finding: ReportedFinding, lang: Lang) -> list[str]:
    severity = lang.say(*SEVERITY[Severity(finding.severity)])
    text = (
        f"**{_plain(finding.where)}** "
        f"({finding.rule})<br>{_plain(finding.sentence)}<br>`{finding.fingerprint}`"
    )
    return [severity, str(finding.page), text]


def drift_page(drifted: Sequence[tuple[str, Sequence[str]]], count: int, lang: Lang) -> str:
    """Return the page on a corpus of `count` documents: of each that is not as it was accepted,
    what changed.
    """
    changed = lang.number(len(drifted))
    lines = [
        lang.say("## Hasil pemeriksaan korpus", "## Corpus check"),
        "",
        lang.say(
            f"{changed} dari {lang.number(count)} dokumen berubah sejak diterima.",
            f"{changed} of {lang.number(count)} documents have changed since they were accepted.",
        ),
    ]
    for file, differences in drifted:
        body = [f"    {line}" for line in differences]
        lines += ["", f"### {_plain(file)}", "", *body]
    return "\n".join(lines) + "\n"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    r"""Return a text as Markdown shows it letter by letter.

    >>> print(_plain("1_000 | <b>"))
    1\_000 \| \<b\>
    """
    return _OBEYED.sub(r"\\\1", " ".join(text.split()))
