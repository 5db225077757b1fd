"""In a report on 2025, a total pagu that is lower than the one agreed on is explained by a change
of the budget.

Inpres 1/2025 cut the budgets of that year after most perjanjian kinerja had been signed: the pagu
that a report ends with may well be lower than the one that its perjanjian kinerja prints, and a
report says so by the change of the budget (perubahan, pergeseran, DPPA) or by the instruction
itself.

Compared are the totals of the programs in the perjanjian kinerja and of the budget. Any word of a
change in the report, its captions or its headers is an explanation.

Not claimed: that the fall is wrong, nor anything of another year, of a total that cannot be read,
or of a single program (LTB-01).

Breaks it, in a report on 2025 that refers to no change:

    Perjanjian kinerja    JUMLAH    900.000.000
    Realisasi anggaran    JUMLAH    700.000.000

Looks alike, and does not:

    Perjanjian kinerja                           JUMLAH    900.000.000
    Realisasi anggaran, pagu setelah perubahan   JUMLAH    700.000.000
"""

from collections.abc import Iterator

from validate.audit_context import AuditContext
from validate.findings import Certainty, Message, PrintedValue, Severity, Violation
from validate.legal_basis import INPRES_1_2025, Reference
from validate.rule import LKJ, Rule
from validate.text.budget_cuts import budget_cut


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding where the total pagu fell and nothing in the report explains it."""
    cut = budget_cut(context)
    if cut is not None and not cut.explained:
        yield _finding(cut.agreed, cut.spent)


def _finding(agreed: PrintedValue, spent: PrintedValue) -> Violation:
    page = agreed.place.page
    message = Message(
        f"Jumlah pagu {spent.printed} lebih rendah daripada {agreed.printed} yang "
        f"diperjanjikan (halaman {page}), dan "
        "laporan tidak menyebut perubahan anggaran; untuk tahun 2025 penurunan dapat berasal "
        "dari efisiensi belanja "
        "(Inpres 1/2025), yang perlu dijelaskan.",
        f"The total pagu {spent.printed} is lower than the agreed {agreed.printed} (page "
        f"{page}), and the report names "
        "no change of the budget; in 2025 a fall may follow from the cuts of Inpres 1/2025 "
        "and wants an explanation.",
    )
    return Violation(spent, message, evidence=(agreed,))


RULE = Rule(
    id="ANG-19",
    title=Message("Penurunan pagu dijelaskan", "A fall of the pagu is explained"),
    fault=Message("Penurunan pagu tidak dijelaskan", "A fall of the pagu is not explained"),
    severities=(Severity.MINOR,),
    certainty=Certainty.UNVERIFIABLE,
    basis=(Reference(INPRES_1_2025),),
    kinds=LKJ,
    doc=__doc__,
    check=check,
)
