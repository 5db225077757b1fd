"""Where the running text of a report cites regulations."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from normalize.report import Report
from normalize.values.regulations import Regulation, find_regulations
from validate.audit_context import AuditContext, cached_per_audit
from validate.findings import PrintedValue


class Citation(NamedTuple):
    """A regulation, where it is cited, and the passage that does."""

    regulation: Regulation
    spot: PrintedValue
    text: str


@cached_per_audit
def citations(context: AuditContext) -> tuple[Citation, ...]:
    """Return every citation of a regulation in running text, in the order of the pages."""
    return tuple(_citations(context.report))


def _citations(report: Report) -> Iterator[Citation]:
    passages = report.prose
    for passage, following in zip_longest(passages, passages[1:]):
        text = passage.text
        if following is not None and text.rstrip().casefold().endswith("tentang"):
            text = f"{text} {following.text}"
        for cited in find_regulations(text):
            line = passage.line_at(cited.start)
            yield Citation(
                cited,
                PrintedValue(line.place, None, " ".join(text[cited.start : cited.end].split())),
                text,
            )
