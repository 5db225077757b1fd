"""A code appears in a budget table once.

Not claimed: anything about a row that is printed again with the same name and amounts, nor about
rows of one name, one for each kelurahan or unit, that all count in the sum above them. Where the
names are the same, the amounts differ and no sum counts both, the line may have been split on
purpose (by source of funds), and we cannot determine.

Breaks it:

    Kode                 Uraian                        Pagu
    7.01.01.2.06.0004    Bahan Logistik Kantor         27.051.334
    7.01.01.2.06.0004    Barang Cetak dan Penggandaan  10.230.900

Looks alike, and does not, since the second row only adds an indicator:

    Kode                 Uraian                   Pagu          Indikator
    7.01.01.2.06.0004    Bahan Logistik Kantor    27.051.334    Jumlah paket
    7.01.01.2.06.0004    Bahan Logistik Kantor                  Jumlah laporan
"""

import re
from collections.abc import Iterator

from extract.patterns import regex
from normalize.report import TableKind, TypedRow, TypedTable
from normalize.text.comparison import similarity
from validate.audit_context import AuditContext
from validate.findings import Certainty, Message, Severity, Violation
from validate.legal_basis import PERMENDAGRI_90_2019, NonLegalGround, Reference
from validate.relation_builders.column_constraints import AMOUNTS, code_spot, offices
from validate.rule import Rule
from validate.structure.code_families import code_families
from validate.structure.entity_links import ENTITY_LINKS_SETTINGS


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every row whose code an earlier row of the same office has; most tables
    are of one.
    """
    counted = {
        (table.id, row.index)
        for table, family in code_families(context)
        if family.borne_out
        for row in family.children
    }
    for table in context.report.of_kind(TableKind.REALISASI_ANGGARAN):
        seen: dict[tuple[int, str], TypedRow] = {}
        heads = [head.index for head, _ in offices(table)]
        for row in table.rows:
            if row.code is None or row.total:
                continue
            office = sum(head < row.index for head in heads)
            first = seen.setdefault((office, row.code.canonical), row)
            if first is row or (certainty := _certainty(table, first, row)) is None:
                continue
            in_sums = counted.issuperset({(table.id, first.index), (table.id, row.index)})
            if not (
                in_sums
                and similarity(_without_unit(first.name), _without_unit(row.name))
                >= ENTITY_LINKS_SETTINGS.same_wording
            ):
                yield _finding(table, first, row, certainty)


def _certainty(table: TypedTable, first: TypedRow, row: TypedRow) -> Certainty | None:
    """Return what can be claimed of a repeated code, None when the row only continues with the
    first one.
    """
    if similarity(first.name, row.name) < ENTITY_LINKS_SETTINGS.same_wording:
        return Certainty.INCONSISTENT
    columns = [column.index for column in table.columns if column.role in AMOUNTS]
    printed = [
        (one, other) for at in columns if (one := first.amount(at)) and (other := row.amount(at))
    ]
    return (
        Certainty.UNVERIFIABLE if any(one.value != other.value for one, other in printed) else None
    )


# "... Kelurahan Sukamaju", "... (UPT Pasar)": the unit that has the line
_UNIT = regex(
    r"\b(?:kel(?:urahan)?|kec(?:amatan)?|desa|uptd?|unit|bagian|seksi|puskesmas|sdn?|smpn?)\b.*$",
    re.IGNORECASE,
)


def _without_unit(name: str) -> str:
    """Return a name without the kelurahan or unit at its end, unless that is all of it."""
    return _UNIT.sub("", name).rstrip(" (,-") or name


def _finding(table: TypedTable, first: TypedRow, row: TypedRow, certainty: Certainty) -> Violation:
    spot, earlier = code_spot(table, row), code_spot(table, first)
    page = earlier.place.page
    message = Message(
        f"Kode {spot.printed} ({row.name}) sudah dipakai untuk {first.name} di halaman {page}.",
        f"The code {spot.printed} ({row.name}) already stands for {first.name} on page {page}.",
    )
    return Violation(spot, message, evidence=(earlier,), certainty=certainty)


RULE = Rule(
    id="ANG-09",
    title=Message("Kode ganda", "Code printed twice"),
    fault=Message("Satu kode dipakai untuk dua baris", "One code is used for two rows"),
    severities=(Severity.MAJOR,),
    basis=(
        NonLegalGround(Message("satu kode untuk satu baris", "one code is one line")),
        Reference(PERMENDAGRI_90_2019),
    ),
    doc=__doc__,
    check=check,
)
