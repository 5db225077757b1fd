"""The capaian of an indicator of which less is better grows as its realisasi falls.

It is twice the target less the realisasi, over the target, in percent; target over realisasi is
accepted too. Less is better where the header of the column or a formula in the text says so, where
the printed capaian follows exactly from the reversed formula, or where the indicator counts what
nobody wants: complaints, disturbances, poverty.

A capaian that follows neither formula is reported in the one that the capaian around it follow:
those of its row, its indicator, its column, its table. They show as well whether less is better.

Not claimed: that less is better where realisasi over target gives the printed capaian: then that is
taken. Rows with a target of zero are CAP-05.

Breaks it, (2 × 10 − 8) / 10 is 120:

    Indikator           Target    Realisasi    Capaian
    Angka kemiskinan    10,00     8,00         112,00

Looks alike, and does not, 10 / 8 is 125:

    Indikator           Target    Realisasi    Capaian
    Angka kemiskinan    10,00     8,00         125,00
"""

from collections.abc import Iterator

from validate.audit_context import AuditContext
from validate.constraints.relations import Relation
from validate.findings import Message, Severity
from validate.legal_basis import COLUMN_FORMULA, LAN_239_2003, Reference
from validate.relation_builders.achievement import CapaianDirection, achieved_as
from validate.rule import Rule


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield the reversed formula for every indicator of which less is better."""
    return achieved_as(context, CapaianDirection.LESS)


RULE = Rule(
    id="CAP-02",
    title=Message("Capaian kinerja, makin kecil makin baik", "Achievement where less is better"),
    fault=Message(
        "Capaian tidak sesuai dengan target dan realisasi (makin kecil makin baik)",
        "The capaian does not follow from target and realisasi (less is better)",
    ),
    severities=(Severity.CRITICAL, Severity.MAJOR, Severity.MINOR),
    basis=(Reference(LAN_239_2003), COLUMN_FORMULA),
    doc=__doc__,
    relate=relate,
)
