"""Which cell of a table a number of running text repeats, where a sentence leaves no doubt about
it.

A number is linked when everything between it and the name it is about says nothing but what is
measured: `Program X dengan pagu sebesar Rp… dan realisasi Rp… atau …%`. A word that could make it
another number (murni, belanja modal, triwulan lalu) leaves it unlinked, and so does a name that two
rows of a table share. A table that the sentence refers to by its number is the one that is meant.
The closing chapter refers to the whole office where it names nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from extract.patterns import regex
from extract.records import Location
from extract.text.years import SINGLE_YEAR
from normalize.report import Column, Report, Role, TableKind, TypedRow, TypedTable
from normalize.text.comparison import normalize_text
from normalize.text.mentions import Mention, mentions, sentences
from normalize.text.prose import BlockType, TextBlock
from normalize.text.sections import ReportSection
from normalize.values.amounts import Amount, AmountNote, ValueType
from normalize.values.codes import CodeLevel
from normalize.values.periods import PeriodKind, find_periods
from validate.audit_context import AuditContext, cached_per_audit
from validate.constraints.intervals import Interval
from validate.constraints.printed_numbers import MEASURES, PrintedNumber
from validate.constraints.printed_values import text_spot
from validate.findings import CellRef, PrintedValue
from validate.relation_builders.column_constraints import sole_total
from validate.structure.entity_links import (
    LITTLE_WORDS,
    EntityRow,
    indicator_key,
    indicator_of,
    program_key,
    program_rows,
)


@dataclass(frozen=True, slots=True)
class TextClaimsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    longest: int = 40  # count; 2eb3d6b
    shortest: int = 3  # count; 1e4e393
    behind: int = 3  # count; 1e4e393


_SETTINGS = TextClaimsSettings()


_MONEY = (TableKind.PK_PROGRAM, TableKind.REALISASI_ANGGARAN)
_PERFORMANCE = (
    TableKind.CAPAIAN,
    TableKind.COST_PER_OUTCOME,
    TableKind.PK_SASARAN,
    TableKind.SUMBER_DAYA,
)


class TextClaim(NamedTuple):
    """A number of running text and what it says it is: a role, of these rows.

    `changed` states that its sentence refers to the budget after its change.
    """

    passage: TextBlock
    mention: Mention
    role: Role
    rows: tuple[EntityRow, ...]
    changed: bool = False

    @property
    def spot(self) -> PrintedValue:
        """The line it is in, and its digits."""
        return text_spot(
            self.passage, self.mention.start, self.mention.start + len(self.mention.text)
        )

    def figure(self) -> PrintedNumber:
        """Return the number as relations see it; running text may round it, or cut it off."""
        amount = self.mention.amount
        decimals = 0 if AmountNote.SCALE_WORD in amount.notes else amount.decimals
        half = Decimal(0) if self.is_count else amount.slack
        unit = 2 * half
        if self.mention.held is ValueType.RUPIAH:
            unit = max(unit, _unit_of_money(amount.value))
        tight = Interval(amount.value - half, amount.value + half)
        loose = Interval(amount.value - unit / 2, amount.value + unit)
        return PrintedNumber(amount.value, tight, loose, decimals, decimals, spot=self.spot)

    def is_printed_in(self, item: EntityRow) -> bool:
        """Return whether a row prints the number as its target or realisasi."""
        columns = (
            column for column in item.table.columns if column.role in (Role.TARGET, Role.REALISASI)
        )
        amounts = filter(None, (item.row.amount(column.index) for column in columns))
        loose = self.figure().loose
        return any(loose.holds(amount.value) for amount in amounts)

    @property
    def is_count(self) -> bool:
        """Whether it counts things, and is not rounded."""
        whole = self.mention.held is ValueType.BILANGAN and not self.mention.amount.decimals
        return whole and MEASURES.isdisjoint(normalize_text(self.mention.unit).split())


def _unit_of_money(value: Decimal) -> Decimal:
    """Return what an amount may leave out: less than a thousand rupiah where it is in thousands,
    else one rupiah.
    """
    return Decimal(999) if value % 1000 == 0 else Decimal(1)


@cached_per_audit
def text_claims(context: AuditContext) -> tuple[TextClaim, ...]:
    """Return the numbers of running text that are linked, in the order of the document."""
    named = names_of(context)
    at_hand = _tables_at_hand(context)
    told = ((one, at_hand.get(one.passage.place, frozenset())) for one in narrative(context))
    return (
        tuple(claim for one, tables in told for claim in _claims(one, named, tables))
        if named
        else ()
    )


def _tables_at_hand(context: AuditContext) -> dict[Location, frozenset[str]]:
    """Return for each passage the numbers of the tables that the text before it referred to or is
    under.
    """
    at_hand: dict[Location, frozenset[str]] = {}
    last: frozenset[str] = frozenset()
    for told in passages_of(context):
        at_hand[told.passage.place] = last
        last = frozenset(_tables_meant(told.text)) or last
    return at_hand


@cached_per_audit
def names_of(context: AuditContext) -> "NameIndex":
    """Return the names of the report's rows."""
    return NameIndex(context.report)


