"""Which lines above a table are its caption."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.patterns import regex
from extract.records import Line
from extract.text.similarity import part_ratio


@dataclass(frozen=True, slots=True)
class CaptionsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # Captions longer than this, in lines, were not seen; the lines above them belong to the text.
    longest: int = 5  # count; bd6fe12
    # A line over a table repeats a line of the caption that is like it to this share.
    repeated: int = 90  # percent; 5609418


_SETTINGS = CaptionsSettings()


_CONTINUED = regex(r"\b(?:lanjutan|sambungan|bersambung)\b", re.IGNORECASE)
_DIGITS = regex(r"\d+")
_NUMBERED = regex(
    r"^\W*(?:(?:lanjutan|sambungan)\s+)?tabel\b[\s.:]*(?:\d|[ivxl]+\b)", re.IGNORECASE
)


def find_caption(lines: Sequence[Line], top: float, floor: float) -> list[Line]:
    """Return the lines that name a table, top to bottom: from the word Tabel on, else bold or
    capital lines.

    `lines` are the running lines of its page, `top` is where the table begins, `floor` where the
    one above it ends.
    """
    near = _just_above(lines, top, floor)
    for index in range(len(near) - 1, -1, -1):
        if _NUMBERED.match(near[index].text):
            return near[index:]
    titles: list[Line] = []
    for line in reversed(near):
        if not (line.bold or line.text.isupper()):
            break
        titles.insert(0, line)
    return titles


def _just_above(lines: Sequence[Line], top: float, floor: float) -> list[Line]:
    """Return the lines that are close above the table and close to each other."""
    near: list[Line] = []
    edge = top
    above = [
        line for line in lines if floor <= line.place.box.top and line.place.box.bottom <= top + 3
    ]
    for line in sorted(above, key=lambda line: line.place.box.top, reverse=True)[
        : _SETTINGS.longest
    ]:
        if edge - line.place.box.bottom > 3 * line.size + 12:
            break
        near.insert(0, line)
        edge = line.place.box.top
    return near


def says_continued(line: Line) -> bool:
    """Return whether a line says that a table continues (`Lanjutan Tabel 3.2`, `bersambung`)."""
    return _CONTINUED.search(line.text) is not None


def repeat_caption(lines: Sequence[Line], caption: str | None) -> bool:
    """Return whether the lines over a table are the caption of the one before, repeated where it
    continues.

    One of them says so or has the caption's number; the others repeat words of it (its title, its
    year).
    """
    if all(map(says_continued, lines)):
        return True
    return any(
        says_continued(line) or _NUMBERED.match(line.text) for line in lines
    ) and repeat_title(lines, caption)


def repeat_title(lines: Sequence[Line], caption: str | None) -> bool:
    """Return whether the lines over a table repeat nothing but words of the caption of the one
    before.
    """
    if caption is None:
        return False
    printed = caption.casefold()
    rest = [_CONTINUED.sub("", line.text).strip(" ().,:").casefold() for line in lines]
    return all(_holds_words(printed, text) for text in rest)


def _holds_words(caption: str, text: str) -> bool:
    """Return whether a caption holds the words of a text, give or take a letter, and its numbers
    exactly.
    """
    if not set(_DIGITS.findall(text)).issubset(_DIGITS.findall(caption)):
        return False
    return len(text) <= len(caption) and (
        not text or part_ratio(text, caption) >= _SETTINGS.repeated
    )
