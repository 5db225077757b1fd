"""What the digits and separators of a printed number say, with its signs and words already taken
off.

A form that its separators leave open (`1.234`) is decided by what its column holds, then by the
style of its table; where neither decides, or digits seem to be lost, there is a reason in place of
the number, with the numbers that it may stand for.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from extract.patterns import regex
from normalize.text.comparison import Phrased


class ValueType(Enum):
    """What a column holds."""

    RUPIAH = "rupiah"
    PERSEN = "persen"
    BILANGAN = "bilangan"
    TIDAK_DIKETAHUI = "tidak_diketahui"


class NumberFormat(Enum):
    """Which separators a table uses: 1.234,56 or 1,234.56."""

    INDONESIAN = "indonesian"
    US = "us"


class AmountNote(Phrased):
    """How a number was printed, where that is worth a remark."""

    RUPIAH_SIGN = "bertanda Rp", "printed with a rupiah sign"
    PERCENT_SIGN = "bertanda %", "printed with a percent sign"
    COMMA_THOUSANDS = "koma sebagai pemisah ribuan", "commas between thousands"
    DOT_THOUSANDS = (
        "titik sebagai pemisah ribuan di tabel bergaya 1,234.56",
        "dots in a table that prints 1,234.56",
    )
    MIXED_THOUSANDS = (
        "titik dan koma bercampur sebagai pemisah ribuan",
        "dots and commas between thousands",
    )
    BROKEN_GROUPING = (
        "kelompok ribuan tidak tiga angka",
        "a group of thousands without exactly three digits",
    )
    DOT_CENTS = "titik di depan sen", "a dot before the cents"
    DECIMAL_POINT = "titik sebagai tanda desimal", "a decimal point"
    DECIMAL_COMMA = (
        "koma desimal di tabel bergaya 1,234.56",
        "a decimal comma in a table that prints 1,234.56",
    )
    COMMA_TWICE = "koma untuk ribuan dan untuk desimal", "commas for thousands and for decimals"
    DASH_ZERO = "tanda hubung untuk nol", "a dash for zero"
    NIHIL = "kata nihil untuk nol", "the word nihil for zero"
    DASH_CENTS = "ditutup dengan ,-", "closed with ,-"
    PARENTHESES_NEGATIVE = "negatif dalam kurung", "negative in parentheses"
    TRAILING_MINUS = "tanda minus di belakang", "a minus sign behind the number"
    SPACED = "spasi di dalam angka", "spaces inside the number"
    UNGROUPED = "ribuan tidak dipisah", "thousands not separated"
    SCALE_WORD = (
        "dengan kata ribu, juta, miliar atau triliun",
        "with a word for thousands, millions or more",
    )
    STRAY_MARK = "tanda baca tersesat", "a stray mark"
    LETTER_DIGIT = "huruf di tempat angka", "a letter in place of a digit"
    THREE_DECIMALS = "tiga angka desimal", "three decimals"
    UNIT_WORD = "dengan kata satuan", "with a unit word"
    UNUSUAL_THOUSANDS = "tanda lain sebagai pemisah ribuan", "another mark between thousands"
    FRACTION = "dengan pecahan biasa", "with a vulgar fraction"
    SCORE_IN_BRACKETS = "nilai dalam kurung", "a score in brackets"


class UnreadReason(Phrased):
    """Why a text could not be parsed as a number."""

    EMPTY = "sel kosong", "an empty cell"
    NOT_A_NUMBER = "bukan angka", "not a number"
    AMBIGUOUS = (
        "dapat dibaca sebagai dua angka yang berbeda",
        "can be read as two different numbers",
    )
    LOST_DIGITS = "kelompok ribuan kurang dari tiga angka", "a group of thousands lacks a digit"
    LONG_GROUP = (
        "kelompok ribuan lebih dari empat angka",
        "a group of thousands has more than four digits",
    )
    SPREADSHEET_ERROR = "pesan galat lembar kerja", "an error message of a spreadsheet"
    SEVERAL_NUMBERS = "lebih dari satu angka", "more than one number"
    MISSING_MARK = "ditandai tidak ada data", "marked as not available"
    TOO_LONG = "lebih panjang daripada jumlah mana pun", "longer than any amount"


# Digits of a number with its decimals: the national budget in rupiah has 16, a percentage left to a
# spreadsheet 18.
LONGEST = 20


class ParsedDigits(NamedTuple):
    """What digits and separators say: `grouped` marks regular groups of thousands."""

    value: Decimal
    decimals: int
    notes: list[AmountNote]
    grouped: bool


class AmbiguousDigits(NamedTuple):
    """Why digits and separators are no single number, and the numbers that they may stand for."""

    reason: UnreadReason
    candidates: tuple[ParsedDigits, ...] = ()


class _Split(NamedTuple):
    """Digits before and behind the decimal mark, and which marks were used ("" for none, "mixed"
    for both).
    """

    whole: str
    decimals: str = ""
    thousands: str = ""
    mark: str = ""
    broken: bool = False


class _Undecided(NamedTuple):
    """Why digits and separators cannot be split into one number, and the ways in which they
    may be.
    """

    reason: UnreadReason
    splits: tuple[_Split, ...] = ()


_TWICE = regex(r"([.,])\1+")
_CODE_OR_DATE = regex(r"\d{1,2}(?:\.\d{1,2}){2}(?:\.\d+)*|\d{1,2}\.\d{1,2}\.\d{4}")
# a group of four digits is a typing error; more are two groups or a number of another kind
_LONGEST_GROUP = 4


def parse_digits(
    core: str,
    held: ValueType,
    style: NumberFormat | None,
    *,
    closed: bool,
    percent: bool = False,
    ruled: bool = False,
) -> ParsedDigits | AmbiguousDigits:
    """Return the number of a run of digits, separators and spaces, or why it is none.

    `closed` states that `,-` follows, `percent` that a percent sign does, `ruled` that rulings
    bound the cell, so that what is in it is one number.
    """
    joined = _without_spaces(core, held, percent=percent)
    if isinstance(joined, UnreadReason):
        return AmbiguousDigits(joined)
    read = [_read_tight(digits, core, held, style, closed=closed) for digits in joined.forms]
    if joined.sure or (ruled and joined.one):
        return read[0]
    return AmbiguousDigits(
        UnreadReason.AMBIGUOUS, tuple(number for number in read if isinstance(number, ParsedDigits))
    )


def _read_tight(
    digits: str, core: str, held: ValueType, style: NumberFormat | None, *, closed: bool
) -> ParsedDigits | AmbiguousDigits:
    """Return the number of digits and separators without spaces; `core` is how they were
    printed.
    """
    trimmed = _TWICE.sub(r"\1", digits.rstrip(".,"))
    split = _split(trimmed, held, style)
    spaced = any(map(str.isspace, core))
    stray = trimmed != (digits[:-1] if closed else digits)

    def number(split: _Split) -> ParsedDigits:
        notes = list(_separator_notes(split, held, style, spaced=spaced))
        if stray:
            notes.append(AmountNote.STRAY_MARK)
        value = Decimal(f"{split.whole}.{split.decimals}" if split.decimals else split.whole)
        return ParsedDigits(
            value, len(split.decimals), notes, bool(split.thousands) and not split.broken
        )

    splits = (split,) if isinstance(split, _Split) else split.splits
    if any(len(one.whole) + len(one.decimals) > LONGEST for one in splits):
        return AmbiguousDigits(UnreadReason.TOO_LONG)
    return (
        number(split)
        if isinstance(split, _Split)
        else AmbiguousDigits(split.reason, tuple(map(number, splits)))
    )


class _Joined(NamedTuple):
    """Digits and separators without their spaces, in each form that they may be meant in.

    `sure` states that there is no doubt about the first form, `one` that it is one number wherever
    nothing else can be beside it.
    """

    forms: tuple[str, ...]
    sure: bool = True
    one: bool = False


_GROUPS_APART = regex(r"\d{1,3}(?:\s\d{3})+(?:[.,]\d{1,2})?")
_SEVERAL_GROUPS = regex(r"\d{1,3}([.,])\d{3}(?:\1\d{3})+(?:[.,]\d{1,2})?")
_REGULAR = regex(r"\d{1,3}(?:([.,])\d{3}(?:\1\d{3})*)?(?:[.,]\d{1,2})?")
# "1. 500.000" may be item 1, "12, 13" a list
_LISTED = regex(r"\d{1,3}[.,]\s")


def _without_spaces(core: str, held: ValueType, *, percent: bool) -> _Joined | UnreadReason:
    """Return the digits and separators of one number, or why its spaces part several."""
    pieces = core.split()
    tight = "".join(pieces)
    if len(pieces) == 1:
        return _Joined((tight,))
    if _GROUPS_APART.fullmatch(core):
        return (
            UnreadReason.AMBIGUOUS
            if len(pieces) == 2 and held is not ValueType.RUPIAH
            else _Joined((tight,))
        )
    if len(pieces) >= 4 and all(
        len(piece) <= 2 for piece in pieces
    ):  # every letter of the cell is apart
        return _Joined((tight,))
    before_marks = re.sub(r"\s+(?=[.,])", "", core)
    if not any(map(str.isspace, before_marks)):
        return _Joined((before_marks,))
    if (
        len(pieces) == 2
        and not _LISTED.match(core)
        and (joined := _of_two_pieces(pieces, tight, percent=percent))
    ):
        return joined
    behind_marks = re.sub(r"(?<=[.,])\s+", "", before_marks)
    return (
        UnreadReason.SEVERAL_NUMBERS
        if any(map(str.isspace, behind_marks))
        else UnreadReason.AMBIGUOUS
    )


def _of_two_pieces(pieces: list[str], tight: str, *, percent: bool) -> _Joined | None:
    """Return the number that two pieces make where one space broke it, None where nothing states
    that it did.
    """
    behind_mark = pieces[0][-1] in ".,"
    if behind_mark and _SEVERAL_GROUPS.fullmatch(tight.rstrip(".,")):  # "1.780. 578.508"
        return _Joined((tight,))
    if not behind_mark and _is_set_apart(pieces, tight, percent=percent):
        return _set_apart(pieces, tight)
    return None


def _is_set_apart(pieces: list[str], tight: str, *, percent: bool) -> bool:
    """Return whether one digit of a number may be apart from the others: not in `7 5`, which is no
    less a list.
    """
    marked = percent or any(mark in tight for mark in ".,") or pieces[1].startswith("0")
    return marked and any(len(piece) == 1 for piece in pieces)


def _set_apart(pieces: list[str], tight: str) -> _Joined:
    """Return the forms of a number of which one digit is apart: it may be a note beside another
    number.
    """
    if _REGULAR.fullmatch(tight):
        return _Joined((tight,), sure=False, one=True)
    # 2 500.000: a note and an amount, or an amount that lost a separator
    other = max(pieces, key=len)
    return _Joined(
        (f"{pieces[0]}.{pieces[1]}" if len(pieces[0]) == 1 else tight, other), sure=False
    )


def _split(digits: str, held: ValueType, style: NumberFormat | None) -> _Split | _Undecided:
    """Return where the decimals begin, or why that cannot be determined."""
    groups = re.split("[.,]", digits)
    marks = [mark for mark in digits if mark in ".,"]
    if not all(groups):
        return _Undecided(UnreadReason.NOT_A_NUMBER)
    if not marks:
        return _Split(digits)
    if len(marks) == 1:
        return _split_once(groups[0], groups[1], marks[0], held, style)
    return _split_often(groups, marks, held)


def _split_once(
    head: str, tail: str, mark: str, held: ValueType, style: NumberFormat | None
) -> _Split | _Undecided:
    """Return what a single dot or comma is: it may part thousands or decimals."""
    as_decimals = _Split(head, tail, mark=mark)
    if len(tail) <= 2 or not head.strip("0") or held is ValueType.PERSEN:
        return as_decimals
    one_group = len(tail) == 3 and len(head) <= 3
    as_thousands = _Split(head + tail, thousands=mark, broken=not one_group)
    decimal_mark = mark == ("." if style is NumberFormat.US else ",")
    if held is ValueType.RUPIAH:
        return _split_rupiah(
            as_thousands, as_decimals, one_group=one_group, decimal_mark=decimal_mark
        )
    if style is None and (one_group or held is ValueType.TIDAK_DIKETAHUI):
        return _Undecided(UnreadReason.AMBIGUOUS, (as_thousands, as_decimals))
    return as_thousands if one_group and not decimal_mark else as_decimals


def _split_rupiah(
    as_thousands: _Split, as_decimals: _Split, *, one_group: bool, decimal_mark: bool
) -> _Split | _Undecided:
    """Return what a single mark is in rupiah: it parts thousands unless it is the decimal mark of
    the style.
    """
    if one_group:
        return as_thousands
    if decimal_mark:
        three = len(as_decimals.decimals) == 3
        return (
            _Undecided(UnreadReason.AMBIGUOUS, (as_thousands, as_decimals))
            if three
            else as_decimals
        )
    if max(len(as_decimals.whole), len(as_decimals.decimals)) > _LONGEST_GROUP:
        return _Undecided(UnreadReason.LONG_GROUP, (as_thousands,))
    return as_thousands


def _split_often(groups: list[str], marks: list[str], held: ValueType) -> _Split | _Undecided:
    """Return what several dots and commas are."""
    last = groups[-1]
    own_mark = marks[-1] not in marks[:-1]
    if _CODE_OR_DATE.fullmatch(".".join(groups)):
        return _Undecided(UnreadReason.NOT_A_NUMBER)
    as_group = _grouped(groups, marks)
    as_decimals = _grouped(groups[:-1], marks[:-1], last, marks[-1])
    if own_mark and len(last) == 3 and held is ValueType.RUPIAH and last != "000":
        # 6.008,850 rupiah: a slipped separator, or tenths of a cent?
        return _Undecided(UnreadReason.AMBIGUOUS, (as_group, as_decimals))
    if not own_mark and len(last) == 1:
        return _Undecided(
            UnreadReason.AMBIGUOUS, (as_decimals,)
        )  # 1.234.5: a decimal, or digits lost?
    found = as_decimals if own_mark or len(last) == 2 else as_group
    whole = groups[:-1] if found.decimals else groups
    return _undecided_groups(found, whole, held, own_mark=own_mark) or found


def _undecided_groups(
    found: _Split, whole: list[str], held: ValueType, *, own_mark: bool
) -> _Undecided | None:
    """Return why groups cannot be determined to be a number, None where they can."""
    if found.broken and (reason := _beyond_mending(whole, held)):
        return _Undecided(reason, () if reason is UnreadReason.NOT_A_NUMBER else (found,))
    if found.decimals and not own_mark:
        # 1.7805.00: cents, or 1.780.500 with a dot displaced? 171.169.45: cents, or 171.169.45…
        # with a digit lost?
        return _Undecided(UnreadReason.AMBIGUOUS, (found,))
    return None


def _grouped(whole: list[str], marks: list[str], decimals: str = "", mark: str = "") -> _Split:
    """Return the split of these groups of thousands, and of the decimals behind them."""
    broken = not 1 <= len(whole[0]) <= 3 or any(len(group) != 3 for group in whole[1:])
    thousands = "mixed" if len(set(marks)) > 1 else "".join(marks[:1])
    return _Split("".join(whole), decimals, thousands, mark, broken)


def _beyond_mending(whole: list[str], held: ValueType) -> UnreadReason | None:
    """Return why groups that are not of three digits make no amount, None when their digits make
    one together.
    """
    if held is ValueType.PERSEN or (held is not ValueType.RUPIAH and sum(map(len, whole)) < 7):
        return UnreadReason.NOT_A_NUMBER
    if max(map(len, whole)) > _LONGEST_GROUP:
        return UnreadReason.LONG_GROUP
    short = any(len(group) < 3 for group in whole[1:])
    long = any(len(group) > 3 for group in whole)
    return UnreadReason.LOST_DIGITS if short and not long else None


def _separator_notes(
    split: _Split, held: ValueType, style: NumberFormat | None, *, spaced: bool
) -> Iterator[AmountNote]:
    """Yield what is worth a remark about the separators, in a table of this style."""
    us = style is NumberFormat.US
    if spaced:
        yield AmountNote.SPACED
    if split.broken:
        yield AmountNote.BROKEN_GROUPING
    yield from _thousands_notes(split, us=us)
    yield from _decimal_notes(split, held, us=us)
    if (
        not split.thousands
        and not spaced
        and len(split.whole) > (3 if held is ValueType.RUPIAH else 4)
    ):
        yield AmountNote.UNGROUPED


def _thousands_notes(split: _Split, *, us: bool) -> Iterator[AmountNote]:
    """Yield what is worth a remark about the mark between thousands."""
    match split.thousands, split.mark:
        case ("mixed", _):
            yield AmountNote.MIXED_THOUSANDS
        case (",", ","):
            yield AmountNote.COMMA_TWICE
        case (",", _) if not us:
            yield AmountNote.COMMA_THOUSANDS
        case (".", _) if us:
            yield AmountNote.DOT_THOUSANDS


def _decimal_notes(split: _Split, held: ValueType, *, us: bool) -> Iterator[AmountNote]:
    """Yield what is worth a remark about the decimals and their mark."""
    match split.thousands, split.mark:
        case (".", "."):
            yield AmountNote.DOT_CENTS
        case ("", ".") if not us:
            yield (
                AmountNote.DOT_CENTS
                if held is ValueType.RUPIAH and len(split.decimals) == 2
                else AmountNote.DECIMAL_POINT
            )
        case ("", ",") if us:
            yield AmountNote.DECIMAL_COMMA
    if len(split.decimals) == 3:
        yield AmountNote.THREE_DECIMALS
