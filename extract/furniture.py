"""Page headers, footers and page numbers: what stands at the same height of page after page."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extract.patterns import regex
from extract.pieces import Layout
from extract.records import Line

# The share of a page's height, at its top and at its bottom, in which page headers and footers stand, and its least
# height in points: landscape pages have margins as high as upright ones.
_MARGIN, _LEAST = 0.12, 105.0
_DIGITS = regex(r"\d+")
_PAGE_NUMBER = regex(
    r"(?:hal(?:aman)?\.?|page)?\s*+[-–|]?\s*+(?:\d{1,4}|[ivxl]{1,7})\s*+[-–|]?(?:\s*+(?:dari|of|/)\s*\d{1,4})?",
    re.IGNORECASE,
)


def _marginal(page: Layout) -> Iterator[Line]:
    """Yield the lines in the top and bottom margin of a page."""
    margin = max(_MARGIN * page.height, _LEAST)
    for line in page.lines:
        box = line.place.box
        if box.bottom < margin or box.top > page.height - margin:
            yield line


def _likeness(line: Line, page: Layout) -> tuple[str, bool, int]:
    """Return what lines that repeat from page to page have in common: words without numbers, and where they stand.

    A footer stands at one distance from the lower edge, however tall its page is.
    """
    box = line.place.box
    foot = box.top > page.height / 2
    distance = page.height - box.bottom if foot else box.top
    return _DIGITS.sub("#", line.text), foot, round(distance / 6)


def without_furniture(pages: Sequence[Layout]) -> list[tuple[Line, ...]]:
    """Return the running lines of each page without page headers, footers and page numbers."""
    seen = Counter(key for page in pages for key in {_likeness(line, page) for line in _marginal(page)})
    often = max(3, len(pages) // 5)
    kept = []
    for page in pages:
        marginal = {
            id(line)
            for line in _marginal(page)
            for text, foot, at in [_likeness(line, page)]
            if _PAGE_NUMBER.fullmatch(line.text) or max(seen[(text, foot, at + step)] for step in (-1, 0, 1)) >= often
        }
        kept.append(tuple(line for line in page.lines if id(line) not in marginal))
    return kept
