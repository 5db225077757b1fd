"""Tables that rules part only in places, or not at all, read the same as those that rules part
everywhere.
"""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from extract.errors import NoTables
from extract.pdfium.raw_page import Glyphs
from extract.text.text_lines import FREE, find_runs
from tests import drawn

WIDTHS = [60, 170, 90, 90, 60]
HEADS = ["Kode", "Uraian", "Pagu", "Realisasi", "%"]
ROWS = [
    ["7.01.01", "Program Penunjang\nUrusan Pemerintahan", "1.500.000", "1.400.000", "93,33"],
    ["7.01.02", "Program Pelayanan", "2.500.000", "2.500.000", "100,00"],
    ["7.01.03", "Program Pemberdayaan\nMasyarakat Desa", "3.500.000", "3.000.000", "85,71"],
    ["7.01.04", "Program Koordinasi", "4.500.000", "4.000.000", "88,89"],
]
READ = drawn.replaced([HEADS, *ROWS], "\n", " ")


def piecewise(x0: float, y0: float, x1: float, y1: float) -> str:
    """A level border as word processors draw it: a piece for each cell, with a little square at its
    corner.
    """
    if y0 != y1:
        return ""
    corner = f"{x0 - 0.24:.2f} {y0 - 0.24:.2f} 0.48 0.48 re f\n"
    return f"{corner}{x0 + 0.24:.2f} {y0 - 0.24:.2f} {x1 - x0 - 0.48:.2f} 0.48 re f\n"


def shading(rows: Sequence[Sequence[str]], widths: Sequence[float], filled: set[int]) -> str:
    """Fill the cells of these rows, one by one."""
    content, y = "0.8 g\n", 780.0
    for index, row in enumerate(rows):
        height = drawn.ROW * max(text.count("\n") + 1 for text in row)
        for column, width in enumerate(widths):
            if index in filled:
                content += (
                    f"{60 + sum(widths[:column]):.2f} {y - height:.2f} {width:.2f} "
                    f"{height:.2f} re f\n"
                )
        y -= height
    return content + "0 g\n"


def read(tmp_path: Path, *pages: str) -> list[list[str]]:
    document = drawn.read(tmp_path, drawn.pdf(pages))
    assert len(document.tables) == 1
    return drawn.texts(document)


@pytest.mark.parametrize(
    "filled", [{0, 2, 4}, {0, 1, 3}, {1, 3}], ids=["even rows", "odd rows", "no head"]
)
def test_filled_cells_without_any_rule_make_a_table(filled: set[int], tmp_path: Path) -> None:
    rows = [HEADS, *ROWS]
    page = shading(rows, WIDTHS, filled) + drawn.table(rows, WIDTHS, rule=drawn.nothing)
    assert read(tmp_path, page) == READ
    (table,) = drawn.read(tmp_path, drawn.pdf([page])).tables
    assert table.reader == "filled"


def test_a_heading_under_a_table_of_filled_cells_is_not_its_last_row(tmp_path: Path) -> None:
    rows = [HEADS, *ROWS]
    page = shading(rows, WIDTHS, {0, 2, 4}) + drawn.table(rows, WIDTHS, rule=drawn.nothing)
    heading = drawn.words(
        "3.3 Realisasi Anggaran menurut Program dan Kegiatan pada Tahun Anggaran 2024", 60, 640
    )
    assert read(tmp_path, page + heading) == READ


def test_a_shaded_paragraph_is_no_table(tmp_path: Path) -> None:
    words = [
        "dengan",
        "alokasi",
        "anggaran",
        "sebesar",
        "866.600.000,-",
        "atau",
        "99,35%",
        "dan",
        "realisasi",
        "fisik",
    ]
    page = ""
    for at in range(6):
        y = 700 - 14 * at
        page += f"0.9 g 60 {y - 3} 400 14 re f 0 g\n"
        for k, word in enumerate(words[at:] + words[:at]):
            page += drawn.words(word, 62 + (33 + at) * k, y)
    with pytest.raises(NoTables):
        drawn.read(tmp_path, drawn.pdf([page]))


