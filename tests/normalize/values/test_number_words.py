"""Numbers in words: each of them can be read back, and what is no number is none."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.values.number_words import parse_number_words

_DIGITS = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_GROUPS = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))


def in_words(value: int) -> str:
    for unit, word in _GROUPS:
        if value >= unit:
            head = (
                "seribu" if value < 2000 and unit == 1000 else f"{in_words(value // unit)} {word}"
            )
            return f"{head} {in_words(value % unit)}".strip()
    if value >= 100:
        head = "seratus" if value < 200 else f"{_DIGITS[value // 100]} ratus"
        return f"{head} {in_words(value % 100)}".strip()
    if value >= 20:
        return f"{_DIGITS[value // 10]} puluh {_DIGITS[value % 10]}".strip()
    special = {10: "sepuluh", 11: "sebelas"}
    return special.get(value) or (f"{_DIGITS[value - 10]} belas" if value > 11 else _DIGITS[value])


@given(st.integers(1, 10**15 - 1))
def test_every_number_is_read_from_its_words(value: int) -> None:
    assert parse_number_words(in_words(value)) == value
    assert parse_number_words(in_words(value).title().replace(" ", "")) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("nol", "0"),
        ("sembilan puluh lima koma nol tujuh", "95.07"),
        ("satu koma sembilan milyar", "1900000000"),
    ],
)
def test_zero_and_decimals_are_read(text: str, value: str) -> None:
    assert parse_number_words(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "dua tiga",
        "sepuluh dua",
        "ratus",
        "satu ribu juta",
        "dua belsa",
        "lima orang",
        "koma lima",
        "satu koma",
    ],
)
def test_words_that_make_no_number_are_none(text: str) -> None:
    assert parse_number_words(text) is None
