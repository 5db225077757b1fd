"""Tables of real reports, written down by hand from pictures of their pages, are read as they are
printed.

The reports themselves are not handed on with the project: where they are not there, only the files
are looked at.
"""

from pathlib import Path

import pytest

from extract.document import read_document
from tools.evaluation.written import (
    WrittenTable,
    exact_cells,
    in_order,
    in_place,
    read_written,
    rows_on,
)

WRITTEN = sorted((Path(__file__).parent.parent.parent / "written").glob("*.txt"))
REPORTS = Path(__file__).parent.parent.parent.parent.parent / "shared" / "samples" / "real"


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_a_file_holds_tables_with_rows_and_pages(path: Path) -> None:
    tables = read_written(path)
    assert sum(table.cells for table in tables) > 100
    assert all(table.pages and table.title for table in tables)


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_tables_of_a_real_report_are_read_as_they_are_printed(path: Path) -> None:
    report = REPORTS / f"{path.stem}.pdf"
    if not report.is_file():
        # the reports belong to their offices: whoever has them can tell, others have nothing to
        # test here
        return
    document = read_document(report)
    for table in read_written(path):
        read, wrong = exact_cells(table, rows_on(document, table.pages))
        assert (read, wrong) == (table.cells, [])


TABLE = WrittenTable(range(1, 2), "Tabel 1", (("1", "Gaji", "1.500"), ("2", "", "500")))


def test_a_row_that_is_missing_and_a_cell_that_differs_are_counted() -> None:
    assert exact_cells(TABLE, [("1", "Gaji", "1.500")])[0] == 3
    read, wrong = exact_cells(TABLE, [("1", "Gaji", "1.600"), ("2", "", "500")])
    assert (read, [row.read for row in wrong]) == (4, [("1", "Gaji", "1.600")])


def test_rows_that_are_too_many_do_not_count() -> None:
    assert exact_cells(TABLE, [("No", "Uraian", "Pagu"), *TABLE.rows, ("", "", "")]) == (5, [])


def test_a_cell_in_another_column_is_wrong_in_place_and_right_in_order() -> None:
    row = ("1", "", "Gaji", "1 500".replace(" ", "."), "")
    assert (in_place(TABLE.rows[0], row), in_order(TABLE.rows[0], row)) == (1, 3)


def test_a_row_with_too_few_cells_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tabel.txt"
    path.write_text("== halaman 1 | Tabel\nkolom: 3\n1 | Gaji\n", "utf-8")
    with pytest.raises(ValueError, match="2 cells under 3 columns"):
        read_written(path)


def test_a_bar_in_a_cell_is_written_with_a_backslash(tmp_path: Path) -> None:
    path = tmp_path / "tabel.txt"
    path.write_text("== halaman 2-3 | Tabel\nkolom: 2\n# a remark\na \\| b | 1\n", "utf-8")
    assert read_written(path) == (WrittenTable(range(2, 4), "Tabel", (("a | b", "1"),)),)
