"""What is searched and what is searched for, as terms: every database finds the same words.

SQLite splits texts into terms itself (FTS5, `unicode61`: runs of letters and digits, without case
and diacritics). Another database gets the terms of the same tokenizer, which is asked for them in
memory.
"""

import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

TOKENIZER = "unicode61 remove_diacritics 2"
# what a tsvector takes (https://www.postgresql.org/docs/current/textsearch-limitations.html)
_LONGEST_TERM = 2_046
_MOST_BYTES = 1 << 19

Positions = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Text that must be as it is; where `is_prefix` the last letters of its last word may be
    missing.
    """

    text: str
    is_prefix: bool


def phrases(words: str) -> list[Phrase]:
    """Return what a person has typed: single words, the ends of which may be missing, and phrases
    in quotation marks.

    >>> [phrase.text for phrase in phrases('kemiskinan "angka harapan" a"b')]
    ['kemiskinan', 'angka harapan', 'a', 'b']
    """
    pieces = words.replace("\0", " ").split('"')
    quoted = range(1, len(pieces) - 1, 2)
    found = []
    for index, piece in enumerate(pieces):
        if index in quoted and _is_phrase(pieces, index):
            found.append(Phrase(piece.strip(), is_prefix=False))
        else:
            found += [Phrase(word, is_prefix=True) for word in piece.split()]
    return found


def _is_phrase(pieces: Sequence[str], index: int) -> bool:
    """Return whether quotation marks are around a piece, and not within a word."""
    before, after = pieces[index - 1], pieces[index + 1]
    return (
        bool(pieces[index].strip())
        and (not before or before[-1].isspace())
        and (not after or after[0].isspace())
    )


def match_expression(words: str) -> str:
    """Return what FTS5 looks for.

    >>> match_expression('kemiskinan "angka harapan" a"b')
    '"kemiskinan"* "angka harapan" "a"* "b"*'
    """
    return " ".join(f'"{phrase.text}"{"*" * phrase.is_prefix}' for phrase in phrases(words))


def text_search_query(words: str) -> tuple[str, list[str]]:
    """Return what PostgreSQL looks for: a `tsquery` of all terms, and what `LIKE` must find of
    terms that follow each other. An empty text where nothing can be found.

    >>> text_search_query('Kemiskinan "angka harapan" 5.01 --')
    ("'kemiskinan':* & 'angka' & 'harapan' & '5' & '01':*", ['% angka harapan %', '% 5 01%'])
    """
    asked = phrases(words)
    found: list[str] = []
    sequences = []
    for phrase, positions in zip(asked, terms(phrase.text for phrase in asked), strict=True):
        # a phrase without letters and digits restricts nothing, as in FTS5
        ordered = _ordered(positions)
        if ordered:
            quoted = [f"'{term}'" for term in ordered]
            quoted[-1] += ":*" * phrase.is_prefix
            found += quoted
        if len(ordered) > 1:
            sequences.append(f"% {' '.join(ordered)}{'' if phrase.is_prefix else ' '}%")
    return " & ".join(found), sequences


def _ordered(positions: Positions) -> list[str]:
    """Return terms as they follow each other."""
    placed = sorted((place, term) for term, places in positions.items() for place in places)
    return [term for _, term in placed]


def terms(texts: Iterable[str]) -> list[Positions]:
    """Return the terms of texts, each with its positions, counted from 1."""
    memory = _tokenizer()
    with memory:
        memory.executemany(
            "INSERT INTO texts(rowid, text) VALUES (?, ?)", rows := list(enumerate(texts))
        )
        found: list[dict[str, list[int]]] = [defaultdict(list) for _ in rows]
        for row, term, offset in memory.execute("SELECT doc, term, offset FROM terms"):
            found[row][term].append(offset + 1)
        memory.execute("INSERT INTO texts(texts) VALUES ('delete-all')")
    return [dict(positions) for positions in found]


_TOKENIZERS = threading.local()


def _tokenizer() -> sqlite3.Connection:
    """Return a database in memory that takes texts apart, one for each thread: to make one takes
    longer than to use it.
    """
    memory: sqlite3.Connection | None = getattr(_TOKENIZERS, "memory", None)
    if memory is None:
        memory = _TOKENIZERS.memory = sqlite3.connect(":memory:")
        memory.execute(
            f"CREATE VIRTUAL TABLE texts USING fts5(text, content='', tokenize='{TOKENIZER}')"
        )
        memory.execute("CREATE VIRTUAL TABLE terms USING fts5vocab('texts', 'instance')")
    return memory


def terms_in_order(positions: Positions) -> str:
    """Return terms as they follow each other; what a `tsvector` cannot take is left out.

    >>> terms_in_order({"angka": [1, 3], "harapan": [2]})
    'angka harapan angka'
    """
    kept = []
    size = 0
    for term in _ordered(positions):
        length = len(term.encode()) + 1
        size += length
        if length <= _LONGEST_TERM and size <= _MOST_BYTES:
            kept.append(term)
    return " ".join(kept)
