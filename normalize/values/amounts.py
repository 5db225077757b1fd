"""How Indonesian documents print numbers, well or badly, and what each printed form stands for.

An amount keeps what was printed beside its value and notes every departure from `1.234,56`; what
cannot be determined is unread, with a reason.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import NamedTuple

from extract.patterns import regex
from normalize.values.numerals import (
    AmbiguousDigits,
    AmountNote,
    NumberFormat,
    ParsedDigits,
    UnreadReason,
    ValueType,
    parse_digits,
)

__all__ = [
    "Amount",
    "AmountNote",
    "NumberFormat",
    "ParsedAmount",
    "Unread",
    "UnreadReason",
    "ValueType",
    "format_amount",
    "parse_amount",
    "vote_number_format",
]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as printed: its value, and how far either side of it the truth may lie.

    `slack` is half a unit of the last printed digit, 0 for whole rupiah. `decimals` are the printed
    ones.
    """

    text: str
    value: Decimal
    slack: Decimal = Decimal(0)
    decimals: int = 0
    notes: tuple[AmountNote, ...] = ()
    percent: bool = False

    def exact_to(self, decimals: int) -> "Amount":
        """Return this amount as if it had been printed with that many decimals, its dropped zeros
        restored.

        >>> parse_amount("17", ValueType.PERSEN).exact_to(2).slack
        Decimal('0.005')
        """
        slack = _half_unit(decimals)
        if slack >= self.slack or AmountNote.SCALE_WORD in self.notes:
            return self
        return Amount(self.text, self.value, slack, decimals, self.notes, self.percent)

    def interval(self, decimals: int | None = None) -> tuple[Decimal, Decimal]:
        """Return the lowest and the highest value that could have been printed so (with that many
        decimals).

        >>> parse_amount("95,27", ValueType.PERSEN).interval()
        (Decimal('95.265'), Decimal('95.275'))
        """
        slack = self.slack if decimals is None else self.exact_to(decimals).slack
        return self.value - slack, self.value + slack


@dataclass(frozen=True, slots=True)
class Unread:
    """A text that could not be parsed as a number, and why.

    `candidates` are the numbers that it may stand for, where its form leaves several open or seems
    to have lost a digit or a separator: other printed numbers may confirm one of them.
    """

    text: str
    reason: UnreadReason
    candidates: tuple[Amount, ...] = ()


ParsedAmount = Amount | Unread

_REGULAR = regex(r"([1-9]\d{0,2}(?:\.\d{3}){0,5}|0)(?:,(\d{1,2}))?(%?)")
_ZERO = Decimal(0)
_HALF_UNITS = (Decimal("0.5"), Decimal("0.05"), Decimal("0.005"))
_PERCENT_ONLY = (AmountNote.PERCENT_SIGN,)


@lru_cache(maxsize=32768)
def parse_amount(
    text: str,
    quantity: ValueType = ValueType.TIDAK_DIKETAHUI,
    style: NumberFormat | None = None,
    *,
    ruled: bool = False,
) -> ParsedAmount:
    """Return the amount that `text` prints, or why it cannot be determined.

    `quantity` is what its column holds, `style` how its table separates digits, `ruled` whether
    rulings bound the cell on all sides, so that a digit set apart by a blank belongs to the number
    beside it.

    >>> parse_amount("(2.500)", ValueType.RUPIAH).value
    Decimal('-2500')
    >>> parse_amount("1.234", ValueType.PERSEN).value
    Decimal('1.234')
    >>> parse_amount("1.234").reason.en
    'can be read as two different numbers'
    >>> [candidate.value for candidate in parse_amount("171.169.45", ValueType.RUPIAH).candidates]
    [Decimal('171169.45')]
    """
    regular = _REGULAR.fullmatch(text) if style is not NumberFormat.US else None
    if regular:
        whole, decimals, sign = regular.groups("")
        rupiah = quantity is ValueType.RUPIAH and not sign
        thousands = rupiah or (style is not None and quantity is not ValueType.PERSEN and not sign)
        if thousands or decimals or whole.count(".") != 1:
            digits = whole.replace(".", "")
            slack = _ZERO if rupiah and not decimals else _HALF_UNITS[len(decimals)]
            value = Decimal(f"{digits}.{decimals}" if decimals else digits)
            return Amount(
                text, value, slack, len(decimals), _PERCENT_ONLY if sign else (), bool(sign)
            )
    return _read_closely(text, quantity, style, ruled=ruled)


