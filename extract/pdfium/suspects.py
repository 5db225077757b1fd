"""Cheap signs that some of a page is not seen: only what they point to is looked at on the page as
it is rendered.

A text may be printed in an invisible mode, in the colour of what it is on, outside its clip, under
what is painted later, or on a layer that is off.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import repeat

import numpy as np
import pypdfium2_raw as raw
from numpy.typing import NDArray

from extract.pdfium.calls import (
    clip_path,
    clip_paths,
    clip_segment,
    clip_segments,
    fill_colours,
    mark,
    mark_name,
    marks,
    object_bounds,
    render_mode,
    segment_points,
)
from extract.pdfium.page_objects import PageObjects
from extract.pdfium.paths import Boxes, PathBoxes
from extract.pdfium.text_objects import TextObjects, finite


@dataclass(frozen=True, slots=True)
class SuspectsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # A colour differs from what is behind it, in 256ths, when one of its parts differs by so
    # much.
    contrast: int = 48  # count; ee8bbcd
    # The side, in points, of the squares in which it is kept what covers a page; a page has no
    # more of them in a row.
    square: float = 3.0  # pt; 3a8525e
    squares: int = 1000  # count; 3a8525e
    # An area narrower than this, in points, covers no text, nor does so much of it along its
    # edges.
    narrow: float = 5.0  # pt; ee8bbcd
    edge: float = 1.0  # pt; ee8bbcd
    # How far, in points, a text reaches over its clip before it is looked at.
    over: float = 1.5  # pt; f6b8d33
    # Neighbours may reach so far into the box of a glyph from each side, in parts of it. More
    # pairs of glyphs and areas are not compared.
    side: float = 0.12  # share; ee8bbcd
    pairs: int = 2_000_000  # count; 3a8525e


_SETTINGS = SuspectsSettings()


Colours = NDArray[np.int64]

_INVISIBLE, _CLIP = raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP
# What is only stroked has its colour elsewhere, and is rare.
_STROKE, _STROKE_CLIP = raw.FPDF_TEXTRENDERMODE_STROKE, raw.FPDF_TEXTRENDERMODE_STROKE_CLIP
_WHITE = np.full((1, 3), 255, np.int64)
# Where a text is probed for what covers it: parts of its width and of its height.
_PROBES = ((0.05, 0.5), (0.275, 0.3), (0.5, 0.7), (0.725, 0.3), (0.95, 0.5))


@dataclass(frozen=True, slots=True)
class Suspects:
    """The objects of a page that may not be seen: their numbers, ascending.

    Of those that are `partly` suspected only what reaches out of its clip or lies under what is
    painted later may not be seen. `rooms` are what the clips of each leave, boxes in the
    coordinates of the page's content; `covers` are the areas of the page that may cover a text, in
    the same coordinates, and `areas` their numbers.
    """

    numbers: NDArray[np.intp]
    partly: NDArray[np.bool_]
    rooms: Boxes
    areas: NDArray[np.intp]
    covers: Boxes

    def still(self, drawn: NDArray[np.intp], glyphs: Boxes) -> NDArray[np.intp]:
        """Return the numbers of those that remain, given the glyphs that print: what drew each, -1
        for others.
        """
        doubted = ~self.partly
        own = np.flatnonzero(drawn >= 0)
        at = np.searchsorted(self.numbers, drawn[own])
        own, at = own[self.partly[at]], at[self.partly[at]]
        inset = _SETTINGS.side * (glyphs[own, 2:] - glyphs[own, :2])
        low, high = glyphs[own, :2] + inset, glyphs[own, 2:] - inset
        beyond = np.hstack([low < self.rooms[at, :2], high > self.rooms[at, 2:]])
        out: NDArray[np.bool_] = np.logical_or.reduce(beyond, axis=1)
        if len(own) * len(self.areas) <= _SETTINGS.pairs:
            over = (low[:, None] < self.covers[:, 2:]).all(-1) & (
                high[:, None] > self.covers[:, :2]
            ).all(-1)
            out |= (over & (self.areas > drawn[own, None])).any(1)
        else:
            out |= True
        doubted[at[out]] = True
        return self.numbers[doubted]


def suspects(
    objects: PageObjects,
    texts: TextObjects,
    paths: PathBoxes,
    page: tuple[float, float, float, float],
    *,
    layers: bool,
) -> Suspects:
    """Return the objects that may not be seen; `page` is the visible box in the content's
    coordinates.

    `layers` states whether the document has layers that may be off; without them, only texts are
    suspected.
    """
    found = (
        _suspected(objects, texts, paths, page) if texts.handles else _no_suspects(texts.numbers)
    )
    on_layers = _on_layers(objects) if layers else texts.numbers[:0]
    if not len(on_layers):
        return found
    numbers = np.union1d(found.numbers, on_layers)
    partly, rooms = np.zeros(len(numbers), np.bool_), np.zeros((len(numbers), 4))
    at = np.searchsorted(numbers, found.numbers)
    partly[at], rooms[at] = found.partly, found.rooms
    return replace(
        found, numbers=numbers, partly=partly & ~np.isin(numbers, on_layers), rooms=rooms
    )


def _no_suspects(numbers: NDArray[np.intp]) -> Suspects:
    return Suspects(
        numbers[:0], np.empty(0, np.bool_), np.empty((0, 4)), numbers[:0], np.empty((0, 4))
    )


def _suspected(
    objects: PageObjects,
    texts: TextObjects,
    paths: PathBoxes,
    page: tuple[float, float, float, float],
) -> Suspects:
    """Return the texts that may not be seen."""
    mode = np.array(list(map(render_mode, texts.handles)))
    rooms = _rooms(texts.handles)
    partly = (
        np.hstack([rooms[:, :2] - texts.own[:, :2], texts.own[:, 2:] - rooms[:, 2:]]).max(1)
        > _SETTINGS.over
    )
    colours, last = _WHITE, np.full((1, len(mode)), -1, np.int32)
    areas, boxes = _areas(objects, paths)
    if len(areas):
        covers = _Covers(objects, areas, boxes, page)
        last = covers.probed(texts.boxes)
        partly |= (last > texts.numbers).any(0)
        colours = covers.colours(last)
    wholly = _is_faint(texts.colours, colours, last) & (mode != _STROKE) & (mode != _STROKE_CLIP)
    invisible = (mode == _INVISIBLE) | (mode == _CLIP)
    if invisible.any() and not _is_recognised(objects, invisible, last):
        wholly |= invisible
    # in a form, a clip has coordinates of its own
    wholly |= partly & (objects.matrix[texts.numbers] > 0)
    found = partly | wholly
    return Suspects(texts.numbers[found], ~wholly[found], rooms[found], areas, boxes)


def _is_recognised(
    objects: PageObjects, invisible: NDArray[np.bool_], last: NDArray[np.int32]
) -> bool:
    """Return whether most texts of a page are invisible and lie on pictures: what OCR read from a
    scan.
    """
    on_picture = (last >= 0).all(0) & (objects.kinds[last] == raw.FPDF_PAGEOBJ_IMAGE).all(0)
    return bool(2 * (invisible & on_picture).sum() > len(invisible))


class _Covers:
    """What covers each part of a page: the number of the area, picture or shading that was painted
    there last.
    """

    def __init__(
        self,
        objects: PageObjects,
        numbers: NDArray[np.intp],
        boxes: Boxes,
        page: tuple[float, float, float, float],
    ) -> None:
        self._objects = objects
        self._corner = np.array(page[:2])
        size = (np.array(page[2:]) - self._corner) / _SETTINGS.square + 2
        self._most = np.clip(finite(size), 1, _SETTINGS.squares).astype(np.intp) - 1
        self._last = np.full(self._most[::-1] + 1, -1, np.int32)
        at = (finite(boxes) - np.tile(self._corner, 2)) / _SETTINGS.square + 0.5
        corners = np.clip(at, 0, np.tile(self._most + 1, 2)).astype(np.intp)
        for number, (x0, y0, x1, y1) in zip(numbers.tolist(), corners.tolist(), strict=True):
            self._last[y0:y1, x0:x1] = number

    def probed(self, boxes: Boxes) -> NDArray[np.int32]:
        """Return what covers each text at each probe, -1 for the bare page: one row a probe."""
        low, high = boxes[:, :2], boxes[:, 2:]
        at = (low + np.array(_PROBES)[:, None] * (high - low) - self._corner) / _SETTINGS.square
        column, row = np.moveaxis(np.clip(at, 0, self._most).astype(np.intp), -1, 0)
        found: NDArray[np.int32] = self._last[row, column]
        return found

    def colours(self, last: NDArray[np.int32]) -> Colours:
        """Return the colours of these areas by their numbers, white at the end for the bare page.

        What has no colour of its own counts as white.
        """
        kinds = self._objects.kinds
        colours = np.full((len(kinds) + 1, 3), 255, np.int64)
        under = np.zeros(len(kinds) + 1, np.bool_)
        under[last] = True
        areas = np.flatnonzero(under[:-1] & (kinds == raw.FPDF_PAGEOBJ_PATH))
        own = fill_colours(self._objects.chosen(areas))
        # what shows through takes its colour from what is behind it
        colours[areas] = 255 - (255 - own[:, :3]) * own[:, 3:] // 255
        return colours


def _areas(objects: PageObjects, paths: PathBoxes) -> tuple[NDArray[np.intp], Boxes]:
    """Return the areas of a page that may cover a text, in the order of painting, as number and box
    within the edge.
    """
    others = np.flatnonzero(
        (objects.kinds == raw.FPDF_PAGEOBJ_IMAGE) | (objects.kinds == raw.FPDF_PAGEOBJ_SHADING)
    )
    numbers, boxes = paths.numbers[paths.filled], paths.boxes[paths.filled]
    if len(others):
        numbers = np.concatenate([numbers, others])
        boxes = np.concatenate(
            [boxes, objects.placed(object_bounds(objects.chosen(others)), others)]
        )
    wide = np.flatnonzero(
        np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) > _SETTINGS.narrow
    )
    order = wide[np.argsort(numbers[wide], kind="stable")]
    return numbers[order], boxes[order] + np.array(
        [_SETTINGS.edge, _SETTINGS.edge, -_SETTINGS.edge, -_SETTINGS.edge]
    )


def _is_faint(texts: Colours, colours: Colours, last: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Return which texts differ hardly in colour from what is behind them, at some probe."""
    if texts[:, :3].max() + _SETTINGS.contrast <= colours.min() and texts[:, 3].min() == 255:
        return np.zeros(len(texts), np.bool_)
    contrast = np.abs(texts[:, :3] - colours[last]).max(-1) * texts[:, 3] // 255
    faint: NDArray[np.bool_] = (contrast < _SETTINGS.contrast).any(0)
    return faint


