"""Work grows with a document no faster than the document: what twice as large a table takes is about twice as much.

Counted are the calls of functions, Python's own among them: times depend on the machine.
"""

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from normalize.interpret import interpret
from tests import documents
from tests.audits import drawn
from validate.examine import examine

# A twofold table takes twice the calls and what little is the same for every table; a quadratic share shows at once.
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
    return "\n".join(f"Jumlah dokumen {at} yang disusun | {at + 5} | {at + 3} | 90" for at in range(rows))


def coded_budget(rows: int) -> str:
    return "\n".join(
        f"7.01.{at // 99 + 1:02}.2.{at % 99 + 1:02} | Kegiatan {at} | 1.500.000 | 1.400.000" for at in range(rows)
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
def test_a_table_twice_as_tall_takes_no_more_than_twice_the_work(head: str, rows: Callable[[int], str]) -> None:
    def audited(count: int) -> int:
        document = documents.document(tables=[drawn(head, rows(count))])
        return calls(lambda: examine(interpret(document)))

    audited(30)  # what is found once and kept, or loaded, counts for neither
    half = audited(ROWS)
    assert audited(2 * ROWS) < AT_MOST * half