class ReadPassage(NamedTuple):
    """A passage and its text, joined once, and in small letters for looking words up."""

    passage: TextBlock
    text: str
    lower: str


@cached_per_audit
def passages_of(context: AuditContext) -> tuple[ReadPassage, ...]:
    """Return all passages of a report with their texts."""
    texts = ((passage, passage.text) for passage in context.report.prose)
    return tuple(ReadPassage(passage, text, text.lower()) for passage, text in texts)


@cached_per_audit
def narrative(context: AuditContext) -> tuple[ReadPassage, ...]:
    """Return the passages in which a report refers to itself: its paragraphs and list items,
    without the annex.
    """
    wanted = (BlockType.PARAGRAPH, BlockType.ITEM)
    return tuple(
        told
        for told in passages_of(context)
        if told.passage.sort in wanted and not told.passage.annexed
    )


def saying(context: AuditContext, *words: str) -> Iterator[tuple[TextBlock, str]]:
    """Yield the passages in which a report refers to itself and uses one of these words, and their
    texts.
    """
    for passage, text, lower in narrative(context):
        if any(word in lower for word in words):
            yield passage, text


# The words of a sentence --------------------------------------------------------------------------


class ClaimWord(NamedTuple):
    """A word of a text, folded, and where it is."""

    text: str
    start: int
    end: int


_WORD = regex(r"[^\W_]+(?:[-\xad\ufffe][^\W\d_]+)*")


def words_of(text: str) -> list[ClaimWord]:
    """Return the words of a text."""
    return [
        ClaimWord(normalize_text(found[0]), found.start(), found.end())
        for found in _WORD.finditer(text)
    ]


class NamedRows(NamedTuple):
    """A name in a text: the rows that it names, and the words it takes."""

    rows: tuple[EntityRow, ...]
    first: int
    last: int


