"""A report as the rules see it: typed tables, and what the document says about itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from extract.records import Document, Location, Table
from normalize.formulas.column_formulas import Formula
from normalize.text.prose import TextBlock
from normalize.values.amounts import Amount, NumberFormat, ParsedAmount, ValueType
from normalize.values.codes import Code
from normalize.values.dates import PrintedDate
from normalize.values.nips import Nip
from normalize.values.periods import Period


class DocumentKind(Enum):
    """What a document is; a rule says which kinds it applies to.

    `LKJ_TRIWULAN` is the report of a quarter or a semester, `KEGIATAN` a list of programs, kegiatan
    or amounts without a report around it, `KUTIPAN` pages that do not show what document they are
    from.
    """

    LKJ = "lkj_tahunan"
    LKJ_TRIWULAN = "lkj_triwulan"
    BULANAN = "laporan_bulanan"
    RENJA = "renja"
    RENSTRA = "renstra"
    RKT = "rkt"
    PK = "perjanjian_kinerja"
    LRA = "lra"
    KEGIATAN = "daftar_kegiatan"
    KUTIPAN = "kutipan"


class KindSign(NamedTuple):
    """Words that show what a document is, and where they are printed."""

    text: str
    place: Location


@dataclass(frozen=True, slots=True)
class DocumentIdentity:
    """What a document is, and by which words one knows it; `given` states that the caller said so.

    `year` is the one that its title or its running heads name. `excerpt` marks pages without a
    title: what they do not hold may be on others.
    """

    kind: DocumentKind = DocumentKind.LKJ
    signs: tuple[KindSign, ...] = ()
    year: int | None = None
    excerpt: bool = False
    given: bool = False


# what a document is taken for of which nobody asked
UNTOLD = DocumentIdentity()


@dataclass(frozen=True, slots=True)
class GivenIdentity:
    """What the caller knows of a document, None where its pages decide."""

    kind: DocumentKind | None = None
    organisation: str | None = None
    period: Period | None = None


NOTHING_GIVEN = GivenIdentity()


class TableKind(Enum):
    """What a table is about."""

    PK_SASARAN = "perjanjian_kinerja_sasaran"
    PK_PROGRAM = "perjanjian_kinerja_program"
    CAPAIAN = "capaian"
    COST_PER_OUTCOME = "cost_per_outcome"
    SUMBER_DAYA = "sumber_daya"
    REALISASI_ANGGARAN = "realisasi_anggaran"
    MULTI_YEAR = "multi_year"
    OTHER = "other"


class Role(Enum):
    """What a column holds."""

    NOMOR = "nomor"
    KODE = "kode"
    URAIAN = "uraian"
    TUJUAN = "tujuan"
    SASARAN = "sasaran"
    PROGRAM = "program"
    INDIKATOR = "indikator"
    SATUAN = "satuan"
    TARGET = "target"
    REALISASI = "realisasi"
    CAPAIAN = "capaian"
    PAGU = "pagu"
    REALISASI_ANGGARAN = "realisasi_anggaran"
    SISA = "sisa"
    SERAPAN = "serapan"
    EFISIENSI = "efisiensi"
    SUMBER_DANA = "sumber_dana"
    KETERANGAN = "keterangan"
    LAIN = "lain"


class TargetBasis(Enum):
    """Which plan a target belongs to, and a capaian is measured against.

    WORK_PLAN is that of the year before its agreement: RKT, Renja, RKPD.
    """

    YEAR = "year"
    WORK_PLAN = "work_plan"
    LONG_TERM = "long_term"
    EARLIER = "earlier"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header words over all levels, its printed number, what it holds and how it is
    computed.

    `basis` separates a target of Renstra or RPJMD from that of the year, and a capaian against it,
    against an earlier year or against the nation, the province or a standard from that against the
    target of the year. `decimals` is the largest number of decimals that its numbers print.
    `period` is set where the header names a quarter or a year of its own, or where those do that it
    is computed from; `against` is that of the target where it is another one: "Capaian 2024
    terhadap Target 2029". `scale` is what its header says the numbers are counted in: 1000 for "(Rp
    000)". The readings are as printed; a rule multiplies.
    """

    index: int
    header: str
    role: Role
    quantity: ValueType
    style: NumberFormat | None = None
    decimals: int = 0
    number: str | None = None
    formula: Formula | None = None
    period: Period | None = None
    scale: Decimal = Decimal(1)
    basis: TargetBasis = TargetBasis.YEAR
    against: Period | None = None


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A body row: one reading a column (None in text columns and where a merged cell covers the
    position).

    `name` is what the row is about (program, kegiatan, sasaran or indicator), `total` marks a
    JUMLAH row. `labels` are the texts of its text columns by role; a merged label is in every row
    it covers.
    """

    index: int
    readings: tuple[ParsedAmount | None, ...]
    name: str
    code: Code | None = None
    total: bool = False
    labels: tuple[tuple[Role, str], ...] = ()

    def label(self, role: Role) -> str | None:
        """Return the text of the last column that has the role, the innermost, or None where the
        row has none.
        """
        return next((text for has, text in reversed(self.labels) if has is role), None)

    def amount(self, column: int) -> Amount | None:
        """Return the amount of a column, or None where there is none that could be read."""
        reading = self.readings[column]
        return reading if isinstance(reading, Amount) else None


@dataclass(frozen=True, slots=True)
class TypedTable:
    """A table whose columns and rows are understood as far as they could be.

    `annexed` marks a table that is in the annex (lampiran), where a perjanjian kinerja is the
    signed one. `offices` are those that its rows are about, where they are about several.
    """

    table: Table
    kind: TableKind
    columns: tuple[Column, ...]
    rows: tuple[TypedRow, ...]
    style: NumberFormat | None = None
    annexed: bool = False
    offices: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the table in the document."""
        return self.table.id

    def column(self, *roles: Role) -> Column | None:
        """Return the first column that has one of the roles, the earlier role first."""
        return next((c for role in roles for c in self.columns if c.role is role), None)

    def numbered(self, number: str) -> Column | None:
        """Return the first column with this printed number; where no column has one, they count
        from 1.
        """
        if any(column.number for column in self.columns):
            return next((column for column in self.columns if column.number == number), None)
        index = int(number) - 1
        return self.columns[index] if 0 <= index < len(self.columns) else None

    def columns_of(self, role: Role) -> Iterator[Column]:
        """Yield the columns that have the role."""
        return (column for column in self.columns if column.role is role)