def _half_unit(decimals: int) -> Decimal:
    return Decimal((0, (5,), -decimals - 1))


# What is around the digits --------------------------------------------------------------------

# U+200B to U+200F, U+2060 and U+FEFF have no width, U+00AD and U+FFFE are hyphens of a line break
_NO_WIDTH = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad\ufffe"
_ALIKE = str.maketrans({**dict.fromkeys("‐‑‒–—―−﹣－", "-"), **dict.fromkeys(_NO_WIDTH, "")})
_STRAY = "`´'\"‘’“”*|;:^_"
# the mark of a note behind a number: 1.234.567*)
_NOTE_MARKS = "*†‡"
_SPREADSHEET_ERROR = regex(
    r"#\s?(?:DIV\s?/\s?0|REF|VALUE|N/A|NAME|NUM|NULL|SPILL|CALC)\b|#{3,}", re.IGNORECASE
)
_DASH = regex(r"(rp|idr)?\.?\s*-{1,3}(?:[,.]-{1,2})?\s*(%)?", re.IGNORECASE)
_NIHIL = regex(r"\(?nihil\)?", re.IGNORECASE)
_MISSING = regex(
    r"~|n\s?[/.]\s?a\.?|na|n/d|(?:tidak|belum)\s+(?:ada(?:\s+data)?|tersedia|dihitung|"
    r"dinilai|diukur|dirilis|rilis)",
    re.IGNORECASE,
)
_A_NUMBER = regex(r"\d[\d.,]*")


def _read_closely(
    text: str, quantity: ValueType, style: NumberFormat | None, *, ruled: bool
) -> ParsedAmount:
    """Return the reading of a text that is not in one of the commonest forms."""
    tidy = " ".join(text.translate(_ALIKE).split())
    if blank := _blank(text, tidy):
        return blank
    if score := _SCORE.fullmatch(tidy):
        return _read_score(text, score["score"], quantity, style)
    plain, remarks = _plain_digits(tidy)
    printed = _printed(plain)
    if printed is None:
        return Unread(
            text,
            UnreadReason.SEVERAL_NUMBERS
            if len(_A_NUMBER.findall(tidy)) > 1
            else UnreadReason.NOT_A_NUMBER,
        )
    held = printed.held(quantity)
    if printed.unclear(held):
        return Unread(text, UnreadReason.AMBIGUOUS)
    if (counting := _format_of_count(printed.core, printed.unit)) and counting is not style:
        style, remarks = (
            counting,
            (*remarks, *((AmountNote.COMMA_THOUSANDS,) if counting is NumberFormat.US else ())),
        )
    read = parse_digits(
        printed.core,
        held,
        style,
        closed=printed.closed,
        percent=printed.percent,
        ruled=ruled and not printed.unit,
    )
    return _reading_of(text, printed, read, held, remarks)


def _reading_of(
    text: str,
    printed: "_NumberParts",
    read: ParsedDigits | AmbiguousDigits,
    held: ValueType,
    remarks: tuple[AmountNote, ...],
) -> ParsedAmount:
    """Return the amount that the digits of a printed number make, or why they make none."""
    if isinstance(read, AmbiguousDigits):
        amounts = (_amount(text, printed, number, held, remarks) for number in read.candidates)
        return Unread(text, read.reason, tuple(dict.fromkeys(amounts)))
    if AmountNote.LETTER_DIGIT in printed.notes and not read.grouped:
        return Unread(text, UnreadReason.NOT_A_NUMBER)
    amount = _amount(text, printed, read, held, remarks)
    if printed.half_bracketed and amount.value:  # (1.234: a negative number, or a stray mark?
        return Unread(text, UnreadReason.AMBIGUOUS, (amount, replace(amount, value=-amount.value)))
    return amount


