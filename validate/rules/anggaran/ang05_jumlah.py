"""The JUMLAH of a budget table is the sum of its programs, or of the highest level it prints.

So it is in a table that prints codes and a pagu only.

Further totals, sub totals and rows over programs are recognised by their sums: of the rows before
them, or beneath them. A list that is parted into two tables is one list where it adds up so in one
of its columns; one that is numbered without a gap is added up as it is.

Not claimed: anything for a total that adds up in no column where a table has several. Where other
rows carry neither a code nor the word program, what the total adds up is only known when it does so
for one of its columns: then the others must too, unless rows of unclear place make up exactly what
is lacking.

Breaks it, the programs come to 28.280.000:

    Kode       Uraian                    Pagu
    7.01.02    Program Penyelenggaraan    4.430.000
    7.01.06    Program Pembinaan         23.850.000
               JUMLAH                    28.820.000

Looks alike, and does not, since the kegiatan is part of its program:

    Kode            Uraian                     Pagu
    7.01.02         Program Penyelenggaraan    4.430.000
    7.01.02.2.01    Koordinasi                 4.430.000
                    JUMLAH                     4.430.000
"""

from collections.abc import Iterator

from validate.audit_context import AuditContext
from validate.constraints.relations import Relation
from validate.findings import Message, Severity, Violation
from validate.legal_basis import ARITHMETIC, PERMENPANRB_53_2014, Reference
from validate.relation_builders.budget_totals import budget_totals
from validate.relation_builders.column_constraints import BudgetTier
from validate.relation_builders.row_sums import failing_sums
from validate.rule import Rule


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield the sum of every JUMLAH row, of every bidang and urusan above the programs, and of what
    no code covers.
    """
    yield from budget_totals(context)


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield what fails together: more sums of urusan and bidang of one table than hold."""
    return failing_sums(context, BudgetTier.ABOVE)


RULE = Rule(
    id="ANG-05",
    title=Message("Jumlah seluruh program", "Total of all programs"),
    fault=Message(
        "Angka jumlah tidak sama dengan jumlah programnya", "A total is not the sum of its programs"
    ),
    severities=(Severity.CRITICAL, Severity.MAJOR, Severity.MINOR),
    basis=(ARITHMETIC, Reference(PERMENPANRB_53_2014, "Lampiran II, Bab III.B")),
    doc=__doc__,
    relate=relate,
    check=check,
)
