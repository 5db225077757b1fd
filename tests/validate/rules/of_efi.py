"""What the tests of several rules EFI read."""

from collections.abc import Sequence

from extract.records import Table
from tests.audits import COST, drawn


def cost(*rows: str) -> Table:
    return drawn(COST, "\n".join(rows), id="t1", caption="Cost per outcome")


ONE = "1 | Program Pembinaan Desa | Persentase b | 100 | 100 | 100 | 40 | 40 | 100 | 0"


TWO = "2 | Program Pemberdayaan Masyarakat | Persentase c | 100 | 100 | 100 | 60 | 60 | 100 | 0"


def sasaran(name: str, pagu: int) -> str:
    return (
        f" | Meningkatnya {name} | Persentase {name} | 100 | 100 | 100 | {pagu} | {pagu} | 100 | 0"
    )


def in_millions(sasaran: Sequence[str], programs: tuple[str, str]) -> Table:
    """A table in millions of rupiah: what each sasaran costs, and what the two programs do."""
    head = COST.replace("Pagu", "Pagu (Rp juta)").replace(
        "Realisasi Anggaran", "Realisasi Anggaran (Rp juta)"
    )
    named = zip("ab", sasaran, strict=False)
    one, two = programs
    rows = [
        *(
            f" | Meningkatnya {at} | Persentase {at} | 100 | 100 | 100 | {pagu} | {pagu} | 100 | 0"
            for at, pagu in named
        ),
        ONE.replace("40 | 40", f"{one} | {one}"),
        TWO.replace("60 | 60", f"{two} | {two}"),
    ]
    return drawn(head, "\n".join(rows), id="t1", caption="Cost per outcome")
