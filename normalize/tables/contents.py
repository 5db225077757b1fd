"""What the cells of a column look like before anything is known of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.patterns import DASHES, regex
from extract.records import Table
from extract.text.years import ANY_REPORT_YEAR
from normalize.values.codes import parse_code

# Enough to show what a column holds; a table of a thousand rows need not be read twice.
SAMPLE = 120


@dataclass(frozen=True, slots=True)
class Content:
    """Counts over a sample of a column's cells, those with nothing but a dash left out.

    `numbers` are the texts that look like numbers, `signs` those with Rp, `words` hold a word,
    `phrases` letters and no digit. `large` numbers have more than five digits, `small` ones at most
    three before the decimals; `ordinals` are running numbers (1, IV, a), `years` those of this
    century (2024).
    """

    filled: int = 0
    words: int = 0
    phrases: int = 0
    percents: int = 0
    signs: int = 0
    large: int = 0
    small: int = 0
    codes: int = 0
    ordinals: int = 0
    years: int = 0
    numbers: tuple[str, ...] = ()

    def mostly(self, count: int) -> bool:
        """Return whether at least 60 in 100 of the filled cells are counted."""
        return self.filled > 0 and 5 * count >= 3 * self.filled

    @property
    def numeric(self) -> bool:
        """Whether the column is one of numbers."""
        return self.mostly(len(self.numbers))

    @property
    def textual(self) -> bool:
        """Whether the column is one of words."""
        return self.mostly(self.phrases)

    @property
    def only_signs(self) -> bool:
        """Whether the column holds nothing but the sign Rp of the amounts beside it."""
        return 0 < self.filled == self.signs and not self.numbers

    @property
    def percent(self) -> bool:
        """Whether the numbers can only be percentages: a sign in most, or decimals in some and none
        above 999.
        """
        if not self.numbers or self.large:
            return False
        decimals = any(
            ("," in text or "." in text) and not _GROUPED.fullmatch(text) for text in self.numbers
        )
        return 2 * self.percents >= len(self.numbers) or (
            decimals and 10 * self.small >= 9 * len(self.numbers)
        )


def read_contents(table: Table) -> Iterator[Content]:
    """Yield what the cells of each column look like."""
    rows = table.rows[:: max(1, len(table.rows) // SAMPLE)]
    for column in range(table.width):
        yield _content(
            [
                text
                for row in rows
                if (text := row[column].text.strip()) and not _DASH.fullmatch(text)
            ]
        )


# 104,90 (SB)
_GRADE = r"(?:\s*\([a-z ]{1,15}\))?"
_NUMBER = regex(
    r"[(\-–]?\s*+(?P<sign>(?:rp|idr)[.,]{0,2})?\s*+[-–(]?\s*+\d[\d.,\s]*+(?:-{1,2}|"
    r"=)?\s*+(?P<percent>%)?\)?\s*+%?" + _GRADE,
    re.IGNORECASE,
)
_SMALL = regex(r"[-(]?\d{1,3}(?:[.,]\d{1,2})?\s*%?\)?" + _GRADE, re.IGNORECASE)
_GROUPED = regex(r"\d{1,3}(?:\.\d{3})+")
# A mark of an empty value says nothing of a column.
_DASH = regex(rf"[{DASHES}]+")
_RP_ONLY = regex(r"(?:rp|idr)[.,]{0,2}", re.IGNORECASE)
_ORDINAL = regex(r"\(?(?:\d{1,3}|[ivxl]{1,6}|[a-z])[.)]*", re.IGNORECASE)
_LARGE = regex(r"(?:\d[.,]?){6}")
_LETTERS = regex(r"[\W_]*+[^\W\d_]\D*+")
_WORD = regex(r"[^\W\d_]{2}")


def _content(cells: list[str]) -> Content:
    found = [(text, number) for text in cells if (number := _NUMBER.fullmatch(text))]
    numbers = tuple(text for text, _ in found)
    return Content(
        filled=len(cells),
        words=sum(_WORD.search(text) is not None and not _RP_ONLY.match(text) for text in cells),
        phrases=sum(
            _LETTERS.fullmatch(text) is not None and not _RP_ONLY.match(text) for text in cells
        ),
        percents=sum(number["percent"] is not None for _, number in found),
        signs=sum(_RP_ONLY.match(text) is not None for text in cells),
        large=sum(_LARGE.search(text) is not None for text in numbers),
        small=sum(_SMALL.fullmatch(text) is not None for text in numbers),
        codes=sum(_looks_like_code(text) for text in cells),
        ordinals=sum(_ORDINAL.fullmatch(text) is not None for text in cells),
        years=sum(ANY_REPORT_YEAR.fullmatch(text) is not None for text in cells),
        numbers=numbers,
    )


def _looks_like_code(text: str) -> bool:
    if text.count(".") < 2 or not text[0].isalnum() or _GROUPED.fullmatch(text):
        return False
    return parse_code(text) is not None
