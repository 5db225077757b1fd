"""How alike two texts are, letter by letter or word by word.

No other module imports rapidfuzz. It is slow to import, and a document whose names are spelt as
they are listed does without it: it is imported where a ratio is asked for first. A ratio is between
0 and 100, as rapidfuzz gives it. What texts are compared as is decided above
(`normalize.text.comparison`).
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby


def letter_ratio(one: str, other: str) -> float:
    """Return twice the letters that two texts share in order, in percent of the letters of both.

    https://rapidfuzz.github.io/RapidFuzz/Usage/fuzz.html#ratio

    >>> letter_ratio("abcd", "abce")
    75.0
    """
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other)


def part_ratio(part: str, text: str) -> float:
    """Return the letter ratio of a text and the stretch of a longer one that is most like it.

    >>> part_ratio("realisasi", "anggaran dan realisasi")
    100.0
    """
    from rapidfuzz import fuzz

    return fuzz.partial_ratio(part, text)


def sorted_words_ratio(one: str, other: str) -> float:
    """Return the letter ratio of two texts with their words sorted.

    >>> sorted_words_ratio("target kinerja", "kinerja target")
    100.0
    """
    from rapidfuzz import fuzz

    return fuzz.token_sort_ratio(one, other)


def nearest(text: str, known: Iterable[str], least: float) -> str | None:
    """Return the known text with the highest letter ratio of at least so much, or None.

    >>> nearest("bats", ["batas", "rumus"], 60)
    'batas'
    """
    from rapidfuzz import fuzz, process

    match = process.extractOne(text, list(known), scorer=fuzz.ratio, score_cutoff=least)
    return match[0] if match else None


def near(text: str, known: Sequence[str], least: float, limit: int | None = None) -> list[str]:
    """Return the known texts with a letter ratio of at least so much, the nearest first; `limit`
    restricts how many.
    """
    from rapidfuzz import fuzz, process

    matches = process.extract(text, known, scorer=fuzz.ratio, score_cutoff=least, limit=limit)
    return [match for match, _, _ in matches]


def nearest_by_blocks(word: str, known: Sequence[str], least: float) -> str | None:
    """Return the known word that shares the most blocks of letters, at least this share (0 to 1),
    or None.

    https://docs.python.org/3/library/difflib.html#difflib.get_close_matches

    >>> nearest_by_blocks("pebruari", ["januari", "februari"], 0.8)
    'februari'
    """
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, known, 1, cutoff=least)), None)


def differing_runs(words: Sequence[str], others: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the runs of words in which two texts differ, each as its letters here and there.

    >>> list(differing_runs("yang di tindak lanjuti".split(), "yang ditindaklanjuti".split()))
    [('ditindaklanjuti', 'ditindaklanjuti')]
    """
    from rapidfuzz.distance import Levenshtein

    opcodes = Levenshtein.opcodes(words, others)
    for differs, run in groupby(opcodes, lambda code: code.tag != "equal"):
        if differs:
            codes = list(run)
            here = words[codes[0].src_start : codes[-1].src_end]
            there = others[codes[0].dest_start : codes[-1].dest_end]
            yield "".join(here), "".join(there)