# what is counted comes in wholes, so that the one separator of 1.320 sampel parts thousands in any
# table
_COUNTED_WORDS = """
    berkas buah bumdes data desa dokumen ekor kasus kegiatan kelompok kelurahan keluarga kecamatan kali kk jiwa izin
    laporan lembaga lembar lokasi orang paket pasien pegawai pelanggan peserta perusahaan pohon rekomendasi responden
    rumah sampel sample sekolah siswa surat titik umkm unit usaha warga
"""  # noqa: E501
_COUNTED = frozenset(_COUNTED_WORDS.split())
# a measure of these is no percentage, even in a column of percentages: the other numbers of its
# table show how it is written
_MEASURE_WORDS = """
    m m1 m2 m3 m² m³ km km2 km² cm mm ha hektar hektare ton kg kuintal kwintal liter ltr kwh kw mw watt meter kilometer
    kubik
"""  # noqa: E501
_MEASURES = frozenset(_MEASURE_WORDS.split())
_ONE_GROUP = regex(r"\d{1,3}(?P<mark>[.,])\d{3}")


def _first_word(unit: str) -> str:
    """Return the first word of a unit, in small letters."""
    return unit.casefold().strip("/(). ").split(" ")[0]


def _format_of_count(core: str, unit: str) -> NumberFormat | None:
    """Return the style in which a number of counted things has no decimals, None where it says
    nothing of its own.

    >>> _format_of_count("1.320", "Sampel"), _format_of_count("1.320", "km")
    (<NumberFormat.INDONESIAN: 'indonesian'>, None)
    """
    found = _ONE_GROUP.fullmatch(core)
    if found is None or _first_word(unit) not in _COUNTED:
        return None
    return NumberFormat.INDONESIAN if found["mark"] == "." else NumberFormat.US


def _amount(
    text: str,
    printed: "_NumberParts",
    number: ParsedDigits,
    held: ValueType,
    remarks: tuple[AmountNote, ...],
) -> Amount:
    """Return the amount that the digits of a printed number make with the signs and words around
    them.
    """
    unit = 10**printed.scale
    value = -number.value if printed.negative else number.value
    exact = held is ValueType.RUPIAH and not number.decimals
    slack = _ZERO if exact else _half_unit(number.decimals) * unit
    notes = tuple(dict.fromkeys((*printed.notes, *remarks, *number.notes)))
    return Amount(text, value * unit, slack, number.decimals, notes, printed.percent)


# Marks inside the number that are neither digits nor dots and commas ------------------------------

_UNUSUAL_GROUPS = regex(
    r"(?<![\d.,'’·˙])\d{1,3}(?:(?P<mark>['’·˙])\d{3})(?:(?P=mark)\d{3})*(?![\d'’·˙])"
)
_FRACTIONS = {"½": "5", "¼": "25", "¾": "75"}
_WITH_FRACTION = regex(r"(?:(?P<whole>\d{1,3})\s?)?(?P<fraction>[½¼¾])")


def _plain_digits(tidy: str) -> tuple[str, tuple[AmountNote, ...]]:
    """Return the text with other marks between thousands as dots and a vulgar fraction as decimals,
    and what to note.

    >>> _plain_digits("1'500'000")[0], _plain_digits("1 ½")[0], _plain_digits("½")[0]
    ('1.500.000', '1,5', '0,5')
    """
    if tidy.isascii() and "'" not in tidy:
        return tidy, ()
    notes = []
    if groups := _UNUSUAL_GROUPS.search(tidy):
        grouped = groups[0].replace(groups["mark"], ".")
        one_group = grouped.count(".") == 1
        # one dot would be open to doubt again, which the unusual mark is not
        tidy = tidy.replace(groups[0], grouped.replace(".", "") if one_group else grouped)
        notes.append(AmountNote.UNUSUAL_THOUSANDS)
    if part := _WITH_FRACTION.search(tidy):
        tidy = tidy.replace(part[0], f"{part['whole'] or '0'},{_FRACTIONS[part['fraction']]}")
        notes.append(AmountNote.FRACTION)
    return tidy, tuple(notes)


# A grade with its score: Nilai A (82,92), Level 3 (3,157). A bare count behind a word, as in WTP
# (1), is no score.
_SCORE = regex(
    r"""(?:(?:nilai|level|lvl|predikat|kategori|kriteria|indeks|skor|grade|peringkat|opini)\b[^\d(]{0,24}\d?\s?
          (?=\(\s?\d)|[^\W\d_][^\d()]{0,24}(?=\(\s?\d+[.,]\d))
        \(\s?(?P<score>\d{1,3}(?:[.,]\d{1,4})?)\s?\)""",
    re.IGNORECASE | re.VERBOSE,
)
_SCALED_WORD = regex(r"\b(?:rp|idr|tw|triwulan|tahun|bulan|semester)\b", re.IGNORECASE)


