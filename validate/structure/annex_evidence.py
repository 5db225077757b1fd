"""The proofs in the annex: the villages that an activity is about, and the parts of the annex that
name them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from extract.patterns import regex
from extract.text.similarity import letter_ratio
from normalize.report import TypedTable
from normalize.text.comparison import normalize_text
from normalize.text.prose import BlockType, TextBlock
from validate.audit_context import AuditContext, cached_per_audit
from validate.findings import PrintedValue


@dataclass(frozen=True, slots=True)
class AnnexEvidenceSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    several: int = 4  # count; 0813ad8
    # Two names of villages so alike are one, spelt differently or misread.
    alike: int = 75  # count; 0813ad8


_SETTINGS = AnnexEvidenceSettings()


class NamedVillage(NamedTuple):
    """A village as it is named somewhere; `key` is its name without spaces, capitals and the word
    desa.
    """

    key: str
    spot: PrintedValue


class Population(NamedTuple):
    """The villages that are the header of columns of a table, and the first and the last of these
    columns.
    """

    table: TypedTable
    villages: tuple[NamedVillage, ...]
    first: int
    last: int


class AnnexSection(NamedTuple):
    """A part of the annex: its heading and what is under it up to the next, over these pages."""

    heading: TextBlock
    passages: tuple[TextBlock, ...]
    pages: range

    @property
    def villages(self) -> list[NamedVillage]:
        """The villages that items and lines under the heading name, in their order."""
        return [named for passage in self.passages if (named := _village(passage)) is not None]


_HEAD = regex(r"(?:nama\s+)?(?:desa|kelurahan)(?:\s*/\s*kelurahan)?\s+(?=\S)", re.IGNORECASE)
_VILLAGE = regex(
    r"(?:(?:\d{1,2}|[a-z])[.)]\s*)?(?:(?:pemerintah|kantor|balai)\s+)?(?:desa|"
    r"kelurahan)\s+(?P<name>[^\W\d_][^\d:,.;]{2,30})",
    re.IGNORECASE,
)
_PROOF = regex(r"\b(?:bukti|dokumentasi|foto|screenshot|tangkapan\s+layar)\b", re.IGNORECASE)
_LETTERED = regex(r"[A-Za-z]\.\s+\S")


@cached_per_audit
def populations(context: AuditContext) -> tuple[Population, ...]:
    """Return the villages that annexed tables have columns for, four or more side by side."""
    found = (_population(table) for table in context.report.tables if table.annexed)
    return tuple(population for population in found if population is not None)


def _population(table: TypedTable) -> Population | None:
    columns = [
        column.index
        for column in table.columns
        if _HEAD.match(column.header) and table.table.header
    ]
    if len(columns) < _SETTINGS.several or columns[-1] - columns[0] + 1 != len(columns):
        return None
    cells = [table.table.header[-1][index] for index in columns]
    villages = tuple(
        NamedVillage(_key(cell.text), PrintedValue(cell.place, None, cell.text)) for cell in cells
    )
    keys = {village.key for village in villages}
    return (
        Population(table, villages, columns[0], columns[-1])
        if len(keys) == len(columns) and all(keys)
        else None
    )


@cached_per_audit
def sections(context: AuditContext) -> tuple[AnnexSection, ...]:
    """Return the parts of the annex, each under a heading or a lettered line."""
    annex = [passage for passage in context.report.prose if passage.annexed]
    starts = [at for at, passage in enumerate(annex) if _opens(passage)]
    last = len(context.report.document.pages)
    return tuple(_sections(annex, starts, last))


def _sections(
    annex: Sequence[TextBlock], starts: Sequence[int], last: int
) -> Iterator[AnnexSection]:
    for start, end in pairwise([*starts, len(annex)]):
        heading = annex[start]
        following = annex[end].place.page if end < len(annex) else last + 1
        pages = range(heading.place.page, max(following, heading.place.page + 1))
        yield AnnexSection(heading, tuple(annex[start + 1 : end]), pages)


def _opens(passage: TextBlock) -> bool:
    return passage.sort is BlockType.HEADING or (
        passage.sort is BlockType.ITEM and _LETTERED.match(passage.text) is not None
    )


def is_proof(section: AnnexSection) -> bool:
    """Return whether the heading of a part of the annex announces proofs or photographs."""
    return _PROOF.search(section.heading.text) is not None


def _village(passage: TextBlock) -> NamedVillage | None:
    found = _VILLAGE.fullmatch(passage.text.strip())
    if found is None:
        return None
    name = found["name"].strip()
    return NamedVillage(_key(name), PrintedValue(passage.place, None, name))


def _key(name: str) -> str:
    return normalize_text(name).replace(" ", "")


class VillageMatching(NamedTuple):
    """Which villages a section names: those of the population that none does, and the other
    spellings of some.
    """

    missing: tuple[NamedVillage, ...]
    respelt: tuple[tuple[NamedVillage, NamedVillage], ...]


def matching(population: Population, named: Sequence[NamedVillage]) -> VillageMatching | None:
    """Return how the names of a section fit the population; None where they are not about the same
    villages.
    """
    keys = {one.key for one in named}
    rest = [village for village in population.villages if village.key not in keys]
    known = {village.key for village in population.villages}
    by_key = {village.key: village for village in named}
    strangers = [village for key, village in by_key.items() if key not in known]
    respelt = []
    for one in strangers:
        near = [v for v in rest if letter_ratio(v.key, one.key) >= _SETTINGS.alike]
        if len(near) == 1:
            respelt.append((one, near[0]))
            rest.remove(near[0])
    if 2 * (len(known) - len(rest)) < len(known) or len(respelt) < len(strangers):
        return None
    return VillageMatching(tuple(rest), tuple(respelt))
