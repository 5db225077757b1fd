"""What was between two printed lines of a cell: a space, or nothing because a word, code or number
was broken.

A line break says nothing by itself. Three things do: whether what follows would have fitted on the
line (then the break was meant), whether the pieces are numbers or codes that only make sense
together, and whether the document itself knows the joined word or the pieces as words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.pages.page_records import TextLine
from extract.patterns import regex


@dataclass(frozen=True, slots=True)
class LineJoiningSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # What one more letter takes, in average letters: wide enough for most, so that a line just
    # full counts as full.
    any_letter: float = 1.3  # ratio; bd6fe12
    # Shorter pieces are letters that stand for something, and the least that repeated words have
    # in common.
    shortest: int = 2  # count; de198b1
    repeated: int = 3  # count; de198b1


_SETTINGS = LineJoiningSettings()


_NUMERIC = regex(r"[(\-]?[\d.,]+%?\)?")
# What begins so is an amount of its own.
_AMOUNT_BEGINS = regex(r"Rp\.?\s*\d")
# What ends so continues with no digit on the next line.
_COMPLETE = regex(r"(?:\d[.,]-{1,2}|%)$")
_GROUPED = regex(
    r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?%?|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?%?|\d{1,3}[.,]\d{1,2}%?"
)
# Permendagri 90/2019 pads the sixth level to four digits
_SUB_ACTIVITY = regex(r"[\dXx](?:\.[\dXx]{2}){2}\.\d\.\d{2}\.\d{4}")
_CODE = regex(r"[1-9X](?:\.[\dX]{1,2}){1,3}(?:\.\d{1,2}(?:\.(?:\d{2}|\d{4}))?)?\.?")
_WORD = regex(r"[^\W\d_]+")

Vocabulary = frozenset[str]


def vocabulary(cells: Iterable[Sequence[TextLine]], running: Iterable[str]) -> Vocabulary:
    """Return the words that the document prints whole: in running text, and within the lines of its
    cells.
    """
    whole = list(running)
    for lines in cells:
        last = len(lines) - 1
        for index, line in enumerate(lines):
            first = index == 0 or lines[index - 1].spaced
            final = index == last or line.spaced
            text = line.text
            if not first:
                text = text.partition(" ")[2]
            if not final:
                text = text.rpartition(" ")[0]
            whole.append(text)
    return frozenset(_WORD.findall("\n".join(whole).casefold()))


def join_lines(pieces: Sequence[tuple[Sequence[TextLine], float]], words: Vocabulary) -> str:
    """Return the text of a cell from its printed lines.

    Each piece is what is on one page: the lines, and the room in points that the cell has for a
    line. There is more than one piece where a page break split the row.
    """
    text = ""
    previous: tuple[TextLine, float] | None = None
    for lines, room in pieces:
        for line in lines:
            text = (
                line.text
                if previous is None
                else _joined(text, previous[0], line, previous[1], words)
            )
            previous = (line, room)
    return text


def is_one_number(above: TextLine, below: TextLine, room: float) -> bool:
    """Return whether the text of two lines makes one number or code, and not a second one under the
    first.

    True also where either is no number: then nothing contradicts the lines belonging together.
    """
    tail, head = above.text.rsplit(None, 1)[-1], below.text.split(None, 1)[0]
    if _COMPLETE.search(tail) and head[0].isdigit():
        return False
    if _AMOUNT_BEGINS.match(below.text) and tail[-1].isdigit():
        return False
    if not (_NUMERIC.fullmatch(tail) and _NUMERIC.fullmatch(head)):
        return True
    return _one_number(tail, head, above, room)


def goes_on(tail: str, head: str) -> bool:
    """Return whether two numeric pieces make one amount that the first alone is not."""
    return _GROUPED.fullmatch(tail) is None and _GROUPED.fullmatch(tail + head) is not None


def _joined(text: str, line: TextLine, following: TextLine, room: float, words: Vocabulary) -> str:
    """Return the text so far with the following line added."""
    tail, head = text.rsplit(None, 1)[-1], following.text.split(None, 1)[0]
    if _NUMERIC.fullmatch(tail) and _NUMERIC.fullmatch(head):
        return text + ("" if _one_number(tail, head, line, room) else " ") + following.text
    if _ends_number(tail, head, line, room):
        return text + following.text
    if line.spaced:
        return f"{text} {following.text}"
    if len(text) > 1 and text[-1] in "-/" and not text[-2].isspace():
        if text[-1] == "-" and _hyphenated(tail, head, words):
            text = text[:-1]
        return text + following.text
    broken = _is_known_whole(tail, head, words) or _broke_word(tail, head, line, room, words)
    return f"{text}{'' if broken else ' '}{following.text}"


def _ends_number(tail: str, head: str, line: TextLine, room: float) -> bool:
    """Return whether what begins the following line ends a number: `-` after a comma, a bracket, a
    percent sign.
    """
    if (tail.endswith(",") and head in ("-", "--") and tail[0].isdigit()) or (
        head == ")" and tail[0] == "("
    ):
        return True
    return head == "%" and tail[-1].isdigit() and not _fits(line, _SETTINGS.any_letter, room)


def _broke_word(tail: str, head: str, line: TextLine, room: float, words: Vocabulary) -> bool:
    """Return whether a full line that holds a single word, or one too long for any line, broke that
    word.
    """
    alone = " " not in line.text or ("/" in tail and _is_too_long(tail + head, line, room))
    return alone and not _fits(line, _SETTINGS.any_letter, room) and _one_word(tail, head, words)


def _fits(line: TextLine, letters: float, room: float) -> bool:
    """Return whether so many more letters would have fitted on the line."""
    width = line.box.x1 - line.box.x0
    return width + letters * width / (len(line.text) or 1) <= room


def _is_too_long(token: str, line: TextLine, room: float) -> bool:
    """Return whether a token set like a line is wider than a line can be: then it had to be broken
    somewhere.
    """
    return len(token) * (line.box.x1 - line.box.x0) / (len(line.text) or 1) > room


def _one_number(tail: str, head: str, line: TextLine, room: float) -> bool:
    """Return whether two numeric pieces are one number or code; `line` is the one that ends in
    `tail`.

    After a separator a line may be broken early, elsewhere only where not one more digit fits; a
    bracket that is still open continues anyway.
    """
    if tail[0] == "(" and tail[-1] != ")" and head[-1] == ")":
        return True
    if tail[-1] in ".," or head[0] in ".,":
        return any(mark in tail[:-1] for mark in ".,") or not _fits(line, len(head) + 1, room)
    whole = tail + head
    # what only a last level of four digits makes whole may stop a letter before the edge
    spare = _SETTINGS.any_letter + bool(_SUB_ACTIVITY.fullmatch(whole))
    if _fits(line, spare, room):
        return False
    if _GROUPED.fullmatch(whole):
        return any(mark in tail for mark in ".,")
    return bool(_CODE.fullmatch(whole)) or (whole.isdigit() and len(tail) > 3)


def _one_word(tail: str, head: str, words: Vocabulary) -> bool:
    """Return whether a word was broken between these pieces, as far as the document's own words
    decide.
    """
    before, after = _last_word(tail), _first_word(head)
    if not before or not after or not tail[-1].isalpha() or not head[0].isalpha():
        return False
    # a letter alone numbers something (I, a) or is what was broken off: it is no word
    return before not in words and (len(after) == 1 or after not in words)


def _is_known_whole(tail: str, head: str, words: Vocabulary) -> bool:
    """Return whether the pieces make a word that the document prints whole, and the first of them
    makes none.

    Names of places are printed in capitals, as one word and as two: there only a last letter is
    determined so.
    """
    before, after = _last_word(tail), _first_word(head)
    alike = (tail[-1].islower() and head[0].islower()) or (
        tail.isupper() and len(head) == 1 and head.isupper()
    )
    broken = bool(before) and bool(after) and tail[-1].isalpha() and head[0].isalpha() and alike
    return broken and before not in words and before + after in words


def _hyphenated(tail: str, head: str, words: Vocabulary) -> bool:
    """Return whether the hyphen was only put in to break the word.

    Then the document knows neither piece as a word, and the whole as one; or they make none of the
    words that are written with a hyphen: repeated ones, and those with capitals.
    """
    before, after = _last_word(tail[:-1]), _first_word(head)
    if before in words or after in words:
        return False
    return before + after in words or breaks_word(tail[:-1], head)


def breaks_word(before: str, after: str) -> bool:
    """Return whether a hyphen between two texts breaks a word, as far as they themselves decide.

    >>> breaks_word("meneta", "pkan"), breaks_word("perundang", "undangan"), breaks_word("sayur", "mayur")
    (True, False, False)
    """  # noqa: E501
    if not before or not after or not (before[-1].islower() and after[0].islower()):
        return False
    one, other = _last_word(before), _first_word(after)
    repeated = any(
        one.endswith(other[:length]) for length in range(_SETTINGS.repeated, len(other) + 1)
    )
    rhymed = one[-_SETTINGS.repeated :] == other[-_SETTINGS.repeated :]
    return min(len(one), len(other)) >= _SETTINGS.shortest and not repeated and not rhymed


def _last_word(text: str) -> str:
    found = _WORD.findall(text.casefold())
    return found[-1] if found else ""


def _first_word(text: str) -> str:
    found = _WORD.findall(text.casefold())
    return found[0] if found else ""
