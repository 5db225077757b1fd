"""Which rows of different tables are about the same program or indicator, and where running text
repeats a number.

Reports write a name differently each time: in capitals, numbered, with a word misspelt, `yang
menyusun` for `dalam menyusun`. Rows are linked when their names are the same but for spelling and
little words, or when one lacks a word of the other; never when a word is in place of another, and
never when a table has two rows of the name.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import combinations, islice, product
from typing import NamedTuple

from extract.patterns import regex
from normalize.report import Report, Role, TableKind, TypedRow, TypedTable
from normalize.text.comparison import normalize_text, similarity
from normalize.values.amounts import Amount, ValueType, parse_amount
from normalize.values.codes import CodeLevel
from validate.audit_context import AuditContext, cached_per_audit
from validate.constraints.printed_numbers import cell_spot
from validate.findings import PrintedValue
from validate.relation_builders.column_constraints import prints_any


@dataclass(frozen=True, slots=True)
class EntityLinksSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    same_wording: float = 0.92  # share; a223b62
    similar_wording: float = 0.75  # share; a223b62
    # fewer words, as in "pelayanan publik", may be of a program of its own where another has more
    enough_words: int = 3  # count; 7688616
    unlike_lengths: int = 25  # count; a223b62
    # So many pairs of names are compared, beyond which only equal names are linked: a thousand
    # names in two tables.
    most_pairs: int = 1_000_000  # count; 7866efc
    same_head: float = 0.8  # share; a223b62


ENTITY_LINKS_SETTINGS = EntityLinksSettings()


LITTLE_WORDS = frozenset(
    (
        "yang",
        "dalam",
        "di",
        "dan",
        "pada",
        "untuk",
        "oleh",
        "dari",
        "ke",
        "atas",
        "dengan",
        "secara",
        "serta",
        "atau",
    )
)
REMARK = regex(r"(?<!\s)\s*+\([^()]*\)\s*$")
_NUMBERING = regex(r"^(?:\d+|[ivx]+|[a-z])\s+(?=\S)")


class EntityRow(NamedTuple):
    """A row and the table it is in."""

    table: TypedTable
    row: TypedRow


class Entity(NamedTuple):
    """What rows of several tables are about, at most one row a table, in the order of the
    document.
    """

    rows: tuple[EntityRow, ...]

    def stands_in(self, *tables: TypedTable) -> bool:
        """Return whether it has a row in each of these tables."""
        return {table.id for table in tables} <= {item.table.id for item in self.rows}


@cached_per_audit
def programs(context: AuditContext) -> tuple[Entity, ...]:
    """Return the programs that are in more than one table."""
    return _programs_in(context, _OF_PROGRAMS)


@cached_per_audit
def measured_programs(context: AuditContext) -> tuple[Entity, ...]:
    """Return the programs that are in more than one table, those of several years among them."""
    return _programs_in(context, (*_OF_PROGRAMS, TableKind.MULTI_YEAR))


_OF_PROGRAMS = (
    TableKind.PK_PROGRAM,
    TableKind.COST_PER_OUTCOME,
    TableKind.SUMBER_DAYA,
    TableKind.REALISASI_ANGGARAN,
)


def _programs_in(context: AuditContext, kinds: Sequence[TableKind]) -> tuple[Entity, ...]:
    rows = [
        EntityRow(table, row)
        for table in context.report.own_tables(*kinds)
        for row in program_rows(table)
    ]
    return _linked([(program_key(item.row.name), item) for item in rows], _same_program)


@cached_per_audit
def indicators(context: AuditContext) -> tuple[Entity, ...]:
    """Return the indicators that are in more than one table."""
    return _indicators_in(context.report.own_tables(*_OF_INDICATORS))


@cached_per_audit
def measured_indicators(context: AuditContext) -> tuple[Entity, ...]:
    """Return the indicators that are in more than one table, those of several years or without
    targets among them.
    """
    tables = context.report.own_tables(*_OF_INDICATORS, TableKind.MULTI_YEAR, TableKind.OTHER)
    return _indicators_in(
        table
        for table in tables
        if table.kind is not TableKind.OTHER or _measures_indicators(table)
    )


_OF_INDICATORS = (
    TableKind.PK_SASARAN,
    TableKind.CAPAIAN,
    TableKind.COST_PER_OUTCOME,
    TableKind.SUMBER_DAYA,
)


def _measures_indicators(table: TypedTable) -> bool:
    return table.column(Role.INDIKATOR) is not None and table.column(Role.REALISASI) is not None


def _indicators_in(tables: Iterable[TypedTable]) -> tuple[Entity, ...]:
    rows = [EntityRow(table, row) for table in tables for row in table.rows if not row.total]
    return _linked([(indicator_key(indicator_of(item)), item) for item in rows], same_indicator)


def program_rows(table: TypedTable) -> list[TypedRow]:
    """Return the rows of a table that are about a program; the first of those a merged name
    covers.
    """
    rows = [row for row in table.rows if not row.total]
    if any(row.code for row in table.rows):
        return [row for row in rows if row.code and row.code.level is CodeLevel.PROGRAM]
    firsts = _first_of_each_name([row for row in rows if program_key(row.name)])
    return (
        firsts
        if table.kind is TableKind.PK_PROGRAM
        else [row for row in firsts if is_program(row.name)]
    )


def _first_of_each_name(rows: Sequence[TypedRow]) -> list[TypedRow]:
    """Return the rows without those that print the name of the row before them again."""
    return [row for at, row in enumerate(rows) if at == 0 or rows[at - 1].name != row.name]


def sasaran_rows(table: TypedTable) -> list[TypedRow]:
    """Return the rows of a table that are about a sasaran and print money."""
    money = [
        column for column in table.columns if column.role in (Role.PAGU, Role.REALISASI_ANGGARAN)
    ]
    rows = [row for row in table.rows if not (row.total or row.code or is_program(row.name))]
    return [row for row in rows if prints_any(row, money)]


def is_program(name: str) -> bool:
    """Return whether a name says that it is a program's."""
    return _without_numbering(normalize_text(name)).startswith("program ")


