"""Which lines above a table are its caption."""

import re
from collections.abc import Sequence

from extract.patterns import regex
from extract.records import Line

# Captions longer than this, in lines, were not seen; the lines above them belong to the text.
_LONGEST = 5

_NUMBERED = regex(r"^\W*(?:(?:lanjutan|sambungan)\s+)?tabel\b[\s.:]*(?:\d|[ivxl]+\b)", re.IGNORECASE)


def find_caption(lines: Sequence[Line], top: float, floor: float) -> list[Line]:
    """Return the lines that name a table, top to bottom: from the word Tabel on, else bold or capital lines.

    `lines` are the running lines of its page, `top` is where the table begins, `floor` where the one above it ends.
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
    """Return the lines that stand close above the table and close to each other."""
    near: list[Line] = []
    edge = top
    above = [line for line in lines if floor <= line.place.box.top and line.place.box.bottom <= top + 3]
    for line in sorted(above, key=lambda line: line.place.box.top, reverse=True)[:_LONGEST]:
        if edge - line.place.box.bottom > 3 * line.size + 12:
            break
        near.insert(0, line)
        edge = line.place.box.top
    return near
