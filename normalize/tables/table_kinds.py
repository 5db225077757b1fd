"""What a table is about, recognised by the roles of its columns and from its caption."""

import re

from extract.patterns import regex
from normalize.report import Column, Role, TableKind, TypedRow
from normalize.tables.columns import is_numeric
from normalize.values.codes import CodeLevel

_MONEY = frozenset({Role.PAGU, Role.REALISASI_ANGGARAN})
_LABELLED = frozenset({Role.URAIAN, Role.PROGRAM, Role.KODE})
_DESCRIBED = frozenset({Role.INDIKATOR, Role.SASARAN, Role.PROGRAM, Role.URAIAN})
_ACHIEVED = frozenset({Role.REALISASI, Role.CAPAIAN})
# Tables that look like a perjanjian kinerja and are plans
_PLAN = regex(
    r"\b(?:renstra|rencana\s+(?:strategis|aksi|kerja|kinerja|program|kegiatan|anggaran|"
    r"pendanaan)|rpjmd|renja|rkpd"
    r"|prakiraan\s+maju|indikator\s+kinerja\s+utama|iku)\b",
    re.IGNORECASE,
)
_PROMISE = regex(r"\bperjanjian\b|\bpk\b", re.IGNORECASE)
_RESOURCES = regex(r"\bsumber\s*daya\b|\befisiensi\b", re.IGNORECASE)


def kind_of(
    columns: tuple[Column, ...], caption: str | None, *, promised: bool = False
) -> TableKind:
    """Return what a table with these columns and this caption is about.

    `promised` marks a table that is in a perjanjian kinerja.
    """
    roles = {column.role for column in columns}
    promised = promised or _PROMISE.search(caption or "") is not None
    if len(_years(columns)) > 1:
        return TableKind.MULTI_YEAR
    planned = not promised and _PLAN.search(caption or "") is not None
    if roles & _MONEY:
        return _kind_of_budget(roles, promised=promised, planned=planned)
    return _kind_of_performance(roles, caption or "", planned=planned)


def promises_programs(rows: tuple[TypedRow, ...]) -> bool:
    """Return whether the rows of a budget without realisasi are programs, not the kegiatan under
    them as well.
    """
    levels = {row.code.level for row in rows if row.code}
    return not levels & {CodeLevel.KEGIATAN, CodeLevel.SUB_KEGIATAN}


def _years(columns: tuple[Column, ...]) -> set[int]:
    return {
        column.period.year
        for column in columns
        if column.period and column.period.year and is_numeric(column)
    }


def _kind_of_budget(roles: set[Role], *, promised: bool, planned: bool) -> TableKind:
    if Role.REALISASI_ANGGARAN not in roles:
        if planned:
            return TableKind.OTHER
        programs = Role.PROGRAM in roles or (promised and roles & _LABELLED)
        return (
            TableKind.PK_PROGRAM
            if programs and not roles & (_ACHIEVED | {Role.INDIKATOR})
            else TableKind.OTHER
        )
    if roles & _ACHIEVED and Role.KODE not in roles:
        return TableKind.COST_PER_OUTCOME
    return (
        TableKind.REALISASI_ANGGARAN
        if Role.PAGU in roles and roles & _LABELLED
        else TableKind.OTHER
    )


def _kind_of_performance(roles: set[Role], caption: str, *, planned: bool) -> TableKind:
    if Role.SERAPAN in roles and roles & _ACHIEVED:
        efficiency = Role.EFISIENSI in roles or _RESOURCES.search(caption)
        return TableKind.SUMBER_DAYA if efficiency and roles & _DESCRIBED else TableKind.OTHER
    if not roles & {Role.INDIKATOR, Role.SASARAN}:
        return TableKind.OTHER
    if roles & _ACHIEVED:
        return TableKind.CAPAIAN if roles & {Role.TARGET, Role.CAPAIAN} else TableKind.OTHER
    return TableKind.PK_SASARAN if Role.TARGET in roles and not planned else TableKind.OTHER
