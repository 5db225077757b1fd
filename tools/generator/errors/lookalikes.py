"""What is right in a report and looks wrong: places where a finding would be a false alarm."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from tools.generator.errors.scene import depth_of
from tools.generator.facts.notation import round_half_up, truncate
from tools.generator.facts.scenario import Scenario
from tools.generator.facts.terms import TermKind
from tools.generator.report.printed_report import (
    PrintedItem,
    PrintedPosition,
    PrintedReport,
    PrintedSection,
    StatedFact,
    StatedMeasure,
)

# Of one kind so many are listed; a report may hold more.
MOST = 3


class Lookalike(NamedTuple):
    """A kind of right figure that looks wrong, and where it is; None where it is the whole
    report.
    """

    kind: str
    spot: PrintedPosition | None


def find_lookalikes(
    report: PrintedReport, situation: Scenario, wrong: set[PrintedPosition]
) -> list[Lookalike]:
    """Return some lookalikes of each kind that the report shows, none of them where something is
    wrong.
    """
    listed = [Lookalike(kind, None) for kind in _of_the_whole(situation)]
    counts: dict[str, int] = {}
    for spot, piece in report.pieces():
        for kind in () if spot in wrong else _kinds(spot, piece):
            counts[kind] = counts.get(kind, 0) + 1
            if counts[kind] <= MOST:
                listed.append(Lookalike(kind, spot))
    return listed


def _of_the_whole(situation: Scenario) -> Iterator[str]:
    if situation.notation.us:
        yield "gaya-us"
    if 2021 <= situation.term.year <= 2023:
        yield "kode-dua-digit"
    if situation.term.year <= 2020:
        yield "permendagri-13"
    if situation.term.kind is TermKind.TRIWULAN and situation.term.number == 1:
        yield "serapan-rendah-awal-tahun"


def _kinds(spot: PrintedPosition, piece: PrintedItem) -> Iterator[str]:
    if piece.fact is None:
        if spot.part is PrintedSection.TEXT and piece.text.startswith("Dibandingkan dengan "):
            yield "periode-lain-dalam-teks"
        return
    match piece.fact.measure:
        case StatedMeasure.EFISIENSI:
            yield from _of_efficiency(piece.fact)
        case StatedMeasure.SERAPAN:
            yield from _of_absorption(spot, piece.fact)
        case StatedMeasure.CAPAIAN if piece.fact.value and piece.fact.value > 100:
            yield "capaian-di-atas-100"
        case StatedMeasure.NIP if re.search(r"\d{4}21 ", piece.text):
            yield "nip-pppk"
        case StatedMeasure.TANGGAL if piece.fact.of == "perjanjian_kinerja":
            yield "tanggal-perjanjian-kinerja"
        case StatedMeasure.TANGGAL if piece.fact.of == "pernyataan_reviu":
            yield "tanggal-pernyataan-reviu"
        case _:
            yield from _of_words(piece.fact, piece.text)


def _of_words(fact: StatedFact, text: str) -> Iterator[str]:
    match fact.measure:
        case StatedMeasure.KLAIM:
            yield "klaim-tercapai-benar" if text.startswith("Seluruh") else "klaim-terbatas"
        case StatedMeasure.SEBUTAN if fact.of == "pegawai":
            yield "kinerja-individu-pegawai"
        case StatedMeasure.SEBUTAN if fact.of == "peraturan":
            yield "peraturan-tanpa-judul"
        case StatedMeasure.TERBILANG:
            yield "terbilang-benar"
        case StatedMeasure.RATA_RATA:
            yield "rata-rata-capaian"


def _of_efficiency(fact: StatedFact) -> Iterator[str]:
    value = round_half_up(fact.value or Fraction(0), 2)
    if value == Fraction("4.49"):
        yield "efisiensi-4,49"
    if value < 0:
        yield "efisiensi-negatif"


def _of_absorption(spot: PrintedPosition, fact: StatedFact) -> Iterator[str]:
    if fact.value is None and spot.part is PrintedSection.BODY:
        yield "nol-dari-pagu-nol"
    elif fact.value == 100 and depth_of(fact) == 1:
        yield "serapan-100"
    elif fact.value is not None:
        beyond = (fact.value - truncate(fact.value, 2)) * 100
        if Fraction(45, 100) <= beyond < Fraction(1, 2):
            yield "tampak-dipotong"