@pytest.mark.parametrize("rule", [drawn.level, piecewise])
def test_level_rules_alone_make_a_table(rule: drawn.Rule, tmp_path: Path) -> None:
    assert read(tmp_path, drawn.table([HEADS, *ROWS], WIDTHS, rule=rule)) == READ


def test_pieces_of_level_rules_tell_columns_that_no_gap_in_the_text_parts(tmp_path: Path) -> None:
    widths = [60, 106, 90, 90, 60]
    rows = [[row[0], "Penyelenggaraan Urusan", *row[2:]] for row in ROWS]
    assert read(tmp_path, drawn.table([HEADS, *rows], widths, rule=piecewise)) == [HEADS, *rows]


def test_a_word_that_runs_over_the_edge_of_two_cells_merges_them(tmp_path: Path) -> None:
    widths = [24, 200, 90, 90]
    heads = ["No", "Kegiatan", "Pagu", "Realisasi"]
    rows = [[str(at), f"Kegiatan {at}", "1.500.000", "1.400.000"] for at in range(1, 6)]
    program = ["Program Penunjang", "<", "7.500.000", "7.000.000"]
    page = drawn.table([heads, program, *rows], widths, rule=piecewise)
    assert read(tmp_path, page) == [heads, ["Program Penunjang", "", *program[2:]], *rows]


def underlined(x0: float, y0: float, x1: float, y1: float) -> str:
    """The lower border of a cell as browsers print it: one piece, ending at the edge."""
    return f"{x0:.2f} {y0 - 0.4:.2f} {x1 - x0:.2f} 0.8 re f\n" if y0 == y1 else ""


def test_the_columns_of_another_table_on_the_page_do_not_part_a_row(tmp_path: Path) -> None:
    names = ["Persentase realisasi penerimaan", "Indeks kepuasan pengguna layanan"]
    first = [["Kode", "Indikator", "%"], *(["1a", name, "99,14"] for name in [*names, *names])]
    narrow = [
        ["IKU", "2021", "2022", "2023", "2024"],
        *[["1a", "98,1", "99,2", "97,3", "99,4"]] * 4,
    ]
    page = drawn.table(first, [40, 320, 60], rule=underlined)
    page += drawn.table(narrow, [60, 60, 60, 60, 60], rule=underlined, top=600)
    document = drawn.read(tmp_path, drawn.pdf([page]))
    assert [drawn.texts(document, at) for at in range(2)] == [first, narrow]
    assert {table.reader for table in document.tables} == {"level"}


def test_heads_that_are_filled_cell_by_cell_stand_over_rules_in_pieces(tmp_path: Path) -> None:
    widths = [80, 150, 70, 70, 80]
    heads = ["Kode\nSS/IKU", "Indikator Kinerja", "Target", "Realisasi", "Nilai\nTertimbang"]
    rows = [
        ["SS-1 Penerimaan negara", "<", "<", "<", "<"],
        ["1a-CP", "Persentase penerimaan", "100%", "103,27%", "30,98"],
        ["SS-2 Layanan yang prima", "<", "<", "<", "<"],
        ["2a-CP", "Indeks kepuasan", "4,40", "4,62", "21,00"],
        ["3a-N", "Waktu layanan", "5 hari", "3,8 hari", "18,00"],
    ]

    def rule(x0: float, y0: float, x1: float, y1: float) -> str:
        return underlined(x0, y0, x1, y1) if y0 < 780 else ""  # only the shading bounds the top

    page = shading([heads, *rows], widths, {0}) + drawn.table([heads, *rows], widths, rule=rule)
    # the rules above and under a merged cell are drawn in the pieces of the rows beside it
    for row in (2, 4):
        y = 780 - drawn.ROW * (row + 1)
        edges = [60, 140, 290, 360, 430, 510]
        page += "".join(underlined(x0, y, x1, y) for x0, x1 in pairwise(edges))
    assert read(tmp_path, page) == [
        [text.replace("\n", " ") for text in heads],
        *([row[0], "", "", "", ""] if "<" in row else row for row in rows),
    ]
    (table,) = drawn.read(tmp_path, drawn.pdf([page])).tables
    assert table.reader == "level"


