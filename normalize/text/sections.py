"""Which part of a report a line is in: the cover, the preface, the closing chapter, the annex and
its PK.
"""

from bisect import bisect_right
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from extract.patterns import regex
from extract.records import Box, Document, Line, Location, Table
from normalize.text.comparison import normalize_text


class ReportSection(Enum):
    """A part of a report, as far as what its dates and signatures say differs."""

    SAMPUL = "sampul"
    KATA_PENGANTAR = "kata_pengantar"
    ISI = "isi"
    PENUTUP = "penutup"
    LAMPIRAN = "lampiran"
    PERJANJIAN_KINERJA = "perjanjian_kinerja"


class PlacedLine(NamedTuple):
    """A line and the part it is in; `annexed` marks the pages behind the report's last chapter."""

    line: Line
    part: ReportSection
    annexed: bool = False


def placed_lines(document: Document) -> tuple[PlacedLine, ...]:
    """Return the lines of all pages from the top, each with the part it is in."""
    return tuple(_placed(document))


def annex_start(lines: tuple[PlacedLine, ...]) -> Location | None:
    """Return where the annex begins, None for a report without one."""
    return next((placed.line.place for placed in lines if placed.annexed), None)


def start_of(table: Table) -> Location:
    """Return where a table begins."""
    cells = (cell.place for row in (*table.header, *table.rows) for cell in row)
    return next(cells, Location(table.pages[0], Box(0, 0, 0, 0)))


def section_at(lines: tuple[PlacedLine, ...], place: Location) -> ReportSection | None:
    """Return the part that a place is in: that of the last line above it."""
    above = bisect_right(lines, (place.page, place.box.top), key=_order)
    return lines[above - 1].part if above else None


def _order(placed: PlacedLine) -> tuple[int, float]:
    return placed.line.place.page, placed.line.place.box.top


def is_behind(place: Location, start: Location | None) -> bool:
    """Return whether a place is behind a start in the document."""
    return start is not None and (place.page, place.box.top) > (start.page, start.box.top)


# A cover prints a title, an office and a year; running text and tables come after it.
_COVER_PAGES = 2
_COVER_LINES = 25
_PREFACE = regex(r"kata pengantar|sekapur sirih")
_CLOSING = regex(r"(?:bab [ivx]+ |\d )?(?:penutup|kesimpulan)")
_CHAPTER = regex(r"bab [ivx]+(?: \D+)?|pendahuluan")
_FRONT_MATTER = regex(
    r"daftar (?:isi|tabel|gambar|grafik|lampiran)|(?:ringkasan|ikhtisar) eksekutif"
)
_ANNEX = regex(r"lampiran(?: lampiran)?(?: [ivx\d]+)?")
_PROMISE = regex(
    r"(?:(?:[a-z]|lampiran|perubahan|revisi|dokumen|naskah|formulir|penetapan|pernyataan|lembar) )*"
    r"(?:perjanjian|penetapan) kinerja\b.*"
)
_ANNEXED_ITEM = regex(
    r"(?:[a-z]|\d{1,2}|lampiran) .*"
    r"|(?:rekapitulasi|rencana aksi|pengukuran|pernyataan|surat|dokumentasi|bukti|foto|"
    r"daftar|matriks)\b.*"
)


def _placed(document: Document) -> Iterator[PlacedLine]:
    part, annexed = ReportSection.SAMPUL, False
    last_chapter = _last_chapter(document)
    tabled = {number for table in document.tables for number in table.pages}
    for page in document.pages:
        if part is ReportSection.SAMPUL and (
            page.number > _COVER_PAGES or page.number in tabled or len(page.lines) > _COVER_LINES
        ):
            part = ReportSection.ISI
        for line in page.lines:
            heading = _heading(line, annexed=annexed)
            if heading in {ReportSection.LAMPIRAN, ReportSection.PERJANJIAN_KINERJA}:
                annexed = annexed or last_chapter is None or is_behind(line.place, last_chapter)
            if heading is not ReportSection.LAMPIRAN or annexed:
                part = heading or part
            yield PlacedLine(line, part, annexed)


def _last_chapter(document: Document) -> Location | None:
    """Return where the closing chapter begins, or the last one that is numbered."""
    for pattern in (_CLOSING, _CHAPTER):
        for page in reversed(document.pages):
            for line in page.lines:
                if _may_head(line) and pattern.fullmatch(normalize_text(line.text)):
                    return line.place
    return None


def _may_head(line: Line) -> bool:
    return len(line.text) <= 120


def _heading(line: Line, *, annexed: bool) -> ReportSection | None:
    """Return the part that a line opens, None where it opens none."""
    if not _may_head(line):
        return None
    words = normalize_text(line.text)
    if _PREFACE.fullmatch(words):
        return ReportSection.KATA_PENGANTAR
    if _CLOSING.fullmatch(words):
        return ReportSection.PENUTUP
    if _CHAPTER.fullmatch(words) or _FRONT_MATTER.fullmatch(words):
        return None if annexed else ReportSection.ISI
    if _ANNEX.fullmatch(words):
        return ReportSection.LAMPIRAN
    return _heading_that_stands_out(words, annexed=annexed) if _stands_out(line) else None


def _heading_that_stands_out(words: str, *, annexed: bool) -> ReportSection | None:
    if _PROMISE.fullmatch(words):
        return ReportSection.PERJANJIAN_KINERJA
    return (
        ReportSection.LAMPIRAN
        if words.startswith("lampiran ") or (annexed and _ANNEXED_ITEM.fullmatch(words))
        else None
    )


def _stands_out(line: Line) -> bool:
    return line.bold or (len(line.text) > 3 and line.text.isupper())