class NameIndex:
    """The names that rows of tables bear, by their words; the name of the office stands for the
    JUMLAH rows.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self._rows: dict[tuple[str, ...], list[EntityRow]] = defaultdict(list)
        self._starts: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        self._office = tuple(indicator_key(report.organisation or "").split())
        self._collect()

    def __bool__(self) -> bool:
        return bool(self._starts or self.totals)

    @property
    def totals(self) -> tuple[EntityRow, ...]:
        """The rows that the name of the office stands for: the JUMLAH of each table that
        has one.
        """
        return tuple(self._rows.get(self._office, ()))

    def _collect(self) -> None:
        for table in self.report.own_tables(*_MONEY, *_PERFORMANCE):
            if self.is_comparable(table):
                if (
                    table.kind in _MONEY
                    and (total := sole_total(table))
                    and len(program_rows(table)) > 1
                ):
                    self._rows[self._office].append(EntityRow(table, total))
                for key, row in _named_rows(table):
                    self._rows[key].append(EntityRow(table, row))
        for key, rows in self._rows.items():
            if key and len({row.table.id for row in rows}) == len(rows):
                self._starts[key[0]].append(key)
        for keys in self._starts.values():
            keys.sort(key=len, reverse=True)

    def is_comparable(self, table: TypedTable) -> bool:
        """Return whether a table is about the period of the report, as far as its caption says."""
        years = {int(year) for year in SINGLE_YEAR.findall(table.table.caption or "")}
        return not (years - {self.report.year})

    def found_in(self, words: Sequence[ClaimWord]) -> list[NamedRows]:
        """Return the names in a sentence, the longest where one holds another."""
        told = [at for at, word in enumerate(words) if word.text not in LITTLE_WORDS]
        found, at = [], 0
        while at < len(told):
            keys = self._starts.get(words[told[at]].text, ())
            ahead = (
                tuple(words[index].text for index in told[at : at + _SETTINGS.longest])
                if keys
                else ()
            )
            length = next((len(key) for key in keys if ahead[: len(key)] == key), 0)
            if length:
                key = tuple(words[index].text for index in told[at : at + length])
                found.append(NamedRows(tuple(self._rows[key]), told[at], told[at + length - 1]))
            at += length or 1
        return found


def _named_rows(table: TypedTable) -> Iterator[tuple[tuple[str, ...], TypedRow]]:
    """Yield the rows of a table with the words of their name, long enough to name nothing else."""
    for row in table.rows:
        if row.total:
            continue
        names = {indicator_key(indicator_of(EntityRow(table, row)))}
        if table.kind in _MONEY:
            names.add(indicator_key(program_key(row.name)))
        for name in names:
            key = tuple(name.split())
            if len(key) >= _SETTINGS.shortest:
                yield key, row


# What a number says it is -------------------------------------------------------------------------

CONCEPTS = {
    word: concept
    for concept, words in {
        "pagu": "pagu anggaran anggarannya dianggarkan alokasi dialokasikan plafon",
        "realisasi": "realisasi realisasinya terealisasi terealisasikan direalisasikan",
        "serapan": "serapan penyerapan penyerapannya terserap menyerap",
        "sisa": "sisa",
        "target": "target targetnya ditargetkan",
        "capaian": "capaian capaiannya pencapaian pencapaiannya tercapai",
    }.items()
    for word in words.split()
}
_PLAIN = frozenset(
    normalize_text(
        """adalah yaitu yakni ialah sebesar senilai sejumlah sebanyak mencapai menjadi dengan dan serta atau dari untuk
        pada di dalam yang adapun sehingga maka kinerja kinerjanya keuangan tahun tersebut ini telah dapat total jumlah
        secara keseluruhan rp nilai persentase persen indikator program kegiatan sub subkegiatan oleh memiliki mempunyai
        mendapat memperoleh didukung ditetapkan setelah sesudah perubahan setara sedangkan selama
        triwulan tribulan semester tw i ii iii iv sampai s d"""  # noqa: E501
    ).split()
)
_SAME_MONEY = regex(
    r"\b(realisasi|penyerapan|serapan|sisa|pencapaian|capaian) (?:anggaran|pagu|keuangan|belanja)\b"
)
_TAHUN_ANGGARAN = regex(r"\btahun anggaran\b")
_REACHED = regex(r"\bmencapai target(?: kinerja(?:nya)?)?\b")
# A number near one of these is compared with others, or is of another budget or another time.
ELSEWHERE = frozenset(
    normalize_text(
        """murni sebelum sebelumnya semula awal lalu dibanding dibandingkan perbandingan bandingkan banding naik turun
        meningkat menurun kenaikan penurunan peningkatan bertambah berkurang penambahan pengurangan selisih apbn dak
        dekonsentrasi bantuan hibah masing rata rerata rencana renstra rpjmd rpd proyeksi diproyeksikan akhir menengah
        kumulatif seharusnya kecuali fisik pendapatan retribusi modal pegawai minimal maksimal sekitar hampir kurang
        lebih per setiap"""  # noqa: E501
    ).split()
)
_TABLE = regex(r"\btabel\s+((?:[\dIVX]{1,3}\.)*\d{1,3})\b", re.IGNORECASE)
_DIGIT = regex("[0-9]")
_CONCEPT = regex("pagu|angg|alok|plafon|reali|serap|sisa|targ|capai")
# Behind a number these say that it continues, or is a part of something else.
_OF_ANOTHER = regex(r"\s*+[,(]?\s*+(?:dari|sampai|hingga|s\.?d)\b", re.IGNORECASE)
_PARTS = frozenset((Role.REALISASI_ANGGARAN, Role.SERAPAN))
# These name the budget after its change.
_CHANGED = regex(r"\b(?:perubahan|setelah|sesudah|berubah|dppa)\b", re.IGNORECASE)
_PLACES = frozenset(("kabupaten", "kab", "kota", "provinsi"))
# Before a name these say that something else, named before it, is part of it.
_WITHIN = frozenset(("pada", "dalam", "dari", "untuk", "di"))
LEVELS = {
    "program": CodeLevel.PROGRAM,
    "kegiatan": CodeLevel.KEGIATAN,
    "subkegiatan": CodeLevel.SUB_KEGIATAN,
}
_FOLLOWS = frozenset(("atau", "sebesar", "setara", "dengan", "persentase", "yaitu", "mencapai"))
_OF_MONEY = {
    "pagu": Role.PAGU,
    "realisasi": Role.REALISASI_ANGGARAN,
    "serapan": Role.REALISASI_ANGGARAN,
    "sisa": Role.SISA,
}
_OF_RESULTS = {"target": Role.TARGET, "realisasi": Role.REALISASI, "capaian": Role.CAPAIAN}


def _claims(told: ReadPassage, names: NameIndex, at_hand: frozenset[str]) -> Iterator[TextClaim]:
    passage, text, lower = told
    for sentence in sentences(text) if _DIGIT.search(lower) and _CONCEPT.search(lower) else ():
        numbers = (
            mentions(sentence.text)
            if _DIGIT.search(sentence.text) and _CONCEPT.search(sentence.text.lower())
            else ()
        )
        if (
            numbers
            and is_of_the_period(names.report, sentence.text)
            and (words := words_of(sentence.text))
        ):
            changed = _CHANGED.search(sentence.text) is not None
            meant = frozenset(_tables_meant(sentence.text))
            for claim in _SentenceParser(passage, words, names, meant or at_hand).claims(numbers):
                if claim.role in _PARTS or not _OF_ANOTHER.match(sentence.text, claim.mention.end):
                    rows = _in_the_table(claim.rows, meant)
                    yield claim._replace(
                        mention=_moved(claim.mention, sentence.start), rows=rows, changed=changed
                    )


def _tables_meant(text: str) -> list[str]:
    """Return the numbers of the tables that a text refers to."""
    return [found[1].rstrip(".") for found in _TABLE.finditer(text)]


def _in_the_table(rows: tuple[EntityRow, ...], meant: frozenset[str]) -> tuple[EntityRow, ...]:
    """Return the rows of the one table that is meant, all where none of theirs is or
    several are.
    """
    own = _rows_of(rows, meant)
    return own if own and len(meant) == 1 else rows


def _rows_of(rows: tuple[EntityRow, ...], tables: frozenset[str]) -> tuple[EntityRow, ...]:
    """Return the rows that are in tables of these numbers."""
    return tuple(
        item
        for item in rows
        if tables.issuperset(_tables_meant(item.table.table.caption or "")[:1] or [""])
    )


def is_of_the_period(report: Report, text: str) -> bool:
    """Return whether a sentence names no other year or quarter than the report's."""
    if {int(year) for year in SINGLE_YEAR.findall(text)} - {report.year}:
        return False
    parts = [one.period for one in find_periods(text) if one.period.kind is not PeriodKind.TAHUN]
    own = report.period
    return all(
        own is not None and (part.kind, part.number) == (own.kind, own.number) for part in parts
    )