def _rooms(handles: Sequence[int]) -> Boxes:
    """Return the box that its clips leave to each of these texts, as its content has it; endless
    without a clip.
    """
    clips = list(map(clip_path, handles))
    counts = np.fromiter(map(clip_paths, clips), np.intp, len(clips)).clip(0)
    rooms = np.tile([-np.inf, -np.inf, np.inf, np.inf], (len(handles), 1))
    clipped = np.flatnonzero(counts)
    if not len(clipped):
        return rooms
    ends = np.cumsum(counts)
    texts = np.repeat(np.arange(len(handles)), counts)
    index = np.arange(len(texts)) - np.repeat(ends - counts, counts)
    boxes = _path_rooms(list(map(clips.__getitem__, texts.tolist())), index.tolist())
    first = (ends - counts)[clipped]
    rooms[clipped, :2] = np.maximum.reduceat(boxes[:, :2], first)
    rooms[clipped, 2:] = np.minimum.reduceat(boxes[:, 2:], first)
    return rooms


def _path_rooms(clips: Sequence[int], paths: Sequence[int]) -> Boxes:
    """Return the box around each of these paths of clips, which are given by their numbers."""
    first = list(map(clip_segment, clips, paths, repeat(0)))
    # texts with the same clip share its path, which is looked at once
    known = {begin: at for at, begin in enumerate(first)}
    chosen = list(known.values())
    clips, paths = list(map(clips.__getitem__, chosen)), list(map(paths.__getitem__, chosen))
    counts = list(map(clip_segments, clips, paths))
    rooms = np.zeros((len(chosen), 4))
    if {4, 5}.issuperset(counts):
        corners = (
            segment_points(list(known)),
            segment_points(list(map(clip_segment, clips, paths, repeat(2)))),
        )
        rooms = np.hstack([np.minimum(*corners), np.maximum(*corners)])
    else:
        for at, (clip, path, count) in enumerate(zip(clips, paths, counts, strict=True)):
            points = segment_points(
                list(map(clip_segment, repeat(clip), repeat(path), range(count)))
            )
            rooms[at] = [*points.min(0), *points.max(0)] if len(points) else 0
    place = dict(zip(known, range(len(known)), strict=True))
    return rooms[np.fromiter(map(place.__getitem__, first), np.intp, len(first))]


def _on_layers(objects: PageObjects) -> NDArray[np.intp]:
    """Return the objects that may be on a layer: marked so, or anywhere in a form, which may be on
    one as a whole.
    """
    in_form = objects.matrix > 0
    marked = np.array([_has_layer(handle) for handle in objects.handles], np.bool_)
    return np.flatnonzero(in_form | marked)


def _has_layer(handle: int) -> bool:
    return any(mark_name(mark(handle, index)) == "OC" for index in range(max(marks(handle), 0)))
