"""How words are compared: folded to what a reader would call the same text."""

import unicodedata
from enum import Enum
from functools import lru_cache

from extract.patterns import regex
from extract.text.similarity import differing_runs, letter_ratio, sorted_words_ratio


class Phrased(Enum):
    """A closed choice whose members say themselves in Indonesian (`id`) and in English (`en`)."""

    def __init__(self, id: str, en: str) -> None:
        self.id = id
        self.en = en


# PDFium hands on a hyphen at a line end as U+FFFE.
_HYPHEN = regex(r"(?<=[^\W\d_])[-‐‑–\xad\ufffe]\s*(?=[^\W\d_])")
_PUNCTUATION = regex(r"[\W_]+")


@lru_cache(maxsize=16384)
def normalize_text(text: str) -> str:
    """Return `text` in lower case, one space between its words, without punctuation; a hyphen joins
    its two words.

    >>> normalize_text("Perundang- undangan") == normalize_text("PERUNDANG-UNDANGAN")
    True
    >>> normalize_text("Desa/Kelurahan  (12)")
    'desa kelurahan 12'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return _PUNCTUATION.sub(" ", _HYPHEN.sub("", text).casefold()).strip()


# Up to here two runs of letters are one word and its misspelling.
_MISSPELT = 85
_REWORDED = 0.91


@lru_cache(maxsize=16384)
def similarity(one: str, other: str) -> float:
    """Return how alike two texts are: from 0.92 the same, from 0.75 differently worded, below it
    another text.

    Misspellings and spacing leave a text the same; a word that is missing, added, replaced or moved
    does not, however long the text.

    >>> similarity("Program Penyelenggaran Pemerintahan", "PROGRAM PENYELENGGARAAN PEMERINTAHAN") >= 0.92
    True
    >>> similarity("Program Penunjang Daerah Kabupaten/Kota", "Program Penunjang Urusan Daerah Kabupaten/Kota")
    0.91
    """  # noqa: E501
    folded, folded_other = normalize_text(one), normalize_text(other)
    if folded == folded_other or folded.replace(" ", "") == folded_other.replace(" ", ""):
        return 1.0
    alike = letter_ratio(folded, folded_other) / 100
    if alike > _REWORDED and _same_words(folded.split(), folded_other.split()):
        return alike
    return min(_REWORDED, max(alike, sorted_words_ratio(folded, folded_other) / 100))


def _same_words(words: list[str], others: list[str]) -> bool:
    """Return whether each run of words that differs is only spelt or spaced differently."""
    runs = differing_runs(words, others)
    return all(letter_ratio(ours, theirs) >= _MISSPELT for ours, theirs in runs)
