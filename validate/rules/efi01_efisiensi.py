"""The efficiency of a program is its capaian kinerja less its capaian anggaran, in percentage points.

Not claimed: that this is the right measure of efficiency, only that the printed one follows from its own columns. Where
the head of the column prints no formula, that of the profile is taken, else the one that most rows follow: the
difference, the quotient, or what was not spent; where most follow none, nothing is claimed. Measures from rupiah
amounts are EFI-03 and EFI-04.

Breaks it, 100 − 95,06 is 4,94:

    Capaian kinerja    Capaian anggaran    Efisiensi
    100                95,06               4,49

Looks alike, and does not, since 95,30 stands for 95,2979 and 99,79 − 95,2979 is 4,49:

    Capaian kinerja    Capaian anggaran    Efisiensi
    99,79              95,30               4,49
"""

from collections.abc import Iterator
from decimal import Decimal

from normalize.amounts import Quantity
from normalize.formulas import ColumnNumber, Number, Operation
from normalize.region_settings import Efficiency
from normalize.report import Role
from validate.audit_context import AuditContext
from validate.efficiency import measured_columns
from validate.figures import Figures, figures_of
from validate.findings import Message, Severity
from validate.judgement import reproduces
from validate.laws import ColumnLaw, Computation, computations, relations
from validate.legal_basis import COLUMN_FORMULA, PERMENPANRB_53_2014, Reference
from validate.relations import DIFFERENCE, HUNDRED, PERCENTAGE, Computed, Form, Ratio, Relation
from validate.rule import Rule

LAW = ColumnLaw(
    Role.EFISIENSI,
    ((Role.CAPAIAN, Role.REALISASI), (Role.SERAPAN,)),
    DIFFERENCE,
    Message("efisiensi adalah capaian kinerja dikurangi capaian anggaran", "efficiency is capaian less absorption"),
)
_NOT_SPENT = Computed(Operation("-", Number(HUNDRED), ColumnNumber("serapan")), ("capaian", "serapan"))
_FORMS: dict[Efficiency, Form] = {
    Efficiency.DIFFERENCE: DIFFERENCE,
    Efficiency.RATIO: PERCENTAGE,
    Efficiency.NOT_SPENT: _NOT_SPENT,
}
_TRIED: tuple[Form, ...] = (DIFFERENCE, PERCENTAGE, Ratio(Decimal(1)), _NOT_SPENT)


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield efisiensi = capaian − serapan, or as the table has it, for every program and sasaran."""
    figures, settled = figures_of(context), context.settings.efficiency
    for computation in computations(context.report, LAW):
        elsewhere = (computation.table.id, computation.target.index) in measured_columns(context)
        if computation.target.quantity is Quantity.RUPIAH or elsewhere:
            continue
        if computation.stated:
            yield from _relations(computation)
        elif settled is not None:
            yield from _relations(computation._replace(form=_FORMS[settled]))
        else:
            yield from _most_followed(figures, computation)


def _relations(computation: Computation) -> Iterator[Relation]:
    return relations(LAW, computation, [row for row in computation.table.rows if not row.total])


def _most_followed(figures: Figures, computation: Computation) -> list[Relation]:
    """Return the relations in the form that most rows follow; none where most follow no form."""
    tried = [list(_relations(computation._replace(form=form))) for form in _TRIED]
    best = max(tried, key=lambda found: sum(reproduces(figures, relation) for relation in found))
    followed = sum(reproduces(figures, relation) for relation in best)
    return best if 2 * followed >= len(best) else []


RULE = Rule(
    id="EFI-01",
    title=Message("Efisiensi", "Efficiency"),
    severities=(Severity.MAJOR, Severity.MINOR),
    basis=(Reference(PERMENPANRB_53_2014, "Lampiran II, Bab III.A.6"), COLUMN_FORMULA),
    doc=__doc__,
    relate=relate,
)
