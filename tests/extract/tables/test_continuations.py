"""Tables over several pages: what continues a table, and what looks like it and is one of
its own.
"""

from pathlib import Path

import pytest

from extract.records import Document
from tests import drawn

HEADER = ["No", "Program", "Anggaran", "Realisasi"]
NUMBERS = ["(1)", "(2)", "(3)", "(4)"]
WIDTHS = (30, 180, 90, 90)
FOOT, TOP = 90.0, 780.0


def rows(first: int, count: int = 6) -> list[list[str]]:
    """Return rows of a budget that begin with this number."""
    return [
        [f"{at}", f"Program {at}", f"{at}.500.000", f"{at}.400.000"]
        for at in range(first, first + count)
    ]


def at_the_foot(body: list[list[str]], widths: tuple[float, ...] = WIDTHS) -> str:
    """Return a table that ends at the foot of a page."""
    return drawn.table(body, widths, top=FOOT + drawn.ROW * sum(map(drawn.lines_of, body)))


def read(tmp_path: Path, *pages: str) -> Document:
    return drawn.read(tmp_path, drawn.pdf(pages))


def heights(document: Document) -> list[int]:
    """Return how many rows each table has."""
    return [len(table.rows) for table in document.tables]


def moved(edge: int, by: float, widths: tuple[float, ...] = WIDTHS) -> tuple[float, ...]:
    """Return the widths of columns when the ruling behind one of them stands further right."""
    return tuple(
        width + by * (at == edge) - by * (at == edge + 1) for at, width in enumerate(widths)
    )


FIRST = at_the_foot([HEADER, *rows(1)])


@pytest.mark.parametrize(
    "widths",
    [
        pytest.param(moved(0, 6.5), id="one ruling redrawn"),
        pytest.param(moved(0, 12), id="one ruling redrawn further off"),
        pytest.param(moved(2, 20), id="all rulings but one"),
        pytest.param(moved(1, 15, moved(2, 10)), id="within a share of the column"),
    ],
)
def test_a_table_continues_where_rulings_are_redrawn(
    widths: tuple[float, ...], tmp_path: Path
) -> None:
    document = read(
        tmp_path, FIRST, drawn.table(rows(7, 43), widths), drawn.table(rows(50), WIDTHS)
    )
    assert heights(document) == [55]
    assert document.tables[0].pages == (1, 2, 3)


@pytest.mark.parametrize(
    "pages",
    [
        pytest.param(
            [FIRST, drawn.table(rows(1), moved(0, 25, moved(2, 40)))],
            id="two rulings stand elsewhere",
        ),
        pytest.param(
            [drawn.table([HEADER, *rows(1)], WIDTHS), drawn.table(rows(1, 40), WIDTHS)],
            id="the first page is not full",
        ),
        pytest.param(
            [FIRST, drawn.table(rows(1), WIDTHS, top=500)], id="the second begins further down"
        ),
        pytest.param(
            [FIRST, drawn.words("2. Belanja modal", 60, 800) + drawn.table(rows(1), WIDTHS)],
            id="a heading",
        ),
        pytest.param(
            [
                FIRST,
                drawn.words("Tabel 3.2 Belanja", 60, 800, bold=True) + drawn.table(rows(1), WIDTHS),
            ],
            id="a caption",
        ),
        pytest.param(
            [FIRST, drawn.table([["No", "Desa", "Usulan", "Disetujui"], *rows(1)], WIDTHS)],
            id="another header",
        ),
        pytest.param(
            [FIRST, drawn.table([["Uraian", "Ket", "2023", "2024"], *rows(1)], WIDTHS)],
            id="a header of years",
        ),
        pytest.param(
            [FIRST + drawn.words("Sumber: SIPD", 60, 70), drawn.table(rows(1), WIDTHS)],
            id="a line under it",
        ),
    ],
)
def test_a_table_with_equal_columns_stays_apart(pages: list[str], tmp_path: Path) -> None:
    assert len(heights(read(tmp_path, *pages))) == 2


def test_a_row_too_tall_for_its_page_begins_the_next(tmp_path: Path) -> None:
    tall = ["7", "Program\n" * 8 + "7", "7.500.000", "7.400.000"]
    first = drawn.table([HEADER, *rows(1, 36)], WIDTHS)
    assert heights(read(tmp_path, first, drawn.table([tall, *rows(8, 30)], WIDTHS))) == [67]


