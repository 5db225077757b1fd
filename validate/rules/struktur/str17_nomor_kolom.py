"""Column numbers are unique, and a formula in the header refers to columns that have a number.

Not claimed: that numbers start at 1 or have no gaps; nor anything of a header without column
numbers.

Breaks it, in its last column:

    Target    Realisasi    Capaian (%)    Keterangan
    4         5            6 = 5/4        6

Looks alike, and does not:

    Target    Realisasi    Capaian (%)    Keterangan
    4         5            6 = 5/4        7
"""

from collections.abc import Iterator

from normalize.report import Column, TypedTable
from validate.audit_context import AuditContext
from validate.constraints.printed_values import number_spot
from validate.findings import Message, Severity, Violation
from validate.legal_basis import NonLegalGround
from validate.rule import Concern, Rule


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every repeated column number, and for every formula with a number that no
    column has.
    """
    for typed in context.report.tables:
        numbered = [column for column in typed.columns if column.number is not None]
        if numbered:
            yield from _repeated(typed, numbered)
            yield from _dangling(typed, {column.number for column in numbered})


def _repeated(typed: TypedTable, numbered: list[Column]) -> Iterator[Violation]:
    first: dict[str | None, Column] = {}
    for before, column in zip([None, *numbered], numbered, strict=False):
        if (other := first.setdefault(column.number, column)) is not column:
            expected = _next_free(before, {one.number for one in numbered})
            yield _repeated_number(typed, column, other, expected)


def _next_free(before: Column | None, taken: set[str | None]) -> str | None:
    """Return the number after the column before, unless another column has it."""
    following = str(int(before.number) + 1) if before and before.number else None
    return None if following in taken else following


def _repeated_number(
    typed: TypedTable, column: Column, other: Column, expected: str | None
) -> Violation:
    message = Message(
        f"kolom “{column.header}” bernomor {column.number}, sama dengan kolom “{other.header}”",
        f"the column “{column.header}” is numbered {column.number}, as the column "
        f"“{other.header}” is",
    )
    return Violation(
        number_spot(typed, column), message, expected, evidence=(number_spot(typed, other),)
    )


def _dangling(typed: TypedTable, numbers: set[str | None]) -> Iterator[Violation]:
    for column in typed.columns:
        missing = (
            [number for number in column.formula.columns() if number not in numbers]
            if column.formula
            else []
        )
        if column.formula and missing:
            message = Message(
                f"rumus {column.formula.text} pada kolom “{column.header}” merujuk kolom "
                f"{', '.join(missing)}, "
                "yang tidak ada",
                f"the formula {column.formula.text} of the column “{column.header}” refers "
                "to column "
                f"{', '.join(missing)}, which the table does not have",
            )
            spot = number_spot(typed, column)._replace(printed=column.formula.text)
            yield Violation(spot, message)


RULE = Rule(
    id="STR-17",
    title=Message("Nomor kolom", "Column numbers"),
    fault=Message("Nomor kolom tidak sesuai", "Column numbers do not fit"),
    sentence=Message("Pada halaman {page}, {said}.", "On page {page}, {said}."),
    concern=Concern.FORM,
    severities=(Severity.MINOR,),
    basis=(
        NonLegalGround(
            Message(
                "rumus seperti 6 = 5/4 memerlukan satu kolom 4 dan satu kolom 5",
                "a formula such as 6 = 5/4 needs one column 4 and one column 5",
            )
        ),
    ),
    doc=__doc__,
    check=check,
)
