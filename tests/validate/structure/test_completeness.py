"""A whole report shows its chapters; an excerpt or a compact sample does not."""

import pytest

from tests.reports import CLOSING, COVER, FIRST, SECOND, THIRD, whole, written
from validate.audit_context import AuditContext
from validate.structure.completeness import chapters, closing_heading, is_whole

CONTENTS = (
    "**DAFTAR ISI**\n**BAB I PENDAHULUAN 1**\n**BAB III AKUNTABILITAS KINERJA 9**\n**BAB IV "
    "PENUTUP 20**"
)


def test_a_report_with_its_chapters_on_pages_of_their_own_is_whole() -> None:
    report = AuditContext(whole())
    assert is_whole(report)
    assert {number: heading.place.page for number, heading in chapters(report).items()} == {
        1: 3,
        2: 4,
        3: 5,
        4: 6,
    }
    closing = closing_heading(report)
    assert closing is not None
    assert closing.place.page == 6


@pytest.mark.parametrize(
    "pages",
    [
        (COVER, THIRD, CLOSING),
        (COVER, FIRST, SECOND, CLOSING),
        (COVER, FIRST, SECOND, THIRD),
        (COVER, FIRST, f"{SECOND}\n\n{THIRD}", CLOSING),
        (COVER, CONTENTS, THIRD),
        (COVER, "Bab I menguraikan latar belakang.", "Bab III menguraikan capaian.", CLOSING),
    ],
)
def test_an_excerpt_or_a_compact_report_is_not_whole(pages: tuple[str, ...]) -> None:
    assert not is_whole(AuditContext(written(*pages)))


def test_a_list_of_the_chapters_in_front_does_not_move_them() -> None:
    outline = (
        "**BAB I PENDAHULUAN**\nmenguraikan tugas\n**BAB III AKUNTABILITAS "
        "KINERJA**\nmenguraikan capaian"
    )
    assert chapters(AuditContext(whole(first=outline)))[3].place.page == 5