def test_a_first_row_of_words_and_dashes_is_one_of_the_body(tmp_path: Path) -> None:
    dashes = ["", "Jumlah dokumen", "-", "-"]
    document = read(tmp_path, FIRST, drawn.table([dashes, *rows(7)], WIDTHS))
    assert heights(document) == [13]
    assert [cell.text for cell in document.tables[0].rows[6]] == dashes


def test_a_first_row_of_numbers_with_units_is_one_of_the_body(tmp_path: Path) -> None:
    targets = [["", f"Jumlah dokumen {at}", f"{at} dokumen", f"{at} dokumen"] for at in range(1, 7)]
    document = read(
        tmp_path,
        at_the_foot([HEADER, *targets]),
        drawn.table([*targets, ["1", "Indeks", "80", "81"]], WIDTHS),
    )
    assert heights(document) == [13]


def footer(number: int) -> str:
    """Return a page footer that stands further in than a margin is wide."""
    return drawn.words("LKjIP RSUD", 60, 118) + drawn.words(f"{number}", 500, 118)


def numbered(number: int, body: list[list[str]]) -> str:
    return drawn.table(body, WIDTHS, top=118 + 12 + drawn.ROW * (len(body) + 1)) + footer(number)


def test_the_column_numbers_alone_repeat_a_header(tmp_path: Path) -> None:
    pages = [
        numbered(at, [*([HEADER] if at == 1 else []), NUMBERS, *rows(10 * at)]) for at in (1, 2, 3)
    ]
    document = read(tmp_path, *pages)
    assert [len(table.header) for table in document.tables] == [2]
    assert heights(document) == [18]


def test_column_numbers_over_other_columns_are_a_header_of_their_own(tmp_path: Path) -> None:
    first = at_the_foot([HEADER, NUMBERS, *rows(1)])
    other = drawn.table([NUMBERS, *rows(1)], moved(0, 40, moved(2, 30)))
    assert heights(read(tmp_path, first, other)) == [6, 6]


@pytest.mark.parametrize(
    "numbers", [[], [NUMBERS]], ids=["without column numbers", "with column numbers"]
)
@pytest.mark.parametrize("repeated", [False, True], ids=["once", "repeated"])
def test_a_header_alone_at_the_foot_heads_what_follows(
    numbers: list[list[str]], repeated: bool, tmp_path: Path
) -> None:
    header = ["No", "Program", "Anggaran 2024", "Realisasi s.d. Triwulan 4"]
    following = [*([header] if repeated else []), *numbers, *rows(1)]
    caption = drawn.words("Tabel 3.1 Anggaran", 60, FOOT + drawn.ROW + 5, bold=True)
    document = read(tmp_path, caption + at_the_foot([header]), drawn.table(following, WIDTHS))
    (table,) = document.tables
    assert drawn.texts_of(table.header) == [header, *numbers]
    assert (len(table.rows), table.pages, table.caption) == (6, (1, 2), "Tabel 3.1 Anggaran")


CAPTION = "Tabel 3.1 Realisasi Anggaran"


@pytest.mark.parametrize(
    "above",
    [
        ("Lanjutan Tabel 3.1",),
        ("Tabel 3.1 (Lanjutan)", "Tahun 2024"),
        ("Lanjutan", "Realisasi Anggaran Tahun 2024"),
        (CAPTION, "Tahun 2024"),
        ("Realisasi Anggaran", "Tahun 2024"),
        ("Tahun 2024",),
    ],
)
def test_a_repeated_caption_continues_its_table(above: tuple[str, ...], tmp_path: Path) -> None:
    top = FOOT + drawn.ROW * 7
    first = (
        drawn.words(CAPTION, 60, top + 19, bold=True)
        + drawn.words("Tahun 2024", 60, top + 5, bold=True)
        + FIRST
    )
    lines = [
        drawn.words(text, 60, TOP + 5 + 14 * at, bold=True)
        for at, text in enumerate(reversed(above))
    ]
    document = read(tmp_path, first, "".join(lines) + drawn.table([HEADER, *rows(7)], WIDTHS))
    assert (heights(document), document.tables[0].caption) == ([12], f"{CAPTION} Tahun 2024")


