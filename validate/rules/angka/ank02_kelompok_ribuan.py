"""Every group of thousands has three digits.

The number is read without its separators, and is compared with the table: pagu − realisasi = sisa
and the percentage of its row, and the sum of the lines one level under it or beside it. Where one
of them confirms the reading, only a separator has slipped. Where its numbers ask for another one,
digits are missing or doubled, and that is reported here. Where none decides, the value is
unverifiable. An amount that lacks a digit in a group (33.61.984,00) or that may be two different
ones (57.373,346) has no value of its own: what the other numbers ask for is reported, if they do.

Not claimed: that the amount is wrong where nothing contradicts it.

Breaks it, and is confirmed by 201.404.250 − 197.195.216 = 4.209.034:

    Pagu           Realisasi      Sisa
    201.404.250    19.7195.216    4.209.034

Looks alike, and does not:

    Pagu           Realisasi      Sisa
    201.404.250    19.719.521     181.684.729
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from normalize.report import Column, Role, TypedRow, TypedTable
from normalize.values.amounts import Amount, AmountNote, Unread, ValueType, format_amount
from normalize.values.amounts import UnreadReason as UnreadReason
from validate.audit_context import AuditContext
from validate.constraints.printed_numbers import cell_spot
from validate.constraints.printed_values import PrintedAmount, noted_in
from validate.findings import Certainty, Message, Severity, Violation
from validate.legal_basis import EYD, NonLegalGround, Reference
from validate.rule import Rule


class ConfirmingSum(NamedTuple):
    """A sum or difference that confirms a reading or does not: what it is called, and written
    out.
    """

    holds: bool
    name: Message
    written: str


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every amount with broken groups of digits, and what the table says about
    its reading.
    """
    for typed in context.report.tables:
        for printed in noted_in(typed, AmountNote.BROKEN_GROUPING):
            witnesses = [
                w
                for w in (_remainder(printed), _percentage(printed), _sum(printed))
                if w is not None
            ]
            yield _finding(printed, witnesses)
        for damaged in _damaged_in(typed):
            asked = _asked_by_row(damaged) or _asked_by_sum(damaged)
            if asked or damaged.reading.reason in _BROKEN:
                yield _unread_finding(damaged, asked)


_BROKEN = (UnreadReason.LOST_DIGITS, UnreadReason.LONG_GROUP)


class UnreadableAmount(NamedTuple):
    """An amount of rupiah that its print does not decide: the cell, and why it has no value."""

    typed: TypedTable
    row: TypedRow
    column: Column
    reading: Unread


class RequiredValue(NamedTuple):
    """The value that other numbers ask of a cell, and how they do."""

    value: Decimal
    decimals: int
    written: str


def _damaged_in(typed: TypedTable) -> Iterator[UnreadableAmount]:
    for row in typed.rows:
        for column in typed.columns:
            reading = row.readings[column.index]
            if (
                column.quantity is ValueType.RUPIAH
                and isinstance(reading, Unread)
                and _is_damaged(reading)
            ):
                yield UnreadableAmount(typed, row, column, reading)


def _is_damaged(reading: Unread) -> bool:
    return reading.reason in _BROKEN or (
        reading.reason is UnreadReason.AMBIGUOUS and bool(reading.candidates)
    )


def _unread_finding(damaged: UnreadableAmount, asked: RequiredValue | None) -> Violation:
    spot = cell_spot(damaged.typed, damaged.row.index, damaged.column.index)
    reason = damaged.reading.reason
    given = format_amount(asked.value, asked.decimals) if asked else None
    told = (
        Message(f"menurut angka lain {given}", f"the other numbers give {given}")
        if asked
        else Message(
            "tidak ada angka lain yang dapat memastikannya", "no other number can confirm it"
        )
    )
    message = Message(
        f"{spot.printed}: {reason.id}; {told.id}", f"{spot.printed}: {reason.en}; {told.en}"
    )
    written = asked.written if asked else None
    return Violation(spot, message, given, written, certainty=Certainty.UNVERIFIABLE)


