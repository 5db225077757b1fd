"""BKT-01: what the proofs cover."""

from dataclasses import replace

import pytest

from extract.records import Page, TextSource
from normalize.report import Report
from tests.reports import findings_of
from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_bkt import ALL, annexed, ticked
from tests.wholes import whole
from validate.findings import Certainty, Severity
from validate.rules.bukti.bkt01_cakupan_bukti import RULE


def with_blank_page() -> Report:
    """A report whose annexed proofs have a page that prints nothing."""
    report = whole(ticked(), annex="**FOTO KEGIATAN**\n\nDesa Klakah")
    pages = report.document.pages
    blank = Page(len(pages) + 1, 595.0, 842.0, TextSource.TEXT)
    return replace(report, document=replace(report.document, pages=(*pages, blank)))


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, annexed(*ALL[1:]), with_blank_page())


def test_a_part_that_leaves_a_village_out_is_doubted_and_never_critical() -> None:
    (finding,) = findings_of(RULE, annexed(*ALL[1:]))
    assert (finding.severity, finding.certainty) == (Severity.MAJOR, Certainty.UNVERIFIABLE)
    assert finding.spot.printed == "DOKUMENTASI KEGIATAN LINMAS"
    assert "4 dari 5 desa" in finding.message.id
    assert "KLAKAH" in finding.message.id


@pytest.mark.parametrize(
    "names",
    [
        ALL,
        tuple(f"{at}. {name}" for at, name in enumerate(ALL, 1)),
        ("Desa Klakah", "Desa Mlawang", "Desa Tegal Ciut", "Desa Sruni", "Desa Duren"),
        ("Desa Kudus", "Desa Kebonan", "Desa Papringan", "Desa Sawaran"),  # of another kecamatan
        ("Desa Klakah",),
        (),
    ],
)
def test_a_part_that_names_all_or_is_not_about_these_villages_is_no_finding(
    names: tuple[str, ...],
) -> None:
    assert not findings_of(RULE, annexed(*names))


def test_proofs_without_text_cannot_be_checked_and_that_is_all_that_is_said() -> None:
    report = whole(ticked(), annex="**FOTO KEGIATAN**\n\nDesa Klakah")
    pages = report.document.pages
    blank = Page(len(pages) + 1, 595.0, 842.0, TextSource.TEXT)
    longer = replace(report, document=replace(report.document, pages=(*pages, blank)))
    (finding,) = findings_of(RULE, longer)
    assert (finding.severity, finding.certainty) == (Severity.INFO, Certainty.UNVERIFIABLE)
    assert f"halaman {blank.number}" in finding.message.id


def test_an_excerpt_may_have_left_the_other_proofs_out() -> None:
    report = annexed(*ALL[1:])
    assert not findings_of(RULE, replace(report, identity=replace(report.identity, excerpt=True)))