@dataclass(frozen=True, slots=True)
class PeriodLabel:
    """A place where the document says which period it is about; `caption` marks a table's
    caption.
    """

    period: Period
    text: str
    place: Location
    caption: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature block: where and when it was signed, by whom; `closing` marks the report's last
    one.

    `section` is the part of the report it is in: "kata_pengantar", "penutup", "perjanjian_kinerja"
    or "lain".
    """

    section: str
    dated: PrintedDate | None
    place: Location
    town: str | None = None
    closing: bool = False


@dataclass(frozen=True, slots=True)
class Signatory:
    """A name with the NIP printed under it; `place` is that of the NIP.

    `key` is the same for every spelling of the name: ARIEF MASHUDI for "A ARIEF MASHUDI, S.Pi, MP".
    """

    name: str
    nip: Nip
    place: Location
    key: str = ""
    degrees: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """An interpreted document; `prose` is its running text, outside the tables, in the order of the
    pages.

    `given` is what the caller knew of it; the organisation, year and period are those where they
    were given.
    """

    document: Document
    organisation: str | None
    year: int | None
    period: Period | None
    tables: tuple[TypedTable, ...]
    periods: tuple[PeriodLabel, ...] = ()
    signatures: tuple[Signature, ...] = ()
    people: tuple[Signatory, ...] = ()
    prose: tuple[TextBlock, ...] = ()
    identity: DocumentIdentity = UNTOLD
    given: GivenIdentity = NOTHING_GIVEN

    @property
    def kind(self) -> DocumentKind:
        """What the document is."""
        return self.identity.kind

    def of_kind(self, *kinds: TableKind) -> Iterator[TypedTable]:
        """Yield the tables of these kinds, in the order of the document."""
        return (table for table in self.tables if table.kind in kinds)

    def own_tables(self, *kinds: TableKind) -> Iterator[TypedTable]:
        """Yield the tables of these kinds, but those over several offices: their figures are not
        the office's own.
        """
        return (table for table in self.of_kind(*kinds) if not table.offices)

    def table(self, id: str) -> TypedTable:
        """Return the table with this id."""
        return next(table for table in self.tables if table.id == id)
