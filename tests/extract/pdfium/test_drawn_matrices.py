"""Rulings stand where they are painted: under a matrix, in forms, on a page that is displayed
upside down.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from extract.errors import Damaged
from extract.pdfium import page_objects
from extract.pdfium.raw_page import RawDocument
from tests import drawn

WIDTHS = [30, 150, 90, 90, 50]
ROWS = [
    ["No", "Program", "Pagu", "Realisasi", "%"],
    ["1", "Program Penunjang", "1.500.000", "1.400.000", "93,33"],
    ["2", "Program Pelayanan", "2.500.000", "2.500.000", "100,00"],
    ["", "JUMLAH", "4.000.000", "3.900.000", "97,50"],
]
LEFT, TOP = 60.0, 780.0
EDGES = [LEFT + sum(WIDTHS[:k]) for k in range(len(WIDTHS) + 1)]
LEVELS = [TOP - drawn.ROW * k for k in range(len(ROWS) + 1)]


def one_path(scale: float) -> str:
    """All rulings as one stroked path."""
    lines = [(x, LEVELS[-1], x, TOP) for x in EDGES] + [(LEFT, y, EDGES[-1], y) for y in LEVELS]
    path = "".join(
        f"{a / scale:.3f} {b / scale:.3f} m {c / scale:.3f} {d / scale:.3f} l "
        for a, b, c, d in lines
    )
    return f"{0.5 / scale} w {path}S\n"


def stroked_cells(scale: float) -> str:
    """Each cell as a stroked rectangle."""
    return f"{0.5 / scale} w " + "".join(
        f"{x / scale:.3f} {low / scale:.3f} {width / scale:.3f} {drawn.ROW / scale:.3f} re S\n"
        for low in LEVELS[1:]
        for x, width in zip(EDGES, WIDTHS, strict=False)
    )


def filled_borders(scale: float) -> str:
    """All rulings as one filled path of thin rectangles."""
    boxes = [(x - 0.25, LEVELS[-1], 0.5, TOP - LEVELS[-1]) for x in EDGES]
    boxes += [(LEFT, y - 0.25, EDGES[-1] - LEFT, 0.5) for y in LEVELS]
    numbers = [part / scale for box in boxes for part in box]
    return "%.3f %.3f %.3f %.3f re\n" * len(boxes) % tuple(numbers) + "f\n"


@pytest.mark.parametrize("rulings", [one_path, stroked_cells, filled_borders])
@pytest.mark.parametrize(
    ("matrix", "scale"),
    [("1 0 0 1 0 0", 1.0), ("0.24 0 0 0.24 0 0", 0.24), ("20 0 0 20 0 0", 20.0)],
)
def test_rulings_drawn_under_a_matrix_stand_where_they_are_seen(
    rulings: Callable[[float], str], matrix: str, scale: float, tmp_path: Path
) -> None:
    page = f"q {matrix} cm {rulings(scale)} Q\n" + drawn.table(ROWS, WIDTHS, rule=drawn.nothing)
    (table,) = drawn.read(tmp_path, drawn.pdf([page])).tables
    assert table.reader == "ruled"
    assert drawn.texts_of((*table.header, *table.rows)) == ROWS


def test_rulings_under_a_matrix_that_turns_and_mirrors_stand_where_they_are_seen(
    tmp_path: Path,
) -> None:
    # x and y exchanged, as some programs draw a page that they print sideways
    lines = [(x, LEVELS[-1], x, TOP) for x in EDGES] + [(LEFT, y, EDGES[-1], y) for y in LEVELS]
    path = "".join(f"{b:.2f} {a:.2f} m {d:.2f} {c:.2f} l " for a, b, c, d in lines)
    page = f"q 0 1 1 0 0 0 cm {path} S Q\n" + drawn.table(ROWS, WIDTHS, rule=drawn.nothing)
    assert drawn.texts(drawn.read(tmp_path, drawn.pdf([page]))) == ROWS


@pytest.mark.parametrize("depth", [1, 9, 20])
def test_forms_are_entered_as_deep_as_they_go(depth: int, tmp_path: Path) -> None:
    (table,) = drawn.read(tmp_path, drawn.pdf([drawn.table(ROWS, WIDTHS)], forms=depth)).tables
    assert table.reader == "ruled"
    assert drawn.texts_of((*table.header, *table.rows)) == ROWS


def test_a_page_that_paints_more_than_the_limit_is_not_read_and_the_others_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowded = drawn.table(ROWS, WIDTHS) + drawn.line(60, 100, 200, 100) * 400
    data = drawn.pdf([drawn.table(ROWS, WIDTHS), crowded], forms=2)
    monkeypatch.setattr(page_objects, "OBJECT_LIMIT", 400)
    document = drawn.read(tmp_path, data)
    assert [page.source.value for page in document.pages] == ["text", "unreadable"]
    with RawDocument(data).page(1) as page, pytest.raises(Damaged):
        page.drawing()


def test_a_page_displayed_upside_down_is_read_upright(tmp_path: Path) -> None:
    page = drawn.table(ROWS, WIDTHS) + drawn.words(
        "Uraian di bawah tabel ini berlaku untuk tahun 2024", 60, 300
    )
    level = drawn.read(tmp_path, drawn.pdf([page]))
    turned = drawn.read(tmp_path, drawn.pdf([page], page="/Rotate 180"))
    assert drawn.texts(turned) == drawn.texts(level) == ROWS
    assert [line.text for line in turned.pages[0].lines] == [
        line.text for line in level.pages[0].lines
    ]
    here, there = level.tables[0].rows[0][1].place.box, turned.tables[0].rows[0][1].place.box
    assert there.x0 == pytest.approx(drawn.WIDTH - here.x1, abs=0.1)
    assert there.top == pytest.approx(drawn.HEIGHT - here.bottom, abs=0.1)
