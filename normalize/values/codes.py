"""How codes of the regional program nomenclature are built, and how they are misprinted.

`urusan . bidang . program . kewenangan . kegiatan . sub kegiatan`, as in `7.01.01.2.06.0001`: no
level has four segments, and a support program (`.01`) is listed once for all bidang, as `X.XX.01`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from extract.patterns import regex
from normalize.text.comparison import Phrased


class CodeLevel(Enum):
    """What a code stands for."""

    URUSAN = "urusan"
    BIDANG = "bidang"
    PROGRAM = "program"
    KEGIATAN = "kegiatan"
    SUB_KEGIATAN = "sub_kegiatan"
    ORGANISASI = "organisasi"
    REKENING = "rekening"


class Regime(Enum):
    """The decree whose way of writing a code follows; a level above the sub kegiatan does not show
    it.

    Permendagri 90/2019 and the decrees up to 050-5889/2021 print two digits for the sub kegiatan,
    four since 2023.
    """

    PERMENDAGRI_13 = "Permendagri 13/2006"
    PERMENDAGRI_90 = "Permendagri 90/2019"
    KEPMENDAGRI_1317 = "Kepmendagri 900.1.15.5-1317/2023"


class CodeNote(Phrased):
    """How a printed code departs from the grammar."""

    SPACED = "spasi di dalam kode", "spaces inside the code"
    TRAILING_DOT = "titik di akhir kode", "a dot behind the code"
    EMPTY_SEGMENT = "dua titik berurutan", "two dots in a row"
    LEADING_ZERO = "nol di depan urusan", "a zero before the urusan"
    ZERO_FOR_X = "X.XX ditulis 0.00", "X.XX written as 0.00"
    PADDED_KEWENANGAN = "segmen kewenangan dua angka", "two digits for the kewenangan"
    MERGED_KEGIATAN = (
        "kewenangan dan kegiatan tanpa titik",
        "no dot between kewenangan and kegiatan",
    )
    LOST_ZERO = "nol di akhir kegiatan hilang", "the last zero of the kegiatan is missing"
    UNPADDED = "tanpa nol di depan", "zeros before a segment are missing"
    WRONG_DIGITS = (
        "sub kegiatan bukan dua atau empat angka",
        "neither two nor four digits for the sub kegiatan",
    )
    GLUED_ACCOUNT = "kode rekening menempel", "an account code runs on"
    CUT_SEGMENT = "segmen terpotong", "a segment is cut short"
    COMMA = "koma sebagai pemisah segmen", "a comma between segments"


@dataclass(frozen=True, slots=True)
class Code:
    """A code: its segments as the grammar has them (a sub kegiatan in four digits), and its text as
    printed.

    `digits` is how many digits the sub kegiatan was printed with, None for every other level.
    """

    segments: tuple[str, ...]
    level: CodeLevel
    text: str
    regime: Regime | None = None
    digits: int | None = None
    notes: tuple[CodeNote, ...] = ()

    @property
    def canonical(self) -> str:
        """The code with dots, a sub kegiatan in four digits: the key for looking it up and
        comparing it.
        """
        return ".".join(self.segments)

    @property
    def parent(self) -> str | None:
        """The canonical code one level up, None for an urusan and for the code of an organisation.

        >>> parse_code("7.01.01.2.06").parent
        '7.01.01'
        """
        if self.level is CodeLevel.ORGANISASI or len(self.segments) == 1:
            return None
        # kewenangan and kegiatan are one unit
        pair = self.level is CodeLevel.KEGIATAN and self.regime is not Regime.PERMENDAGRI_13
        return ".".join(self.segments[: -2 if pair else -1])

    def is_parent_of(self, other: "Code") -> bool:
        """Return whether `other` is exactly one level under this code."""
        return other.parent == self.canonical


_REGULAR = regex(r"([1-9]|X)\.(\d\d|XX)\.(\d\d)(?:\.(\d)\.(\d\d)(?:\.(\d{4}|\d\d))?)?")
_CODE_LETTERS = regex(r"[\dXx][\d.Xx\s]*")

# Bidang of Permendagri 90/2019: they run on from urusan 1 to 3 and start anew from urusan 4.
_LAST_BIDANG = {
    "1": (1, 6),
    "2": (7, 24),
    "3": (25, 32),
    "4": (1, 2),
    "5": (1, 7),
    "6": (1, 1),
    "7": (1, 3),
}
_BIDANG = {
    f"{urusan}.{bidang:02}" for urusan, (a, b) in _LAST_BIDANG.items() for bidang in range(a, b + 1)
}
_BIDANG |= {"8.01", "X.XX", *(f"9.0{number}" for number in range(1, 7))}


@lru_cache(maxsize=16384)
def parse_code(text: str) -> Code | None:
    """Return the code that `text` prints, or None when it prints something else (an amount, a date,
    a NIP, words).

    >>> code = parse_code("7.01.02.2.01.02")
    >>> code.canonical, code.digits, code.regime.value
    ('7.01.02.2.01.0002', 2, 'Permendagri 90/2019')
    >>> parse_code("07.01.02.02.01.").canonical
    '7.01.02.2.01'
    >>> parse_code("1.780.578.508")
    """
    if regular := _REGULAR.fullmatch(text):
        urusan, bidang, program, kewenangan, kegiatan, sub = regular.groups()
        if kewenangan is None:
            return (
                Code((urusan, bidang, program), CodeLevel.PROGRAM, text)
                if _known(urusan, bidang)
                else None
            )
        if sub is None:
            return Code((urusan, bidang, program, kewenangan, kegiatan), CodeLevel.KEGIATAN, text)
        return _sub_kegiatan([urusan, bidang, program, kewenangan, kegiatan], sub, text, [])
    if _CODE_LETTERS.fullmatch(text.strip()):
        return _read_misprint(text)
    return _read_with_comma(text) if "," in text else None


# a text of fewer segments with a comma is an amount sooner than a code
_SEGMENTS_WITH_COMMA = 5


def _read_with_comma(text: str) -> Code | None:
    """Return the code of a kegiatan or sub kegiatan that prints a comma for one of its dots, None
    for anything else.

    >>> parse_code("2.16.02.2.01,0007").canonical
    '2.16.02.2.01.0007'
    >>> parse_code("2.160.022,01")
    """
    code = parse_code(text.strip().replace(",", ".")) if text.count(",") == 1 else None
    if code is None or len(code.segments) < _SEGMENTS_WITH_COMMA:
        return None
    return replace(code, text=text, notes=(*code.notes, CodeNote.COMMA))


def _known(urusan: str, bidang: str) -> bool:
    return f"{urusan}.{bidang}" in _BIDANG


def _sub_kegiatan(kegiatan: list[str], sub: str, text: str, notes: list[CodeNote]) -> Code | None:
    """Return the code of a sub kegiatan under a kegiatan, padded to four digits."""
    if not 1 <= len(sub) <= 5 or (len(sub) == 5 and sub[0] != "0"):
        return None
    if len(sub) not in (2, 4):
        notes.append(CodeNote.UNPADDED if len(sub) == 1 else CodeNote.WRONG_DIGITS)
    regime = {2: Regime.PERMENDAGRI_90, 4: Regime.KEPMENDAGRI_1317}.get(len(sub))
    padded = sub[-4:].zfill(4)
    return Code((*kegiatan, padded), CodeLevel.SUB_KEGIATAN, text, regime, len(sub), tuple(notes))


def _read_misprint(text: str) -> Code | None:
    """Return the code of a text that is not a regular program, kegiatan or sub kegiatan."""
    tight = "".join(text.split()).upper()
    notes = [CodeNote.SPACED] if tight != text.strip().upper() else []
    if tight.endswith("."):
        notes.append(CodeNote.TRAILING_DOT)
    dotted = re.sub(r"\.{2,}", ".", tight.rstrip("."))
    if ".." in tight:
        notes.append(CodeNote.EMPTY_SEGMENT)
    for read in (_read_organisation, _read_program_code, _read_old_code, _read_account):
        if code := read(dotted, text, notes):
            return code
    return None


_ORGANISATION = regex(r"(\d)\.(\d\d)\.(\d)\.(\d\d)\.(\d)\.(\d\d)\.(\d{1,2})(?:\.(\d{2,4}))?")


def _read_organisation(dotted: str, text: str, notes: list[CodeNote]) -> Code | None:
    """Return the code of an office (three bidang, unit, sub unit), as in
    `7.01.0.00.0.00.01.0000`.
    """
    found = _ORGANISATION.fullmatch(dotted)
    if found is None or (found[8] is None and found[5] + found[6] != "000"):
        return None
    *bidang, unit, sub_unit = found.groups("")
    found_notes = list(notes)
    if len(unit) < 2 or len(sub_unit) < 4:
        found_notes.append(CodeNote.CUT_SEGMENT)
    return Code(
        (*bidang, unit.zfill(2), sub_unit.ljust(4, "0")),
        CodeLevel.ORGANISASI,
        text,
        notes=tuple(found_notes),
    )


def _read_program_code(dotted: str, text: str, notes: list[CodeNote]) -> Code | None:
    """Return the code of an urusan, bidang, program, kegiatan or sub kegiatan, misprints mended and
    noted.
    """
    head, *rest = dotted.split(".")
    found = list(notes)
    if re.fullmatch(r"0[1-9]", head):
        head = head[1]
        found.append(CodeNote.LEADING_ZERO)
    if head == "0" and rest[:1] == ["00"]:
        head, rest[0] = "X", "XX"
        found.append(CodeNote.ZERO_FOR_X)
    if len(head) != 1 or head == "0":
        return None
    if not rest:
        return Code((head,), CodeLevel.URUSAN, text, notes=tuple(found))
    if not _known(head, rest[0]):
        return None
    if len(rest) == 1:
        return Code((head, rest[0]), CodeLevel.BIDANG, text, notes=tuple(found))
    if not re.fullmatch(r"\d\d", rest[1]):
        return None
    if len(rest) == 2:
        return Code((head, *rest), CodeLevel.PROGRAM, text, notes=tuple(found))
    return _read_kegiatan([head, *rest[:2]], rest[2:], text, found)


def _read_kegiatan(
    program: list[str], rest: list[str], text: str, notes: list[CodeNote]
) -> Code | None:
    """Return the code of a kegiatan or a sub kegiatan, given the segments behind its program."""
    kewenangan, *rest = rest
    if re.fullmatch(r"[1-8]\d\d", kewenangan):
        kewenangan, rest = kewenangan[0], [kewenangan[1:], *rest]
        notes.append(CodeNote.MERGED_KEGIATAN)
    elif re.fullmatch(r"0[1-8]", kewenangan) and rest:
        kewenangan = kewenangan[1]
        notes.append(CodeNote.PADDED_KEWENANGAN)
    if not rest or not re.fullmatch(r"[1-8]", kewenangan) or not re.fullmatch(r"\d\d?", rest[0]):
        return None
    number, *rest = rest
    if (
        number == "1" and CodeNote.PADDED_KEWENANGAN in notes
    ):  # a spreadsheet drops the zero of 2.10, not of 02.01
        number = "10"
        notes.append(CodeNote.LOST_ZERO)
    elif len(number) == 1:
        number = number.zfill(2)
        notes.append(CodeNote.UNPADDED)
    kegiatan = [*program, kewenangan, number]
    if not rest:
        return Code(tuple(kegiatan), CodeLevel.KEGIATAN, text, notes=tuple(notes))
    if len(rest) > 1:
        if not _NEW_ACCOUNT.fullmatch(".".join(rest[1:])):
            return None
        notes.append(CodeNote.GLUED_ACCOUNT)
    return _sub_kegiatan(kegiatan, rest[0], text, notes)


# Permendagri 13/2006: the office's own urusan and bidang, those of the program, unit, program,
# kegiatan.
_DOUBLED = regex(r"([1-4])\.(\d\d)\.([1-4])\.(\d\d)\.(\d\d?)(?:\.(\d\d)(?:\.(\d{2,3}))?)?")
_OLD_KEGIATAN = regex(r"[1-4]\.\d\d(?:\.\d\d){2,3}")
_OLD_LEVELS = {5: CodeLevel.ORGANISASI, 6: CodeLevel.PROGRAM, 7: CodeLevel.KEGIATAN}


def _read_old_code(dotted: str, text: str, notes: list[CodeNote]) -> Code | None:
    """Return a code in the manner of Permendagri 13/2006, as in `2.10.2.10.1.15.02`."""
    segments = dotted.split(".")
    if _DOUBLED.fullmatch(dotted):
        segments[4] = segments[4].zfill(2)
        return Code(
            tuple(segments),
            _OLD_LEVELS[len(segments)],
            text,
            Regime.PERMENDAGRI_13,
            notes=tuple(notes),
        )
    if _OLD_KEGIATAN.fullmatch(dotted):
        return Code(
            tuple(segments), CodeLevel.KEGIATAN, text, Regime.PERMENDAGRI_13, notes=tuple(notes)
        )
    return None


_NEW_ACCOUNT = regex(r"[4-6]\.\d\.\d\d(?:\.\d\d(?:\.\d{2,3}(?:\.\d{4,5})?)?)?")
_OLD_ACCOUNT = regex(r"[4-6]\.\d\.\d\.\d\d(?:\.\d\d)?")


def _read_account(dotted: str, text: str, notes: list[CodeNote]) -> Code | None:
    """Return the code of an account, as in `5.1.02.01.01.0024` or, of old, `5.2.2.03.12`."""
    if not (_NEW_ACCOUNT.fullmatch(dotted) or _OLD_ACCOUNT.fullmatch(dotted)):
        return None
    return Code(tuple(dotted.split(".")), CodeLevel.REKENING, text, notes=tuple(notes))


_CODE_AND_NAME = regex(r"([\dXx](?:[\d.,Xx ]*?[\dXx])??)[ .]*+(?:[-–—:] ?)?([^\W\d_].*)")


def split_code(text: str) -> tuple[Code, str] | None:
    """Return the code at the top of `text` and the name behind it, or None when no code is there.

    >>> code, name = split_code("7.01.01.2.06.0004 - Penyediaan Bahan Logistik Kantor")
    >>> code.canonical, name
    ('7.01.01.2.06.0004', 'Penyediaan Bahan Logistik Kantor')
    >>> split_code("1. Program Penunjang")
    """
    found = _CODE_AND_NAME.fullmatch(" ".join(text.split()))
    code = parse_code(found[1]) if found else None
    if found is None or code is None or code.level is CodeLevel.URUSAN:
        return None
    return code, found[2]


def join_code(pieces: Iterable[str]) -> str:
    """Return the pieces of a code that line or page breaks took apart, joined without spaces.

    >>> join_code(["7.01.01.2.", "06.0001"])
    '7.01.01.2.06.0001'
    """
    return "".join("".join(pieces).split())
