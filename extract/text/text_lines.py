"""Glyphs to printed lines: what is together on one line of a cell, or of the running text.

Glyphs are first gathered into runs (content order, one baseline, no gap), all of a page at once;
runs, which are few, are then sorted into lines region by region. A region is a cell, or everything
outside the tables.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extract.pages.page_records import TextLine
from extract.pdfium.paths import Boxes
from extract.pdfium.raw_page import Glyphs
from extract.records import Box, boxes_of


@dataclass(frozen=True, slots=True)
class TextLinesSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # In multiples of the height of the glyphs: how far two glyphs of a run may be apart without a
    # printed space, how much space makes two runs of running text two columns, and how far a run
    # may step back.
    loose: float = 0.35  # heights; bd6fe12
    column_gap: float = 3.5  # heights; bd6fe12
    back: float = 0.6  # heights; bd6fe12
    # The gaps, likewise, that two glyphs of one word and two words of one string may have: what is
    # further apart may be in two cells.
    tight: float = 0.15  # heights; e3f80e8
    word_space: float = 0.33  # heights; 51a9702
    # Glyphs this near to each other, likewise, touch.
    touching: float = 0.1  # heights; 6763366
    # How far, in its own heights, such a mark is before its words at most.
    marked: float = 4.0  # heights; c934d97


_SETTINGS = TextLinesSettings()


OUTSIDE, FREE = -2, -1

WordBox = tuple[str, Box]


def _breaks(
    glyphs: Glyphs, ink: NDArray[np.intp], region: NDArray[np.intp], loose: float
) -> NDArray[np.bool_]:
    """Return whether a run ends between each two following glyphs; `loose` is the gap a run bridges
    unprinted.
    """
    x0, top, x1, bottom = glyphs.boxes[ink].T
    height = np.maximum(bottom - top, 1.0)
    tall = np.maximum(height[1:], height[:-1])
    gap = x0[1:] - x1[:-1]
    middle, where = (top + bottom) / 2, region[ink]
    broken: NDArray[np.bool_] = (
        (where[1:] != where[:-1])
        | (np.abs(middle[1:] - middle[:-1]) > 0.6 * tall)
        | (gap < -_SETTINGS.back * tall)
        | (gap > _SETTINGS.column_gap * tall)
        | ((ink[1:] - ink[:-1] == 1) & (gap > loose * tall))
    )
    return broken


def find_runs(glyphs: Glyphs, region: NDArray[np.intp]) -> tuple[list[TextLine], list[int]]:
    """Return the runs of a page and the region of each; `region` gives that of every glyph."""
    ink = glyphs.ink
    if not len(ink):
        return [], []
    first, last, boxes = _spans(glyphs, ink, _breaks(glyphs, ink, region, _SETTINGS.loose))
    text = _without_false_breaks(glyphs)
    begins, ends = first.tolist(), last.tolist()
    pieces = [text[begin : end + 1] for begin, end in zip(begins, ends, strict=True)]
    if "\0" in text:
        pieces = [piece.replace("\0", "") for piece in pieces]
    lines = (" ".join(piece.split()) for piece in pieces)
    spaced = _ends_in_space(glyphs, last).tolist()
    runs = list(map(TextLine, lines, boxes_of(boxes.tolist()), begins, spaced))
    return runs, region[first].tolist()


def find_words(glyphs: Glyphs, region: NDArray[np.intp], only: int | None = None) -> list[WordBox]:
    """Return the words of a page, or of one region, in the order of its content, as text
    and box.
    """
    ink = glyphs.ink
    return _words(glyphs, region, ink if only is None else ink[region[ink] == only])[0]


def words_of_cells(
    glyphs: Glyphs, region: NDArray[np.intp], cells: Collection[int]
) -> dict[int, list[WordBox]]:
    """Return the words of each of these regions that holds any."""
    ink = glyphs.ink[np.isin(region[glyphs.ink], list(cells))]
    found: dict[int, list[WordBox]] = {}
    for word, cell in zip(
        *_words(glyphs, region, ink[np.argsort(region[ink], kind="stable")]), strict=True
    ):
        found.setdefault(cell, []).append(word)
    return found


def _words(
    glyphs: Glyphs, region: NDArray[np.intp], ink: NDArray[np.intp]
) -> tuple[list[WordBox], list[int]]:
    """Return the words that these glyphs print, and the region of each."""
    if not len(ink):
        return [], []
    spaced = _parted(glyphs, ink)
    first, last, boxes = _spans(glyphs, ink, _breaks(glyphs, ink, region, _SETTINGS.loose) | spaced)
    text = glyphs.text
    printed = (
        "".join(text[begin : end + 1].split())
        for begin, end in zip(first.tolist(), last.tolist(), strict=True)
    )
    return list(zip(printed, boxes_of(boxes.tolist()), strict=True)), region[first].tolist()


def _parted(glyphs: Glyphs, ink: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Return whether white space is between each two following glyphs; a false line break is
    none.
    """
    parted: NDArray[np.bool_] = np.diff(ink) > 1
    return parted & ~_falsely_broken(glyphs, ink)


