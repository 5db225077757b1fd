"""How Indonesian documents print numbers, well or badly, and what each printed form stands for.

An amount keeps what was printed beside its value and notes every departure from `1.234,56`; what cannot be told is
unread, with a reason.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import NamedTuple

from extract.patterns import regex
from normalize.numerals import Note, Quantity, Reason, Style, read_digits

__all__ = [
    "Amount",
    "Note",
    "Quantity",
    "Reading",
    "Reason",
    "Style",
    "Unread",
    "print_amount",
    "read_amount",
    "vote_style",
]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as printed: its value, and how far either side of it the truth may lie.

    `slack` is half a unit of the last printed digit, 0 for whole rupiah. `decimals` are the printed ones.
    """

    text: str
    value: Decimal
    slack: Decimal = Decimal(0)
    decimals: int = 0
    notes: tuple[Note, ...] = ()
    percent: bool = False

    def exact_to(self, decimals: int) -> "Amount":
        """Return this amount as if it had been printed with that many decimals, its dropped zeros restored.

        >>> read_amount("17", Quantity.PERSEN).exact_to(2).slack
        Decimal('0.005')
        """
        slack = _half_unit(decimals)
        if slack >= self.slack or Note.SCALE_WORD in self.notes:
            return self
        return Amount(self.text, self.value, slack, decimals, self.notes, self.percent)

    def interval(self, decimals: int | None = None) -> tuple[Decimal, Decimal]:
        """Return the lowest and the highest value that could have been printed so (with that many decimals).

        >>> read_amount("95,27", Quantity.PERSEN).interval()
        (Decimal('95.265'), Decimal('95.275'))
        """
        slack = self.slack if decimals is None else self.exact_to(decimals).slack
        return self.value - slack, self.value + slack


@dataclass(frozen=True, slots=True)
class Unread:
    """A text that could not be told as a number, and why."""

    text: str
    reason: Reason


Reading = Amount | Unread

_REGULAR = regex(r"([1-9]\d{0,2}(?:\.\d{3}){0,5}|0)(?:,(\d{1,2}))?(%?)")
_ZERO = Decimal(0)
_HALF_UNITS = (Decimal("0.5"), Decimal("0.05"), Decimal("0.005"))
_PERCENT_ONLY = (Note.PERCENT_SIGN,)


@lru_cache(maxsize=32768)
def read_amount(text: str, quantity: Quantity = Quantity.TIDAK_DIKETAHUI, style: Style | None = None) -> Reading:
    """Return the amount that `text` prints, or why it cannot be told.

    `quantity` is what its column holds, `style` how its table separates digits.

    >>> read_amount("(2.500)", Quantity.RUPIAH).value
    Decimal('-2500')
    >>> read_amount("1.234", Quantity.PERSEN).value
    Decimal('1.234')
    >>> read_amount("1.234").reason.en
    'can be read as two different numbers'
    """
    regular = _REGULAR.fullmatch(text) if style is not Style.US else None
    if regular:
        whole, decimals, sign = regular.groups("")
        rupiah = quantity is Quantity.RUPIAH and not sign
        thousands = rupiah or (style is not None and quantity is not Quantity.PERSEN and not sign)
        if thousands or decimals or whole.count(".") != 1:
            digits = whole.replace(".", "")
            slack = _ZERO if rupiah and not decimals else _HALF_UNITS[len(decimals)]
            value = Decimal(f"{digits}.{decimals}" if decimals else digits)
            return Amount(text, value, slack, len(decimals), _PERCENT_ONLY if sign else (), bool(sign))
    return _read_closely(text, quantity, style)


def _half_unit(decimals: int) -> Decimal:
    return Decimal((0, (5,), -decimals - 1))


# What stands around the digits ------------------------------------------------------------------------------------

_ALIKE = str.maketrans({**dict.fromkeys("‐‑‒–—―−﹣－", "-"), "\xad": "", "\ufffe": ""})
_STRAY = "`´'\"‘’“”*|;:^_"
_SPREADSHEET_ERROR = regex(r"#\s?(?:DIV\s?/\s?0|REF|VALUE|N/A|NAME|NUM|NULL|SPILL|CALC)\b|#{3,}", re.IGNORECASE)
_DASH = regex(r"(rp|idr)?\.?\s*-{1,3}(?:[,.]-{1,2})?\s*(%)?", re.IGNORECASE)
_NIHIL = regex(r"\(?nihil\)?", re.IGNORECASE)
_MISSING = regex(
    r"~|n\s?[/.]\s?a\.?|na|n/d|(?:tidak|belum)\s+(?:ada(?:\s+data)?|tersedia|dihitung|dinilai|diukur|dirilis|rilis)",
    re.IGNORECASE,
)
_A_NUMBER = regex(r"\d[\d.,]*")


