"""Numbers that are not written in Arabic digits: in Indonesian words (`satu miliar delapan ratus
juta`, `dua puluh lima koma lima`), as ordinals (`kedua`), and in Roman numerals (`IV`).
"""

from decimal import Decimal
from functools import lru_cache

from extract.patterns import regex

# Roman numerals of quarters, and of chapters and items; case is up to who looks for them.
ROMAN_QUARTER = r"(?:IV|I{1,3})"
ROMAN = r"[IVX]{1,4}"
_ROMAN_DIGITS = (("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1))
# A report has no more chapters; a longer numeral is read as none.
_MOST_ROMAN = 10

ORDINALS = {
    "pertama": 1,
    "kesatu": 1,
    "kedua": 2,
    "ketiga": 3,
    "keempat": 4,
    "kelima": 5,
    "keenam": 6,
}


def roman(number: int) -> str:
    """Return a number below 40 in Roman numerals, nothing for 0.

    >>> [roman(number) for number in (1, 4, 9, 14)]
    ['I', 'IV', 'IX', 'XIV']
    """
    numeral = ""
    for digit, value in _ROMAN_DIGITS:
        count, number = divmod(number, value)
        numeral += digit * count
    return numeral


_ROMAN_VALUES = {roman(number): number for number in range(1, _MOST_ROMAN + 1)}


def parse_roman(numeral: str) -> int | None:
    """Return the number of a Roman numeral up to X, None for anything else.

    >>> parse_roman("iv"), parse_roman("IIII")
    (4, None)
    """
    return _ROMAN_VALUES.get(numeral.upper())


_DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_UNITS = {word: value for value, word in enumerate(_DIGITS) if value}
_SCALES = {"ribu": 3, "juta": 6, "miliar": 9, "milyar": 9, "triliun": 12, "trilyun": 12}
_ALONE = {"sepuluh": 10, "sebelas": 11, "seratus": 100}
_WORD = regex(
    "|".join(
        (
            "nol",
            "koma",
            "belas",
            "puluh",
            "ratus",
            *_ALONE,
            *(f"se{one}" for one in _SCALES),
            *_UNITS,
            *_SCALES,
        )
    )
)


@lru_cache(maxsize=1024)
def parse_number_words(text: str) -> Decimal | None:
    """Return the number that words name, None for anything else; spaces do not count.

    >>> parse_number_words("Dua Puluh Satu Milyar Sembilan Ratus Sepuluh Juta Seratus Tujuh")
    Decimal('21910000107')
    >>> parse_number_words("sembilan puluh lima koma nol tujuh")
    Decimal('95.07')
    >>> parse_number_words("dua tiga")
    """
    bare = "".join(text.casefold().split())
    words = _WORD.findall(bare)
    if not words or "".join(words) != bare:
        return None
    if "koma" not in words:
        return _whole(words)
    at = words.index("koma")
    scale = _SCALES.get(words[-1], 0)
    whole, digits = (
        _whole(words[:at]),
        [_digit(word) for word in words[at + 1 : len(words) - bool(scale)]],
    )
    if whole is None or not digits or None in digits:
        return None
    return Decimal(f"{whole}.{''.join(map(str, digits))}").scaleb(scale)


def _digit(word: str) -> int | None:
    return 0 if word == "nol" else _UNITS.get(word)


def _whole(words: list[str]) -> Decimal | None:
    """Return the whole number of the words, None where they do not follow each other as in a
    number.
    """
    if words in ([], ["nol"]):
        return Decimal(0) if words else None
    total, group, unit, smallest = 0, 0, 0, 99
    for word in words:
        scale = _SCALES.get(word.removeprefix("se")) if word not in _UNITS else None
        if scale is not None:
            one = word.startswith("se")
            value = 1 if one else group + unit
            if scale >= smallest or not value or (one and (group or unit)):
                return None
            total, group, unit, smallest = total + value * 10**scale, 0, 0, scale
            continue
        grown = _grown(group, unit, word)
        if grown is None:
            return None
        group, unit = grown
    return Decimal(total + group + unit)


def _grown(group: int, unit: int, word: str) -> tuple[int, int] | None:
    """Return a number below a thousand, its tens and its last unit, after one more word; None where
    none may follow.
    """
    if word in _UNITS:
        return None if unit or group % 10 or group % 100 == 10 else (group, _UNITS[word])
    if word in _ALONE:
        value = _ALONE[word]
        return None if unit or group % 100 or (value == 100 and group) else (group + value, 0)
    if not unit or group % 100:
        return None
    match word:
        case "belas":
            return group + 10 + unit, 0
        case "puluh":
            return group + 10 * unit, 0
        case "ratus" if not group:
            return 100 * unit, 0
        case _:
            return None
