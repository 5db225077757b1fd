"""Tables of a budget with numbers drawn at random that add up, and where their cells are when they
are drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from tests import drawn

HEADER = ("No", "Program", "Pagu", "Realisasi", "%", "Sisa")
WIDTHS = (28.0, 150.0, 90.0, 90.0, 45.0, 90.0)
LEFT, TOP = 50.0, 780.0
PAGU, SPENT, SHARE, LEFT_OVER = 2, 3, 4, 5
NUMERIC = frozenset((PAGU, SPENT, SHARE, LEFT_OVER))
_TEXT = (
    "Penunjang Urusan Pelayanan Pembinaan Pengelolaan Koordinasi Ketertiban Administrasi "
    "Sarana Prasarana Kepegawaian "
    "Perencanaan Evaluasi Keuangan Pemberdayaan Masyarakat Informasi Wilayah Kebersihan Perhubungan"
)
_WORDS = _TEXT.split()


@dataclass(frozen=True, slots=True)
class Budget:
    """The body rows of a budget table; a text of several lines has a line feed between them."""

    rows: tuple[tuple[str, ...], ...]

    @property
    def printed(self) -> tuple[tuple[str, ...], ...]:
        """The rows as they are to be read."""
        return tuple(map(_on_one_line, self.rows))

    @property
    def headed(self) -> tuple[tuple[str, ...], ...]:
        """The header and the rows."""
        return (HEADER, *self.rows)

    def with_cell(self, row: int, column: int, text: str) -> "Budget":
        """Return it with another text in a cell."""
        changed = list(map(list, self.rows))
        changed[row][column] = text
        return Budget(tuple(map(tuple, changed)))


def rupiah(value: int) -> str:
    """Return an amount as Indonesian reports print it."""
    return f"{value:,}".replace(",", ".")


def percent(part: int, whole: int) -> str:
    """Return a share in percent with two decimals."""
    return f"{100 * part / whole:.2f}".replace(".", ",")


def name(rng: Random) -> str:
    """Return the name of a program, on one line or two."""
    words = rng.sample(_WORDS, rng.randint(1, 4))
    return f"Program {' '.join(words[:2])}" + (f"\n{' '.join(words[2:])}" if words[2:] else "")


def budget(rng: Random, rows: int | None = None, *, total: bool = True) -> Budget:
    """Return a budget table of so many programs, and their sum."""
    body, sums = [], (0, 0)
    for number in range(1, (rows or rng.randint(4, 10)) + 1):
        pagu = rng.randint(100_000, 2_000_000_000)
        spent = int(pagu * rng.uniform(0.4, 1))
        body.append(row_of(str(number), name(rng), pagu, spent))
        sums = sums[0] + pagu, sums[1] + spent
    if total:
        body.append(row_of("", "JUMLAH", *sums))
    return Budget(tuple(body))


def row_of(number: str, program: str, pagu: int, spent: int) -> tuple[str, ...]:
    """Return a row."""
    return number, program, rupiah(pagu), rupiah(spent), percent(spent, pagu), rupiah(pagu - spent)


def any_cell(rng: Random, table: Budget) -> tuple[int, int]:
    """Return the row and column of an amount, not of the sum."""
    return rng.randrange(len(table.rows) - 1), rng.choice((PAGU, SPENT, LEFT_OVER))


def _on_one_line(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(text.split()) for text in row)


def corner(
    rows: Sequence[Sequence[str]], row: int, column: int, top: float = TOP
) -> tuple[float, float]:
    """Return the left lower corner of the first line of a body cell under one row of headers."""
    heights = map(drawn.lines_of, rows[:row])
    return LEFT + sum(WIDTHS[:column]), top - drawn.ROW * (2 + sum(heights))


def ruled(rows: Sequence[Sequence[str]], *, top: float = TOP, rule: drawn.Rule = drawn.line) -> str:
    """Return the operators that draw rows of these columns."""
    return drawn.table(rows, WIDTHS, left=LEFT, top=top, rule=rule)


def caption(rng: Random) -> str:
    """Return the operators that draw the caption of the table."""
    return drawn.words(
        f"Tabel 3.{rng.randint(1, 9)} Realisasi Anggaran Tahun 2024", 150, TOP + 12, bold=True
    )
