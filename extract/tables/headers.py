"""Which rows of a grid are its header: levels of words, the row of column numbers, the row of
formulas.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.patterns import DASHES, regex
from extract.text.years import ANY_YEAR


@dataclass(frozen=True, slots=True)
class HeadersSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # Deeper headers than this were not seen in 257 reports.
    deepest: int = 6  # count; bd6fe12
    # Fewer values than these may be words of a header that begin with a number.
    values: int = 2  # count; 5609418


HEADERS_SETTINGS = HeadersSettings()


_MONTHS = "jan|feb|mar|apr|mei|jun|jul|agu|sep|okt|nov|des"
_NUMBER = regex(r"\(?\s?(?:0\s?)?(\d{1,2})\s?\)|0?(\d{1,2})\.?")
_NUMBERED_FORMULA = regex(r"\(?0?(\d{1,2})\)?\s*=\s*[\d\s()+\-–*/:x×%.,=]+", re.IGNORECASE)
_FORMULA = regex(r"(?=.*\d)(?=.*[=/+\-–x×:*])[\d\s()=+\-–/x×*:%.,]+", re.IGNORECASE)
_DATUM = regex(
    rf"(?:Rp\.?\s*)?-?\(?\d[\d.,]*\)?\s*%?|[{DASHES}]|[1-9X](?:\.[\dX]{{1,4}}){{2,}}.*",
    re.IGNORECASE,
)
# What a cell of the body prints: a number, whatever follows it (`20 dokumen`), or a dash; a date
# may be the header of a column.
_VALUE = regex(
    rf"(?:Rp\.?\s*)?[{DASHES}(]?\d(?!\d?\s*(?:{_MONTHS})).*|[{DASHES}]|#DIV/0!",
    re.IGNORECASE | re.DOTALL,
)
_AMOUNT = regex(r"\d(?:[.,]\d|\s*%)")


Texts = Sequence[Sequence[str]]


def column_number(text: str) -> int | None:
    """Return the column number that a cell of the number row prints, alone or before a formula.

    >>> column_number("(03)"), column_number("(0 3)"), column_number("6 = 5/4"), column_number("2024")
    (3, 3, 6, None)
    """  # noqa: E501
    found = _NUMBER.fullmatch(text) or _NUMBERED_FORMULA.fullmatch(text)
    return int(next(filter(None, found.groups()))) if found else None


def _column_numbers(text: str) -> list[int | None]:
    """Return the column numbers that a cell prints: several where no ruling parts the cells of the
    number row.
    """
    number = column_number(text)
    return [number] if number is not None else [column_number(part) for part in text.split()]


def is_number_row(texts: Sequence[str]) -> bool:
    """Return whether a row numbers the columns: small numbers that begin low and never fall, gaps
    allowed.
    """
    printed = [text for text in texts if text]
    if len(printed) < 2 or 2 * len(printed) < len(texts):
        return False
    numbers = [number for text in printed for number in _column_numbers(text)]
    values = [number for number in numbers if number is not None]
    if len(values) < len(numbers):
        return False
    steps = [after - before for before, after in pairwise(values)]
    return values[0] <= 3 and all(0 <= step <= 5 for step in steps) and sum(steps) >= len(steps) / 2


def holds_data(texts: Sequence[str]) -> bool:
    """Return whether a row prints an amount, a percentage, a code or a dash; a year may as well be
    the header of a column.
    """
    return any(_DATUM.fullmatch(text) and not ANY_YEAR.fullmatch(text) for text in texts if text)


def is_value(text: str) -> bool:
    """Return whether a cell prints a value of the body: a number with or without a unit, or a dash.

    >>> is_value("20 dokumen"), is_value("-"), is_value("2024"), is_value("31 Desember 2024")
    (True, True, False, False)
    """
    return _VALUE.fullmatch(text) is not None and not any(
        other.fullmatch(text)
        for other in (ANY_YEAR, _FORMULA, _NUMBERED_FORMULA)
        if text not in DASHES
    )


def _is_body(texts: Sequence[str]) -> bool:
    """Return whether a row is one of the body: it prints data, or several values."""
    return holds_data(texts) or sum(map(is_value, texts)) >= HEADERS_SETTINGS.values


def _body_begin(texts: Texts, header: int) -> int:
    """Return the first row of the body, which no merged cell of the header covers; `header` rows
    are header anyway.
    """
    return next((row for row in range(header, len(texts)) if _is_body(texts[row])), len(texts))


def header_height(
    texts: Texts, spans: Sequence[Sequence[tuple[int, int]]], bold: Sequence[bool]
) -> int:
    """Return how many of the first rows are header.

    `texts` has one text a position ("" where a merged cell covers it), `spans` the (rows, columns)
    of each cell, (0, 0) where covered; `bold` whether the printed cells of a row are bold.
    """
    for row in range(min(HEADERS_SETTINGS.deepest, len(texts))):
        if is_number_row(texts[row]):
            following = [text for text in texts[row + 1] if text] if row + 1 < len(texts) else []
            formulas = len(following) > 1 and all(_FORMULA.fullmatch(text) for text in following)
            below = row + 1 + (formulas and not any(_AMOUNT.search(text) for text in following))
            # A numbered cell may be merged with the row under it, which then belongs to the header
            # too.
            depth = min(HEADERS_SETTINGS.deepest, _body_begin(texts, below))
            return max(
                below,
                *(
                    at + rows
                    for at in range(row + 1)
                    for rows, _ in spans[at]
                    if at + rows <= depth
                ),
            )
    return _worded_height(texts, spans, bold)


def _worded_height(
    texts: Texts, spans: Sequence[Sequence[tuple[int, int]]], bold: Sequence[bool]
) -> int:
    """Return the height of a header without column numbers: as deep as the merged cells of its
    first row reach.
    """
    if len(texts) < 2 or _is_body(texts[0]):
        return 0
    height = _merged_height(texts, spans)
    while (
        not _heads_most(texts[:height])
        and height < min(HEADERS_SETTINGS.deepest, len(texts) - 1)
        and not holds_data(texts[height])
    ):
        height += 1
    if not _heads_most(texts[:height]):
        return 0
    below = any(map(_is_body, texts[height:]))
    return height if below or (bold[0] and not all(bold[height:])) else 0


def _merged_height(texts: Texts, spans: Sequence[Sequence[tuple[int, int]]]) -> int:
    """Return how deep the merged cells of the first row reach, 1 where that is into the body or too
    deep.

    A header over several columns takes two rows.
    """
    height, seen = 1, 0
    spanning = any(columns > 1 for _, columns in spans[0])
    while seen < height <= HEADERS_SETTINGS.deepest:
        height = max([height, *(seen + rows for rows, _ in spans[seen])])
        if seen == 0 and spanning:
            height = max(height, 2)
        seen += 1
    begin = _body_begin(texts, 1)
    if begin < height and spanning:
        height = begin
    return (
        1 if height > HEADERS_SETTINGS.deepest or height >= len(texts) or begin < height else height
    )


def _heads_most(rows: Texts) -> bool:
    """Return whether these rows print something over more than half of the columns."""
    printed = [any(texts) for texts in zip(*rows, strict=True)]
    return 2 * sum(printed) > len(printed)
