"""STR-22: hidden text."""

from dataclasses import replace

from extract.records import Box, HiddenText
from normalize.report import Report
from tests.reports import found_by, written
from tests.validate.rules.examples import assert_severities
from validate.findings import Certainty, Severity
from validate.rules.struktur.str22_teks_tersembunyi import RULE


def hiding(*texts: tuple[int, str]) -> Report:
    """A report whose pages hold these texts and do not show them."""
    shown = written("Uraian", "Uraian lain", "Penutup")
    box = Box(72, 90, 150, 102)
    pages = []
    for page in shown.document.pages:
        hidden = (HiddenText(text, box) for at, text in texts if at == page.number)
        pages.append(replace(page, hidden=tuple(hidden)))
    return replace(shown, document=replace(shown.document, pages=tuple(pages)))


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, hiding((2, "999.888.777")))


def test_text_that_no_page_shows_is_told_once_with_every_place() -> None:
    (finding,) = found_by(hiding((2, "999.888.777"), (3, "draf")), "STR-22")
    assert (finding.severity, finding.certainty) == (Severity.INFO, Certainty.UNVERIFIABLE)
    assert (finding.spot.place.page, finding.spot.printed) == (2, "999.888.777")
    assert [follower.spot.printed for follower in finding.followers] == ["draf"]
    assert "2, 3" in finding.message.id
    assert "page 2, 3" in finding.message.en


def test_pages_that_show_all_their_text_pass() -> None:
    assert not found_by(hiding(), "STR-22")
