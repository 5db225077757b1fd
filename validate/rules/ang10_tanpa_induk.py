"""Every kegiatan stands under its program, every sub kegiatan under its kegiatan.

Not claimed: anything for a level whose parents the table leaves out altogether, as a table of sub kegiatan only does.

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

from collections.abc import Iterator

from normalize.codes import Level, Regime
from normalize.report import Kind, TypedRow, TypedTable
from validate.audit_context import AuditContext
from validate.findings import Message, Severity, Violation
from validate.laws import code_spot
from validate.legal_basis import CODE_STRUCTURE, PERMENDAGRI_90_2019, Reference
from validate.rule import Rule

_LEVELS = (Level.KEGIATAN, Level.SUB_KEGIATAN)


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every code that rows stand under and no row has."""
    for table in context.report.of_kind(Kind.REALISASI_ANGGARAN):
        codes = {row.code.canonical for row in table.rows if row.code}
        for level in _LEVELS:
            rows = [row for row in table.rows if _is_of(level, row)]
            orphans = [row for row in rows if row.code and row.code.parent not in codes]
            if len(orphans) < len(rows):
                yield from _findings(table, orphans)


def _is_of(level: Level, row: TypedRow) -> bool:
    """Whether a row has this level; the codes before 2019 are built otherwise."""
    return row.code is not None and row.code.level is level and row.code.regime is not Regime.PERMENDAGRI_13


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
    severities=(Severity.MAJOR,),
    basis=(CODE_STRUCTURE, Reference(PERMENDAGRI_90_2019)),
    doc=__doc__,
    check=check,
)
