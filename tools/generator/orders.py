"""The documents that the corpus orders from the generator: a line of `orders.csv` each, whose name
is its seed.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from pathlib import Path

from tools.generator.facts.budget import BudgetSize
from tools.generator.facts.notation import Notation
from tools.generator.report.layout import Numbers, ReportLayout, Rp, RulingStyle

_LINES = Path(__file__).with_name("orders.csv")


class Producer(Enum):
    """The program that makes the PDF."""

    WRITER = "writer"
    CALC = "calc"
    CHROMIUM = "chromium"
    REPORTLAB = "reportlab"
    TYPST = "typst"


@dataclass(frozen=True, slots=True)
class Order:
    """One document: whose report of which period, how it is printed, its oddities, and what goes
    wrong in it.
    """

    number: int
    sort: str
    term: str
    year: int
    producer: Producer
    layout: ReportLayout
    parts: tuple[str, ...]
    size: BudgetSize
    notation: Notation
    traits: tuple[str, ...]
    mistakes: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether its report holds every element that the regulations ask for."""
        return self.parts == PARTS["complete"]

    @property
    def name(self) -> str:
        """The name of its files."""
        words = (
            self.sort,
            self.term,
            self.year,
            self.producer.value,
            self.layout.name,
            f"{self.number:02}",
        )
        return "-".join(map(str, words))


@cache
def orders() -> tuple[Order, ...]:
    """Return all orders."""
    return tuple(_read())


def _read() -> Iterator[Order]:
    with _LINES.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            yield Order(
                int(line["number"]),
                line["sort"],
                line["term"],
                int(line["year"]),
                Producer(line["producer"]),
                LAYOUTS[line["layout"]],
                PARTS[line["parts"]],
                SIZES[line["size"]],
                NOTATIONS[line["notation"]],
                tuple(line["traits"].split()),
                tuple(line["mistakes"].split()),
            )


PARTS = {
    "whole": (
        *("sampul", "kata_pengantar", "pendahuluan", "perjanjian", "capaian", "rumus"),
        *("biaya", "sumber_daya", "anggaran", "penutup", "lampiran"),
    ),
    "complete": (
        *(
            "sampul",
            "kata_pengantar",
            "pernyataan_reviu",
            "ikhtisar",
            "daftar_isi",
            "pendahuluan",
            "dasar_hukum",
        ),
        *(
            "perjanjian",
            "dasar_perjanjian",
            "capaian",
            "rumus",
            "perbandingan",
            "penyebab",
            "analisis_program",
        ),
        *("biaya", "sumber_daya", "anggaran", "simpulan", "lampiran"),
    ),
    "short": ("sampul", "kata_pengantar", "perjanjian", "capaian", "anggaran", "penutup"),
    "results": ("sampul", "capaian", "rumus", "biaya", "sumber_daya", "anggaran"),
    "budget": ("sampul", "anggaran", "penutup"),
    "years": ("sampul", "capaian", "anggaran", "tahun_jamak"),
}
# Programs, kegiatan and sub kegiatan; "deep" is for Permendagri 13, which has no sub kegiatan
SIZES = {
    "small": BudgetSize(3, 2, 2),
    "medium": BudgetSize(4, 2, 3),
    "large": BudgetSize(6, 3, 4),
    "deep": BudgetSize(5, 7, 1),
}
NOTATIONS = {
    "": Notation(),
    "us": Notation(us=True, whole=False),
    "cents": Notation(cents=True, whole=False),
    "signs": Notation(sign=True),
    "dashes": Notation(dash=True, whole=False),
}
_SPLIT = ReportLayout(split_rows=True, levels=2, size=9.5, code_width=2.3)
# Typst never breaks a code
_SPLIT_WIDE = replace(_SPLIT, code_width=3.0)
LAYOUTS = {
    "plain": ReportLayout(),
    "formulas": ReportLayout(numbers=Numbers.FORMULAS, levels=2),
    "green": ReportLayout(
        numbers=Numbers.ZERO_PADDED, levels=3, fill="92D050", program_fill="FFFF00"
    ),
    "columns": ReportLayout(
        ruling=RulingStyle.COLUMNS, numbers=Numbers.NONE, levels=2, fill="C6D9F1", code_width=2.3
    ),
    "columns-serif": ReportLayout(ruling=RulingStyle.COLUMNS, levels=3, serif=True, folio=True),
    "rows": ReportLayout(ruling=RulingStyle.ROWS, numbers=Numbers.FORMULAS, fill=""),
    "unruled": ReportLayout(ruling=RulingStyle.NONE, fill=""),
    "zebra": ReportLayout(
        ruling=RulingStyle.ZEBRA, numbers=Numbers.NONE, fill="1F4E79", ink="FFFFFF"
    ),
    "landscape": ReportLayout(landscape=True, numbers=Numbers.PARENS, levels=2, fill="FCE4D6"),
    "rotated": ReportLayout(landscape=True, rotate=90, numbers=Numbers.PARENS, levels=3),
    "rotated-back": ReportLayout(
        landscape=True, rotate=270, serif=True, folio=True, repeat_header=False
    ),
    "split": _SPLIT,
    "split-once": replace(_SPLIT, repeat_header=False, levels=1),
    "split-wide": _SPLIT_WIDE,
    "split-wide-once": replace(_SPLIT_WIDE, repeat_header=False),
    "continued": ReportLayout(continued=True, fill="DDEBF7"),
    "narrow": ReportLayout(narrow=True, size=8.0, code_width=1.35),
    "overflow": ReportLayout(overflow=True, size=8.0, numbers=Numbers.NONE),
    "rp-column": ReportLayout(rp=Rp.COLUMN, levels=2),
    "rp-cell": ReportLayout(rp=Rp.CELL, numbers=Numbers.PARENS, serif=True, landscape=True),
    "once": ReportLayout(repeat_header=False, fill="BDD7EE", program_fill="F2F2F2"),
    "gaps": ReportLayout(numbers=Numbers.GAPS, fill="A9D08E", code_width=2.4),
    "code-and-name": ReportLayout(
        code_with_name=True, total_first=True, numbers=Numbers.PARENS, program_fill="FFF2CC"
    ),
}
