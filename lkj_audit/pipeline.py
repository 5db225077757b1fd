"""The whole program in three lines: from a PDF to what contradicts what in it."""

from pathlib import Path

from extract.apart import Progress
from extract.document import read_document
from extract.opening import Opening
from normalize.interpret import interpret
from validate.examine import examine
from validate.findings import Audit
from validate.profile import DEFAULT, Profile


def audit_document(source: Path | Opening, progress: Progress | None = None, profile: Profile = DEFAULT) -> Audit:
    """Return what contradicts what in a report, or raise a `BrokenDocument` that says why it cannot be read.

    `progress` is called with the number of pages read and their total; `profile` is what the region wants otherwise.
    """
    document = read_document(source, progress)
    report = interpret(document)
    return examine(report, profile)
