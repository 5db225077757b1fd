"""The whole program: from a PDF to what contradicts what in it. Only the first step touches a file."""

from pathlib import Path

from extract.alternatives import PageAlternatives
from extract.document import read_document
from extract.opening import DocumentReader, Progress
from normalize.interpret import interpret
from validate.examine import examine
from validate.findings import Audit
from validate.profile import DEFAULT, Profile
from validate.strategies import choose_strategies


def audit_document(
    source: Path | DocumentReader, progress: Progress | None = None, profile: Profile = DEFAULT
) -> Audit:
    """Return what contradicts what in a report, or raise a `BrokenDocument` that says why it cannot be read.

    `progress` is called with the number of pages read and their total; `profile` is what the region wants otherwise.
    """
    reader = source if isinstance(source, DocumentReader) else DocumentReader(source)
    document = read_document(reader, progress)
    report = interpret(document)
    report = choose_strategies(report, lambda pages: PageAlternatives(reader, pages), profile)
    return examine(report, profile)
