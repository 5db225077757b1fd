"""The columns of a table without vertical rulings: the strips between gaps that no line crosses,
told apart by headers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extract.grids.text_regions import TEXT_REGIONS_SETTINGS, TableRegion
from extract.records import Box, LayoutStrategy
from extract.text.visual_lines import TextSegment, VisualLine, is_caption, is_total, segments_beside


@dataclass(frozen=True, slots=True)
class TextColumnsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # How many lines, as a share, may cross a gap between columns: texts that overflow.
    crossing: float = 0.04  # share; dc12d0d
    # How far, in points, a header reaches over the edge of a column that it is over, too.
    into: float = 8.0  # pt; 36b13df
    # Of what is in the columns of a table this share at least is aligned.
    aligned_share: float = 0.5  # share; 99cb809
    # In line heights, a gap between two headers over two columns is at least so wide, and so many
    # times as wide as the widest one inside them: a space in print takes a quarter of the height.
    heads_apart: float = 0.4  # heights; 4521dff
    wider: float = 1.3  # times; 4521dff


_SETTINGS = TextColumnsSettings()


def find_columns(
    lines: Sequence[VisualLine], region: TableRegion, reading: LayoutStrategy
) -> list[float]:
    """Return the edges of the columns of a region: between headers and in the gaps, in some
    readings by one of both.
    """
    body = lines[region.body : region.last + 1]
    # the number of a column is in its middle, wherever its text is
    edges = _edges([line for line in body if not line.numbering] or body)
    numbering = next(
        (line for line in lines[region.first : region.last + 1] if line.numbering), None
    )
    header = lines[header_begin(lines, region.first, edges) : region.body]
    heads = numbering.pieces if numbering else segments_beside(header or body[:1])
    if len(heads) > TEXT_REGIONS_SETTINGS.columns and reading is not LayoutStrategy.GAPS:
        # a column of nothing but its header, or its number, has its place, too
        beyond = [numbering] if numbering and not _stands_inside(numbering, edges) else []
        edges = with_headers_inside(edges, [*header, *beyond])
        known = [edges[0], edges[-1]] if reading is LayoutStrategy.HEADS else edges
        edges = _headed_edges(known, heads, lines[region.first : region.last + 1])
    if reading is not LayoutStrategy.GAPS:
        header = lines[header_begin(lines, region.first, edges) : region.body]
        edges = _needed_edges(edges, header or body[:1], body)
        edges = _with_heads_apart(edges, header, body)
    return with_headers_inside(edges, lines[region.first : region.body])


def with_headers_parted(lines: Sequence[VisualLine], region: TableRegion) -> list[VisualLine]:
    """Return the lines with the pieces of the headers of a region parted over the gaps of its body.

    Headers of one line may be nearer to each other than columns usually are: what parts them is
    that the gap is over one between two columns, and wider than the spaces inside them.
    """
    body = lines[region.body : region.last + 1]
    body = [line for line in body if not line.numbering] or body
    firm, _ = _firm_and_loose(body)
    gaps = list(_gaps(np.array(firm), int(_SETTINGS.crossing * len(body))))
    begin = header_begin(lines, region.first, _edges(body))
    headers = [_parted(line, gaps) for line in lines[begin : region.body]]
    return [*lines[:begin], *headers, *lines[region.body :]]


def _parted(line: VisualLine, gaps: Sequence[tuple[float, float]]) -> VisualLine:
    """Return a line whose pieces are parted at the widest space over each of these gaps."""
    pieces: list[TextSegment] = []
    for piece in line.pieces:
        boxes = [box for box in line.words if piece.box.x0 <= box.x0 and box.x1 <= piece.box.x1]
        texts = piece.text.split(" ")
        if len(texts) != len(boxes):
            return line
        ends = [0, *_partings(boxes, gaps, line.height), len(boxes)]
        pieces += [
            TextSegment(" ".join(texts[low:high]), reduce(Box.union, boxes[low:high]))
            for low, high in pairwise(ends)
        ]
    return line._replace(pieces=tuple(pieces))


def _partings(
    boxes: Sequence[Box], gaps: Sequence[tuple[float, float]], height: float
) -> list[int]:
    """Return before which words of a piece another header begins."""
    spaces = {word: boxes[word].x0 - boxes[word - 1].x1 for word in range(1, len(boxes))}
    middles = {word: (boxes[word].x0 + boxes[word - 1].x1) / 2 for word in spaces}
    widest = set[int]()
    for low, high in gaps:
        over = [word for word in spaces if low < middles[word] < high]
        widest |= {max(over, key=spaces.__getitem__)} if over else set()
    inner = max((space for word, space in spaces.items() if word not in widest), default=0.0)
    least = max(_SETTINGS.heads_apart * height, _SETTINGS.wider * inner)
    return sorted(word for word in widest if spaces[word] >= least)


def _stands_inside(line: VisualLine, edges: Sequence[float]) -> bool:
    """Return whether the first and the last piece of a line are around a place between the outer
    edges.
    """
    first, last = line.pieces[0].box, line.pieces[-1].box
    return edges[0] < (first.x0 + first.x1) / 2 and (last.x0 + last.x1) / 2 < edges[-1]


def _edges(lines: Sequence[VisualLine]) -> list[float]:
    """Return the edges of the columns of these lines: the middles of the gaps that hardly any row
    crosses.

    Words without a number beside them, a section or the name of a total, may run over several
    columns: they decide only where in a gap the edge is.
    """
    firm, loose = _firm_and_loose(lines)
    boxes = np.array([*firm, *loose])
    left, right = float(boxes[:, 0].min()), float(boxes[:, 2].max())
    edges = [left - 2.0]
    for low, high in _gaps(np.array(firm), int(_SETTINGS.crossing * len(lines))):
        edges.append(_clearest(low, high, loose))
    return [*edges, right + 2.0]


def _firm_and_loose(lines: Sequence[VisualLine]) -> tuple[list[Box], list[Box]]:
    """Return the boxes of pieces in rows, and those that may be in several columns: words alone on
    their line.
    """
    firm: list[Box] = []
    loose: list[Box] = []
    for line in lines:
        alone = len(line.pieces) == 1 and not line.numbers
        total = not alone and is_total(line.pieces[0].text)
        (loose if alone or total else firm).append(line.pieces[0].box)
        firm += [piece.box for piece in line.pieces[1:]]
    return (firm, loose) if firm else (loose, [])


def _gaps(boxes: NDArray[np.float64], allowed: int) -> Iterator[tuple[float, float]]:
    """Yield the stretches between the first and the last box that no more boxes than allowed lie
    over.
    """
    starts, ends = np.sort(boxes[:, 0]), np.sort(boxes[:, 2])
    at = np.unique(np.concatenate((starts, ends)))
    # How many pieces lie over each stretch between two neighbouring edges of pieces.
    over: NDArray[np.intp] = np.searchsorted(starts, at[:-1], side="right") - np.searchsorted(
        ends, at[:-1], side="right"
    )
    begin: float | None = None
    for low, high, count in zip(at[:-1].tolist(), at[1:].tolist(), over.tolist(), strict=True):
        if count <= allowed:
            begin = low if begin is None else begin
            end = high
        elif begin is not None:
            yield begin, end
            begin = None


def _clearest(low: float, high: float, boxes: Sequence[Box]) -> float:
    """Return the middle of the widest stretch between two places that the fewest boxes lie over."""
    inside = [box for box in boxes if box.x0 < high and box.x1 > low]
    ends = {x for box in inside for x in (box.x0, box.x1) if low < x < high}
    stretches = []
    for left, right in pairwise(sorted({low, high, *ends})):
        middle = (left + right) / 2
        over = sum(box.x0 < middle < box.x1 for box in inside)
        stretches.append((over, left - right, middle))
    return min(stretches)[2]


def _headed_edges(
    edges: Sequence[float], heads: Sequence[TextSegment], lines: Sequence[VisualLine]
) -> list[float]:
    """Return the edges with one between each two headers (or column numbers), where the fewest
    words are in its way.
    """
    found = list(edges)
    boxes = [box for line in lines for box in line.words]
    for one, other in pairwise(heads):
        low, high = one.box.x1, other.box.x0
        middles = [(head.box.x0 + head.box.x1) / 2 for head in (one, other)]
        if low >= high or any(middles[0] < edge < middles[1] for edge in edges):
            continue
        found.append(_clearest(low, high, boxes))
    return sorted(found)


def _needed_edges(
    edges: Sequence[float], header: Sequence[VisualLine], body: Sequence[VisualLine]
) -> list[float]:
    """Return the edges without those beside a column without a header that only takes what the
    other one leaves out.

    A header that passes over an edge is one of both columns.
    """
    kept = list(edges)
    at = 1
    while at < len(kept) - 1:
        left, right = (kept[at - 1], kept[at]), (kept[at], kept[at + 1])
        headless = not (_any_prints(header, left) and _any_prints(header, right))
        pieces = [piece.box for line in header for piece in line.pieces]
        headless |= any(
            box.x0 < kept[at] - _SETTINGS.into and box.x1 > kept[at] + _SETTINGS.into
            for box in pieces
        )
        if headless and not any(_prints(line, left) and _prints(line, right) for line in body):
            del kept[at]
        else:
            at += 1
    return kept


def _with_heads_apart(
    edges: Sequence[float], header: Sequence[VisualLine], body: Sequence[VisualLine]
) -> list[float]:
    """Return the edges, moved within their gaps so that a header at the side of its column is over
    that column.

    A header at the left of numbers that end at the right may be nearer to the column before.
    """
    kept = list(edges)
    boxes = [piece.box for line in body for piece in line.pieces]
    for at in range(1, len(kept) - 1):
        edge, end = kept[at], kept[at + 1]
        left, right = _heads_in(header, (kept[at - 1], edge)), _heads_in(header, (edge, end))
        before = max((box.x1 for box in boxes if box.x1 <= edge), default=kept[at - 1])
        after = min((box.x0 for box in boxes if box.x0 >= edge), default=end)
        if len(left) > 1 and not right and before <= left[-1].x0:
            kept[at] = (max(before, left[-2].x1) + left[-1].x0) / 2
        elif len(right) > 1 and not left and right[0].x1 <= after:
            kept[at] = (min(after, right[1].x0) + right[0].x1) / 2
    return kept


def _heads_in(header: Sequence[VisualLine], column: tuple[float, float]) -> list[Box]:
    """Return where the headers over a column are, left to right."""
    own = [_only(line, column) for line in header if _prints(line, column)]
    return [piece.box for piece in segments_beside(own)]


def _only(line: VisualLine, column: tuple[float, float]) -> VisualLine:
    """Return those pieces of a line that are in a column."""
    pieces = tuple(
        piece for piece in line.pieces if column[0] < (piece.box.x0 + piece.box.x1) / 2 < column[1]
    )
    return line._replace(pieces=pieces)


def _prints(line: VisualLine, column: tuple[float, float]) -> bool:
    """Return whether a line prints a word in a column."""
    return any(column[0] < (box.x0 + box.x1) / 2 < column[1] for box in line.words)


def _any_prints(lines: Sequence[VisualLine], column: tuple[float, float]) -> bool:
    """Return whether any of these lines prints a word in a column."""
    return any(_prints(line, column) for line in lines)


def header_begin(lines: Sequence[VisualLine], first: int, edges: Sequence[float]) -> int:
    """Return the index of the first header line above a block."""
    width = edges[-1] - edges[0]
    index = first
    while index > 0:
        line, below = lines[index - 1], lines[index]
        height = below.bottom - below.top
        inside = _is_inside(line, edges)
        wide = any(piece.box.x1 - piece.box.x0 > 0.6 * width for piece in line.pieces)
        if (
            below.top - line.bottom > 2.5 * height
            or not inside
            or wide
            or is_caption(line.text)
            or line.tabular
        ):
            break
        if (
            len(line.pieces) == 1
            and (index < first or _is_title(line, below, edges))
            and len(lines[index].pieces) > 1
            and not _within(line.pieces[0], edges)
        ):
            break
        index -= 1
    return index


def _is_title(line: VisualLine, below: VisualLine, edges: Sequence[float]) -> bool:
    """Return whether a line over headers is a title: no header reaches from the first column over
    the next ones.
    """
    return not below.numbers and line.pieces[0].box.x0 < edges[1]


def _is_inside(line: VisualLine, edges: Sequence[float]) -> bool:
    """Return whether a line is between the outer edges; of several headers, each may be wider than
    what is below.

    Headers over most columns may be followed by one over a column that holds nothing.
    """
    first, last = line.pieces[0].box, line.pieces[-1].box
    if len(line.pieces) > 2:
        return (first.x0 + first.x1) / 2 > edges[0] and (
            (last.x0 + last.x1) / 2 < edges[-1] or _heads_most(line.pieces[:-1], edges)
        )
    return first.x0 >= edges[0] - 6 and last.x1 <= edges[-1] + 6


def _heads_most(pieces: Sequence[TextSegment], edges: Sequence[float]) -> bool:
    """Return whether each of these pieces is over a column of its own, and most columns have
    one.
    """
    columns = [int(np.searchsorted(edges, (piece.box.x0 + piece.box.x1) / 2)) for piece in pieces]
    return len(set(columns)) == len(columns) and 2 * len(columns) > len(edges) - 1


def _within(piece: TextSegment, edges: Sequence[float]) -> bool:
    """Return whether a piece lies within one column."""
    return any(
        low - 1 <= piece.box.x0 and piece.box.x1 <= high + 1 for low, high in pairwise(edges)
    )


def with_headers_inside(edges: Sequence[float], header: Sequence[VisualLine]) -> list[float]:
    """Return the edges with the outer ones around all headers."""
    boxes = [piece.box for line in header for piece in line.pieces]
    left = min([edges[0], *(box.x0 - 2 for box in boxes)])
    return [left, *edges[1:-1], max([edges[-1], *(box.x1 + 2 for box in boxes)])]


def is_aligned(lines: Sequence[VisualLine], edges: Sequence[float]) -> bool:
    """Return whether most of what is in the columns begins, ends or is centred at the same place in
    each.

    The words of justified running text are apart as well, wherever the line wants them.
    """
    told = aligned = 0
    for low, high in list(pairwise(edges))[1:]:
        groups = list(filter(None, (_words_within(line, low, high) for line in lines)))
        starts = [own[0].x0 for own in groups]
        ends = [own[-1].x1 for own in groups]
        middles = [(one + other) / 2 for one, other in zip(starts, ends, strict=True)]
        told += len(groups)
        aligned += max(map(_most_alike, (starts, ends, middles)), default=0)
    return aligned >= _SETTINGS.aligned_share * told


def _words_within(line: VisualLine, low: float, high: float) -> list[Box]:
    """Return the words of a line whose middle is between two vertical edges."""
    return [box for box in line.words if low <= (box.x0 + box.x1) / 2 < high]


def _most_alike(positions: Sequence[float]) -> int:
    """Return how many of these positions at most lie close to each other."""
    found = np.sort(positions)
    return int(
        (
            np.searchsorted(found, found + TEXT_REGIONS_SETTINGS.same_edge, side="right")
            - np.arange(len(found))
        ).max(initial=0)
    )
