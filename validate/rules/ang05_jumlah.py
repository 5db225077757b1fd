"""The JUMLAH of a budget table is the sum of its programs, or of the highest level it prints.

So it is in a table that prints codes and a pagu only.

Further totals, sub totals and rows over programs are told by their sums: of the rows before them, or beneath them.

Not claimed: anything for a total that adds up in no column where a table has several. Where rows carry neither a code
nor the word program, what the total adds up is only known when it does so for one of its columns: then the others must
too, unless rows of unclear place make up exactly what is lacking.

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

from collections.abc import Iterator, Sequence
from itertools import chain

from normalize.report import Kind, Role, TypedRow, TypedTable
from validate.accounts import account_sums
from validate.audit_context import AuditContext
from validate.figures import Figures, figures_of
from validate.findings import CellRef, Message, Severity, Violation
from validate.judgement import reproduces
from validate.laws import Tier, is_uncoded_money, made_up, roots, sole_total, sums_of
from validate.legal_basis import ARITHMETIC, PERMENPANRB_53_2014, Reference
from validate.links import is_program
from validate.program_sections import totals_of_sections
from validate.relations import Relation
from validate.row_sums import failing_sums, sums_of_rows
from validate.rule import Rule

WHY = Message("jumlah adalah penjumlahan semua program", "the total is the sum of all programs")


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield the sum of every JUMLAH row, of every bidang and urusan above the programs, and of what no code tells."""
    known = list(_coded(context))
    told = {relation.target for relation in known}
    yield from known
    further = sums_of_rows(context, Tier.ABOVE), account_sums(context), totals_of_sections(context)
    for relation in chain(*further):
        if relation.target not in told:
            told.add(relation.target)
            yield relation


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield what fails together: more sums of urusan and bidang of one table than hold."""
    return failing_sums(context, Tier.ABOVE)


def _coded(context: AuditContext) -> Iterator[Relation]:
    figures = figures_of(context)
    plans = (table for table in context.report.of_kind(Kind.OTHER) if table.column(Role.KODE))
    for table in (*context.report.of_kind(Kind.REALISASI_ANGGARAN), *plans):
        if total := sole_total(table):
            parts, rest = _parts(table)
            sums = list(sums_of(table, total, parts, WHY))
            if not rest or any(_bears_out(figures, relation) for relation in sums):
                yield from (one for one in sums if reproduces(figures, one) or not _made_up(figures, one, rest))


def _bears_out(figures: Figures, relation: Relation) -> bool:
    """Return whether a sum shows what a total adds up: one of zeros, or of one amount among zeros, does not."""
    amounts = [figure.value for term in relation.terms if (figure := figures.find(term))]
    return sum(map(bool, amounts)) >= min(2, len(relation.terms)) and reproduces(figures, relation)


def _made_up(figures: Figures, relation: Relation, rest: Sequence[TypedRow]) -> bool:
    """Return whether rows of unclear place make up exactly what the parts of a total lack."""
    cells = [cell for cell in (relation.target, *relation.terms) if isinstance(cell, CellRef)]
    values = [figure.value for cell in cells if (figure := figures.find(cell))]
    amounts = [amount.value for row in rest if (amount := row.amount(cells[0].column))]
    return len(values) == len(cells) and made_up(values[0] - sum(values[1:]), amounts)


def _parts(table: TypedTable) -> tuple[list[TypedRow], list[TypedRow]]:
    """Return the rows that a total adds up, and those with money of which that is not clear.

    It adds up the rows of the highest level; where there are no codes, those named as programs. A deeper row without a
    parent may be counted in another row.
    """
    coded, deeper = roots(table)
    parts = coded or [row for row in table.rows if not row.total and is_program(row.name)]
    others = [row for row in table.rows if is_uncoded_money(table, row) and row not in parts]
    return parts, [*others, *deeper]


RULE = Rule(
    id="ANG-05",
    title=Message("Jumlah seluruh program", "Total of all programs"),
    severities=(Severity.CRITICAL, Severity.MAJOR, Severity.MINOR),
    basis=(ARITHMETIC, Reference(PERMENPANRB_53_2014, "Lampiran II, Bab III.B")),
    doc=__doc__,
    relate=relate,
    check=check,
)