def _moved(number: Mention, by: int) -> Mention:
    return number._replace(start=number.start + by, end=number.end + by)


class _SentenceParser:
    """Reads a sentence from the left: which name each number is about, and what it says of it."""

    def __init__(
        self,
        passage: TextBlock,
        words: Sequence[ClaimWord],
        names: NameIndex,
        at_hand: frozenset[str],
    ) -> None:
        self.passage = passage
        self.at_hand = at_hand
        self.words = words
        self.year = str(names.report.year)
        self.named = names.found_in(words)
        self.implied = names.totals if not self.named and _speaks_of_the_whole(passage) else ()
        self.covered = {at for name in self.named for at in range(name.first, name.last + 1)}

    def claims(self, numbers: Sequence[Mention]) -> Iterator[TextClaim]:
        """Yield the numbers that are linked."""
        before: TextClaim | None = None
        behind, unit = 0, ""
        for number in numbers if self.named or self.implied else ():
            here = [
                at
                for at, word in enumerate(self.words)
                if behind <= word.start and word.end <= number.start
            ]
            if unit and here and self.words[here[0]].text == unit:
                here = here[1:]
            before = None if self.is_elsewhere(number) else self.claim(number, here, before)
            behind, unit = (
                number.end,
                normalize_text(number.unit) if number.held is ValueType.BILANGAN else "",
            )
            if before:
                yield before

    def is_elsewhere(self, number: Mention) -> bool:
        """Return whether a word before the number, or close behind it, makes it one of another
        budget or time.
        """
        ahead = [at for at, word in enumerate(self.words) if word.start < number.start]
        near = range(len(ahead), min(len(self.words), len(ahead) + 1 + _SETTINGS.behind))
        return any(
            self.words[at].text in ELSEWHERE for at in (*ahead, *near) if at not in self.covered
        )

    def claim(
        self, number: Mention, here: Sequence[int], before: TextClaim | None
    ) -> TextClaim | None:
        """Return what a number says it is; `here` are the words since the number before it."""
        own = [name for name in self.named if name.first in here]
        if len(own) > 1:
            return None
        if own:
            rows, told = own[0].rows, self.around(own[0], here)
        else:
            rows, told = self.rows_before(here, before), [self.words[at].text for at in here]
        if not rows or told is None or not all(map(self.says_nothing, told)):
            return None
        if not own and before and number.held is ValueType.PERSEN and _FOLLOWS.issuperset(told):
            share = before.role is Role.REALISASI_ANGGARAN
            return TextClaim(self.passage, number, Role.SERAPAN, rows) if share else None
        return self.claim_of(number, self.of_level(rows, told), told)

    def rows_before(self, here: Sequence[int], before: TextClaim | None) -> tuple[EntityRow, ...]:
        """Return the rows of a number without a name of its own: those of the number before, or of
        the whole office.
        """
        if before:
            return before.rows
        return self.implied if here and here[0] == 0 else ()

    def claim_of(
        self, number: Mention, rows: tuple[EntityRow, ...], told: Sequence[str]
    ) -> TextClaim | None:
        """Return what the words around a number say of these rows."""
        role = _role(told, number, is_money=all(map(_is_budget, rows)))
        if not role or not rows:
            return None
        claim = TextClaim(self.passage, number, role, rows)
        return (
            self.reached(claim)
            if role is Role.TARGET and _REACHED.search(" ".join(told))
            else claim
        )

    def reached(self, claim: TextClaim) -> TextClaim | None:
        """Return what `mencapai target sebesar` says: the capaian of the table at hand.

        The number is left alone where a row prints it as its target or realisasi, which those words
        may mean as well.
        """
        if claim.mention.held is not ValueType.PERSEN or any(map(claim.is_printed_in, claim.rows)):
            return None
        rows = _rows_of(claim.rows, self.at_hand) if self.at_hand else claim.rows
        return claim._replace(role=Role.CAPAIAN, rows=rows) if rows else None

    def around(self, name: NamedRows, here: Sequence[int]) -> list[str] | None:
        """Return the words around a name that show what of it is meant, None where it may be meant
        only in part.

        What is further in front may say anything, but for what is within the name or the whole
        office.
        """
        ahead = [self.words[at].text for at in here if at < name.first]
        start = next(
            (at for at in range(len(ahead), 0, -1) if not self.says_nothing(ahead[at - 1])), 0
        )
        whole = all(item.row.total for item in name.rows)
        if start and (whole or _WITHIN.intersection(ahead[start:])):
            return None
        behind = [self.words[at].text for at in here if at > name.last]
        return [
            *ahead[start:],
            *(behind[2:] if whole and behind and behind[0] in _PLACES else behind),
        ]

    def says_nothing(self, word: str) -> bool:
        """Return whether a word leaves open what a number is about, or says what is measured."""
        return word in _PLAIN or word in CONCEPTS or word == self.year

    @staticmethod
    def of_level(rows: tuple[EntityRow, ...], told: Sequence[str]) -> tuple[EntityRow, ...]:
        """Return the rows of the level that the words name: a kegiatan may bear the name of its
        program.
        """
        text = " ".join(told).replace("sub kegiatan", "subkegiatan").split()
        levels = {LEVELS[word] for word in text if word in LEVELS}
        return tuple(
            item
            for item in rows
            if item.row.code is None or not levels or item.row.code.level in levels
        )


