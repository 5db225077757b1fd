"""The realisasi anggaran of a program is the same in every table that prints it.

A column of realisasi that prints the pagu of another table for all programs but one is reported
once, at its header.

Not claimed: which table is right; that is decided by the sums each of them is in. Columns of
different periods are not compared, nor tables whose captions name different periods or that compare
years, unless most figures are the same.

Breaks it:

    Cost per outcome      Program Pembinaan Pemerintahan Desa    23.850.000
    Realisasi anggaran    PROGRAM PEMBINAAN PEMERINTAHAN DESA    23.580.000

Looks alike, and does not, since one counts to the third quarter:

    Realisasi s.d. TW III    Program Pembinaan Pemerintahan Desa    18.000.000
    Realisasi s.d. TW IV     Program Pembinaan Pemerintahan Desa    23.850.000
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations
from typing import NamedTuple

from normalize.report import Column, Role
from validate.audit_context import AuditContext
from validate.constraints.printed_numbers import cell_spot
from validate.constraints.relations import Relation
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import ONE_VALUE
from validate.relation_builders.same_figures import own_column, same_figure
from validate.rule import Rule
from validate.structure.entity_links import EntityRow, measured_programs

WHY = Message(
    "realisasi program sama di semua tabel", "the realisasi of a program is the same in all tables"
)


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield that the realisasi anggaran of a program is the same in every table that prints it."""
    yield from same_figure(context.report, measured_programs(context), Role.REALISASI_ANGGARAN, WHY)


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every column of realisasi that prints the pagu of another table."""
    differing: dict[tuple[str, str], list[_ProgramRealisasi]] = defaultdict(list)
    for entity in measured_programs(context):
        for one, other in permutations(entity.rows, 2):
            if (found := _printed(context, one, other)) and found.pagu != found.spent:
                differing[one.table.id, other.table.id].append(found)
    for told in differing.values():
        copied = [one for one in told if one.realisasi == one.pagu]
        if len(copied) >= _COPIED and len(copied) >= len(told) - 1:
            yield _misnamed(copied)


class _ProgramRealisasi(NamedTuple):
    """The realisasi that a table prints for a program, and the pagu and realisasi of another table
    for it.
    """

    at: EntityRow
    column: Column
    realisasi: Decimal
    pagu: Decimal
    spent: Decimal
    evidence: PrintedValue


# so many programs, and all but one, print the pagu of another table as their realisasi
_COPIED = 3


def _printed(context: AuditContext, one: EntityRow, other: EntityRow) -> _ProgramRealisasi | None:
    here = own_column(context.report, one, Role.REALISASI_ANGGARAN)
    pagu, spent = (
        own_column(context.report, other, role) for role in (Role.PAGU, Role.REALISASI_ANGGARAN)
    )
    if here is None or pagu is None or spent is None:
        return None
    amounts = (
        one.row.amount(here.index),
        other.row.amount(pagu.index),
        other.row.amount(spent.index),
    )
    realisasi, planned, paid = (amount.value for amount in amounts if amount)
    return _ProgramRealisasi(
        one, here, realisasi, planned, paid, cell_spot(other.table, other.row.index, pagu.index)
    )


def _misnamed(copied: Sequence[_ProgramRealisasi]) -> Violation:
    table, column = copied[0].at.table, copied[0].column
    head = next(row[column.index] for row in reversed(table.table.header) if row[column.index].text)
    page = copied[0].evidence.place.page
    message = Message(
        f"Kolom “{column.header}” mencetak pagu {len(copied)} program di halaman {page}, "
        "bukan realisasinya.",
        f"The column “{column.header}” prints the pagu of {len(copied)} programs on page "
        f"{page}, not their realisasi.",
    )
    spots = (cell_spot(one.at.table, one.at.row.index, one.column.index) for one in copied)
    evidence = (spot for one, at in zip(copied, spots, strict=True) for spot in (at, one.evidence))
    return Violation(
        PrintedValue(head.place, None, head.text),
        message,
        evidence=tuple(evidence),
        severity=Severity.MAJOR,
    )


RULE = Rule(
    id="LTB-02",
    title=Message("Realisasi program antartabel", "Realisasi of a program across tables"),
    fault=Message(
        "Realisasi program berbeda antartabel", "The realisasi of a program differs across tables"
    ),
    severities=(Severity.CRITICAL, Severity.MAJOR, Severity.MINOR),
    basis=(ONE_VALUE,),
    doc=__doc__,
    relate=relate,
    check=check,
    mentions=Role.REALISASI_ANGGARAN,
)
