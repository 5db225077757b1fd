"""In a report on 2025, a total pagu that is lower than the one agreed on is explained by a change of the budget.

Inpres 1/2025 cut the budgets of that year after most perjanjian kinerja had been signed: the pagu that a report ends
with may well be lower than the one that its perjanjian kinerja prints, and a report says so by the change of the budget
(perubahan, pergeseran, DPPA) or by the instruction itself.

Compared are the totals of the programs in the perjanjian kinerja and of the budget. Any word of a change in the report,
its captions or its heads is an explanation.

Not claimed: that the fall is wrong, nor anything of another year, of a total that cannot be read, or of a single
program (LTB-01).

Breaks it, in a report on 2025 that speaks of no change:

    Perjanjian kinerja    JUMLAH    900.000.000
    Realisasi anggaran    JUMLAH    700.000.000

Looks alike, and does not:

    Perjanjian kinerja                           JUMLAH    900.000.000
    Realisasi anggaran, pagu setelah perubahan   JUMLAH    700.000.000
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from extract.patterns import regex
from normalize.amounts import Quantity
from normalize.report import Kind, Report, Role, TypedTable
from validate.audit_context import AuditContext
from validate.figures import cell_spot
from validate.findings import Certainty, Message, Severity, Spot, Violation
from validate.laws import sole_total
from validate.legal_basis import INPRES_1_2025, Reference
from validate.rule import LKJ, Rule

_YEAR = 2025
_CHANGE = regex(
    r"""\bperubahan\s+(?:ke\w+\s+)?(?:anggaran|apbd|pagu|dpa|perjanjian|pk\b)|\b(?:setelah|sesudah|sebelum)\s+perubahan
    |\b(?:anggaran|apbd|pagu|dpa)\s+perubahan|\bp\W?apbd\b|\bapbd\W?p\b|\bdppa\b|\bpergeseran\b|\brefoc?k?using\b
    |\brasionalisasi\b|\befisiensi\s+(?:anggaran|belanja|pagu)|\binpres\b|\binstruksi\s+presiden\b|\bpenghematan\b
    |\b(?:pengurangan|penurunan|pemotongan)\s+(?:anggaran|pagu|belanja)""",
    re.IGNORECASE | re.VERBOSE,
)


class _Total(NamedTuple):
    """The total pagu of a table, and where it stands."""

    value: Decimal
    spot: Spot


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding where the total pagu fell and nothing in the report explains it."""
    report = context.report
    if report.year != _YEAR:
        return
    agreed = next(_totals(report, Kind.PK_PROGRAM), None)
    spent = next(_totals(report, Kind.REALISASI_ANGGARAN), None)
    if agreed and spent and spent.value < agreed.value and not any(map(_CHANGE.search, _texts(report))):
        yield _finding(agreed.spot, spent.spot)


def _totals(report: Report, kind: Kind) -> Iterator[_Total]:
    """Yield the totals of the pagu that tables of a kind print, in rupiah."""
    for typed in report.own_tables(kind):
        total = sole_total(typed)
        pagu = list(typed.columns_of(Role.PAGU))
        if total is None or len(pagu) != 1 or pagu[0].quantity is not Quantity.RUPIAH:
            continue
        if amount := total.amount(pagu[0].index):
            yield _Total(amount.value * pagu[0].scale, cell_spot(typed, total.index, pagu[0].index))


def _texts(report: Report) -> Iterator[str]:
    """Yield everything that may speak of a change: running text, captions and heads of tables."""
    yield from (passage.text for passage in report.prose)
    for typed in report.tables:
        yield typed.table.caption or ""
        yield from _heads(typed)


def _heads(typed: TypedTable) -> Iterator[str]:
    yield from (column.header for column in typed.columns)
    # a remark beside the agreed pagu: "P-APBD TA 2025"
    yield from (row.label(Role.KETERANGAN) or "" for row in typed.rows)


def _finding(agreed: Spot, spent: Spot) -> Violation:
    page = agreed.place.page
    message = Message(
        f"Jumlah pagu {spent.printed} lebih rendah daripada {agreed.printed} yang diperjanjikan (halaman {page}), dan "
        "laporan tidak menyebut perubahan anggaran; untuk tahun 2025 penurunan dapat berasal dari efisiensi belanja "
        "(Inpres 1/2025), yang perlu dijelaskan.",
        f"The total pagu {spent.printed} is lower than the agreed {agreed.printed} (page {page}), and the report names "
        "no change of the budget; in 2025 a fall may follow from the cuts of Inpres 1/2025 and wants an explanation.",
    )
    return Violation(spent, message, evidence=(agreed,))


RULE = Rule(
    id="ANG-19",
    title=Message("Penurunan pagu dijelaskan", "A fall of the pagu is explained"),
    severities=(Severity.MINOR,),
    certainty=Certainty.UNVERIFIABLE,
    basis=(Reference(INPRES_1_2025),),
    kinds=LKJ,
    doc=__doc__,
    check=check,
)
