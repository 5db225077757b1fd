"""The budget of a perjanjian kinerja is the sum of its programs.

Not claimed: that the programs are right; that is decided by the tables that print them again
(LTB-01).

Breaks it, the programs come to 28.280.000:

    Program                                  Anggaran
    Program Penyelenggaraan Pemerintahan     4.430.000
    Program Pembinaan Pemerintahan Desa      23.850.000
    Total                                    28.820.000

Looks alike, and does not, since a total is missing altogether:

    Program                                  Anggaran
    Program Penyelenggaraan Pemerintahan     4.430.000
    Program Pembinaan Pemerintahan Desa      23.850.000
"""

from collections.abc import Iterator

from normalize.report import TableKind
from validate.audit_context import AuditContext
from validate.constraints.relations import Relation
from validate.findings import Message, Severity
from validate.legal_basis import OWN_ARITHMETIC
from validate.relation_builders.column_constraints import roots, sole_total, sums_of
from validate.rule import Rule

WHY = Message(
    "anggaran perjanjian kinerja adalah jumlah programnya",
    "the agreed budget is the sum of its programs",
)


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield the sum of every perjanjian kinerja that lists programs and a total."""
    for table in context.report.of_kind(TableKind.PK_PROGRAM):
        if total := sole_total(table):
            programs = roots(table)[0] or [row for row in table.rows if not row.total]
            yield from sums_of(table, total, programs, WHY)


RULE = Rule(
    id="PKR-06",
    title=Message("Jumlah anggaran PK", "Total of the PK budget"),
    fault=Message(
        "Jumlah anggaran perjanjian kinerja tidak sesuai dengan programnya",
        "The total of the perjanjian kinerja does not follow from its programs",
    ),
    severities=(Severity.MAJOR, Severity.CRITICAL, Severity.MINOR),
    basis=(OWN_ARITHMETIC,),
    doc=__doc__,
    relate=relate,
)
