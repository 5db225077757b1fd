"""Ways to print a table that no sample shows: each reads the same as the plain one."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from pathlib import Path

import pytest

from extract.records import Document, TextSource
from tests import drawn

WIDTHS = [60, 170, 90, 90, 60]
HEADS = ["Kode", "Uraian", "Pagu", "Realisasi", "%"]
ROWS = [
    ["7.01.01", "Program Penunjang", "1.500.000", "1.400.000", "93,33"],
    ["7.01.02", "Program Pelayanan", "2.500.000", "2.500.000", "100,00"],
    ["7.01.03", "Program Pemberdayaan", "345.000", "300.000", "86,96"],
    ["7.01.04", "Program Koordinasi", "14.500.000", "4.000.000", "27,59"],
    ["7.01.05", "Program Pembinaan", "4.500.000", "4.000.000", "88,89"],
]
TABLE = [HEADS, *ROWS]
EDGES = [60 + sum(WIDTHS[:k]) for k in range(6)]


def read(tmp_path: Path, *pages: str, page: str = "", form: bool = False) -> Document:
    return drawn.read(tmp_path, drawn.pdf(pages, page=page, form=form))


def breadth(text: str, size: float = drawn.SIZE) -> float:
    """Return how wide Helvetica sets a number."""
    return size * sum(0.278 if mark in "., " else 0.889 if mark == "%" else 0.556 for mark in text)


def aligned(rows: Sequence[Sequence[str]], top: float = 780) -> str:
    """Return the words of a table, those of the last three columns ending at the right edge."""
    content = ""
    for at, row in enumerate(rows):
        y = top - drawn.ROW * (at + 1) + 5
        for column, text in enumerate(row):
            number = column > 1 and text[:1].isdigit()
            x = EDGES[column + 1] - 4 - breadth(text) if number else EDGES[column] + 4
            content += drawn.words(text, x, y)
    return content


def ruled_across(rows: int, top: float = 780) -> str:
    return "".join(
        drawn.line(EDGES[0], top - drawn.ROW * k, EDGES[-1], top - drawn.ROW * k)
        for k in range(rows + 1)
    )


def zebra(rows: int, top: float = 780) -> str:
    """Return every other row shaded over the whole width."""
    bands = (
        f"60 {top - drawn.ROW * (k + 1):.2f} {sum(WIDTHS)} {drawn.ROW} re f\n"
        for k in range(1, rows, 2)
    )
    return f"0.9 g\n{''.join(bands)}0 g\n"


@pytest.mark.parametrize(
    "caption", ["", "Tabel 3.5 Realisasi Anggaran"], ids=["no caption", "a caption"]
)
@pytest.mark.parametrize(
    "under", [ruled_across(6), zebra(6), ""], ids=["level rules", "zebra", "nothing"]
)
def test_right_aligned_numbers_stand_in_their_columns_without_upright_rules(
    under: str, caption: str, tmp_path: Path
) -> None:
    assert (
        drawn.texts(read(tmp_path, under + drawn.words(caption, 60, 790) + aligned(TABLE))) == TABLE
    )


@pytest.mark.parametrize(
    ("degrees", "matrix"),
    [(90, "0 1 -1 0 595 0"), (180, "-1 0 0 -1 595 842"), (270, "0 -1 1 0 0 842")],
)
@pytest.mark.parametrize("shaded", [0, len(TABLE)], ids=["no rules", "zebra"])
@pytest.mark.parametrize("form", [False, True], ids=["page", "form"])
def test_a_turned_page_without_rules_is_read_as_displayed(
    degrees: int, matrix: str, shaded: int, form: bool, tmp_path: Path
) -> None:
    content = f"q {matrix} cm\n{zebra(shaded, 500)}{aligned(TABLE, 500)}Q\n"
    assert drawn.texts(read(tmp_path, content, page=f"/Rotate {degrees}", form=form)) == TABLE


@pytest.mark.parametrize("pitch", [16, 21, 28])
def test_rows_without_rules_may_stand_far_apart(pitch: float, tmp_path: Path) -> None:
    content = drawn.words("Tabel 3.1 Realisasi", 60, 796)
    for at, row in enumerate(TABLE):
        content += aligned([row], top=790 - pitch * at)
    assert drawn.texts(read(tmp_path, content)) == TABLE


@pytest.mark.parametrize(
    "offset", [0, 5.5, 11], ids=["level with the first line", "between", "level with the last"]
)
def test_a_name_of_two_lines_is_one_wherever_its_numbers_stand_beside_it(
    offset: float, tmp_path: Path
) -> None:
    content = drawn.words("Tabel 3.1 Realisasi", 60, 800) + aligned([HEADS], top=790)
    for at, row in enumerate(ROWS):
        top = 768 - 30 * at
        content += aligned([[row[0], "", *row[2:]]], top - offset) + drawn.words(
            row[1], 124, top - 11
        )
        content += drawn.words("lingkup kecamatan", 124, top - 22)
    found = drawn.texts(read(tmp_path, content))
    assert found == [HEADS, *([row[0], f"{row[1]} lingkup kecamatan", *row[2:]] for row in ROWS)]


def test_the_count_of_a_row_close_to_its_name_is_a_column_of_its_own(tmp_path: Path) -> None:
    heads = (
        drawn.words("No", 60, 770) + drawn.words("Uraian", 120, 770) + drawn.words("Pagu", 260, 770)
    )
    content = drawn.words("Tabel 3.1 Pagu", 60, 790) + heads
    for at in range(1, 12):
        y = 770 - 16 * at
        content += drawn.words(f"{at}.", 60, y) + drawn.words(
            "Program penunjang", 60 + breadth("11.") + 5, y
        )
        content += drawn.words(f"{at}.500.000", 260, y) + drawn.words(f"{at}0,00%", 360, y)
    assert [row[:3] for row in drawn.texts(read(tmp_path, content))[1:]] == [
        [f"{at}.", "Program penunjang", f"{at}.500.000"] for at in range(1, 12)
    ]


def test_a_head_over_numbers_at_both_sides_of_its_column_is_one_column(tmp_path: Path) -> None:
    content = drawn.words("Tabel 3.1 Selisih", 60, 790)
    heads = (("No", 60), ("Uraian", 90), ("Pagu", 200), ("Lebih atau (Kurang)", 280), ("Ket", 420))
    content += "".join(drawn.words(text, x, 770) for text, x in heads)
    rows = []
    for at in range(1, 8):
        y, amount = 770 - 16 * at, f"{at}.500" if at % 2 else f"({at}.500)"
        rows.append([str(at), f"Pos {at}", f"{at}9.500", amount, f"{at},50%"])
        content += (
            drawn.words(str(at), 60, y)
            + drawn.words(f"Pos {at}", 90, y)
            + drawn.words(f"{at}9.500", 200, y)
        )
        content += drawn.words(amount, 336 if at % 2 else 282, y) + drawn.words(f"{at},50%", 420, y)
    assert drawn.texts(read(tmp_path, content))[1:] == rows


def test_heads_over_the_first_of_dashed_rules_are_the_header(tmp_path: Path) -> None:
    content = aligned(TABLE)
    for k in range(1, len(TABLE) + 1):
        y = 780 - drawn.ROW * k
        content += "".join(f"{x0} {y - 0.4:.2f} {x1 - x0} 0.8 re f\n" for x0, x1 in pairwise(EDGES))
    assert drawn.texts(read(tmp_path, content)) == TABLE


def test_a_paragraph_close_under_a_table_is_no_part_of_its_last_row(tmp_path: Path) -> None:
    content = drawn.words("Tabel 3.1 Realisasi", 60, 796) + aligned(TABLE)
    content += drawn.words("Uraian", 64, 780 - drawn.ROW * 6 - 13) + drawn.words(
        "berikutnya", 124, 780 - drawn.ROW * 6 - 13
    )
    document = read(tmp_path, content)
    assert drawn.texts(document) == TABLE
    assert [line.text for line in document.pages[0].lines][-1].startswith("Uraian")


def test_an_rp_right_after_an_amount_begins_the_next(tmp_path: Path) -> None:
    content = drawn.words("Tabel 3.1 Belanja", 60, 790)
    content += "".join(
        drawn.words(text, x, 770)
        for text, x in (("No", 60), ("Uraian", 90), ("Pagu", 200), ("Realisasi", 270))
    )
    rows = []
    for at in range(1, 8):
        y, amounts = 770 - 16 * at, (f"{at}5.500.000", f"{at}4.500.000")
        rows.append([str(at), f"Belanja {at}", "Rp", amounts[0], "Rp", amounts[1]])
        content += (
            drawn.words(str(at), 60, y)
            + drawn.words(f"Belanja {at}", 90, y)
            + drawn.words("Rp", 176, y)
        )
        content += drawn.words(amounts[0], 196, y) + drawn.words("Rp", 200 + breadth(amounts[0]), y)
        content += drawn.words(amounts[1], 275, y)
    found = drawn.texts(read(tmp_path, content))
    assert printed(found[1:]) == rows


def printed(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return what rows print, without their empty cells."""
    return [list(filter(None, row)) for row in rows]