def test_a_rule_that_stops_beside_a_cell_leaves_it_whole(tmp_path: Path) -> None:
    rows = [
        ["1", "Meningkatnya kualitas\npelayanan publik", "Indeks kepuasan", "90,00", "89,00"],
        [
            "2",
            "Meningkatnya tata\nkelola perangkat\ndaerah yang baik",
            "Jumlah keluhan",
            "12,50",
            "14,50",
        ],
        ["^", "^", "Indeks integritas\ndan kinerja", "80,00", "82,00"],
    ]
    page = drawn.table(
        [["No", "Sasaran", "Indikator", "Target", "Realisasi"], *rows],
        [30, 150, 130, 60, 60],
        rule=drawn.level,
    )
    assert read(tmp_path, page)[2:] == [
        [
            "2",
            "Meningkatnya tata kelola perangkat daerah yang baik",
            "Jumlah keluhan",
            "12,50",
            "14,50",
        ],
        ["", "", "Indeks integritas dan kinerja", "80,00", "82,00"],
    ]


def test_a_head_centred_over_heads_of_its_own_spans_them(tmp_path: Path) -> None:
    widths = [40.0, 150.0, 60.0, 60.0, 60.0]
    edges = [60 + sum(widths[:k]) for k in range(6)]

    def centred(text: str, first: int, last: int, y: float) -> str:
        return drawn.words(text, (edges[first] + edges[last]) / 2 - 2.25 * len(text), y)

    head = (
        centred("Kinerja", 2, 5, 772) + centred("No", 0, 1, 764) + centred("Indikator", 1, 2, 764)
    )
    head += "".join(
        centred(text, k, k + 1, 755) for k, text in enumerate(("Target", "Realisasi", "Capaian"), 2)
    )
    rows = [[str(at), f"Persentase layanan {at}", "90,00", "89,00", "98,89"] for at in range(1, 6)]
    body = drawn.table(rows, widths, rule=drawn.nothing, top=748)
    rules = "".join(drawn.line(60, y, edges[-1], y) for y in (780, 748, 732, 716, 700, 684, 668))
    page = rules + head + body
    document = drawn.read(tmp_path, drawn.pdf([page]))
    assert drawn.texts_of(document.tables[0].header) == [
        ["No", "Indikator", "Kinerja", "", ""],
        ["", "", "Target", "Realisasi", "Capaian"],
    ]


def test_rules_over_and_under_subtotals_part_no_rows(tmp_path: Path) -> None:
    names = [
        ("4", "PENDAPATAN", "300,00"),
        ("4.1", "Pajak Daerah", "300,00"),
        ("4.1.01", "Pajak Hotel", "100,00"),
    ]
    names += [(f"4.1.0{at}", f"Pajak lain {at}", "50,00") for at in range(2, 6)]
    page = drawn.table([["Nomor", "Uraian", "Jumlah"]], [80, 250, 90])
    top = 780 - drawn.ROW
    bottom = top - drawn.ROW * len(names)
    for x in (60, 140, 390, 480):
        page += drawn.line(x, bottom, x, top)
    page += drawn.line(60, bottom, 480, bottom)
    for at, (code, name, amount) in enumerate(names):
        y = top - drawn.ROW * at - 11
        page += drawn.words(code, 64, y) + drawn.words(name, 144, y) + drawn.words(amount, 440, y)
        if at < 3:
            page += drawn.line(390, y - 5, 480, y - 5)
    assert read(tmp_path, page) == [["Nomor", "Uraian", "Jumlah"], *map(list, names)]


def test_an_edge_drawn_here_and_there_in_the_rows_is_one_edge(tmp_path: Path) -> None:
    upper = drawn.table([HEADS[:3], ["7.01", "Program", "1.500"]], [60, 100, 90])
    lower = drawn.table(
        [["7.02", "Program", "2.500"], ["7.03", "Program", "3.500"]], [60, 107, 83], top=748
    )
    assert read(tmp_path, upper + lower) == [
        HEADS[:3],
        ["7.01", "Program", "1.500"],
        ["7.02", "Program", "2.500"],
        ["7.03", "Program", "3.500"],
    ]


