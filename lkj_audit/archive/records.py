"""What the archive keeps of an audited document: plain records, as a worker sends them and a
database takes them.

Texts are masked already. Boxes are in tenths of a point from the top left of the page as displayed.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

TenthsBox = tuple[int, int, int, int]

# what ends the rule set of a revision for which pictures of pages were read
OCR_MARK = "+ocr"


class Stage(StrEnum):
    """How far a document has come; each stage has a state of its own."""

    SEEN = "seen"
    READ = "read"
    AUDITED = "audited"
    OCR = "ocr"
    CROSS_CHECKED = "cross_checked"


class State(StrEnum):
    """What became of a stage: `SCAN` and `NO_TABLES` mark documents that can be opened and hold
    nothing to audit, `WAITING` those with pictures that OCR has not read yet.
    """

    DONE = "done"
    WAITING = "waiting"
    SCAN = "scan"
    NO_TABLES = "no_tables"
    FAILED = "failed"


class PassageSubject(StrEnum):
    """What a passage that can be searched for is."""

    CAPTION = "caption"
    INDICATOR = "indicator"
    PROGRAM = "program"
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class CoverageCounts:
    """How many numbers were read, are in a relation, are confirmed by one, could not be read or
    judged.
    """

    numbers: int
    related: int
    confirmed: int
    unread: int
    unverifiable: int


@dataclass(frozen=True, slots=True)
class ArchivedCell:
    """A body cell that holds text: its position, its exact value as a decimal text, where it is
    printed.

    `unread` is the reason why a cell of a number column has no value.
    """

    row: int
    column: int
    text: str
    value: str | None
    page: int
    box: TenthsBox
    rows: int
    columns: int
    unread: str | None


@dataclass(frozen=True, slots=True)
class ArchivedColumn:
    """A column; `principal` marks the one of its role that stands for the report's own year and
    period.

    `scale` is what its header counts amounts in: 1000 for "(Rp 000)".
    """

    header: str
    role: str
    principal: bool
    scale: int


@dataclass(frozen=True, slots=True)
class ArchivedRow:
    """What a body row is about; `level` is that of its code (program, kegiatan, …), `total` marks a
    JUMLAH row.
    """

    index: int
    name: str
    code: str | None
    level: str | None
    total: bool


class BudgetRow(NamedTuple):
    """A row of `v_anggaran`: `row` counts from 0; amounts as printed, and exact in sen."""

    table: int
    row: int
    page: int
    code: str | None
    level: str | None
    name: str
    total: int
    pagu: str | None
    pagu_sen: int | None
    realisasi: str | None
    realisasi_sen: int | None
    sisa: str | None
    sisa_sen: int | None
    serapan: str | None
    serapan_value: str | None


class IndicatorRow(NamedTuple):
    """A row of `v_indikator`: `row` counts from 0; measures as printed, and their exact values."""

    table: int
    row: int
    page: int
    sasaran: str | None
    indikator: str | None
    satuan: str | None
    target: str | None
    target_value: str | None
    realisasi: str | None
    realisasi_value: str | None
    capaian: str | None
    capaian_value: str | None


@dataclass(frozen=True, slots=True)
class ArchivedTable:
    """A table as it was understood; `number` counts the tables of a document from 1, as their ids
    do. Its cells are kept with those of all tables.
    """

    number: int
    kind: str
    caption: str | None
    pages: tuple[int, ...]
    reader: str
    sure: bool
    uncertain: bool
    counts: CoverageCounts | None


@dataclass(frozen=True, slots=True)
class ArchivedFinding:
    """A root cause, as a database is asked for it."""

    number: int
    fingerprint: str
    rule: str
    severity: str
    certainty: str
    message: str
    table: int | None
    row: int | None
    column: int | None
    page: int
    box: TenthsBox
    printed: str
    expected: str | None
    formula: str | None


@dataclass(frozen=True, slots=True)
class ArchivedMatter:
    """An entry of the review: what is decided on at once. `findings` are the numbers of its
    findings, the one that names it first; `rule` is that one's.
    """

    number: int
    key: str
    group: str
    rule: str
    severity: str
    title_id: str
    title_en: str
    sentence_id: str
    sentence_en: str
    findings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SearchPassage:
    """A text that can be searched for, and the page where it begins."""

    subject: PassageSubject
    page: int
    text: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Which program audited a document, compared with which profile: what makes one revision of it
    another.

    `profile` is empty without one, else a hash of everything that it sets.
    """

    program: str
    rule_set: str
    profile: str
    profile_name: str | None

    def with_ocr(self) -> "Origin":
        """Return it as the origin of an audit that reads pictures of pages as well: a revision of
        its own.

        >>> Origin("0.1.0", "13c20f80b8d0", "", None).with_ocr().rule_set
        '13c20f80b8d0+ocr'
        """
        return replace(self, rule_set=f"{self.without_ocr().rule_set}{OCR_MARK}")

    @property
    def reads_pictures(self) -> bool:
        """Whether pictures of pages are read."""
        return self.rule_set.endswith(OCR_MARK)

    def without_ocr(self) -> "Origin":
        """Return it as the origin of an audit by the text of pages alone."""
        return replace(self, rule_set=self.rule_set.removesuffix(OCR_MARK))


