"""What a fork server does before it forks: two reports of our own are audited, so that no copy
begins cold.

The interpreter adapts its code to what it meets while it runs. A fresh copy of a process in which
nothing has run yet does that anew for every document, and takes nearly twice as long. The reports
are invented and come with the program: a fork server never touches a document that comes from
outside.
"""

from pathlib import Path

from extract.document import read_document_here
from extract.document_reader import read_here
from extract.limits import LIMITS
from extract.pages.page_tasks import PageBatch
from extract.records import LayoutStrategy
from extract.sandbox.frames import decoded, encoded
from lkj_audit.documents import DocumentOutcome, DocumentOutcomes
from lkj_audit.presentation.language import Lang
from normalize.interpret import interpret
from normalize.reference.nomenclature import by_name
from normalize.reference.official_names import official_levels
from normalize.text.masking import masked
from normalize.values.codes import CodeLevel
from validate.examine import examine
from validate.findings import Audit
from validate.legal_basis import repeals
from validate.rules.struktur.str21_ejaan import misspellings

SAMPLES = tuple(sorted((Path(__file__).parent / "samples").glob("*.pdf")))


def warm_up() -> None:
    """Read the lists that come with the program, and audit its reports."""
    read_lists()
    for path in SAMPLES:
        audit_sample(path)


def read_lists() -> None:
    """Look up what no list has: every list is read for that, with the library that compares with
    it.
    """
    unlisted = "q" * 40
    official_levels(unlisted)
    for level in (None, *CodeLevel):
        by_name(unlisted, level)
    repeals()
    misspellings()


def audit_sample(path: Path) -> DocumentOutcomes:
    """Return what becomes of one of them, as it is sent from one process to another."""
    # an archive keeps no text for a terminal
    from lkj_audit.cli.terminal_report import audit_text
    from lkj_audit.cli.terminal_width import WIDTH_WHEN_PIPED, TerminalWidth
    from lkj_audit.outputs.json.report import as_line, audit_as_json

    audit = audit_of_sample(path)
    text = audit_text(audit, Lang.ID, masked, TerminalWidth(WIDTH_WHEN_PIPED, terminal=False))
    line = as_line(audit_as_json(audit, masked))
    outcomes = DocumentOutcomes((DocumentOutcome(0, text, line=line, audited=True),))
    return decoded(encoded(outcomes), DocumentOutcomes)


def audit_of_sample(path: Path) -> Audit:
    """Return the audit of one of them; its pages are sent as from one process to another on the
    way.
    """
    layouts = tuple(read_here(path, LIMITS, None))
    decoded(encoded(PageBatch(len(layouts), LayoutStrategy.USUAL, layouts)), PageBatch)
    return examine(interpret(read_document_here(path)))
