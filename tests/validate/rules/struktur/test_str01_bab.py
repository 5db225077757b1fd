"""STR-01: chapters I to IV."""

import pytest

from tests.reports import CLOSING, COVER, FIRST, SECOND, THIRD, found_by, written
from tests.validate.rules.examples import assert_severities
from validate.findings import Severity
from validate.rules.struktur.str01_bab import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, written(COVER, FIRST, THIRD, CLOSING))


def test_two_chapters_with_one_number_are_told_at_the_second() -> None:
    (finding,) = found_by(
        written(COVER, FIRST, SECOND, "**BAB III AKUNTABILITAS KINERJA**", "**BAB III PENUTUP**"),
        "STR-01",
    )
    assert (finding.spot.place.page, finding.spot.printed) == (5, "BAB III PENUTUP")
    assert finding.severity is Severity.MAJOR


def test_a_chapter_that_is_passed_over_is_told_at_the_next() -> None:
    (finding,) = found_by(written(COVER, FIRST, THIRD, CLOSING), "STR-01")
    assert finding.spot.printed == "BAB III AKUNTABILITAS KINERJA"
    assert "BAB II" in finding.message.id


def test_chapters_in_another_order_are_told() -> None:
    (finding,) = found_by(written(COVER, FIRST, THIRD, SECOND, CLOSING), "STR-01")
    assert finding.spot.printed == "BAB III AKUNTABILITAS KINERJA"


@pytest.mark.parametrize(
    "pages",
    [
        (COVER, FIRST, SECOND, THIRD, CLOSING),
        (COVER, f"{FIRST}\n\nBab II menguraikan rencana.", THIRD, CLOSING),
        (
            COVER,
            FIRST,
            SECOND,
            "**BAB III AKUNTABILITAS KINERJA**",
            "**BAB III AKUNTABILITAS KINERJA**",
            CLOSING,
        ),
        (
            COVER,
            FIRST,
            SECOND,
            "**BAB III AKUNTABILITAS**",
            "**BAB III AKUNTABILITAS KINERJA DAN KEUANGAN**",
            CLOSING,
        ),
        (
            COVER,
            "**BAB II RENCANA**",
            "**BAB III HASIL**",
            "**BAB IV PENUTUP**",
            FIRST,
            SECOND,
            THIRD,
            CLOSING,
        ),
        (COVER, SECOND, CLOSING),
    ],
)
def test_chapters_in_order_named_elsewhere_or_repeated_pass(pages: tuple[str, ...]) -> None:
    assert not found_by(written(*pages), "STR-01")


def test_a_list_of_the_chapters_over_a_page_break_is_no_sequence_of_headings() -> None:
    outline = (
        f"{FIRST}\n\n**1.5 Sistematika Penulisan**\n**BAB I PENDAHULUAN**\n**BAB II "
        "PERENCANAAN KINERJA**"
    )
    further = "**BAB III AKUNTABILITAS KINERJA**\n**BAB IV PENUTUP**\nmenyajikan simpulan."
    # of chapter III only the heading in the list could be read, which stands before that of chapter
    # II
    assert not found_by(
        written(COVER, outline, further, SECOND, "Tabel capaian", CLOSING), "STR-01"
    )


def test_headings_behind_a_sentence_on_the_outline_are_those_of_chapters() -> None:
    announced = f"{FIRST}\n\nSistematika laporan ini mengikuti pedoman."
    (finding,) = found_by(written(COVER, announced, THIRD, SECOND, CLOSING), "STR-01")
    assert finding.spot.printed == "BAB III AKUNTABILITAS KINERJA"
