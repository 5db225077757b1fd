"""Watermarks, stamps, note marks and text that runs another way are no part of lines and cells."""

from pathlib import Path

import pytest

from extract.document import read_document_here
from extract.records import Document
from tests import drawn

PDFS = Path(__file__).parent.parent.parent / "pdfs" / "seen"
WIDTHS = [30, 150, 90, 90, 50]
ROWS = [
    ["No", "Program", "Pagu", "Realisasi", "%"],
    ["1", "Program Penunjang", "1.500.000", "1.400.000", "93,33"],
    ["2", "Program Pelayanan", "2.500.000", "2.500.000", "100,00"],
    ["", "JUMLAH", "4.000.000", "3.900.000", "97,50"],
]


def read(folder: Path, content: str, page: str = "") -> Document:
    return drawn.read(folder, drawn.pdf([content], page=page))


def texts(name: str) -> list[list[str]]:
    return drawn.texts(read_document_here(PDFS / f"{name}.pdf"))


@pytest.mark.parametrize(
    "name",
    [
        *(
            "watermark_diagonal",
            "watermark_digits",
            "superscript_note",
            "vertical_headers",
            "zero_width_spaces",
        ),
        *(
            "rotate180_upside",
            "cell_boxes_scaled",
            "one_path_scaled",
            "deep_forms12",
            "hatch_chart_below",
        ),
    ],
)
def test_the_table_of_the_base_page_is_read_whatever_else_is_on_the_page(name: str) -> None:
    assert texts(name) == texts("base")


def test_bullets_of_a_tall_symbol_font_lift_no_line_into_the_row_above() -> None:
    assert texts("bullets_tall") == [
        ["Sasaran 1", "■Tersedianya 1.250 dokumen ■Anggaran 2.500.000 rupiah"],
        ["Sasaran 2", "■Realisasi 3.750 orang ■Sisa anggaran 1.000.000"],
        ["Sasaran 3", "■Capaian 98,50 persen ■Serapan 97,25 persen"],
    ]


# Watermarks and stamps ----------------------------------------------------------------------------


def turned(text: str, degrees: str, x: float, y: float, size: float = 60) -> str:
    """A text that runs in the direction of a cosine and a sine."""
    return f"BT /F1 {size} Tf {degrees} {x} {y} Tm ({text}) Tj ET\n"


LEANING, UP, DOWN = "0.94 0.34 -0.34 0.94", "0 1 -1 0", "0 -1 1 0"
MARKS = {
    "leaning": "0.85 g " + turned("SALINAN", LEANING, 90, 690),
    "leaning and small": turned("Lunas 2024", LEANING, 250, 735, 12),
    "far larger": "0.85 g " + drawn.words("2024", 150, 725, size=60),
    "far larger, dark": drawn.words("2024", 150, 725, size=60),
    "pale, as large as the text": "0.8 g " + drawn.words("DRAF DRAF DRAF DRAF DRAF", 62, 754),
}


@pytest.mark.parametrize("kind", MARKS)
@pytest.mark.parametrize("first", [True, False], ids=["under the table", "over it"])
def test_a_watermark_enters_no_cell(kind: str, first: bool, tmp_path: Path) -> None:
    mark = f"q {MARKS[kind]} Q\n"
    table = drawn.table(ROWS, WIDTHS)
    document = read(tmp_path, mark + table if first else table + mark)
    assert drawn.texts(document) == ROWS
    assert not document.pages[0].lines


def test_a_large_title_and_large_heads_are_no_watermark(tmp_path: Path) -> None:
    title = drawn.words("LAPORAN KINERJA", 60, 800, size=30)
    edges = [60 + sum(WIDTHS[:k]) for k in range(6)]
    head = drawn.line(60, 780, 470, 780) + "".join(drawn.line(x, 740, x, 780) for x in edges)
    head += "".join(
        drawn.words(text, x + 2, 752, size=22)
        for text, x in zip(["N", "Nama", "Pagu"], edges, strict=False)
    )
    document = read(tmp_path, title + head + drawn.table(ROWS[1:], WIDTHS, top=740))
    assert drawn.texts(document) == [["N", "Nama", "Pagu", "", ""], *ROWS[1:]]
    assert "LAPORAN KINERJA" in (
        document.tables[0].caption,
        *(line.text for line in document.pages[0].lines),
    )


def test_grey_text_in_a_cell_of_its_own_is_read(tmp_path: Path) -> None:
    rows = [ROWS[0], [*ROWS[1][:3], "", ROWS[1][4]], *ROWS[2:]]
    page = drawn.table(rows, WIDTHS) + "0.7 g " + drawn.words("1.400.000", 334, 753) + "0 g\n"
    assert drawn.texts(read(tmp_path, page)) == ROWS


