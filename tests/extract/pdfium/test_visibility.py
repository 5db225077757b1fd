"""Only what a page shows is read: each kind of hidden text, and beside it what looks alike and is
seen.
"""

from pathlib import Path

import pytest

from extract.document import read_document_here
from extract.pdfium import visibility
from extract.records import Box, Document
from normalize.interpret import interpret
from tests import drawn
from validate.examine import examine
from validate.findings import Audit, Certainty, Severity

PDFS = Path(__file__).parent.parent.parent / "pdfs" / "seen"
WIDTHS = [30, 150, 90, 90, 50]
ROWS = [
    ["No", "Program", "Pagu", "Realisasi", "%"],
    ["1", "Program Penunjang", "1.500.000", "1.400.000", "93,33"],
    ["2", "Program Pelayanan", "2.500.000", "2.500.000", "100,00"],
    ["", "JUMLAH", "4.000.000", "3.900.000", "97,50"],
]
# The lower left corner of the cell of 1.400.000.
X, Y = 330.0, 748.0
BOX = f"{X + 1} {Y + 1} 88 14 re"


def read(folder: Path, content: str, **asked: object) -> Document:
    return drawn.read(folder, drawn.pdf([content], **asked))  # type: ignore[arg-type]


def hidden(document: Document) -> list[str]:
    return [hidden.text for page in document.pages for hidden in page.hidden]


def number(text: str = "9.876.543", x: float = X + 34, *, before: str = "", after: str = "") -> str:
    """A number drawn into the cell of 1.400.000, at its right."""
    return f"q {before} {drawn.words(text, x, Y + 5)} {after} Q\n"


def base_texts() -> list[list[str]]:
    return drawn.texts(read_document_here(PDFS / "base.pdf"))


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("actualtext_differs", ["111.111.111"]),
        ("clipped_away_text", ["7.777.777"]),
        ("covered_old_number", ["999.888.777"]),
        ("hidden_layer", ["8.888"]),
        ("invisible_tr3", ["9.999.999"] * 3),
    ],
)
def test_what_a_page_does_not_show_is_told_and_not_read(name: str, says: list[str]) -> None:
    document = read_document_here(PDFS / f"{name}.pdf")
    assert drawn.texts(document) == base_texts()
    assert hidden(document) == says


HIDDEN = {
    "invisible": number(before="3 Tr"),
    "a clip of its own glyphs": number(before="7 Tr"),
    "white on paper": number(before="1 g"),
    "almost white on paper": number(before="0.97 g"),
    "grey on the same grey": f"0.6 g {BOX} f 0 g " + number(before="0.62 g"),
    "transparent": number(before="/Clear gs"),
    "outside its clip": number(before=f"{X} 100 20 20 re W n"),
    "under a white area": number() + f"1 g {BOX} f 0 g\n",
    "under a black area": number()
    + f"0 g {BOX} f 1 g "
    + drawn.words("1.400.000", X + 4, Y + 5)
    + "0 g\n",
    "under a shading": number() + f"q {BOX} W n /Fade sh Q\n",
}


@pytest.mark.parametrize("kind", HIDDEN)
def test_a_number_that_is_not_seen_is_not_read(kind: str, tmp_path: Path) -> None:
    table = drawn.table(drawn.replaced(ROWS, "1.400.000", ""), WIDTHS)
    seen = drawn.words("1.400.000", X + 4, Y + 5)
    document = read(tmp_path, HIDDEN[kind] + table + seen, resources=RESOURCES)
    assert drawn.texts(document) == ROWS
    assert hidden(document) == ["9.876.543"]


@pytest.mark.parametrize("forms", [1, 3])
def test_a_number_that_is_not_seen_is_not_read_in_forms_either(forms: int, tmp_path: Path) -> None:
    page = number(before="3 Tr") + drawn.table(ROWS, WIDTHS)
    document = read(tmp_path, page, forms=forms)
    assert drawn.texts(document) == ROWS
    assert hidden(document) == ["9.876.543"]


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_number_that_is_not_seen_is_not_read_on_a_page_displayed_turned(
    rotate: int, tmp_path: Path
) -> None:
    document = read(
        tmp_path, number(before="3 Tr") + drawn.table(ROWS, WIDTHS), page=f"/Rotate {rotate}"
    )
    assert hidden(document) == ["9.876.543"]
    assert "9.876.543" not in str(document.tables)


