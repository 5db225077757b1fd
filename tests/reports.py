"""Whole reports written down in a test, chapter by chapter, as pages of text."""

from collections.abc import Iterable
from dataclasses import replace

from extract.records import Table, TextSource
from normalize.interpret import interpret
from normalize.report import Report
from tests.documents import document
from validate.catalogue import RULES
from validate.diagnosis.severity_assignment import assign_severity
from validate.findings import Finding
from validate.hidden_content import HiddenContent
from validate.profile.profile import DEFAULT, Profile, with_settings
from validate.rule import Breach, Rule

COVER = "**LAPORAN KINERJA**\n**KECAMATAN KLAKAH**\n**TAHUN 2024**"
FIRST = (
    "**BAB I**\n**PENDAHULUAN**\nKecamatan Klakah melaksanakan urusan pemerintahan sesuai "
    "kewenangannya."
)
SECOND = "**BAB II**\n**PERENCANAAN KINERJA**\nPerjanjian kinerja memuat sasaran dan indikator."
THIRD = "**BAB III**\n**AKUNTABILITAS KINERJA**\nKegiatan telah dilaksanakan sebagaimana mestinya."
CLOSING = "**BAB IV**\n**PENUTUP**\nDemikian laporan ini disusun."
ANNEX = "**LAMPIRAN**\nFoto kegiatan"


def written(*pages: str, tables: Iterable[Table] = (), pictures: Iterable[int] = ()) -> Report:
    """Return the report that these pages print; those that `pictures` numbers are images without
    text.
    """
    made = document(pages, tables)
    images = set(pictures)
    read = (
        replace(one, lines=(), source=TextSource.IMAGE) if one.number in images else one
        for one in made.pages
    )
    return interpret(replace(made, pages=tuple(read)))


def whole(
    *tables: Table,
    cover: str = COVER,
    front: str = "Prakata",
    first: str = "",
    second: str = "",
    third: str = "",
    closing: str = "",
    annex: str = "",
) -> Report:
    """Return a whole report on 2024 of seven pages, these texts added to its parts; its chapters
    begin on page 3.
    """
    chapters = (
        (FIRST, first),
        (SECOND, second),
        (THIRD, third),
        (CLOSING, closing),
        (ANNEX, annex),
    )
    return written(
        cover, front, *(f"{usual}\n\n{added}" for usual, added in chapters), tables=tables
    )


def found_by(report: Report, *rules: str) -> list[Finding]:
    """Return what the checks of these rules find in a report."""
    return [
        finding
        for rule in RULES
        if rule.id in rules and rule.check
        for finding in findings_of(rule, report)
    ]


def findings_of(rule: Rule, report: Report, profile: Profile = DEFAULT) -> list[Finding]:
    """Return what the check of one rule finds in a report, each violation weighed by itself."""
    assert rule.check
    violations = rule.check(with_settings(report, profile.settings))
    return [
        assign_severity(Breach(rule, violation), profile, frozenset(), HiddenContent(), frozenset())
        for violation in violations
    ]
