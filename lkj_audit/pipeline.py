"""The whole program: from a PDF to what contradicts what in it. Only the first step touches
a file.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from extract.document import read_document
from extract.document_reader import DocumentReader, Progress
from extract.errors import DocumentError
from extract.limits import Limits
from extract.pages.page_alternatives import PageAlternatives
from extract.records import Document
from extract.verification.second_reader import Disagreement
from normalize.interpret import interpret
from normalize.report import NOTHING_GIVEN, GivenIdentity
from validate.constraints.layout_choice import choose_strategies
from validate.diagnosis.second_opinion import apply_disagreements
from validate.examine import examine
from validate.findings import Audit, Message
from validate.profile.profile import DEFAULT, Profile

# Returns what other readers read differently in the bytes of a document;
# `extract.verification.second_reader.verify_document` is one.
SecondReader = Callable[[bytes, Document, Progress | None, Limits], Sequence[Disagreement]]


def audit_document(
    source: Path | DocumentReader,
    progress: Progress | None = None,
    profile: Profile = DEFAULT,
    second_reader: SecondReader | None = None,
    given: GivenIdentity = NOTHING_GIVEN,
) -> Audit:
    """Return what contradicts what in a report, or raise a `DocumentError` that says why it cannot
    be read.

    `progress` is called with the number of pages read and their total; `profile` is what the region
    wants otherwise, `given` what the caller knows of the document. Where a second reader is given,
    what rests on numbers that it reads differently is a reading doubt; why it could not read the
    document is kept in `second_reader_failure`.
    """
    reader = source if isinstance(source, DocumentReader) else DocumentReader(source)
    document = read_document(reader, progress)
    report = interpret(document, given)
    report = choose_strategies(report, lambda pages: PageAlternatives(reader, pages), profile)
    audit = examine(report, profile)
    if second_reader is None:
        return audit
    try:
        disagreements = second_reader(reader.data, audit.report.document, progress, reader.limits)
    except DocumentError as error:  # it costs the second opinion, not the first
        return replace(audit, second_reader_failure=Message(error.text(), error.text("en")))
    return apply_disagreements(audit, disagreements)
