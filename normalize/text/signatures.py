"""Who signed a report, where and when: the lines of a signature block, side by side where two
people sign.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from extract.patterns import regex
from extract.records import Box, Line
from extract.text.years import REPORT_YEAR
from normalize.report import Signatory, Signature
from normalize.text.comparison import normalize_text
from normalize.text.sections import PlacedLine, ReportSection
from normalize.values.dates import MONTHS, PrintedDate, find_dates
from normalize.values.nips import Nip, find_nips

# Dates --------------------------------------------------------------------------------------------

_SECTIONS = {
    part: part.value
    for part in (
        ReportSection.KATA_PENGANTAR,
        ReportSection.PENUTUP,
        ReportSection.PERJANJIAN_KINERJA,
    )
}
_TOWN_AND_DATE = regex(
    r"(?P<town>[^\W\d_][^\d,:;()]{2,30}?)\s*,\s*(?:tanggal\s+)?(?P<date>\S.*)", re.IGNORECASE
)
_DATE_ALONE = regex(r"(?:pada\s+)?tanggal\s*:?\s*(?P<date>\S.*)", re.IGNORECASE)
_TOWN_ALONE = regex(
    r"(?:ditetapkan|dibuat|ditandatangani|dikeluarkan)\s+di\s*:?\s*(?P<town>.{3,30})", re.IGNORECASE
)
_BLANK_DAY = regex(rf"[\s.…_]*(?:{'|'.join(MONTHS)})\s+{REPORT_YEAR}", re.IGNORECASE)
_WEEKDAYS = frozenset({"senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"})


def find_signatures(lines: Sequence[PlacedLine]) -> tuple[Signature, ...]:
    """Return the signature blocks by their line of town and date; the report's own last one is the
    closing one.
    """
    found = list(_signatures(lines))
    closing = _closing([placed for placed, _ in found])
    return tuple(replace(signature, closing=placed is closing) for placed, signature in found)


def _signatures(lines: Sequence[PlacedLine]) -> Iterator[tuple[PlacedLine, Signature]]:
    before = ""
    for placed in lines:
        text = placed.line.text.strip()
        if found := _town_and_date(text, before):
            town, dated = found
            yield (
                placed,
                Signature(_SECTIONS.get(placed.part, "lain"), dated, placed.line.place, town),
            )
        before = text


def _town_and_date(text: str, before: str) -> tuple[str | None, PrintedDate | None] | None:
    """Return the town and the date of a line that prints nothing else, the town perhaps on the line
    before.
    """
    if len(text) > 80:
        return None
    found = _TOWN_AND_DATE.fullmatch(text)
    town = found["town"] if found else None
    if town and (
        not town[0].isupper() or len(town.split()) > 4 or normalize_text(town) in _WEEKDAYS
    ):
        return None
    if (
        found is None
        and (found := _DATE_ALONE.fullmatch(text))
        and (named := _TOWN_ALONE.fullmatch(before))
    ):
        town = named["town"].strip(" ,.")
    if found is None or town is None:
        return None
    dates = find_dates(found["date"])
    if len(dates) == 1 and not (
        found["date"][: dates[0].start] + found["date"][dates[0].end :]
    ).strip(" ."):
        return town, _in_line(dates[0], found.start("date"))
    return (town, None) if _BLANK_DAY.fullmatch(found["date"]) else None


def _in_line(dated: PrintedDate, offset: int) -> PrintedDate:
    return replace(dated, start=dated.start + offset, end=dated.end + offset)


def _closing(found: list[PlacedLine]) -> PlacedLine | None:
    """Return the line of the block that closes the report itself: in its last chapter, or the last
    before the annex.
    """
    closing = [placed for placed in found if placed.part is ReportSection.PENUTUP]
    own = [
        placed
        for placed in found
        if not placed.annexed and placed.part is not ReportSection.KATA_PENGANTAR
    ]
    return next(reversed(closing or own), None)


# People -------------------------------------------------------------------------------------------

_HEIGHTS_ABOVE = 5
_RANK = regex(r"(?:pembina|penata|pengatur|juru|pangkat|golongan|gol)\b")
_OFFICE = regex(
    r"(?:an|a n|plt|plh|pj|pjs|camat|lurah|bupati|wali ?kota|gubernur|kepala|sekretaris|"
    r"inspektur|direktur|asisten"
    r"|ketua|pihak|mengetahui|menyetujui|yang|selaku|jabatan|atasan|nip|dinas|kecamatan|"
    r"kabupaten|selanjutnya)\b"
)
_NAMED = regex(r"nama\s*:\s*(?P<name>\S.*)", re.IGNORECASE)
_DEGREES_BEFORE = regex(
    r"(?:(?:prof|dr|drs|dra|drg|drh|ir|h|hj|kh|rr|r|apt|ns)\.\s*|(?:prof|drs|dra|ir|hj)\s+)+",
    re.IGNORECASE,
)
# "dr. RATNA", "drg. Hj. Siti": how doctors write theirs
_SMALL_DEGREES = regex(r"(?:(?:prof|dr|drg|drh|drs|dra|ir|apt|ns|h|hj)\.\s*)+")
_DEGREES_BEHIND = regex(
    r"(?<!\s)\s++(?:[SMD](?:\.\s?|\s)[A-Z][A-Za-z]{0,4}\.?|[SMD][A-Z](?:[a-z]{1,3}|[A-Z])?\.?"
    r"|S\.\s?[A-Z].*|M\.\s?[A-Z].*|A\.?\s?Md.*|Ph\.?\s?D\.?)$"
)
_A_NAME = regex(r"[^\W\d_][^\d:;()/]{2,60}")


class _Name(NamedTuple):
    """A name without its degrees, and the degrees."""

    bare: str
    degrees: str

    @property
    def key(self) -> str:
        return normalize_text(self.bare).upper()


def find_people(lines: Sequence[PlacedLine]) -> tuple[Signatory, ...]:
    """Return everyone whose NIP is printed with a name: the nearest name above it, in its own
    column.
    """
    named = [
        (_name_of(nip, placed.line, lines[:at]), nip, placed)
        for at, placed in enumerate(lines)
        for nip in _nips(placed)
    ]
    known = {name.key for name, _, _ in named if name} | set(_introduced(lines))
    people = (
        (_without_stray_letter(name, known), nip, placed) for name, nip, placed in named if name
    )
    return tuple(
        Signatory(name.bare, nip, placed.line.place, name.key, name.degrees)
        for name, nip, placed in people
    )


_MAY_HOLD_NIP = regex(r"N\.?I\.?P|\d{8}", re.IGNORECASE)


def _nips(placed: PlacedLine) -> list[Nip]:
    return find_nips(placed.line.text) if _MAY_HOLD_NIP.search(placed.line.text) else []


def _introduced(lines: Iterable[PlacedLine]) -> Iterator[str]:
    """Yield the keys of the names behind "Nama :"."""
    for placed in lines:
        if found := _NAMED.match(placed.line.text):
            yield split_name(found["name"]).key


def _name_of(nip: Nip, line: Line, above: Sequence[PlacedLine]) -> _Name | None:
    beside = re.sub(
        r"[\s,(-]*\bN\.?I\.?P\w*[\s.:]*$", "", line.text[: nip.start], flags=re.IGNORECASE
    )
    if _is_name(beside):
        return split_name(beside)
    for placed in reversed(above):
        candidate = placed.line
        if candidate.place.page != line.place.page:
            return None
        if not _stands_over(candidate.place.box, line.place.box):
            continue
        if found := _NAMED.match(candidate.text):
            return split_name(found["name"])
        if _is_name(candidate.text):
            return split_name(candidate.text)
    return None


def _stands_over(upper: Box, lower: Box) -> bool:
    """Whether a box is a few lines above another, in the same column."""
    height = lower.bottom - lower.top
    near = (
        upper.top < lower.top - height / 2 and lower.top - upper.bottom <= _HEIGHTS_ABOVE * height
    )
    shared = min(upper.x1, lower.x1) - max(upper.x0, lower.x0)
    return near and 3 * shared >= min(upper.x1 - upper.x0, lower.x1 - lower.x0)


def _is_name(text: str) -> bool:
    words = normalize_text(text)
    if not _A_NAME.fullmatch(text.strip()) or len(words.split()) > 9:
        return False
    return _begins_as_a_name(text.strip()) and not _RANK.match(words) and not _OFFICE.match(words)


def _begins_as_a_name(text: str) -> bool:
    """Return whether a text begins with a capital letter, as names do, behind a degree that may be
    written small.

    >>> _begins_as_a_name("dr. RATNA"), _begins_as_a_name("dra Hj. Ratna"), _begins_as_a_name("dr. spesialis")
    (True, False, False)
    """  # noqa: E501
    degrees = _SMALL_DEGREES.match(text)
    return text[degrees.end() if degrees else 0 :][:1].isupper()


def split_name(text: str) -> _Name:
    """Return a printed name parted from its degrees.

    >>> split_name("Drs. ARIEF MASHUDI, S.Pi.,MP.")
    _Name(bare='ARIEF MASHUDI', degrees='Drs. S.Pi.,MP.')
    >>> split_name("Siti Aminah S.Sos")
    _Name(bare='Siti Aminah', degrees='S.Sos')
    """
    tidy = " ".join(text.split()).strip(" ,")
    before = found.group() if (found := _DEGREES_BEFORE.match(tidy)) else ""
    name, _, behind = tidy[len(before) :].partition(",")
    if not behind and (found := _DEGREES_BEHIND.search(name)):
        name, behind = name[: found.start()], found.group()
    return _Name(name.strip(" ."), " ".join(f"{before.strip()} {behind.strip()}".split()))


def _without_stray_letter(name: _Name, known: set[str]) -> _Name:
    """Drop a single letter before a name that the document also prints without it."""
    letter, _, rest = name.bare.partition(" ")
    return (
        _Name(rest, name.degrees)
        if len(letter) == 1 and normalize_text(rest).upper() in known
        else name
    )
