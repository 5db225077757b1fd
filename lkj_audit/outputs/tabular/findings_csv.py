"""`temuan.csv`: one row a finding, for spreadsheets and for the systems that follow findings up."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from lkj_audit.decisions.words import status_words
from lkj_audit.outputs.audited_document import AuditedDocument
from lkj_audit.outputs.tabular.csv_dialect import write_rows
from lkj_audit.presentation.companion_text import companions_of, elsewhere_lines
from lkj_audit.presentation.coverage.recognition_text import recognition_at, recognition_note
from lkj_audit.presentation.findings.matters import GROUP_NAMES, numbered_findings
from lkj_audit.presentation.findings.sentences import finding_account
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.location_names import page_and_table, row_label, spot_name
from lkj_audit.presentation.vocabulary import CERTAINTY, SEVERITY
from validate.catalogue import RULES
from validate.findings import Finding, Message, PrintedValue

COLUMNS = (
    Message("No", "No"),
    Message("Tingkat", "Severity"),
    Message("Kepastian", "Certainty"),
    Message("Aturan", "Rule"),
    Message("Judul aturan", "Title of the rule"),
    Message("Halaman", "Page"),
    Message("Tempat", "Place"),
    Message("Uraian baris", "Row"),
    Message("Tercetak", "Printed"),
    Message("Hasil hitung", "Recomputed"),
    Message("Hitungan", "Sum"),
    Message("Penjelasan", "Explanation"),
    Message("Tempat lain", "Further places"),
    Message("Dasar", "Evidence"),
    Message("Berakibat pada", "Affects"),
    Message("Kemungkinan lain", "Alternatives"),
    Message("Sidik temuan", "Fingerprint"),
    Message("Dokumen lain", "Other documents"),
    Message("Nomor", "Number"),
    Message("Kelompok", "Group"),
    Message("Pokok masalah", "Matter"),
    Message("Dibaca dari gambar", "Read from a picture"),
    Message("Putusan", "Decision"),
)


def write(audited: AuditedDocument, path: Path) -> None:
    """Write the findings matter by matter."""
    lang = Lang(audited.lang)
    titles = {rule.id: lang.say(*rule.title) for rule in RULES}
    ids = {id(finding): f"f{number}" for number, finding in enumerate(audited.audit.findings, 1)}
    rows = (
        [
            ids[id(one.finding)],
            *map(audited.mask, cells(one.finding, audited, titles[one.finding.rule])),
            one.number,
            lang.say(*GROUP_NAMES[one.matter.group]),
            lang.say(*one.matter.title),
            recognized(one.finding.spot, audited),
            lang.say(*status_words(audited.state(one.matter.findings))),
        ]
        for one in numbered_findings(audited.audit)
    )
    write_rows(path, [[lang.say(*name) for name in COLUMNS], *rows], lang)


def cells(finding: Finding, audited: AuditedDocument, title: str) -> Iterator[str]:
    """Yield what is in the row of a finding, after its number."""
    lang, report = Lang(audited.lang), audited.audit.report
    yield lang.say(*SEVERITY[finding.severity])
    yield lang.say(*CERTAINTY[finding.certainty])
    yield finding.rule
    yield title
    yield str(finding.spot.place.page)
    yield spot_name(finding.spot, report, lang)
    cell = finding.spot.cell
    yield row_label(report.table(cell.table).rows[cell.row]) if cell else ""
    yield finding.spot.printed
    yield finding.expected or ""
    yield finding.formula or ""
    yield lang.say(*finding_account(finding, report))
    yield listed(finding.further_places, audited)
    yield listed(finding.evidence, audited)
    yield listed([follower.spot for follower in finding.consequences], audited)
    others = (f"{where(one.spot, audited)} → {one.expected}" for one in finding.alternatives)
    yield "; ".join(others)
    yield finding.fingerprint
    yield "; ".join(elsewhere_lines(finding, companions_of(audited.audit.cross_check), lang))


def recognized(spot: PrintedValue, audited: AuditedDocument) -> str:
    """Return how a place was read from a picture; nothing of any other."""
    found = recognition_at(spot, audited.audit.report)
    return recognition_note(found, Lang(audited.lang), audited.mask) if found else ""


def listed(spots: Sequence[PrintedValue], audited: AuditedDocument) -> str:
    """Return places in a few words each, with what they print."""
    return "; ".join(dict.fromkeys(where(spot, audited) for spot in spots))


def where(spot: PrintedValue, audited: AuditedDocument) -> str:
    """Return a place, and what it prints."""
    return f"{page_and_table(spot, audited.audit.report, Lang(audited.lang))}: {spot.printed}"