@pytest.mark.parametrize(
    "above", [("Tabel 3.2 Realisasi Anggaran",), ("Tabel 3.1 Realisasi Fisik",), ("Tahun 2023",)]
)
def test_a_caption_that_differs_begins_a_table(above: tuple[str, ...], tmp_path: Path) -> None:
    top = FOOT + drawn.ROW * 7
    first = drawn.words(CAPTION, 60, top + 5, bold=True) + FIRST
    lines = [
        drawn.words(text, 60, TOP + 5 + 14 * at, bold=True)
        for at, text in enumerate(reversed(above))
    ]
    document = read(tmp_path, first, "".join(lines) + drawn.table([HEADER, *rows(7)], WIDTHS))
    assert heights(document) == [6, 6]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param([*rows(1)], [*rows(1)], id="counted from 1 again"),
        pytest.param(
            [*rows(1), ["", "JUMLAH", "21.500.000", "20.400.000"]], rows(7), id="a total at the end"
        ),
    ],
)
def test_a_title_printed_again_over_rows_of_another_table_begins_one(
    first: list[list[str]], second: list[list[str]], tmp_path: Path
) -> None:
    def titled(body: list[list[str]], top: float) -> str:
        return drawn.words("REALISASI ANGGARAN", 60, top + 5, bold=True) + drawn.table(
            [HEADER, *body], WIDTHS, top=top
        )

    top = FOOT + drawn.ROW * (len(first) + 1)
    assert heights(read(tmp_path, titled(first, top), titled(second, TOP))) == [len(first), 6]


NARROW = (72, 150, 66, 90, 40)
OPEN_HEADER = ["Kode", "Program", "Anggaran", "Realisasi", "%"]


def open_rows(first: int) -> list[list[str]]:
    """Return rows whose codes and amounts are broken over two lines."""
    return [
        [
            f"7.01.02.2.04.0\n0{at:02}",
            f"Program {at}",
            f"4.{at % 10}00.000.00\n0",
            f"{at}.400.000",
            "93,33",
        ]
        for at in range(first, first + 7)
    ]


@pytest.mark.parametrize(
    "header", [[], [OPEN_HEADER]], ids=["without a header", "under a repeated header"]
)
@pytest.mark.parametrize(
    ("rest", "whole"),
    [
        (
            ["002", "", "", "", ""],
            ["7.01.02.2.04.0002", "Penyediaan Jasa", "9.500.000.000", "9.400.000", "98,95"],
        ),
        (
            ["002", "Penunjang", "", "", ""],
            ["7.01.02.2.04.0002", "Penyediaan Jasa Penunjang", "9.500.000.000", "", ""],
        ),
        (
            ["002", "", "0", "", ""],
            ["7.01.02.2.04.0002", "Penyediaan Jasa", "9.500.000.000", "9.400.000", "98,95"],
        ),
    ],
    ids=["code", "code and name", "code and last digit"],
)
def test_the_rest_of_a_row_without_rulings_belongs_to_it(
    header: list[list[str]], rest: list[str], whole: list[str], tmp_path: Path
) -> None:
    amount = whole[2][: -len(rest[2])] if rest[2] else whole[2]
    last = ["7.01.02.2.04.0", "Penyediaan Jasa", amount, "9.400.000", "98,95"]
    first = drawn.table(
        [OPEN_HEADER, *open_rows(10), last], NARROW, top=FOOT + 16 * 16, rule=drawn.nothing
    )
    second = drawn.table([*header, rest, *open_rows(20)], NARROW, rule=drawn.nothing)
    document = read(tmp_path, first, second)
    assert heights(document) == [15]
    assert [cell.text for cell in document.tables[0].rows[7]][:3] == whole[:3]


def test_a_header_with_more_words_on_a_page_that_is_not_full_leaves_no_row(tmp_path: Path) -> None:
    other = ["No", "Program", "Anggaran\nPerubahan", "Realisasi"]
    document = read(
        tmp_path, drawn.table([HEADER, *rows(1)], WIDTHS), drawn.table([other, *rows(7)], WIDTHS)
    )
    assert sum(heights(document)) == 12


