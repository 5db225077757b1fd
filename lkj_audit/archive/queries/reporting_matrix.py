"""Who has reported, who has not: a matrix of offices by periods, learnt from the archive or
expected by a register.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import click

from lkj_audit.archive.ingestion.content import YEAR_AS_A_WHOLE
from lkj_audit.archive.ingestion.manifest import period_label
from lkj_audit.archive.queries.document_queries import OFFICE, PERIOD, YEAR, DocumentFilter, asked
from lkj_audit.archive.queries.query_results import QueryResult, ResultColumn
from lkj_audit.archive.storage.database import Archive
from lkj_audit.input_files import csv_rows, read_text_file
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.file_names import shown_name
from normalize.report import DocumentKind
from normalize.text.comparison import normalize_text
from validate.findings import Message

# the rule that holds the date of a report against its deadline
LATE_RULE = "TGL-04"
COLUMNS = {
    "organisasi": "office",
    "organisation": "office",
    "tahun": "year",
    "year": "year",
    "periode": "period",
    "period": "period",
}


class ReportStatus(StrEnum):
    """How an office has reported on a period, the worst of what holds."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    LATE = "late"
    TWICE = "twice"
    ON_FILE = "on_file"


WORDS = {
    ReportStatus.MISSING: Message("belum ada", "missing"),
    ReportStatus.UNREADABLE: Message("tanpa tabel terbaca", "no table read"),
    ReportStatus.LATE: Message("terlambat", "late"),
    ReportStatus.TWICE: Message("lebih dari satu", "more than one"),
    ReportStatus.ON_FILE: Message("ada", "on file"),
}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A period of a year; quarters, semesters and months are before the year as a whole."""

    year: int
    is_year: bool
    period: str

    @classmethod
    def of(cls, year: int, period: str) -> "Span":
        """Return the span of a label."""
        return cls(year, period == YEAR_AS_A_WHOLE, period)

    @property
    def kind(self) -> str:
        """How long it is: TW, SMT, BLN or TAHUN."""
        return self.period.rstrip("0123456789")

    @property
    def label(self) -> str:
        """The year and the period."""
        return f"{self.year} {self.period}"


@dataclass(slots=True)
class MatrixCell:
    """What an archive holds of an office and a period: documents, by their kinds, those without a
    table, their coverage, and their hashes.
    """

    documents: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    unreadable: int = 0
    late: bool = False
    numbers: int = 0
    related: int = 0
    hashes: list[str] = field(default_factory=list)

    @property
    def report(self) -> ReportStatus:
        """How the office has reported."""
        if not self.documents:
            return ReportStatus.MISSING
        if self.unreadable == self.documents:
            return ReportStatus.UNREADABLE
        if self.late:
            return ReportStatus.LATE
        return ReportStatus.TWICE if self.repeated > 1 else ReportStatus.ON_FILE

    @property
    def repeated(self) -> int:
        """How many documents of one kind there are at most: a plan beside a report is none too
        many.
        """
        return max(self.kinds.values(), default=0)

    @property
    def coverage(self) -> int | None:
        """How many of its numbers are in a relation, in whole percent; None where there are
        none.
        """
        return 100 * self.related // self.numbers if self.numbers else None


@dataclass(slots=True)
class ReportingMatrix:
    """Offices by spans; what is expected and not there is a square without documents, what is not
    expected is none.

    `unplaced` are documents of which office, year or period is not known.
    """

    offices: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    squares: dict[tuple[str, Span], MatrixCell] = field(default_factory=dict)
    unplaced: int = 0

    def count(self, report: ReportStatus) -> int:
        """Return how many squares are so."""
        return sum(square.report is report for square in self.squares.values())

    def missing(self) -> QueryResult:
        """Return what is not there, as rows."""
        words = {report.value: told for report, told in WORDS.items()}
        headings = (
            OFFICE,
            YEAR,
            PERIOD,
            ResultColumn("keadaan", Message("Keadaan", "State"), words=words),
        )
        rows = [
            (office, span.year, span.period, square.report.value)
            for office in self.offices
            for span in self.spans
            if (square := self.squares.get((office, span)))
            and square.report is not ReportStatus.ON_FILE
        ]
        return QueryResult(
            headings,
            rows,
            Message("Semua laporan ada dan terbaca.", "All reports are on file and read."),
        )


@dataclass(frozen=True, slots=True)
class ExpectedReport:
    """A row of a register: an office, and the spans on which it reports; no span: on all."""

    office: str
    year: int | None = None
    period: str | None = None


def matrix_of(
    archive: Archive, wanted: DocumentFilter, register: Sequence[ExpectedReport] = ()
) -> ReportingMatrix:
    """Return the matrix of an archive.

    Without a register an office is expected to report on every span of the kinds that it has
    reported on before: one that has sent a quarter owes the other quarters that the archive knows.
    """
    condition, values = wanted.where()
    query = f"""SELECT organisasi, tahun, periode, jenis, status, angka, angka_terkait, sha256,
        (SELECT count(*) FROM tally t WHERE t.document_id = v_dokumen.nomor AND t.rule = '{LATE_RULE}')
        FROM v_dokumen WHERE {condition}"""  # noqa: E501
    with archive.transaction() as connection:
        rows = asked(connection, query, values)
    matrix = ReportingMatrix()
    names = _Names([one.office for one in register])
    found: defaultdict[tuple[str, Span], MatrixCell] = defaultdict(MatrixCell)
    for office, year, period, kind, status, numbers, related, sha256, late in rows:
        if not (office and year and period):
            matrix.unplaced += 1
            continue
        square = found[names.of(office), Span.of(year, _reported(period, kind))]
        square.documents += 1
        square.kinds[kind or ""] += 1
        square.unreadable += status != "audited"
        square.late = square.late or late > 0
        square.numbers += numbers or 0
        square.related += related or 0
        square.hashes.append(sha256)
    _fill(matrix, found, register, names)
    return matrix


def _reported(period: str, kind: str | None) -> str:
    """Return on which period a document reports: an annual report on its year, whatever month an
    earlier version has filed it under.
    """
    is_month = period.startswith("BLN")
    return YEAR_AS_A_WHOLE if is_month and kind == DocumentKind.LKJ.value else period


def _fill(
    matrix: ReportingMatrix,
    found: Mapping[tuple[str, Span], MatrixCell],
    register: Sequence[ExpectedReport],
    names: "_Names",
) -> None:
    """Set what is there, and what is expected, into a matrix."""
    spans = {span for _, span in found}
    spans |= {Span.of(one.year, one.period) for one in register if one.year and one.period}
    matrix.spans = sorted(spans)
    matrix.offices = sorted(
        {office for office, _ in found} | {names.of(one.office) for one in register},
        key=normalize_text,
    )
    expected = _registered(matrix, register, names) if register else _usual(matrix, found)
    for place in (*found, *expected):
        matrix.squares[place] = found[place] if place in found else MatrixCell()


def _registered(
    matrix: ReportingMatrix, register: Sequence[ExpectedReport], names: "_Names"
) -> set[tuple[str, Span]]:
    """Return what a register expects."""
    expected: set[tuple[str, Span]] = set()
    for one in register:
        expected.update(
            (names.of(one.office), span) for span in matrix.spans if _is_meant(one, span)
        )
    return expected


def _usual(matrix: ReportingMatrix, found: Iterable[tuple[str, Span]]) -> set[tuple[str, Span]]:
    """Return what is expected without a register: of each office reports of every kind that it ever
    wrote.
    """
    kinds = {(office, span.kind) for office, span in found}
    return {
        (office, span)
        for office in matrix.offices
        for span in matrix.spans
        if (office, span.kind) in kinds
    }


def _is_meant(one: ExpectedReport, span: Span) -> bool:
    return one.year in (None, span.year) and one.period in (None, span.period)


class _Names:
    """The names of offices: spellings that fold alike are one, and those of a register stand for
    longer and shorter.
    """

    def __init__(self, registered: Iterable[str]) -> None:
        self._known = {normalize_text(name): name for name in registered}

    def of(self, name: str) -> str:
        """Return the name under which an office is in the matrix."""
        folded = normalize_text(name)
        if folded not in self._known:
            self._known[folded] = next(
                (known for key, known in self._known.items() if _starts(key, folded)), name
            )
        return self._known[folded]


def _starts(one: str, other: str) -> bool:
    """Return whether one name begins with all words of the other, two at least: an office and its
    full name.
    """
    shorter, longer = sorted((one.split(), other.split()), key=len)
    return len(shorter) > 1 and longer[: len(shorter)] == shorter


def read_register(path: Path, lang: Lang) -> list[ExpectedReport]:
    """Return the rows of a register, or raise the usage error that says what is wrong with it."""
    name = shown_name(path)
    rows = csv_rows(read_text_file(path, Message("daftar", "register"), lang))
    names = [COLUMNS.get(title.strip().lower(), "") for title in rows[0]] if rows else []
    if names.count("office") != 1 or "" in names or len(set(names)) < len(names):
        known = ", ".join(COLUMNS)
        raise click.UsageError(
            lang.say(
                f"daftar {name} harus berkolom organisasi, dan hanya: {known}",
                f"the register {name} must have a column organisation, and none but: {known}",
            )
        )
    return [
        _expected(dict(zip(names, row, strict=False)), line, name, lang)
        for line, row in enumerate(rows[1:], 2)
        if any(row)
    ]


def _expected(said: Mapping[str, str], line: int, name: str, lang: Lang) -> ExpectedReport:
    year, period = said.get("year", "").strip(), said.get("period", "").strip()
    label = period_label(period) if period else None
    if not said["office"].strip() or (year and not year.isdecimal()) or (period and label is None):
        raise click.UsageError(
            lang.say(
                f"daftar {name}, baris {line}: organisasi, tahun, atau periode tidak dikenal",
                f"the register {name}, line {line}: no such organisation, year or period",
            )
        )
    return ExpectedReport(said["office"].strip(), int(year) if year else None, label)
