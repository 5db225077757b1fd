"""Whose report a document is and what it is about, by what several sources say; where they differ a
person decides.

The report itself is read first, then the names of its files and of their folders, then a manifest.
What the report says is used, also where another source says otherwise; where it says nothing and
the others differ, nothing is taken. A row of a manifest that is marked as a decision settles what
its sources differ in.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import Self

from extract.patterns import regex
from extract.text.years import REPORT_YEAR
from normalize.text.comparison import normalize_text
from normalize.text.identity import organisation_of
from normalize.values.periods import Period, PeriodKind, find_periods


class Field(StrEnum):
    """What is reported of a document."""

    ORGANISATION = "organisation"
    YEAR = "year"
    PERIOD = "period"
    KIND = "kind"
    PARENT = "parent"


class MetadataSource(StrEnum):
    """The source of a fact, the first one being believed before the next."""

    DECISION = "decision"
    REPORT = "report"
    FILE = "file"
    FOLDER = "folder"
    MANIFEST = "manifest"


@dataclass(frozen=True, slots=True)
class MetadataFact:
    """What one source says of one field."""

    field: Field
    source: MetadataSource
    value: str

    @classmethod
    def of(cls, field: str, source: str, value: str) -> Self:
        """Return the fact that a database holds."""
        return cls(Field(field), MetadataSource(source), value)


@dataclass(frozen=True, slots=True)
class ResolvedMetadata:
    """What is taken for true of a document, None where it is not known, and the fields of which
    sources differ.
    """

    organisation: str | None = None
    year: int | None = None
    period: str | None = None
    kind: str | None = None
    parent: str | None = None
    conflicts: frozenset[Field] = frozenset()

    def columns(self) -> Mapping[str, str | int | None]:
        """Return what is known, for the columns of a document."""
        return {
            "organisation": self.organisation,
            "year": self.year,
            "period": self.period,
            "kind": self.kind,
            "parent": self.parent,
        }


def resolve_metadata(facts: Iterable[MetadataFact]) -> ResolvedMetadata:
    """Return what several sources make of a document."""
    by_field: dict[Field, list[MetadataFact]] = {field: [] for field in Field}
    for fact in facts:
        by_field[fact.field].append(fact)
    values = {field: _value(said) for field, said in by_field.items()}
    year = values[Field.YEAR]
    return ResolvedMetadata(
        values[Field.ORGANISATION],
        int(year) if year else None,
        values[Field.PERIOD],
        values[Field.KIND],
        values[Field.PARENT],
        frozenset(field for field, said in by_field.items() if _differ(said)),
    )


def _value(said: Sequence[MetadataFact]) -> str | None:
    """Return the value of the first source, unless that is but a name or a manifest and another
    differs from it.
    """
    first = min(said, key=lambda fact: list(MetadataSource).index(fact.source), default=None)
    if first is None or (
        first.source not in (MetadataSource.DECISION, MetadataSource.REPORT) and _differ(said)
    ):
        return None
    return first.value


def _differ(said: Sequence[MetadataFact]) -> bool:
    """Return whether sources say different things, and it is undecided."""
    if any(fact.source is MetadataSource.DECISION for fact in said):
        return False
    return any(not _agree(said[0].field, said[0].value, other.value) for other in said[1:])


def _agree(field: Field, one: str, other: str) -> bool:
    """Return whether two values say the same; of names one may leave out words at the end.

    >>> _agree(Field.ORGANISATION, "Dinas Pertanian dan Pangan", "DINAS PERTANIAN")
    True
    """
    if field not in (Field.ORGANISATION, Field.PARENT):
        return one == other
    shorter, longer = sorted((normalize_text(one).split(), normalize_text(other).split()), key=len)
    return bool(shorter) and longer[: len(shorter)] == shorter


def facts_of_report(
    organisation: str | None, year: int | None, period: str | None, kind: str
) -> list[MetadataFact]:
    """Return what a report says of itself."""
    said = {
        Field.ORGANISATION: organisation,
        Field.YEAR: str(year) if year else None,
        Field.PERIOD: period,
        Field.KIND: kind,
    }
    return [
        MetadataFact(field, MetadataSource.REPORT, value) for field, value in said.items() if value
    ]


def facts_of_path(path: str, member: str = "") -> list[MetadataFact]:
    """Return what the names of a file and of its folders say; the innermost folder that says
    something is heard.

    >>> [str(fact.value) for fact in facts_of_path("arsip/2023/LKj_Kecamatan_Klakah_TW-IV_2023.pdf")]
    ['Kecamatan Klakah', '2023', 'TW4', '2023']
    >>> [str(fact.value) for fact in facts_of_path("dinas-sosial-tw2-2024-final.pdf")]
    ['Dinas Sosial', '2024', 'TW2']
    """  # noqa: E501
    parts = [*PurePath(path).parts, *PurePath(member).parts]
    found = list(_named(PurePath(parts[-1]).stem, MetadataSource.FILE)) if parts else []
    told: set[Field] = set()
    for folder in reversed(parts[:-1]):
        for fact in _named(
            PurePath(folder).stem if folder.lower().endswith(".zip") else folder,
            MetadataSource.FOLDER,
        ):
            if fact.field not in told:
                told.add(fact.field)
                found.append(fact)
    return found


_PARTING = regex(r"[\s_.,–-]+")
_YEAR = regex(rf"(?<!\d)({REPORT_YEAR})(?!\d)")
_ANNUAL = regex(r"\b(?:tahunan|annual)\b", re.IGNORECASE)


def _named(name: str, source: MetadataSource) -> Iterator[MetadataFact]:
    """Yield what a name says; one that names two years says nothing of the year."""
    words = _PARTING.sub(" ", name).strip()
    # the name of an office ends where a time begins
    office = _YEAR.sub(" / ", words)
    for found in sorted(find_periods(office), key=lambda found: -found.start):
        office = f"{office[: found.start]} / {office[found.end :]}"
    if organisation := organisation_of((), [office.title()]):
        yield MetadataFact(Field.ORGANISATION, source, organisation)
    years = set(_YEAR.findall(words))
    if len(years) == 1:
        yield MetadataFact(Field.YEAR, source, years.pop())
    period = _period(words)
    if period is not None:
        yield MetadataFact(Field.PERIOD, source, period.label)


def _period(words: str) -> Period | None:
    """Return the quarter, semester or month that a name states, or the year where it says so in
    words.
    """
    parts = [
        found.period for found in find_periods(words) if found.period.kind is not PeriodKind.TAHUN
    ]
    if len({period.label for period in parts}) == 1:
        return parts[0]
    return Period(PeriodKind.TAHUN) if not parts and _ANNUAL.search(words) else None
