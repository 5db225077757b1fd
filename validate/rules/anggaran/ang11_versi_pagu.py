"""All tables of results take the pagu of one budget: the first (murni) or the changed one
(perubahan).

Compared is what the headers of the pagu columns say, where a table has only one of them.

Not claimed: anything where a header says neither, nor of a perjanjian kinerja or of tables that
compare years.

Breaks it:

    Cost per outcome      Pagu murni                 Realisasi
    Realisasi anggaran    Pagu setelah perubahan     Realisasi

Looks alike, and does not, since both are printed and the latter counts:

    Realisasi anggaran    Pagu sebelum perubahan    Pagu setelah perubahan    Realisasi
"""

from collections.abc import Iterator
from typing import NamedTuple

from normalize.report import Column, Role, TableKind, TypedTable
from validate.audit_context import AuditContext
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import PP_12_2019, Reference
from validate.rule import EVERY_KIND, PLANS, Rule
from validate.text.budget_versions import BudgetVersion, budget_version, names_version

_RESULTS = (TableKind.COST_PER_OUTCOME, TableKind.REALISASI_ANGGARAN, TableKind.SUMBER_DAYA)


class Stated(NamedTuple):
    """A pagu column that says which budget it is of: `changed` marks the later one."""

    changed: bool
    spot: PrintedValue


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every table whose pagu is of another budget than that of the
    first table.
    """
    stated = [
        one for table in context.report.of_kind(*_RESULTS) if (one := _stated(table)) is not None
    ]
    for other in stated[1:]:
        first = stated[0]
        if other.changed is not first.changed:
            message = Message(
                f"“{other.spot.printed}” di sini, “{first.spot.printed}” di halaman "
                f"{first.spot.place.page}: pagu "
                "kedua tabel berasal dari anggaran yang berbeda.",
                f"“{other.spot.printed}” here, “{first.spot.printed}” on page "
                f"{first.spot.place.page}: the pagu of the "
                "two tables are of different budgets.",
            )
            page = first.spot.place.page
            clause = Message(
                f"tertulis “{other.spot.printed}”, sedangkan pada halaman {page} tertulis "
                f"“{first.spot.printed}”: pagu "
                "kedua tabel berasal dari anggaran yang berbeda",
                f"it says “{other.spot.printed}”, but on page {page} “{first.spot.printed}”: "
                "the pagu of the two "
                "tables are of different budgets",
            )
            yield Violation(other.spot, message, evidence=(first.spot,), clause=clause)


def _stated(table: TypedTable) -> Stated | None:
    """Return what the header of the only pagu column says, None where it says nothing or several
    are there.
    """
    columns = list(table.columns_of(Role.PAGU))
    if len(columns) != 1 or any(
        _is_older(column) for column in table.columns if column is not columns[0]
    ):
        return None
    version = budget_version(columns[0].header)
    return Stated(version is BudgetVersion.CHANGED, _head(table, columns[0])) if version else None


def _is_older(column: Column) -> bool:
    """Return whether another column prints a budget too: its header names one of the two."""
    version = budget_version(column.header)
    return version is BudgetVersion.FIRST or (
        column.role is Role.LAIN and names_version(column.header)
    )


def _head(table: TypedTable, column: Column) -> PrintedValue:
    cells = [row[column.index] for row in table.table.header]
    cell = next((cell for cell in cells if names_version(cell.text)), cells[0])
    return PrintedValue(cell.place, None, cell.text or column.header)


RULE = Rule(
    id="ANG-11",
    title=Message("Versi pagu", "Version of the pagu"),
    fault=Message(
        "Pagu dua tabel berasal dari anggaran yang berbeda",
        "The pagu of two tables come from different budgets",
    ),
    sentence=Message("{at}, {clause}.", "{at}, {clause}."),
    severities=(Severity.MINOR,),
    basis=(Reference(PP_12_2019),),
    kinds=EVERY_KIND - PLANS,
    doc=__doc__,
    check=check,
)
