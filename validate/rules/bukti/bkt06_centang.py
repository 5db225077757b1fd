"""The subtotal of a row of ticks is the number of its ticks.

Looked at are annexed tables that have a column for each village and one headed *sub jumlah* or
*jumlah* behind them. Ticks that are in the column of the subtotal show that the columns of a page
are in another order: reported once, as a possible misreading.

Not claimed: what the value of a row should be (CAP-13); nor anything of a row with other marks than
ticks.

Breaks it:

    Klakah    Mlawang    Duren    Kudus    Sub jumlah
    √         √          √                 4

Looks alike, and does not:

    Klakah    Mlawang    Duren    Kudus    Sub jumlah
    √         √          √                 3
"""

from collections.abc import Iterator

from normalize.report import TypedRow
from normalize.text.comparison import normalize_text
from validate.audit_context import AuditContext
from validate.constraints.printed_numbers import cell_spot
from validate.findings import Certainty, Message, PrintedValue, Severity, Violation
from validate.legal_basis import OWN_ARITHMETIC
from validate.rule import EVERY_KIND, PLANS, Rule
from validate.structure.annex_evidence import Population, populations

_TICKS = {"√", "✓", "✔", "v", "V", "\uf0fc"}
_SUBTOTALS = {"sub jumlah", "subjumlah", "sub total", "subtotal", "jumlah"}


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every subtotal that is not the number of ticks, and one for ticks in its
    column.
    """
    for population in populations(context):
        columns = [column for column in population.table.columns if column.index > population.last]
        subtotal = next(
            (column for column in columns if normalize_text(column.header) in _SUBTOTALS), None
        )
        if subtotal is not None:
            yield from _wrong(population, subtotal.index)
            yield from _shifted(population, subtotal.index)


def _wrong(population: Population, at: int) -> Iterator[Violation]:
    table = population.table
    for row in table.rows:
        ticks, amount = _ticks(population, row), row.amount(at)
        if ticks is not None and amount is not None and amount.value != ticks:
            spot = cell_spot(table, row.index, at)
            message = Message(
                f"Tercetak {spot.printed}; baris ini berisi {ticks} centang.",
                f"Printed {spot.printed}; this row holds {ticks} ticks.",
            )
            clause = Message(
                f"sedangkan barisnya berisi {ticks} centang", f"while its row holds {ticks} ticks"
            )
            yield Violation(spot, message, str(ticks), clause=clause)


def _ticks(population: Population, row: TypedRow) -> int | None:
    """Return the number of ticks in a row, None where another mark is there too or one cell covers
    several.
    """
    cells = population.table.table.rows[row.index][population.first : population.last + 1]
    texts = [cell.text.strip() for cell in cells]
    if (
        row.total
        or any(text and text not in _TICKS for text in texts)
        or any(cell.columns > 1 for cell in cells)
    ):
        return None
    return sum(map(bool, texts))


def _shifted(population: Population, at: int) -> Iterator[Violation]:
    spots: list[PrintedValue] = [
        cell_spot(population.table, row.index, at)
        for row in population.table.rows
        if population.table.table.rows[row.index][at].text.strip() in _TICKS
    ]
    if spots:
        first, *others = spots
        pages = ", ".join(map(str, sorted({spot.place.page for spot in spots})))
        message = Message(
            f"Centang di kolom “{population.table.columns[at].header}” ({len(spots)} baris, "
            f"halaman {pages}): kolom "
            "halaman itu tampaknya bergeser.",
            f"Ticks in the column “{population.table.columns[at].header}” ({len(spots)} "
            f"rows, page {pages}): the "
            "columns of that page seem to be shifted.",
        )
        yield Violation(first, message, evidence=tuple(others), certainty=Certainty.READING_DOUBT)


RULE = Rule(
    id="BKT-06",
    title=Message("Jumlah centang", "Number of ticks"),
    sentence=Message("{at} terdapat {said}.", "{at}, there are {said}."),
    fault=Message("Jumlah centang tidak sesuai", "The number of ticks does not fit"),
    severities=(Severity.MAJOR,),
    basis=(OWN_ARITHMETIC,),
    kinds=EVERY_KIND - PLANS,
    doc=__doc__,
    check=check,
)