def _read_score(
    text: str, score: str, quantity: ValueType, style: NumberFormat | None
) -> ParsedAmount:
    """Return the score in brackets behind a grade: decimals, since scores are below a thousand."""
    if quantity is ValueType.RUPIAH or _SCALED_WORD.search(text):
        return Unread(text, UnreadReason.NOT_A_NUMBER)
    read = parse_digits(score, ValueType.PERSEN, style, closed=False)
    if isinstance(read, AmbiguousDigits):
        return Unread(text, read.reason)
    notes = (AmountNote.SCORE_IN_BRACKETS, *read.notes)
    return Amount(text, read.value, _half_unit(read.decimals), read.decimals, notes)


def _blank(text: str, tidy: str) -> ParsedAmount | None:
    """Return the reading of a text without digits that still says something, None for any other."""
    if not tidy:
        return Unread(text, UnreadReason.EMPTY)
    if tidy[0].isdigit():
        return None
    if _SPREADSHEET_ERROR.search(tidy):
        return Unread(text, UnreadReason.SPREADSHEET_ERROR)
    if dash := _DASH.fullmatch(tidy):
        signs = [
            note
            for sign, note in zip(
                dash.groups(), (AmountNote.RUPIAH_SIGN, AmountNote.PERCENT_SIGN), strict=True
            )
            if sign
        ]
        return Amount(text, _ZERO, notes=(*signs, AmountNote.DASH_ZERO), percent=bool(dash[2]))
    if _NIHIL.fullmatch(tidy):
        return Amount(text, _ZERO, notes=(AmountNote.NIHIL,))
    return Unread(text, UnreadReason.MISSING_MARK) if _MISSING.fullmatch(tidy) else None


class _NumberParts(NamedTuple):
    """The parts of one printed number: digits and separators, and what the signs and words around
    them say.

    `closed` states that `,-` was behind the digits, `scale` is the power of ten of a word such as
    juta, `half_bracketed` that one of two brackets is missing.
    """

    core: str
    negative: bool
    closed: bool
    rupiah: bool
    percent: bool
    scale: int
    unit: str
    half_bracketed: bool
    notes: tuple[AmountNote, ...]

    def held(self, quantity: ValueType) -> ValueType:
        """Return what the number is, given what its column holds: a printed sign knows better."""
        if self.scale:
            return ValueType.BILANGAN
        if self.percent:
            return ValueType.PERSEN
        if quantity is ValueType.PERSEN and _first_word(self.unit) in _MEASURES:
            return ValueType.BILANGAN
        return ValueType.RUPIAH if self.rupiah else quantity

    def unclear(self, held: ValueType) -> bool:
        """Return whether the unit may be a scale: M is miliar in speech and juta in some tables."""
        return self.unit in ("M", "T") or (held is ValueType.RUPIAH and self.unit in ("m", "t"))


