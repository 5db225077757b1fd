"""Laws of extraction: what a table says does not depend on how its page was drawn."""

import json
from collections.abc import Sequence
from itertools import compress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from extract.document import read_document
from extract.pages.page_reader import page_layout
from extract.verification.second_reader import numeric_cells, verify_document
from tests import drawn

DOCUMENTS = Path(__file__).parent.parent.parent / "corpus" / "documents"
REPLICAS = ["klakah-tw4-2024", "klakah-tw4-2024-wordlike"]

BUDGET = [
    ["Kode", "Program", "Pagu", "Realisasi"],
    ["1", "2", "3", "4"],
    ["7.01.01", "Program Penunjang", "1.500", "1.400"],
    ["7.01.02", "Program Pelayanan", "2.500", "2.500"],
    ["JUMLAH", "<", "4.000", "3.900"],
]
WIDTHS = [80, 160, 90, 90]


def without_marks(row: Sequence[str]) -> list[str]:
    """Return the texts of a row, nothing for what belongs to a merged cell."""
    return [text if text not in "<^" else "" for text in row]


MERGED = list(map(without_marks, BUDGET))


@pytest.mark.parametrize("name", REPLICAS)
def test_every_cell_of_the_klakah_report_is_read_as_printed(name: str) -> None:
    document = read_document(DOCUMENTS / f"{name}.pdf")
    truth = json.loads((DOCUMENTS / f"{name}.truth.json").read_text("utf8"))["tables"]
    assert [len(table.header) for table in document.tables] == [
        table["header_rows"] for table in truth
    ]
    for index, table in enumerate(truth):
        assert drawn.texts(document, index) == table["rows"]
        assert list(document.tables[index].pages) == table["pages"]


@pytest.mark.parametrize("name", REPLICAS)
def test_both_readers_read_the_same_in_every_numeric_cell(name: str) -> None:
    path = DOCUMENTS / f"{name}.pdf"
    document = read_document(path)
    assert len(list(numeric_cells(document))) > 500
    assert verify_document(path.read_bytes(), document) == ()


def test_the_row_that_a_page_break_splits_keeps_both_of_its_places() -> None:
    budget = read_document(DOCUMENTS / "klakah-tw4-2024.pdf").tables[5]
    (code,) = [cell for cell in budget.cells() if cell.text == "7.01.01.2.06.0001"]
    assert (code.place.page, [place.page for place in code.further]) == (20, [21])


def test_page_numbers_and_tables_are_not_running_text() -> None:
    pages = read_document(DOCUMENTS / "klakah-tw4-2024.pdf").pages
    assert not [line.text for page in pages for line in page.lines if line.text == str(page.number)]
    assert not [line.text for line in pages[20].lines]


@pytest.mark.parametrize(
    "rule", [drawn.line, drawn.thin_fill, drawn.doubled, drawn.dashes, drawn.dots]
)
def test_a_table_reads_the_same_however_its_borders_are_drawn(
    rule: drawn.Rule, tmp_path: Path
) -> None:
    document = drawn.read(tmp_path, drawn.pdf([drawn.table(BUDGET, WIDTHS, rule=rule)]))
    assert drawn.texts(document) == MERGED
    assert len(document.tables[0].header) == 2


def test_a_table_inside_a_form_is_read(tmp_path: Path) -> None:
    document = drawn.read(tmp_path, drawn.pdf([drawn.table(BUDGET, WIDTHS)], form=True))
    assert drawn.texts(document) == MERGED


def test_all_borders_in_one_path_are_rules(tmp_path: Path) -> None:
    borders = drawn.table(BUDGET, WIDTHS, rule=drawn.thin_fill).replace(" re f\n", " re\n")
    text = "".join(part for part in borders.splitlines(keepends=True) if part.startswith("BT"))
    paths = "".join(part for part in borders.splitlines(keepends=True) if not part.startswith("BT"))
    assert drawn.texts(drawn.read(tmp_path, drawn.pdf([f"{paths} f\n{text}"]))) == MERGED


def test_a_table_without_its_outer_border_keeps_its_outer_cells(tmp_path: Path) -> None:
    rows = [row for row in BUDGET if "<" not in row]
    whole = drawn.table(rows, WIDTHS)
    left, right, top, bottom = 60, 60 + sum(WIDTHS), 780, 780 - 16 * len(rows)
    outer = [(left, left), (right, right)], [(top, top), (bottom, bottom)]
    kept = []
    for part in whole.splitlines(keepends=True):
        if part.startswith("BT"):
            kept.append(part)
            continue
        x0, y0, x1, y1 = (float(part.split()[k]) for k in (2, 3, 5, 6))
        if (x0, x1) not in outer[0] and (y0, y1) not in outer[1]:
            kept.append(part)
    document = drawn.read(tmp_path, drawn.pdf(["".join(kept)]))
    assert drawn.texts(document) == rows


