"""Tables that no ruling parts: what is one, where its columns and rows are, and what only looks
like one.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from extract.document import read_document_here
from extract.errors import NoTables
from extract.records import Document, Table
from tests import drawn
from tests.extract.grids.test_missing_rulings import BUDGET, HEADS, PDFS, SUM, ended, texts_of
from tools.first_sight.random_tables import RandomTable, random_table, width_of

NAMES = ["Kepala", "Sekretaris", "Bidang Umum", "Bidang Teknis", "Seksi Sarana"]


def sample(name: str) -> list[list[str]]:
    return texts_of(read_document_here(PDFS / f"{name}.pdf"))


def read(folder: Path, page: str) -> list[list[str]]:
    return texts_of(drawn.read(folder, drawn.pdf([page])))


def unruled(
    rows: Sequence[Sequence[str]],
    ends: Sequence[float],
    top: float = 760,
    step: float = 13,
    bold: Sequence[int] = (),
) -> str:
    """Rows whose first text begins at 60; the others end at these places."""
    page = ""
    for at, (name, *numbers) in enumerate(rows):
        y = top - step * at
        page += drawn.words(name, 60, y, bold=at in bold)
        page += "".join(ended(text, x, y) for text, x in zip(numbers, ends, strict=False) if text)
    return page


def is_nothing(folder: Path, page: str) -> bool:
    """Return whether no table is read on a page."""
    try:
        drawn.read(folder, drawn.pdf([page]))
    except NoTables:
        return True
    return False


# Small integers and dashes


def test_a_table_of_small_integers_is_one() -> None:
    units = ["Program Penunjang Urusan", "Program Pemberdayaan", "Program Koordinasi"]
    units += ["Program Pembinaan", "Program Pelayanan", "Program Ketertiban"]
    counts = [
        ("5", "3", "8"),
        ("6", "4", "10"),
        ("7", "5", "12"),
        ("8", "6", "14"),
        ("9", "7", "16"),
        ("10", "8", "18"),
    ]
    assert sample("unruled_small_integers") == [
        ["No", "Unit Kerja", "Pria", "Wanita", "Jumlah", "Ket"],
        *(
            [str(at), unit, *row, "-"]
            for at, (unit, row) in enumerate(zip(units, counts, strict=True), 1)
        ),
        ["JUMLAH", "", "45", "33", "78", ""],
    ]


@pytest.mark.parametrize("dash", ["-", "–", "—"])
def test_dashes_of_every_kind_stand_in_columns_of_numbers(dash: str, tmp_path: Path) -> None:
    rows = [
        ["Jabatan", "Pria", "Wanita", "Jumlah"],
        *([name, str(at), dash, str(at)] for at, name in enumerate(NAMES)),
    ]
    page = unruled(rows, [220, 300, 380])
    page = page.replace("(–)", r"(\226)").replace("(—)", r"(\227)")
    assert read(tmp_path, page) == rows


def test_short_underlines_and_em_dashes_part_no_columns_and_join_no_rows() -> None:
    rows = [[*row[:2], *(["—"] * 4 if at in (1, 3) else row[2:])] for at, row in enumerate(BUDGET)]
    assert sample("emdash_short_underlines") == [HEADS, *rows, SUM]


def test_names_without_heads_and_a_number_each_are_no_table(tmp_path: Path) -> None:
    rows = [[f"{name} pada tahun", str(2 * at), str(at)] for at, name in enumerate(NAMES)]
    assert is_nothing(tmp_path, unruled(rows, [220, 300]))


# Columns


def test_a_column_of_nothing_but_its_head_leaves_its_neighbour_alone(tmp_path: Path) -> None:
    heads = (
        drawn.words("Uraian", 60, 760)
        + drawn.words("Pagu", 180, 760)
        + drawn.words("Capaian (%)", 262, 760)
    )
    heads += drawn.words("Keterangan", 330, 760)
    rows = [[name, f"{at}.500.000", f"9{at},50"] for at, name in enumerate(NAMES, 1)]
    assert read(tmp_path, heads + unruled(rows, [230, 300], top=745)) == [
        ["Uraian", "Pagu", "Capaian (%)", "Keterangan"],
        *([*row, ""] for row in rows),
    ]


NARROW = [[name, f"{at}.500", f"{at}.250", f"9{at},50"] for at, name in enumerate(NAMES, start=1)]


def test_headers_nearer_to_each_other_than_columns_are_each_over_its_own(tmp_path: Path) -> None:
    heads = "".join(
        drawn.words(head, x, 773)
        for head, x in (("Uraian", 60), ("Target", 195), ("Realisasi", 227), ("Capaian (%)", 271))
    )
    assert read(tmp_path, heads + unruled(NARROW, [222, 264, 312])) == [
        ["Uraian", "Target", "Realisasi", "Capaian (%)"],
        *NARROW,
    ]


def test_a_header_whose_words_a_space_parts_is_over_all_its_columns(tmp_path: Path) -> None:
    heads = drawn.words("Uraian", 60, 773) + drawn.words("Realisasi Sampai Triwulan Ini", 190, 773)
    assert read(tmp_path, heads + unruled(NARROW, [222, 264, 312]))[0] == [
        "Uraian",
        "Realisasi Sampai Triwulan Ini",
        "",
        "",
    ]


def strip(*heads: tuple[str, float]) -> str:
    """A ruled table whose first row is one cell, with headers that begin at these places."""
    rows = [["", "<", "<", "<"], *NARROW]
    return drawn.table(rows, [100] * 4) + "".join(drawn.words(head, x, 765) for head, x in heads)


def test_the_headers_in_an_undivided_first_row_are_each_over_its_column(tmp_path: Path) -> None:
    heads = [("Uraian", 65), ("Target", 165), ("Realisasi", 265), ("Capaian (%)", 365)]
    assert read(tmp_path, strip(*heads))[0] == [head for head, _ in heads]


def test_a_title_in_an_undivided_first_row_is_one_cell(tmp_path: Path) -> None:
    title = "Capaian Kinerja Menurut Bidang dan Seksi, diukur menurut Perjanjian Kinerja"
    assert read(tmp_path, strip((title, 65)))[0] == [title, "", "", ""]


@pytest.mark.parametrize(
    "numbers", [["15.000.000", "92,50"], ["", ""]], ids=["with numbers", "without"]
)
def test_the_name_of_a_total_that_stands_over_two_columns_hides_no_edge(
    numbers: list[str], tmp_path: Path
) -> None:
    page = drawn.words("No", 60, 773) + drawn.words("Program", 78, 773)
    page += drawn.words("Pagu", 215, 773) + drawn.words("Capaian", 268, 773)
    rows = [[f"Program {name}", f"{at}.500.000", f"9{at},50"] for at, name in enumerate(NAMES, 1)]
    for at, (name, *values) in enumerate(rows):
        y = 760 - 13 * at
        page += drawn.words(str(at + 1), 62, y) + drawn.words(name, 78, y)
        page += "".join(ended(text, x, y) for text, x in zip(values, (240, 300), strict=True))
    page += drawn.words("JUMLAH", 64, 695) + "".join(
        ended(text, x, 695) for text, x in zip(numbers, (240, 300), strict=True)
    )
    assert read(tmp_path, page)[1:6] == [[str(at), *row] for at, row in enumerate(rows, 1)]


# Rows of words


def test_bold_words_alone_on_a_line_are_a_row() -> None:
    rows = [
        ["", "URUSAN WAJIB", "", "", "", ""],
        *BUDGET[:3],
        ["", "URUSAN PILIHAN", "", "", "", ""],
        *BUDGET[3:],
    ]
    assert sample("section_rows_unruled") == [HEADS, *rows, SUM]


def budget(names: Sequence[str], bold: Sequence[int] = ()) -> str:
    """A table without rulings; a name with nothing but a line break before it has no numbers."""
    heads = (
        drawn.words("Uraian", 120, 775)
        + drawn.words("Pagu", 280, 775)
        + drawn.words("Realisasi", 355, 775)
    )
    rows = [
        [name.strip(), *(("", "") if name[0] == "\n" else (f"{at}.500.000", f"{at}.400.000"))]
        for at, name in enumerate(names, 1)
    ]
    return heads + unruled(rows, [310, 400], bold=bold)


def names_of(rows: Sequence[Sequence[str]]) -> list[str]:
    return [row[0] for row in rows[1:]]


def test_words_that_had_room_on_the_line_above_are_a_row_of_their_own(tmp_path: Path) -> None:
    names = [
        "\nBelanja Operasi",
        "Belanja Pegawai Negeri Sipil dan Pensiun",
        "Barang",
        "\nBelanja Modal",
        "Gedung",
        "Mesin",
    ]
    assert names_of(read(tmp_path, budget(names))) == [name.strip() for name in names]


def test_words_that_had_no_room_on_the_line_above_go_on_with_its_name(tmp_path: Path) -> None:
    names = [
        "Penyediaan Jasa Komunikasi Sumber Daya",
        "\nAir dan Listrik Kantor",
        "Barang Cetakan dan Penggandaan",
    ]
    names += ["Pemeliharaan Rutin Kendaraan Dinas atau", "\nOperasional Lapangan"]
    assert names_of(read(tmp_path, budget(names))) == [
        "Penyediaan Jasa Komunikasi Sumber Daya Air dan Listrik Kantor",
        "Barang Cetakan dan Penggandaan",
        "Pemeliharaan Rutin Kendaraan Dinas atau Operasional Lapangan",
    ]


def test_the_bold_name_of_a_bold_row_over_two_lines_is_one(tmp_path: Path) -> None:
    names = ["PROGRAM PENUNJANG URUSAN", "\nPEMERINTAHAN DAERAH", "Administrasi", "Barang", "Jasa"]
    assert names_of(read(tmp_path, budget(names, bold=(0, 1)))) == [
        "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH",
        *names[2:],
    ]


def test_a_section_that_runs_over_several_columns_is_in_one_cell(tmp_path: Path) -> None:
    long = "URUSAN PEMERINTAHAN WAJIB YANG BERKAITAN DENGAN PELAYANAN DASAR"
    names = [f"\n{long}", "Pendidikan", "Kesehatan", "Perumahan"]
    found = read(tmp_path, budget(names, bold=(0,)))
    assert found[1] == [long, "", ""]
    assert names_of(found)[1:] == names[1:]


# Amounts of several lines


def test_the_last_digit_of_an_amount_on_the_next_line_belongs_to_it(tmp_path: Path) -> None:
    rows = [["Uraian", "Pagu", "Realisasi"], ["Jalan", "14.047.213.60", "1.500.000"], ["", "6", ""]]
    rows += [
        ["Gedung", "3.500.000", "3.400.000"],
        ["JUMLAH", "14.050.713.60", "4.900.000"],
        ["", "6", ""],
    ]
    assert read(tmp_path, unruled(rows, [260, 360], step=11)) == [
        ["Uraian", "Pagu", "Realisasi"],
        ["Jalan", "14.047.213.606", "1.500.000"],
        ["Gedung", "3.500.000", "3.400.000"],
        ["JUMLAH", "14.050.713.606", "4.900.000"],
    ]


def test_a_number_under_a_whole_amount_is_no_rest_of_it(tmp_path: Path) -> None:
    rows = [
        ["Uraian", "Pagu", "Realisasi"],
        *([name, f"1{at}.500.000", f"{at}.400.000"] for at, name in enumerate(NAMES, 1)),
    ]
    page = unruled([*rows, ["", "6", ""]], [260, 360])
    assert read(tmp_path, page)[len(NAMES)][1] == "15.500.000"


# Marks of a highlighter


def marked(
    rows: Sequence[Sequence[str]], marks: Sequence[int], boxes: Sequence[tuple[float, float]]
) -> str:
    """The rows with these parts of some of them filled."""
    page = "".join(
        f"0.6 1 0.6 rg {x0} {756 - 13 * at} {x1 - x0} 13 re f 0 g\n"
        for at in marks
        for x0, x1 in boxes
    )
    return page + unruled(rows, [240, 320, 400])


@pytest.mark.parametrize(
    "boxes",
    [[(95, 240), (240, 320), (320, 405)], [(55, 242), (242, 322), (322, 405)], [(180, 242)]],
    ids=["over parts of columns", "over whole columns", "over one column"],
)
def test_marks_over_a_few_rows_make_no_columns(
    boxes: list[tuple[float, float]], tmp_path: Path
) -> None:
    rows = [["Uraian", "Pagu", "Realisasi", "%"]]
    rows += [
        [f"Belanja {at}", f"{at}.500.000", f"{at}.400.000", f"9{at % 9},50"] for at in range(1, 25)
    ]
    assert read(tmp_path, marked(rows, [4, 5, 12], boxes)) == rows


# What is no table


TEXT = (
    "capaian target sasaran tahun ini terealisasi sebesar dan seluruh kegiatan dapat "
    "terlaksana anggaran"
)


def prose(rng: Random, many: int, *, justified: bool) -> str:
    """Lines of running text that name numbers."""
    words = TEXT.split()
    page, y = "", 760.0
    for _ in range(many):
        line = [
            rng.choice(
                [*words, f"{rng.randint(1, 99)},{rng.randint(10, 99)}%", f"{rng.randint(1, 9)}"]
            )
            for _ in range(11)
        ]
        widths = [width_of(word, drawn.SIZE) for word in line]
        gap = (480 - sum(widths)) / 10 if justified else 2.5
        x = 60.0
        for word, width in zip(line, widths, strict=True):
            page += drawn.words(word, x, y)
            x += width + gap
        y -= 14
    return page


@pytest.mark.parametrize("justified", [True, False])
@pytest.mark.parametrize("seed", range(8))
def test_running_text_is_no_table_however_its_words_are_spread(
    seed: int, justified: bool, tmp_path: Path
) -> None:
    assert is_nothing(tmp_path, prose(Random(seed), 30, justified=justified))


def test_a_table_of_contents_is_no_table(tmp_path: Path) -> None:
    page = drawn.words("DAFTAR ISI", 250, 790)
    for at in range(24):
        number = f"{at // 6 + 1}.{at % 6}"
        title = f"{number} Capaian Kinerja Sasaran Strategis {at}"
        page += drawn.words(
            f"{title} {'.' * (90 - len(title))}", 60 + 12 * (at % 6 > 0), 760 - 14 * at
        )
        page += ended(str(3 * at + 1), 520, 760 - 14 * at)
    assert is_nothing(tmp_path, page)


def bar_chart(rng: Random) -> str:
    """Upright bars with their values, a scale, years under them, and a legend."""
    page, top = "", 700.0
    for at in range(6):
        page += drawn.line(100, 500 + 35 * at, 500, 500 + 35 * at) + ended(
            str(20 * at), 92, 497 + 35 * at
        )
    for at in range(5):
        for k, shade in enumerate((0.3, 0.6)):
            value = rng.randint(20, 99)
            x, height = 120 + 75 * at + 26 * k, 1.75 * value
            page += f"{shade} g {x} 500 24 {height:.1f} re f 0 g\n" + drawn.words(
                str(value), x + 6, 503 + height
            )
        page += drawn.words(str(2019 + at), 132 + 75 * at, 486)
    for k, name in enumerate(("Target", "Realisasi")):
        page += f"{0.3 + 0.3 * k} g {220 + 80 * k} 460 8 8 re f 0 g\n" + drawn.words(
            name, 232 + 80 * k, 460
        )
    return page + drawn.words("Gambar 3.1 Capaian kinerja lima tahun", 200, top + 20)


def sideways_chart(rng: Random) -> str:
    """Level bars behind names, their values at the ends, and a scale under them."""
    page = ""
    for at, name in enumerate(NAMES):
        value = rng.randint(10, 95)
        page += (
            drawn.words(name, 60, 700 - 30 * at)
            + f"0.5 g 140 {695 - 30 * at} {3 * value} 16 re f 0 g\n"
        )
        page += drawn.words(f"{value},{rng.randint(10, 99)}", 144 + 3 * value, 700 - 30 * at)
    return page + "".join(drawn.words(str(20 * k), 138 + 60 * k, 540) for k in range(6))


def organisation(rng: Random) -> str:
    """Boxes of an organisation chart with the lines between them."""
    page = ""
    for level, many in enumerate((1, 2, 4)):
        y = 740 - 80 * level
        for at in range(many):
            x = 60 + 480 / many * (at + 0.5) - 50
            for line in (
                (x, y, x + 100, y),
                (x, y + 30, x + 100, y + 30),
                (x, y, x, y + 30),
                (x + 100, y, x + 100, y + 30),
            ):
                page += drawn.line(*line)
            page += drawn.words(rng.choice(NAMES), x + 8, y + 11) + drawn.line(
                x + 50, y, x + 50, y - 25
            )
        page += drawn.line(60 + 480 / many / 2, y - 25, 540 - 480 / many / 2, y - 25)
    return page


def squares(rng: Random) -> str:
    """A code of little squares, with words beside it."""
    page = "".join(
        f"{100 + 4 * x} {600 + 4 * y} 4 4 re f\n"
        for x in range(29)
        for y in range(29)
        if rng.random() < 0.5
    )
    return page + drawn.words("Pindai untuk 3 dokumen, 12 lampiran", 240, 650)


def scattered(rng: Random) -> str:
    """A chart of points with a label each."""
    page = drawn.line(100, 500, 500, 500) + drawn.line(100, 500, 100, 740)
    for _ in range(25):
        x, y = rng.uniform(110, 480), rng.uniform(505, 735)
        page += f"{x:.1f} {y:.1f} 3 3 re f\n" + drawn.words(
            f"{rng.randint(1, 99)},{rng.randint(0, 9)}", x + 5, y
        )
    return page


@pytest.mark.parametrize("picture", [bar_chart, sideways_chart, organisation, squares, scattered])
@pytest.mark.parametrize("seed", range(4))
def test_no_table_is_made_of_a_drawing(picture: drawn.Picture, seed: int, tmp_path: Path) -> None:
    assert is_nothing(tmp_path, picture(Random(seed)))


# Tables at random

Printed = tuple[tuple[str, ...], str]


def printed(row: Sequence[str], numeric: Sequence[int]) -> Printed:
    """The numbers of a row, and its other texts as one: the name of a total may be centred over
    several columns.
    """
    names = " ".join(text for at, text in enumerate(row) if at not in numeric and text)
    return tuple(row[at] for at in numeric), names


def rows_of(tables: Sequence[Table], drawn_: RandomTable) -> Counter[Printed]:
    found = [table for table in tables if table.width == len(drawn_.rows[0])]
    return Counter(
        printed(drawn.row_texts(row), drawn_.numeric) for table in found for row in table.rows
    )


def read_random(folder: Path, seed: int) -> tuple[RandomTable, Document | None]:
    table = random_table(seed)
    try:
        return table, drawn.read(folder, drawn.pdf([table.content]))
    except NoTables:
        return table, None


def test_tables_drawn_at_random_are_read_as_they_are_printed(tmp_path: Path) -> None:
    rows = whole = 0
    for seed in range(60):
        table, document = read_random(tmp_path, seed)
        expected = Counter(printed(row, table.numeric) for row in table.rows)
        rows += expected.total()
        whole += (expected & rows_of(document.tables if document else (), table)).total()
    # a section in plain letters may be a rest of the head above it
    assert whole >= 0.99 * rows