_SHAPE = regex(
    r"""(?P<open>\()?\s*+
        (?P<minus>[-+])?\s*+
        (?P<rupiah>(?:rp|idr)[.,:]{0,2})?\s*+
        (?P<within>\()?\s*+
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


def _printed(tidy: str) -> _NumberParts | None:
    """Return the parts of the one number that a text prints, None for anything else."""
    marked = _without_note_mark(tidy).removeprefix("=").strip()
    bare = marked.strip(_STRAY).strip()
    lettered = _digits_for_letters(bare)
    found = _SHAPE.fullmatch(lettered or bare)
    words = _words(found["words"]) if found else None
    if (
        found is None or words is None or (words.unit and found["core"][-1] in ".,")
    ):  # "1. Program" is an item
        return None
    rupiah = words.rupiah or bool(found["rupiah"])
    percent = bool(found["percent"] or found["outer"])
    opened, closed = bool(found["open"] or found["within"]), bool(found["close"])
    notes = {
        AmountNote.RUPIAH_SIGN: rupiah,
        AmountNote.PERCENT_SIGN: percent,
        AmountNote.DASH_CENTS: found["dash_cents"],
        AmountNote.PARENTHESES_NEGATIVE: opened and closed,
        AmountNote.TRAILING_MINUS: found["behind"],
        AmountNote.SCALE_WORD: words.scale,
        AmountNote.UNIT_WORD: words.unit,
        AmountNote.LETTER_DIGIT: lettered,
        AmountNote.STRAY_MARK: bare != marked or opened != closed,
    }
    return _NumberParts(
        found["core"],
        negative=_is_negative(found),
        closed=bool(found["dash_cents"]),
        rupiah=rupiah,
        percent=percent,
        scale=words.scale,
        unit=words.unit,
        half_bracketed=opened != closed and not words.unit,
        notes=tuple(note for note, holds in notes.items() if holds),
    )


def _is_negative(found: re.Match[str]) -> bool:
    """Return whether a number of this shape is printed as a negative one: in brackets, or with a
    minus.
    """
    bracketed = (found["open"] or found["within"]) and found["close"]
    return bool(bracketed or found["behind"]) or "-" in (found["minus"], found["inner"])


def _without_note_mark(tidy: str) -> str:
    """Return the text without the mark of a note at its end."""
    closed = tidy.removesuffix(")")
    return closed.rstrip(_NOTE_MARKS).rstrip() if closed.endswith(tuple(_NOTE_MARKS)) else tidy


_LETTERS = str.maketrans("OoIlSB", "001158")
_WITH_LETTERS = regex(r"((?i:rp|idr)?[.,]?\s*)(\d[\d.,]*[OoIlSB][\dOoIlSB.,]*)(\s*%?)")


def _digits_for_letters(bare: str) -> str | None:
    """Return the text with the letters inside its number read as the digits they look like, None
    without such.
    """
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
    return (
        _Words(scale, rupiah, " ".join(unit))
        if len(unit) <= 3 and sum(map(len, unit)) <= 40
        else None
    )


# The style of a table -----------------------------------------------------------------------------

_NUMBER_IN_TEXT = regex(r"(?<![\w.,/])\d[\d.,]*\d(?![\w/])")
_DOTS = regex(r"\d{1,3}(?:\.\d{3}){2,}(?:[.,]\d{1,2})?|\d{1,3}(?:\.\d{3})+,\d{1,2}")
_COMMAS = regex(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d{1,2})?|\d{1,3}(?:,\d{3})+\.\d{1,2}")
_DECIMAL_COMMA = regex(r"(?:\d+,\d{1,2}|0,\d+|\d{1,3}(?:,\d{3})+,\d{1,2})")
_DECIMAL_POINT = regex(r"\d+\.\d{1,2}|0\.\d+")


def vote_number_format(texts: Iterable[str]) -> NumberFormat | None:
    """Return the style of a table or a column by the majority of its unambiguous numbers, None
    without evidence.

    Thousands outweigh decimals: a decimal point beside dots between thousands is a typing
    error of the percentage columns.

    >>> vote_number_format(["1.443.095.819", "1,361,248,977", "4.430.000", "29.63"])
    <NumberFormat.INDONESIAN: 'indonesian'>
    >>> vote_number_format(["995,890,000", "99.19"])
    <NumberFormat.US: 'us'>
    >>> vote_number_format(["1.234", "2019"])
    """
    numbers = [number for text in texts if text for number in _NUMBER_IN_TEXT.findall(text)]
    for indonesian, us in (
        (_DOTS.fullmatch, _COMMAS.fullmatch),
        (_DECIMAL_COMMA.fullmatch, _DECIMAL_POINT.fullmatch),
    ):
        surplus = sum(1 for number in numbers if indonesian(number)) - sum(
            1 for number in numbers if us(number)
        )
        if surplus:
            return NumberFormat.INDONESIAN if surplus > 0 else NumberFormat.US
    return None


_SWAPPED = str.maketrans(",.", ".,")

# room for the quotient of the longest number and the smallest
WIDE = Context(prec=100)


def format_amount(
    value: Decimal, decimals: int = 0, style: NumberFormat = NumberFormat.INDONESIAN
) -> str:
    """Return `value` with its thousands grouped, rounded half up to that many decimals.

    >>> format_amount(Decimal("1234.565"), 2)
    '1.234,57'
    """
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, WIDE)
    printed = f"{rounded if rounded else abs(rounded):,f}"
    return printed if style is NumberFormat.US else printed.translate(_SWAPPED)