def _read_closely(text: str, quantity: Quantity, style: Style | None) -> Reading:
    """Return the reading of a text that is not in one of the commonest forms."""
    tidy = " ".join(text.translate(_ALIKE).split())
    if blank := _blank(text, tidy):
        return blank
    printed = _printed(tidy)
    if printed is None:
        return Unread(text, Reason.SEVERAL_NUMBERS if len(_A_NUMBER.findall(tidy)) > 1 else Reason.NOT_A_NUMBER)
    held = printed.held(quantity)
    if printed.unclear(held):
        return Unread(text, Reason.AMBIGUOUS)
    number = read_digits(printed.core, held, style, closed=printed.closed)
    if isinstance(number, Reason):
        return Unread(text, number)
    if Note.LETTER_DIGIT in printed.notes and not number.grouped:
        return Unread(text, Reason.NOT_A_NUMBER)
    unit = 10**printed.scale
    value = -number.value if printed.negative else number.value
    exact = held is Quantity.RUPIAH and not number.decimals
    slack = _ZERO if exact else _half_unit(number.decimals) * unit
    notes = tuple(dict.fromkeys((*printed.notes, *number.notes)))
    return Amount(text, value * unit, slack, number.decimals, notes, printed.percent)


def _blank(text: str, tidy: str) -> Reading | None:
    """Return the reading of a text without digits that still says something, None for any other."""
    if not tidy:
        return Unread(text, Reason.EMPTY)
    if tidy[0].isdigit():
        return None
    if _SPREADSHEET_ERROR.search(tidy):
        return Unread(text, Reason.SPREADSHEET_ERROR)
    if dash := _DASH.fullmatch(tidy):
        signs = [note for sign, note in zip(dash.groups(), (Note.RUPIAH_SIGN, Note.PERCENT_SIGN), strict=True) if sign]
        return Amount(text, _ZERO, notes=(*signs, Note.DASH_ZERO), percent=bool(dash[2]))
    if _NIHIL.fullmatch(tidy):
        return Amount(text, _ZERO, notes=(Note.NIHIL,))
    return Unread(text, Reason.MISSING_MARK) if _MISSING.fullmatch(tidy) else None


class _Printed(NamedTuple):
    """The parts of one printed number: digits and separators, and what the signs and words around them say.

    `closed` tells that `,-` stood behind the digits, `scale` is the power of ten of a word such as juta.
    """

    core: str
    negative: bool
    closed: bool
    rupiah: bool
    percent: bool
    scale: int
    unit: str
    notes: tuple[Note, ...]

    def held(self, quantity: Quantity) -> Quantity:
        """Return what the number is, given what its column holds: a printed sign knows better."""
        if self.scale:
            return Quantity.BILANGAN
        if self.percent:
            return Quantity.PERSEN
        return Quantity.RUPIAH if self.rupiah else quantity

    def unclear(self, held: Quantity) -> bool:
        """Return whether the unit may be a scale: M is miliar in speech and juta in some tables."""
        return self.unit in ("M", "T") or (held is Quantity.RUPIAH and self.unit in ("m", "t"))


_SHAPE = regex(
    r"""(?P<open>\()?\s*+
        (?P<minus>[-+])?\s*+
        (?P<rupiah>(?:rp|idr)[.,:]{0,2})?\s*+
        (?P<inner>[-+])?\s*+
        (?P<core>\d(?:[\d.,\s]*[\d.,])?)
        (?P<dash_cents>(?<=[,.])\s?[-=]{1,2})?
        (?P<behind>-)?\s*+
        (?P<percent>%|persen\b)?\s*+
        (?P<close>\))?\s*+
        (?P<outer>%)?\s*+
        (?P<words>[(/]?\s?[^\W\d_](?:[^\d]|(?<=m)[23]\b)*)?""",
    re.IGNORECASE | re.VERBOSE,
)


def _printed(tidy: str) -> _Printed | None:
    """Return the parts of the one number that a text prints, None for anything else."""
    bare = tidy.strip(_STRAY).strip()
    lettered = _digits_for_letters(bare)
    found = _SHAPE.fullmatch(lettered or bare)
    words = _words(found["words"]) if found else None
    if found is None or words is None or (words.unit and found["core"][-1] in ".,"):  # "1. Program" is an item
        return None
    rupiah = words.rupiah or bool(found["rupiah"])
    percent = bool(found["percent"] or found["outer"])
    bracketed = bool(found["open"] and found["close"])
    notes = {
        Note.RUPIAH_SIGN: rupiah,
        Note.PERCENT_SIGN: percent,
        Note.DASH_CENTS: found["dash_cents"],
        Note.PARENTHESES_NEGATIVE: bracketed,
        Note.TRAILING_MINUS: found["behind"],
        Note.SCALE_WORD: words.scale,
        Note.UNIT_WORD: words.unit,
        Note.LETTER_DIGIT: lettered,
        Note.STRAY_MARK: bare != tidy or bool(found["open"]) != bool(found["close"]),
    }
    negative = bracketed or bool(found["behind"]) or "-" in (found["minus"], found["inner"])
    closed = bool(found["dash_cents"])
    noted = tuple(note for note, holds in notes.items() if holds)
    return _Printed(found["core"], negative, closed, rupiah, percent, words.scale, words.unit, noted)


