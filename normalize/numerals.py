"""What the digits and separators of a printed number say, with its signs and words already taken off.

A form that its separators leave open (`1.234`) is decided by what its column holds, then by the style of its table;
where neither decides, or digits seem to be lost, there is a reason in place of the number.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from extract.patterns import regex
from normalize.words import Phrased


class Quantity(Enum):
    """What a column holds."""

    RUPIAH = "rupiah"
    PERSEN = "persen"
    BILANGAN = "bilangan"
    TIDAK_DIKETAHUI = "tidak_diketahui"


class Style(Enum):
    """Which separators a table uses: 1.234,56 or 1,234.56."""

    INDONESIAN = "indonesian"
    US = "us"


class Note(Phrased):
    """How a number was printed, where that is worth a remark."""

    RUPIAH_SIGN = "bertanda Rp", "printed with a rupiah sign"
    PERCENT_SIGN = "bertanda %", "printed with a percent sign"
    COMMA_THOUSANDS = "koma sebagai pemisah ribuan", "commas between thousands"
    DOT_THOUSANDS = "titik sebagai pemisah ribuan di tabel bergaya 1,234.56", "dots in a table that prints 1,234.56"
    MIXED_THOUSANDS = "titik dan koma bercampur sebagai pemisah ribuan", "dots and commas between thousands"
    BROKEN_GROUPING = "kelompok ribuan tidak tiga angka", "a group of thousands without exactly three digits"
    DOT_CENTS = "titik di depan sen", "a dot before the cents"
    DECIMAL_POINT = "titik sebagai tanda desimal", "a decimal point"
    DECIMAL_COMMA = "koma desimal di tabel bergaya 1,234.56", "a decimal comma in a table that prints 1,234.56"
    COMMA_TWICE = "koma untuk ribuan dan untuk desimal", "commas for thousands and for decimals"
    DASH_ZERO = "tanda hubung untuk nol", "a dash for zero"
    NIHIL = "kata nihil untuk nol", "the word nihil for zero"
    DASH_CENTS = "ditutup dengan ,-", "closed with ,-"
    PARENTHESES_NEGATIVE = "negatif dalam kurung", "negative in parentheses"
    TRAILING_MINUS = "tanda minus di belakang", "a minus sign behind the number"
    SPACED = "spasi di dalam angka", "spaces inside the number"
    UNGROUPED = "ribuan tidak dipisah", "thousands not separated"
    SCALE_WORD = "dengan kata ribu, juta, miliar atau triliun", "with a word for thousands, millions or more"
    STRAY_MARK = "tanda baca tersesat", "a stray mark"
    LETTER_DIGIT = "huruf di tempat angka", "a letter in place of a digit"
    THREE_DECIMALS = "tiga angka desimal", "three decimals"
    UNIT_WORD = "dengan kata satuan", "with a unit word"


class Reason(Phrased):
    """Why a text could not be told as a number."""

    EMPTY = "sel kosong", "an empty cell"
    NOT_A_NUMBER = "bukan angka", "not a number"
    AMBIGUOUS = "dapat dibaca sebagai dua angka yang berbeda", "can be read as two different numbers"
    LOST_DIGITS = "kelompok ribuan kurang dari tiga angka", "a group of thousands lacks a digit"
    SPREADSHEET_ERROR = "pesan galat lembar kerja", "an error message of a spreadsheet"
    SEVERAL_NUMBERS = "lebih dari satu angka", "more than one number"
    MISSING_MARK = "ditandai tidak ada data", "marked as not available"
    TOO_LONG = "lebih panjang daripada jumlah mana pun", "longer than any amount"


# Digits of a number with its decimals: the national budget in rupiah has 16, a percentage left to a spreadsheet 18.
LONGEST = 20


class Number(NamedTuple):
    """What digits and separators say: `grouped` tells regular groups of thousands."""

    value: Decimal
    decimals: int
    notes: list[Note]
    grouped: bool


class _Split(NamedTuple):
    """Digits before and behind the decimal mark, and which marks were used ("" for none, "mixed" for both)."""

    whole: str
    decimals: str = ""
    thousands: str = ""
    mark: str = ""
    broken: bool = False


_TWICE = regex(r"([.,])\1+")
_CODE_OR_DATE = regex(r"\d{1,2}(?:\.\d{1,2}){2}(?:\.\d+)*|\d{1,2}\.\d{1,2}\.\d{4}")


def read_digits(core: str, held: Quantity, style: Style | None, *, closed: bool) -> Number | Reason:
    """Return the number of a run of digits, separators and spaces; `closed` tells that `,-` follows."""
    digits = _without_spaces(core, held)
    if isinstance(digits, Reason):
        return digits
    trimmed = _TWICE.sub(r"\1", digits.rstrip(".,"))
    split = _split(trimmed, held, style)
    if isinstance(split, Reason):
        return split
    if len(split.whole) + len(split.decimals) > LONGEST:
        return Reason.TOO_LONG
    spaced = any(map(str.isspace, core))
    notes = list(_separator_notes(split, held, style, spaced=spaced))
    if trimmed != (digits[:-1] if closed else digits):
        notes.append(Note.STRAY_MARK)
    value = Decimal(f"{split.whole}.{split.decimals}" if split.decimals else split.whole)
    return Number(value, len(split.decimals), notes, bool(split.thousands) and not split.broken)


def _without_spaces(core: str, held: Quantity) -> str | Reason:
    """Return the digits and separators of one number, or why its spaces may part several."""
    if not any(map(str.isspace, core)):
        return core
    if re.fullmatch(r"\d{1,3}(?:\s\d{3})+(?:[.,]\d{1,2})?", core):
        one_group = len(core.split()) == 2
        return Reason.AMBIGUOUS if one_group and held is not Quantity.RUPIAH else "".join(core.split())
    pieces = core.split()
    if len(pieces) >= 4 and all(len(piece) <= 2 for piece in pieces):  # every letter of the cell stands apart
        return "".join(pieces)
    joined = re.sub(r"\s+(?=[.,])", "", core)
    breaks = len(re.findall(r"[.,]\s", joined))
    joined = re.sub(r"(?<=[.,])\s+", "", joined)
    if any(map(str.isspace, joined)):
        return Reason.SEVERAL_NUMBERS
    if not breaks:
        return joined
    # "1. 500.000" may be item 1, "12, 13" a list; "1.780. 578.508" is neither
    listed = re.match(r"\d{1,3}[.,]\s", core)
    regular = re.fullmatch(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+", joined)
    return joined if breaks == 1 and regular and not listed else Reason.AMBIGUOUS


def _split(digits: str, held: Quantity, style: Style | None) -> _Split | Reason:
    """Return where the decimals begin, or why that cannot be told."""
    groups = re.split("[.,]", digits)
    marks = [mark for mark in digits if mark in ".,"]
    if not all(groups):
        return Reason.NOT_A_NUMBER
    if not marks:
        return _Split(digits)
    if len(marks) == 1:
        return _split_once(groups[0], groups[1], marks[0], held, style)
    return _split_often(groups, marks, held)


def _split_once(head: str, tail: str, mark: str, held: Quantity, style: Style | None) -> _Split | Reason:
    """Return what a single dot or comma is: it may part thousands or decimals."""
    as_decimals = _Split(head, tail, mark=mark)
    if len(tail) <= 2 or not head.strip("0") or held is Quantity.PERSEN:
        return as_decimals
    one_group = len(tail) == 3 and len(head) <= 3
    as_thousands = _Split(head + tail, thousands=mark, broken=not one_group)
    decimal_mark = mark == ("." if style is Style.US else ",")
    if held is Quantity.RUPIAH:
        if one_group or not decimal_mark:
            return as_thousands
        return Reason.AMBIGUOUS if len(tail) == 3 else as_decimals
    if style is None and (one_group or held is Quantity.TIDAK_DIKETAHUI):
        return Reason.AMBIGUOUS
    return as_thousands if one_group and not decimal_mark else as_decimals


def _split_often(groups: list[str], marks: list[str], held: Quantity) -> _Split | Reason:
    """Return what several dots and commas are."""
    last = groups[-1]
    own_mark = marks[-1] not in marks[:-1]
    if _CODE_OR_DATE.fullmatch(".".join(groups)):
        return Reason.NOT_A_NUMBER
    if own_mark and len(last) == 3 and held is Quantity.RUPIAH and last != "000":
        return Reason.AMBIGUOUS  # 6.008,850 rupiah: a slipped separator, or tenths of a cent?
    if not own_mark and len(last) == 1:
        return Reason.AMBIGUOUS  # 1.234.5: a decimal, or digits lost?
    if own_mark or len(last) == 2:
        whole, decimals, mark, inner = groups[:-1], last, marks[-1], marks[:-1]
    else:
        whole, decimals, mark, inner = groups, "", "", marks
    broken = not 1 <= len(whole[0]) <= 3 or any(len(group) != 3 for group in whole[1:])
    if broken and (reason := _beyond_mending(whole, held)):
        return reason
    if broken and decimals and not own_mark:
        return Reason.AMBIGUOUS  # 1.7805.00: cents, or 1.780.500 with a dot displaced?
    return _Split("".join(whole), decimals, inner[0] if len(set(inner)) == 1 else "mixed", mark, broken)


def _beyond_mending(whole: list[str], held: Quantity) -> Reason | None:
    """Return why groups that are not of three digits make no amount, None when their digits make one together."""
    if held is Quantity.PERSEN or (held is not Quantity.RUPIAH and sum(map(len, whole)) < 7):
        return Reason.NOT_A_NUMBER
    short = any(len(group) < 3 for group in whole[1:])
    long = len(whole[0]) > 3 or any(len(group) > 3 for group in whole[1:])
    return Reason.LOST_DIGITS if short and not long else None


def _separator_notes(split: _Split, held: Quantity, style: Style | None, *, spaced: bool) -> Iterator[Note]:
    """Yield what is worth a remark about the separators, in a table of this style."""
    us = style is Style.US
    if spaced:
        yield Note.SPACED
    if split.broken:
        yield Note.BROKEN_GROUPING
    match split.thousands, split.mark:
        case ("mixed", _):
            yield Note.MIXED_THOUSANDS
        case (",", ","):
            yield Note.COMMA_TWICE
        case (",", _) if not us:
            yield Note.COMMA_THOUSANDS
        case (".", _) if us:
            yield Note.DOT_THOUSANDS
    match split.thousands, split.mark:
        case (".", "."):
            yield Note.DOT_CENTS
        case ("", ".") if not us:
            yield Note.DOT_CENTS if held is Quantity.RUPIAH and len(split.decimals) == 2 else Note.DECIMAL_POINT
        case ("", ",") if us:
            yield Note.DECIMAL_COMMA
    if len(split.decimals) == 3:
        yield Note.THREE_DECIMALS
    if not split.thousands and not spaced and len(split.whole) > (3 if held is Quantity.RUPIAH else 4):
        yield Note.UNGROUPED
