"""The number of programs, kegiatan or sub kegiatan that the text names is the number that the table
lists.

Not claimed: anything for a part of them (program prioritas, kegiatan of one program or of one
seksi), and for a table whose rows do not come to its JUMLAH, which may lack some.

Breaks it, where the table lists six programs:

    Untuk mencapai target tersebut didukung 5 (lima) program.

Looks alike, and does not:

    Terdapat 5 program yang mencapai target.
"""

import re
from collections.abc import Iterator

from extract.patterns import regex
from normalize.report import Report, Role, TableKind, TypedRow, TypedTable
from normalize.text.comparison import normalize_text
from normalize.text.mentions import sentences
from normalize.values.codes import CodeLevel
from validate.audit_context import AuditContext
from validate.constraints.printed_numbers import cell_spot
from validate.constraints.printed_values import text_spot
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import AGREEMENT
from validate.relation_builders.column_constraints import sole_total
from validate.rule import Rule
from validate.structure.entity_links import program_rows
from validate.text.text_claims import LEVELS, is_of_the_period, saying, words_of

_NUMBER = regex(r"\d(?:\s*\([^()]*\))?\s+(?:sub|kegiatan|program)", re.IGNORECASE)
_COUNT = regex(
    r"""\b(?:didukung|ada|terdapat|terdiri|melaksanakan|memiliki|mempunyai|mengelola|meliputi|mencakup|dilaksanakan|melalui)
    (?:\s+(?:oleh|dari|atas|dengan|sebanyak|melalui)){0,4}
    \s+(?P<number>\d{1,3})(?:\s*\([^()\d]*\))?\s+(?P<what>sub\s?kegiatan|kegiatan|program)\b
    (?=\s*(?:[.:;,]|$|dan\s+\d|dengan\s+\d|serta\s+\d|yaitu|yakni
       |yang\s+(?:menunjang|mendukung|ada\b|dilaksanakan|dikelola|meliputi|terdiri)))""",
    re.IGNORECASE | re.VERBOSE,
)
_FURTHER = regex(
    r"[\s,]*(?:dan|dengan|serta|"
    r",)\s+(?P<number>\d{1,3})(?:\s*\([^()\d]*\))?\s+(?P<what>sub\s?kegiatan|kegiatan|"
    r"program)\b"
    r"(?=\s*(?:[.:;,]|$|dan\s+\d|yaitu|yakni))",
    re.IGNORECASE,
)
# What may be in front without narrowing what is counted.
_PLAIN = frozenset(
    normalize_text(
        """untuk mencapai target tersebut pada tahun anggaran kinerja sasaran strategis tujuan dan dalam rangka dari
        pencapaian pelaksanaan guna mewujudkan di telah ini maka adapun secara keseluruhan perangkat daerah indikator"""  # noqa: E501
    ).split()
)


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every count that no table has, where the tables that are complete agree
    on another.
    """
    for passage, text in saying(context, "program", "kegiatan"):
        for sentence in sentences(text) if _NUMBER.search(text) else ():
            found = _COUNT.search(sentence.text)
            if found and _is_of_the_office(context.report, sentence.text[: found.start()]):
                further = _FURTHER.match(sentence.text, found.end())
                for one in filter(None, (found, further)):
                    start = sentence.start + one.start("number")
                    spot = text_spot(passage, start, sentence.start + one.end("what"))
                    level = LEVELS[normalize_text(one["what"]).replace(" ", "")]
                    yield from _compared(context.report, spot, int(one["number"]), level)


def _is_of_the_office(report: Report, before: str) -> bool:
    """Return whether the words in front narrow nothing: they name the office, the year, or
    the aim.
    """
    known = _PLAIN.union(normalize_text(report.organisation or "").split(), (str(report.year),))
    return is_of_the_period(report, before) and all(word.text in known for word in words_of(before))


def _compared(
    report: Report, spot: PrintedValue, number: int, level: CodeLevel
) -> Iterator[Violation]:
    counts: dict[int, TypedTable] = {}
    for table in report.own_tables(TableKind.PK_PROGRAM, TableKind.REALISASI_ANGGARAN):
        rows = _rows(table, level)
        if len(rows) == number:
            return
        if rows and _is_complete(table, rows):
            counts.setdefault(len(rows), table)
    if len(counts) == 1:
        ((count, table),) = counts.items()
        yield _finding(spot, count, table, _rows(table, level)[0])


def _rows(table: TypedTable, level: CodeLevel) -> list[TypedRow]:
    if level is CodeLevel.PROGRAM:
        return program_rows(table)
    return [row for row in table.rows if row.code and row.code.level is level and not row.total]


def _is_complete(table: TypedTable, rows: list[TypedRow]) -> bool:
    """Return whether rows come to the JUMLAH of their table in its pagu."""
    total, column = sole_total(table), table.column(Role.PAGU)
    printed = total.amount(column.index) if total and column else None
    amounts = [row.amount(column.index) for row in rows] if column else []
    return (
        printed is not None
        and sum(amount.value for amount in amounts if amount) == printed.value
        and None not in amounts
    )


def _finding(spot: PrintedValue, count: int, table: TypedTable, first: TypedRow) -> Violation:
    evidence = cell_spot(table, first.index, 0)
    page = evidence.place.page
    message = Message(
        f"disebut {spot.printed}, sedangkan tabel di halaman {page} memuat {count}",
        f"the text says {spot.printed}, while the table on page {page} lists {count}",
    )
    return Violation(spot, message, str(count), evidence=(evidence,))


RULE = Rule(
    id="LTB-08",
    title=Message("Jumlah program", "Number of programs"),
    fault=Message(
        "Jumlah program dalam teks berbeda dari tabel",
        "The number of programs in the text differs from the table",
    ),
    sentence=Message("{at} {said} program.", "{at}, {said}."),
    severities=(Severity.MINOR,),
    basis=(AGREEMENT,),
    doc=__doc__,
    check=check,
)
