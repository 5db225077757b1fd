"""How the examples of rules across documents become reports, and what is asserted of these
rules.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import compress
from typing import NamedTuple

from extract.records import Table
from normalize.report import Report
from tests.documents import table
from tests.reports import whole
from tests.validate.rules.examples import example_of, rows_of
from validate.companions.records import UNDECIDED, Companion, CompanionRole, MatchDecisions
from validate.cross_check import cross_checked
from validate.examine import examine
from validate.findings import Audit, Certainty, Finding, Severity
from validate.profile.profile import DEFAULT, Profile
from validate.rule import Rule


class ExampleLabel(NamedTuple):
    """What a document of an example is by its name: the cover that says so, and its role beside the
    first one.
    """

    role: CompanionRole
    cover: str


_OFFICE = "**KECAMATAN KLAKAH**\n**TAHUN {year}**"
LABELS = {
    "LKj": ExampleLabel(CompanionRole.PREVIOUS, f"**LAPORAN KINERJA**\n{_OFFICE}"),
    "TW": ExampleLabel(
        CompanionRole.QUARTER, f"**LAPORAN KINERJA**\n**TRIWULAN {{number}}**\n{_OFFICE}"
    ),
    "Perjanjian": ExampleLabel(CompanionRole.PK, f"**PERJANJIAN KINERJA**\n{_OFFICE}"),
    "Renja": ExampleLabel(CompanionRole.RENJA, f"**RENCANA KERJA (RENJA)**\n{_OFFICE}"),
    "Renstra": ExampleLabel(
        CompanionRole.RENSTRA,
        "**RENCANA STRATEGIS (RENSTRA)**\n**KECAMATAN KLAKAH**\n**TAHUN 2024-2026**",
    ),
    "LRA": ExampleLabel(CompanionRole.LRA, f"**LAPORAN REALISASI ANGGARAN**\n{_OFFICE}"),
    "DPPA": ExampleLabel(
        CompanionRole.DPPA, f"**DOKUMEN PELAKSANAAN PERUBAHAN ANGGARAN**\n{_OFFICE}"
    ),
    "Unit": ExampleLabel(
        CompanionRole.UNIT, "**LAPORAN KINERJA**\n**KELURAHAN SUKAMAJU**\n**TAHUN {year}**"
    ),
}


class ExampleDossier(NamedTuple):
    """A report under audit and the documents beside it."""

    report: Report
    companions: tuple[Companion, ...]


def named_report(name: str, *tables: Table, text: str = "") -> Report:
    """Return the report that a name says: "LKj 2023", "TW II", "Perjanjian kinerja", of 2024 where
    it names no year.
    """
    kind, _, rest = name.partition(" ")
    year = rest if rest.isdigit() else "2024"
    cover = LABELS[kind].cover.format(year=year, number=rest)
    made = whole(*tables, cover=cover, third=text)
    digest = hashlib.sha256(f"{name} {text} {tables}".encode()).hexdigest()
    return replace(made, document=replace(made.document, file=f"{name}.pdf", sha256=digest))


def beside(name: str, report: Report) -> Companion:
    """Return a document in the role that its name says."""
    return Companion(LABELS[name.partition(" ")[0]].role, f"{name}.pdf", report)


def documents(block: str, texts: dict[str, str] | None = None, caption: str = "") -> ExampleDossier:
    """Return the documents whose tables an example prints: the first named is under audit.

    The first column names the documents; a column without a cell for one is no column of its table.
    `texts` are what documents say in their third chapters.
    """
    tables: dict[str, list[Table]] = {}
    for part in block.split("\n\n"):
        (_, *head), *rows = rows_of(part)
        for name, cells in _by_document(rows):
            kept = list(map(any, zip(*cells, strict=True)))
            lines = [
                list(compress(head, kept)),
                ["---"],
                *(list(compress(row, kept)) for row in cells),
            ]
            at = len(tables.setdefault(name, [])) + 1
            drawing = "\n".join(" | ".join(line) for line in lines)
            title = f"Tabel 3.{at} {caption or _caption(head)}"
            tables[name].append(table(drawing, caption=title, id=f"t{at}", page=5))
    reports = {
        name: named_report(name, *made, text=(texts or {}).get(name, ""))
        for name, made in tables.items()
    }
    (_, first), *others = reports.items()
    return ExampleDossier(first, tuple(beside(name, report) for name, report in others))


def _caption(head: Iterable[str]) -> str:
    return "Realisasi Anggaran" if "Kode" in head else "Capaian Kinerja"


def _by_document(rows: Iterable[list[str]]) -> Iterator[tuple[str, list[list[str]]]]:
    found: dict[str, list[list[str]]] = {}
    for name, *cells in rows:
        found.setdefault(name, []).append(cells)
    yield from found.items()


def checked(
    dossier: ExampleDossier, profile: Profile = DEFAULT, decisions: MatchDecisions = UNDECIDED
) -> Audit:
    """Return the audit of a report with what contradicts the documents beside it."""
    return cross_checked(examine(dossier.report, profile), dossier.companions, decisions)


def found(rule: Rule, dossier: ExampleDossier, profile: Profile = DEFAULT) -> list[Finding]:
    """Return what a rule finds."""
    return [finding for finding in checked(dossier, profile).findings if finding.rule == rule.id]


def across(rule: Rule, block: str, **texts: str) -> list[Finding]:
    """Return what a rule finds in the documents of a block."""
    return found(
        rule, documents(block, {name.replace("_", " "): text for name, text in texts.items()})
    )


def told(findings: Iterable[Finding]) -> list[str]:
    """Return each finding as `95,00 -> 96,00 (pk p5 t1:0:1)`: what is printed, expected, and where
    else.
    """
    return [
        f"{one.spot.printed} -> {one.expected} ({'; '.join(map(str, _places(one)))})"
        for one in findings
    ]


def _places(finding: Finding) -> Iterator[str]:
    for there in finding.elsewhere:
        cell = ":".join(map(str, there.spot.cell)) if there.spot.cell else there.spot.printed
        yield f"{there.document} p{there.spot.place.page} {cell}"


def breaking(rule: Rule) -> ExampleDossier:
    """Return the documents of the example that breaks a rule."""
    return documents(example_of(rule).breaks)


def assert_examples(rule: Rule) -> None:
    """Assert that a rule finds the example of its documentation that breaks it, and leaves the
    other alone.
    """
    assert found(rule, breaking(rule))
    assert found(rule, documents(example_of(rule).alike)) == []


def assert_severities(rule: Rule, *dossiers: ExampleDossier) -> None:
    """Assert that these documents reach every severity that a rule declares, and that a region can
    set each of them.
    """
    reached = {finding.severity for dossier in dossiers for finding in found(rule, dossier)}
    assert set(rule.severities) <= reached
    for dossier in dossiers:
        for severity in (Severity.CRITICAL, Severity.INFO):
            findings = found(rule, dossier, replace(DEFAULT, severities={rule.id: severity}))
            assert {
                one.severity for one in findings if one.certainty is not Certainty.READING_DOUBT
            } == {severity}
