"""The whole program in three lines: from a PDF to what contradicts what in it.

A fourth looks once more at what could be read in several ways.
"""

from pathlib import Path

from extract.document import read_document
from extract.opening import Opening, Progress
from normalize.interpret import interpret
from validate.examine import examine
from validate.findings import Audit
from validate.profile import DEFAULT, Profile
from validate.readings import in_best_readings


def audit_document(source: Path | Opening, progress: Progress | None = None, profile: Profile = DEFAULT) -> Audit:
    """Return what contradicts what in a report, or raise a `BrokenDocument` that says why it cannot be read.

    `progress` is called with the number of pages read and their total; `profile` is what the region wants otherwise.
    """
    opening = source if isinstance(source, Opening) else Opening(source)
    document = read_document(opening, progress)
    report = interpret(document)
    audit = examine(report, profile)
    return in_best_readings(audit, opening.path, profile, opening.limits) if audit.unsure else audit
