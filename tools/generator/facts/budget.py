"""A budget that adds up: programs, kegiatan and sub kegiatan with pagu and realisasi in whole
rupiah.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from tools.generator.facts.nomenclature import BudgetLevel, NomenclatureNode


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A line of the budget; what is under it adds up to it."""

    code: str
    name: str
    level: BudgetLevel
    pagu: int
    realisasi: int
    children: tuple["BudgetLine", ...] = ()

    @property
    def sisa(self) -> int:
        """What is left of the pagu."""
        return self.pagu - self.realisasi

    @property
    def serapan(self) -> Fraction | None:
        """The percentage of the pagu that was spent, None of a pagu of nothing."""
        return Fraction(100 * self.realisasi, self.pagu) if self.pagu else None

    def lines(self) -> Iterator["BudgetLine"]:
        """Yield the line and everything under it in printed order."""
        yield self
        for child in self.children:
            yield from child.lines()


@dataclass(frozen=True, slots=True)
class BudgetSize:
    """The most programs, kegiatan in each and sub kegiatan in each of these that a budget has."""

    programs: int
    kegiatan: int
    sub_kegiatan: int


def total(lines: tuple[BudgetLine, ...], code: str = "JUMLAH") -> BudgetLine:
    """Return the line that several lines add up to."""
    return BudgetLine(
        code,
        code,
        BudgetLevel.PROGRAM,
        sum(line.pagu for line in lines),
        sum(line.realisasi for line in lines),
        lines,
    )


def draw_budget(
    random: Random, nodes: tuple[NomenclatureNode, ...], size: BudgetSize, share: Fraction
) -> tuple[BudgetLine, ...]:
    """Return the programs of a budget of which about `share` should have been spent."""
    chosen = _some(random, nodes, size.programs)
    return tuple(_drawn(random, node, size, share) for node in chosen)


def _some(random: Random, nodes: tuple[NomenclatureNode, ...], most: int) -> list[NomenclatureNode]:
    """Return some nodes in their order: the first, salaries, and others as they come."""
    usable = [
        node
        for node in nodes
        if node.children or node.level is not BudgetLevel.KEGIATAN or "1.20." in node.code
    ]
    always = [node for node in usable if node is usable[0] or node.name in _SALARIES][:most]
    others = [node for node in usable if node not in always]
    chosen = [*always, *random.sample(others, min(len(others), most - len(always)))]
    return [node for node in usable if node in chosen]


_SALARIES = ("Administrasi Keuangan Perangkat Daerah", "Penyediaan Gaji dan Tunjangan ASN")


def _drawn(random: Random, node: NomenclatureNode, size: BudgetSize, share: Fraction) -> BudgetLine:
    if not node.children:
        pagu = _pagu(random, node.name)
        return BudgetLine(node.code, node.name, node.level, pagu, _realisasi(random, pagu, share))
    most = (
        size.kegiatan if node.level is BudgetLevel.PROGRAM else random.randint(1, size.sub_kegiatan)
    )
    children = tuple(
        _drawn(random, child, size, share) for child in _some(random, node.children, most)
    )
    whole = total(children)
    return BudgetLine(node.code, node.name, node.level, whole.pagu, whole.realisasi, children)


def _pagu(random: Random, name: str) -> int:
    if "Gaji" in name:
        return random.randint(900_000, 4_200_000) * 1000 + random.randint(0, 999)
    magnitude = random.choice((500, 2_000, 9_000, 45_000, 160_000))
    return random.randint(magnitude // 4, magnitude) * random.choice(
        (1000, 1000, 500, 1500)
    ) + random.choice((0, 0, 0, 250))


def _realisasi(random: Random, pagu: int, share: Fraction) -> int:
    """Return what was spent: everything, most, or less where the year is young."""
    if share == 1 and random.random() < 0.35:
        return pagu
    low = share * Fraction(85, 100)
    part = low + (share - low) * Fraction(random.randint(0, 1000), 1000)
    step = random.choice((1, 1, 50, 500))
    return int(pagu * part) // step * step


def with_line(
    programs: tuple[BudgetLine, ...], code: str, pagu: int, realisasi: int
) -> tuple[BudgetLine, ...]:
    """Return the budget with other amounts in a line that has nothing under it, and with sums to
    match.
    """
    return tuple(_with_line(line, code, pagu, realisasi) for line in programs)


def _with_line(line: BudgetLine, code: str, pagu: int, realisasi: int) -> BudgetLine:
    if line.code == code and not line.children:
        return BudgetLine(line.code, line.name, line.level, pagu, realisasi)
    if not line.children or not any(below.code == code for below in line.lines()):
        return line
    children = tuple(_with_line(child, code, pagu, realisasi) for child in line.children)
    whole = total(children)
    return BudgetLine(line.code, line.name, line.level, whole.pagu, whole.realisasi, children)
