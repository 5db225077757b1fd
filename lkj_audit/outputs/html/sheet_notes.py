"""What is beside a printed number on the sheet of its table: what it comes to, and why it is not a
finding.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from lkj_audit.outputs.xlsx.recomputed_checks import ComparedWith, RecomputedCheck
from lkj_audit.presentation.language import Lang
from normalize.report import TypedTable
from normalize.values.amounts import WIDE
from validate.constraints.intervals import rounded
from validate.findings import Audit, CellRef

# a check that says the most of a number comes first
_OF_WEIGHT = (ComparedWith.COMPUTED, ComparedWith.SAME, ComparedWith.BOUND)


class CellNote(NamedTuple):
    """What a number comes to by its relation, and why a difference is accepted; `agrees` where
    nothing differs.
    """

    result: str
    why: str
    agrees: bool


def cell_notes(
    checks: Iterable[RecomputedCheck], roots: Iterable[CellRef], lang: Lang
) -> dict[CellRef, CellNote]:
    """Return the note of each cell that is recomputed; cells that are the root of a finding need no
    excuse.
    """
    flagged = frozenset(roots)
    best: dict[CellRef, RecomputedCheck] = {}
    for check in checks:
        if isinstance(check.target, CellRef) and (
            check.target not in best or _weight(check) < _weight(best[check.target])
        ):
            best[check.target] = check
    return {cell: _note(check, cell in flagged, lang) for cell, check in best.items()}


def _weight(check: RecomputedCheck) -> tuple[bool, int]:
    return not check.difference, _OF_WEIGHT.index(check.compared)


def _note(check: RecomputedCheck, is_flagged: bool, lang: Lang) -> CellNote:
    differs = bool(check.difference) or check.capped or check.tolerance is not None
    return CellNote(
        number(check.result, check.decimals, lang),
        "" if is_flagged else _why(check, lang),
        not differs,
    )


def _why(check: RecomputedCheck, lang: Lang) -> str:
    say = lang.say
    if check.capped:
        return say("batas capaian terdeteksi", "a cap was detected")
    if check.nothing:
        return say("pembaginya nol", "it divides by zero")
    if check.tolerance is not None:
        return say("pembulatan diterima", "rounding accepted")
    if check.difference and check.open:
        return say("dipotong atau mungkin salah baca", "cut off, or may be misread")
    if check.difference:
        return say("mengikuti angka lain", "follows from another number")
    return ""


def number(value: Decimal, decimals: int, lang: Lang) -> str:
    """Return a number as Indonesian documents print it, or as English ones do, in so many decimals.

    >>> number(Decimal("1234567.891"), 2, Lang.ID), number(Decimal("-0.5"), 1, Lang.EN)
    ('1.234.567,89', '-0.5')
    """
    text = f"{WIDE.plus(rounded(value, decimals)):,f}"
    return text if lang is Lang.EN else text.translate(str.maketrans(",.", ".,"))


def structure_note(audit: Audit, table: TypedTable, lang: Lang) -> str:
    """Return why sums of a table are not claimed; empty where they are."""
    say = lang.say
    if table.id in audit.uncertain:
        return say(
            "Susunan baris tabel ini tidak pasti: jumlah yang bergantung padanya tidak dinilai.",
            "The structure of this table is uncertain: sums that rest on it are not judged.",
        )
    if table.id in audit.unsure:
        return say(
            "Pembacaan tabel ini tidak pasti: selisih di dalamnya adalah keraguan, bukan temuan.",
            "The reading of this table is uncertain: differences in it are doubts, not findings.",
        )
    if table.table.cut_short:
        return say(
            "Tabel ini mungkin terpotong: jumlah barisnya tidak dinilai.",
            "This table may be cut short: sums over its rows are not judged.",
        )
    return ""
