"""Work grows with a document no faster than the document: what twice as large a table takes is
about twice as much.

Counted are the calls of functions, Python's own among them: times depend on the machine.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import numpy as np
import pytest
from numpy.typing import NDArray

from extract.pages.page_reader import opened, read_page
from extract.pdfium.paths import Boxes
from extract.text import separate_glyphs
from normalize.interpret import interpret
from tests import documents
from tests.audits import drawn
from tools.fuzzing.hostile import page_of
from validate.examine import examine

# A twofold table takes twice the calls and what little is the same for every table; a quadratic
# share shows at once.
AT_MOST = 2.3
ROWS = 300


def calls(work: Callable[[], object]) -> int:
    """Return how many functions a piece of work calls."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def performance(rows: int) -> str:
    return "\n".join(
        f"Jumlah dokumen {at} yang disusun | {at + 5} | {at + 3} | 90" for at in range(rows)
    )


def coded_budget(rows: int) -> str:
    return "\n".join(
        f"7.01.{at // 99 + 1:02}.2.{at % 99 + 1:02} | Kegiatan {at} | 1.500.000 | 1.400.000"
        for at in range(rows)
    )


def plain_budget(rows: int) -> str:
    lines = []
    for at in range(rows // 3):
        lines.append(f"Program {at} | {3_000_000 + 2 * at} | {2_000_000 + 2 * at}")
        lines += [f"Belanja {at} {part} | {1_500_000 + at} | {1_000_000 + at}" for part in "ab"]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("Indikator Kinerja | Target | Realisasi | Capaian (%)", performance),
        ("Kode | Program/Kegiatan | Anggaran (Rp) | Realisasi (Rp)", coded_budget),
        ("Program/Kegiatan | Anggaran (Rp) | Realisasi (Rp)", plain_budget),
    ],
)
def test_a_table_twice_as_tall_takes_no_more_than_twice_the_work(
    head: str, rows: Callable[[int], str]
) -> None:
    def audited(count: int) -> int:
        document = documents.document(tables=[drawn(head, rows(count))])
        return calls(lambda: examine(interpret(document)))

    audited(30)  # what is found once and kept, or loaded, counts for neither
    half = audited(ROWS)
    assert audited(2 * ROWS) < AT_MOST * half


def tall_page(rows: int) -> bytes:
    """Return a page of one ruled table of so many rows; the last column has no rulings between its
    rows.
    """
    high = 8 * rows
    lines = [f"{x} 0 m {x} {high} l S" for x in (0, 60, 120, 180)]
    lines += [f"0 {8 * at} m 120 {8 * at} l S" for at in range(rows + 1)]
    words = [
        f"BT /F1 {size} Tf 1 0 0 1 {x} {8 * at + 2 + raised} Tm ({text}) Tj ET"
        for at in range(rows)
        for x, text, size, raised in (
            (2, "Pagu", 5, 0),
            (62, "1.500", 5, 0),
            (76, "1", 2.5, 2),
            (122, "2.500", 5, 0),
        )
    ]
    return page_of("\n".join(["0.3 w", *lines, *words]).encode(), b"0 0 180 %d" % high)


def read(path: Path) -> None:
    with opened(path.read_bytes(), 1) as pdf:
        read_page(pdf, 0)


def test_a_page_twice_as_tall_takes_no_more_than_twice_the_work_to_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[int] = []

    def counted(mark: Boxes, digits: Boxes) -> NDArray[np.bool_]:
        looked_at.append(len(digits))
        return real(mark, digits)

    real = separate_glyphs._is_raised_behind
    monkeypatch.setattr(separate_glyphs, "_is_raised_behind", counted)
    figures = []
    for rows in (30, ROWS, 2 * ROWS):
        path = tmp_path / f"{rows}.pdf"
        path.write_bytes(tall_page(rows))
        looked_at.clear()
        figures.append((calls(lambda: read(path)), sum(looked_at)))  # noqa: B023  # called at once
    _, (once, near), (twice, near_twice) = figures
    assert twice < AT_MOST * once
    assert 0 < near_twice < AT_MOST * near
