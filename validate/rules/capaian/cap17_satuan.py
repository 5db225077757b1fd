"""The unit of a target or realisasi fits its indicator.

An index has no percent sign, what is counted in persons, documents or villages is whole, and a
target for a share of what there is does not exceed 100 %.

Not claimed: anything where the name of the indicator refers to a percentage, a growth or a mean, or
where the header of the column says that it holds percentages.

Breaks it:

    Indikator                        Satuan     Target
    Indeks Pelayanan Publik                     65%
    Jumlah dokumen yang disusun      Dokumen    12,5

Looks alike, and does not:

    Indikator                        Satuan     Target
    Persentase layanan               %          65%
    Jumlah produksi                  Ton        12,5
"""

from collections.abc import Iterator

from extract.patterns import regex
from normalize.report import Column, Role, TableKind, TypedRow, TypedTable
from normalize.text.comparison import normalize_text
from normalize.values.amounts import Amount, AmountNote
from validate.audit_context import AuditContext
from validate.constraints.printed_numbers import cell_spot
from validate.constraints.relations import HUNDRED
from validate.findings import Message, Severity, Violation
from validate.legal_basis import NonLegalGround
from validate.rule import Rule
from validate.structure.entity_links import EntityRow, indicator_key, indicator_of

_INDEX = regex(r"(?:indeks|indek|index|skor) ")
_COUNT = regex(r"(?:jumlah|banyaknya) (?!rata)")
_COUNTED = frozenset(
    normalize_text(
        """orang dokumen desa kelurahan kecamatan laporan unit kegiatan paket kasus kali keluarga kelompok lembaga
        peserta aparatur pegawai sekolah siswa rumah lokasi berkas surat buah kk"""  # noqa: E501
    ).split()
)
_SHARE = regex(
    r"(?:persentase|prosentase|presentase) (?!.*\b(?:peningkatan|kenaikan|pertumbuhan|"
    r"capaian|realisasi)\b)"
)
_PERCENT = regex(r"%|pers|pros|pres|tumbuh|naik")

_SIGN = Message(
    "indeks bukan persentase, tetapi tercetak {printed}",
    "an index is no percentage, but {printed} is printed",
)
_FRACTION = Message(
    "dihitung dalam {unit}, tetapi tercetak {printed}",
    "counted in whole {unit}, but {printed} is printed",
)
_BEYOND = Message(
    "bagian dari seluruhnya tidak melebihi 100 %, tetapi targetnya {printed}",
    "a share of the whole is not above 100 %, but its target is {printed}",
)


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every indicator whose target, or else realisasi, is printed in a unit
    that does not fit.
    """
    told: set[str] = set()
    for table in context.report.of_kind(
        TableKind.CAPAIAN, TableKind.COST_PER_OUTCOME, TableKind.PK_SASARAN
    ):
        columns = [*table.columns_of(Role.TARGET), *table.columns_of(Role.REALISASI)]
        for row in table.rows:
            name = indicator_of(EntityRow(table, row))
            key = indicator_key(name)
            found = (
                (column, why)
                for column in columns
                if (why := _misfit(row, column, normalize_text(name)))
            )
            if key not in told and not row.total and (first := next(found, None)):
                told.add(key)
                yield _finding(table, row, *first, name)


def _misfit(row: TypedRow, column: Column, name: str) -> Message | None:
    """Return why the unit of a number does not fit its indicator, None where it may."""
    amount = row.amount(column.index)
    if amount is None:
        return None
    unit = row.label(Role.SATUAN) or ""
    if _INDEX.match(name):
        in_percent = any(map(_PERCENT.search, (name, column.header.casefold(), unit.casefold())))
        return _SIGN if amount.percent and not in_percent else None
    if _COUNT.match(name) and normalize_text(unit) in _COUNTED:
        return _FRACTION if _is_fraction(amount) else None
    if _SHARE.match(name) and " yang " in name and column.role is Role.TARGET:
        return _BEYOND if amount.percent and amount.value > HUNDRED else None
    return None


def _is_fraction(amount: Amount) -> bool:
    """Return whether a number surely has decimals: 1.250 and 12,00 have none."""
    return (
        amount.value % 1 != 0
        and amount.decimals < 3
        and AmountNote.DECIMAL_POINT not in amount.notes
    )


def _finding(
    table: TypedTable, row: TypedRow, column: Column, why: Message, name: str
) -> Violation:
    spot = cell_spot(table, row.index, column.index)
    unit = row.label(Role.SATUAN) or ""
    said = [text.format(printed=spot.printed, unit=unit) for text in why]
    message = Message(f"{name}: {said[0]}.", f"{name}: {said[1]}.")
    return Violation(spot, message, clause=Message(*said))


RULE = Rule(
    id="CAP-17",
    title=Message("Satuan sesuai indikator", "Fitting unit"),
    fault=Message("Satuan tidak sesuai dengan indikatornya", "The unit does not fit the indicator"),
    sentence=Message(
        "{at}, satuan indikator {row} tidak sesuai: {clause}.",
        "{at}, the unit does not fit the indicator {row}: {clause}.",
    ),
    severities=(Severity.MINOR,),
    basis=(
        NonLegalGround(
            Message(
                "kriteria indikator yang terukur, SMART",
                "criteria of a measurable indicator, SMART",
            ),
            proposed=True,
        ),
    ),
    doc=__doc__,
    check=check,
)