def test_two_whole_amounts_in_one_cell_are_two_rows(tmp_path: Path) -> None:
    row = [
        "Belanja Tidak Langsung\nBelanja Langsung",
        "6.857.296.607,-\n15.052.945.500,-",
        "98,81 %\n91,30 %",
    ]
    page = drawn.table([["Uraian", "Anggaran", "Capaian"], ["1", "2", "3"], row], [150, 100, 80])
    assert read(tmp_path, page)[2:] == [
        ["Belanja Tidak Langsung", "6.857.296.607,-", "98,81 %"],
        ["Belanja Langsung", "15.052.945.500,-", "91,30 %"],
    ]


def test_a_total_without_upright_rules_has_its_numbers_under_their_columns(tmp_path: Path) -> None:
    rows = [
        ["No", "Uraian", "Target", "Realisasi", "%"],
        ["1", "Retribusi", "1.500.000", "1.400.000", "93,33"],
    ]
    page = drawn.table(rows, [40, 150, 90, 90, 60])
    page += (
        drawn.line(60, 748, 60, 732)
        + drawn.line(490, 748, 490, 732)
        + drawn.line(60, 732, 490, 732)
    )
    for text, x in (("J u m l a h", 64), ("1.500.000", 254), ("1.400.000", 344), ("93,33 %", 434)):
        page += drawn.words(text, x, 737)
    assert read(tmp_path, page)[2] == ["J u m l a h", "", "1.500.000", "1.400.000", "93,33 %"]


def test_a_heading_over_all_columns_that_names_amounts_stays_whole(tmp_path: Path) -> None:
    heading = "Program A, dari 1.500.000 menjadi 1.400.000 rupiah"
    page = drawn.table([HEADS, [heading, "<", "<", "<", "<"], *ROWS], WIDTHS)
    assert read(tmp_path, page)[1] == [heading, "", "", "", ""]


def test_a_line_that_the_rule_under_its_row_cuts_off_belongs_to_that_row(tmp_path: Path) -> None:
    rows = [
        ["No", "Program", "Anggaran"],
        ["1", "Program Kinerja", "1.500"],
        ["2", "Program Taman", "2.500"],
    ]
    page = drawn.table(rows, [40, 160, 90]) + drawn.words("Persampahan", 104, 744)
    assert read(tmp_path, page)[1:] == [
        ["1", "Program Kinerja Persampahan", "1.500"],
        ["2", "Program Taman", "2.500"],
    ]


@pytest.mark.parametrize(
    ("names", "read_names"),
    [
        (
            "Retribusi Pasar\ndan Toko\nRetribusi Parkir\ndi Jalan\nUmum",
            ["Retribusi Pasar dan Toko", "Retribusi Parkir di Jalan Umum"],
        ),
        (
            "b. Belanja:\n- Tidak\nLangsung\n- Langsung",
            ["b. Belanja:", "- Tidak Langsung", "- Langsung"],
        ),
    ],
    ids=["the same word", "dashes under a heading"],
)
def test_the_items_of_a_cell_are_its_rows_where_as_many_numbers_stand_beside_them(
    names: str, read_names: list[str], tmp_path: Path
) -> None:
    above = "" if names.startswith("Retribusi") else " \n \n"
    amounts = [f"{above}{one}\n \n \n{other}" for one, other in (PAIR, PAIR[::-1])]
    page = drawn.table(
        [["Uraian", "Target", "Realisasi"], ["1", "2", "3"], [names, *amounts]], [150, 90, 90]
    )
    assert [row[0] for row in read(tmp_path, page)[2:]] == read_names
    assert [row[1:] for row in read(tmp_path, page)[-2:]] == [list(PAIR), list(PAIR[::-1])]


