"""Rulings that are missing, or that belong to something else: the text of a table tells its rows
and columns.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest

from extract.document import read_document_here
from extract.errors import NoTables
from extract.records import Document
from tests import drawn

PDFS = Path(__file__).parent.parent.parent / "pdfs" / "rulings"
HEADS = ["No", "Program", "Pagu", "Realisasi", "%", "Sisa"]
BUDGET = [
    ["1", "Program Penunjang Urusan", "617.283.945", "586.419.747", "95,00", "30.864.198"],
    ["2", "Program Pemberdayaan", "411.522.630", "386.831.272", "94,00", "24.691.358"],
    ["3", "Program Koordinasi", "308.641.972", "287.037.033", "93,00", "21.604.939"],
    ["4", "Program Pembinaan", "246.913.578", "227.160.491", "92,00", "19.753.087"],
    ["5", "Program Pelayanan", "205.761.315", "187.242.796", "91,00", "18.518.519"],
    ["6", "Program Ketertiban", "176.366.841", "158.730.156", "90,00", "17.636.685"],
]
TOTAL = ["", "JUMLAH", "1.966.490.281", "1.833.421.495", "93,23", "133.068.786"]
SUM = ["JUMLAH", "", *TOTAL[2:]]


def texts_of(document: Document) -> list[list[str]]:
    (_,) = document.tables
    return drawn.texts(document)


def read(folder: Path, *pages: str) -> list[list[str]]:
    return texts_of(drawn.read(folder, drawn.pdf(pages)))


def sample(name: str) -> list[list[str]]:
    return texts_of(read_document_here(PDFS / f"{name}.pdf"))


def ended(text: str, x: float, y: float, size: float = drawn.SIZE) -> str:
    """A number that ends at x."""
    return drawn.words(
        text, x - size * sum(0.278 if one in ".," else 0.556 for one in text), y, size=size
    )


# One upright ruling


def test_one_upright_rule_across_level_rules_makes_two_columns() -> None:
    assert sample("two_columns_one_upright") == [
        ["Program", "Pagu"],
        *([row[1], row[2]] for row in BUDGET),
        ["JUMLAH", TOTAL[2]],
    ]


@pytest.mark.parametrize(
    "uprights", [[220.0], [220.0, 310.0], [60.0, 220.0]], ids=["inner", "two inner", "left side"]
)
def test_a_table_is_open_where_its_level_rules_run_on(
    uprights: list[float], tmp_path: Path
) -> None:
    rows = [
        ["Sasaran", "Target", "Capaian"],
        ["Indeks", "80", "81"],
        ["Nilai", "70", "69"],
        ["Jumlah", "12", "12"],
    ]
    columns = [60.0, *sorted({220.0, *uprights} - {60.0})]
    page = ""
    for at, row in enumerate(rows):
        y = 760 - 16 * at
        page += drawn.line(60, y + 11, 400, y + 11) + drawn.line(60, y - 5, 400, y - 5)
        page += "".join(drawn.words(text, x + 4, y) for text, x in zip(row, columns, strict=False))
    page += "".join(drawn.line(x, 707, x, 771) for x in uprights)
    assert read(tmp_path, page) == [row[: len(columns)] for row in rows]


def test_a_chart_is_no_table_though_its_axis_crosses_level_lines(tmp_path: Path) -> None:
    page = "".join(drawn.line(100, 500 + 40 * k, 400, 500 + 40 * k) for k in range(6)) + drawn.line(
        250, 490, 250, 710
    )
    page += "".join(drawn.words(str(20 * k), 80, 498 + 40 * k) for k in range(6))
    page += "".join(
        drawn.words(year, 120 + 60 * k, 480)
        for k, year in enumerate(("2020", "2021", "2022", "2023"))
    )
    with pytest.raises(NoTables):
        drawn.read(tmp_path, drawn.pdf([page]))


def test_a_footer_between_two_lines_is_no_table(tmp_path: Path) -> None:
    page = drawn.line(60, 50, 535, 50) + drawn.line(60, 48, 535, 48) + drawn.line(60, 36, 535, 36)
    page += (
        drawn.line(500, 36, 500, 50)
        + drawn.words("Laporan Kinerja 2024", 64, 40)
        + drawn.words("14", 510, 40)
    )
    with pytest.raises(NoTables):
        drawn.read(tmp_path, drawn.pdf([page]))


# Upright rulings between groups of columns


def test_upright_rules_between_columns_swallow_nothing_that_stands_outside() -> None:
    read_rows = sample("upright_separators_only")
    assert read_rows[:8] == [HEADS, *BUDGET, SUM]
    assert len(read_rows) == 22
    assert read_rows[21] == [
        "20",
        "Kegiatan Lanjutan 14",
        "411.522.630",
        "386.831.272",
        "94,00",
        "24.691.358",
    ]


def test_a_row_that_fills_its_page_is_closed_where_its_upright_rules_end(tmp_path: Path) -> None:
    page = "".join(drawn.line(x, 100, x, 780) for x in (60, 100, 300, 400))
    page += "".join(drawn.words(f"uraian ke {at}", 104, 760 - 12 * at) for at in range(50))
    page += drawn.words("7", 64, 760) + drawn.words("1.500.000", 304, 760)
    (row,) = read(tmp_path, page)
    assert (row[0], row[1][:11], row[2]) == ("7", "uraian ke 0", "1.500.000")


# Open rows


def test_rows_without_upright_rules_are_parted_for_small_integers_too() -> None:
    targets = [("10", "10", "100", "0"), ("11", "10", "90", "1"), ("12", "12", "100", "0")]
    targets += [("13", "12", "90", "1"), ("14", "14", "100", "0"), ("15", "14", "90", "1")]
    rows = [[*row[:2], *numbers] for row, numbers in zip(BUDGET, targets, strict=True)]
    assert sample("open_body_small_integers") == [
        ["No", "Program", "Target", "Realisasi", "%", "Sisa"],
        *rows,
    ]


def open_rows(lines: Sequence[Sequence[str]]) -> str:
    """A ruled header over rows that only level rules part, the lines of a name under each other."""
    widths = [140, 60, 60, 60]
    page = drawn.table([["Jabatan", "Pria", "Wanita", "Jumlah"]], widths)
    y = 764.0
    for row in lines:
        height = 12.0 * (row[0].count("\n") + 1) + 4
        for at, text in enumerate(row):
            for step, line in enumerate(text.split("\n")):
                page += drawn.words(line, 64 + sum(widths[:at]), y - 12 - 12 * step)
        page += drawn.line(60, y - height, 380, y - height)
        page += drawn.line(60, y - height, 60, y) + drawn.line(380, y - height, 380, y)
        y -= height
    return page


def test_the_name_of_an_open_row_may_have_several_lines_and_its_numbers_may_be_dashes(
    tmp_path: Path,
) -> None:
    rows = [
        ["Kepala", "1", "-", "1"],
        ["Sekretaris dan\nKepala Bagian", "2", "3", "5"],
        ["Staf", "—", "4", "4"],
    ]
    assert read(tmp_path, open_rows(rows)) == [
        ["Jabatan", "Pria", "Wanita", "Jumlah"],
        *([row[0].replace("\n", " "), *row[1:]] for row in rows),
    ]


def test_a_heading_over_all_columns_that_names_small_numbers_stays_whole(tmp_path: Path) -> None:
    rows = [
        ["Kepala", "1", "0", "1"],
        ["Golongan 3 dan 4 seluruhnya", "", "", ""],
        ["Staf", "3", "4", "7"],
    ]
    assert read(tmp_path, open_rows(rows))[2] == rows[1]


@pytest.mark.parametrize(("name", "x"), [("Rata-rata", 268), ("Rata-rata", 292), ("JUMLAH", 70)])
def test_the_number_of_a_total_in_a_row_without_upright_rules_stands_in_its_column(
    name: str, x: float, tmp_path: Path
) -> None:
    rows = [["Kepala", "1", "-", "98,50"], ["Staf", "2", "3", "99,10"], ["", "", "", ""]]
    page = open_rows(rows) + drawn.words(name, x, 716) + drawn.words("98,80", 340, 716)
    assert read(tmp_path, page)[-1] == [name, "", "", "98,80"]


def test_words_with_one_number_over_all_columns_stay_whole(tmp_path: Path) -> None:
    rows = [["Kepala", "1", "-", "98,50"], ["Staf", "2", "3", "99,10"], ["", "", "", ""]]
    page = (
        open_rows(rows)
        + drawn.words("Nilai sementara per triwulan", 70, 716)
        + drawn.words("98,80", 340, 716)
    )
    assert read(tmp_path, page)[-1] == ["Nilai sementara per triwulan 98,80", "", "", ""]


# Several records in one ruled cell


def stacked(names: Sequence[str], heights: Sequence[float]) -> str:
    """A ruled cell of names with a line each, beside which three numbers stand at these heights in
    each column.
    """
    page = drawn.table(
        [["Indikator", "Target", "Realisasi"], ["\n" * (len(names) - 1), "", ""]], [150, 80, 80]
    )
    for at, text in enumerate(names):
        page += drawn.words(text, 64, 764 - drawn.ROW * (at + 1) + 5)
    for at, y in enumerate(heights):
        page += drawn.words(f"{at + 1}8,69", 214, y) + drawn.words(f"{at + 1}9,54", 294, y)
    return page


def test_of_texts_as_many_as_the_numbers_beside_them_each_belongs_to_one(tmp_path: Path) -> None:
    names = ["Proporsi aparatur yang telah", "mengikuti pendidikan formal", "Strata 1", "Strata 2"]
    found = read(tmp_path, stacked(names, [745, 729, 713]))
    assert [row[0] for row in found[1:]] == [f"{names[0]} {names[1]}", *names[2:]]


def test_a_line_that_begins_with_a_capital_far_from_the_next_number_goes_on_with_its_name(
    tmp_path: Path,
) -> None:
    names = [
        "Peningkatan",
        "Pemeliharaan Sarana dan",
        "prasarana perkantoran",
        "Program Keuangan",
        "Program Aset",
    ]
    found = read(tmp_path, stacked(names, [753, 705, 689]))
    assert [row[0] for row in found[1:]] == [" ".join(names[:3]), *names[3:]]


# Words beside a ruled block of numbers


def test_names_beside_a_ruled_block_of_numbers_belong_to_it() -> None:
    assert sample("names_outside_grid") == [HEADS, *BUDGET, TOTAL]


def test_remarks_at_the_right_of_a_ruled_block_belong_to_it(tmp_path: Path) -> None:
    rows = [["Pagu", "Realisasi"], *([row[2], row[3]] for row in BUDGET)]
    page = drawn.table(rows, [80, 80], left=200)
    for at, row in enumerate([HEADS, *BUDGET]):
        y = 780 - drawn.ROW * (at + 1) + 5
        page += drawn.words(row[1], 60, y) + drawn.words("Ket" if not at else "Selesai", 380, y)
    names = [[row[1], *row[2:4], "Ket" if row is HEADS else "Selesai"] for row in [HEADS, *BUDGET]]
    assert read(tmp_path, page) == names


def test_a_paragraph_beside_a_table_is_none_of_its_columns(tmp_path: Path) -> None:
    page = drawn.table(
        [["Pagu", "Realisasi"], *([row[2], row[3]] for row in BUDGET)], [80, 80], left=300
    )
    page += "".join(
        drawn.words("Realisasi anggaran tahun ini lebih baik", 60, 772 - 12.4 * at)
        for at in range(9)
    )
    assert read(tmp_path, page)[0] == ["Pagu", "Realisasi"]


# Two columns between two upright rulings


def test_two_numbers_in_each_cell_are_two_columns() -> None:
    assert sample("two_numbers_one_ruled_cell") == [HEADS, *BUDGET, TOTAL]


def doubled(pairs: Sequence[tuple[str, str]], head: str | None) -> str:
    """A ruled table whose last column prints two numbers a cell, under one head or two."""
    page = drawn.table(
        [["Uraian", head or ""], *([f"Uraian {at}", ""] for at in range(len(pairs)))], [100, 160]
    )
    if head is None:
        page += drawn.words("Pagu", 180, 769) + drawn.words("Realisasi", 260, 769)
    for at, (one, other) in enumerate(pairs):
        y = 780 - drawn.ROW * (at + 2) + 5
        page += ended(one, 230, y) + ended(other, 310, y)
    return page


PAIRS = [("1,234,567.50", "98.5"), ("12,000.00", "100.0"), ("345,678.25", "7.25")]


def test_a_head_over_two_columns_of_one_ruled_column_spans_them(tmp_path: Path) -> None:
    assert read(tmp_path, doubled(PAIRS, "Anggaran dan capaian tahun ini")) == [
        ["Uraian", "Anggaran dan capaian tahun ini", ""],
        *([f"Uraian {at}", *pair] for at, pair in enumerate(PAIRS)),
    ]
    assert read(tmp_path, doubled(PAIRS, None))[0] == ["Uraian", "Pagu", "Realisasi"]


def test_groups_of_digits_that_blanks_part_are_one_number(tmp_path: Path) -> None:
    pairs = [("1 500", "000"), ("2 250", "500"), ("12 000", "000")]
    page = drawn.table([["Uraian", "Pagu"], *([f"Uraian {at}", ""] for at in range(3))], [100, 160])
    for at, (one, other) in enumerate(pairs):
        page += ended(one, 230, 780 - drawn.ROW * (at + 2) + 5) + drawn.words(
            other, 236, 780 - drawn.ROW * (at + 2) + 5
        )
    assert [row[1] for row in read(tmp_path, page)[1:]] == [
        f"{one} {other}" for one, other in pairs
    ]


def test_a_cell_here_and_there_that_names_two_numbers_parts_no_column(tmp_path: Path) -> None:
    rows = [
        ["Uraian", "Nilai"],
        ["Target", "12     15"],
        ["Realisasi", "14"],
        ["Rata-rata", "14"],
        ["Sisa", "2"],
    ]
    assert [len(row) for row in read(tmp_path, drawn.table(rows, [100, 160]))] == [2] * 5


# Several columns at one side of an upright ruling


def open_columns(
    rows: Sequence[Sequence[str]],
    columns: Sequence[float],
    uprights: Sequence[float],
    right: float = 500.0,
) -> str:
    """A table with level rulings under every row, and these upright ones."""
    page, y = drawn.line(60, 780, right, 780), 780.0
    for row in rows:
        for text, x in zip(row, columns, strict=True):
            for step, line in enumerate(text.split("\n")):
                page += drawn.words(line, x + 4, y - 11 - 12 * step)
        y -= 4 + 12 * max(text.count("\n") + 1 for text in row)
        page += drawn.line(60, y, right, y)
    return page + "".join(drawn.line(x, y, x, 780) for x in uprights)


OPEN = [60.0, 90.0, 240.0, 320.0, 400.0, 440.0]
WRAPPED = [
    [*row[:1], row[1].replace("Program ", "Program\n"), *row[2:]] if at % 2 else row
    for at, row in enumerate(BUDGET)
]


@pytest.mark.parametrize(
    "body", [BUDGET, WRAPPED, [*BUDGET, TOTAL]], ids=["one line", "two lines", "a total"]
)
@pytest.mark.parametrize(
    "uprights", [[90.0], [240.0], [320.0], [60.0, 240.0, 500.0], [90.0, 400.0]], ids=str
)
def test_columns_at_one_side_of_an_upright_rule_are_parted_as_their_heads_are(
    body: list[list[str]], uprights: list[float], tmp_path: Path
) -> None:
    rows = [HEADS, *body]
    expected = drawn.replaced(rows, "\n", " ")
    assert read(tmp_path, open_columns(rows, OPEN, uprights)) == expected


def test_names_between_words_and_numbers_have_columns_of_their_own(tmp_path: Path) -> None:
    rows = [
        ["No", "Sasaran", "Indikator", "Target"],
        ["1", "Layanan", "Indeks", "80"],
        ["2", "Kinerja", "Nilai", "-"],
    ]
    rows.append(["3", "Reformasi", "Tingkat", "70"])
    assert read(tmp_path, open_columns(rows, [60, 90, 200, 320], [90])) == rows


def test_a_column_of_numbers_of_three_digits_is_no_rest_of_the_numbers_before_it(
    tmp_path: Path,
) -> None:
    rows = [
        ["No", "Indikator", "Target", "Hasil"],
        *([str(at), f"Indeks {at}", "100", "100"] for at in range(1, 5)),
    ]
    assert read(tmp_path, open_columns(rows, [60, 90, 200, 320], [90])) == rows


def test_the_longest_name_may_come_close_to_its_number(tmp_path: Path) -> None:
    rows = [list(row) for row in [HEADS, *BUDGET]]
    rows[1][1] = "Program Penunjang Urusan Pemerintah"  # 160 points wide: four before its amount
    assert (
        read(tmp_path, open_columns(rows, [60.0, 90.0, 254.3, 330.0, 410.0, 450.0], [90])) == rows
    )


def test_columns_without_heads_are_parted_where_amounts_bear_each_other_out(tmp_path: Path) -> None:
    assert read(tmp_path, open_columns(BUDGET, OPEN, [90])) == BUDGET


def test_a_heading_over_columns_that_no_rule_parts_is_one_cell(tmp_path: Path) -> None:
    heading = ["", "Urusan Pemerintahan Umum dan Kewilayahan Kecamatan", "", "", "", ""]
    rows = [HEADS, BUDGET[0], heading, *BUDGET[1:]]
    assert read(tmp_path, open_columns(rows, OPEN, [90]))[2][1] == heading[1]


ONE = [
    (
        "a number and its unit",
        ["Target", ""],
        [["12", "Dokumen"], ["14", "Orang"], ["100", "Laporan"]],
    ),
    (
        "a code and its name",
        ["", "Program"],
        [["7.01.01", "Penunjang"], ["7.01.02", "Pembinaan"], ["7.01.03", "Umum"]],
    ),
    ("a list", ["Uraian", ""], [["1.", "Penyusunan"], ["2.", "Pembinaan"], ["3.", "Pelaporan"]]),
    (
        "a sign before",
        ["Pagu", "2024"],
        [["Rp", "1.500.000"], ["Rp", "2.500.000"], ["Rp", "750.000"]],
    ),
    ("a sign behind", ["Capaian", "Kinerja"], [["95,00", "%"], ["94,00", "%"], ["93,50", "%"]]),
    (
        "a list of values",
        ["Hal", "Isi"],
        [["Pagu", ": 1.500.000"], ["Sisa", ": 2.500"], ["Serapan", ": 95,00"]],
    ),
    (
        "a number under the head of its name",
        ["Pegawai", ""],
        [["Pria", "12"], ["Wanita", "14"], ["Semua", "26"]],
    ),
    (
        "words",
        ["Sasaran", "Indikator"],
        [["Layanan", "Indeks"], ["Kinerja", "Nilai"], ["Umum", "Tingkat"]],
    ),
]


@pytest.mark.parametrize(
    ("head", "body"), [case[1:] for case in ONE], ids=[case[0] for case in ONE]
)
def test_what_belongs_together_in_a_cell_stays_though_a_gap_goes_through_all_rows(
    head: list[str], body: list[list[str]], tmp_path: Path
) -> None:
    rows = [["Uraian", *head], *([f"Uraian {at}", *row] for at, row in enumerate(body))]
    read_rows = read(tmp_path, open_columns(rows, [60, 200, 260], [200]))
    assert read_rows == [[row[0], " ".join(filter(None, row[1:]))] for row in rows]


@pytest.mark.parametrize(
    ("head", "body", "columns", "parts"),
    [
        (["", "Program", "Pagu"], ["7.01.01", "Penunjang", "1.500.000"], [90, 150, 300], 2),
        (["Target", "", "Pagu"], ["12", "Dokumen", "1.500.000"], [90, 150, 300], 2),
        (["Program", "Pagu", ""], ["Penunjang", "1 500", "000"], [90, 200, 226.5], 1),
    ],
    ids=["a code", "a unit", "groups of digits"],
)
def test_what_has_no_head_belongs_to_its_neighbour(
    head: list[str], body: list[str], columns: list[float], parts: int, tmp_path: Path
) -> None:
    rows = [["No", *head], *([str(at), *body] for at in range(1, 4))]
    joined = [
        [row[0], " ".join(row[1 : parts + 1]).strip(), " ".join(row[parts + 1 :]).strip()]
        for row in rows
    ]
    assert read(tmp_path, open_columns(rows, [60, *columns], [90])) == joined


def test_amounts_in_running_text_part_no_column(tmp_path: Path) -> None:
    texts = [
        "Anggaran 1.500.000 terserap 95,00 persen",
        "Sebesar 2.250.000 rupiah atau 90,00 persen",
    ]
    texts.append("Dari 12 Januari 2024 sampai 31 Maret 2024 sebesar 750.000")
    rows = [
        ["No", "Keterangan tentang pelaksanaan"],
        *([str(at), text] for at, text in enumerate(texts, 1)),
    ]
    assert read(tmp_path, open_columns(rows, [60, 90], [90])) == rows


# Rulings between rows that one column lacks


def test_two_amounts_in_one_cell_beside_two_rows_are_two_cells(tmp_path: Path) -> None:
    rows = [
        ["Uraian", "Pagu", "%"],
        ["Program", "1.500.000", "90,00"],
        ["Kegiatan", "2.500.000", "80,00"],
    ]
    page = drawn.table(
        [rows[0], [rows[1][0], "", rows[1][2]], [rows[2][0], "^", rows[2][2]]], [100, 90, 60]
    )
    page += drawn.words("1.500.000", 164, 753) + drawn.words("2.500.000", 164, 737)
    assert read(tmp_path, page) == rows


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [("Meningkatnya", "layanan", "Meningkatnya layanan"), ("1.171.169.4", "56", "1.171.169.456")],
    ids=["words", "a broken amount"],
)
def test_a_merged_cell_of_two_lines_stays_one(
    above: str, below: str, whole: str, tmp_path: Path
) -> None:
    width = 100 if above[0] == "M" else 55
    rows = [
        ["Uraian", "Sasaran", "%"],
        ["Program", f"{above}\n{below}", "90,00"],
        ["Kegiatan", "^", "80,00"],
    ]
    assert read(tmp_path, drawn.table(rows, [100, width, 60]))[1] == ["Program", whole, "90,00"]


# Drawings that touch a table


def legend(y: float, height: float = 12.0) -> str:
    """Boxes of a legend with the words they stand for, hanging on the level edge at y."""
    page = ""
    for x, name in ((120, "Baik"), (210, "Sedang"), (290, "Kurang")):
        page += drawn.line(x, y, x, y - height) + drawn.line(x + 25, y, x + 25, y - height)
        page += drawn.line(x, y - height, x + 25, y - height) + drawn.words(name, x + 30, y - 9)
    return page


def test_the_boxes_of_a_legend_under_a_table_make_none_of_its_columns(tmp_path: Path) -> None:
    rows = [HEADS, *BUDGET]
    page = drawn.table(rows, [30, 150, 80, 80, 50, 80])
    document = drawn.read(tmp_path, drawn.pdf([page + legend(780 - drawn.ROW * len(rows))]))
    assert texts_of(document) == rows
    assert document.pages[0].lines[0].text.startswith("Baik")


def test_a_last_row_in_columns_of_its_own_is_of_the_table_whose_sides_it_shares(
    tmp_path: Path,
) -> None:
    upper = drawn.table(BUDGET, [30, 150, 80, 80, 50, 80])
    lower = drawn.table(
        [["Rata-rata serapan", "92,50"]], [320, 150], top=780 - drawn.ROW * len(BUDGET)
    )
    assert read(tmp_path, upper + lower)[-1] == ["Rata-rata serapan", "", "", "", "92,50", "", ""]


# Tall glyphs


def test_a_bullet_of_a_tall_font_lifts_no_line_into_the_row_above() -> None:
    assert sample("bullets_tall") == [
        ["Sasaran 1", "■Tersedianya 1.250 dokumen ■Anggaran 2.500.000 rupiah"],
        ["Sasaran 2", "■Realisasi 3.750 orang ■Sisa anggaran 1.000.000"],
        ["Sasaran 3", "■Capaian 98,50 persen ■Serapan 97,25 persen"],
    ]


def test_a_tall_mark_at_the_end_of_a_line_lifts_none_either(tmp_path: Path) -> None:
    page = drawn.table([["Uraian", "Nilai"], ["\n", "90"], ["\n", "80"]], [150, 60])
    for at, name in enumerate(("Indeks", "Layanan", "Nilai", "Reformasi")):
        y = 780 - drawn.ROW * (at + 2) + 5
        page += f"BT /F1 9 Tf 64 {y} Td ({name}) Tj /F1 26 Tf (*) Tj ET\n"
    assert [row[0] for row in read(tmp_path, page)[1:]] == [
        "Indeks * Layanan *",
        "Nilai * Reformasi *",
    ]


# Several records between two level rulings


def test_records_in_one_ruled_row_are_parted_by_the_only_column_that_stacks_numbers(
    tmp_path: Path,
) -> None:
    names = "Penyediaan Jasa\nSurat Menyurat\nPenyediaan Jasa\nKomunikasi"
    rows = [
        ["Uraian", "Hasil", "Capaian"],
        ["1", "2", "3"],
        [names, "baik\n \nsedang", "95,45\n \n83,35"],
    ]
    assert read(tmp_path, drawn.table(rows, [120, 60, 60]))[2:] == [
        ["Penyediaan Jasa Surat Menyurat", "baik", "95,45"],
        ["Penyediaan Jasa Komunikasi", "sedang", "83,35"],
    ]


def test_an_amount_over_its_percentage_is_one_record(tmp_path: Path) -> None:
    rows = [
        ["Uraian", "Anggaran", "Hasil"],
        ["1", "2", "3"],
        ["Program\nPelayanan", "1.500.000\n95,45%", "baik"],
    ]
    assert read(tmp_path, drawn.table(rows, [120, 90, 60]))[2:] == [
        ["Program Pelayanan", "1.500.000 95,45%", "baik"]
    ]


def test_a_number_in_the_middle_of_a_ruled_row_is_of_all_its_records(tmp_path: Path) -> None:
    rows = [["Uraian", "Target", "Realisasi", "Capaian", "Nilai"], ["1", "2", "3", "4", "5"]]
    page = drawn.table(
        [*rows, ["S1\nS2", "38,69\n15,50", "39,54\n18,16", " \n ", ""]], [60, 60, 60, 60, 60]
    )
    page += drawn.words("109,67", 244, 729) + drawn.words("baik", 304, 729)
    document = drawn.read(tmp_path, drawn.pdf([page]))
    assert texts_of(document)[2:] == [
        ["S1", "38,69", "39,54", "109,67", "baik"],
        ["S2", "15,50", "18,16", "", ""],
    ]
    assert [cell.rows for cell in document.tables[0].rows[0]] == [1, 1, 1, 2, 2]


def test_a_number_level_with_the_first_of_several_records_is_its_own(tmp_path: Path) -> None:
    rows = [["Uraian", "Target", "Realisasi", "Capaian"], ["1", "2", "3", "4"]]
    page = drawn.table(
        [*rows, ["S1\nS2", "38,69\n15,50", "39,54\n18,16", "102,20"]], [60, 60, 60, 60]
    )
    document = drawn.read(tmp_path, drawn.pdf([page]))
    assert texts_of(document)[2:] == [
        ["S1", "38,69", "39,54", "102,20"],
        ["S2", "15,50", "18,16", ""],
    ]
    assert document.tables[0].rows[0][3].rows == 1