def test_stroked_boxes_are_borders(tmp_path: Path) -> None:
    boxes = "".join(
        f"{60 + 80 * k} {760 - 16 * r} 80 16 re S\n" for k in range(3) for r in range(2)
    )
    text = (
        drawn.words("Program", 64, 765)
        + drawn.words("Pagu", 144, 765)
        + drawn.words("1.500", 144, 749)
    )
    document = drawn.read(tmp_path, drawn.pdf([boxes + text]))
    assert drawn.texts(document) == [["Program", "Pagu", ""], ["", "1.500", ""]]


@pytest.mark.parametrize(
    ("degrees", "matrix"),
    [(90, "0 1 -1 0 595 0"), (180, "-1 0 0 -1 595 842"), (270, "0 -1 1 0 0 842")],
)
def test_a_rotated_page_is_read_as_it_is_displayed(
    degrees: int, matrix: str, tmp_path: Path
) -> None:
    content = f"q {matrix} cm\n{drawn.table(BUDGET, WIDTHS, top=500)}Q\n"
    upright = drawn.read(tmp_path, drawn.pdf([drawn.table(BUDGET, WIDTHS, top=500)]))
    turned = drawn.read(tmp_path, drawn.pdf([content], page=f"/Rotate {degrees}"))
    assert drawn.texts(turned) == MERGED
    assert turned.pages[0].width == (842 if degrees != 180 else 595)
    across = [cell.place.box.x1 - cell.place.box.x0 for cell in turned.tables[0].cells()]
    assert across == pytest.approx(
        [cell.place.box.x1 - cell.place.box.x0 for cell in upright.tables[0].cells()]
    )


@pytest.mark.parametrize("matrix", ["0 1 -1 0 595 0", "0 -1 1 0 0 842"])
def test_a_table_drawn_sideways_is_read_and_placed_where_it_is_displayed(
    matrix: str, tmp_path: Path
) -> None:
    rows = [*BUDGET[:4], *BUDGET[2:]]
    content = f"q {matrix} cm\n{drawn.table(rows, WIDTHS, top=500)}Q\n"
    document = drawn.read(tmp_path, drawn.pdf([content]))
    assert drawn.texts(document) == [*MERGED[:4], *MERGED[2:]]
    page = document.pages[0]
    assert (page.width, page.height) == (595, 842)
    for cell in document.tables[0].cells():
        assert cell.place.box.x1 - cell.place.box.x0 == pytest.approx(drawn.ROW, abs=0.5)
        assert 0 < cell.place.box.top < cell.place.box.bottom < page.height


def test_text_outside_the_visible_page_is_not_read(tmp_path: Path) -> None:
    content = (
        drawn.table(BUDGET, WIDTHS)
        + drawn.words("rahasia", 700, 400)
        + drawn.words("catatan", 60, 400)
    )
    document = drawn.read(tmp_path, drawn.pdf([content]))
    assert [line.text for line in document.pages[0].lines] == ["catatan"]


def test_a_table_that_runs_on_without_its_header_is_one_table(tmp_path: Path) -> None:
    first, rest = BUDGET[:3], BUDGET[3:]
    pages = [drawn.table(first, WIDTHS, top=100), drawn.table(rest, WIDTHS)]
    document = drawn.read(tmp_path, drawn.pdf(pages))
    assert drawn.texts(document) == MERGED
    assert document.tables[0].pages == (1, 2)


def test_a_repeated_header_is_left_out(tmp_path: Path) -> None:
    pages = [
        drawn.table(BUDGET[:3], WIDTHS, top=100),
        drawn.table([*BUDGET[:2], *BUDGET[3:]], WIDTHS),
    ]
    assert drawn.texts(drawn.read(tmp_path, drawn.pdf(pages))) == MERGED


@pytest.mark.parametrize(
    ("rows", "height"),
    [
        ([["No", "Uraian", "Pagu"], ["1", "2", "3"], ["1", "Gaji", "1.500"]], 2),
        ([["(01)", "(02)", "(03)"], ["1", "Gaji", "1.500"], ["2", "ATK", "500"]], 1),
        ([["Uraian", "Triwulan", "<"], ["^", "I", "II"], ["Gaji", "500", "700"]], 2),
        ([["Uraian", "Tahun", "<"], ["^", "2023", "2024"], ["Gaji", "500", "700"]], 2),
        (
            [
                ["", "", "Populasi", ""],
                ["Jenis", "Satuan", "2023", "2024"],
                ["Sapi", "ekor", "1.500", "1.600"],
            ],
            2,
        ),
        (
            [
                ["Uraian", "C (%)", "Sisa"],
                ["1", "2", "3"],
                ["", "2=5/4", "3=1-2"],
                ["Gaji", "95,5", "0"],
            ],
            3,
        ),
        ([["7.01.01", "Program", "1.500"], ["7.01.02", "Program", "1.600"]], 0),
        ([["Program", "Kegiatan"], ["Penunjang", "Gaji"]], 0),
    ],
)
def test_the_header_ends_where_the_data_begins(
    rows: list[list[str]], height: int, tmp_path: Path
) -> None:
    document = drawn.read(tmp_path, drawn.pdf([drawn.table(rows, [90] * len(rows[0]))]))
    assert len(document.tables[0].header) == height


