"""Page headers, footers and page numbers: what is at the same height of page after page."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.pages.page_records import PageLayout
from extract.patterns import regex
from extract.records import Line


@dataclass(frozen=True, slots=True)
class PageFurnitureSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # The share of the height of a page, at its top and bottom, in which page numbers are, and its
    # least height in points: landscape pages have margins as high as upright ones. What repeats
    # from page to page may be further inside.
    margin: float = 0.12  # share; bd6fe12
    repeated_margin: float = 0.2  # share; 5609418


_SETTINGS = PageFurnitureSettings()


# The share of the height of a page, at its top and bottom, in which page numbers are, and its least
# height in points: landscape pages have margins as high as upright ones. What repeats from page to
# page may be further inside.
_LEAST = 105.0
_DIGITS = regex(r"\d+")
_PAGE_NUMBER = regex(
    r"(?:hal(?:aman)?\.?|page)?\s*+[-–|]?\s*+(?:\d{1,4}|[ivxl]{1,7})\s*+[-–|]?(?:\s*+(?:dari|"
    r"of|/)\s*\d{1,4})?",
    re.IGNORECASE,
)


def _marginal(page: PageLayout, share: float) -> Iterator[Line]:
    """Yield the lines in the top and bottom margin of a page, which is so high as this
    share of it.
    """
    margin = max(share * page.height, _LEAST)
    for line in page.lines:
        box = line.place.box
        if box.bottom < margin or box.top > page.height - margin:
            yield line


_Likeness = tuple[str, bool, int]


def _likeness(line: Line, page: PageLayout) -> _Likeness:
    """Return what lines that repeat from page to page have in common: words without numbers, and
    where they are.

    A footer is at one distance from the lower edge, however tall its page is.
    """
    box = line.place.box
    foot = box.top > page.height / 2
    distance = page.height - box.bottom if foot else box.top
    return _DIGITS.sub("#", line.text), foot, round(distance / 6)


def _marginal_likenesses(page: PageLayout) -> list[tuple[Line, _Likeness]]:
    """Return the lines near the edges of a page that may repeat, each with its likeness."""
    return [(line, _likeness(line, page)) for line in _marginal(page, _SETTINGS.repeated_margin)]


def _most_seen(seen: Counter[_Likeness], key: _Likeness) -> int:
    """Return on how many pages a line is at most, here or one step higher or lower."""
    text, foot, height = key
    return max(seen[(text, foot, height + step)] for step in (-1, 0, 1))


def without_page_furniture(pages: Sequence[PageLayout]) -> list[tuple[Line, ...]]:
    """Return the running lines of each page without page headers, footers and page numbers."""
    repeated = [_marginal_likenesses(page) for page in pages]
    seen: Counter[_Likeness] = Counter()
    for keys in repeated:
        seen.update({key for _, key in keys})
    often = max(3, len(pages) // 5)
    kept = []
    for page, keys in zip(pages, repeated, strict=True):
        marginal = {
            id(line)
            for line in _marginal(page, _SETTINGS.margin)
            if _PAGE_NUMBER.fullmatch(line.text)
        }
        marginal |= {id(line) for line, key in keys if _most_seen(seen, key) >= often}
        kept.append(tuple(line for line in page.lines if id(line) not in marginal))
    return kept