def test_a_cell_may_run_over_whole_pages(tmp_path: Path) -> None:
    widths = [40, 160, 80, 120]
    first = drawn.table(
        [["No", "Program", "Pagu", "Ket"], ["1", "Penunjang", "1.500", "mulai\n" * 43]], widths
    )
    edges = accumulate(widths, initial=60)
    middle = "".join(drawn.line(edge, 60, edge, 780) for edge in edges)
    middle += "".join(drawn.words(f"lanjut {at}", 344, 770 - 16 * at) for at in range(40))
    last = drawn.table([["", "", "", "selesai"], ["2", "Pelayanan", "2.500", "baik"]], widths)
    document = read(tmp_path, first, middle, last)
    assert [drawn.row_texts(row)[:3] for row in document.tables[0].rows] == [
        ["1", "Penunjang", "1.500"],
        ["2", "Pelayanan", "2.500"],
    ]
    assert document.tables[0].rows[0][3].text.endswith("lanjut 39 selesai")


def test_text_may_run_into_the_next_cell(tmp_path: Path) -> None:
    long = "Program Penyelenggaraan Pemerintahan"
    rows = [["7.01.01", "", "1.500.000"], ["7.01.02", "Program", "2.500.000"]]
    content = drawn.table([["Kode", "Uraian", "Pagu"], *rows], [60, 100, 150]) + drawn.words(
        long, 124, 753
    )
    content = content.replace("(1.500.000)", "( )") + drawn.words("1.500.000", 320, 753)
    assert drawn.texts(read(tmp_path, content))[1] == ["7.01.01", long, "1.500.000"]


