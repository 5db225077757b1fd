"""The sentences of a finding about numbers, in Indonesian and in English."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from normalize.values.amounts import format_amount
from validate.diagnosis.error_patterns import ErrorHypothesis, ErrorPattern
from validate.findings import Certainty, Message, PrintedValue, Violation


class WrittenSum(NamedTuple):
    """A relation written out over printed numbers, and what it gives as its place would
    print it.
    """

    written: str
    result: str

    @property
    def formula(self) -> str:
        """The sum with its result: `100 − 95,06 = 4,94`; of a single number nothing but that."""
        return self.result if self.written == self.result else f"{self.written} = {self.result}"

    @property
    def in_brackets(self) -> str:
        """The sum to be behind its result; nothing where it is the same single number."""
        return "" if self.written == self.result else f" ({self.written})"

    @property
    def as_clause(self) -> Message:
        """The sum as the end of a sentence that quotes what is printed."""
        if self.written == self.result:
            return Message(
                f"sedangkan hasil perhitungannya adalah {self.result}",
                f"while the computation gives {self.result}",
            )
        return Message(
            f"sedangkan hasil perhitungan {self.written} adalah {self.result}",
            f"while {self.written} gives {self.result}",
        )


class Wording(NamedTuple):
    """What is said of a number: by itself, and as the end of a sentence that names its place and
    quotes it.
    """

    message: Message
    clause: Message


def recomputed(printed: str, sum_: WrittenSum, cut: bool) -> Wording:
    """Say that a computed number does not follow from its own numbers; `cut` states that it was not
    rounded.
    """
    written, result = sum_.in_brackets, sum_.result
    ending = (
        Message("; angkanya dipotong, bukan dibulatkan", "; it is cut off, not rounded")
        if cut
        else _NOTHING
    )
    return Wording(
        Message(
            f"Tercetak {printed}; dihitung ulang "
            f"{result}{written}{'; dipotong, bukan dibulatkan' if cut else ''}.",
            f"Printed {printed}; recomputed "
            f"{result}{written}{'; cut off, not rounded' if cut else ''}.",
        ),
        Message(f"{sum_.as_clause.id}{ending.id}", f"{sum_.as_clause.en}{ending.en}"),
    )


def solved(printed: str, sum_: WrittenSum) -> Wording:
    """Say what the numbers around an entered number ask for."""
    written, result = sum_.in_brackets, sum_.result
    return Wording(
        Message(
            f"Tercetak {printed}; menurut angka lain {result}{written}.",
            f"Printed {printed}; the other numbers give {result}{written}.",
        ),
        Message(
            f"sedangkan angka-angka lain yang terkait menunjukkan {result}{written}",
            f"while the other numbers it is related to give {result}{written}",
        ),
    )


def parts_differ(printed: str, sum_: WrittenSum, settled: str) -> Wording:
    """Say that the parts of a sum come to something else, while all other numbers support what it
    should print.
    """
    written, result = sum_.in_brackets, sum_.result
    return Wording(
        Message(
            f"Tercetak {printed}, sedangkan rinciannya berjumlah {result}{written}; hitungan "
            f"lain mendukung {settled}, "
            "jadi mungkin salah satu rincian yang keliru.",
            f"Printed {printed}, but its parts come to {result}{written}; other sums "
            f"confirm {settled}, "
            "so it may be one of the parts that is wrong.",
        ),
        Message(
            f"sedangkan rinciannya berjumlah {result}{written}; perhitungan lain mendukung "
            f"{settled}, sehingga mungkin "
            "salah satu rinciannya yang keliru",
            f"while its parts add up to {result}{written}; other sums confirm {settled}, so "
            "that one of the parts may "
            "be wrong",
        ),
    )


def misprinted_numbers(
    how: Message, expected: str, printed: str, first: PrintedValue, others: Sequence[PrintedValue]
) -> Violation:
    """Return the violation of the numbers of a table that are printed in an unusual way, located at
    the first.
    """
    message = _misprinted(printed, how, expected, len(others))
    return Violation(first, message, expected, repetitions=tuple(others))


def _misprinted(printed: str, how: Message, expected: str, others: int) -> Message:
    """Say in which unusual way a number is printed, and so many others of its table."""
    alike = (
        Message(f" ({1 + others} tempat di tabel ini)", f" ({1 + others} places in this table)")
        if others
        else None
    )
    return Message(
        f"ditulis {printed} {how.id}: {expected}{alike.id if alike else ''}",
        f"printed {printed} {how.en}: {expected}{alike.en if alike else ''}",
    )


def printed_otherwise(printed: str, elsewhere: str, page: int) -> Wording:
    """Say that another page prints the same figure differently."""
    return Wording(
        Message(
            f"Tercetak {printed}; angka yang sama di halaman {page} tercetak {elsewhere}.",
            f"Printed {printed}; the same figure is printed {elsewhere} on page {page}.",
        ),
        Message(
            f"sedangkan angka yang sama pada halaman {page} tercetak {elsewhere}",
            f"while the same figure is printed as {elsewhere} on page {page}",
        ),
    )


def out_of_bounds(printed: str, law: Message) -> Wording:
    """Say that a number is beyond what the law allows."""
    clause = Message(f"padahal {law.id}", f"but {law.en}")
    return Wording(
        Message(f"Tercetak {printed}, {clause.id}.", f"Printed {printed}, {clause.en}."), clause
    )


def row_otherwise(printed: str, elsewhere: str, page: int) -> Wording:
    """Say that another row of the column, whose other numbers are the same, prints
    something else.
    """
    return Wording(
        Message(
            f"Tercetak {printed}; baris lain dengan angka-angka yang sama di halaman {page} "
            f"mencetak {elsewhere}.",
            f"Printed {printed}; another row with the same numbers, on page {page}, prints "
            f"{elsewhere}.",
        ),
        Message(
            f"sedangkan baris lain dengan angka-angka yang sama pada halaman {page} mencetak "
            f"{elsewhere}",
            f"while another row with the same numbers prints {elsewhere} on page {page}",
        ),
    )


def above(printed: str, limit: str, law: Message) -> Wording:
    """Say that a number is more than another that limits it."""
    clause = Message(f"lebih dari {limit}, padahal {law.id}", f"more than {limit}, but {law.en}")
    return Wording(
        Message(f"Tercetak {printed}, {clause.id}.", f"Printed {printed}, {clause.en}."), clause
    )


def agrees_only_loosely(printed: str, sum_: WrittenSum) -> Wording:
    """Say that a number follows only if some whole number before it is a rounded one."""
    return Wording(
        Message(
            f"Tercetak {printed}; dihitung {sum_.result} ({sum_.written}), cocok hanya bila "
            "ada angka yang dibulatkan.",
            f"Printed {printed}; recomputed {sum_.result} ({sum_.written}), agrees only if "
            "some number is a rounded "
            "one.",
        ),
        Message(
            f"{sum_.as_clause.id}; keduanya cocok hanya apabila ada angka yang telah dibulatkan",
            f"{sum_.as_clause.en}; the two agree only if some number was rounded before",
        ),
    )


def perhaps_capped(printed: str, sum_: WrittenSum) -> Wording:
    """Say that a number is at a limit that is not stated, where more follows."""
    return Wording(
        Message(
            f"Tercetak {printed}; dihitung {sum_.result} ({sum_.written}), mungkin dibatasi "
            "tanpa dinyatakan.",
            f"Printed {printed}; recomputed {sum_.result} ({sum_.written}), perhaps capped "
            "without saying so.",
        ),
        Message(
            f"{sum_.as_clause.id}; capaian mungkin dibatasi tanpa dinyatakan",
            f"{sum_.as_clause.en}; it may have been capped without saying so",
        ),
    )


_NOTHING = Message("", "")
_LESS_CERTAIN = {
    Certainty.UNVERIFIABLE: Message(", tidak dapat dipastikan", ", cannot be verified"),
    Certainty.READING_DOUBT: Message(", mungkin salah baca", ", may be a misreading"),
}


def also(message: Message, rule: str, other: Message, certainty: Certainty) -> Message:
    """Say beside a finding what another rule finds in the same place."""
    doubt = _LESS_CERTAIN.get(certainty, Message("", ""))
    return Message(
        f"{_ended(message.id)} Juga ({rule}{doubt.id}): {other.id}",
        f"{_ended(message.en)} Also ({rule}{doubt.en}): {other.en}",
    )


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


_SLIPS = {
    ErrorPattern.SWAPPED: Message("dua angka bertukar tempat", "two digits changed places"),
    ErrorPattern.CHANGED: Message("satu angka berbeda", "one digit differs"),
    ErrorPattern.DROPPED: Message("satu angka hilang", "a digit is missing"),
    ErrorPattern.DOUBLED: Message("satu angka tercetak dua kali", "a digit is printed twice"),
    ErrorPattern.ZERO_ADDED: Message("kelebihan satu nol", "a zero too many"),
    ErrorPattern.MOVED: Message(
        "pemisah atau nol salah tempat", "a separator or a zero is out of place"
    ),
    ErrorPattern.SIGN: Message("tanda minus", "the minus sign"),
    ErrorPattern.FROM_ABOVE: Message(
        "sama dengan angka di atasnya", "the same as the number above"
    ),
    ErrorPattern.FROM_BESIDE: Message(
        "sama dengan angka di sampingnya", "the same as the number beside it"
    ),
}


def reason(
    found: ErrorHypothesis, wanted: Decimal, decimals: int, *, computed: bool
) -> Message | None:
    """Say what supports a repair: the slip it supposes and from which number, or that the number is
    computed.
    """
    if found.slip is not None:
        said = _SLIPS[found.slip]
        if found.value is None or found.value == wanted:
            return said
        made = format_amount(found.value, decimals)
        return Message(f"{said.id} ({made})", f"{said.en} ({made})")
    return Message("dihitung dari angka lain", "computed from other numbers") if computed else None


NOT_ADDED = Message("angka ini tidak ikut dijumlahkan", "this number was left out of the sum")


def along(why: Message | None, printed: str, expected: str) -> Message:
    """Say that a repair restores everything only together with another one."""
    before = (f"{why.id}, ", f"{why.en}, ") if why else ("", "")
    return Message(
        f"{before[0]}bersama {printed} → {expected}",
        f"{before[1]}together with {printed} → {expected}",
    )