def test_a_page_of_slanted_text_is_read_as_it_is(tmp_path: Path) -> None:
    level = read(tmp_path, drawn.table(ROWS, WIDTHS))
    leaning = read(
        tmp_path,
        f"q 0.9986 0.0523 -0.0523 0.9986 0 0 cm {drawn.table(ROWS, WIDTHS, rule=drawn.nothing)} Q\n"
        + drawn.table(ROWS, WIDTHS),
    )
    assert drawn.texts(level) == ROWS
    assert leaning.tables


# Note marks ---------------------------------------------------------------------------------------


def with_cell(text: str) -> list[list[str]]:
    return [ROWS[0], [*ROWS[1][:3], text, ROWS[1][4]], *ROWS[2:]]


def superscript(base: str, mark: str, x: float = 334, size: float = 5.5) -> str:
    """A text with a small raised mark behind it; figures of this font are 5 points wide at a size
    of 9.
    """
    wide = sum(2.5 if sign in ".,)( " else 5.004 for sign in base)
    return drawn.words(base, x, 753) + drawn.words(mark, x + wide + 0.2, 757, size=size)


@pytest.mark.parametrize("mark", ["1", "1)", "12)", "*", "*)", "(2)", "a", "a)", "(b)"])
@pytest.mark.parametrize("base", ["1.400.000", "93,33", "1.400.000,00"])
def test_a_small_raised_mark_behind_a_number_is_no_digit_of_it(
    base: str, mark: str, tmp_path: Path
) -> None:
    document = read(tmp_path, drawn.table(with_cell(""), WIDTHS) + superscript(base, mark))
    cell = document.tables[0].rows[0][3]
    assert cell.text == base
    assert cell.lines == (base + mark.translate(str.maketrans("0123456789()ab", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾ᵃᵇ")),)


@pytest.mark.parametrize("word", ["kg", "st", "m2"])
def test_a_small_raised_word_behind_a_number_is_its_unit(word: str, tmp_path: Path) -> None:
    document = read(tmp_path, drawn.table(with_cell(""), WIDTHS) + superscript("1.400", word))
    assert document.tables[0].rows[0][3].text == f"1.400{word}"


@pytest.mark.parametrize(
    ("base", "mark", "text"),
    [("10", "6", "106"), ("1.250 m", "2", "1.250 m2"), ("luas (m", "2)", "luas (m2)")],
)
def test_powers_and_units_keep_their_small_raised_digits(
    base: str, mark: str, text: str, tmp_path: Path
) -> None:
    wide = sum(
        {".": 2.5, "(": 3, " ": 2.5, "m": 7.5, "l": 2, "s": 4.5}.get(sign, 5.004) for sign in base
    )
    small = drawn.words(base, 334, 753) + drawn.words(mark, 334 + wide + 0.2, 757, size=5.5)
    document = read(tmp_path, drawn.table(with_cell(""), WIDTHS) + small)
    assert document.tables[0].rows[0][3].text.replace(" ", "") == text.replace(" ", "")


def test_numbers_of_a_list_and_small_print_are_no_marks(tmp_path: Path) -> None:
    small = drawn.words("1) Penunjang", 94, 754, size=6) + drawn.words(
        "1.400.000", 334, 753, size=6
    )
    rows = [ROWS[0], ["1", "", "1.500.000", "", "93,33"], *ROWS[2:]]
    document = read(tmp_path, drawn.table(rows, WIDTHS) + small)
    assert [cell.text for cell in document.tables[0].rows[0]] == [
        "1",
        "1) Penunjang",
        "1.500.000",
        "1.400.000",
        "93,33",
    ]


# Text that runs another way -----------------------------------------------------------------------


def headed(ways: str) -> str:
    """A table whose heads run another way than its rows."""
    content = drawn.table(ROWS[1:], WIDTHS, top=720) + drawn.line(60, 780, 470, 780)
    edges = [60 + sum(WIDTHS[:k]) for k in range(6)]
    content += "".join(drawn.line(x, 720, x, 780) for x in edges)
    for text, left, right in zip(ROWS[0], edges, edges[1:], strict=False):
        middle = (left + right) / 2
        content += turned(
            text, ways, middle + (3 if ways == UP else -3), 724 if ways == UP else 776, 9
        )
    return content


@pytest.mark.parametrize("ways", [UP, DOWN], ids=["up", "down"])
def test_upright_heads_of_a_level_page_are_read_in_their_direction(
    ways: str, tmp_path: Path
) -> None:
    document = read(tmp_path, headed(ways))
    assert drawn.texts(document) == ROWS
    box = document.tables[0].header[0][1].place.box
    assert (round(box.x0), round(box.x1)) == (90, 240)


def test_lines_of_an_upright_head_are_read_one_after_the_other(tmp_path: Path) -> None:
    page = headed(UP).replace("(Program)", "(Nama)") + turned("Program", UP, 180, 724, 9)
    assert drawn.texts(read(tmp_path, page))[0][1] == "Nama Program"


@pytest.mark.parametrize("rotate", [90, 270])
def test_level_headers_and_footers_of_a_sideways_page_stay_outside_its_cells(
    rotate: int, tmp_path: Path
) -> None:
    # on the displayed page the table runs up or down, and header and footer stand level
    way = UP if rotate == 90 else DOWN
    footer = turned("Dinas Perhubungan 12", way, 100, 400 if rotate == 90 else 700, 9)
    over = (
        turned("Hal 12", way, 300, 735, 9) if rotate == 90 else turned("Hal 12", way, 300, 765, 9)
    )
    document = read(
        tmp_path, drawn.table(ROWS * 4, WIDTHS) + footer + over, page=f"/Rotate {rotate}"
    )
    assert drawn.texts(document)[: len(ROWS)] == ROWS
    assert "Hal" not in str(drawn.texts(document))
    assert "Dinas Perhubungan 12" in [line.text for line in document.pages[0].lines]


MANY = [
    ROWS[0],
    *(
        [str(k), f"Program Nomor {k}", f"{k}.500.000", f"{k}.400.000", "93,33"]
        for k in range(1, 40)
    ),
]
FOOT = 720 - 40 * drawn.ROW


@pytest.mark.parametrize(
    "at", [(250, FOOT - 12), (455, FOOT + 5)], ids=["under the last row", "beside it"]
)
def test_a_page_number_in_the_area_of_an_open_table_stays_outside_its_cells(
    at: tuple[float, float], tmp_path: Path
) -> None:
    page = drawn.table(MANY, WIDTHS, rule=drawn.nothing, top=720) + drawn.words("Hal 11", *at)
    assert drawn.texts(read(tmp_path, page)) == MANY


def test_a_page_that_a_cell_names_is_read(tmp_path: Path) -> None:
    rows = [*MANY[:-1], ["39", "Lihat Hal 11", "Hal 12", "39.400.000", "93,33"]]
    assert drawn.texts(read(tmp_path, drawn.table(rows, WIDTHS, top=720))) == rows


# Signs without width, and hyphens -----------------------------------------------------------------


FONT = (
    "/F9 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding "
    "/ToUnicode 1 0 R >>"
)


def to_unicode(code: int) -> str:
    """What a font says of its signs: those of ASCII are themselves, and the hyphen is this one."""
    rows = "<20> <2c> <0020> <2d> <2d> <CODE> <2e> <7e> <002e>".replace("CODE", f"{code:04x}")
    content = (
        f"begincmap 1 begincodespacerange <00> <ff> endcodespacerange 3 beginbfrange {rows} "
        "endbfrange endcmap"
    )
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


@pytest.mark.parametrize(
    ("code", "before", "behind", "text"),
    [
        *(
            (code, "1.234", ".567", "1.234.567")
            for code in (0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF)
        ),
        (0x200B, "Peme", "rintah", "Pemerintah"),
        (0xAD, "meneta", "pkan", "menetapkan"),
        (0xAD, "rata", "rata", "rata-rata"),
        (0xAD, "perundang", "undangan", "perundang-undangan"),
        (0xAD, "01", "02", "01-02"),
        (0xAD, "e", "Government", "e-Government"),
        (0x2D, "meneta", "pkan", "meneta-pkan"),
    ],
)
def test_signs_without_width_and_soft_hyphens_vanish(
    code: int, before: str, behind: str, text: str, tmp_path: Path
) -> None:
    back = 0 if code in (0x2D, 0xAD) else 333  # what is no hyphen takes no room
    page = f"BT /F9 9 Tf 94 753 Td [({before}-) {back} ({behind})] TJ ET\n"
    rows = [ROWS[0], ["1", "", *ROWS[1][2:]], *ROWS[2:]]
    data = drawn.pdf([drawn.table(rows, WIDTHS) + page], fonts=FONT, first=to_unicode(code))
    assert drawn.texts(drawn.read(tmp_path, data))[1][1] == text


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("kepala dinas meneta-\npkan peraturan", "kepala dinas menetapkan peraturan"),
        ("peraturan perundang-\nundangan daerah", "peraturan perundang-undangan daerah"),
        ("nilai rata-\nrata daerah", "nilai rata-rata daerah"),
        ("aparatur sipil RKA-\nSKPD", "aparatur sipil RKA-SKPD"),
        ("petugas non-\naparatur daerah", "petugas non-aparatur daerah"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_vanishes_where_it_breaks_a_word(
    lines: str, text: str, tmp_path: Path
) -> None:
    rows = [ROWS[0], ["1", lines, *ROWS[1][2:]], ["2", "Bina aparatur", *ROWS[2][2:]], ROWS[3]]
    assert drawn.texts(read(tmp_path, drawn.table(rows, WIDTHS)))[1][1] == text