@pytest.mark.parametrize("rule", [drawn.line, drawn.level, drawn.nothing])
def test_rp_in_a_column_of_its_own_stays_there(rule: drawn.Rule, tmp_path: Path) -> None:
    rows = [
        ["No", "Uraian", "", "Pagu"],
        *([f"{at}", f"Program {at}", "Rp", f"{at}.500.000"] for at in range(1, 6)),
    ]
    content = drawn.words("Tabel 3.1 Pagu", 60, 800) + drawn.table(
        rows, [40, 170, 24, 90], rule=rule
    )
    found = drawn.texts(read(tmp_path, content))
    assert printed(found) == printed(rows)


@pytest.mark.parametrize("form", ["({})", "({:02})", "{}", "{:02}"])
def test_a_row_of_eighteen_column_numbers_ends_the_header(form: str, tmp_path: Path) -> None:
    numbers = [form.format(at) for at in range(1, 19)]
    body = [[f"{at},0" for at in range(18)], [f"{at},1" for at in range(18)]]
    rows = [[f"K{at}" for at in range(18)], numbers, *body]
    document = read(tmp_path, drawn.table(rows, [28] * 18, left=40))
    assert (len(document.tables[0].header), drawn.texts(document)) == (2, rows)


@pytest.mark.parametrize(
    ("head", "width"),
    [("REKE\nNING", 36), ("REALIS\nASI", 38), ("PERUBAHA\nN 2018", 60), ("SELESA\nI", 42)],
)
def test_a_head_broken_within_a_word_is_one_word(head: str, width: float, tmp_path: Path) -> None:
    rows = [["No", head, "Uraian"], ["1", "2", "3"], ["1", "5", "Gaji"]]
    read_head = drawn.texts(read(tmp_path, drawn.table(rows, [40, width, 90])))[0][1]
    assert read_head == head.replace("\n", "")


