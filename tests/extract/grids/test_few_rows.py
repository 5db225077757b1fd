"""Tables without upright rules of which little is left on a page, or whose names are long, are
tables all the same.
"""

from pathlib import Path

from tests import drawn

WIDTHS = (70, 130, 80, 80, 70)
HEADS = [["Kode", "Uraian", "Pagu", "Realisasi", "Sisa"], ["1", "2", "3", "4", "5"]]
LAST = ["7.01.03", "Program Kelurahan", "1.500.000", "1.400.000", "100.000"]
CLOSING = "Demikian laporan kinerja ini disusun sebagai wujud pertanggungjawaban kepada masyarakat."


def read(tmp_path: Path, *pages: str) -> list[list[list[str]]]:
    """Return the texts of all tables of these pages."""
    document = drawn.read(tmp_path, drawn.pdf(pages))
    return [drawn.texts(document, at) for at in range(len(document.tables))]


def test_one_row_under_column_numbers_is_a_table(tmp_path: Path) -> None:
    page = drawn.table([*HEADS, LAST], WIDTHS, rule=drawn.nothing) + drawn.words(CLOSING, 60, 690)
    assert read(tmp_path, page) == [[*HEADS, LAST]]


def test_a_row_left_alone_on_the_next_page_belongs_to_its_table(tmp_path: Path) -> None:
    rows = [
        [f"7.01.0{k}", f"Program {k}", f"{k}.500.000", f"{k}.400.000", "100.000"]
        for k in range(1, 9)
    ]
    pages = [
        drawn.table([*HEADS, *rows], WIDTHS, rule=drawn.nothing),
        drawn.table([*HEADS, LAST], WIDTHS, rule=drawn.nothing),
    ]
    assert read(tmp_path, *pages) == [[*HEADS, *rows, LAST]]


def test_a_head_may_be_wider_than_the_column_at_the_side_of_its_table(tmp_path: Path) -> None:
    rows = [
        ["No", "Program", "Anggaran", "Keterangan"],
        *([f"{k}", f"Program {k}", f"{k}.500.000", ""] for k in "123"),
    ]
    sources = "".join(drawn.words("APBD", 348, 780 - drawn.ROW * k + 5) for k in (2, 3, 4))
    (table,) = read(tmp_path, drawn.table(rows, (40, 120, 110, 80), rule=drawn.nothing) + sources)
    assert table == [rows[0], *([*row[:3], "APBD"] for row in rows[1:])]


def test_names_over_many_lines_do_not_hide_the_rows_between_level_rules(tmp_path: Path) -> None:
    name = "Koordinasi\ndengan\nperangkat\ndaerah\ndan\ninstansi\nvertikal\nterkait"
    rows = [[f"7.01.0{k}", name, f"{k}.500.000", f"{k}.400.000", "100.000"] for k in range(1, 4)]
    (table,) = read(tmp_path, drawn.table([*HEADS, *rows], WIDTHS, rule=drawn.level))
    assert table == [
        *HEADS,
        *([code, name.replace("\n", " "), *amounts] for code, _, *amounts in rows),
    ]


def test_a_last_row_that_is_not_shaded_belongs_to_the_shaded_rows_above(tmp_path: Path) -> None:
    rows = [
        [f"7.01.0{k}", f"Program {k}\nlanjut", f"{k}.500.000", f"{k}.400.000", "100.000"]
        for k in range(1, 5)
    ]
    tall = 2 * drawn.ROW
    shades = "".join(
        f"0.9 g 60 {780 - y - h} 430 {h} re f\n"
        for y, h in ((0, 16), (16, tall), (16 + 2 * tall, tall))
    )
    page = shades + "0 g\n" + drawn.table([HEADS[0], *rows], WIDTHS, rule=drawn.nothing)
    (table,) = read(tmp_path, drawn.words("Tabel 3.1 Realisasi Anggaran", 60, 790) + page)
    assert [row[0] for row in table] == ["Kode", "7.01.01", "7.01.02", "7.01.03", "7.01.04"]


def test_heads_of_two_lines_stand_half_a_line_beside_those_of_one(tmp_path: Path) -> None:
    body = [[f"{k}", f"Sasaran {k}", f"Indikator {k}", f"9{k},00", f"8{k},00"] for k in range(1, 5)]
    table = drawn.table(body, (40, 110, 110, 80, 80), top=740, rule=drawn.nothing)
    single = (("No", 64), ("Sasaran", 104), ("Indikator Kinerja", 214))
    heads = "".join(drawn.words(text, x, 750) for text, x in single)
    heads += "".join(
        drawn.words(text, x, y) for text, x, y in (("Target", 324, 754.5), ("(%)", 324, 745.5))
    )
    heads += "".join(
        drawn.words(text, x, y) for text, x, y in (("Realisasi", 404, 754.5), ("(%)", 404, 745.5))
    )
    (found,) = read(tmp_path, drawn.words("Tabel 3.1 Capaian Kinerja", 60, 770) + heads + table)
    assert found == [["No", "Sasaran", "Indikator Kinerja", "Target (%)", "Realisasi (%)"], *body]


