"""What is left of a budget line is its pagu less its realisasi.

Not claimed: which of the three numbers is wrong; that is decided by all relations they are in. A
formula printed in the header of the column goes before this one.

Breaks it, sisa is 500.000:

    Kode       Pagu         Realisasi    Sisa
    7.01.02    4.430.000    3.930.000    400.000

Looks alike, and does not, since the sisa is printed as a negative number in brackets:

    Kode       Pagu         Realisasi    Sisa
    7.01.02    4.430.000    4.530.000    (100.000)
"""

from collections.abc import Iterator

from normalize.report import Role
from validate.audit_context import AuditContext
from validate.constraints.relations import DIFFERENCE, Relation
from validate.findings import Message, Severity
from validate.legal_basis import ARITHMETIC, PERMENPANRB_53_2014, Reference
from validate.relation_builders.column_constraints import ColumnConstraint, computations, relations
from validate.rule import Rule

LAW = ColumnConstraint(
    Role.SISA,
    ((Role.PAGU,), (Role.REALISASI_ANGGARAN,)),
    DIFFERENCE,
    Message("sisa adalah pagu dikurangi realisasi", "sisa is pagu less realisasi"),
)


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield sisa = pagu − realisasi for every row."""
    for computation in computations(context.report, LAW):
        yield from relations(LAW, computation, computation.table.rows)


RULE = Rule(
    id="ANG-01",
    title=Message("Sisa anggaran", "Remainder of the budget"),
    fault=Message(
        "Sisa anggaran tidak sesuai dengan pagu dan realisasi",
        "The remainder does not follow from pagu and realisasi",
    ),
    severities=(Severity.MAJOR, Severity.CRITICAL, Severity.MINOR),
    basis=(ARITHMETIC, Reference(PERMENPANRB_53_2014, "Lampiran II, Bab III.B")),
    doc=__doc__,
    relate=relate,
)