def _asked_by_row(damaged: UnreadableAmount) -> RequiredValue | None:
    """Return what pagu − realisasi = sisa gives for one of the three, from the two others."""
    columns = [damaged.typed.column(*roles) for roles in _BUDGET]
    if damaged.column not in columns or any(column is None for column in columns):
        return None
    at = columns.index(damaged.column)
    amounts = [damaged.row.amount(column.index) for column in columns if column is not None]
    others = [amount for place, amount in enumerate(amounts) if place != at and amount is not None]
    if len(others) < 2:
        return None
    one, other = others
    value = one.value + other.value if at == 0 else one.value - other.value
    sign = "+" if at == 0 else "−"
    decimals = max(amount.decimals for amount in others)
    return RequiredValue(
        value, decimals, f"{_print(one)} {sign} {_print(other)} = {format_amount(value, decimals)}"
    )


def _asked_by_sum(damaged: UnreadableAmount) -> RequiredValue | None:
    """Return the sum of the lines under the amount's line, or what the line above lacks
    without it.
    """
    rows = damaged.typed.rows
    if parts := _amounts([row for row in rows if _is_parent(damaged.row, row)], damaged.column):
        return _added_up([(1, part) for part in parts])
    above = next((row for row in rows if _is_parent(row, damaged.row)), None)
    return _lacking(damaged, above) if above else None


def _lacking(damaged: UnreadableAmount, above: TypedRow) -> RequiredValue | None:
    """Return what the line above has beyond the lines beside the amount's, None where one of them
    cannot be read.
    """
    whole = above.amount(damaged.column.index)
    if whole is None:
        return None
    siblings = [
        row for row in damaged.typed.rows if _is_parent(above, row) and row is not damaged.row
    ]
    beside = _amounts(siblings, damaged.column)
    return (
        _added_up([(1, whole), *((-1, part) for part in beside)])
        if beside or not siblings
        else None
    )


def _amounts(rows: Sequence[TypedRow], column: Column) -> list[Amount]:
    """Return the amounts of some rows in a column, nothing where one of them could not be read."""
    found = [amount for row in rows if (amount := row.amount(column.index)) is not None]
    return found if len(found) == len(rows) else []


def _added_up(parts: Sequence[tuple[int, Amount]]) -> RequiredValue:
    value = sum((sign * amount.value for sign, amount in parts), Decimal(0))
    decimals = max(amount.decimals for _, amount in parts)
    (_, first), *rest = parts
    written = _print(first) + "".join(
        f" {'+' if sign > 0 else '−'} {_print(amount)}" for sign, amount in rest
    )
    return RequiredValue(value, decimals, f"{written} = {format_amount(value, decimals)}")


def _finding(printed: PrintedAmount, witnesses: list[ConfirmingSum]) -> Violation:
    spot, read = printed.spot, format_amount(printed.amount.value, printed.amount.decimals)
    confirming = [w for w in witnesses if w.holds]
    named = confirming or witnesses
    verdict = _verdict(named)
    message = Message(
        f"kelompok ribuan pada {spot.printed} tidak tiga angka; dibaca {read}, {verdict.id}",
        f"the groups of {spot.printed} do not have three digits; read as {read}, {verdict.en}",
    )
    return Violation(
        spot,
        message,
        read if confirming else None,
        "; ".join(w.written for w in named) or None,
        certainty=Certainty.INCONSISTENT if confirming else Certainty.UNVERIFIABLE,
    )


def ungrouped(remark: Violation, asked: Violation) -> Violation | None:
    """Return what is said of a number whose groups are broken and that its table wants to be
    another one.

    Where its reading is confirmed, or no other value is asked for, the two stay apart.
    """
    if remark.expected or not asked.expected:
        return None
    printed, given = (
        remark.spot.printed,
        f"{asked.expected}{f' ({asked.formula})' if asked.formula else ''}",
    )
    message = Message(
        f"kelompok ribuan pada {printed} tidak tiga angka; menurut angka lain {given}",
        f"the groups of {printed} do not have three digits; the other numbers give {given}",
    )
    return replace(asked, message=message, clause=None, severity=remark.severity, consequence=None)


def _verdict(witnesses: list[ConfirmingSum]) -> Message:
    """Say what the sums, which all agree, make of the reading."""
    names = ", ".join(w.name.id for w in witnesses), ", ".join(w.name.en for w in witnesses)
    if not witnesses:
        return Message(
            "tidak ada angka lain yang dapat memastikannya", "no other number can confirm it"
        )
    if witnesses[0].holds:
        return Message(f"dipastikan oleh {names[0]}", f"confirmed by {names[1]}")
    return Message(f"tetapi tidak cocok dengan {names[0]}", f"but it does not fit {names[1]}")


