"""Audits of small drawn tables, and what their findings say in one line."""

from collections.abc import Iterable

from extract.records import Table
from normalize.interpret import interpret
from normalize.report import Report
from tests.documents import document, table
from validate.examine import examine
from validate.findings import Audit, Finding, Severity

BUDGET = "Kode | Uraian | Pagu | Realisasi | Sisa | Persentase (%)"
CAPAIAN = "Sasaran Strategis | Indikator Kinerja | Target | Realisasi | Capaian (%)"
COST = (
    "No | Sasaran Strategis | Indikator Kinerja | Target | Realisasi | Capaian (%) | Pagu | "
    "Realisasi Anggaran "
    "| Capaian Anggaran (%) | Efisiensi"
)
RESOURCES = (
    "No | Indikator Sasaran | Program PD | Indikator Program | Capaian Kinerja (%) | Capaian "
    "Anggaran (%) | Efisiensi"
)
PK_PROGRAM = "No | Program | Anggaran"
PK_SASARAN = "No | Sasaran Strategis | Indikator Kinerja | Target"


def drawn(head: str, rows: str, id: str = "t1", caption: str | None = None, page: int = 1) -> Table:
    """Return the table with this head and these rows."""
    return table(
        f"{head}\n---\n{rows.strip()}",
        caption=caption or f"Tabel {id[1:]}. {head[:20]}",
        id=id,
        page=page,
    )


def budget(rows: str, id: str = "t1", head: str = BUDGET) -> Table:
    """Return a budget table with these rows."""
    return drawn(head, rows, id, "Realisasi Anggaran Tahun 2024")


def report_of(*tables: Table, text: str = "") -> Report:
    """Return the report of a document with these tables, and a page of running text."""
    return interpret(document([text] if text else [], tables))


def audit(*tables: Table, text: str = "") -> Audit:
    """Return the audit of a document with these tables, and a page of running text."""
    return examine(report_of(*tables, text=text))


def found(audited: Audit, *rules: str) -> list[Finding]:
    """Return the findings of rules whose ids begin so; without names those of all number rules but
    remarks.
    """
    wanted = rules or ("ANG", "CAP", "EFI", "LTB", "PKR")
    told = (
        finding for finding in audited.findings if rules or finding.severity is not Severity.INFO
    )
    return [finding for finding in told if finding.rule.startswith(wanted)]


def told(findings: Iterable[Finding]) -> list[str]:
    """Return each finding as `ANG-01 t1:2:4 400.000 -> 500.000`, its table, row and column in the
    middle.
    """
    return [f"{one.rule} {_cell(one)} {one.spot.printed} -> {one.expected}" for one in findings]


def followers(finding: Finding) -> set[str]:
    """Return the followers as `ANG-03 t1:0:2`, or with their page where they stand in
    running text.
    """
    return {
        f"{one.rule} "
        f"{':'.join(map(str, one.spot.cell)) if one.spot.cell else f'p{one.spot.place.page}'}"
        for one in finding.followers
    }


def _cell(finding: Finding) -> str:
    return ":".join(map(str, finding.spot.cell)) if finding.spot.cell else "text"
