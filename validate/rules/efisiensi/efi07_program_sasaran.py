"""The pagu and realisasi of a sasaran are the sums of the programs that support it.

Not claimed: anything where the report does not say which programs support which sasaran: by
printing them under it, or in the table on the use of resources. A partition that fits without being
stated confirms the numbers; one that does not is no finding.

Breaks it, where the report says that both programs support the sasaran, which come to 28.280.000:

    Sasaran / program                       Pagu
    Meningkatnya akuntabilitas              28.820.000
    Program Penyelenggaraan Pemerintahan     4.430.000
    Program Pembinaan Pemerintahan Desa     23.850.000

Looks alike, and does not, where only the second program supports the sasaran:

    Sasaran / program                       Pagu
    Meningkatnya akuntabilitas              23.850.000
    Program Penyelenggaraan Pemerintahan     4.430.000
    Program Pembinaan Pemerintahan Desa     23.850.000
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, islice, pairwise

from normalize.report import Role, TableKind, TypedRow, TypedTable
from validate.audit_context import AuditContext
from validate.constraints.evaluation import reproduces
from validate.constraints.printed_numbers import NumberIndex, number_index
from validate.constraints.relations import Relation
from validate.findings import Message, Severity
from validate.legal_basis import PERMENPANRB_53_2014, Reference
from validate.relation_builders.column_constraints import sums_of
from validate.rule import Rule
from validate.structure.code_families import CodeFamily
from validate.structure.entity_links import (
    EntityRow,
    indicator_key,
    indicator_of,
    program_rows,
    programs,
    same_indicator,
    sasaran_rows,
)

WHY = Message(
    "sasaran adalah jumlah program pendukungnya",
    "a sasaran is the sum of the programs that support it",
)
_PARTITIONS_TRIED = 500


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield the sums of every sasaran whose programs are known."""
    figures = number_index(context)
    for table in context.report.of_kind(TableKind.COST_PER_OUTCOME):
        sasaran, supporting = sasaran_rows(table), program_rows(table)
        if sasaran and supporting:
            known = _grouped_elsewhere(context, table, sasaran, supporting) or _printed_under(
                sasaran, supporting
            )
            for family in known or _fitting(figures, table, sasaran, supporting):
                yield from sums_of(table, family.parent, family.children, WHY)


def _grouped_elsewhere(
    context: AuditContext,
    table: TypedTable,
    sasaran: Sequence[TypedRow],
    supporting: Sequence[TypedRow],
) -> list[CodeFamily]:
    """Return each sasaran with its programs as a table on resources groups them, when that places
    all of them.
    """
    groups: dict[int, str] = {}
    for entity in programs(context):
        here = [item.row.index for item in entity.rows if item.table is table]
        there = [item.row for item in entity.rows if item.table.kind is TableKind.SUMBER_DAYA]
        if here and there:
            groups[here[0]] = _group(there[0])
    families = []
    for row in sasaran:
        own = (one for one in supporting if _supports(table, groups.get(one.index), row))
        families.append(CodeFamily(row, tuple(own)))
    return _complete(families, supporting)


def _group(row: TypedRow) -> str:
    """Return the sasaran or indicator that is left of a program."""
    left = []
    for role, text in row.labels:
        if role is Role.PROGRAM:
            break
        if role in (Role.SASARAN, Role.INDIKATOR):
            left.append(text)
    return left[-1] if left else ""


def _supports(table: TypedTable, group: str | None, sasaran: TypedRow) -> bool:
    names = (indicator_of(EntityRow(table, sasaran)), sasaran.name)
    return bool(group) and any(
        same_indicator(indicator_key(group or ""), indicator_key(name)) for name in names
    )


def _printed_under(sasaran: Sequence[TypedRow], supporting: Sequence[TypedRow]) -> list[CodeFamily]:
    """Return each sasaran with the programs printed under it, when every sasaran has some."""
    ends = [row.index for row in sasaran[1:]] + [supporting[-1].index + 1]
    families = []
    for row, end in zip(sasaran, ends, strict=True):
        own = (program for program in supporting if row.index < program.index < end)
        families.append(CodeFamily(row, tuple(own)))
    return _complete(families, supporting)


def _complete(families: list[CodeFamily], supporting: Sequence[TypedRow]) -> list[CodeFamily]:
    """Return the families if each has programs and each program has one."""
    placed = sum(len(family.children) for family in families)
    return (
        families
        if placed == len(supporting) and all(family.children for family in families)
        else []
    )


def _fitting(
    figures: NumberIndex,
    table: TypedTable,
    sasaran: Sequence[TypedRow],
    supporting: Sequence[TypedRow],
) -> list[CodeFamily]:
    """Return a division of the programs, in order, of which every sum holds; nothing when there is
    none.
    """
    for cuts in islice(
        combinations(range(1, len(supporting)), len(sasaran) - 1), _PARTITIONS_TRIED
    ):
        spans = pairwise((0, *cuts, len(supporting)))
        families = [
            CodeFamily(row, tuple(supporting[a:b]))
            for row, (a, b) in zip(sasaran, spans, strict=True)
        ]
        sums = [
            r for family in families for r in sums_of(table, family.parent, family.children, WHY)
        ]
        if sums and all(reproduces(figures, relation) for relation in sums):
            return families
    return []


RULE = Rule(
    id="EFI-07",
    title=Message("Sasaran dan programnya", "Sasaran and its programs"),
    fault=Message(
        "Angka sasaran tidak sama dengan jumlah programnya",
        "A sasaran is not the sum of its programs",
    ),
    severities=(Severity.CRITICAL, Severity.MAJOR, Severity.MINOR),
    basis=(Reference(PERMENPANRB_53_2014, "Lampiran II, Bab III.A.6"),),
    doc=__doc__,
    relate=relate,
)
