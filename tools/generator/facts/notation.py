"""How an office writes its numbers: separators, cents, signs, and rounding half up, from exact
values.
"""

from dataclasses import dataclass
from fractions import Fraction


def round_half_up(value: Fraction, decimals: int) -> Fraction:
    """Return the value rounded to so many decimals, a half away from zero.

    >>> round_half_up(Fraction("12.345"), 2), round_half_up(Fraction("-0.005"), 2)
    (Fraction(247, 20), Fraction(-1, 100))
    """
    scaled = abs(value) * 10**decimals
    nearest = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(nearest if value >= 0 else -nearest, 10**decimals)


def truncate(value: Fraction, decimals: int) -> Fraction:
    """Return the value cut off after so many decimals."""
    scaled = abs(value) * 10**decimals
    kept = scaled.numerator // scaled.denominator
    return Fraction(kept if value >= 0 else -kept, 10**decimals)


_ONES = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_SCALES = (
    (10**12, "triliun"),
    (10**9, "miliar"),
    (10**6, "juta"),
    (1000, "ribu"),
    (100, "ratus"),
    (10, "puluh"),
)


def in_words(number: int) -> str:
    """Return a whole number as Indonesian writes it in words.

    >>> in_words(1_215_000), in_words(100_111)
    ('satu juta dua ratus lima belas ribu', 'seratus ribu seratus sebelas')
    """
    if number < 10:
        return _ONES[number]
    if number < 20:
        return {10: "sepuluh", 11: "sebelas"}.get(number, f"{_ONES[number - 10]} belas")
    size, name = next(scale for scale in _SCALES if number >= scale[0])
    many, rest = divmod(number, size)
    counted = f"se{name}" if many == 1 and size <= 1000 else f"{in_words(many)} {name}"
    return f"{counted} {in_words(rest)}".strip()


@dataclass(frozen=True, slots=True)
class Notation:
    """The habits of one office; `us` swaps the separators, `whole` prints 100 for 100,00."""

    us: bool = False
    cents: bool = False
    sign: bool = False
    whole: bool = True
    dash: bool = False
    brackets: bool = False

    def decimal(self, value: Fraction, decimals: int) -> str:
        """Return a value rounded half up to so many decimals, thousands grouped.

        >>> Notation().decimal(Fraction("1234.5"), 2), Notation(us=True).decimal(Fraction(-1234), 0)
        ('1.234,50', '-1,234')
        """
        rounded = round_half_up(value, decimals)
        integral, fractional = divmod(abs(rounded) * 10**decimals, 10**decimals)
        printed = f"{int(integral):,}" + (f".{int(fractional):0{decimals}d}" if decimals else "")
        if not self.us:
            printed = printed.translate({ord(","): ".", ord("."): ","})
        return printed if rounded >= 0 else f"({printed})" if self.brackets else f"-{printed}"

    def rupiah(self, value: Fraction) -> str:
        """Return an amount in rupiah.

        >>> Notation().rupiah(Fraction(19500000)), Notation(cents=True).rupiah(Fraction(850))
        ('19.500.000', '850,00')
        """
        return "-" if self.dash and not value else self.decimal(value, 2 if self.cents else 0)

    def persen(self, value: Fraction | None) -> str:
        """Return a percentage with two decimals; None, the share of nothing, prints as nothing
        does.

        >>> Notation().persen(Fraction(100)), Notation(sign=True, whole=False).persen(Fraction(199, 2))
        ('100', '99,50%')
        """  # noqa: E501
        if value is None:
            value = Fraction(0)
        if self.dash and not value:
            return "-"
        short = self.whole and round_half_up(value, 2).denominator == 1
        return self.decimal(value, 0 if short else 2) + ("%" if self.sign else "")

    def selisih(self, value: Fraction) -> str:
        """Return a difference of percentages, which never bears a sign.

        >>> Notation(sign=True).selisih(Fraction("4.94"))
        '4,94'
        """
        short = self.whole and round_half_up(value, 2).denominator == 1
        return self.decimal(value, 0 if short else 2)

    def besaran(self, value: Fraction, unit: str) -> str:
        """Return a target or a result in a unit: percentages and indices with two decimals, counts
        without.

        >>> Notation().besaran(Fraction(12), "Dokumen"), Notation(sign=True).besaran(Fraction("95.45"), "%")
        ('12', '95,45%')
        """  # noqa: E501
        if unit == "%":
            return self.persen(value)
        return self.decimal(value, 0 if value.denominator == 1 else 2)
