"""What is searched and what is searched for, as terms: every database finds the same words.

SQLite splits texts into terms itself (FTS5, `unicode61`: runs of letters and digits, without case
and diacritics). Another database gets the terms of the same tokenizer, which is asked for them in
memory.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

TOKENIZER = "unicode61 remove_diacritics 2"
# what a tsvector takes (https://www.postgresql.org/docs/current/textsearch-limitations.html)
_LONGEST_TERM = 2_046
_LAST_POSITION = 16_383
_MOST_POSITIONS = 256
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


def text_search_query(words: str) -> str:
    """Return what PostgreSQL looks for as a `tsquery`; an empty text where nothing can be found.

    >>> text_search_query('Kemiskinan "angka harapan" 5.01 --')
    "'kemiskinan':* & ('angka' <-> 'harapan') & ('5' <-> '01':*)"
    """
    asked = phrases(words)
    found = []
    for phrase, positions in zip(asked, terms(phrase.text for phrase in asked), strict=True):
        # a phrase without letters and digits restricts nothing, as in FTS5
        ordered = sorted((at, term) for term, places in positions.items() for at in places)
        if ordered:
            quoted = [f"'{term}'" for _, term in ordered]
            quoted[-1] += ":*" * phrase.is_prefix
            found.append(f"({' <-> '.join(quoted)})" if len(quoted) > 1 else quoted[0])
    return " & ".join(found)


def terms(texts: Iterable[str]) -> list[Positions]:
    """Return the terms of texts, each with its positions, counted from 1."""
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute(
            f"CREATE VIRTUAL TABLE texts USING fts5(text, content='', tokenize='{TOKENIZER}')"
        )
        memory.execute("CREATE VIRTUAL TABLE terms USING fts5vocab('texts', 'instance')")
        memory.executemany(
            "INSERT INTO texts(rowid, text) VALUES (?, ?)", rows := list(enumerate(texts))
        )
        found: list[dict[str, list[int]]] = [defaultdict(list) for _ in rows]
        for row, term, offset in memory.execute("SELECT doc, term, offset FROM terms"):
            found[row][term].append(offset + 1)
    return [dict(positions) for positions in found]


def text_search_vector(positions: Positions) -> str:
    """Return terms as the text of a `tsvector`; what is beyond its limits is left out.

    >>> text_search_vector({"angka": [1, 3], "harapan": [2]})
    "'angka':1,3 'harapan':2"
    """
    parts = []
    size = 0
    for term, places in positions.items():
        kept = [place for place in places if place <= _LAST_POSITION][:_MOST_POSITIONS]
        length = len(term.encode())
        size += length + 2 * len(kept)
        if kept and length <= _LONGEST_TERM and size <= _MOST_BYTES:
            parts.append(f"'{term}':{','.join(map(str, kept))}")
    return " ".join(parts)
