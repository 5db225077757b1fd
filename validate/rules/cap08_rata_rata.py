"""A row called rata-rata prints the mean of the numbers above it.

Not claimed: which numbers it is the mean of, where some row above prints none, looks otherwise or is a mean itself;
then, and for fewer than three rows, nothing is said. A mean of numbers that were capped at 100 or 120 first is no
finding.

Breaks it, the mean is 97:

    Indikator      Capaian
    Satu           100
    Dua             95
    Tiga            96
    Rata-rata       98

Looks alike, and does not, since the first is counted as 100:

    Indikator      Capaian
    Satu           109
    Dua             95
    Tiga            96
    Rata-rata       97
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extract.patterns import regex
from normalize.amounts import Amount, Quantity
from normalize.report import Column, Role, TypedRow, TypedTable
from normalize.words import fold
from validate.audit_context import AuditContext
from validate.figures import Figures, figures_of
from validate.findings import CellRef, Message, Severity
from validate.intervals import ZERO
from validate.judgement import agrees_loosely, reproduces
from validate.legal_basis import OWN_ARITHMETIC
from validate.ranks import rank_of
from validate.relations import MEAN, Relation
from validate.rule import Rule

WHY = Message("rata-rata adalah jumlah dibagi banyaknya", "a mean is the sum over how many there are")
# Not "Rata-rata lama sekolah", which is an indicator.
_MEAN = regex(
    r"(?:jumlah |nilai |total )?(?:rata ?rata|rerata)"
    r"(?: (?:nilai|total|seluruh|capaian|kinerja|sasaran|strategis|indikator|tujuan|program|\d+|[ivx]+))*"
)
_ROWS = 3
_CAPS = (Decimal(100), Decimal(120))


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield the mean of every column that the only rata-rata row of a table prints."""
    figures = figures_of(context)
    for table in context.report.tables:
        means = [row for row in table.rows if _is_mean(row)]
        if len(means) == 1:
            above = [row for row in table.rows[: means[0].index] if any(row.readings)]
            for column in table.columns:
                yield from _mean(figures, table, column, means[0], above)


def _is_mean(row: TypedRow) -> bool:
    return _MEAN.fullmatch(fold(row.name)) is not None


def _mean(
    figures: Figures, table: TypedTable, column: Column, mean: TypedRow, above: Sequence[TypedRow]
) -> Iterator[Relation]:
    """Yield the mean of a column in which every row above it prints a number, unless only a cap explains it."""
    amounts = [reading for row in above if isinstance(reading := row.readings[column.index], Amount)]
    printed = mean.amount(column.index)
    if printed is None or len(amounts) < max(len(above), _ROWS) or column.quantity is Quantity.TIDAK_DIKETAHUI:
        return
    terms = tuple(CellRef(table.id, row.index, column.index) for row in above)
    relation = Relation(CellRef(table.id, mean.index, column.index), MEAN, terms, WHY)
    capped = (sum((min(amount.value, cap) for amount in amounts), ZERO) / len(amounts) for cap in _CAPS)
    explained = any(abs(value - printed.value) <= printed.slack for value in capped)
    alike = _name_indicators(table, above) or len({rank_of(table, row) for row in above}) == 1
    if reproduces(figures, relation) or (alike and not explained and not agrees_loosely(figures, relation)):
        yield relation


def _name_indicators(table: TypedTable, rows: Sequence[TypedRow]) -> bool:
    """Return whether each row has an indicator of its own, as those of one sasaran do whose cell is merged."""
    column = table.column(Role.INDIKATOR)
    return column is not None and all(table.table.rows[row.index][column.index].text for row in rows)


RULE = Rule(
    id="CAP-08",
    title=Message("Rata-rata", "Mean"),
    severities=(Severity.MAJOR, Severity.MINOR),
    basis=(OWN_ARITHMETIC,),
    doc=__doc__,
    relate=relate,
)