def indicator_of(item: EntityRow) -> str:
    """Return the indicator that a row is about: the last, where that of a sasaran is left of its
    program's.
    """
    return next((text for role, text in reversed(item.row.labels) if role is Role.INDIKATOR), "")


def split_by_kind(entity: Entity, *kinds: TableKind) -> tuple[Entity, Entity]:
    """Return the part of an entity that is in tables of these kinds, and the rest."""
    inside = tuple(item for item in entity.rows if item.table.kind in kinds)
    outside = tuple(item for item in entity.rows if item.table.kind not in kinds)
    return Entity(inside), Entity(outside)


def name_spot(item: EntityRow) -> PrintedValue:
    """Return where the name of a row is printed."""
    table, row = item
    text = normalize_text(row.name)
    columns = [
        column.index for column in table.columns if column.quantity is ValueType.TIDAK_DIKETAHUI
    ]
    found = (
        at
        for at in columns
        if text and normalize_text(table.table.cell(row.index, at).text).endswith(text)
    )
    return cell_spot(table, row.index, next(found, columns[0] if columns else 0))


@lru_cache(maxsize=4096)
def program_key(name: str) -> str:
    """Return a program's name without numbering, capitals, the word program and a remark in
    brackets at its end.

    Such a remark states which money a line is of: Program X and Program X (Banprov) are two lines
    of one program.
    """
    return (
        _without_numbering(normalize_text(REMARK.sub("", name) or name))
        .removeprefix("program ")
        .strip()
    )


@lru_cache(maxsize=4096)
def indicator_key(name: str) -> str:
    """Return an indicator's name without numbering, capitals and little words."""
    return " ".join(
        word
        for word in _without_numbering(normalize_text(name)).split()
        if word not in LITTLE_WORDS
    )


def _without_numbering(folded: str) -> str:
    return _NUMBERING.sub("", folded)


def same_indicator(one: str, other: str) -> float:
    """Return how alike two keys of indicators are, 0 where they are not the same but for
    spelling.
    """
    alike = similarity(one, other)
    return alike if alike >= ENTITY_LINKS_SETTINGS.same_wording else 0


def _same_program(one: str, other: str) -> float:
    alike = similarity(one, other)
    words, others = set(one.split()), set(other.split())
    lacks_words = (words < others or others < words) and min(
        len(words), len(others)
    ) >= ENTITY_LINKS_SETTINGS.enough_words
    return (
        alike
        if alike >= ENTITY_LINKS_SETTINGS.same_wording
        or (alike >= ENTITY_LINKS_SETTINGS.similar_wording and lacks_words)
        else 0
    )


def _linked(
    rows: Sequence[tuple[str, EntityRow]], alike: Callable[[str, str], float]
) -> tuple[Entity, ...]:
    """Group rows of the same name, then groups of the most alike names that share no table."""
    sheets = _sheets([item.table for _, item in rows])
    groups: dict[str, dict[str, list[EntityRow]]] = defaultdict(lambda: defaultdict(list))
    for key, item in rows:
        if key:
            groups[key][sheets[item.table.id]].append(item)
    for _, one, other in sorted(_alike_names(groups, alike), reverse=True):
        if one in groups and other in groups and groups[one].keys().isdisjoint(groups[other]):
            groups[one].update(groups.pop(other))
    return tuple(entity for entity in map(_entity_of, groups.values()) if len(entity.rows) > 1)


