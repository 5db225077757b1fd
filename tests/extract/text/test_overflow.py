"""Text that runs over the edge of its cell, up to the text of the next one or over it."""

from pathlib import Path

import pytest

from tests import drawn

ROWS = [
    ["Kode", "Uraian", "Pagu"],
    ["7.01.01", "Program Penunjang", "1.500.000"],
    ["7.01.01.2.01.0001", "Penyusunan Dokumen", "1.000.000"],
    ["7.01.01.2.01.0002", "Evaluasi Kinerja", "500.000"],
]
# the codes of sub kegiatan are 72,6 points wide and begin 4 points behind the edge, as does the
# text beside them
TOUCHES = 72.6


@pytest.mark.parametrize("width", [TOUCHES, TOUCHES - 0.2, TOUCHES - 3, TOUCHES + 2])
def test_a_code_that_runs_up_to_the_name_beside_it_is_the_code_alone(
    width: float, tmp_path: Path
) -> None:
    document = drawn.read(tmp_path, drawn.pdf([drawn.table(ROWS, (width, 120, 90))]))
    assert drawn.texts(document) == ROWS


def test_a_code_is_parted_from_its_name_on_a_page_that_prints_a_text_twice(tmp_path: Path) -> None:
    lines = [f"Realisasi anggaran menurut program dan kegiatan, baris {at}" for at in range(12)]
    layers = [
        drawn.words(line, 60 + shift, 600 - 14 * at)
        for shift in (0, 0.3)
        for at, line in enumerate(lines)
    ]
    document = drawn.read(
        tmp_path, drawn.pdf(["".join(layers) + drawn.table(ROWS, (TOUCHES, 120, 90))])
    )
    assert drawn.texts(document) == ROWS


def test_a_name_drawn_in_pieces_that_runs_over_the_edge_of_its_cell_is_one_name(
    tmp_path: Path,
) -> None:
    rows = [["Uraian", "Pagu"], ["", ""], ["Administrasi Umum", "1.000.000"]]
    # the name is drawn up to the edge and on behind it, as some producers do
    pieces = drawn.words("Penyusunan Doku", 64, 757) + drawn.words("men", 64 + 73.54, 757)
    document = drawn.read(tmp_path, drawn.pdf([drawn.table(rows, (72, 120)) + pieces]))
    assert drawn.texts(document)[1] == ["Penyusunan Dokumen", ""]


AMOUNTS = [
    ["Uraian", "Pagu", "Realisasi", "Sisa"],
    ["Program A", "2.574.000,00", "2.483.652,00", "90.348,00"],
    ["Program B", "2.262.623.333,00", "1.936.143.274,00", "326.480.059,00"],
    ["Program C", "394.500,00", "362.072,00", "32.428,00"],
]
# in points: the width of a column, and of a digit and a mark of the font
WIDE, DIGIT, MARK = 66.0, 5.004, 2.502


def at_the_right(rows: list[list[str]], first: float) -> str:
    """Return the texts of amounts that end four points before the right border of their columns."""
    content = ""
    for at, row in enumerate(rows[1:], 1):
        for column, text in enumerate(row[1:]):
            width = sum(DIGIT if sign.isdigit() else MARK for sign in text)
            content += drawn.words(
                text, first + WIDE * (column + 1) - 4 - width, 780 - drawn.ROW * (at + 1) + 5
            )
    return content


def test_amounts_that_run_over_the_left_of_their_cells_are_amounts_of_their_own(
    tmp_path: Path,
) -> None:
    blank = [AMOUNTS[0], *([row[0], "", "", ""] for row in AMOUNTS[1:])]
    page = drawn.table(blank, (90, WIDE, WIDE, WIDE)) + at_the_right(AMOUNTS, 150)
    assert drawn.texts(drawn.read(tmp_path, drawn.pdf([page]))) == AMOUNTS


def test_an_amount_that_reaches_into_the_column_of_its_currency_leaves_that_alone(
    tmp_path: Path,
) -> None:
    rows = [["Uraian", "", "Pagu"], *([row[0], "Rp", ""] for row in AMOUNTS[1:])]
    amounts = at_the_right([row[:2] for row in AMOUNTS], 172)
    page = drawn.table(rows, (90, 22, WIDE)) + amounts
    read = drawn.texts(drawn.read(tmp_path, drawn.pdf([page])))
    assert read[1:] == [[row[0], "Rp", row[1]] for row in AMOUNTS[1:]]


def test_a_percent_sign_that_its_cell_has_no_room_for_belongs_to_its_number(tmp_path: Path) -> None:
    rows = [["Uraian", "Capaian"], ["Indeks", "101,95\n%"], ["Mutu", "9\n%"]]
    read = drawn.texts(drawn.read(tmp_path, drawn.pdf([drawn.table(rows, (90, 38))])))
    assert [row[1] for row in read[1:]] == ["101,95%", "9 %"]