NARROW = [
    ["1", "7.01.05.2.05", "Pembinaan Pemeliharaan", "88", "7,97"],
    ["2", "7.01.05.2.07", "Rapat", "5", "65,34"],
]


def headed(under: str, closed: bool) -> str:
    """A captioned table with words at the left of a column under its heads, which a rule
    may close.
    """
    heads = (("No", 64), ("Kode", 106), ("Uraian", 230), ("Tahun 2024", 349), ("Tahun 2023", 449))
    content = drawn.words("Tabel 3.5 Realisasi Anggaran Tahun 2024", 110, 800)
    content += "".join(drawn.words(text, x, 774) for text, x in heads)
    content += (drawn.line(60, 769, 540, 769) if closed else "") + drawn.words(
        under, 147, 758, bold=True
    )
    content += drawn.table(NARROW, (20, 65, 200, 100, 90), top=753, rule=drawn.nothing)
    return content + drawn.line(60, 718, 540, 718)


def test_words_under_the_rule_that_closes_the_heads_are_a_section_and_part_no_column(
    tmp_path: Path,
) -> None:
    (table,) = read(tmp_path, headed("Aparatur Jasa", closed=True))
    assert table == [
        ["No", "Kode", "Uraian", "Tahun 2024", "Tahun 2023"],
        ["", "", "Aparatur Jasa", "", ""],
        *NARROW,
    ]


def test_words_under_heads_that_no_rule_closes_go_on_with_a_head(tmp_path: Path) -> None:
    (table,) = read(tmp_path, headed("(program dan kegiatan)", closed=False))
    assert [row[0] for row in table[-2:]] == ["1", "2"]
    assert "(program dan kegiatan)" in " ".join(text for row in table[:-2] for text in row)


def test_a_total_alone_under_column_numbers_takes_no_column_from_its_heads(tmp_path: Path) -> None:
    rows = [
        [f"7.01.0{k}", f"Program {k}", f"{k}.500.000", f"{k}.400.000", "100.000"]
        for k in range(1, 9)
    ]
    total = ["", "", "36.000.000", "35.200.000", "800.000"]
    name = drawn.words("JUMLAH", 104, 780 - 3 * drawn.ROW + 5)
    pages = [
        drawn.table([*HEADS, *rows], WIDTHS, rule=drawn.nothing),
        drawn.table([*HEADS, total], WIDTHS, rule=drawn.nothing) + name,
    ]
    (table,) = read(tmp_path, *pages)
    assert [*table[:-1], table[-1][2:]] == [*HEADS, *rows, total[2:]]
    assert "".join(table[-1][:2]) == "JUMLAH"


def low_numbers(apart: float) -> str:
    """A table under heads so far above, whose first name has three lines, its numbers on
    the last.
    """
    heads = (("No", 64), ("Nama Kegiatan", 94), ("Capaian", 270), ("Tahun 2024", 350))
    content = drawn.words("Tabel 3.1 Realisasi Anggaran Tahun 2024", 94, 800)
    content += "".join(drawn.words(text, x, 729 + apart) for text, x in heads)
    name = (("Penyusunan Evaluasi", 718), ("Milik Keuangan Aparatur", 707), ("Sarana", 696))
    content += "".join(drawn.words(text, 94, y) for text, y in name)
    for at, numbers in enumerate(
        (("1", "174", "24"), ("2", "35,04", "11,50"), ("3", "72,31", "54,83"))
    ):
        y = 696 - 13 * at
        content += "".join(
            drawn.words(text, x, y) for text, x in zip(numbers, (64, 270, 350), strict=True)
        )
        content += drawn.words(f"Kegiatan {at}", 94, y) if at else ""
    return content


def test_a_name_of_three_lines_over_the_first_numbers_is_none_of_the_heads(tmp_path: Path) -> None:
    (table,) = read(tmp_path, low_numbers(4))
    assert table[:2] == [
        ["No", "Nama Kegiatan", "Capaian", "Tahun 2024"],
        ["1", "Penyusunan Evaluasi Milik Keuangan Aparatur Sarana", "174", "24"],
    ]


def test_words_as_near_to_the_heads_as_to_the_first_numbers_stay_with_those(tmp_path: Path) -> None:
    (table,) = read(tmp_path, low_numbers(0))
    assert table[0][1].startswith("Nama Kegiatan Penyusunan")