def _entity_of(tables: Mapping[str, Sequence[EntityRow]]) -> Entity:
    """Return an entity of the rows that are the only ones of their table."""
    return Entity(tuple(items[0] for items in tables.values() if len(items) == 1))


def _alike_names(
    groups: Mapping[str, Mapping[str, object]], alike: Callable[[str, str], float]
) -> Iterator[tuple[float, str, str]]:
    """Yield the pairs of alike names that share no table, each with how alike they are."""
    for one, other in islice(_of_other_tables(groups), ENTITY_LINKS_SETTINGS.most_pairs):
        if abs(len(one) - len(other)) < ENTITY_LINKS_SETTINGS.unlike_lengths and (
            score := alike(one, other)
        ):
            yield score, one, other


def _of_other_tables(groups: Mapping[str, Mapping[str, object]]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of names that share no table, the earlier one first: of one table alone there
    are none.
    """
    position = {name: at for at, name in enumerate(groups)}
    names: dict[frozenset[str], list[str]] = defaultdict(list)
    for name, tables in groups.items():
        names[frozenset(tables)].append(name)
    for (here, ours), (there, theirs) in combinations(names.items(), 2):
        if here.isdisjoint(there):
            for one, other in product(ours, theirs):
                yield (one, other) if position[one] < position[other] else (other, one)


def _sheets(tables: Iterable[TypedTable]) -> dict[str, str]:
    """Return for each table the first table that it is a further part of, or itself."""
    distinct = list({table.id: table for table in tables}.values())
    sheets: dict[str, str] = {}
    for at, table in enumerate(distinct):
        parts = (sheets[earlier.id] for earlier in distinct[:at] if _goes_on(earlier, table))
        sheets[table.id] = next(parts, table.id)
    return sheets


def _goes_on(one: TypedTable, other: TypedTable) -> bool:
    """Whether a table is a further part of one: under the same caption, or on the next page, with
    the same header.
    """
    caption, further = (normalize_text(table.table.caption or "") for table in (one, other))
    next_page = other.table.pages[0] - one.table.pages[-1] == 1
    if caption != further or not (caption or next_page):
        return False
    return similarity(_header_of(one), _header_of(other)) > ENTITY_LINKS_SETTINGS.same_head


def _header_of(table: TypedTable) -> str:
    return " ".join(column.header for column in table.columns)


class TextNumber(NamedTuple):
    """A number in running text, and the line it is in."""

    text: str
    value: Decimal
    line: int


class RunningText:
    """The numbers in the running text of a report, found by their value, and the words that are
    near.
    """

    _NUMBER = regex(r"\d(?:[\d.,]*\d)?(?:\s?%)?")
    _BEFORE, _AFTER = 10, 2
    _ENOUGH_WORDS = 0.8

    def __init__(self, report: Report) -> None:
        self._lines = [line for page in report.document.pages for line in page.lines]
        self._mentions: dict[Decimal, list[TextNumber]] | None = None

    def repeating(self, value: Decimal, names: Iterable[str]) -> Iterator[PrintedValue]:
        """Yield where the text prints the value near the words of one of these names.

        A formula is a few lines under the indicator it computes. Whole numbers below a thousand are
        everywhere and are ignored.
        """
        if value == value.to_integral_value() and abs(value) < 1000:
            return
        wanted = [
            words for name in names if len(words := frozenset(indicator_key(name).split())) > 1
        ]
        for mention in self._found().get(value, ()):
            near = self._words_near(mention.line)
            if any(len(words & near) >= self._ENOUGH_WORDS * len(words) for words in wanted):
                yield PrintedValue(self._lines[mention.line].place, None, mention.text)

    def _found(self) -> dict[Decimal, list[TextNumber]]:
        if self._mentions is None:
            self._mentions = defaultdict(list)
            for at, line in enumerate(self._lines):
                for found in self._NUMBER.finditer(line.text):
                    amount = parse_amount(found.group(), _quantity(found.group()))
                    if isinstance(amount, Amount):
                        self._mentions[amount.value].append(
                            TextNumber(found.group(), amount.value, at)
                        )
        return self._mentions

    def _words_near(self, line: int) -> frozenset[str]:
        around = self._lines[max(0, line - self._BEFORE) : line + self._AFTER + 1]
        return frozenset(word for one in around for word in normalize_text(one.text).split())


def _quantity(printed: str) -> ValueType:
    return ValueType.RUPIAH if printed.count(".") > 1 else ValueType.PERSEN
