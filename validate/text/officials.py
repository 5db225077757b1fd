"""Who is named in the report, with which degrees and under which title: the lines that print
nothing but a name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from extract.patterns import regex
from extract.records import Line
from normalize.report import Report
from normalize.text.signatures import split_name
from validate.audit_context import AuditContext, cached_per_audit
from validate.findings import PrintedValue


@dataclass(frozen=True, slots=True)
class OfficialsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # How far above a name, in heights of its line, its title may be: a signature lies between them.
    signed: float = 9.0  # heights; 28e650c
    longest: int = 90  # count; 28e650c


_SETTINGS = OfficialsSettings()


class Official(NamedTuple):
    """A printed name: its key (one for every spelling), its degrees, its line, and the line of the
    title above it.
    """

    key: str
    degrees: str
    spot: PrintedValue
    title: PrintedValue | None


_NAMED = regex(r"nama\s*:\s*(?P<name>\S.*)", re.IGNORECASE)
_POST = regex(r"jabatan\s*:\s*(?P<title>\S.*)", re.IGNORECASE)
# acting for want of another (pj.), for someone absent (plt., plh.)
ACTING = r"(?:pjs?|plt|plh|penjabat(?:\s+sementara)?|pelaksana\s+(?:tugas|harian))"
_ACTING_ALONE = regex(rf"{ACTING}\.?", re.IGNORECASE)
_TITLE = regex(
    rf"(?:{ACTING}\b\.?\s*)?(?:bupati|wali\s?kota|gubernur|camat|lurah|inspektur|"
    r"sekretaris\s+daerah"
    r"|kepala\s+(?:dinas|badan)|direktur)\b[^\d:;]*",
    re.IGNORECASE,
)


@cached_per_audit
def officials(context: AuditContext) -> tuple[Official, ...]:
    """Return every printed name of the people of a report, and of those whom "Nama :" introduces,
    page by page.
    """
    keys = {person.key for person in context.report.people if " " in person.key} | set(
        _introduced(context.report)
    )
    if not keys:
        return ()
    last_words = {key.rpartition(" ")[2] for key in keys}
    return tuple(
        one
        for page in context.report.document.pages
        for one in _on_page(page.lines, keys, last_words)
    )


def _introduced(report: Report) -> Iterator[str]:
    for page in report.document.pages:
        for line in page.lines:
            if (found := _NAMED.match(line.text)) and " " in (key := split_name(found["name"]).key):
                yield key


def _on_page(lines: Sequence[Line], keys: set[str], last_words: set[str]) -> Iterator[Official]:
    for at, line in enumerate(lines):
        capitals = line.text.upper()
        if len(capitals) > _SETTINGS.longest or not any(word in capitals for word in last_words):
            continue
        introduced = _NAMED.match(line.text)
        text = introduced["name"] if introduced else line.text
        name = split_name(text)
        key = name.key if name.key in keys else name.key.partition(" ")[2]
        if key in keys:
            title = (
                _post_below(lines[at + 1 : at + 3])
                if introduced
                else _title_above(line, lines[:at])
            )
            yield Official(key, name.degrees, PrintedValue(line.place, None, text), title)


def _post_below(lines: Sequence[Line]) -> PrintedValue | None:
    for line in lines:
        if found := _POST.match(line.text):
            return PrintedValue(line.place, None, found["title"])
    return None


def _title_above(name: Line, above: Sequence[Line]) -> PrintedValue | None:
    """Return the nearest line above that is a title and is in the column of the name."""
    column = [line for line in reversed(above) if _stands_over(line, name)]
    for line, further in zip_longest(column, column[1:]):
        text = line.text.strip(" ,")
        if _TITLE.fullmatch(text):
            acting = (
                further.text.strip()
                if further and _ACTING_ALONE.fullmatch(further.text.strip())
                else ""
            )
            return PrintedValue(line.place, None, f"{acting} {text}".strip())
        if "NIP" in text:
            return None
    return None


def _stands_over(upper: Line, lower: Line) -> bool:
    over, under = upper.place.box, lower.place.box
    shared = min(over.x1, under.x1) - max(over.x0, under.x0)
    return shared > 0 and -1 < under.top - over.bottom <= _SETTINGS.signed * (
        under.bottom - under.top
    )
