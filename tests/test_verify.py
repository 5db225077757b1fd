"""Laws of the second and the third reader: where two differ a third is asked, and two of three decide."""

from dataclasses import replace
from pathlib import Path

import pytest

from extract.camelot_voice import camelot_cells
from extract.document import read_document
from extract.records import Box, Page, Place, Source
from extract.verify import Disagreement, Majority, verify

DOCUMENTS = Path(__file__).parent.parent / "corpus" / "documents"
OVERFLOW = ["dinas-perpustakaan-tw2-2024-reportlab-overflow-43", "kelurahan-tahun-2024-chromium-overflow-44"]


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
    place = Place(1, Box(0, 0, 10, 10))
    assert Disagreement("t1", 0, 0, place, "1.500", theirs, third).majority is majority


@pytest.mark.parametrize("name", OVERFLOW)
def test_what_runs_over_into_a_number_is_left_out_by_two_of_three_readers(name: str) -> None:
    path = DOCUMENTS / f"{name}.pdf"
    reads: list[tuple[int, int]] = []
    found = verify(path, read_document(path), lambda *read: reads.append(read))
    assert found
    for one in found:
        assert one.theirs is not None
        assert one.theirs.endswith(one.ours)
        assert (one.third, one.majority) == (one.ours, Majority.OURS)
    assert [count for count, _ in reads] == list(range(1, 1 + len(reads)))
    assert reads[-1][0] == reads[-1][1]
    assert len({total for _, total in reads}) == 2


def test_the_third_reader_is_silent_where_a_cell_has_other_edges() -> None:
    path = DOCUMENTS / f"{OVERFLOW[0]}.pdf"
    document = read_document(path)
    # what is read in the right place of a page a little longer is not what stands there
    longer = replace(document, pages=tuple(replace(page, height=page.height + 8) for page in document.pages))
    assert {one.third for one in verify(path, longer)} == {None}


def test_a_page_at_which_the_third_reader_fails_has_no_third_voice(tmp_path: Path) -> None:
    path = tmp_path / "rusak.pdf"
    path.write_bytes(b"%PDF-1.7\n1 0 obj")
    assert camelot_cells(path, Page(1, 595, 842, Source.TEXT)) == ()
