"""An indicator names where its data comes from, where the report names that of others.

Looked at are tables with a column for the source of data beside indicators, and definitions of
indicators that list "Sumber data" in running text. One table, and all definitions together, are one
finding.

Not claimed: that a source is a good one, nor anything of a report that names none in this way; that
no table names a source is reported by STR-20.

Breaks it, in its second row:

    Indikator                                  Target    Sumber Data
    Persentase desa yang tertib administrasi   94        Seksi Pemerintahan
    Indeks kepuasan masyarakat                 80

Looks alike, and does not:

    Indikator                                  Target    Sumber Data
    Persentase desa yang tertib administrasi   94        Seksi Pemerintahan
    Indeks kepuasan masyarakat                 80        Survei kepuasan
"""

import re
from collections.abc import Iterator

from extract.patterns import regex
from normalize.report import Role, TypedTable
from normalize.text.comparison import normalize_text
from normalize.text.prose import TextBlock
from validate.audit_context import AuditContext
from validate.constraints.printed_numbers import cell_spot
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import PERMENPANRB_53_2014, PERMENPANRB_88_2021, Reference
from validate.rule import Concern, Rule

_SOURCE = regex(r"\bsumber (?:data|informasi|bukti|perolehan data)\b")
_DEFINED = regex(r"\W*(?:\w\.\s*)?sumber\s+data\s*:\s*(?P<source>.*)", re.IGNORECASE | re.DOTALL)
_NAMED = regex(r"\w\w")


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every table whose indicators lack a source that others name, and for such
    definitions.
    """
    for typed in context.report.tables:
        yield from _in_table(typed)
    yield from _in_definitions(context.report.prose)


def _in_table(typed: TypedTable) -> Iterator[Violation]:
    column = next(
        (column.index for column in typed.columns if _SOURCE.search(normalize_text(column.header))),
        None,
    )
    if column is None or typed.column(Role.INDIKATOR) is None or typed.table.reader == "unruled":
        return
    rows = [row for row in typed.rows if row.label(Role.INDIKATOR) and not row.total]
    without = [
        row for row in rows if not _NAMED.search(cell_spot(typed, row.index, column).printed)
    ]
    if without and len(without) < len(rows):
        named = without[0].label(Role.INDIKATOR) or ""
        yield _finding(named, [cell_spot(typed, row.index, column) for row in without], len(rows))


def _in_definitions(prose: tuple[TextBlock, ...]) -> Iterator[Violation]:
    defined = [
        (passage, found["source"])
        for passage in prose
        if (found := _DEFINED.fullmatch(passage.text))
    ]
    without = [passage for passage, source in defined if not _NAMED.search(source)]
    if without and len(without) < len(defined):
        heading = without[0].headings[-1] if without[0].headings else ""
        yield _finding(
            heading, [PrintedValue(one.place, None, one.text) for one in without], len(defined)
        )


def _finding(name: str, spots: list[PrintedValue], count: int) -> Violation:
    first, *others = spots
    said = f" (“{name}”)" if name else ""
    message = Message(
        f"{len(spots)} dari {count} indikator{said} tidak menyebut sumber datanya, sedangkan "
        "yang lain menyebutnya",
        f"{len(spots)} of {count} indicators{said} name no source of their data, while the "
        "others do",
    )
    return Violation(first, message, repetitions=tuple(others))


RULE = Rule(
    id="BKT-07",
    title=Message("Sumber data indikator", "Data source of an indicator"),
    fault=Message(
        "Sumber data sebagian indikator tidak disebutkan",
        "The data source of some indicators is not named",
    ),
    concern=Concern.FORM,
    severities=(Severity.MINOR,),
    basis=(
        Reference(PERMENPANRB_53_2014, "Lampiran III.II.2"),
        Reference(PERMENPANRB_88_2021, "2.b.2"),
    ),
    doc=__doc__,
    check=check,
)
