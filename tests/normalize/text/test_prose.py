"""Running text: printed lines become the passages that a reader sees, under the headings they stand
under.
"""

from collections.abc import Sequence

import pytest

from extract.records import Box, Line, Location
from normalize.text.prose import BlockType, TextBlock, read_prose
from normalize.text.sections import PlacedLine, ReportSection

LEFT, RIGHT, LEADING = 72.0, 520.0, 14.0


def printed(
    *lines: str | tuple[str, float] | tuple[str, float, float], page: int = 1, bold: bool = False
) -> list[Line]:
    """Return lines under each other, at the left margin or at an own x; a width of its own, or up
    to the margin.
    """
    made = []
    for at, line in enumerate(lines):
        text, x0, x1 = (line, LEFT, RIGHT) if isinstance(line, str) else (*line, RIGHT)[:3]
        made.append(
            Line(
                text, Location(page, Box(x0, 100 + LEADING * at, x1, 111 + LEADING * at)), 11, bold
            )
        )
    return made


def passages(*lines: Sequence[Line]) -> list[TextBlock]:
    return list(
        read_prose([PlacedLine(line, ReportSection.ISI) for group in lines for line in group])
    )


def texts(*lines: Sequence[Line]) -> list[str]:
    return [passage.text for passage in passages(*lines)]


LONG = "Laporan Kinerja ini disusun sebagai wujud pertanggungjawaban atas pelaksanaan tugas"


def test_a_paragraph_is_joined_from_its_lines() -> None:
    assert texts(printed((LONG, 100), LONG, ("dan fungsi.", LEFT, 130))) == [
        f"{LONG} {LONG} dan fungsi."
    ]


def test_an_indented_line_begins_a_paragraph_though_no_gap_does() -> None:
    assert texts(
        printed(
            (LONG, 100), "dan fungsi yang diemban oleh perangkat daerah pada tahun ini", (LONG, 100)
        )
    ) == [
        f"{LONG} dan fungsi yang diemban oleh perangkat daerah pada tahun ini",
        LONG,
    ]


def test_a_line_that_ends_short_ends_its_paragraph() -> None:
    assert texts(printed(("6. Inovasi", LEFT, 130), (LONG, 90))) == ["6. Inovasi", LONG]


def test_an_item_holds_its_hanging_lines() -> None:
    assert texts(printed(f"a. {LONG}", ("dan fungsi;", 90, 150), "b. Camat;")) == [
        f"a. {LONG} dan fungsi;",
        "b. Camat;",
    ]


def test_a_paragraph_goes_on_over_a_page_break() -> None:
    assert texts(printed(LONG), printed("dan fungsi.", page=2)) == [f"{LONG} dan fungsi."]


def test_a_sentence_that_ended_does_not_go_on_over_a_page_break() -> None:
    assert texts(printed(f"{LONG}."), printed("Dokumen ini disusun.", page=2)) == [
        f"{LONG}.",
        "Dokumen ini disusun.",
    ]


@pytest.mark.parametrize("hyphen", ["-", "\ufffe"])
def test_a_word_broken_at_a_hyphen_is_not_parted(hyphen: str) -> None:
    assert texts(printed(f"{LONG} sasaran{hyphen}", "sasaran strategis.")) == [
        f"{LONG} sasaran{hyphen}sasaran strategis."
    ]


def test_each_line_of_a_formula_stands_alone() -> None:
    found = passages(printed(("= 95,27 / 95,45 x 100%", 120, 260), ("= 99,81%", 120, 170)))
    assert [(passage.sort, passage.text) for passage in found] == [
        (BlockType.FORMULA, "= 95,27 / 95,45 x 100%"),
        (BlockType.FORMULA, "= 99,81%"),
    ]


def test_passages_know_their_chapter_and_the_headings_above_them() -> None:
    head = printed("BAB III", "AKUNTABILITAS KINERJA", bold=True)
    found = passages(head, printed("3.1 Capaian Kinerja", page=2, bold=True), printed(LONG, page=3))
    assert [(passage.sort, passage.text) for passage in found[:2]] == [
        (BlockType.HEADING, "BAB III AKUNTABILITAS KINERJA"),
        (BlockType.HEADING, "3.1 Capaian Kinerja"),
    ]
    assert (found[2].chapter, found[2].headings) == (3, ("3.1 Capaian Kinerja",))


def test_a_deeper_heading_stands_under_a_higher_and_the_next_ends_it() -> None:
    heads = [
        printed(text, page=at + 1, bold=True)
        for at, text in enumerate(("3.1 Capaian", "3.1.1 Sasaran", "3.2 Anggaran"))
    ]
    found = passages(*heads)
    assert [passage.headings for passage in found] == [
        ("3.1 Capaian",),
        ("3.1 Capaian", "3.1.1 Sasaran"),
        ("3.2 Anggaran",),
    ]


def test_a_line_of_the_table_of_contents_opens_no_chapter() -> None:
    found = passages(
        printed(
            "BAB III AKUNTABILITAS KINERJA ........ 12", "BAB IV PENUTUP ........ 20", bold=True
        )
    )
    assert {passage.chapter for passage in found} == {None}


def test_a_place_in_the_text_is_that_of_its_line() -> None:
    (found,) = passages(printed(LONG, "sebesar Rp1.234.567 dan"))
    assert found.line_at(found.text.index("1.234.567")).text == "sebesar Rp1.234.567 dan"