@dataclass(frozen=True, slots=True)
class ArchivedReport:
    """Everything that is kept of one audit of a document.

    `kind` is what the document is, `period` as the JSON contract labels it. `detail` is what the
    contract says of pages, profile, detected settings and findings, packed, `typed` the report as
    it is compared with others (`comparisons.typed`), `cells` its tables as they are printed
    (`archive.printed_tables`). `seconds` are what its worker took. `parts` are how many
    pages each of its files has, where they are several. `matters` are the entries of its review.
    """

    sha256: str
    pages: int
    organisation: str | None
    year: int | None
    period: str | None
    kind: str
    counts: CoverageCounts
    tables: tuple[ArchivedTable, ...]
    budget: tuple[BudgetRow, ...]
    indicators: tuple[IndicatorRow, ...]
    findings: tuple[ArchivedFinding, ...]
    passages: tuple[SearchPassage, ...]
    detail: bytes
    typed: bytes
    cells: bytes
    audited_at: datetime
    seconds: float
    parts: tuple[int, ...] = ()
    matters: tuple[ArchivedMatter, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document has not been audited: `state` of the stage that it did not pass, and a name
    for the reason.
    """

    state: State
    code: str
    reason_id: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What became of one document: its report, or why there is none.

    `pictures` are its pages with pictures that OCR can read: the number of the file, from 0, and
    that of the page; None where the document was not looked through for them.
    """

    report: ArchivedReport | None = None
    failure: Failure | None = None
    pictures: tuple[tuple[int, int], ...] | None = None


@dataclass(frozen=True, slots=True)
class ArchivedPlace:
    """A place of another document that a finding names: `companion` is what the document is called
    in the finding.
    """

    companion: str
    document: int
    table: int | None
    row: int | None
    column: int | None
    page: int
    box: TenthsBox
    printed: str


@dataclass(frozen=True, slots=True)
class CrossFinding:
    """A finding across documents, and the places of the others that it rests on."""

    finding: ArchivedFinding
    places: tuple[ArchivedPlace, ...]


@dataclass(frozen=True, slots=True)
class ArchivedCompanion:
    """A document that a report was compared with: its name and role there, and how much is the same
    in both.

    The counts are None where nothing was compared; `problem_id` and `problem_en` say why it could
    not be.
    """

    name: str
    role: str
    document: int
    indicators: int | None
    budget_lines: int | None
    problem_id: str | None
    problem_en: str | None


@dataclass(frozen=True, slots=True)
class ArchivedMatch:
    """Two names that may be of the same thing: the folded keys that a decision is kept by, and the
    names as printed.

    `similarity` is in percent. `document` is the other document; the pages are None for the names
    of offices.
    """

    kind: str
    ours: str
    theirs: str
    our_name: str
    their_name: str
    similarity: int
    document: int
    our_page: int | None
    their_page: int | None


@dataclass(frozen=True, slots=True)
class ArchivedCrossCheck:
    """Everything that is kept of holding a report against its relatives; `detail` is what the
    contract says of its findings, packed.
    """

    companions: tuple[ArchivedCompanion, ...] = ()
    findings: tuple[CrossFinding, ...] = ()
    matches: tuple[ArchivedMatch, ...] = ()
    detail: bytes | None = None