# what a total is of that is not of the whole office
_PART = regex(
    r"\b(?:program|kegiatan|subkegiatan|sub\s+kegiatan|sasaran|indikator|belanja|bidang|"
    r"seksi|bagian|desa|kelurahan)\b",
    re.IGNORECASE,
)
_COUNT = r"(?:(?:seluruh|semua|(?<![\d.])\d{1,3}(?:\s*\(\w+(?:\s\w+)?\))?)\s+)"
_AND = r"\s*(?:,|/|dan|serta)\s*"
_ALL_PARTS = regex(
    rf"\b{_COUNT}?program{_AND}kegiatan(?:{_AND}sub\s?kegiatan)?\b|\b{_COUNT}(?:program|"
    r"kegiatan|sub\s?kegiatan)\b",
    re.IGNORECASE,
)


def _speaks_of_the_whole(passage: TextBlock) -> bool:
    """Return whether a passage of the closing chapter, and the headings over it, name no part of
    the office's work.
    """
    if passage.part is not ReportSection.PENUTUP:
        return False
    texts = (passage.text, *passage.headings)
    return not any(_PART.search(_ALL_PARTS.sub("", text)) for text in texts)


def _is_budget(item: EntityRow) -> bool:
    return item.row.total or item.table.kind in _MONEY