def test_text_between_two_tables_keeps_them_apart(tmp_path: Path) -> None:
    pages = [
        drawn.table(BUDGET[:3], WIDTHS, top=300) + drawn.words("Selanjutnya", 60, 150),
        drawn.table(BUDGET[:3], WIDTHS),
    ]
    assert len(drawn.read(tmp_path, drawn.pdf(pages)).tables) == 2


def split_report(below: Sequence[str], top: float, amount: str = "2.270.50") -> list[str]:
    """Two pages of a budget; `amount` ends the last row before the page break, `below` is the first
    row after it.
    """
    rows = [[f"7.01.0{k}", "Program", "1.500.000", "1.400.000"] for k in range(1, 5)]
    above = ["7.01.01.2.", "Penyediaan Komponen", "2.270.505", amount]
    return [
        drawn.table([*BUDGET[:2], *rows, above], [60, 160, 90, 46], top=top),
        drawn.table([*BUDGET[:2], list(below), *rows], [60, 160, 90, 46]),
    ]


def test_a_row_split_by_a_page_break_becomes_one_row(tmp_path: Path) -> None:
    document = drawn.read(
        tmp_path, drawn.pdf(split_report(["06.0001", "Instalasi Listrik", "", "5"], top=140))
    )
    assert drawn.texts(document)[6] == [
        "7.01.01.2.06.0001",
        "Penyediaan Komponen Instalasi Listrik",
        "2.270.505",
        "2.270.505",
    ]


def test_a_row_that_begins_after_a_page_with_room_left_is_a_row_of_its_own(tmp_path: Path) -> None:
    pages = split_report(["06.0001", "Instalasi Listrik", "", "5"], top=600)
    document = drawn.read(tmp_path, drawn.pdf([*pages, drawn.table(BUDGET, WIDTHS, top=100)]))
    assert drawn.texts(document)[7] == ["06.0001", "Instalasi Listrik", "", "5"]


def test_a_number_under_a_whole_number_is_not_its_rest(tmp_path: Path) -> None:
    document = drawn.read(
        tmp_path, drawn.pdf(split_report(["", "Belanja Lain", "", "0"], 140, "2.270.505"))
    )
    assert drawn.texts(document)[7] == ["", "Belanja Lain", "", "0"]


@pytest.mark.parametrize(
    ("lines", "width", "text"),
    [
        ("7.01.01.2.\n06.0001", 56, "7.01.01.2.06.0001"),
        ("171.169.45\n6", 54, "171.169.456"),
        ("100\n95", 60, "100 95"),
        ("16.000.000.000,\n-", 74, "16.000.000.000,-"),
        ("(01\n)", 30, "(01)"),
        ("(0\n1)", 30, "(01)"),
        ("PEMERINTAHAN\nDAERAH", 90, "PEMERINTAHAN DAERAH"),
        ("Perundang-\nundangan", 70, "Perundang-undangan"),
        ("Kabupaten/\nKota", 70, "Kabupaten/Kota"),
        ("Koordinasi\ndan", 120, "Koordinasi dan"),
    ],
)
def test_lines_of_a_cell_are_joined_as_they_were_meant(
    lines: str, width: float, text: str, tmp_path: Path
) -> None:
    rows = [["Kode", "Uraian"], ["1", "2"], [lines, "PEMERINTAHAN lain DAERAH lain"]]
    assert (
        drawn.texts(drawn.read(tmp_path, drawn.pdf([drawn.table(rows, [width, 200])])))[2][0]
        == text
    )


def test_a_word_broken_in_the_middle_is_joined_where_the_document_knows_it(tmp_path: Path) -> None:
    rows = [["Uraian", "Ket"], ["1", "2"], ["Penyelenggaraa\nn Kegiatan", "0"]]
    running = drawn.words("Rapat penyelenggaraan kegiatan", 60, 300)
    document = drawn.read(tmp_path, drawn.pdf([drawn.table(rows, [71, 60]) + running]))
    assert drawn.texts(document)[2][0] == "Penyelenggaraan Kegiatan"