@pytest.mark.parametrize("drop", [0, 3, 8])
def test_the_mark_of_an_item_stands_before_its_words_however_low_it_is_set(
    drop: float, tmp_path: Path
) -> None:
    page = drawn.table(
        [["Uraian", "Pagu"], ["1", "2"], ["\n", "1.500"], ["\n", "2.500"]], [150, 90]
    )
    for at, name in enumerate(("Ayam Petelur", "Ayam Pedaging")):
        y = 780 - drawn.ROW * (3 + 2 * at) + 5
        page += drawn.words("-", 64, y - drop)
        for step, word in enumerate(name.split()):
            page += drawn.words(word, 74, y - 11 * step)
    assert [row[0] for row in read(tmp_path, page)[2:]] == ["- Ayam Petelur", "- Ayam Pedaging"]


def test_a_row_without_rules_begins_where_an_item_is_numbered(tmp_path: Path) -> None:
    names = (
        "1.1 Jumlah sarana\nyang memenuhi\nstandar\npelayanan\n(buah)\n1.2 Jumlah "
        "kelompok\nyang maju"
    )
    first = " \n \n{}\n \n \n{}\n "
    rows = [
        ["Indikator", "2023", "2024"],
        ["1", "2", "3"],
        [names, first.format("5", "30"), first.format("6", "40")],
    ]
    assert read(tmp_path, drawn.table(rows, [150, 60, 60]))[2:] == [
        ["1.1 Jumlah sarana yang memenuhi standar pelayanan (buah)", "5", "6"],
        ["1.2 Jumlah kelompok yang maju", "30", "40"],
    ]


PAIR = "1.500.000,-", "2.500.000,-"


def test_rows_of_a_list_are_told_by_their_count_and_amounts_by_the_colon_before_them(
    tmp_path: Path,
) -> None:
    names = ["Program Penunjang", "Program Pelayanan", "Program Pemberdayaan", "Program Koordinasi"]
    page = ""
    for at, name in enumerate(names, 1):
        y = 760 - 18 * at
        page += (
            drawn.words(f"{at}.", 70, y)
            + drawn.words(name, 90, y)
            + drawn.words(f": {at}.500.000,-", 400, y)
        )
    assert read(tmp_path, page) == [
        [f"{at}.", name, f": {at}.500.000,-"] for at, name in enumerate(names, 1)
    ]


BROKEN = [[f"7.01.0{k}", "Program", "1.500.000", "1.400.000"] for k in range(1, 7)]


@pytest.mark.parametrize("rest", ["Lainnya", "dan bangunan lainnya"])
def test_a_row_after_a_page_break_without_the_digits_that_all_rows_print_is_the_rest_of_one(
    rest: str, tmp_path: Path
) -> None:
    heads = HEADS[:4]
    above = ["7.01.07", "Pemeliharaan Gedung", "2.270.505", "2.270.505"]
    pages = [
        drawn.table([heads, *BROKEN, above], [60, 160, 90, 60], top=150),
        drawn.table([["", rest, "", ""], *BROKEN], [60, 160, 90, 60]),
    ]
    assert read(tmp_path, *pages)[7] == [
        "7.01.07",
        f"Pemeliharaan Gedung {rest}",
        "2.270.505",
        "2.270.505",
    ]


def test_a_heading_over_the_whole_table_is_a_row_of_its_own_after_a_page_break(
    tmp_path: Path,
) -> None:
    pages = [
        drawn.table([HEADS[:4], *BROKEN], [60, 160, 90, 60], top=134),
        drawn.table([["SASARAN KEDUA", "<", "<", "<"], *BROKEN], [60, 160, 90, 60]),
    ]
    assert read(tmp_path, *pages)[7][0] == "SASARAN KEDUA"


def test_strings_that_touch_are_one_word_whatever_line_break_the_reader_puts_between() -> None:
    text = "Perundang\r\n-undangan"
    x = np.array([0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 45, 45, 50, 55, 60, 65, 70, 75, 80, 85.0])
    boxes = np.stack([x, np.full(20, 10.0), x + 5, np.full(20, 20.0)], axis=1)
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    glyphs = Glyphs(text, boxes, codes, np.flatnonzero(codes > 32), np.arange(20))
    runs, _ = find_runs(glyphs, np.full(20, FREE))
    assert [run.text for run in runs] == ["Perundang-undangan"]
