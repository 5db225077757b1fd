"""Claims of running text that a program, kegiatan or sub kegiatan has the highest or lowest pagu,
realisasi or serapan.

A claim is understood when its sentence says of what level (`kegiatan yang memiliki anggaran paling
tinggi`) and names one row of that level. It holds when any table confirms it, among all rows of the
level or among those of one parent.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extract.patterns import regex
from normalize.report import Column, Role, TypedRow, TypedTable
from normalize.text.comparison import normalize_text
from normalize.text.mentions import Sentence, sentences
from normalize.text.prose import TextBlock
from normalize.values.amounts import Amount
from normalize.values.codes import Code, CodeLevel
from validate.audit_context import AuditContext, cached_per_audit
from validate.constraints.printed_numbers import cell_spot
from validate.constraints.printed_values import text_spot
from validate.findings import Message, PrintedValue, Violation
from validate.structure.entity_links import EntityRow
from validate.text.text_claims import (
    CONCEPTS,
    ELSEWHERE,
    LEVELS,
    ClaimWord,
    NamedRows,
    NameIndex,
    is_of_the_period,
    names_of,
    saying,
    words_of,
)

_SUPERLATIVE = regex(
    r"\b(?:(?P<high>paling\s+(?:tinggi|besar|banyak)|tertinggi|terbesar|terbanyak)"
    r"|paling\s+(?:rendah|kecil|sedikit)|terendah|terkecil|tersedikit)\b"
    r"(?!\s+(?:kedua|ketiga|keempat|kelima|setelah|selain|nomor))",
    re.IGNORECASE,
)
_OF_LEVEL = regex(
    r"""\b(?P<level>sub\s?kegiatan|kegiatan|program)\s+(?:(?:yang|dengan|memiliki|mempunyai|mendapat|mendapatkan
    |memperoleh|alokasi|pagu|total|jumlah|nilai|besaran|persentase|tingkat|realisasi|serapan|penyerapan|anggaran
    |anggarannya)\s+)+$""",
    re.IGNORECASE | re.VERBOSE,
)
_ROLES = {
    "pagu": (Role.PAGU,),
    "realisasi": (Role.REALISASI_ANGGARAN, Role.SERAPAN),
    "serapan": (Role.SERAPAN, Role.REALISASI_ANGGARAN),
}


class Extreme(NamedTuple):
    """A claim that one of these rows prints the highest, or lowest, number of its level in columns
    of these roles.
    """

    spot: PrintedValue
    rows: tuple[EntityRow, ...]
    level: CodeLevel
    roles: tuple[Role, ...]
    highest: bool


@cached_per_audit
def extremes(context: AuditContext) -> tuple[Extreme, ...]:
    """Return the claims that are understood, in the order of the document."""
    return tuple(_extremes(context))


def _extremes(context: AuditContext) -> Iterator[Extreme]:
    for passage, text in saying(
        context, "paling", "tertinggi", "terendah", "terbesar", "terkecil", "banyak", "sedikit"
    ):
        for sentence in sentences(text):
            found = list(_SUPERLATIVE.finditer(sentence.text))
            if len(found) == 1 and is_of_the_period(context.report, sentence.text):
                yield from _extreme(passage, sentence, found[0], names_of(context))


def _extreme(
    passage: TextBlock, sentence: Sentence, found: re.Match[str], names: NameIndex
) -> Iterator[Extreme]:
    of_level = _OF_LEVEL.search(sentence.text, 0, found.start())
    words = words_of(sentence.text)
    concept = CONCEPTS.get(normalize_text(sentence.text[: found.start()]).rpartition(" ")[2])
    if of_level is None or concept not in _ROLES:
        return
    level = LEVELS[normalize_text(of_level["level"]).replace(" ", "")]
    named = names.found_in(words)
    covered = {at for name in named for at in range(name.first, name.last + 1)}
    own = [name for name in named if _level_before(words, name) is level]
    if len(own) == 1 and not any(
        word.text in ELSEWHERE for at, word in enumerate(words) if at not in covered
    ):
        start, end = sentence.start + of_level.start(), sentence.start + found.end()
        spot = text_spot(passage, start, end)
        yield Extreme(spot, own[0].rows, level, _ROLES[concept], found["high"] is not None)


def _level_before(words: Sequence[ClaimWord], name: NamedRows) -> CodeLevel | None:
    """Return the level that the words in front of a name show."""
    before = "".join(word.text for word in words[max(0, name.first - 2) : name.first])
    return next((level for word, level in reversed(LEVELS.items()) if before.endswith(word)), None)


def contradicted(claim: Extreme) -> Iterator[Violation]:
    """Yield the finding that no table confirms a claim, if there is a table that decides it."""
    judged = [
        judged
        for item in claim.rows
        for column in _columns(item, claim)
        if (judged := _judged(item, column, claim))
    ]
    if judged and not any(row is other for row, other, _ in judged):
        item = claim.rows[0]
        row, other, column = judged[0]
        mine, first = (cell_spot(item.table, one.index, column.index) for one in (row, other))
        said = claim.spot.printed
        message = Message(
            f"“{said}”: tercetak {mine.printed} untuk {row.name}, tetapi {first.printed} "
            f"untuk {other.name}",
            f"“{said}”: {mine.printed} is printed for {row.name}, but {first.printed} for "
            f"{other.name}",
        )
        yield Violation(claim.spot, message, other.name, evidence=(first, mine))


def _columns(item: EntityRow, claim: Extreme) -> Iterator[Column]:
    """Yield the only column of each role that the table has."""
    for role in claim.roles:
        columns = list(item.table.columns_of(role))
        if len(columns) == 1:
            yield columns[0]


def _judged(
    item: EntityRow, column: Column, claim: Extreme
) -> tuple[TypedRow, TypedRow, Column] | None:
    """Return the row, that of the extreme (itself where the claim holds) and the column; None where
    some are unread.
    """
    own, mine = item.row.code, item.row.amount(column.index)
    if own is None or own.level is not claim.level or mine is None:
        return None
    for group in _compared(item.table, own):
        read = [(amount, row) for row in group if (amount := row.amount(column.index))]
        if len(read) < len(group):
            return None
        first = _first(read, highest=claim.highest)
        if first[0].value == mine.value:
            return item.row, item.row, column
    return item.row, first[1], column


def _compared(table: TypedTable, code: Code) -> tuple[list[TypedRow], list[TypedRow]]:
    """Return the rows of a level under one parent, and all of that level; totals are none."""
    coded = [
        (row, row.code)
        for row in table.rows
        if row.code and row.code.level is code.level and not row.total
    ]
    return [row for row, other in coded if other.parent == code.parent], [row for row, _ in coded]


def _first(read: Sequence[tuple[Amount, TypedRow]], *, highest: bool) -> tuple[Amount, TypedRow]:
    choose = max if highest else min
    return choose(read, key=lambda one: one[0].value)