_LETTERS = str.maketrans("OoIlSB", "001158")
_WITH_LETTERS = regex(r"((?i:rp|idr)?[.,]?\s*)(\d[\d.,]*[OoIlSB][\dOoIlSB.,]*)(\s*%?)")


def _digits_for_letters(bare: str) -> str | None:
    """Return the text with the letters inside its number read as the digits they look like, None without such."""
    found = _WITH_LETTERS.fullmatch(bare)
    return found[1] + found[2].translate(_LETTERS) + found[3] if found else None


class _Words(NamedTuple):
    """The words behind a number: a power of ten, whether rupiah is among them, and the unit."""

    scale: int = 0
    rupiah: bool = False
    unit: str = ""


# Miliar is the spelling of the KBBI; milyar and milyard are older ones.
_SCALES = {
    **dict.fromkeys(("ribu", "rb"), 3),
    **dict.fromkeys(("juta", "jt"), 6),
    **dict.fromkeys(("miliar", "milyar", "milyard", "miliard"), 9),
    **dict.fromkeys(("triliun", "trilyun", "trilliun"), 12),
}


def _words(text: str | None) -> _Words | None:
    """Return what the words behind a number say, None when they are too many to be a unit."""
    words = (text or "").split()
    scale = _SCALES.get(words[0].strip(".").casefold(), 0) if words else 0
    unit = words[1:] if scale else words
    rupiah = bool(unit) and unit[-1].strip(".)").casefold() == "rupiah"
    if rupiah:
        unit.pop()
    return _Words(scale, rupiah, " ".join(unit)) if len(unit) <= 3 and sum(map(len, unit)) <= 40 else None


# The style of a table ---------------------------------------------------------------------------------------------

_NUMBER_IN_TEXT = regex(r"(?<![\w.,/])\d[\d.,]*\d(?![\w/])")
_DOTS = regex(r"\d{1,3}(?:\.\d{3}){2,}(?:[.,]\d{1,2})?|\d{1,3}(?:\.\d{3})+,\d{1,2}")
_COMMAS = regex(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d{1,2})?|\d{1,3}(?:,\d{3})+\.\d{1,2}")
_DECIMAL_COMMA = regex(r"(?:\d+,\d{1,2}|0,\d+|\d{1,3}(?:,\d{3})+,\d{1,2})")
_DECIMAL_POINT = regex(r"\d+\.\d{1,2}|0\.\d+")


def vote_style(texts: Iterable[str]) -> Style | None:
    """Return the style of a table or a column by the majority of its unambiguous numbers, None without evidence.

    Thousands outweigh decimals: a decimal point beside dots between thousands is a slip of the percentage columns.

    >>> vote_style(["1.443.095.819", "1,361,248,977", "4.430.000", "29.63"])
    <Style.INDONESIAN: 'indonesian'>
    >>> vote_style(["995,890,000", "99.19"])
    <Style.US: 'us'>
    >>> vote_style(["1.234", "2019"])
    """
    numbers = [number for text in texts if text for number in _NUMBER_IN_TEXT.findall(text)]
    for indonesian, us in ((_DOTS.fullmatch, _COMMAS.fullmatch), (_DECIMAL_COMMA.fullmatch, _DECIMAL_POINT.fullmatch)):
        surplus = sum(1 for number in numbers if indonesian(number)) - sum(1 for number in numbers if us(number))
        if surplus:
            return Style.INDONESIAN if surplus > 0 else Style.US
    return None


_SWAPPED = str.maketrans(",.", ".,")

# room for the quotient of the longest number and the smallest
WIDE = Context(prec=100)


def print_amount(value: Decimal, decimals: int = 0, style: Style = Style.INDONESIAN) -> str:
    """Return `value` with its thousands grouped, rounded half up to that many decimals.

    >>> print_amount(Decimal("1234.565"), 2)
    '1.234,57'
    """
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, WIDE)
    printed = f"{rounded if rounded else abs(rounded):,f}"
    return printed if style is Style.US else printed.translate(_SWAPPED)
