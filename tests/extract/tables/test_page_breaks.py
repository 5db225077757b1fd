"""Tables over a page break: what is one row, one head, one table, whatever the break has cut."""

from pathlib import Path

import pytest

from tests import drawn

WIDTHS = (30, 180, 90, 60)
PROGRAMS = [
    ["No", "Program", "Anggaran", "Sumber"],
    *(
        [f"{number}", f"Program {name}", f"Rp {number}5.034.000", "APBD"]
        for number, name in enumerate("ABCDE", 1)
    ),
]
FOOT = 90.0


def read(tmp_path: Path, *pages: str) -> list[list[str]]:
    """Return the texts of the one table that these pages hold."""
    document = drawn.read(tmp_path, drawn.pdf(pages))
    assert len(document.tables) == 1
    return drawn.texts(document)


def at_the_foot(rows: list[list[str]], widths: tuple[float, ...] = WIDTHS) -> str:
    """Return a table that ends at the foot of a page."""
    return drawn.table(rows, widths, top=FOOT + drawn.ROW * len(rows))


def test_a_total_alone_on_the_next_page_is_a_row_of_its_own(tmp_path: Path) -> None:
    total = ["JUMLAH", "<", "Rp 77.505.102", ""]
    assert read(tmp_path, at_the_foot(PROGRAMS), drawn.table([PROGRAMS[0], total], WIDTHS)) == [
        *PROGRAMS,
        ["JUMLAH", "", "Rp 77.505.102", ""],
    ]


def test_an_amount_that_names_its_currency_again_is_a_second_one(tmp_path: Path) -> None:
    total = ["", "Jumlah", "Rp 77.505.102", ""]
    assert read(tmp_path, at_the_foot(PROGRAMS), drawn.table([PROGRAMS[0], total], WIDTHS)) == [
        *PROGRAMS,
        total,
    ]


HEAD = [
    ["No", "Sasaran", "Kinerja", "<", "Anggaran", "<", "Efisien"],
    ["", "", "Target", "Realisasi", "Pagu", "Realisasi", "si"],
]
COLUMNS = (30, 120, 50, 60, 80, 80, 50)
BODY = [
    ["1", "Meningkatnya pelayanan", "90,00", "81,00", "1.000.000", "900.000", "0,00"],
    ["2", "Meningkatnya tertib", "80,00", "80,00", "2.000.000", "1.800.000", "10,00"],
]
NUMBERS = [["1", "2", "3", "4", "5", "6", "7"]]


@pytest.mark.parametrize(
    "numbers", [[], NUMBERS], ids=["without column numbers", "with column numbers"]
)
def test_a_head_that_a_page_break_cut_in_two_is_one_head(
    numbers: list[list[str]], tmp_path: Path
) -> None:
    above = drawn.words("Efisiensi dihitung dari capaian.", 60, 400) + at_the_foot(
        HEAD[:1], COLUMNS
    )
    assert read(tmp_path, above, drawn.table([HEAD[1], *numbers, *BODY], COLUMNS)) == [
        ["No", "Sasaran", "Kinerja", "", "Anggaran", "", "Efisiensi"],
        ["", "", "Target", "Realisasi", "Pagu", "Realisasi", ""],
        *numbers,
        *BODY,
    ]


def test_a_head_alone_at_the_foot_of_a_page_heads_what_follows(tmp_path: Path) -> None:
    document = drawn.read(
        tmp_path, drawn.pdf([at_the_foot(PROGRAMS[:1]), drawn.table(PROGRAMS[1:], WIDTHS)])
    )
    (table,) = document.tables
    assert [cell.text for row in table.header for cell in row] == PROGRAMS[0]
    assert table.pages == (1, 2)


def test_a_table_of_words_and_another_one_below_a_page_break_stay_apart(tmp_path: Path) -> None:
    words = [["Pihak pertama", "Pihak kedua"], ["Camat", "Bupati"]]
    pages = [
        at_the_foot(words, (180, 180)),
        drawn.words("Program", 60, 790) + drawn.table(PROGRAMS, WIDTHS),
    ]
    assert [len(table.rows) for table in drawn.read(tmp_path, drawn.pdf(pages)).tables] == [2, 5]