RESOURCES = (
    "/ExtGState << /Clear << /ca 0 >> /Half << /ca 0.4 >> /Times << /BM /Multiply >> >> "
    "/Shading << /Fade << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 600 0] /Extend "
    "[true true] "
    "/Function << /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [0.9] /N 1 >> >> >>"
)
TOP = 780 - drawn.ROW
SEEN = {
    "white on a dark head": f"0.1 0.2 0.5 rg 60 {TOP} 410 16 re f 0 g\n"
    + "1 g\n"
    + drawn.table(ROWS[:1], WIDTHS),
    "under a transparent highlight": drawn.table(ROWS[:1], WIDTHS)
    + f"q /Half gs 1 1 0 rg 60 {TOP} 410 16 re f Q\n",
    "under a highlight that multiplies": drawn.table(ROWS[:1], WIDTHS)
    + f"q /Times gs 1 1 0 rg 60 {TOP} 410 16 re f Q\n",
    "in a clip that clips nothing": f"q 50 {TOP - 5} 500 40 re W n "
    + drawn.table(ROWS[:1], WIDTHS)
    + "Q\n",
    "printed twice to look bold": drawn.table(ROWS[:1], WIDTHS)
    + drawn.table(ROWS[:1], WIDTHS, left=60.2),
    "white on dark, printed twice": f"0.1 g 60 {TOP} 410 16 re f 1 g\n"
    + 2 * drawn.table(ROWS[:1], WIDTHS)
    + "0 g\n",
    "on an area painted before": f"0.9 g 60 {TOP} 410 16 re f 0 g\n"
    + drawn.table(ROWS[:1], WIDTHS),
    "stroked only": "1 Tr 0.3 w\n" + drawn.table(ROWS[:1], WIDTHS) + "0 Tr\n",
    "struck out": drawn.table(ROWS[:1], WIDTHS) + f"94 {TOP + 8} 35 0.7 re f\n",
    "under a frame": drawn.table(ROWS[:1], WIDTHS) + f"60 {TOP} 410 16 re S\n",
}


@pytest.mark.parametrize("kind", SEEN)
def test_what_is_seen_is_read_however_it_is_drawn(kind: str, tmp_path: Path) -> None:
    page = SEEN[kind] + "0 g\n" + drawn.table(ROWS[1:], WIDTHS, top=TOP)
    document = read(tmp_path, page, resources=RESOURCES)
    assert drawn.texts(document) == ROWS
    assert not hidden(document)


def test_a_word_cut_off_at_the_edge_of_its_cell_ends_there_and_hides_nothing(
    tmp_path: Path,
) -> None:
    cut = (
        f"q 90 {Y} 150 16 re W n "
        + drawn.words("Program Pembinaan Ideologi dan Wawasan Kebangsaan", 94, Y + 5)
        + "Q\n"
    )
    rows = [ROWS[0], ["1", "", *ROWS[1][2:]], *ROWS[2:]]
    document = read(tmp_path, drawn.table(rows, WIDTHS) + cut)
    text = drawn.texts(document)[1][1]
    assert "Program Pembinaan Ideologi dan Wawasan".startswith(text)
    assert len(text) > 20
    assert not hidden(document)


def test_a_number_cut_off_at_the_edge_of_its_cell_hides_the_rest(tmp_path: Path) -> None:
    cut = number("1.400.000.000.000.000.000", X + 4, before=f"{X} {Y} 60 16 re W n")
    rows = [ROWS[0], [*ROWS[1][:3], "", ROWS[1][4]], *ROWS[2:]]
    document = read(tmp_path, drawn.table(rows, WIDTHS) + cut)
    assert "1.400.000.000.000.000.000" not in str(document.tables)
    assert len(hidden(document)) == 1


def test_an_invisible_copy_of_what_is_seen_hides_nothing(tmp_path: Path) -> None:
    page = (
        drawn.table(ROWS, WIDTHS)
        + "3 Tr\n"
        + drawn.table(ROWS, WIDTHS, rule=drawn.nothing, left=60.5)
        + "0 Tr\n"
    )
    document = read(tmp_path, page)
    assert drawn.texts(document) == ROWS
    assert not hidden(document)


def test_the_text_layer_of_a_scan_is_read(tmp_path: Path) -> None:
    picture = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q\n"
    document = read(tmp_path, picture + "3 Tr\n" + drawn.table(ROWS, WIDTHS))
    assert drawn.texts(document) == ROWS
    assert not hidden(document)


def test_a_page_number_in_the_colour_of_the_paper_hides_nothing(tmp_path: Path) -> None:
    document = read(
        tmp_path, drawn.table(ROWS, WIDTHS) + "1 g " + drawn.words("12", 300, 30) + "0 g\n"
    )
    assert not hidden(document)


def test_a_page_that_takes_too_long_to_paint_is_read_and_not_claimed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visibility, "_SECONDS", -1.0)
    # PDFium asks whether to go on after every hundred objects
    page = (
        drawn.line(60, 100, 200, 100) * 300
        + drawn.table(ROWS, WIDTHS)
        + number("9", 460, before="3 Tr")
    )
    (shown,) = read(tmp_path, page).pages
    assert shown.unread == (Box(0, 0, drawn.WIDTH, drawn.HEIGHT),)
    assert not shown.hidden


def test_many_transparent_objects_are_looked_at_in_a_coarser_way(tmp_path: Path) -> None:
    pale = f"q /Half gs 1 1 0 rg {'60 300 410 16 re f ' * 40} Q\n"
    table = drawn.table(drawn.replaced(ROWS, "1.400.000", ""), WIDTHS)
    seen = drawn.words("1.400.000", X + 4, Y + 5)
    document = read(
        tmp_path, HIDDEN["under a white area"] + table + seen + pale, resources=RESOURCES
    )
    assert drawn.texts(document) == ROWS
    assert hidden(document) == ["9.876.543"]