def _role(told: Sequence[str], number: Mention, *, is_money: bool) -> Role | None:
    """Return the one role that the words before a number name, None where they name none or
    several.
    """
    text = _SAME_MONEY.sub(r"\1", _TAHUN_ANGGARAN.sub("", " ".join(told)))
    concepts = {CONCEPTS[word] for word in text.split() if word in CONCEPTS}
    if len(concepts) != 1:
        return None
    concept = concepts.pop()
    if number.held is ValueType.RUPIAH:
        return _OF_MONEY.get(concept) if is_money else None
    if is_money:
        return Role.SERAPAN if concept == "serapan" and number.held is ValueType.PERSEN else None
    return _OF_RESULTS.get(concept)


# Its cells ----------------------------------------------------------------------------------------


class ClaimCandidate(NamedTuple):
    """A cell that prints what a claim says, and its amount."""

    item: EntityRow
    column: Column
    amount: Amount

    @property
    def cell(self) -> CellRef:
        """Where it is."""
        return CellRef(self.item.table.id, self.item.row.index, self.column.index)

    @property
    def is_after_a_change(self) -> bool:
        """Whether its column says that it is the budget after its change."""
        return _CHANGED.search(self.column.header) is not None

    def has_beside(self, value: Decimal) -> bool:
        """Return whether its row prints a value in a column of the same role, or of one that is not
        understood.
        """
        columns = (
            column
            for column in self.item.table.columns
            if column.role in (self.column.role, Role.LAIN)
        )
        return any(
            (amount := self.item.row.amount(column.index)) and amount.value == value
            for column in columns
        )


def candidates(claim: TextClaim, year: int | None) -> list[ClaimCandidate]:
    """Return the cells that print the role of a claim for its rows, in the same unit and of this
    year.
    """
    found = []
    for item in claim.rows:
        columns = [
            column for column in item.table.columns_of(claim.role) if item.row.amount(column.index)
        ]
        if (
            len(columns) == 1
            and is_of_year(columns[0], year)
            and _is_same_unit(claim, item, columns[0])
        ):
            amount = item.row.amount(columns[0].index)
            assert amount is not None
            found.append(ClaimCandidate(item, columns[0], amount))
    return found


def is_of_year(column: Column, year: int | None) -> bool:
    """Return whether a column prints unscaled numbers of a year, as far as its header says."""
    period = column.period
    return column.scale == 1 and (
        period is None or (period.kind is PeriodKind.TAHUN and period.year in (None, year))
    )


_SHARES = (Role.CAPAIAN, Role.SERAPAN)
_PERCENT = frozenset(("persen", "persentase", "prosentase", "presentase"))


def _is_same_unit(claim: TextClaim, item: EntityRow, column: Column) -> bool:
    """Return whether a number is counted in what the cell is counted in, as far as either
    says so.
    """
    held = claim.mention.held
    if column.quantity is ValueType.RUPIAH or held is ValueType.RUPIAH:
        return column.quantity is held
    if claim.role in _SHARES:
        return held is ValueType.PERSEN
    printed, amount = item.row.label(Role.SATUAN) or "", item.row.amount(column.index)
    unit = normalize_text(printed)
    if held is ValueType.BILANGAN:
        return bool(unit) and normalize_text(claim.mention.unit) == unit
    says_percent = (
        column.quantity is ValueType.PERSEN
        or bool(amount and amount.percent)
        or _is_share(item.row.name)
    )
    return unit in _PERCENT or (not unit and (printed.strip() == "%" or says_percent))


def _is_share(name: str) -> bool:
    return not _PERCENT.isdisjoint(normalize_text(name).split())
