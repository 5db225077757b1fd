"""Rulings are told from other lines of a page, and what is drawn elsewhere on it changes no
table.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from extract.grids.rulings import find_rulings
from tests import drawn

WIDTHS = [30, 150, 90, 90, 50]
ROWS = [
    ["No", "Program", "Pagu", "Realisasi", "%"],
    ["1", "Program Penunjang", "1.500.000", "1.400.000", "93,33"],
    ["2", "Program Pelayanan", "2.500.000", "2.500.000", "100,00"],
    ["", "JUMLAH", "4.000.000", "3.900.000", "97,50"],
]


def hatching(
    left: float, bottom: float, count: int, step: float = 1.8, *, level: bool = False
) -> str:
    """Many strokes side by side, each of another length: the bars of a chart, a hatched area."""
    content = ""
    for index in range(count):
        at, reach = step * index, 40 + index * 37 % 120
        content += drawn.line(
            *((left, bottom + at, left + reach, bottom + at) if level else (left + at, bottom) * 2)
        )
        content += "" if level else drawn.line(left + at, bottom, left + at, bottom + reach)
    return content


def gradient(left: float, bottom: float, width: float, strips: int) -> str:
    """A shaded area as many thin filled strips."""
    return (
        "".join(
            f"{0.6 + 0.3 * k / strips:.2f} g {left:.2f} {bottom + k:.2f} {width:.2f} 1 re f\n"
            for k in range(strips)
        )
        + "0 g\n"
    )


def square_code(left: float, bottom: float, modules: int, size: float) -> str:
    """A code of black and white squares."""
    black = [(x, y) for x in range(modules) for y in range(modules) if (x * 7 + y * 5 + x * y) % 3]
    return "".join(
        f"{left + size * x:.2f} {bottom + size * y:.2f} {size} {size} re f\n" for x, y in black
    )


def legend(left: float, bottom: float) -> str:
    """What each colour of a chart stands for."""
    content = ""
    for index, name in enumerate(["Sangat tinggi", "Tinggi", "Sedang", "Rendah"]):
        content += (
            f"{0.2 * index + 0.2:.1f} 0.5 0.4 rg {left} {bottom - 14 * index} 10 8 re f 0 g\n"
        )
        content += drawn.words(name, left + 16, bottom - 14 * index)
    return content


@pytest.mark.parametrize(
    "elsewhere",
    [
        hatching(60, 100, 200),
        hatching(60, 100, 200, level=True),
        hatching(60, 100, 150) + drawn.line(50, 100, 400, 100) + drawn.line(50, 100, 50, 300),
        square_code(60, 300, 40, 1.5),
        square_code(60, 300, 29, 2.5),
        gradient(60, 300, 410, 60),
        legend(60, 400),
    ],
    ids=[
        "upright strokes",
        "level strokes",
        "chart with axes",
        "dense code",
        "code",
        "gradient",
        "legend",
    ],
)
def test_a_drawing_elsewhere_on_the_page_changes_no_table(elsewhere: str, tmp_path: Path) -> None:
    (table,) = drawn.read(tmp_path, drawn.pdf([drawn.table(ROWS, WIDTHS) + elsewhere])).tables
    assert drawn.texts_of((*table.header, *table.rows)) == ROWS


def test_a_heading_shaded_by_a_gradient_is_one_row(tmp_path: Path) -> None:
    page = gradient(60, 764.5, 410, 15) + drawn.table(ROWS, WIDTHS)
    assert drawn.texts(drawn.read(tmp_path, drawn.pdf([page]))) == ROWS


def test_a_column_shaded_by_upright_strips_keeps_its_edges(tmp_path: Path) -> None:
    strips = "0.8 g " + "".join(f"{240.5 + k} 716 1 64 re f\n" for k in range(89)) + "0 g\n"
    page = strips + drawn.table(ROWS, WIDTHS).replace("0.5 w", "1 w")
    assert drawn.texts(drawn.read(tmp_path, drawn.pdf([page]))) == ROWS


def boxes(*rows: Sequence[float]) -> np.ndarray:
    return np.array(rows, np.float64).reshape(-1, 4)


def test_a_border_drawn_three_times_is_one_ruling() -> None:
    _, upright = find_rulings(
        boxes(*[(100 + 1.5 * k, 50, 100 + 1.5 * k, 90) for k in range(3)]), boxes()
    )
    assert len(upright) == 1


def test_pieces_of_a_slanting_column_edge_are_one_ruling() -> None:
    pieces = boxes(*[(100 + 0.5 * k, 50 + 20 * k, 100 + 0.5 * k, 70 + 20 * k) for k in range(20)])
    _, upright = find_rulings(pieces, boxes())
    assert len(upright) == 1
    assert upright.end[0] - upright.start[0] == 400


def test_rulings_are_snapped_to_those_that_they_touch_alone() -> None:
    # a chain of neighbours leads from one edge to the other, far under them
    stairs = [
        (100 + 1.8 * k, 500 + 60 * (k % 2), 100 + 1.8 * k, 540 + 60 * (k % 2)) for k in range(30)
    ]
    _, upright = find_rulings(boxes((100, 50, 100, 200), (152, 50, 152, 200), *stairs), boxes())
    assert [at for at, start in zip(upright.at, upright.start, strict=True) if start == 50] == [
        100,
        152,
    ]


@pytest.mark.parametrize("border", [98.5, 135.0], ids=["along it", "through it"])
def test_a_border_at_a_hatching_stays(border: float) -> None:
    strokes = [(100 + 1.8 * k, 100, 100 + 1.8 * k, 140) for k in range(40)]
    _, upright = find_rulings(boxes((border, 50, border, 700), *strokes), boxes())
    (at,) = upright.at[(upright.start == 50) & (upright.end == 700)]
    assert abs(at - border) < 1
    assert len(upright) <= 3


def swatches(bottom: float, high: float = 10) -> str:
    """The boxes of a legend, edge to edge with what stands above them."""
    content = ""
    for index, name in enumerate(["Sangat tinggi", "Tinggi", "Rendah"]):
        left = 75 + 110 * index
        content += "".join(drawn.line(x, bottom - high, x, bottom) for x in (left, left + 20))
        content += drawn.line(left, bottom - high, left + 20, bottom - high) + drawn.words(
            name, left + 26, bottom - 9
        )
    return content


def test_a_legend_that_touches_a_table_adds_no_columns_to_it(tmp_path: Path) -> None:
    page = drawn.table(ROWS, WIDTHS) + swatches(780 - 4 * drawn.ROW)
    assert drawn.texts(drawn.read(tmp_path, drawn.pdf([page]))) == ROWS


def test_a_total_boxed_under_its_column_alone_stays_a_row(tmp_path: Path) -> None:
    foot = 780 - 4 * drawn.ROW
    box = drawn.line(330, foot - 16, 420, foot - 16) + "".join(
        drawn.line(x, foot - 16, x, foot) for x in (330, 420)
    )
    page = drawn.table(ROWS, WIDTHS) + box + drawn.words("9.876.543", 334, foot - 11)
    assert drawn.texts(drawn.read(tmp_path, drawn.pdf([page])))[4] == ["", "", "", "9.876.543", ""]


NUMBERED = [ROWS[0], ["1", "2", "3", "4", "5"], *ROWS[1:]]
TITLE = ["RINGKASAN ANGGARAN\nTAHUN ANGGARAN 2024", "<", "<", "<", "<"]
FOOT = ["Ringkasan Anggaran Halaman 12", "<", "<", "<", "<"]


def test_a_title_and_a_page_number_framed_with_a_table_are_no_rows_of_it(tmp_path: Path) -> None:
    document = drawn.read(tmp_path, drawn.pdf([drawn.table([TITLE, *NUMBERED, FOOT], WIDTHS)]))
    assert drawn.texts(document) == NUMBERED
    (title, year, foot) = [line.text for line in document.pages[0].lines]
    assert (title, year, foot) == ("RINGKASAN ANGGARAN", "TAHUN ANGGARAN 2024", FOOT[0])


def test_a_row_of_words_over_the_whole_width_stays_a_row(tmp_path: Path) -> None:
    section, rest = (
        ["Sasaran 1: pelayanan publik", *"<<<<"],
        ["Rapat di halaman balai desa 12 kali", *"<<<<"],
    )
    rows = [*NUMBERED[:2], section, *NUMBERED[2:4], rest]
    assert [
        row[0] for row in drawn.texts(drawn.read(tmp_path, drawn.pdf([drawn.table(rows, WIDTHS)])))
    ] == [
        *(
            "No",
            "1",
            "Sasaran 1: pelayanan publik",
            "1",
            "2",
            "Rapat di halaman balai desa 12 kali",
        ),
    ]
