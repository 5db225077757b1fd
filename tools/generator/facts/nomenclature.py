"""Which programs, kegiatan and sub kegiatan an office has, under the codes of the year.

Codes and names of kecamatan and of the support program are those of
`normalize/reference/nomenclature.csv`; `programs.csv` holds some of other offices, in the two
digits of Kepmendagri 050-3708/2020. All of them have the same name since 2023, with four digits
(Kepmendagri 900.1.15.5-1317/2023). Until 2020 codes are those of Permendagri 13/2006, without sub
kegiatan.
"""

import csv
from collections.abc import Iterator
from enum import Enum
from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
_KECAMATAN = HERE.parent.parent.parent / "normalize" / "reference" / "nomenclature.csv"
# Kegiatan of the support program that every office has; 2.11 and on belong to the secretariats.
_SUPPORT = ("2.01", "2.02", "2.05", "2.06", "2.07", "2.08", "2.09")
_MUKIM = "7.01.03.2.04"
_COVID = "7.01.03.2.05"


class BudgetLevel(Enum):
    """The levels of a budget."""

    PROGRAM = "program"
    KEGIATAN = "kegiatan"
    SUB_KEGIATAN = "sub_kegiatan"


class NomenclatureNode(NamedTuple):
    """A line of the nomenclature and what is under it."""

    code: str
    name: str
    level: BudgetLevel
    children: tuple["NomenclatureNode", ...] = ()


def programs(bidang: str, year: int) -> tuple[NomenclatureNode, ...]:
    """Return the programs of an office by its bidang: 7.01 for a kecamatan, 6.01 for an
    inspektorat.
    """
    if year <= 2020:
        return _tree(_of_permendagri13())
    listed = [
        *_support(bidang, year),
        *(_kecamatan(year) if bidang == "7.01" else _others(bidang, year)),
    ]
    return _tree(listed)


Line = tuple[str, str, str]


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


@cache
def _decree(year: int) -> tuple[Line, ...]:
    decree = "Kepmendagri 900.1.15.5-1317/2023" if year >= 2024 else "Kepmendagri 050-3708/2020"
    # "Bulanan/ Triwulanan" broken at the end of a line could not be distinguished from
    # "Bulanan/Triwulanan"
    return tuple(
        (line["code"], line["level"], line["name"].replace("/ ", "/"))
        for line in _lines(_KECAMATAN)
        if line["decree"] == decree
    )


def _support(bidang: str, year: int) -> Iterator[Line]:
    for code, level, name in _decree(year):
        if code == "X.XX.01" or (code.startswith("X.XX.01.") and code[8:12] in _SUPPORT):
            yield code.replace("X.XX", bidang), level, name


def _kecamatan(year: int) -> Iterator[Line]:
    for code, level, name in _decree(year):
        usual = code[7:10] in ("", ".2.") and not code.startswith(
            (_MUKIM, _COVID, "7.01.04.2.03", "7.01.04.2.04")
        )
        if code.startswith("7.01.") and usual and len(name) < 170:
            yield code, level, name


def _others(bidang: str, year: int) -> Iterator[Line]:
    for line in _lines(HERE / "programs.csv"):
        code = line["code"]
        if code.startswith(bidang):
            four_digits = year >= 2024 and line["level"] == BudgetLevel.SUB_KEGIATAN.value
            yield (
                (f"{code[:-2]}00{code[-2:]}" if four_digits else code),
                line["level"],
                line["name"],
            )


def _of_permendagri13() -> Iterator[Line]:
    for line in _lines(HERE / "programs_permendagri13.csv"):
        yield f"1.20.1.20.05.{line['code']}", line["level"], line["name"]


def _tree(lines: Iterator[Line] | list[Line]) -> tuple[NomenclatureNode, ...]:
    listed = sorted(lines)

    def under(parent: str, level: BudgetLevel) -> tuple[NomenclatureNode, ...]:
        deeper = {BudgetLevel.PROGRAM: BudgetLevel.KEGIATAN}.get(level, BudgetLevel.SUB_KEGIATAN)
        return tuple(
            NomenclatureNode(
                code,
                name,
                level,
                under(f"{code}.", deeper) if level is not BudgetLevel.SUB_KEGIATAN else (),
            )
            for code, named, name in listed
            if named == level.value and code.startswith(parent)
        )

    return under("", BudgetLevel.PROGRAM)