def test_the_last_letter_of_a_head_in_capitals_is_joined_where_the_document_knows_the_word(
    tmp_path: Path,
) -> None:
    rows = [["URAIAN", "CAPAIA\nN", "CAPAIAN"], ["1", "2", "3"], ["Gaji", "100", "100"]]
    assert (
        drawn.texts(drawn.read(tmp_path, drawn.pdf([drawn.table(rows, [90, 60, 90])])))[0][1]
        == "CAPAIAN"
    )


LONG_NAMES = [
    ["Kode", "Program", "Pagu", "Realisasi"],
    ["7.01.01", "Program Penunjang\nUrusan Pemerintahan", "1.500", "1.400"],
    ["7.01.02", "Program Pelayanan", "2.500", "-"],
    ["", "Kegiatan Koordinasi\nPemberdayaan\nMasyarakat", "2.500", "2.500"],
    ["JUMLAH", "", "4.000", "3.900"],
]


def test_rows_that_no_rule_parts_follow_from_their_numbers(tmp_path: Path) -> None:
    ruled = drawn.read(tmp_path, drawn.pdf([drawn.table(LONG_NAMES, WIDTHS)]))
    unruled = drawn.read(tmp_path, drawn.pdf([drawn.table(LONG_NAMES, WIDTHS, ruled_rows=1)]))
    assert drawn.texts(unruled) == drawn.texts(ruled)
    assert len(drawn.texts(unruled)) == 5


def test_amounts_broken_before_their_dash_do_not_part_a_row(tmp_path: Path) -> None:
    row = ["Pelayanan BLUD\ndan pendukung", "16.000.000.000,\n-", "13.261.872.275,\n-"]
    rows = [["Program", "Anggaran", "Realisasi"], ["1", "2", "3"], row]
    assert drawn.texts(drawn.read(tmp_path, drawn.pdf([drawn.table(rows, [120, 74, 74])])))[2:] == [
        ["Pelayanan BLUD dan pendukung", "16.000.000.000,-", "13.261.872.275,-"]
    ]


def test_two_numbers_in_one_cell_do_not_part_its_row(tmp_path: Path) -> None:
    rows = [
        ["Uraian", "Target", "Ket"],
        ["1", "2", "3"],
        ["Indeks Pelayanan\nPublik Daerah", "100\n95", "tercapai"],
    ]
    assert drawn.texts(drawn.read(tmp_path, drawn.pdf([drawn.table(rows, [100, 80, 80])])))[2:] == [
        ["Indeks Pelayanan Publik Daerah", "100 95", "tercapai"]
    ]


def test_a_caption_is_what_names_the_table_just_above_it(tmp_path: Path) -> None:
    above = (
        drawn.words("Uraian sebelumnya", 60, 840 - 20)
        + drawn.words("Tabel 3.2", 60, 812)
        + drawn.words("Realisasi", 60, 800)
    )
    document = drawn.read(tmp_path, drawn.pdf([above + drawn.table(BUDGET, WIDTHS)]))
    assert document.tables[0].caption == "Tabel 3.2 Realisasi"


def test_a_picture_of_a_page_shows_every_cell_and_word() -> None:
    sketch = page_layout(DOCUMENTS / "klakah-tw4-2024.pdf", 12)
    assert len(sketch.cells) == 16 + 40
    assert "1.780.578.508,00" in [word.text for word in sketch.words]
    assert len(sketch.rules) > 20


def grids() -> st.SearchStrategy[list[list[str]]]:
    """Tables of short words, some cells merged to the right."""
    text = st.sampled_from(["Pagu", "1.500", "x", "Sisa"])

    def merged(rows: list[list[str]]) -> list[list[str]]:
        bodies = drawn.replaced([row[1:] for row in rows], "x", "<")
        return [[row[0], *body] for row, body in zip(rows, bodies, strict=True)]

    return st.integers(2, 5).flatmap(
        lambda width: st.lists(
            st.lists(text, min_size=width, max_size=width), min_size=2, max_size=8
        ).map(merged)
    )


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=grids())
def test_every_merged_cell_covers_what_it_was_drawn_over(
    rows: list[list[str]], tmp_path: Path
) -> None:
    # A column that no row rules off is one with its neighbour; one column alone is a frame, not a
    # table.
    columns = list(zip(*rows, strict=True))
    kept = [at == 0 or set(column) != {"<"} for at, column in enumerate(columns)]
    assume(sum(kept) > 1)
    document = drawn.read(tmp_path, drawn.pdf([drawn.table(rows, [60] * len(rows[0]))]))
    expected = [list(compress(row, kept)) for row in rows]
    assert drawn.texts(document) == drawn.replaced(expected, "<", "")
    (table,) = document.tables
    for row in (*table.header, *table.rows):
        for cell in row:
            assert (cell.origin is None) or not cell.text
    covered = sum(
        cell.rows * cell.columns
        for row in (*table.header, *table.rows)
        for cell in row
        if cell.origin is None
    )
    assert covered == len(rows) * sum(kept)
