"""Laws of what the program says: in both languages, with the same values in them, formally, and
nowhere else.
"""

import re
from pathlib import Path

import pytest

from tools.documentation.texts import ROOT, SENTENCE, TextPair, outside, pairs, sources
from tools.documentation.texts_po import catalogue

PAIRS = tuple(pairs())
# not formal in Bahasa Indonesia, or an accusation
INFORMAL = re.compile(
    r"\b(?:kamu|kalian|kau|aku|nggak|enggak|gak|tak|cuma|aja|kalau|kalo|tapi|bikin|kasih|"
    r"biar|banget|udah|dong|"
    r"gimana|kenapa|bohong|palsu|curang|manipulasi|rekayasa|ngawur|fiktif|mark ?up)\b",
    re.IGNORECASE,
)
# what is read by programs
NO_TEXT = (
    r"import sys, json;",  # a program
    r"bold white on red",  # a style
    r"\{%",  # a tag of a template
    r"\b(?:SELECT|INSERT|CREATE|ALTER|DROP|SET|JOIN|FROM|WHERE|AS|CASE|BY|ON)\b",  # a query
    r'\brevision_id\b|"row"|^header, role',  # names of columns in a query
    r"dari ingatan|from memory|belum dicocokkan|not compared with|proposed by this tool",  # what is exchanged in a note  # noqa: E501
)


def place(pair: TextPair) -> str:
    return f"{pair.file}:{pair.line}: {pair.id.text[:60]!r} / {pair.en.text[:60]!r}"


def test_there_is_much_to_say() -> None:
    assert len(PAIRS) > 1000


def test_every_text_is_there_in_both_languages() -> None:
    assert [
        place(pair) for pair in PAIRS if not (pair.id.text.strip() and pair.en.text.strip())
    ] == []


def test_both_languages_are_told_the_same_values() -> None:
    assert [place(pair) for pair in PAIRS if pair.id.names != pair.en.names] == []


def is_closed(text: str) -> bool:
    """Return whether a text ends as a sentence does."""
    return text.rstrip()[-1] in ".:?!"


def test_a_sentence_ends_alike_in_both_languages() -> None:
    sentences = [
        pair for pair in PAIRS if SENTENCE.search(pair.id.text) and SENTENCE.search(pair.en.text)
    ]
    unlike = [pair for pair in sentences if is_closed(pair.id.text) != is_closed(pair.en.text)]
    assert list(map(place, unlike)) == []


def test_the_register_is_formal() -> None:
    assert [place(pair) for pair in PAIRS if INFORMAL.search(pair.id.text)] == []


@pytest.mark.parametrize(
    "path", [path for path in sources() if "lkj_audit" in path.parts], ids=lambda path: path.name
)
def test_the_desk_says_nothing_that_is_not_paired(path: Path) -> None:
    said = [
        f"{line}: {text}" for line, text in outside(path) if not re.search("|".join(NO_TEXT), text)
    ]
    assert said == []


def test_the_catalogue_of_texts_is_current() -> None:
    assert (ROOT / "docs" / "texts.po").read_bytes() == catalogue(), "run: make docs"