@pytest.mark.parametrize("above", ["Realisasi Anggaran Tahun 2023", "Lanjutan Tabel 3.1"])
def test_a_title_over_the_heads_of_a_table_without_rulings_is_its_caption(
    above: str, tmp_path: Path
) -> None:
    top = FOOT + 16 * 15
    lines = drawn.words("Tabel 3.1", 60, top + 24) + drawn.words(
        "Realisasi Anggaran Tahun 2023", 60, top + 8
    )
    first = lines + drawn.table([OPEN_HEADER, *open_rows(10)], NARROW, top=top, rule=drawn.nothing)
    second = drawn.words(above, 60, 788) + drawn.table(
        [OPEN_HEADER, *open_rows(20)], NARROW, rule=drawn.nothing
    )
    (table,) = read(tmp_path, first, second).tables
    assert drawn.texts_of(table.header) == [OPEN_HEADER]
    assert (len(table.rows), table.caption) == (14, "Tabel 3.1 Realisasi Anggaran Tahun 2023")


def test_column_numbers_inside_a_split_row_are_no_part_of_it(tmp_path: Path) -> None:
    numbers = ["1", "2", "3", "4"]
    last = ["7", "Program Penunjang Urusan", "7.500.000", "7.400.000"]
    mashed = ["1", "2\nPemerintahan Daerah", "3", "4"]
    first = at_the_foot([HEADER, numbers, *rows(1), last])
    document = read(tmp_path, first, drawn.table([HEADER, mashed, *rows(8)], WIDTHS))
    assert heights(document) == [13]
    assert document.tables[0].rows[6][1].text == "Program Penunjang Urusan Pemerintahan Daerah"


def test_a_first_row_under_a_header_merged_into_it_is_one_of_the_body(tmp_path: Path) -> None:
    table = [
        ["Sasaran", "Indikator", "Target pada Tahun", "<"],
        ["^", "^", "2023", "2024"],
        ["^", "Jumlah karya", "20 karya terdaftar", "25 karya terdaftar"],
        ["Mutu", "Jumlah penelitian", "48 penelitian", "73 penelitian"],
        ["Data", "Indeks", "75%", "80%"],
    ]
    found = read(tmp_path, drawn.table(table, WIDTHS)).tables[0]
    assert drawn.texts_of(found.header) == [
        ["Sasaran", "Indikator", "Target pada Tahun", ""],
        ["", "", "2023", "2024"],
    ]
    assert [cell.text for cell in found.rows[0]] == [
        "",
        "Jumlah karya",
        "20 karya terdaftar",
        "25 karya terdaftar",
    ]
    assert found.rows[0][0].place.page == 1


def test_a_level_of_dates_and_formulas_belongs_to_the_header(tmp_path: Path) -> None:
    table = [
        ["Uraian", "Saldo", "<", "Capaian"],
        ["^", "31 Desember 2023", "31 Desember 2024", "^"],
        ["Kas", "1.500", "1.700", "113,33"],
    ]
    assert len(read(tmp_path, drawn.table(table, WIDTHS)).tables[0].header) == 2


def test_column_numbers_that_no_ruling_parts_number_the_columns(tmp_path: Path) -> None:
    table = [
        ["No", "Program", "Pagu", "Realisasi", "%"],
        ["1", "2", "3 4", "<", "5"],
        ["1", "Gaji", "2.000", "1.900", "95"],
    ]
    found = read(tmp_path, drawn.table(table, (30, 150, 70, 70, 40))).tables[0]
    assert (len(found.header), len(found.rows)) == (2, 1)


WIDER = (30, 150, 70, 70, 70)
OTHER = [
    [f"{at}", f"Program {at}", f"{at}.500.000", f"{at}.400.000", "95,5"] for at in range(7, 13)
]


def cut(document: Document) -> list[bool]:
    return [table.cut_short for table in document.tables]