# /ActualText --------------------------------------------------------------------------------------


def actual(text: str, printed: str) -> str:
    """A text under a mark that gives another to take in its place."""
    given = (b"\xfe\xff" + text.encode("utf-16-be")).hex()
    return f"/Span << /ActualText <{given}> >> BDC {drawn.words(printed, 94, Y + 5)} EMC\n"


@pytest.mark.parametrize(
    ("given", "printed", "read_as", "hides"),
    [
        ("Program Lain", "Program Penunjang", "Program Penunjang", True),
        ("1.500", "2.500", "2.500", True),
        ("Program Penunjang", "Program Penunjang", "Program Penunjang", False),
        ("Program\xa0Penunjang", "Program Penunjang", "Program Penunjang", False),
        ("Program \ufb01sik", "Program fisik", "Program fisik", False),
        ("Program-Penunjang", "Program Penunjang", "Program-Penunjang", False),
    ],
)
def test_an_actual_text_is_believed_where_it_says_what_is_printed(
    given: str, printed: str, read_as: str, hides: bool, tmp_path: Path
) -> None:
    rows = [ROWS[0], ["1", "", *ROWS[1][2:]], *ROWS[2:]]
    document = read(tmp_path, drawn.table(rows, WIDTHS) + actual(given, printed))
    assert drawn.texts(document)[1][1] == read_as
    assert hidden(document) == ([given] if hides else [])


# Layers -------------------------------------------------------------------------------------------


def layered(order: str, content: str) -> bytes:
    """A page with a part on a layer; `order` is what the catalogue says of the layers that are on
    and off.
    """
    group = "<< /Type /OCG /Name (Draf) >>"
    catalogue = f"/OCProperties << /OCGs [1 0 R] /D << {order} >> >>"
    page = drawn.table(ROWS, WIDTHS) + f"/OC /Draft BDC {content} EMC\n"
    return drawn.pdf(
        [page], resources="/Properties << /Draft 1 0 R >>", catalogue=catalogue, first=group
    )


COLUMN = drawn.line(375, 780, 375, 716) + drawn.words("9.876", 380, Y + 5)


@pytest.mark.parametrize("order", ["/OFF [1 0 R]", "/BaseState /OFF", "/OFF [ 1 0 R ] /ON []"])
def test_what_stands_on_a_layer_that_is_off_is_neither_read_nor_drawn(
    order: str, tmp_path: Path
) -> None:
    document = drawn.read(tmp_path, layered(order, COLUMN))
    assert drawn.texts(document) == ROWS
    assert hidden(document) == ["9.876"]


@pytest.mark.parametrize("order", ["", "/ON [1 0 R]", "/OFF []", "/BaseState /OFF /ON [1 0 R]"])
def test_what_stands_on_a_layer_that_is_on_is_read(order: str, tmp_path: Path) -> None:
    document = drawn.read(tmp_path, layered(order, drawn.words("Catatan rapat", 60, 400)))
    assert drawn.texts(document) == ROWS
    assert [line.text for line in document.pages[0].lines] == ["Catatan rapat"]
    assert not hidden(document)


# What is said of it -------------------------------------------------------------------------------


def audit(folder: Path, *pages: str) -> Audit:
    return examine(interpret(drawn.read(folder, drawn.pdf(list(pages)))))


WRONG = [*ROWS[:3], ["", "JUMLAH", "4.000.000", "3.900.001", "97,50"]]
CAPTION = drawn.words("Tabel 3.2 Realisasi Anggaran Tahun 2024", 60, 800)


def test_findings_on_a_page_that_hides_text_are_reading_doubts(tmp_path: Path) -> None:
    page = CAPTION + drawn.table(WRONG, WIDTHS)
    (plain,) = [one for one in audit(tmp_path, page).findings if one.rule == "ANG-05"]
    assert plain.certainty is Certainty.INCONSISTENT
    found = audit(tmp_path, page + "3 Tr\n" + drawn.words("7.777", 480, 600))
    (doubt,) = [one for one in found.findings if one.rule == "ANG-05"]
    assert doubt.certainty is Certainty.READING_DOUBT
    (told,) = [one for one in found.findings if one.rule == "STR-22"]
    assert (told.severity, told.spot.printed, told.spot.place.page) == (Severity.INFO, "7.777", 1)


def test_findings_on_other_pages_stay_as_they_are(tmp_path: Path) -> None:
    first = CAPTION + drawn.table(WRONG, WIDTHS)
    second = drawn.words("Penutup", 60, 800) + "3 Tr\n" + drawn.words("7.777", 480, 600)
    findings = {one.rule: one for one in audit(tmp_path, first, second).findings}
    assert findings["ANG-05"].certainty is Certainty.INCONSISTENT
    assert findings["STR-22"].spot.place.page == 2


def test_a_report_that_shows_all_its_text_is_not_told_to_hide_any(tmp_path: Path) -> None:
    assert not [
        one
        for one in audit(tmp_path, CAPTION + drawn.table(ROWS, WIDTHS)).findings
        if one.rule == "STR-22"
    ]
