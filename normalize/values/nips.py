"""How the number of a civil servant (NIP) is built, and what can be wrong with one.

Eight digits of the birth date, six of the year and month of appointment (TMT), one of the sex,
three of a serial. The number of a contract servant (PPPK) has 21 in place of the month.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.patterns import regex
from normalize.text.comparison import Phrased


class NipProblem(Phrased):
    """What is wrong with the form of a NIP."""

    LENGTH = "bukan 18 angka", "not 18 digits"
    BIRTH_DATE = "delapan angka pertama bukan tanggal", "the first eight digits are not a date"
    TMT_MONTH = "bulan TMT bukan 01 sampai 12", "the month of appointment is not 01 to 12"
    SEX = "angka jenis kelamin bukan 1 atau 2", "the digit of the sex is neither 1 nor 2"
    SERIAL = "nomor urut 000", "the serial number is 000"
    AGE = "belum 18 tahun pada TMT", "not yet 18 years old at appointment"


@dataclass(frozen=True, slots=True)
class Nip:
    """A NIP: its digits, its text as printed, where it is in the text, and what is wrong with its
    form.

    `named` states whether the word NIP is before it.
    """

    digits: str
    text: str
    start: int
    end: int
    problems: tuple[NipProblem, ...] = ()
    named: bool = False

    @property
    def masked(self) -> str:
        """The birth year, and a dot for every other digit.

        >>> find_nips("NIP. 19790817 200101 1 011")[0].masked
        '1979••••••••••••••'
        """
        return self.digits[:4] + "•" * len(self.digits[4:])


_TAIL = r"[ .]{0,2}\d{6}[ .]{0,2}\d[ .]{0,2}\d{3}(?!\d)"
_NIP = regex(
    rf"""\bN\.?I\.?\s?(?:P{{1,3}}K?)\b\.?(?:\s?P{{1,3}}K\b)?[\s.:]*(?P<named>\d{{8}}{_TAIL}|\d(?:[ .]?\d){{7,21}})
    |(?<![\d.,])(?P<bare>(?:19[4-9]|20[0-2])\d{{5}}{_TAIL})""",  # noqa: E501
    re.IGNORECASE | re.VERBOSE,
)


def find_nips(text: str) -> list[Nip]:
    """Return every NIP that `text` prints; a malformed one counts only behind the word NIP.

    >>> [nip.problems for nip in find_nips("NIP. 19790817 200101 1 011, NIP : 19791317 200101 1 011")]
    [(), (<NipProblem.BIRTH_DATE: ('delapan angka pertama bukan tanggal', 'the first eight digits are not a date')>,)]
    """  # noqa: E501
    return [_nip(found) for found in _NIP.finditer(text)]


def _nip(found: re.Match[str]) -> Nip:
    group = "named" if found["named"] else "bare"
    digits = "".join(filter(str.isdigit, found[group]))
    return Nip(
        digits,
        found[group],
        found.start(group),
        found.end(group),
        tuple(_problems(digits)),
        group == "named",
    )


# The least age for a civil servant.
_ADULT = 18


def _problems(digits: str) -> Iterator[NipProblem]:
    """Yield what is wrong with the digits of a NIP."""
    if len(digits) != 18:
        yield NipProblem.LENGTH
        return
    born = _date(digits[:8])
    if born is None:
        yield NipProblem.BIRTH_DATE
    year, month = int(digits[8:12]), digits[12:14]
    contract = month == "21"
    if not contract and not "01" <= month <= "12":
        yield NipProblem.TMT_MONTH
    elif born and (year - _ADULT, 12 if contract else int(month)) < (born.year, born.month):
        yield NipProblem.AGE
    if digits[14] not in "12":
        yield NipProblem.SEX
    if digits[15:] == "000":
        yield NipProblem.SERIAL


def _date(digits: str) -> datetime.date | None:
    try:
        return datetime.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