def test_a_table_that_goes_on_with_other_columns_is_cut_short(tmp_path: Path) -> None:
    assert cut(read(tmp_path, FIRST, drawn.table(OTHER, WIDER))) == [True, True]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(
            FIRST,
            drawn.words("Tabel 3.2 Desa", 60, 800, bold=True) + drawn.table(OTHER, WIDER),
            id="caption",
        ),
        pytest.param(
            FIRST, drawn.table([["No", "Desa", "Usulan", "Hasil", "%"], *OTHER], WIDER), id="header"
        ),
        pytest.param(
            drawn.table([HEADER, *rows(1)], WIDTHS),
            drawn.table(OTHER, WIDER),
            id="a page that is not full",
        ),
        pytest.param(
            at_the_foot([HEADER, *rows(1), ["", "JUMLAH", "21.500.000", "20.400.000"]]),
            drawn.table(OTHER, WIDER),
            id="a total at the end",
        ),
        pytest.param(
            FIRST,
            drawn.table([["Camat", "Bupati"], ["Nama", "Nama"]], (150, 150)),
            id="a table of words",
        ),
        pytest.param(FIRST, drawn.words("Anggaran di atas terserap.", 60, 780), id="running text"),
    ],
)
def test_a_table_that_ends_is_not_cut_short(first: str, second: str, tmp_path: Path) -> None:
    assert not any(cut(read(tmp_path, first, second)))


def test_a_table_before_a_picture_of_a_page_is_cut_short(tmp_path: Path) -> None:
    picture = "q 500 0 0 700 40 60 cm BI /W 1 /H 1 /CS /G /BPC 8 ID A EI Q"
    assert cut(read(tmp_path, FIRST, picture)) == [True]


def band(body: list[list[str]], top: float, filled: int) -> str:
    """Return rows of which every other one is filled cell by cell, the one at `filled` and from
    there on.
    """
    content = ""
    for at, row in enumerate(body):
        low = top - drawn.ROW * (at + 1)
        x = 60.0
        for text, width in zip(row, WIDTHS, strict=True):
            if at >= filled and (at - filled) % 2 == 0:
                content += (
                    f"0.85 0.9 0.97 rg {x + 0.4} {low + 0.4} {width - 0.8} {drawn.ROW - 0.8} "
                    "re f 0 g\n"
                )
            content += drawn.words(text, x + 4, low + 4)
            x += width
    return content


@pytest.mark.parametrize("header", [[], [HEADER]], ids=["without a header", "with a header"])
def test_a_first_row_that_is_not_filled_is_one_of_a_table_of_filled_cells(
    header: list[list[str]], tmp_path: Path
) -> None:
    first = band([HEADER, *rows(1, 7)], FOOT + drawn.ROW * 8, 0)
    document = read(tmp_path, first, band([*header, *rows(8, 7)], TOP, len(header) + 1))
    assert heights(document) == [14]
    assert [cell.text for cell in document.tables[0].rows[7]] == rows(8)[0]


def test_heads_and_a_first_row_that_are_not_filled_are_two_rows(tmp_path: Path) -> None:
    (table,) = read(tmp_path, band([HEADER, *rows(1, 7)], TOP, 2)).tables
    assert ([cell.text for cell in table.header[0]], len(table.rows)) == (HEADER, 7)


def test_running_text_over_filled_cells_is_no_row_of_them(tmp_path: Path) -> None:
    text = drawn.words(
        "Dari anggaran Rp 5.000.000 terserap Rp 4.000.000 atau 80,00% pada tahun ini saja",
        60,
        TOP + 4,
    )
    document = read(tmp_path, text + band(rows(1, 7), TOP, 0))
    assert heights(document) == [7]
    assert len(document.pages[0].lines) == 1


def test_marks_over_a_few_rows_do_not_draw_the_rows_above_into_a_table(tmp_path: Path) -> None:
    marked = drawn.table([HEADER, *rows(1)], WIDTHS, rule=drawn.nothing) + band(
        rows(7, 1), TOP - drawn.ROW * 7, 0
    )
    document = read(
        tmp_path,
        marked + drawn.table(rows(8, 6), WIDTHS, top=TOP - drawn.ROW * 8, rule=drawn.nothing),
    )
    assert [cell.text for table in document.tables for row in table.rows for cell in row][
        -4:
    ] == rows(13, 1)[0]
    assert [row[0].text for table in document.tables for row in table.rows] == [
        str(at) for at in range(1, 14)
    ]
