"""The rulings of a table in a picture: long thin runs of ink, horizontal or vertical, broken and
faint ones included.

Boxes are in pixels, rows of x0, top, x1, bottom.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.ocr.pictures import Picture, ink_of

Floats = NDArray[np.float64]

# All in points. A ruling is at least so long, and at most so thick; two pieces of one are separated
# by no more than the gap, and lie within the drift of one line; one that ends this near to a
# crossing one was meant to reach it.
_SHORTEST, _THICKEST, _GAP, _DRIFT, _REACH = 16.0, 5.0, 14.0, 1.8, 7.0
# A longer gap is bridged where at least this share of it is ink.
_INKED = 0.35
# So far beside a run, in points, there is so much of its ink at most: letters stick out of a run
# through them.
_CLOSE, _AS_MUCH = 1.3, 0.42
# A run that is paler than this share of the darkest is none of the page.
_PALE = 0.25
# A ruling whose end is broken is drawn out to a crossing one this far away, in points, where so
# much on its way is ink.
_FAR, _FAR_INKED = 24.0, 0.2
# The share that a ruling covers between two crossing ones at least; strokes of letters make no long
# upright runs. What is crossed by nothing is a ruling from this length on, in points.
_LEVEL_SHARE, _UPRIGHT_SHARE, _LONG = 0.4, 0.3, 60.0
# How far apart two pieces of a vertical ruling may be where nothing crosses it, in points.
_UPRIGHT_GAP = 60.0


@dataclass(frozen=True, slots=True)
class WornRulesSettings:
    """Thresholds of rules in worn scans, each with its unit and the commit that set it."""

    # A rule is as dark all along: a run through blurred letters has its gaps. The pale part of it
    # has at most this share of the dark part's ink, and the ink spreads by at least this share of
    # its mean.
    uneven: float = 0.72  # share
    spread: float = 0.18  # share
    # Between two crossing rules, a rule that is seen elsewhere on its line runs on where thin ink
    # covers this share of its way.
    thin_share: float = 0.4  # share
    # So little of it is enough where this share of the ways between crossing rules is covered
    # without it.
    thin_mostly: float = 0.15  # share
    mostly: float = 0.6  # share
    # A thin rule lies within so much of its line on either side.
    thin: float = 0.9  # pt
    # What shines through from the back is no darker than this share of white.
    dark: float = 0.5  # share
    # What is left of a rule: so many dark dashes, each at most so high and at least so long, over
    # a way so long, with ink on this share of it.
    dashes: int = 8  # count
    dash_high: float = 1.5  # pt
    dash_long: float = 1.0  # pt
    dashed: float = 120.0  # pt
    dash_share: float = 0.12  # share


_WORN = WornRulesSettings()


class RuleLines(NamedTuple):
    """Parallel rulings: where each lies across its direction, from where to where it runs, and how
    thick it is.
    """

    at: Floats
    start: Floats
    end: Floats
    thick: Floats


def find_rulings(faint: Picture, grey: Picture, unit: float) -> tuple[RuleLines, RuleLines]:
    """Return the horizontal and vertical rulings of a levelled picture; `unit` is a point in
    pixels.

    They are looked for in the `faint` ink; what is text is determined from the `grey` values beside
    them.
    """
    across, down = np.ascontiguousarray(faint), np.ascontiguousarray(faint.T)
    level, upright = _along(across, grey, unit), _along(down, np.ascontiguousarray(grey.T), unit)
    # stems of letters below each other look like the dashes of an upright rule: level ones alone
    # are put together from such
    broken = _broken_rules(ink_of(grey, _WORN.dark), unit)
    both = RuleLines(*map(np.concatenate, zip(level, broken, strict=True)))
    level = _joined(both, across, unit)
    level, upright = _reached(level, upright, across, unit), _reached(upright, level, down, unit)
    dark = ink_of(grey)
    across, down = np.ascontiguousarray(dark), np.ascontiguousarray(dark.T)
    for _ in range(2):
        upright = _from_crossing_to_crossing(
            upright, level, down, unit, _UPRIGHT_SHARE, _UPRIGHT_GAP
        )
        level = _from_crossing_to_crossing(level, upright, across, unit, _LEVEL_SHARE, _GAP)
    return level, _ending_together(upright, down, unit)


def _ending_together(rules: RuleLines, ink: Picture, unit: float) -> RuleLines:
    """Return the rules, a broken one drawn out to where at least two of its neighbours end, if thin
    ink is left on its way: the columns of a table that is open below.
    """
    reach, ends = _REACH * unit, rules.end.copy()
    for k in range(len(rules.at)):
        beside = (rules.start < rules.end[k]) & (rules.end > rules.end[k] + reach)
        for end in np.sort(rules.end[beside])[::-1].tolist():
            common = np.abs(rules.end - end) <= reach
            way = _thin_ink(ink, float(rules.at[k]), float(rules.end[k]), end, unit)
            if common.sum() >= 2 and way >= _WORN.thin_mostly:
                ends[k] = end
                break
    return rules._replace(end=ends)


def _along(ink: Picture, grey: Picture, unit: float) -> RuleLines:
    """Return the horizontal rulings of a mask of ink."""
    shortest = max(8, round(_SHORTEST * unit))
    # a ruling that sinks by a pixel on its way is still one
    spread = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    runs = cv2.morphologyEx(spread, cv2.MORPH_OPEN, np.ones((1, shortest), np.uint8))
    count, _, stats, middles = cv2.connectedComponentsWithStats(runs)
    if count < 2:
        return RuleLines(*(np.empty(0) for _ in range(4)))
    left, wide, tall, area = stats[1:, 0], stats[1:, 2], stats[1:, 3], stats[1:, 4]
    thick = np.maximum(area / wide - 2, 1.0)
    thin = (
        (thick <= _THICKEST * unit)
        & (wide >= 3 * thick)
        & (tall <= _THICKEST * unit + 0.02 * wide + 3)
    )
    at = middles[1:, 1][thin] + 0.5
    pieces = RuleLines(at, left[thin] * 1.0, (left + wide)[thin] * 1.0, thick[thin])
    dark = np.array([_darkness(grey, piece, unit) for piece in zip(*pieces, strict=True)])
    # what shines through from the back of the paper is far paler than what is printed on it
    alone = (dark > 0) & (dark >= _PALE * np.percentile(dark, 90)) if len(dark) else dark > 0
    return _joined(RuleLines(*(part[alone] for part in pieces)), ink, unit)


def _broken_rules(ink: Picture, unit: float) -> RuleLines:
    """Return the level rules of which a scanner has left dashes alone: many thin ones on one line,
    over a long way, with ink on so much of it as no row of printed dashes has.
    """
    _, _, stats, middles = cv2.connectedComponentsWithStats(ink)
    starts, widths, heights = stats[1:, 0], stats[1:, 2], stats[1:, 3]
    dash = (
        (heights <= _WORN.dash_high * unit)
        & (widths >= heights)
        & (widths >= _WORN.dash_long * unit)
    )
    order = np.flatnonzero(dash)
    order = order[np.argsort(middles[1:, 1][order], kind="stable")]
    at, lines = middles[1:, 1][order] + 0.5, []
    parts = np.flatnonzero(np.diff(at) > _WORN.dash_high * unit / 2) + 1
    for line in np.split(order, parts):
        if len(line) < _WORN.dashes:
            continue
        start, end = float(starts[line].min()), float((starts + widths)[line].max())
        spread = float(np.ptp(middles[1:, 1][line]))
        if (
            end - start >= _WORN.dashed * unit
            and spread <= 2 * _WORN.dash_high * unit
            and widths[line].sum() >= _WORN.dash_share * (end - start)
        ):
            lines.append((float(np.median(middles[1:, 1][line])) + 0.5, start, end, 1.0))
    return RuleLines(*np.array(lines, np.float64).reshape(-1, 4).T)


def _darkness(grey: Picture, piece: tuple[float, ...], unit: float) -> float:
    """Return how dark a run of ink is; 0 where it goes through letters: as much is close beside it,
    on one side.
    """
    at, start, end, thick = piece
    half, low, high, row = round(thick / 2) + 1, round(start), round(end), round(at - 0.5)
    # it may sink by a pixel on its way
    band = grey[max(0, row - half) : row + half + 1, low:high]
    own = 255.0 - float(band.min(0).mean())
    near, far = half + 1, half + max(2, round(_CLOSE * unit))
    sides = [
        grey[max(0, row - far) : max(1, row - near), low:high],
        grey[row + near : row + far, low:high],
    ]
    in_text = any(
        bool(side.size) and 255.0 - float(side.mean(1).min()) > _AS_MUCH * own for side in sides
    )
    return 0.0 if in_text or _is_uneven(band) else own


def _is_uneven(band: Picture) -> bool:
    """Return whether a run of ink has the gaps of letters: blur and noise have filled them, but
    they are paler.
    """
    along = 255.0 - band.min(0)[2:-2]
    if not len(along):
        return False
    pale, dark = np.percentile(along, (15, 85))
    return bool(pale < _WORN.uneven * dark and along.std() > _WORN.spread * along.mean())


def _joined(pieces: RuleLines, ink: Picture, unit: float) -> RuleLines:
    """Return pieces that lie on one line, with no more than a gap between them, as one ruling."""
    drift, gap = _DRIFT * unit, _GAP * unit
    found: list[list[float]] = []
    for k in np.lexsort((pieces.start, np.round(pieces.at / drift))).tolist():
        at, start, end, thick = (float(part[k]) for part in pieces)
        for one in reversed(found):
            if abs(one[0] - at) <= drift and _goes_on(one, start, end, gap, ink):
                length, more = one[2] - one[1], end - start
                one[0] = (one[0] * length + at * more) / (length + more)
                one[3] = max(one[3], thick)
                one[1], one[2] = min(one[1], start), max(one[2], end)
                break
        else:
            found.append([at, start, end, thick])
    return RuleLines(*np.array(found, np.float64).reshape(-1, 4).T)


def _goes_on(one: list[float], start: float, end: float, gap: float, ink: Picture) -> bool:
    """Return whether a piece continues where a ruling ends, or lies on it."""
    between = max(start - one[2], one[1] - end)
    if between <= gap:
        return True
    low, high = (one[2], start) if start > one[2] else (end, one[1])
    at = round(one[0])
    band = ink[max(0, at - 2) : at + 3, round(low) : round(high)]
    return bool(between <= 4 * gap and band.size and band.any(0).mean() >= _INKED)


def _reached(rules: RuleLines, others: RuleLines, ink: Picture, unit: float) -> RuleLines:
    """Return the rulings, each drawn out to a crossing one that it nearly reaches, or cut off just
    behind it.
    """
    if not len(rules.at) or not len(others.at):
        return rules
    reach = _REACH * unit
    start, end = rules.start.copy(), rules.end.copy()
    meets = (others.start - reach <= rules.at[:, None]) & (rules.at[:, None] <= others.end + reach)
    for k in range(len(rules.at)):
        own = others.at[meets[k]]
        for ends in (start, end):
            near = own[np.abs(own - ends[k]) <= reach]
            if len(near):
                ends[k] = near[np.abs(near - ends[k]).argmin()]
                continue
            outside = own[(own < ends[k]) if ends is start else (own > ends[k])]
            if len(outside):
                nearest = float(outside[np.abs(outside - ends[k]).argmin()])
                low, high = sorted((round(nearest), round(float(ends[k]))))
                band = ink[max(0, round(rules.at[k]) - 2) : round(rules.at[k]) + 3, low:high]
                if high - low <= _FAR * unit and band.size and band.any(0).mean() >= _FAR_INKED:
                    ends[k] = nearest
    kept = end - start > unit
    return RuleLines(rules.at[kept], start[kept], end[kept], rules.thick[kept])


def _from_crossing_to_crossing(
    rules: RuleLines, others: RuleLines, ink: Picture, unit: float, share: float, gap: float
) -> RuleLines:
    """Return the rulings, running from crossing ruling to crossing ruling: over what they cover by
    a share at least.

    A ruling with a hole in it was meant to run through; a stroke of large letters covers little
    between two borders. What is where nothing crosses is kept if it is long, with what follows on
    its line after no more than a gap.
    """
    found: list[tuple[float, float, float, float]] = []
    reach, long = _REACH * unit, _LONG * unit
    for at, thick, spans in _lines(rules, unit):
        near = (others.start - reach <= at) & (at <= others.end + reach)
        edges = _parted_edges(np.sort(others.at[near]), reach)
        ways = list(pairwise(edges))
        shares = [_covered(spans, low, high) / (high - low) for low, high in ways]
        runs_on = sum(part >= share for part in shares) >= _WORN.mostly * len(ways)
        stops = [
            (low, high)
            for (low, high), part in zip(ways, shares, strict=True)
            if part >= share
            or _thin_ink(ink, at, low, high, unit)
            >= (_WORN.thin_mostly if runs_on else _WORN.thin_share)
        ]
        outer = _merged(_outside(spans, edges), gap * unit)
        stops += [(start, end) for start, end in outer if end - start >= long]
        for start, end in _merged(stops):
            found.append((at, start, end, thick))
    return RuleLines(*np.array(found, np.float64).reshape(-1, 4).T)


def _covered(spans: Sequence[tuple[float, float]], low: float, high: float) -> float:
    """Return how much of what lies between two places these spans cover."""
    return float(sum(max(0.0, min(end, high) - max(start, low)) for start, end in spans))


def _thin_ink(ink: Picture, at: float, low: float, high: float, unit: float) -> float:
    """Return the share of the way from `low` to `high` on which ink lies on a line and none
    beside it: what a scanner has left of a thin rule.
    """
    half, row = max(1, round(_WORN.thin * unit)), round(at - 0.5)
    beside = max(2, half)
    first, last = row - half - beside, row + half + beside + 1
    start, end = round(low), round(high)
    if first < 0 or last > ink.shape[0] or end - start < 4:
        return 0.0
    above, line, below = np.split(
        ink[first:last, start:end] > 0, (beside, last - first - beside), axis=0
    )
    return float((line.any(0) & ~above.any(0) & ~below.any(0)).mean())


def _outside(
    spans: Sequence[tuple[float, float]], edges: Sequence[float]
) -> list[tuple[float, float]]:
    """Return what lies outside of all crossing rulings, and what sticks out of the outermost ones.

    It continues from there: the rows of a table that is open at its sides.
    """
    if not edges:
        return list(spans)
    first, last = edges[0], edges[-1]
    outer = [(start, end) for start, end in spans if end <= first or start >= last]
    outer += [(start, first) for start, end in spans if start < first < end]
    return outer + [(last, end) for start, end in spans if start < last < end]


def _lines(rules: RuleLines, unit: float) -> list[tuple[float, float, list[tuple[float, float]]]]:
    """Return the lines that rulings lie on: where, how thick, and from where to where pieces of
    each run.
    """
    found: list[tuple[float, float, list[tuple[float, float]]]] = []
    for k in np.argsort(rules.at, kind="stable").tolist():
        at, start, end, thick = (float(part[k]) for part in rules)
        if found and at - found[-1][0] <= _DRIFT * unit:
            old, wide, spans = found[-1]
            length = sum(b - a for a, b in spans)
            middle = (old * length + at * (end - start)) / (length + end - start)
            found[-1] = (middle, max(wide, thick), [*spans, (start, end)])
        else:
            found.append((at, thick, [(start, end)]))
    return found


def _parted_edges(edges: Floats, reach: float) -> list[float]:
    """Return the places of crossing rulings, one of those that are closer than the reach."""
    found: list[float] = []
    for edge in edges.tolist():
        if not found or edge - found[-1] > reach / 2:
            found.append(edge)
    return found


def _merged(stops: list[tuple[float, float]], gap: float = 1.0) -> list[tuple[float, float]]:
    """Return intervals with those that touch, or nearly so, made one."""
    found: list[tuple[float, float]] = []
    for start, end in sorted(stops):
        if found and start <= found[-1][1] + gap:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def with_fills(
    level: RuleLines, upright: RuleLines, fills: list[tuple[int, int, int, int]], unit: float
) -> tuple[RuleLines, RuleLines]:
    """Return the rulings with those that dark areas hide: the header of a ruled table, whose
    columns continue through it.
    """
    reach = _REACH * unit
    for x0, top, x1, bottom in fills:
        under = (
            (np.abs(upright.start - bottom) <= reach)
            & (upright.at >= x0 - reach)
            & (upright.at <= x1 + reach)
        )
        if under.sum() < 2:
            continue
        start = np.where(under, np.minimum(upright.start, top), upright.start)
        upright = RuleLines(upright.at, start, upright.end, upright.thick)
        low, high = float(upright.at[under].min()), float(upright.at[under].max())
        edges = [at for at in (top, bottom) if not (np.abs(level.at - at) <= reach / 2).any()]
        added = (
            np.array([[at, min(x0, low), max(x1, high), 1.0] for at in edges], np.float64)
            .reshape(-1, 4)
            .T
        )
        level = RuleLines(*(np.concatenate(parts) for parts in zip(level, added, strict=True)))
    return level, upright


def level_boxes(rules: RuleLines) -> Floats:
    """Return the boxes of horizontal rulings as thin lines."""
    return np.column_stack((rules.start, rules.at, rules.end, rules.at))


def upright_boxes(rules: RuleLines) -> Floats:
    """Return the boxes of vertical rulings as thin lines."""
    return np.column_stack((rules.at, rules.start, rules.at, rules.end))


def drawn(shape: tuple[int, int], level: RuleLines, upright: RuleLines, wider: int) -> Picture:
    """Return a mask of these rulings, each so many pixels wider on both sides."""
    mask = np.zeros(shape, np.uint8)
    for rules, swap in ((level, False), (upright, True)):
        for at, start, end, thick in zip(*(part.tolist() for part in rules), strict=True):
            half = thick / 2 + wider
            box = (start - wider, at - half, end + wider, at + half)
            x0, y0, x1, y1 = (box[1], box[0], box[3], box[2]) if swap else box
            mask[
                max(0, round(y0)) : max(0, round(y1)) + 1, max(0, round(x0)) : max(0, round(x1)) + 1
            ] = 255
    return mask
