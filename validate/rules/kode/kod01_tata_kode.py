"""A code is built as the nomenclature builds it, and a table writes all its sub kegiatan with as
many digits.

Two digits for a sub kegiatan were the rule until 2023 and four are since: a table that keeps to
either is regular, a single code of the other sort is not. A departure that most codes of a table
share is one habit, remarked on once (info). Spaces inside a code and a dot behind it are
typesetting and pass.

Not claimed: that the code exists (KOD-03), nor that the row is another one: the code is read as the
expected one. A cell that prints no code at all is only named where most cells of its column print
one.

Breaks it, in its second row:

    7.01.02.2.01         Koordinasi Penyelenggaraan Kegiatan Pemerintahan
    7.01.02.2.01.02      Peningkatan Efektifitas Kegiatan Pemerintahan
    7.01.02.2.04.0003    Pelaksanaan Urusan Pemerintahan

Looks alike, and does not:

    7.01.02.2.01         Koordinasi Penyelenggaraan Kegiatan Pemerintahan
    7.01.02.2.01.02      Peningkatan Efektifitas Kegiatan Pemerintahan
    7.01.02.2.04.03      Pelaksanaan Urusan Pemerintahan
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from extract.patterns import regex
from normalize.report import Role, TypedRow, TypedTable
from normalize.values.codes import Code, CodeLevel, CodeNote, Regime
from validate.audit_context import AuditContext
from validate.constraints.printed_numbers import cell_spot
from validate.constraints.printed_values import code_spot
from validate.findings import Certainty, Message, Severity, Violation
from validate.legal_basis import KEPMENDAGRI_NOMENCLATURE, PERMENDAGRI_90_2019, Reference
from validate.rule import Concern, Rule

LEVELS = {CodeLevel.PROGRAM, CodeLevel.KEGIATAN, CodeLevel.SUB_KEGIATAN}
TYPESETTING = {CodeNote.SPACED, CodeNote.TRAILING_DOT, CodeNote.GLUED_ACCOUNT}
_LIKE_A_CODE = regex(r"[\dXOolI][\dXOolI\s]*(?:[.,][\dXOolI\s]*){2,}")


class CodedRow(NamedTuple):
    """A row and its code."""

    row: TypedRow
    code: Code


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every code that departs from the grammar or from the other codes of its
    table.
    """
    for typed in context.report.tables:
        coded = [
            CodedRow(row, row.code)
            for row in typed.rows
            if row.code is not None and row.code.level in LEVELS
        ]
        if coded:
            digits = _usual_digits([code for _, code in coded], _digits_of_the_list(context))
            habits = _habits([code for _, code in coded])
            yield from (_habit(typed, coded, note) for note in habits)
            for row, code in coded:
                yield from _departure(typed, row, code, digits, habits)
            yield from _no_codes(typed, len(coded))


def _digits_of_the_list(context: AuditContext) -> int:
    """Return how many digits the list of the profile, else that of the report's year, prints for a
    sub kegiatan.
    """
    if decree := context.settings.decree:
        return 4 if decree.regime is Regime.KEPMENDAGRI_1317 else 2
    return 2 if context.report.year is not None and context.report.year < 2024 else 4


def _usual_digits(codes: list[Code], listed: int) -> int:
    """Return how many digits most sub kegiatan of a table have; where none prevail, those of the
    list in use.
    """
    votes = Counter(code.digits for code in codes if code.digits in {2, 4})
    return 6 - listed if votes[6 - listed] > votes[listed] else listed


def _habits(codes: list[Code]) -> set[CodeNote]:
    """Return the departures that more than half of a table's codes share, and at least three."""
    shared = Counter(note for code in codes for note in code.notes if note not in TYPESETTING)
    return {note for note, count in shared.items() if count > 2 and 2 * count > len(codes)}


def _departure(
    typed: TypedTable, row: TypedRow, code: Code, digits: int, habits: set[CodeNote]
) -> Iterator[Violation]:
    odd = [note for note in code.notes if note not in TYPESETTING and note not in habits]
    reasons = [Message(note.id, note.en) for note in odd]
    if code.digits in {2, 4} and code.digits != digits:
        reasons.append(
            Message(
                f"sub kegiatan {code.digits} angka, yang lain di tabel ini {digits} angka",
                f"{code.digits} digits for the sub kegiatan, the others of this table have "
                f"{digits}",
            )
        )
    if reasons:
        # no sub kegiatan has the number 0: digits are missing, and which cannot be determined
        expected = None if code.segments[-1] == "0000" else _written(code, digits)
        spot = code_spot(typed, row)
        message = Message(
            f"kode {spot.printed}: {'; '.join(reason.id for reason in reasons)}"
            + (f"; dibaca {expected}" if expected else ""),
            f"code {spot.printed}: {'; '.join(reason.en for reason in reasons)}"
            + (f"; read as {expected}" if expected else ""),
        )
        yield Violation(spot, message, expected)


def _written(code: Code, digits: int) -> str:
    """Return the code with that many digits for its sub kegiatan, as far as they hold it."""
    if code.level is CodeLevel.SUB_KEGIATAN and digits == 2 and code.segments[-1].startswith("00"):
        return ".".join((*code.segments[:-1], code.segments[-1][2:]))
    return code.canonical


def _habit(typed: TypedTable, coded: list[CodedRow], note: CodeNote) -> Violation:
    rows = [(row, code) for row, code in coded if note in code.notes]
    first, *others = (code_spot(typed, row) for row, _ in rows)
    expected = rows[0][1].canonical
    message = Message(
        f"{len(rows)} dari {len(coded)} kode dalam tabel ini: {note.id} ({first.printed}, "
        f"dibaca {expected})",
        f"{len(rows)} of the {len(coded)} codes in this table: {note.en} ({first.printed}, "
        f"read as {expected})",
    )
    return Violation(first, message, expected, evidence=tuple(others), severity=Severity.INFO)


def _no_codes(typed: TypedTable, codes: int) -> Iterator[Violation]:
    """Yield a finding for every cell of the code column that looks like a code and cannot be read
    as one.
    """
    if (column := typed.column(Role.KODE)) is None:
        return
    unread = [
        row
        for row in typed.rows
        if row.code is None
        and _LIKE_A_CODE.fullmatch(typed.table.rows[row.index][column.index].text.strip())
    ]
    if len(unread) < codes:
        for row in unread:
            spot = cell_spot(typed, row.index, column.index)
            message = Message(
                f"{spot.printed} tidak dapat dibaca sebagai kode program, kegiatan atau sub "
                "kegiatan",
                f"{spot.printed} cannot be read as the code of a program, kegiatan or sub kegiatan",
            )
            yield Violation(spot, message, certainty=Certainty.UNVERIFIABLE)


RULE = Rule(
    id="KOD-01",
    title=Message("Tata kode", "Grammar of codes"),
    sentence=Message(
        "{at}, penulisan kode tidak sesuai: {said}.",
        "{at}, codes are not written as they should be: {said}.",
    ),
    fault=Message(
        "Kode tidak ditulis menurut tata kode", "A code is not written by the grammar of codes"
    ),
    concern=Concern.FORM,
    severities=(Severity.MINOR, Severity.INFO),
    basis=(Reference(PERMENDAGRI_90_2019), Reference(KEPMENDAGRI_NOMENCLATURE)),
    doc=__doc__,
    check=check,
)
