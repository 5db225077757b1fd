"""The sentences of a finding about numbers, in Indonesian and in English."""

from decimal import Decimal
from typing import NamedTuple

from normalize.amounts import print_amount
from validate.findings import Certainty, Message
from validate.slips import Guess, Slip


class Sum(NamedTuple):
    """A relation written out over printed numbers, and what it gives as its place would print it."""

    written: str
    result: str

    @property
    def formula(self) -> str:
        """The sum with its result: `100 − 95,06 = 4,94`; of a single number nothing but that."""
        return self.result if self.written == self.result else f"{self.written} = {self.result}"

    @property
    def in_brackets(self) -> str:
        """The sum to stand behind its result; nothing where it is the same single number."""
        return "" if self.written == self.result else f" ({self.written})"


def recomputed(printed: str, sum_: Sum, cut: bool) -> Message:
    """Say that a computed number does not follow from its own numbers; `cut` tells that it was not rounded."""
    written, result = sum_.in_brackets, sum_.result
    return Message(
        f"Tercetak {printed}; dihitung ulang {result}{written}{'; dipotong, bukan dibulatkan' if cut else ''}.",
        f"Printed {printed}; recomputed {result}{written}{'; cut off, not rounded' if cut else ''}.",
    )


def solved(printed: str, sum_: Sum) -> Message:
    """Say what the numbers around an entered number ask for."""
    return Message(
        f"Tercetak {printed}; menurut angka lain {sum_.result}{sum_.in_brackets}.",
        f"Printed {printed}; the other numbers give {sum_.result}{sum_.in_brackets}.",
    )


def parts_differ(printed: str, sum_: Sum, settled: str) -> Message:
    """Say that the parts of a sum come to something else, while all other numbers speak for what it should print."""
    written, result = sum_.in_brackets, sum_.result
    return Message(
        f"Tercetak {printed}, sedangkan rinciannya berjumlah {result}{written}; hitungan lain mendukung {settled}, "
        "jadi mungkin salah satu rincian yang keliru.",
        f"Printed {printed}, but its parts come to {result}{written}; other sums bear out {settled}, "
        "so it may be one of the parts that is wrong.",
    )


def misprinted(printed: str, how: Message, expected: str, others: int) -> Message:
    """Say in which unusual way a number is printed, and so many others of its table."""
    alike = Message(f" ({1 + others} tempat di tabel ini)", f" ({1 + others} places in this table)") if others else None
    return Message(
        f"ditulis {printed} {how.id}: {expected}{alike.id if alike else ''}",
        f"printed {printed} {how.en}: {expected}{alike.en if alike else ''}",
    )


def printed_otherwise(printed: str, elsewhere: str, page: int) -> Message:
    """Say that another page prints the same figure differently."""
    return Message(
        f"Tercetak {printed}; angka yang sama di halaman {page} tercetak {elsewhere}.",
        f"Printed {printed}; the same figure is printed {elsewhere} on page {page}.",
    )


def out_of_bounds(printed: str, law: Message) -> Message:
    """Say that a number is beyond what the law allows."""
    return Message(f"Tercetak {printed}, padahal {law.id}.", f"Printed {printed}, but {law.en}.")


def row_otherwise(printed: str, elsewhere: str, page: int) -> Message:
    """Say that another row of the column, whose other numbers are the same, prints something else."""
    return Message(
        f"Tercetak {printed}; baris lain dengan angka-angka yang sama di halaman {page} mencetak {elsewhere}.",
        f"Printed {printed}; another row with the same numbers, on page {page}, prints {elsewhere}.",
    )


def above(printed: str, limit: str, law: Message) -> Message:
    """Say that a number is more than another that limits it."""
    return Message(
        f"Tercetak {printed}, lebih dari {limit}, padahal {law.id}.",
        f"Printed {printed}, more than {limit}, but {law.en}.",
    )


def agrees_only_loosely(printed: str, sum_: Sum) -> Message:
    """Say that a number follows only if some whole number before it is a rounded one."""
    return Message(
        f"Tercetak {printed}; dihitung {sum_.result} ({sum_.written}), cocok hanya bila ada angka yang dibulatkan.",
        f"Printed {printed}; recomputed {sum_.result} ({sum_.written}), agrees only if some number is a rounded one.",
    )


def perhaps_capped(printed: str, sum_: Sum) -> Message:
    """Say that a number stands at a limit that is not stated, where more follows."""
    return Message(
        f"Tercetak {printed}; dihitung {sum_.result} ({sum_.written}), mungkin dibatasi tanpa dinyatakan.",
        f"Printed {printed}; recomputed {sum_.result} ({sum_.written}), perhaps capped without saying so.",
    )


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
    Slip.SWAPPED: Message("dua angka bertukar tempat", "two digits changed places"),
    Slip.CHANGED: Message("satu angka berbeda", "one digit differs"),
    Slip.DROPPED: Message("satu angka hilang", "a digit is missing"),
    Slip.DOUBLED: Message("satu angka tercetak dua kali", "a digit is printed twice"),
    Slip.ZERO_ADDED: Message("kelebihan satu nol", "a zero too many"),
    Slip.MOVED: Message("pemisah atau nol salah tempat", "a separator or a zero is out of place"),
    Slip.SIGN: Message("tanda minus", "the minus sign"),
    Slip.FROM_ABOVE: Message("sama dengan angka di atasnya", "the same as the number above"),
    Slip.FROM_BESIDE: Message("sama dengan angka di sampingnya", "the same as the number beside it"),
}


def reason(found: Guess, wanted: Decimal, decimals: int, *, computed: bool) -> Message | None:
    """Say what speaks for a repair: the slip it supposes and from which number, or that the number is computed."""
    if found.slip is not None:
        said = _SLIPS[found.slip]
        if found.value is None or found.value == wanted:
            return said
        made = print_amount(found.value, decimals)
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
