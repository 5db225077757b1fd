"""A picture of a page to a layout: prepared, turned upright, recognised piece by piece, read as any
page.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from extract.ocr.ctc import CTC_SETTINGS
from extract.ocr.picture_page import PicturePage, ReadPiece
from extract.ocr.pictures import (
    Picture,
    boxes_of,
    evened,
    find_skew,
    ink_of,
    prepared,
    share_of_ink,
    turned,
    with_dark_fills_turned,
    without_edges,
)
from extract.ocr.pieces_of_text import TextPiece, crop_of, find_pieces
from extract.ocr.recognizer import Recognized, Recognizer
from extract.ocr.rulings import (
    RuleLines,
    drawn,
    find_rulings,
    level_boxes,
    upright_boxes,
    with_fills,
)
from extract.ocr.separators import in_style, separators_of, with_wear
from extract.ocr.witnesses import NamedReader, witnesses_of
from extract.pages.page_layout import read_layout
from extract.pages.page_records import PageLayout, PageRotation, TextDirection
from extract.patterns import regex
from extract.records import (
    Box,
    LayoutStrategy,
    PictureProblem,
    Recognition,
    RecognizedText,
    TextSource,
)

# What is less sure than this is no text.
_SURE = 0.6
# A page is blank with less ink than this, and black with more.
_BLANK, _BLACK = 0.0004, 0.5
# So many pieces state which way up a page is; upright text is read as surely as this on average.
_ASKED, _UPRIGHT = 14, 0.9
# A page is printed where at least so many pieces, and this share of all, are read surely.
_FEW, _PRINTED = 3, 0.35
_SURELY = 0.8
# Of more pieces than a page of print has (a dense budget page has about 900), so many are tried
# first: where a third is print, fewer than three sure ones among them do not happen.
_MANY, _SAMPLED = 1500, 100

# From this share of the best text's probability on, a sign is not surely recognised by another.
_POSSIBLE = 0.02

# How a page is turned to the left, in quarters, before it is read; and where its text runs to, as
# displayed.
_QUARTERS = {
    0: TextDirection.RIGHT,
    1: TextDirection.DOWN,
    2: TextDirection.LEFT,
    3: TextDirection.UP,
}

_NUMBER = regex(
    r"[(\-]?(?:Rp\.?\s?)?\d{1,3}(?:\.\d{3})*(?:,\d+)?\s?%?\)?|[(\-]?\d+(?:,\d+)?\s?%?\)?",
    re.IGNORECASE,
)
_LETTER_OR_DIGIT = regex(r"[^\W_]|%")
_DIGIT = regex(r"\d")
# letters that a recogniser takes digits for
_LOOKALIKES = str.maketrans("OolISB", "001158")


class ReadPicture(NamedTuple):
    """What was read from a picture: the layout, how surely (0 to 1), its other readings, if they
    may differ, and the boxes of the rules found, on the page as read.
    """

    layout: PageLayout
    confidence: float
    others: tuple[tuple[LayoutStrategy, PageLayout], ...] = ()
    rules: tuple[Box, ...] = ()


class _Upright(NamedTuple):
    """A picture on its feet: its pieces, rulings and ink, and what the recogniser makes of each
    piece.
    """

    quarters: int
    skew: float
    grey: Picture
    ink: Picture
    level: RuleLines
    upright: RuleLines
    pieces: list[TextPiece]
    crops: list[Picture]
    usual: float
    lines: list[Recognized]


class UnreadablePicture(Exception):
    """A picture that holds nothing to read; `problem` says why."""

    def __init__(self, problem: PictureProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


def read_picture(
    grey: Picture,
    unit: float,
    number: int,
    recognizer: Recognizer,
    *,
    corner: tuple[float, float] = (0.0, 0.0),
    page: tuple[float, float] | None = None,
    readers: Sequence[NamedReader] = (),
    readings: Sequence[LayoutStrategy] = (),
) -> ReadPicture:
    """Return what is on a picture; `number` is the 1-based number of its page, `unit` a point in
    pixels.

    `corner` is where on a `page` of this size, in points, a picture is that is a part of it.
    `readers` are further readers; a table without rulings is laid out in all these `readings`.
    Raise an UnreadablePicture where it holds nothing to read.
    """
    grey = without_edges(grey, unit)
    share = share_of_ink(ink_of(grey, 0.5))
    if share > _BLACK:
        raise UnreadablePicture(PictureProblem.BLACK)
    grey, fills = with_dark_fills_turned(grey, unit)
    grey = evened(grey, unit)
    share = share_of_ink(ink_of(grey))
    if share < _BLANK:
        raise UnreadablePicture(PictureProblem.BLANK)
    found = _upright(grey, fills, unit, recognizer)
    sure = [line for line in found.lines if _is_surely_read(line)]
    if len(sure) < _FEW or len(sure) < _PRINTED * sum(
        len(line.text.strip()) != 1 for line in found.lines
    ):
        raise UnreadablePicture(PictureProblem.NO_PRINT)
    return _laid_out(found, unit, number, recognizer, corner, page, readers, readings)


def _upright(grey: Picture, fills: Picture, unit: float, recognizer: Recognizer) -> _Upright:
    """Return the picture the way up in which it is read most surely, of those along its lines of
    text.
    """
    skew = find_skew(ink_of(grey))
    first = _cut(grey, fills, unit, 0, skew)
    confidence = _confidence(first, recognizer, turned=False)
    best = (confidence, 0, first)
    if confidence < _UPRIGHT:
        side = _cut(grey, fills, unit, 1, skew)
        for quarters, cut, over in ((2, first, True), (1, side, False), (3, side, True)):
            confidence = _confidence(cut, recognizer, turned=over)
            if confidence > best[0]:
                best = (confidence, quarters, cut)
    _, quarters, cut = best
    if quarters >= 2:
        cut = _cut(grey, fills, unit, quarters, skew)
    _refuse_scatter(cut, recognizer)
    return cut._replace(lines=recognizer.recognized(cut.crops))


def _refuse_scatter(cut: _Upright, recognizer: Recognizer) -> None:
    """Raise where a sample of very many pieces holds no print: a photograph or grain falls into
    thousands of pieces, which take minutes to be recognised as nothing.
    """
    if len(cut.crops) < _MANY:
        return
    sample = recognizer.recognized(cut.crops[:: len(cut.crops) // _SAMPLED])
    if sum(_is_surely_read(line) for line in sample) < _FEW:
        raise UnreadablePicture(PictureProblem.NO_PRINT)


def _is_surely_read(line: Recognized) -> bool:
    return line.best.confidence >= _SURELY and len(line.text.strip()) > 1


def _cut(grey: Picture, fills: Picture, unit: float, quarters: int, skew: float) -> _Upright:
    """Return a picture, turned by quarters and levelled, with the crops of its pieces."""
    if quarters:
        grey, fills = (
            np.ascontiguousarray(np.rot90(picture, quarters)) for picture in (grey, fills)
        )
    ready = prepared(grey, unit, skew)
    level, upright = find_rulings(ready.faint, ready.grey, unit)
    if fills.any():
        level, upright = with_fills(level, upright, boxes_of(turned(fills, skew, 0), unit), unit)
    pieces, usual = find_pieces(ready.ink, level, upright, unit)
    barrier = drawn(
        (ready.ink.shape[0], ready.ink.shape[1]), level, upright, max(1, round(0.5 * unit))
    )
    crops = [crop_of(ready.grey, piece, barrier, usual) for piece in pieces]
    return _Upright(quarters, skew, ready.grey, ready.ink, level, upright, pieces, crops, usual, [])


def _confidence(cut: _Upright, recognizer: Recognizer, *, turned: bool) -> float:
    """Return how surely the longest pieces are read, as they are or turned upside down."""
    by_length = sorted(range(len(cut.pieces)), key=lambda at: cut.pieces[at].x0 - cut.pieces[at].x1)
    # the very longest may be rulings, and take longest
    asked = [at for at in by_length if len(cut.crops[at]) and _is_line(cut.pieces[at], cut.usual)]
    asked = asked[len(asked) // 8 :][:_ASKED]
    crops = [
        np.ascontiguousarray(np.rot90(cut.crops[at], 2)) if turned else cut.crops[at]
        for at in asked
    ]
    lines = [line for line in recognizer.recognized(crops) if len(line.text) > 1]
    signs = sum(len(line.text) for line in lines)
    return sum(line.best.confidence * len(line.text) for line in lines) / signs if signs else 0.0


def _is_line(piece: TextPiece, usual: float) -> bool:
    return piece.x1 - piece.x0 >= 2.5 * piece.height and piece.height <= 2.5 * usual


def _laid_out(
    found: _Upright,
    unit: float,
    number: int,
    recognizer: Recognizer,
    corner: tuple[float, float],
    page: tuple[float, float] | None,
    readers: Sequence[NamedReader],
    readings: Sequence[LayoutStrategy],
) -> ReadPicture:
    """Return the layout of a picture whose pieces were recognised."""
    tall, wide = found.grey.shape
    read: list[ReadPiece] = []
    recognized: list[Recognition] = []
    chances: list[float] = []
    strokes = _stroke_widths(found)
    usual_stroke = float(np.median(strokes)) if len(strokes) else 1.0
    said = witnesses_of(readers, found.crops, [line.text for line in found.lines])
    inks = [found.ink[piece.top : piece.bottom, piece.x0 : piece.x1] for piece in found.pieces]
    numerals = with_wear(
        [separators_of(line.text, ink) for line, ink in zip(found.lines, inks, strict=True)]
    )
    texts = in_style(numerals)
    for at, (piece, line) in enumerate(zip(found.pieces, found.lines, strict=True)):
        text, others = _texts(
            line, recognizer, texts[at], sure=numerals[at][:2] == (line.text, True)
        )
        clip = _in_points(piece, unit, corner)
        if not text.strip() or _is_scrap(piece, text, line.best.confidence, found, unit):
            continue
        dropped = line.best.confidence < _SURE
        recognized.append(
            Recognition(text.strip(), line.best.confidence, clip, others, said[at], dropped)
        )
        if dropped:
            continue
        chances.append(line.best.confidence)
        bold = bool(strokes[at] > 1.3 * usual_stroke)
        read.append(ReadPiece(piece, text, _places(line, text, piece, found.crops[at]), bold))
    boxes = np.concatenate((level_boxes(found.level), upright_boxes(found.upright)))
    width, height = page or (wide / unit, tall / unit)
    made = PicturePage(width, height, unit, found.usual, read, boxes, corner)
    turn = _rotation_of(found, width, height)

    def laid_out(reading: LayoutStrategy) -> PageLayout:
        layout = read_layout(made, number, reading)
        return replace(layout, turn=turn, source=TextSource.IMAGE, recognized=tuple(recognized))

    usual = laid_out(LayoutStrategy.USUAL)
    parted = all(table.reader == "ruled" for table in usual.tables)
    beside = [] if parted else [one for one in readings if one is not LayoutStrategy.USUAL]
    confidence = _mean(chances)
    rules = _rules_of(made)
    return ReadPicture(usual, confidence, tuple((one, laid_out(one)) for one in beside), rules)


def _mean(chances: Sequence[float]) -> float:
    return sum(chances) / len(chances) if chances else 0.0


def _rotation_of(found: _Upright, width: float, height: float) -> PageRotation:
    """Return how a picture was put upright, whose page is so wide and high as it is read."""
    direction = _QUARTERS[found.quarters]
    if direction in (TextDirection.UP, TextDirection.DOWN):
        width, height = height, width
    return PageRotation(direction, width, height, skew=found.skew)


def _rules_of(page: PicturePage) -> tuple[Box, ...]:
    """Return the boxes of the rulings of a page, in points."""
    return tuple(Box(*edges) for edges in page.drawing().strokes.tolist())


def _texts(
    line: Recognized, recognizer: Recognizer, told: str, *, sure: bool
) -> tuple[str, tuple[RecognizedText, ...]]:
    """Return the text of a line and the others that count; of equal digits the one that is written
    as numbers are.

    A point and a comma differ by a dot or two: they are `told` by the ink of the piece and the
    other numbers, and else, where the recogniser takes both to be possible, by how Indonesian
    numbers are written. No digit is chosen so. Where ink and recogniser are `sure` of a sign, it
    stays: an office may write one number otherwise than the rest.
    """
    best = line.text
    if not _DIGIT.search(best):
        return best, ()
    (text, chance), *others = recognizer.texts(line)
    counts = CTC_SETTINGS.counts_from * chance
    counted = [(best, chance), *(each for each in others if each[1] >= counts and each[0].strip())]
    if text != best:
        counted.append((text, chance))
    counted = list(dict(reversed(counted)).items())
    is_possible = any(each == told and p >= _POSSIBLE * chance for each, p in others)
    chosen = told if not sure or is_possible else best
    if chosen == best and not _NUMBER.fullmatch(best.strip()):
        chosen = _likeliest_number(best, counted)
    rest = sorted(
        ((p, text) for text, p in counted if text.strip() != chosen.strip()), reverse=True
    )
    return chosen, tuple(RecognizedText(text.strip(), p) for p, text in rest)


def _likeliest_number(best: str, counted: Sequence[tuple[str, float]]) -> str:
    """Return the likeliest text of the same digits that is written as numbers are, or the best."""
    digits = _digits(_with_digits(best))
    numbers = [
        (p, text)
        for text, p in counted
        if _digits(text) == digits and _NUMBER.fullmatch(text.strip())
    ]
    return max(numbers)[1] if numbers else best


def _with_digits(text: str) -> str:
    """Return the text of a number with the digits that its letters look like."""
    return text.translate(_LOOKALIKES) if _DIGIT.search(text) else text


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _places(line: Recognized, text: str, piece: TextPiece, crop: Picture) -> tuple[float, ...]:
    """Return where along the ink of a piece each character is, from 0 to 1."""
    wide = piece.x1 - piece.x0
    margin = (crop.shape[1] - wide) / 2
    if len(text) != len(line.at):
        return tuple((at + 0.5) / len(text) for at in range(len(text)))
    return tuple(min(1.0, max(0.0, (at * crop.shape[1] - margin) / wide)) for at in line.at)


def _is_scrap(piece: TextPiece, text: str, confidence: float, found: _Upright, unit: float) -> bool:
    """Return whether a piece is what is left of a ruling: one thin stroke close beside an upright
    one, a lone dot, or marks that are read unsurely.
    """
    text = text.strip()
    if len(text) > 1 and not _LETTER_OR_DIGIT.search(text) and confidence < _SURELY:
        return True
    if len(text) > 1 or (text.isalnum() and text not in "IlJi1"):
        return False
    if not text.isalnum() and text not in "-–—":
        return True
    if text in "-–—":
        return False
    near = np.abs(found.upright.at - (piece.x0 + piece.x1) / 2) < 3 * unit
    near &= (found.upright.start < piece.bottom) & (found.upright.end > piece.top)
    return bool(near.any()) and piece.x1 - piece.x0 < 0.35 * piece.height


def _stroke_widths(found: _Upright) -> Sequence[float]:
    """Return the mean width of the strokes of each piece, in parts of the usual height."""
    widths = []
    for piece in found.pieces:
        part = found.ink[piece.top : piece.bottom, piece.x0 : piece.x1]
        runs = np.count_nonzero(np.diff(part.astype(np.int16), axis=1, prepend=0) > 0)
        widths.append(np.count_nonzero(part) / max(1, int(runs)) / found.usual)
    return widths


def _in_points(piece: TextPiece, unit: float, corner: tuple[float, float]) -> Box:
    x, y = corner
    return Box(
        piece.x0 / unit + x, piece.top / unit + y, piece.x1 / unit + x, piece.bottom / unit + y
    )


def native_dpi(dots: int, points: float) -> int:
    """Return how many dots an inch a picture has."""
    return round(72 * dots / points) if points > 0 else 0


def scale_for(dpi: int) -> float:
    """Return how many pixels a point is drawn with: as many as the picture has, or twice as many
    where it is coarse.
    """
    drawn_at = (
        2 * dpi if dpi < 150 else min(dpi, 300) if dpi <= 300 else 300 if dpi < 450 else dpi / 2
    )
    return min(max(drawn_at, 180), 300) / 72


# A picture on a page of text may hold a table where so many rulings run either way.
_LEVEL_RULES, _UPRIGHT_RULES = 3, 2


def may_hold_table(grey: Picture, unit: float) -> bool:
    """Return whether rulings cross in a picture as those of a table do."""
    even = evened(grey, unit)
    level, upright = find_rulings(ink_of(even, 0.86), even, unit)
    return len(level.at) >= _LEVEL_RULES and len(upright.at) >= _UPRIGHT_RULES
