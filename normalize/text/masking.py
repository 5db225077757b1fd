"""What leaves the house without the numbers of civil servants (NIP) in it.

A NIP is masked however its digits are parted and written: with spaces, dots, dashes, slashes or
underscores, in full width, with the letter O for a zero. Where nothing names it, its dates set it
apart from other numbers: the first eight digits are a birth date, the next six the year and month
of an appointment, the one behind them is 1 or 2.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from extract.patterns import regex
from normalize.values.nips import find_nips

SHORTEST_NIP = 15

Mask = Callable[[str], str]

# a NIP with a digit too few or too many, which nobody would take for another number: the birth date
# shows
_NEARLY = regex(
    r"(?<![\d.,])(?:19[4-9]|20[0-2])\d\d{4}[ .]{0,2}\d{5,7}[ .]{0,2}\d[ .]{0,2}\d{2,4}(?!\d)"
)

# Of a text in which every digit is an ASCII one, and every mark that may part digits a hyphen:
_BORN = r"(?:19[4-9]|20[0-2])-*\d-*(?:0-*[1-9]|1-*[0-2])-*(?:0-*[1-9]|[12]-*\d|3-*[01])".replace(
    "-*", "-{0,3}"
)
_APPOINTED = (
    r"(?:1-*9-*[6-9]|2-*0-*[0-4])-*\d-*(?:0-*[1-9]|1-*[0-2]|2-*1)-*[12](?:-*\d){3}".replace(
        "-*", "-{0,3}"
    )
)
_BIRTH = regex(_BORN)
_BY_DATES = regex(rf"(?<!\d)(?=({_BORN}-{{0,3}}{_APPOINTED})(?!\d))")
_NEARLY_BY_DATE = regex(rf"(?<!\d)(?=({_BORN}-{{1,3}}\d{{5,7}}-{{1,3}}\d-{{1,3}}\d{{2,4}})(?!\d))")
_NAMED = regex(r"\bn-?i-?p{1,3}k?\b[-:]*(\d(?:-{0,3}\d){14,21})(?!\d)", re.IGNORECASE)
# letters that stand for digits: beside one, and in no word
_LETTERS = regex(
    r"(?<![^\W\d_])[OoIl]{1,4}(?![^\W\d_])(?=-?\d|(?<=\d[OoIl])|(?<=\d[OoIl]{2})|(?<=\d[OoIl]{3}))"
)
_AS_DIGITS = str.maketrans("OoIl", "0011")
# an amount in groups of thousands is none, whichever date its digits might be
_THOUSANDS = regex(r"(?<!\d)\d{1,3}(?:\.\d{3}){2,}(?!\d)")


@lru_cache(maxsize=4096)
def masked(text: str) -> str:
    """Return the text with every NIP reduced to its birth year.

    >>> masked("19790817 200101 1 011"), masked("19790817 200101 1 01"), masked("1979-0817/2001_0110 11")
    ('1979••••••••••••••', '1979•••••••••••••', '1979••••••••••••••')
    """  # noqa: E501
    spans = hidden_spans(text)
    plain = _plain(text) if spans else text
    for start, end in reversed(spans):
        digits = "".join(filter(str.isdigit, plain[start:end]))
        text = f"{text[:start]}{digits[:4]}{'•' * len(digits[4:])}{text[end:]}"
    return text


def unmasked(text: str) -> str:
    """Return the text as it is: for `--show-nip`."""
    return text


def mask_unless(show_nip: bool) -> Mask:
    """Return what is done to every text that is exported."""
    return unmasked if show_nip else masked


def hidden_spans(text: str) -> list[tuple[int, int]]:
    """Return where the text prints what `masked` hides: for words on a picture.

    >>> hidden_spans("NIP. 19790817 200101 1 011"), hidden_spans("1.361.248.977")
    ([(5, 26)], [])
    """
    if len(text) < SHORTEST_NIP:
        return []
    plain = _plain(text)
    if sum(map(str.isdigit, plain)) < SHORTEST_NIP:
        return []
    spans = {(nip.start, nip.end) for nip in find_nips(text) if nip.named or _may_be_one(nip.text)}
    spans |= {found.span() for found in _NEARLY.finditer(text) if _may_be_one(found[0])}
    spans |= {found.span(1) for found in _NAMED.finditer(plain)}
    by_dates = {
        found.span(1)
        for pattern in (_BY_DATES, _NEARLY_BY_DATE)
        for found in pattern.finditer(plain)
    }
    spans |= {span for span in by_dates if not _THOUSANDS.search(text[slice(*span)])}
    return _merged(sorted(spans))


def _may_be_one(printed: str) -> bool:
    """Return whether digits that nothing names are printed in the parts of a NIP, or begin with a
    birth date.
    """
    return not printed.isdigit() or _BIRTH.match(printed) is not None


def _plain(text: str) -> str:
    """Return a text of the same length with ASCII digits, and a hyphen for every mark that may part
    digits.
    """
    plain = "".join(map(_plain_character, text))
    return _LETTERS.sub(lambda found: found[0].translate(_AS_DIGITS), plain)


@lru_cache(maxsize=1024)
def _plain_character(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    parts = character in "./\\_" or unicodedata.category(character) in {
        "Pd",
        "Pc",
        "Zs",
        "Zl",
        "Zp",
        "Cc",
        "Cf",
    }
    return "-" if parts else character


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
