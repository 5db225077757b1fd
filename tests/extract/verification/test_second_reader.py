"""Laws of the second and the third reader: where two differ a third is asked, and two of three
decide.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from extract.document import read_document
from extract.records import Box, Location, Page, TextSource
from extract.verification.camelot import camelot_cells
from extract.verification.second_reader import (
    Disagreement,
    Majority,
    PlacesRequest,
    numeric_cells,
    read_again,
    verify_document,
)
from tests import drawn

DOCUMENTS = Path(__file__).parent.parent.parent.parent / "corpus" / "documents"
OVERFLOW = [
    "dinas-perpustakaan-tw2-2024-reportlab-overflow-43",
    "kelurahan-tahun-2024-chromium-overflow-44",
]


@pytest.mark.parametrize(
    ("theirs", "third", "majority"),
    [
        ("15.00", "1.500", Majority.OURS),
        ("15.00", " 1. 500\n", Majority.OURS),
        (None, "1.500", Majority.OURS),
        ("15.00", "15.00", Majority.THEIRS),
        ("15.00", "150.0", None),
        ("15.00", None, None),
        (None, None, None),
    ],
)
def test_two_of_three_decide_and_silence_is_no_vote(
    theirs: str | None, third: str | None, majority: Majority | None
) -> None:
    place = Location(1, Box(0, 0, 10, 10))
    assert Disagreement("t1", 0, 0, place, "1.500", theirs, third).majority is majority


@pytest.mark.parametrize("name", OVERFLOW)
def test_words_that_run_over_into_a_number_are_left_out_by_all_readers(name: str) -> None:
    path = DOCUMENTS / f"{name}.pdf"
    assert verify_document(path.read_bytes(), read_document(path)) == ()


def drawn_pdf(path: Path, *row: str) -> Path:
    """Return a file with a table of narrow columns in which this row stands."""
    rows = [["Kode", "Uraian", "Pagu"], list(row), ["7.02", "1.400", "2.500"]]
    path.write_bytes(drawn.pdf([drawn.table(rows, [60, 60, 120])]))
    return path


RUNNING_OVER = ("7.01", "1.234.567.890.123", "   1.500")


def test_words_belong_to_the_cell_they_begin_in_and_numbers_beside_them_do_not(
    tmp_path: Path,
) -> None:
    path = drawn_pdf(tmp_path / "kata.pdf", "7.01", "Koordinasi Kegiatan", " " * 20 + "1.500")
    assert verify_document(path.read_bytes(), read_document(path)) == ()


def test_a_number_that_runs_over_is_still_a_doubt_and_two_of_three_decide(tmp_path: Path) -> None:
    path = drawn_pdf(tmp_path / "angka.pdf", *RUNNING_OVER)
    reads: list[tuple[int, int]] = []
    found = verify_document(
        path.read_bytes(), read_document(path), lambda *read: reads.append(read)
    )
    assert [one.ours for one in found] == ["1.234.567.890.123", "1.500"]
    for one in found:
        assert (one.third, one.majority) == (one.ours, Majority.OURS)
    assert reads == [(1, 1), (2, 2)]


def test_the_third_reader_is_silent_where_a_cell_has_other_edges(tmp_path: Path) -> None:
    path = drawn_pdf(tmp_path / "angka.pdf", *RUNNING_OVER)
    document = read_document(path)
    # what is read in the right place of a page a little longer is not what stands there
    longer = replace(
        document, pages=tuple(replace(page, height=page.height + 8) for page in document.pages)
    )
    assert {one.third for one in verify_document(path.read_bytes(), longer)} == {None}


@pytest.mark.parametrize(("most", "looks"), [(10, False), (1000, True)])
def test_no_tables_are_looked_for_on_an_overfull_page_and_its_cells_are_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, looks: bool
) -> None:
    path = drawn_pdf(tmp_path / "penuh.pdf", "7.01", "1.300", "1.500")
    looked = []

    def find_tables(_: object) -> list[object]:
        looked.append(True)
        return []

    monkeypatch.setattr("extract.verification.second_reader._MOST_DRAWN", most)
    monkeypatch.setattr("pdfplumber.page.Page.find_tables", find_tables)
    (_, cell), *_ = numeric_cells(read_document(path))
    request = PlacesRequest(path.read_bytes(), (cell.place,))
    assert read_again(request, lambda _: None) == ((cell.place, cell.text),)
    assert bool(looked) is looks


def test_a_page_at_which_the_third_reader_fails_has_no_third_voice(tmp_path: Path) -> None:
    path = tmp_path / "rusak.pdf"
    path.write_bytes(b"%PDF-1.7\n1 0 obj")
    assert camelot_cells(path.read_bytes(), Page(1, 595, 842, TextSource.TEXT)) == ()