@pytest.mark.parametrize(
    "caption", ["Lanjutan Tabel 3.5", "Tabel 3.5 (lanjutan)", "(Lanjutan Tabel 3.5)"]
)
def test_a_table_goes_on_under_a_caption_that_says_so(caption: str, tmp_path: Path) -> None:
    first = drawn.words("Tabel 3.5 Realisasi", 60, 168) + drawn.table(TABLE, WIDTHS, top=150)
    rest = [["7.01.06", "Program Baru", "1.000", "500", "50,00"]]
    second = drawn.words(caption, 60, 790) + drawn.table([HEADS, *rest], WIDTHS)
    document = read(tmp_path, first, second)
    assert drawn.texts(document) == [*TABLE, *rest]
    assert document.tables[0].pages == (1, 2)


SPLIT = [
    ["7.01.", "06", 0],
    ["Program Penataan", "dan Pengawasan", 1],
    ["12.500.", "000", 2],
    ["11.400.", "000", 3],
]


@pytest.mark.parametrize("columns", [{0}, {1}, {2}, {3}, {0, 1}, {1, 2}, {0, 1, 2, 3}])
@pytest.mark.parametrize("under", ["ruled", "zebra"])
def test_a_row_that_a_page_break_splits_is_one_row_whichever_column_goes_on(
    columns: set[int], under: str, tmp_path: Path
) -> None:
    widths = [60, 170, 60, 60, 60]
    whole = ["7.01.06", "Program Penataan dan Pengawasan", "12.500.000", "11.400.000", "91,20"]
    above, below = list(whole), [""] * 5
    for first, rest, column in SPLIT:
        if column in columns:
            above[int(column)], below[int(column)] = str(first), str(rest)
    pages = [([HEADS, *ROWS, above], 60 + drawn.ROW * 7), ([HEADS, below, *ROWS], 780)]
    contents = []
    for table, top in pages:
        edges = [60 + sum(widths[:k]) for k in range(6)]
        shade = "".join(
            f"0.9 g {edges[c]} {top - drawn.ROW * (k + 1):.2f} {widths[c]} {drawn.ROW} re f 0 g\n"
            for k in range(0, len(table), 2)
            for c in range(5)
        )
        if under == "zebra":
            contents.append(shade + drawn.table(table, widths, top=top, rule=drawn.nothing))
        else:
            contents.append(drawn.table(table, widths, top=top))
    found = drawn.texts(read(tmp_path, *contents))
    assert found[6] == whole
    assert len(found) == 1 + 5 + 1 + 5


def test_invisible_text_over_a_scan_is_read(tmp_path: Path) -> None:
    picture = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q\n"
    hidden = "".join(drawn.words(*at) for at in [("Tabel 3.1 Realisasi", 60, 800)]) + aligned(TABLE)
    document = read(tmp_path, picture + hidden.replace("BT /F1", "BT 3 Tr /F1"))
    assert document.pages[0].source is TextSource.TEXT
    assert drawn.texts(document) == TABLE


