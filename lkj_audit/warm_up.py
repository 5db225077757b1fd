"""What a fork server does before it forks: two reports of our own are audited, so that no copy begins cold.

The interpreter adapts its code to what it meets while it runs. A fresh copy of a process in which nothing has run yet
does that anew for every document, and takes nearly twice as long. The reports are invented and come with the program: a
fork server never touches a document that comes from outside.
"""

from pathlib import Path

from extract.document import read_document_here
from extract.limits import LIMITS
from extract.opening import read_here
from extract.page_tasks import PageBatch
from extract.records import Reading
from extract.sandbox.frames import decoded, encoded
from lkj_audit.documents import DocumentOutcomes, Outcome
from lkj_audit.json_report import as_line, audit_as_json
from lkj_audit.language import Lang
from lkj_audit.terminal import audit_text
from lkj_audit.terminal_width import WIDTH_WHEN_PIPED, TerminalWidth
from normalize.codes import Level
from normalize.interpret import interpret
from normalize.masking import masked
from normalize.nomenclature import by_name
from normalize.official_names import official_levels
from validate.examine import examine
from validate.legal_basis import repeals
from validate.rules.str21_ejaan import misspellings

SAMPLES = tuple(sorted((Path(__file__).parent / "samples").glob("*.pdf")))


def warm_up() -> None:
    """Read the lists that come with the program, and audit its reports."""
    read_lists()
    for path in SAMPLES:
        audit_sample(path)


def read_lists() -> None:
    """Look up what no list has: every list is read for that, with the library that compares with it."""
    unlisted = "q" * 40
    official_levels(unlisted)
    for level in (None, *Level):
        by_name(unlisted, level)
    repeals()
    misspellings()


def audit_sample(path: Path) -> DocumentOutcomes:
    """Return what becomes of one of them, as it is sent from one process to another."""
    layouts = tuple(read_here(path, LIMITS, None))
    decoded(encoded(PageBatch(len(layouts), Reading.USUAL, layouts)), PageBatch)
    audit = examine(interpret(read_document_here(path)))
    text = audit_text(audit, Lang.ID, masked, TerminalWidth(WIDTH_WHEN_PIPED, terminal=False))
    line = as_line(audit_as_json(audit, masked))
    outcomes = DocumentOutcomes((Outcome(0, text, line=line, audited=True),))
    return decoded(encoded(outcomes), DocumentOutcomes)
