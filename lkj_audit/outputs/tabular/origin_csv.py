"""`keterangan.csv`: what the other CSV files of a document are of: the document, the program, the
profile, the time.
"""

from pathlib import Path

from lkj_audit.outputs.audited_document import AuditedDocument
from lkj_audit.outputs.tabular.csv_dialect import write_rows
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.provenance import origin


def write(audited: AuditedDocument, path: Path) -> None:
    """Write a row a fact: its name and what it is."""
    lang, document = Lang(audited.lang), audited.audit.report.document
    facts = [
        (lang.say("Berkas", "File"), audited.mask(document.file)),
        ("SHA-256", document.sha256),
        *origin(audited.audit.profile, audited.provenance, audited.mask, lang, sortable=True),
    ]
    write_rows(path, [(lang.say("Keterangan", "Fact"), lang.say("Isi", "Value")), *facts], lang)
