"""A recapitulation by source of funds adds up: to its own total, and each source to the programs
paid from it.

A source is compared with the programs only where each program of one table names one source.

Not claimed: anything of a table whose rows are not all sources of funds (DAU, DAK, PAD, DBH and the
like).

Breaks it, the sources come to 118.000.000:

    Sumber dana    Pagu
    DAU            100.000.000
    DBHCHT          18.000.000
    Jumlah         180.000.000

Looks alike, and does not, since the programs do not all say what they are paid from:

    Program Desa       12.000.000    DAU
    Program Umum        7.200.000
"""

from collections import defaultdict
from collections.abc import Iterator

from extract.patterns import regex
from normalize.report import Role, TableKind, TypedRow, TypedTable
from normalize.text.comparison import normalize_text
from validate.audit_context import AuditContext
from validate.constraints.relations import SUM, Relation
from validate.findings import CellRef, Message, Severity
from validate.legal_basis import ARITHMETIC, NonLegalGround
from validate.relation_builders.column_constraints import sole_total, sums_of
from validate.rule import Rule

WHY = Message("sumber dana dijumlahkan", "sources of funds add up")
_SOURCE = regex(
    r"(?:dana )?(?:dau(?: (?:spesifik|earmark(?:ed)?|bebas))?|dak(?: (?:fisik|non ?fisik))?|"
    r"pad|dbh(?:cht)?|did"
    r"|insentif fiskal|blud|apbd|apbn|bk (?:provinsi|prov)|bankeu(?: provinsi)?|pajak rokok)"
)
_LABELS = (Role.SUMBER_DANA, Role.KETERANGAN)
_SEVERAL = 2


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield the sums of every recapitulation by source of funds."""
    for table in context.report.tables:
        sources = _sources(table)
        if len(sources) < _SEVERAL:
            continue
        if total := sole_total(table):
            yield from sums_of(table, total, list(sources.values()), WHY)
        for programs in context.report.of_kind(TableKind.PK_PROGRAM):
            yield from _by_source(table, sources, programs)


def _sources(table: TypedTable) -> dict[str, TypedRow]:
    """Return the rows of a recapitulation by source; nothing where a row is about something
    else.
    """
    rows = [row for row in table.rows if not row.total]
    found = {name: row for row in rows if _SOURCE.fullmatch(name := normalize_text(row.name))}
    return found if len(found) == len(rows) else {}


def _by_source(
    table: TypedTable, sources: dict[str, TypedRow], programs: TypedTable
) -> Iterator[Relation]:
    """Yield that the pagu of each source is that of the programs that name it, where all of them
    name one.
    """
    column, pagu = table.column(Role.PAGU), programs.column(Role.PAGU)
    paid: dict[str, list[TypedRow]] = defaultdict(list)
    rows = [row for row in programs.rows if not row.total]
    for row in rows:
        label = next((normalize_text(text) for role in _LABELS if (text := row.label(role))), "")
        paid[label].append(row)
    if (
        column is None
        or pagu is None
        or paid.keys() != sources.keys()
        or column.scale != pagu.scale
    ):
        return
    for source, row in sources.items():
        terms = tuple(CellRef(programs.id, one.index, pagu.index) for one in paid[source])
        if row.amount(column.index):
            yield Relation(CellRef(table.id, row.index, column.index), SUM, terms, WHY)


RULE = Rule(
    id="ANG-12",
    title=Message("Rekapitulasi sumber dana", "Sources of funds"),
    fault=Message(
        "Jumlah sumber dana tidak sesuai dengan rinciannya",
        "The total of the sources of funds does not follow from its parts",
    ),
    severities=(Severity.MAJOR, Severity.CRITICAL, Severity.MINOR),
    basis=(NonLegalGround(Message("DPA perangkat daerah", "the DPA of the office")), ARITHMETIC),
    doc=__doc__,
    relate=relate,
)