def _remainder(printed: PrintedAmount) -> ConfirmingSum | None:
    """Return whether pagu − realisasi = sisa holds in the row, when the amount is one of
    the three.
    """
    pagu, realisasi, sisa = (_by_role(printed, role) for role in _BUDGET)
    if (
        pagu is None
        or realisasi is None
        or sisa is None
        or printed.amount not in (pagu, realisasi, sisa)
    ):
        return None
    holds = pagu.value - realisasi.value == sisa.value
    written = f"{_print(pagu)} − {_print(realisasi)} {_sign(holds)} {_print(sisa)}"
    return ConfirmingSum(
        holds, Message("pagu − realisasi = sisa", "pagu − realisasi = sisa"), written
    )


def _percentage(printed: PrintedAmount) -> ConfirmingSum | None:
    """Return whether realisasi ÷ pagu gives the printed percentage, when the amount is one of the
    two.
    """
    pagu, realisasi, serapan = (_by_role(printed, role) for role in (*_BUDGET[:2], _SERAPAN))
    if (
        not pagu
        or not realisasi
        or serapan is None
        or not pagu.value
        or printed.amount not in (pagu, realisasi)
    ):
        return None
    share = realisasi.value / pagu.value * 100
    # A truncated percentage confirms the reading as well as a rounded one does.
    holds = abs(share - serapan.value) <= 2 * serapan.slack
    written = (
        f"{_print(realisasi)} ÷ {_print(pagu)} × 100 = "
        f"{format_amount(share, max(serapan.decimals, 2))}"
    )
    return ConfirmingSum(
        holds, Message(f"persentase {serapan.text}", f"the percentage {serapan.text}"), written
    )


def _sum(printed: PrintedAmount) -> ConfirmingSum | None:
    """Return whether the lines under the amount's line add up to it, or its own family to the line
    above.
    """
    children = _under(printed, printed.row)
    if children:
        return _adds_up(printed, printed.row, children)
    above = next((row for row in printed.typed.rows if _is_parent(row, printed.row)), None)
    return _adds_up(printed, above, _under(printed, above)) if above else None


def _adds_up(
    printed: PrintedAmount, total: TypedRow, parts: list[TypedRow]
) -> ConfirmingSum | None:
    whole, amounts = total.amount(printed.column), [row.amount(printed.column) for row in parts]
    read = [amount for amount in amounts if amount is not None]
    if whole is None or len(read) < len(amounts):
        return None
    found = sum((amount.value for amount in read), Decimal(0))
    holds = found == whole.value
    written = f"{' + '.join(map(_print, read))} {_sign(holds)} {_print(whole)}"
    return ConfirmingSum(holds, Message("jumlah rincian", "the sum of the lines"), written)


def _under(printed: PrintedAmount, parent: TypedRow) -> list[TypedRow]:
    return [row for row in printed.typed.rows if _is_parent(parent, row)]


def _is_parent(parent: TypedRow, child: TypedRow) -> bool:
    return (
        parent.code is not None and child.code is not None and parent.code.is_parent_of(child.code)
    )


_BUDGET = ((Role.PAGU,), (Role.REALISASI_ANGGARAN, Role.REALISASI), (Role.SISA,))
_SERAPAN = (Role.SERAPAN, Role.CAPAIAN)


def _by_role(printed: PrintedAmount, roles: tuple[Role, ...]) -> Amount | None:
    column = printed.typed.column(*roles)
    return printed.row.amount(column.index) if column else None


def _print(amount: Amount) -> str:
    return format_amount(amount.value, amount.decimals)


def _sign(holds: bool) -> str:
    return "=" if holds else "≠"


RULE = Rule(
    id="ANK-02",
    title=Message("Kelompok tiga angka", "Groups of three digits"),
    fault=Message(
        "Kelompok ribuan tidak terdiri atas tiga angka",
        "A group of thousands does not have three digits",
    ),
    severities=(Severity.MAJOR,),
    basis=(
        Reference(EYD, about=Message("pedoman penulisan angka", "how numbers are written")),
        NonLegalGround(Message("penegasannya berupa hitungan", "the confirmation is arithmetic")),
    ),
    doc=__doc__,
    check=check,
    join=ungrouped,
)
