"""Whose report a document is, and which year and period it is about: what its cover, preface and
captions agree on.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from extract.patterns import regex
from extract.records import Document, Line, Location
from extract.text.years import REPORT_YEAR
from normalize.report import UNTOLD, DocumentIdentity, DocumentKind, PeriodLabel
from normalize.text.comparison import normalize_text
from normalize.text.sections import PlacedLine, ReportSection, start_of
from normalize.values.dates import MONTHS
from normalize.values.periods import Period, PeriodKind, find_periods

# Periods ------------------------------------------------------------------------------------------


def find_period_labels(document: Document) -> tuple[PeriodLabel, ...]:
    """Return every place where the running text or a caption names a period, captions at their
    table, page by page.
    """
    captions = list(_caption_labels(document))
    places = [table.caption_place for table in document.tables if table.caption_place]
    texts = [
        label
        for page in document.pages
        for label in _text_labels(page.lines)
        if not _is_within(label, places)
    ]
    return tuple(
        sorted((*texts, *captions), key=lambda label: (label.place.page, label.place.box.top))
    )


def _caption_labels(document: Document) -> Iterator[PeriodLabel]:
    for table in document.tables:
        if table.caption:
            for found in find_periods(table.caption):
                text = table.caption[found.start : found.end]
                yield PeriodLabel(
                    found.period, text, table.caption_place or start_of(table), caption=True
                )


def _text_labels(lines: Sequence[Line]) -> Iterator[PeriodLabel]:
    """Yield the labels of a page; one that a line end breaks is on the line where it begins."""
    starts, length = [], 0
    for line in lines:
        starts.append(length)
        length += len(line.text) + 1
    text = " ".join(line.text for line in lines)
    for found in find_periods(text):
        line = lines[bisect_right(starts, found.start) - 1]
        yield PeriodLabel(found.period, text[found.start : found.end], line.place)


def _is_within(label: PeriodLabel, captions: Iterable[Location]) -> bool:
    middle = (label.place.box.top + label.place.box.bottom) / 2
    return any(
        place.page == label.place.page and place.box.top <= middle <= place.box.bottom
        for place in captions
    )


def year_of(
    lines: Sequence[PlacedLine], labels: Sequence[PeriodLabel], identity: DocumentIdentity = UNTOLD
) -> int | None:
    """Return the year that the cover names, or else its title or running head, or else the one that
    most labels name.

    A Renstra is of several years and has none of its own.
    """
    if identity.kind is DocumentKind.RENSTRA:
        return None
    cover = [line.line.text for line in lines if line.part is ReportSection.SAMPUL]
    if (year := named_year(cover) or identity.year) is not None:
        return year
    labelled = Counter(label.period.year for label in labels if label.period.year)
    return labelled.most_common(1)[0][0] if labelled else None


def named_year(texts: Iterable[str]) -> int | None:
    """Return the year that texts name most often, None without one; the years of plans and
    regulations are none.
    """
    named = Counter(
        int(year) for text in texts for year in _YEAR.findall(text) if not _REGULATION.search(text)
    )
    return named.most_common(1)[0][0] if named else None


_YEAR = regex(rf"(?<![\d.,/-])({REPORT_YEAR})(?![\d/]|\s*[-–]\s*{REPORT_YEAR})")
_REGULATION = regex(r"\b(?:nomor|no)\b", re.IGNORECASE)


def period_of(
    lines: Sequence[PlacedLine],
    labels: Sequence[PeriodLabel],
    year: int | None,
    kind: DocumentKind = DocumentKind.LKJ,
) -> Period | None:
    """Return the period that cover and preface name, or else the captions; a document that names
    none is a year's.

    A single month is the period of a monthly report only, which may name it anywhere.
    """
    if kind is DocumentKind.BULANAN:
        votes = list(filter(_is_one_month, labels))
    else:
        votes = _prominent([label for label in labels if not _is_one_month(label)], lines)
    most = _most_voted(votes)
    if most:
        return most._replace(year=most.year or year)
    return Period(PeriodKind.TAHUN, year=year) if year else None


def _prominent(labels: Sequence[PeriodLabel], lines: Sequence[PlacedLine]) -> list[PeriodLabel]:
    """Return the periods that cover and preface name, or else the captions."""
    front = {
        placed.line.place
        for placed in lines
        if placed.part in {ReportSection.SAMPUL, ReportSection.KATA_PENGANTAR}
    }
    return [label for label in labels if label.place in front] or [
        label for label in labels if label.caption
    ]


def _is_one_month(label: PeriodLabel) -> bool:
    named = sum(month in label.text.casefold() for month in MONTHS)
    return label.period.kind is PeriodKind.BULAN and named == 1


def _most_voted(labels: Iterable[PeriodLabel]) -> Period | None:
    """Return the month, quarter or semester that most labels name, the earliest of equals."""
    parts = [label.period for label in labels if label.period.kind is not PeriodKind.TAHUN]
    votes = Counter((period.kind, period.number) for period in parts)
    if not votes:
        return None
    winner = votes.most_common(1)[0][0]
    return next(period for period in parts if (period.kind, period.number) == winner)


# The organisation ---------------------------------------------------------------------------------

_OFFICES = (
    r"KECAMATAN|KELURAHAN|DINAS|BADAN|INSPEKTORAT|SEKRETARIAT|SATUAN|SATPOL|RSUD|RUMAH\s+SAKIT|"
    r"PUSKESMAS|UPTD?|KANTOR"
)
# Words that follow the name of an office and are none of it
_STOPS = (
    r"KABUPATEN|KAB|KOTA|PROVINSI|PROV|PEMERINTAH\w*|TAHUN|PERIODE|TRIWULAN\w*|TRIBULAN\w*|"
    r"TW|SEMESTER|ANGGARAN"
    r"|BULAN|LAPORAN|RINGKASAN|RENCANA|PERJANJIAN|SASARAN|REALISASI|DAFTAR|TABEL|BAB|JALAN|"
    r"JL|DISUSUN|OLEH|ADALAH|YANG|DALAM|SEBAGAI|TELAH|UNTUK|SELAKU|MERUPAKAN|TERDIRI"
)
_WORD = rf"(?!(?i:{_STOPS})\b)[A-Z][\w.&/-]*"
_OFFICE = regex(rf"\b(?i:({_OFFICES}))\b((?:\s+(?:(?i:dan|serta)\s+)?{_WORD})*)")
_HEAD = regex(rf"\b(?i:(CAMAT|LURAH))\b((?:\s+{_WORD})+)")
_GOVERNMENT = regex(rf"\b(?i:(PEMERINTAH\s+(?:KABUPATEN|KOTA|PROVINSI)))\b((?:\s+{_WORD})+)")
_LED_BY = {"camat": "kecamatan", "lurah": "kelurahan"}
_NAMELESS = frozenset({"inspektorat", "rsud"})
_LONGEST = {
    "kecamatan": 3,
    "kelurahan": 3,
    "pemerintah kabupaten": 2,
    "pemerintah kota": 2,
    "pemerintah provinsi": 3,
}
_MOST_WORDS = 12
_ABBREVIATIONS = frozenset({"rsud", "dprd", "pp", "upt", "uptd", "kb", "ri", "sdm"})


def _text_of(lines: Iterable[PlacedLine]) -> str:
    return "\n".join(placed.line.text for placed in lines)


def organisation_of(lines: Sequence[PlacedLine], captions: Iterable[str]) -> str | None:
    """Return the office that the cover names, or else the preface, the captions or the text.

    An office that is named only by its leader (CAMAT KLAKAH) is named after him; at last it is the
    government itself.
    """
    sources = (
        _text_of(line for line in lines if line.part is ReportSection.SAMPUL),
        _text_of(line for line in lines if line.part is ReportSection.KATA_PENGANTAR),
        "\n".join(captions),
        _text_of(lines),
    )
    for source in sources:
        for pattern in (_OFFICE, _HEAD, _GOVERNMENT):
            if name := _most_named(pattern, source):
                return _title(name)
    return None


def _most_named(pattern: re.Pattern[str], text: str) -> tuple[str, ...] | None:
    """Return the words of the office that a text names most often, as far as most of its mentions
    agree.
    """
    named = (_office_words(normalize_text(office), name) for office, name in pattern.findall(text))
    names = list(filter(_is_name, named))
    if not names:
        return None
    agreed: tuple[str, ...] = ()
    while following := Counter(words[len(agreed)] for words in names if len(words) > len(agreed)):
        word, votes = following.most_common(1)[0]
        if agreed and 2 * votes <= len(names):
            break
        agreed = (*agreed, word)
        names = [words for words in names if words[: len(agreed)] == agreed]
    return agreed if _is_name(agreed) else None


def _office_words(office: str, name: str) -> tuple[str, ...]:
    """Return the words that name an office, a leader standing for his office, no more of them than
    such names have.
    """
    led = _LED_BY.get(office, office)
    return (led, *normalize_text(name).split()[: _LONGEST.get(led, _MOST_WORDS)])


def _is_name(words: tuple[str, ...]) -> bool:
    """Return whether these words name an office: its kind alone does so for a few only."""
    return len(words) > 1 or words[0] in _NAMELESS


def _title(words: Iterable[str]) -> str:
    return " ".join(
        word.upper()
        if word in _ABBREVIATIONS
        else word
        if word in {"dan", "serta"}
        else word.title()
        for word in words
    )
