"""Text that runs over the edge of its cell, up to the text of the next one or over it."""

from pathlib import Path

import pytest

from tests import drawn

ROWS = [
    ["Kode", "Uraian", "Pagu"],
    ["7.01.01", "Program Penunjang", "1.500.000"],
    ["7.01.01.2.01.0001", "Penyusunan Dokumen", "1.000.000"],
    ["7.01.01.2.01.0002", "Evaluasi Kinerja", "500.000"],
]
# the codes of sub kegiatan are 72,6 points wide and begin 4 points behind the edge, as does the text beside them
TOUCHES = 72.6


@pytest.mark.parametrize("width", [TOUCHES, TOUCHES - 0.2, TOUCHES - 3, TOUCHES + 2])
def test_a_code_that_runs_up_to_the_name_beside_it_is_the_code_alone(width: float, tmp_path: Path) -> None:
    document = drawn.read(tmp_path, drawn.pdf([drawn.table(ROWS, (width, 120, 90))]))
    assert drawn.texts(document) == ROWS


def test_a_name_drawn_in_pieces_that_runs_over_the_edge_of_its_cell_is_one_name(tmp_path: Path) -> None:
    rows = [["Uraian", "Pagu"], ["", ""], ["Administrasi Umum", "1.000.000"]]
    # the name is drawn up to the edge and on behind it, as some producers do
    pieces = drawn.words("Penyusunan Doku", 64, 757) + drawn.words("men", 64 + 73.54, 757)
    document = drawn.read(tmp_path, drawn.pdf([drawn.table(rows, (72, 120)) + pieces]))
    assert drawn.texts(document)[1] == ["Penyusunan Dokumen", ""]
