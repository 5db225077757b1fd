"""Rows of words alone between the rows of a table without rulings: they are the header of the rows
that follow.

A line of words may as well be a part of a name that its column was too narrow for. Two things tell
them apart: type (bold or capitals among names that are neither), and room. A column has room for
its widest line, and a line is broken only where the next word does not fit.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from extract.records import Box
from extract.text.visual_lines import TextSegment, VisualLine, is_total, share_width


@dataclass(frozen=True, slots=True)
class SectionRowsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # In line heights: what a blank between two words takes, and what is left at least where one
    # more word had room.
    blank: float = 0.25  # heights; 5b26f8b
    spare: float = 0.2  # heights; 5b26f8b
    # Capitals of one word may be an acronym; a heading has more words, and so many letters.
    words: int = 2  # count; a250929
    letters: int = 8  # count; a250929
    # How far, in points, names of one column begin apart at most.
    same_side: float = 2.0  # pt; a250929


_SETTINGS = SectionRowsSettings()


# Whether a word is printed in bold.
Heavy = Callable[[Box], bool]


class _Style(NamedTuple):
    bold: bool
    capitals: bool


def section_rows(lines: Sequence[VisualLine], heavy: Heavy, ruled: bool) -> list[tuple[int, int]]:
    """Return the first and last line of each row of words alone in the body of a table; `ruled`:
    rulings part them.

    Where they do, room alone decides nothing: a line may be broken on purpose.
    """
    alone = [at for at, line in enumerate(lines) if _is_alone(lines, at)]
    styles = {at: _style(lines[at].pieces[0], lines[at], heavy) for at in alone}
    rooms = _Rooms(lines)
    found = [
        at
        for at in alone
        if is_total(lines[at].text) or _has_own_style(lines, at, styles, heavy, rooms)
    ]
    rest = [at for at in alone if at not in found]
    # where no name is broken, whatever could have been joined to neither neighbour is a row of its
    # own
    if not ruled and all(
        lines[at].text[0].isupper() and rooms.fits_apart(lines, at) for at in rest
    ):
        found = alone
    return _with_broken_joined(found, lines, styles, rooms)


def _with_broken_joined(
    found: Sequence[int], lines: Sequence[VisualLine], styles: Mapping[int, _Style], rooms: "_Rooms"
) -> list[tuple[int, int]]:
    """Return the first and last of the lines that continue from one to the next, printed alike."""
    rows: list[tuple[int, int]] = []
    for at in found:
        if (
            rows
            and rows[-1][1] == at - 1
            and styles[at] == styles[at - 1]
            and not rooms.fits(lines, at - 1, at)
        ):
            rows[-1] = (rows[-1][0], at)
        else:
            rows.append((at, at))
    return rows


def begins_body(
    head: VisualLine, line: VisualLine, body: Sequence[VisualLine], heavy: Heavy
) -> bool:
    """Return whether a line of words between the headers and the first row is a row, and no rest of
    the header above it.

    A rest of a header had no room beside it, is printed like it, and is as near to it as to the
    rows.
    """
    piece = line.pieces[0]
    names = [
        own
        for other in body
        for own in other.pieces
        if not own.number and _alike(own.box, piece.box)
    ]
    above = [own for own in head.pieces if share_width(own.box, piece.box)]
    if not names or len(above) != 1:
        return False
    room = max(own.box.x1 for own in names) - piece.box.x0
    needed = (
        above[0].box.x1
        - above[0].box.x0
        + _SETTINGS.blank * line.height
        + line.words[0].x1
        - line.words[0].x0
    )
    apart = line.top - head.bottom >= body[0].top - line.bottom - 1
    own, other = _style(piece, line, heavy), _style(above[0], head, heavy)
    fits = needed <= room - _SETTINGS.spare * line.height
    return own != other or (fits and (apart or not _alike(above[0].box, piece.box)))


def _alike(one: Box, other: Box) -> bool:
    """Return whether two pieces begin, or have their middle, at one place."""
    return (
        abs(one.x0 - other.x0) <= _SETTINGS.same_side
        or abs(one.x0 + one.x1 - other.x0 - other.x1) <= 2 * _SETTINGS.same_side
    )


def _is_alone(lines: Sequence[VisualLine], at: int) -> bool:
    """Return whether a line is words without numbers, and no number beside it waits for a name."""
    line = lines[at]
    if len(line.pieces) != 1 or line.numbers:
        return False
    beside = [lines[other] for other in (at - 1, at + 1) if 0 <= other < len(lines)]
    return not any(
        other.numbers and not other.numbering and not _names(other, line.pieces[0])
        for other in beside
    )


def _names(row: VisualLine, piece: TextSegment) -> bool:
    """Return whether a row prints words where a piece is, or where that begins."""
    return any(not own.number and (share_width(own.box, piece.box)) for own in row.pieces)


def _style(piece: TextSegment, line: VisualLine, heavy: Heavy) -> _Style:
    words = piece.text.split()
    letters = sum(map(str.isalpha, piece.text))
    capitals = (
        piece.text.isupper() and len(words) >= _SETTINGS.words and letters >= _SETTINGS.letters
    )
    first = next(box for box in line.words if box.x0 >= piece.box.x0 - 0.1)
    return _Style(heavy(first), capitals)


def _has_own_style(
    lines: Sequence[VisualLine], at: int, styles: dict[int, _Style], heavy: Heavy, rooms: "_Rooms"
) -> bool:
    """Return whether a line is bold, or in capitals, and the names above and below it are not."""
    own = styles[at]
    around = [_neighbour(lines, at, step) for step in (-1, 1)]
    others = []
    for step, found in zip((-1, 1), around, strict=True):
        while found is not None and styles.get(found[0]) == own:  # lines of one heading
            found = _neighbour(lines, found[0], step)
        if found is not None:
            others.append(_style(found[1], lines[found[0]], heavy))
    if not others:
        return False
    if own.bold and not any(other.bold for other in others):
        return True
    return (
        own.capitals and not any(other.capitals for other in others) and rooms.fits_apart(lines, at)
    )


def _neighbour(lines: Sequence[VisualLine], at: int, step: int) -> tuple[int, TextSegment] | None:
    """Return the nearest line above (-1) or below (1) with words where a line of words is, and
    these words.
    """
    piece = lines[at].pieces[0]
    index = at + step
    while 0 <= index < len(lines):
        for own in lines[index].pieces:
            if not own.number and share_width(own.box, piece.box):
                return index, own
        index += step
    return None


def _over_each_other(
    above: VisualLine, below: VisualLine
) -> tuple[TextSegment, TextSegment] | None:
    """Return the words of two lines of which one follows the other in a column, None where none do.

    One of the lines holds nothing but a single piece.
    """
    if len(below.pieces) == 1:
        piece = below.pieces[0]
        over = [own for own in above.pieces if not own.number and share_width(own.box, piece.box)]
        if over:
            return over[-1], piece
    head = above.pieces[0]
    under = next(
        (own for own in below.pieces if not own.number and share_width(own.box, head.box)), None
    )
    return None if under is None else (head, under)


class _Rooms:
    """How far the lines of each column of names reach at most."""

    def __init__(self, lines: Sequence[VisualLine]) -> None:
        self._names = [
            piece.box for line in lines if line.numbers for piece in line.pieces if not piece.number
        ]

    def fits(self, lines: Sequence[VisualLine], at: int, following: int) -> bool:
        """Return whether the first word of a line of words would have fitted on the line above."""
        above, below = lines[at], lines[following]
        pair = _over_each_other(above, below)
        if pair is None:
            return True
        one, other = pair
        first = next(box for box in below.words if box.x0 >= other.box.x0 - 0.1)
        end = max((box.x1 for box in self._names if share_width(box, one.box)), default=one.box.x1)
        return (
            one.box.x1 + _SETTINGS.blank * above.height + first.x1 - first.x0
            <= end - _SETTINGS.spare * above.height
        )

    def fits_apart(self, lines: Sequence[VisualLine], at: int) -> bool:
        """Return whether a line of words could have been joined with the line above it, and with
        that below it.
        """
        pairs = pairwise(index for index in (at - 1, at, at + 1) if 0 <= index < len(lines))
        return all(self.fits(lines, one, other) for one, other in pairs)
