"""The numbers that running text prints: amounts of money, percentages and counts, each with its
place in the text.

Not among them are the numbers that only name something: dates, years, regulations, tables,
chapters, list marks, NIPs, codes and quarters.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from extract.patterns import regex
from extract.text.years import ANY_YEAR
from normalize.values.amounts import Amount, NumberFormat, ValueType, parse_amount
from normalize.values.dates import find_dates
from normalize.values.nips import find_nips
from normalize.values.periods import find_periods


class Mention(NamedTuple):
    """A number in running text: what it stands for, where it is printed in the text, and the word
    that follows.

    `start` is where its digits begin, behind an Rp; `end` is behind its sign or word of scale.
    `text` are its digits, with a percent sign.
    """

    text: str
    amount: Amount
    held: ValueType
    start: int
    end: int
    unit: str = ""


class Sentence(NamedTuple):
    """A sentence of a passage, and where it begins in its text."""

    text: str
    start: int


_SENTENCE_END = regex(r"(?<=[.;?!])\s+(?=[A-Z(\"“])")
# After these a full stop ends no sentence.
_ABBREVIATION = regex(
    r"\b(?:rp|no|kab|kec|kel|prov|ds|jl|dr|ir|st|drs|hj|tgl|dll|dsb|pj|plt|ta|tw|s\.d)\.$",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text.

    >>> [sentence.text for sentence in sentences("Pagu sebesar Rp. 500. Sisa nihil.")]
    ['Pagu sebesar Rp. 500.', 'Sisa nihil.']
    """
    found, start = [], 0
    for end in _SENTENCE_END.finditer(text):
        if not _ABBREVIATION.search(text, start, end.start()):
            found.append(Sentence(text[start : end.start()], start))
            start = end.end()
    return (*found, Sentence(text[start:], start))


_NUMBER = regex(
    r"""(?P<rupiah>\bRp[.,:]{0,2}\s*)?
        (?<![\d.,/])(?P<core>\d(?:[\d.,]*\d)?)
        (?P<cents>\s?,-{1,2}|,--)?
        (?P<percent>\s?%|\s?persen\b)?
        (?:\s(?P<scale>ribu|juta|mil[iy]ard?|tril[iy]un)\b)?
        (?P<worded>\srupiah\b)?
        (?:\s(?P<unit>[^\W\d_]+))?""",
    re.VERBOSE | re.IGNORECASE,
)
# What is before a number that names something.
_NAMING = regex(
    r"""(?:\b(?:nomor|no|tahun|ta|tabel|gambar|grafik|bagan|lampiran|pasal|ayat|angka|bab|halaman|hal|tanggal|tgl|pukul|jam
        |triwulan|tribulan|tw|semester|nip|telp|telepon|fax|hp|pos|ke|poin|butir|huruf|romawi|versi|iso|seri|rt|rw|tingkat
        |golongan|eselon|peringkat|misi|tujuan|sasaran|indikator|program|kegiatan|kode|rekening)\b[\s.:]*|[-–/+x×*=:]\s?|\w)$""",
    re.VERBOSE | re.IGNORECASE,
)
# As far in front of a number as such a word can be.
_NEAR = 16
_CODE = regex(r"\d{1,2}(?:\.\d{1,2}){2}(?:\.\d{1,4})*|0\d+.*")
# What is behind a list mark, a range, a ratio, a fraction or an inner part of a name.
_GOES_ON = regex(r"\)|\s?[-–/:x×*+=]\s?\d|[-/]\w|\w|\.\s?[A-Z]|\s*(?:s\.?d\.?|sampai|hingga)\s")
_RANGE = regex(r"\d\s?%?\s?(?:[-–]|s\.?d\.?|sampai|hingga)\s?$")
_LIST_MARK = regex(r"\(?\d{1,2}[.)]\s|\(\d{1,2}\)\s?")


@lru_cache(maxsize=4096)
def mentions(text: str) -> tuple[Mention, ...]:
    """Return the numbers of a text that count or measure something, in their order.

    >>> [one.text for one in mentions("Pagu tahun 2024 sebesar Rp. 4.430.000,- terserap 99,5 % (Tabel 3.2)")]
    ['4.430.000', '99,5 %']
    """  # noqa: E501
    if not any(map(str.isdigit, text)):
        return ()
    return tuple(_mentions(text))


def _mentions(text: str) -> Iterator[Mention]:
    named = [(one.start, one.end) for found in (find_dates(text), find_nips(text)) for one in found]
    named += [(one.start, one.end) for one in find_periods(text)]
    mark = _LIST_MARK.match(text)
    for found in _NUMBER.finditer(text, mark.end() if mark else 0):
        start, end = found.span("core")
        if not any(begin <= start < stop for begin, stop in named) and (
            mention := _mention(text, found, start, end)
        ):
            yield mention


def _goes_on(text: str, start: int, end: int) -> bool:
    """Return whether a number is part of a name, a range or a list mark; one in brackets may end
    with its bracket.
    """
    behind = _GOES_ON.match(text, end)
    opened = text.rfind("(", 0, start) > text.rfind(")", 0, start)
    return behind is not None and not (behind[0] == ")" and opened)


def _mention(text: str, found: re.Match[str], start: int, end: int) -> Mention | None:
    core, rupiah = found["core"], bool(found["rupiah"] or found["worded"] or found["cents"])
    signed = rupiah or bool(found["percent"])
    end = max(found.end(name) for name in ("core", "cents", "percent", "scale", "worded"))
    if _is_of_name(text, found, start, end, signed=signed):
        return None
    held = (
        ValueType.RUPIAH if rupiah else ValueType.PERSEN if found["percent"] else ValueType.BILANGAN
    )
    style = NumberFormat.INDONESIAN if signed or found["scale"] else None
    amount = parse_amount(f"{core} {found['scale']}" if found["scale"] else core, held, style)
    if not isinstance(amount, Amount):
        return None
    sign = "%" in (found["percent"] or "")
    printed = text[start : found.end("percent") if sign else found.end("core")]
    return Mention(printed, amount, held, start, end, found["unit"] or "")


def _is_of_name(text: str, found: re.Match[str], start: int, end: int, *, signed: bool) -> bool:
    """Return whether a number is a year, a code, the number of something named, or one end of a
    range.
    """
    before = text[max(0, start - _NEAR) : start]
    if not signed:
        if ANY_YEAR.fullmatch(found["core"]) or _CODE.fullmatch(found["core"]):
            return True
        if not found["scale"] and _NAMING.search(before):
            return True
    return _RANGE.search(before) is not None or (not found["cents"] and _goes_on(text, start, end))