def _falsely_broken(glyphs: Glyphs, ink: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Return between which glyphs PDFium puts a line break though they touch: strings of one line,
    drawn apart.
    """
    broken: NDArray[np.bool_] = ink[1:] - ink[:-1] == 3
    at = np.flatnonzero(broken)
    left, right = ink[at], ink[at + 1]
    boxes = glyphs.boxes
    height = boxes[left, 3] - boxes[left, 1]
    touching = np.abs(boxes[right, 0] - boxes[left, 2]) < _SETTINGS.touching * height
    level = np.abs(boxes[right, 3] - boxes[left, 3]) < _SETTINGS.touching * height
    broken[at] = (glyphs.codes[left + 1] == ord("\r")) & touching & level
    return broken


def _without_false_breaks(glyphs: Glyphs) -> str:
    """Return the text of a page with null characters in place of the line breaks between glyphs
    that touch.
    """
    broken = glyphs.ink[:-1][_falsely_broken(glyphs, glyphs.ink)].tolist()
    if not broken:
        return glyphs.text
    characters = list(glyphs.text)
    for index in broken:
        characters[index + 1 : index + 3] = "\0\0"
    return "".join(characters)


def is_torn(glyphs: Glyphs, region: NDArray[np.intp]) -> bool:
    """Return whether two glyphs that are as close as those of one string are in different
    regions.
    """
    ink, boxes = glyphs.ink, glyphs.boxes
    if len(ink) < 2:
        return False
    left, right = boxes[ink[:-1]], boxes[ink[1:]]
    close = right[:, 0] - left[:, 2] < (left[:, 3] - left[:, 1])
    follows = (right[:, 0] > left[:, 0]) & (
        np.abs(right[:, 3] - left[:, 3]) < 0.6 * (left[:, 3] - left[:, 1])
    )
    return bool((close & follows & (region[ink[1:]] != region[ink[:-1]])).any())


def word_boxes(glyphs: Glyphs, region: NDArray[np.intp]) -> Boxes:
    """Return for each glyph the box of its word: a word wider than its cell belongs to one cell all
    the same.
    """
    return _boxes_of(glyphs, _words_end(glyphs, region))


def string_boxes(glyphs: Glyphs, region: NDArray[np.intp], begins: NDArray[np.bool_]) -> Boxes:
    """Return for each glyph the box of the string it was printed in: words with nothing but a space
    between.

    `begins` marks the glyphs that begin another string though they touch what runs over from the
    cell beside them.
    """
    return _boxes_of(glyphs, _strings_end(glyphs, region) | begins[glyphs.ink[1:]])


def find_strings(glyphs: Glyphs, region: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return for each glyph that prints the number of its string."""
    return np.concatenate(([0], np.cumsum(_strings_end(glyphs, region)))).astype(np.intp)


def _strings_end(glyphs: Glyphs, region: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Return whether a string ends between each two following glyphs that print."""
    ink, boxes = glyphs.ink, glyphs.boxes
    ends = _words_end(glyphs, region)
    if len(ink) < 2:
        return ends
    # Some producers print the space, others leave it out and PDFium puts one without width in.
    space = np.minimum(ink[:-1] + 1, len(boxes) - 1)
    height = np.maximum(boxes[ink[:-1], 3] - boxes[ink[:-1], 1], 1.0)
    printed = boxes[space, 2] - boxes[space, 0] > 0.1
    end = np.where(printed, boxes[space, 2], boxes[ink[:-1], 2])
    follows = np.abs(boxes[space, 0] - boxes[ink[:-1], 2]) < _SETTINGS.tight * height
    goes_on = (
        np.abs(boxes[ink[1:], 0] - end)
        < np.where(printed, _SETTINGS.tight, _SETTINGS.word_space) * height
    )
    level = np.abs(boxes[ink[1:], 3] - boxes[ink[:-1], 3]) < 0.6 * height
    kept: NDArray[np.bool_] = ends & ~((np.diff(ink) == 2) & (follows | ~printed) & goes_on & level)
    return kept


def _words_end(glyphs: Glyphs, region: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Return whether a word ends between each two following glyphs that print."""
    if len(glyphs.ink) < 2:
        return np.empty(0, np.bool_)
    ends: NDArray[np.bool_] = _breaks(glyphs, glyphs.ink, region, _SETTINGS.tight) | _parted(
        glyphs, glyphs.ink
    )
    return ends


def _boxes_of(glyphs: Glyphs, ends: NDArray[np.bool_]) -> Boxes:
    """Return for each glyph the box of the piece it is in; pieces end where `ends` is set."""
    boxes = glyphs.boxes.copy()
    if len(glyphs.ink):
        _, _, pieces = _spans(glyphs, glyphs.ink, ends)
        boxes[glyphs.ink] = pieces[np.concatenate(([0], np.cumsum(ends)))]
    return boxes


def _spans(
    glyphs: Glyphs, ink: NDArray[np.intp], broken: NDArray[np.bool_]
) -> tuple[NDArray[np.intp], NDArray[np.intp], Boxes]:
    """Return the first and last glyph of each run and the box around it."""
    ends = np.append(np.flatnonzero(broken), len(ink) - 1)
    starts = np.zeros(len(ends), np.intp)
    starts[1:] = ends[:-1] + 1
    boxes = glyphs.boxes[ink]
    low = np.minimum.reduceat(boxes[:, :2], starts)
    high = np.maximum.reduceat(boxes[:, 2:], starts)
    return ink[starts], ink[ends], np.hstack([low, high])


def _ends_in_space(glyphs: Glyphs, last: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Return whether a printed space follows each of these glyphs; PDFium's own spaces have no
    width.
    """
    following = np.minimum(last + 1, len(glyphs.text) - 1)
    boxes = glyphs.boxes
    blank = glyphs.codes[following] == ord(" ")
    printed: NDArray[np.bool_] = (
        blank
        & (following > last)
        & (boxes[following, 2] - boxes[following, 0] > 0.1)
        & (np.abs(boxes[following, 0] - boxes[last, 2]) < 2.0)
    )
    return printed


def gather_lines(runs: Sequence[TextLine], *, columns: bool = False) -> list[TextLine]:
    """Return the lines that runs of one region make, top to bottom and left to right.

    With `columns`, pieces of a line that are far apart stay lines of their own (signature blocks
    side by side).
    """
    if len(runs) == 1:
        return list(runs)
    if any(run.text in _BULLETS for run in runs) and (marks := _marks(runs)):
        return _with_marks(
            gather_lines([run for run in runs if run not in marks], columns=columns), marks
        )
    rows: list[list[TextLine]] = []
    for run in sorted(runs, key=lambda run: run.box.top + run.box.bottom):
        if rows and _same_line(rows[-1][-1], run):
            rows[-1].append(run)
        else:
            rows.append([run])
    lines = []
    for row in rows:
        if len(row) == 1:
            lines.append(row[0])
        else:
            lines += _merged(sorted(row, key=lambda run: run.box.x0), columns)
    return lines


# What marks an item of a list; it may be set lower than the first of its words, or halfway down to
# the next line.
_BULLETS = frozenset("-–•\uf0b7\uf0d8\uf0fc")


def _marks(runs: Sequence[TextLine]) -> list[TextLine]:
    """Return the runs that mark items: alone at the left of their line, with words at their
    right.
    """
    return [run for run in runs if run.text in _BULLETS and _marks_item(run, runs)]


def _marks_item(mark: TextLine, runs: Sequence[TextLine]) -> bool:
    return not any(run.box.x0 < mark.box.x0 and _same_line(run, mark) for run in runs) and any(
        _is_marked(run, mark) for run in runs
    )


def _is_marked(line: TextLine, mark: TextLine) -> bool:
    """Return whether a mark is before a line and reaches into it."""
    height = mark.box.bottom - mark.box.top
    near = mark.box.x1 - 1 < line.box.x0 < mark.box.x1 + _SETTINGS.marked * height
    return near and line.box.top < mark.box.bottom and line.box.bottom - mark.box.top > 0.1 * height


def _with_marks(lines: list[TextLine], marks: Sequence[TextLine]) -> list[TextLine]:
    """Return the lines with each mark before the first line that it is beside, else on a line of
    its own.
    """
    for mark in marks:
        at = next((at for at, line in enumerate(lines) if _is_marked(line, mark)), None)
        if at is None:
            lines.insert(sum(line.box.top < mark.box.top for line in lines), mark)
            continue
        line = lines[at]
        lines[at] = TextLine(
            f"{mark.text} {line.text}", line.box.union(mark.box), line.glyph, line.spaced
        )
    return lines


def _same_line(one: TextLine, other: TextLine) -> bool:
    """Return whether two runs overlap by at least half the height of the lower one."""
    a, b = one.box, other.box
    return min(a.bottom, b.bottom) - max(a.top, b.top) >= 0.5 * min(
        a.bottom - a.top, b.bottom - b.top
    )


def _merged(row: list[TextLine], columns: bool) -> list[TextLine]:
    """Return the runs of one line as one TextLine, or as several where a wide gap is between
    them.
    """
    lines: list[TextLine] = []
    for run in row:
        if lines:
            line = lines[-1]
            height = max(run.box.bottom - run.box.top, line.box.bottom - line.box.top)
            gap = run.box.x0 - line.box.x1
            if not columns or gap <= _SETTINGS.column_gap * height:
                space = " " if line.spaced or gap > 0.15 * height else ""
                box = line.box.union(run.box)
                lines[-1] = TextLine(line.text + space + run.text, box, line.glyph, run.spaced)
                continue
        lines.append(run)
    return lines


def place_glyphs(boxes: Boxes, width: float, height: float) -> NDArray[np.intp]:
    """Return FREE for each glyph on the visible page, OUTSIDE for the others."""
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    return np.where((x >= 0) & (x <= width) & (y >= 0) & (y <= height), FREE, OUTSIDE)