@pytest.mark.parametrize("shift", [0.0, 0.2, 0.4])
def test_glyphs_printed_twice_to_look_bold_are_read_once(shift: float, tmp_path: Path) -> None:
    plain = drawn.table(TABLE, WIDTHS)
    again = {
        part: f"q 1 0 0 1 {shift} 0 cm {part}Q\n"
        for part in plain.splitlines(keepends=True)
        if "BT" in part
    }
    each = "".join(part + again.get(part, "") for part in plain.splitlines(keepends=True))
    assert drawn.texts(read(tmp_path, each)) == TABLE
    assert drawn.texts(read(tmp_path, plain + "".join(again.values()))) == TABLE


def spaced(text: str, x: float, y: float, gap: float) -> str:
    """Return the operators that print a text with space between its letters."""
    return f"{gap} Tc\n" + drawn.words(text, x, y) + "0 Tc\n"


@pytest.mark.parametrize("rule", [drawn.line, drawn.nothing])
def test_letter_spaced_words_are_words(rule: drawn.Rule, tmp_path: Path) -> None:
    blank = [[*row[:1], "", *row[2:]] for row in TABLE]
    content = drawn.table(blank, WIDTHS, rule=rule) + drawn.words("Tabel 3.1 Realisasi", 60, 800)
    for at, row in enumerate(TABLE):
        content += spaced(row[1], EDGES[1] + 4, 780 - drawn.ROW * (at + 1) + 5, 1.2)
    assert drawn.texts(read(tmp_path, content)) == TABLE


def test_letter_spaced_digits_stay_in_their_cell(tmp_path: Path) -> None:
    blank = [[*row[:2], "", *row[3:]] for row in TABLE]
    content = drawn.table(blank, WIDTHS)
    for at, row in enumerate(TABLE):
        content += drawn.words(" ".join(row[2]), EDGES[2] + 4, 780 - drawn.ROW * (at + 1) + 5)
    found = drawn.texts(read(tmp_path, content))
    assert [row[2].replace(" ", "") for row in found] == [row[2] for row in TABLE]
    assert [[*row[:2], *row[3:]] for row in found] == [[*row[:2], *row[3:]] for row in TABLE]


def test_a_soft_hyphen_at_the_end_of_a_line_is_the_hyphen_that_is_seen(tmp_path: Path) -> None:
    rows = [["No", "Uraian"], ["1", "2"], ["1", "Peraturan Perundang\xad\nUndangan"]]
    assert (
        drawn.texts(read(tmp_path, drawn.table(rows, [40, 170])))[2][1]
        == "Peraturan Perundang-Undangan"
    )


@pytest.mark.parametrize("degrees", [0, 90, 270])
def test_text_outside_the_crop_box_is_not_read(degrees: int, tmp_path: Path) -> None:
    content = (
        drawn.table(TABLE, WIDTHS, top=600)
        + drawn.words("rahasia", 60, 780)
        + drawn.words("catatan", 60, 400)
    )
    document = read(tmp_path, content, page=f"/CropBox [40 300 560 700] /Rotate {degrees}")
    assert "catatan" in [line.text for line in document.pages[0].lines]
    assert "rahasia" not in str(document)
    if not degrees:
        assert document.tables[0].rows[0][0].place.box.x0 == pytest.approx(20, abs=1)
        assert drawn.texts(document) == TABLE


def test_page_header_footer_and_number_are_no_part_of_the_table_that_runs_past_them(
    tmp_path: Path,
) -> None:
    pages = []
    for number in range(1, 5):
        rows = [
            [f"7.{number:02}.{at:02}", f"Program {at}", f"{at}.500", "400", "50,00"]
            for at in range(1, 46)
        ]
        around = drawn.words("LKjIP Dinas Contoh 2024", 200, 820) + drawn.words(
            f"Halaman {number} dari 4", 260, 20
        )
        pages.append(
            around
            + drawn.words(str(number), 480, 30)
            + drawn.table([HEADS, *rows], WIDTHS, top=800)
        )
    document = read(tmp_path, *pages)
    assert len(document.tables) == 1
    assert len(document.tables[0].rows) == 4 * 45
    assert not [line.text for page in document.pages for line in page.lines]
