"""Writes one report: counts its tables, knows its days of signing, and sets text and signatures."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random
from types import MappingProxyType

from tools.generator.facts.budget import BudgetLine
from tools.generator.facts.offices import Person
from tools.generator.facts.performance import Indicator
from tools.generator.facts.terms import TermKind, print_date
from tools.generator.report.printed_report import (
    Block,
    PageStart,
    Paragraph,
    ParagraphStyle,
    PrintedItem,
    PrintedTable,
    Signatures,
    StatedFact,
    StatedMeasure,
)
from tools.generator.report.tables import TableWriter


class Writer:
    """Writes the report of one draft; it counts tables by chapter and knows the days of signing.

    `lead` is how many sentences it writes before the budget, so that a page break falls where it is
    wanted. `pages` are those of headings and tables, as far as they are known, for the list of
    contents.
    """

    def __init__(
        self,
        draft: TableWriter,
        random: Random,
        traits: tuple[str, ...],
        lead: int = 0,
        pages: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        self.lead = lead
        self.pages = pages
        self.draft = draft
        self.random = random
        self.traits = traits
        self.numbers: dict[int, int] = {}
        term = draft.situation.term
        self.preface_day = term.signed(random.randint(2, 12))
        self.closing_day = self.preface_day

    def caption(self, chapter: int, title: str) -> str:
        """Return the next caption of a chapter."""
        self.numbers[chapter] = self.numbers.get(chapter, 0) + 1
        return f"Tabel {chapter}.{self.numbers[chapter]} {title}"

    def wide(self, table: PrintedTable, *after: Block, always: bool = False) -> Iterator[Block]:
        """Yield a table and what follows it, on landscape pages of their own if the layout wants
        it.

        A long table is cut if the layout continues tables under a caption of their own.
        """
        layout = self.draft.layout
        landscape = layout.landscape or always
        cut = (
            replace(table, cuts=tuple(_cuts(table, 9 if landscape else 15)))
            if layout.continued
            else table
        )
        yield from (
            (PageStart(landscape=True), cut, *after, PageStart()) if landscape else (cut, *after)
        )


def _cuts(table: PrintedTable, most: int) -> Iterator[int]:
    """Yield the rows before which a table is cut, so that no part is longer than `most`; no merged
    cell is cut.
    """
    last = 0
    for row in range(1, len(table.body)):
        if row - last >= most and all(cell is not None for cell in table.body[row][:2]):
            last = row
            yield row


def set_text(style: ParagraphStyle, *pieces: PrintedItem | str) -> Paragraph:
    """Return a paragraph of these pieces; those that state nothing may be given as text."""
    return Paragraph(
        style, tuple(PrintedItem(piece) if isinstance(piece, str) else piece for piece in pieces)
    )


def named_period(text: str) -> PrintedItem:
    """Return the name of the period that the report is about."""
    return PrintedItem(text, StatedFact(StatedMeasure.PERIODE, text))


def until(writer: Writer) -> str:
    """Return the word before a period: a year is reported on when it is over."""
    return "pada" if writer.draft.situation.term.kind is TermKind.TAHUN else "sampai dengan"


def signed(writer: Writer, section: str, day: date, people: Iterable[Person]) -> Signatures:
    """Return a block for each person, the last one dated."""
    listed = list(people)
    blocks = []
    for person in listed:
        seat = writer.draft.situation.office.seat
        dated = (
            PrintedItem(f"{seat}, {print_date(day)}", StatedFact(StatedMeasure.TANGGAL, section))
            if person is listed[-1]
            else PrintedItem()
        )
        nip = (
            [PrintedItem(f"NIP. {person.nip}", StatedFact(StatedMeasure.NIP, person.name))]
            if person.nip
            else [PrintedItem()]
        )
        blocks.append(
            (
                dated,
                PrintedItem(person.title),
                PrintedItem(),
                PrintedItem(),
                PrintedItem(person.name),
                *nip,
            )
        )
    return Signatures(section, tuple(blocks))


def money(draft: TableWriter, measure: StatedMeasure, of: str, value: int) -> PrintedItem:
    """Return an amount in running text, behind the Rp of its sentence."""
    return PrintedItem(
        draft.notation.rupiah(Fraction(value)), StatedFact(measure, of, Fraction(value))
    )


def share(draft: TableWriter, line: BudgetLine) -> PrintedItem:
    """Return the percentage of a pagu that was spent, before the % of its sentence."""
    return PrintedItem(
        draft.notation.persen(line.serapan).removesuffix("%"),
        StatedFact(StatedMeasure.SERAPAN, line.code, line.serapan),
    )


def unit_of(draft: TableWriter, indicator: Indicator) -> str:
    """Return what follows a target or a result in a sentence: nothing where the number itself bears
    its sign.
    """
    if indicator.unit == "%":
        return "" if draft.notation.sign else "%"
    return f" {indicator.unit.lower()}"
