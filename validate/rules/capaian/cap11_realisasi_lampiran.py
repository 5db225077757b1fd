"""A realisasi that is recapitulated in the annex is the mean of the values there.

Each row of the recapitulation counts once. Where the printed mean comes out only when rows without
a running number are counted too, both results are reported: it could not be verified which rows
belong to it. The realisasi in the table on capaian is that of the recapitulation.

Not claimed: which of the rows belong to it; that the foot is a mean, unless it is one or the values
are shares of ticks; the realisasi of an indicator that the caption does not name, of another year
or of a part of the year.

Breaks it, 41,92 over the 42 numbered rows is 99,81 and not 95,27:

    No    Aktivitas                   Nilai
    1     Pembinaan keuangan desa     1,00
          Pembinaan aset desa         0,00
    ...
                                      95,27%

Looks alike, and does not, where every row has its number.
"""

from collections.abc import Iterator

from normalize.report import Role
from normalize.values.amounts import format_amount
from validate.audit_context import AuditContext
from validate.constraints.evaluation import plain, reproduces
from validate.constraints.intervals import ZERO
from validate.constraints.printed_numbers import number_index
from validate.constraints.relations import SAME, Relation
from validate.findings import Certainty, Message, PrintedValue, Severity, Violation
from validate.legal_basis import PERMENPANRB_53_2014, Reference
from validate.rule import Rule
from validate.structure.recaps import (
    Recap,
    printed_elsewhere,
    recaps,
    rows_recapitulated,
    ticked_columns,
)

_SAME = Message("realisasi berasal dari lampirannya", "the realisasi comes from its annex")


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield that the foot of each recapitulation is the mean of its rows, and the realisasi of its
    indicator.
    """
    figures = number_index(context)
    for recap in recaps(context):
        every, numbered = recap.mean_of(recap.rows), recap.mean_of(recap.numbered)
        if recap.numbered and reproduces(figures, numbered):
            yield numbered
        elif ticked_columns(recap) or reproduces(figures, every):
            yield every
        else:
            continue
        for cell in printed_elsewhere(rows_recapitulated(context, recap), Role.REALISASI):
            yield Relation(cell, SAME, (every.target,), _SAME, stated=True)


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every recapitulation whose mean counts rows without a number."""
    figures = number_index(context)
    for recap in recaps(context):
        every, numbered = recap.mean_of(recap.rows), recap.mean_of(recap.numbered)
        if recap.numbered and reproduces(figures, every) and not reproduces(figures, numbered):
            value = plain(figures, numbered)
            yield _finding(
                recap,
                figures.spot(every.target),
                format_amount(value, 2) if value is not None else "?",
            )


def _finding(recap: Recap, spot: PrintedValue, otherwise: str) -> Violation:
    unnumbered = [row for row in recap.rows if row not in recap.numbered]
    total = sum(
        (amount.value for row in recap.rows if (amount := row.amount(recap.column.index))), ZERO
    )
    written = f"{format_amount(total, recap.column.decimals)} ÷ {len(recap.rows)}"
    message = Message(
        f"{spot.printed} adalah {written}, termasuk {len(unnumbered)} baris tanpa nomor; "
        f"dari {len(recap.numbered)} baris bernomor hasilnya {otherwise}.",
        f"{spot.printed} is {written}, with {len(unnumbered)} rows that have no number; "
        f"the {len(recap.numbered)} numbered rows give {otherwise}.",
    )
    evidence = tuple(recap.spot(row) for row in unnumbered)
    return Violation(
        spot, message, evidence=evidence, severity=Severity.MAJOR, certainty=Certainty.UNVERIFIABLE
    )


RULE = Rule(
    id="CAP-11",
    title=Message("Realisasi dari lampiran", "Realisasi from the annex"),
    fault=Message(
        "Realisasi tidak sesuai dengan data dalam lampiran",
        "The realisasi does not follow from the annex",
    ),
    sentence=Message("{at}, realisasi {said}.", "{at}, the realisasi {said}."),
    severities=(Severity.MAJOR, Severity.CRITICAL, Severity.MINOR),
    basis=(
        Reference(
            PERMENPANRB_53_2014,
            "Lampiran III.II.2",
            Message("data yang dapat ditelusuri", "data that can be traced"),
        ),
    ),
    doc=__doc__,
    relate=relate,
    check=check,
)
