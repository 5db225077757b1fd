"""Every kegiatan is under its program, every sub kegiatan under its kegiatan.

Rows whose codes name another parent than the one they are under, and that its sum counts, are
reported together: only their codes are wrong.

Not claimed: anything for a level whose parents the table leaves out altogether, as a table of sub
kegiatan only does.

Breaks it, since no row has the code 7.01.02.2.04:

    Kode                 Uraian
    7.01.02.2.01         Koordinasi Penyelenggaraan Kegiatan Pemerintahan
    7.01.02.2.01.0002    Peningkatan Efektifitas Kegiatan Pemerintahan
    7.01.02.2.04.0003    Pelaksanaan Urusan Pemerintahan yang Dilimpahkan

Looks alike, and does not, since no sub kegiatan has its kegiatan printed:

    Kode                 Uraian
    7.01.02.2.01.0002    Peningkatan Efektifitas Kegiatan Pemerintahan
    7.01.02.2.04.0003    Pelaksanaan Urusan Pemerintahan yang Dilimpahkan
"""

from collections import defaultdict
from collections.abc import Iterator

from normalize.report import TableKind, TypedRow, TypedTable
from normalize.values.codes import CodeLevel, Regime
from validate.audit_context import AuditContext
from validate.findings import Message, Severity, Violation
from validate.legal_basis import CODE_STRUCTURE, PERMENDAGRI_90_2019, Reference
from validate.relation_builders.column_constraints import code_spot
from validate.rule import Rule
from validate.structure.code_families import CodeFamily, code_families

_LEVELS = (CodeLevel.KEGIATAN, CodeLevel.SUB_KEGIATAN)


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every parent with rows of foreign codes, and for every code that rows are
    under in vain.
    """
    counted: dict[str, set[int]] = defaultdict(set)
    for table, family in code_families(context):
        if family.foreign and family.borne_out:
            counted[table.id].update(row.index for row in family.foreign)
            yield _foreign(table, family)
    for table in context.report.of_kind(TableKind.REALISASI_ANGGARAN):
        for level in _LEVELS:
            orphans = _orphans(table, level)
            yield from _findings(
                table, [row for row in orphans if row.index not in counted[table.id]]
            )


def _orphans(table: TypedTable, level: CodeLevel) -> list[TypedRow]:
    """Return the rows of a level whose parents the table does not print, none where it prints none
    at all.
    """
    codes = {row.code.canonical for row in table.rows if row.code}
    rows = [row for row in table.rows if _is_of(level, row)]
    orphans = [row for row in rows if row.code and row.code.parent not in codes]
    return orphans if len(orphans) < len(rows) else []


def _foreign(table: TypedTable, family: CodeFamily) -> Violation:
    """Return what is reported of rows that a sum counts although their codes name another
    parent.
    """
    first, *others = [code_spot(table, row) for row in family.foreign]
    parent = code_spot(table, family.parent)
    codes = ", ".join(spot.printed for spot in (first, *others))
    message = Message(
        f"Kode {codes} berdiri di bawah {parent.printed} dan ikut dijumlahkan di sana, "
        "tetapi menyebut induk lain.",
        f"The sum at {parent.printed} counts {codes}, with the code of another parent.",
    )
    return Violation(first, message, evidence=(parent,), repetitions=tuple(others))


def _is_of(level: CodeLevel, row: TypedRow) -> bool:
    """Whether a row has this level; the codes before 2019 are built otherwise."""
    return (
        row.code is not None
        and row.code.level is level
        and row.code.regime is not Regime.PERMENDAGRI_13
    )


def _findings(table: TypedTable, orphans: list[TypedRow]) -> Iterator[Violation]:
    missing: dict[str, list[TypedRow]] = {}
    for row in orphans:
        if row.code and row.code.parent:
            missing.setdefault(row.code.parent, []).append(row)
    for parent, rows in missing.items():
        spot, *others = [code_spot(table, row) for row in rows]
        message = Message(
            f"Kode {spot.printed} tanpa induk: tidak ada baris {parent} di tabel ini.",
            f"The code {spot.printed} has no parent: no row of the table has the code {parent}.",
        )
        yield Violation(spot, message, repetitions=tuple(others))


RULE = Rule(
    id="ANG-10",
    title=Message("Kode tanpa induk", "Code without a parent"),
    fault=Message(
        "Kode tidak sesuai dengan baris induknya", "A code does not fit the row it belongs to"
    ),
    severities=(Severity.MAJOR,),
    basis=(CODE_STRUCTURE, Reference(PERMENDAGRI_90_2019)),
    doc=__doc__,
    check=check,
)
