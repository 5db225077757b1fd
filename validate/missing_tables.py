"""Tables that a report announces by a caption and that were not read: their numbers are in no
finding and in no coverage.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from extract.patterns import regex
from extract.records import Line
from normalize.report import Report

# "Tabel 3.1", "TABEL III-2", "Tabel T-C.29": the number of a caption
_NUMBER = regex(
    r"^\W*tabel\s+((?:[A-Z]{1,3}[-.])*(?:\d+|[IVXLC]+)(?:\s?[-.]\s?(?:\d+|[A-Za-z]\b|[IVXLC]+\b))*)",
    re.IGNORECASE,
)
# a sentence continues in lower case after the number, a caption with a title or on the next line
_TITLE = regex(r"\W*(?:[^\Wa-z_]|$)")
# a line of the list of tables ends with the number of a page, apart or behind a row of dots
_PAGE = regex(r"\d{1,3}|[ivxlc]{1,6}", re.IGNORECASE)
_DOTS = ("..", "…")
# of the lines of a page that name tables so many make a list of tables
_LISTING = 3


class MissingTable(NamedTuple):
    """A caption whose table was not read: the page, 1-based, and the text as printed."""

    page: int
    caption: str


def missing_tables(report: Report) -> tuple[MissingTable, ...]:
    """Return the captions in running text to which no table that was read belongs.

    A table without a caption on the page of a caption, or first on the next page, is taken for its
    table: what was read is never called missing.
    """
    tables = report.document.tables
    read = {number for table in tables if (number := _number(table.caption or ""))}
    nameless = {table.pages[0] for table in tables if not table.caption}
    missing: dict[str, MissingTable] = {}
    for page in report.document.pages:
        captions = list(_captions(page.lines))
        if sum(_is_listed(line.text) for line in captions) >= _LISTING:
            continue
        for line in captions:
            number = _number(line.text)
            if number in read or not nameless.isdisjoint((page.number, page.number + 1)):
                continue
            missing.setdefault(number, MissingTable(page.number, line.text.strip()))
    return tuple(missing.values())


def _captions(lines: tuple[Line, ...]) -> Iterator[Line]:
    """Yield the lines that are the caption of a table, or its first line."""
    for line in lines:
        number = _NUMBER.match(line.text)
        if number and _TITLE.match(line.text, number.end()):
            yield line


def _is_listed(caption: str) -> bool:
    """Return whether a caption is followed by the number of a page, as in a list of tables."""
    last = caption.split()[-1]
    if len(last) <= 3 and last.isdigit() and _NUMBER.fullmatch(caption) is None:
        return True
    text = "".join(caption.split())
    dots = max(text.rfind("."), text.rfind("…")) + 1
    return text[:dots].endswith(_DOTS) and _PAGE.fullmatch(text, dots) is not None


def _number(caption: str) -> str:
    """Return the number of a caption in one spelling, empty where it has none."""
    number = _NUMBER.match(caption)
    return "".join(number[1].split()).replace("-", ".").casefold() if number else ""
