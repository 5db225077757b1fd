"""The scales of predicates that a report prints: from which value to which a capaian is called
good.

A scale is read from the rows of a table or from lines of running text, an interval and the
predicate beside it or on the next line.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from extract.patterns import regex
from extract.records import Location
from normalize.reference.region_settings import Grade
from normalize.report import Report
from normalize.text.comparison import normalize_text
from normalize.text.prose import TextBlock

_INFINITY = Decimal("Infinity")


class ScaleBand(NamedTuple):
    """An interval of a scale and its predicate; an open end does not belong to it. `place` is None
    in a profile's.
    """

    low: Decimal
    high: Decimal
    open_low: bool
    open_high: bool
    predicate: str
    printed: str
    place: Location | None

    def holds(self, value: Decimal) -> bool:
        """Return whether a value lies in it."""
        above = value > self.low if self.open_low else value >= self.low
        return above and (value < self.high if self.open_high else value <= self.high)

    @property
    def names(self) -> frozenset[str]:
        """The predicate and its abbreviation in brackets, as one compares them."""
        name, _, short = self.predicate.partition("(")
        return frozenset(filter(None, (normalize_text(name), normalize_text(short))))


class PredicateScale(NamedTuple):
    """The bands of a scale from the lowest."""

    bands: tuple[ScaleBand, ...]

    @property
    def names(self) -> frozenset[str]:
        """All its predicates."""
        return frozenset(name for band in self.bands for name in band.names)


def configured_scale(grades: Sequence[Grade]) -> PredicateScale | None:
    """Return the scale of a region's grades, the highest first, from its lowest; None where it has
    none.

    >>> [band.printed for band in configured_scale([Grade(Decimal(76), "Tinggi"), Grade(Decimal(0), "Rendah")]).bands]
    ['0 – < 76', '≥ 76']
    """  # noqa: E501
    ends = [_INFINITY, *(grade.low for grade in grades)]
    bands = [
        ScaleBand(
            low,
            high,
            False,
            True,
            name,
            f"≥ {low:f}" if high == _INFINITY else f"{low:f} – < {high:f}",
            None,
        )
        for (low, name), high in zip(grades, ends, strict=False)
    ]
    return PredicateScale(tuple(reversed(bands))) if bands else None


# A scale of fewer bands may be anything.
_FEWEST = 3


def find_scales(report: Report) -> Iterator[PredicateScale]:
    """Yield the scales that tables and running text print, each once."""
    seen: set[tuple[tuple[Decimal, Decimal, str], ...]] = set()
    for bands in (*_in_tables(report), *_in_prose(report.prose)):
        ordered = sorted(bands, key=lambda band: (band.low, band.high))
        key = tuple((band.low, band.high, normalize_text(band.predicate)) for band in ordered)
        if (
            len(ordered) >= _FEWEST
            and len({band.names for band in ordered}) == len(ordered)
            and key not in seen
        ):
            seen.add(key)
            yield PredicateScale(tuple(ordered))


def _in_tables(report: Report) -> Iterator[list[ScaleBand]]:
    for table in report.document.tables:
        bands = []
        for row in (*table.header, *table.rows):
            names = [cell for cell in row if is_predicate(cell.text)]
            spans = [cell for cell in row if _span(cell.text)] if len(names) == 1 else []
            if len(spans) == 1:
                bands += _band(spans[0].text, names[0].text, spans[0].place)
        if len(bands) * 2 > len(table.rows):
            yield bands


def _in_prose(prose: Sequence[TextBlock]) -> Iterator[list[ScaleBand]]:
    """Yield runs of lines that print an interval and a predicate each, or one after the other."""
    bands: list[ScaleBand] = []
    skip = False
    for line, after in pairwise((*(line for passage in prose for line in passage.lines), None)):
        if skip or line is None:
            skip = False
            continue
        text = _MARK.sub("", line.text)
        found = list(_in_line(text, line.place))
        if not found and after and is_predicate(after.text) and _span(text):
            found, skip = _band(text, after.text, line.place), True
        if not found and bands:
            yield bands
            bands = []
        bands += found
    yield bands


# The mark of a list item.
_MARK = regex(r"^(?:[-•▪✓]\s+|(?:\d{1,2}|[a-z])[.)]\s+)")
_PREDICATE = regex(
    r"(?:(?:sangat|cukup|kurang|tidak|amat|agak)\s+)*(?:baik|tinggi|cukup|kurang|rendah|"
    r"sedang|memuaskan|berhasil|buruk|gagal)"
    r"(?:\s+sekali)?\s*(?:\(\s*\w{1,3}\s*\))?",
    re.IGNORECASE,
)
_LONGEST = 60
_LINE = regex(
    rf"(?P<left>[^:=]+?)\s*+[:=]?\s*+(?P<name>{_PREDICATE.pattern})|"
    rf"(?P<first>{_PREDICATE.pattern})\s*[:=]\s*(?P<right>.+)",
    re.IGNORECASE,
)
_BEGINS = frozenset("sckatbmrgSCKATBMRG")


def is_predicate(text: str) -> bool:
    """Return whether a text is nothing but a predicate: "Sangat Baik (SB)"."""
    return (
        3 < len(text) <= _LONGEST
        and text[0] in _BEGINS
        and _PREDICATE.fullmatch(text.strip()) is not None
    )


def _in_line(text: str, place: Location) -> Iterable[ScaleBand]:
    brief = len(text) <= _LONGEST and any(map(str.isdigit, text))
    found = _LINE.fullmatch(text.strip()) if brief and _PREDICATE.search(text) else None
    if found is None:
        return ()
    return _band(found["left"] or found["right"], found["name"] or found["first"], place)


def _band(printed: str, predicate: str, place: Location) -> list[ScaleBand]:
    span = _span(printed)
    return [ScaleBand(*span, predicate.strip(), printed.strip(), place)] if span else []


_SAID = {
    "sampai dengan": "-",
    "s/d": "-",
    "s.d.": "-",
    "s.d": "-",
    "lebih dari": ">",
    "di atas": ">",
    "kurang dari": "<",
    "di bawah": "<",
    "persen": "",
    "%": "",
    ">=": "≥",
    "<=": "≤",
    "–": "-",
    "—": "-",
    " ": "",
    ",": ".",
}
_NUMBER = r"(\d{1,3}(?:\.\d{1,2})?)"
_BETWEEN = regex(rf"([>≥])?{_NUMBER}(?:([<≤])?[a-z]?([<≤])|-([<≤])?){_NUMBER}")
_ABOVE = regex(rf"([>≥]){_NUMBER}|{_NUMBER}keatas")
_BELOW = regex(rf"([<≤]){_NUMBER}")


def _span(text: str) -> tuple[Decimal, Decimal, bool, bool] | None:
    """Return the low and high end of a printed interval, and whether each is open.

    >>> _span("> 80 – 90 %")
    (Decimal('80'), Decimal('90'), True, False)
    >>> _span("91% ≤ 100%")[2:]
    (False, False)
    """
    if len(text) > _LONGEST or not any(map(str.isdigit, text)):
        return None
    tidy = text.casefold()
    for said, sign in _SAID.items():
        tidy = tidy.replace(said, sign)
    tidy = tidy.strip(".")
    if between := _BETWEEN.fullmatch(tidy):
        above, low, first, second, until, high = between.groups()
        open_low = above == ">" or (first == "<" and second is not None)
        return Decimal(low), Decimal(high), open_low, "<" in (second, until)
    if above := _ABOVE.fullmatch(tidy):
        return Decimal(above[2] or above[3]), _INFINITY, above[1] == ">", True
    below = _BELOW.fullmatch(tidy)
    return (-_INFINITY, Decimal(below[2]), True, below[1] == "<") if below else None
