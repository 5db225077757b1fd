"""How drift is said to a person, in Indonesian or in English."""

from collections.abc import Iterator, Sequence

from corpus.check import CheckResult
from corpus.drift import Difference
from corpus.terms import term_in

# More differences than a person reads of one document.
MOST = 40


def result_lines(result: CheckResult, lang: str, most: int = MOST) -> Iterator[str]:
    """Yield the lines that say what became of a document that is not as it was."""
    english = lang == "en"
    head, *more = result.fault.rstrip().splitlines() or [""]
    if head:
        yield _one_line(head)
        yield from (f"    {_one_line(line)}" for line in more)
    for difference in result.differences[:most]:
        yield from difference_lines(difference, lang)
    left = len(result.differences) - most
    if left > 0:
        yield f"… and {left} more" if english else f"… dan {left} perbedaan lain"


def difference_lines(difference: Difference, lang: str) -> Sequence[str]:
    """Return a line that says what changed where, and a line each for what was, what is and why, as
    far as known.
    """
    page = f"{'p.' if lang == 'en' else 'hal.'} {difference.page}" if difference.page else ""
    head = "  ".join(
        part
        for part in (_one_line(difference.change.value[lang == "en"]), page, difference.at)
        if part
    )
    sides = (("-", difference.was), ("+", difference.now))
    because = (
        [f"    {term_in('because', lang)}: {_one_line(difference.why)}"] if difference.why else []
    )
    return [
        _one_line(head),
        *(f"    {sign} {_one_line(text)}" for sign, text in sides if text),
        *because,
    ]


def _one_line(text: str) -> str:
    """Return the text without control characters, which a PDF may hold and a terminal would
    obey.
    """
    return "".join(character if character.isprintable() else " " for character in text)
