"""A predicate beside a capaian is the one that the report's own scale gives, or that of the profile
where it has none.

A capaian may be compared as printed or as a whole number; on the border of two bands either
predicate is right.

Not claimed: anything where neither prints a scale, or the report several that the predicates of a
column could be of; anything about a capaian that no band holds, which is CAP-15.

Breaks it, where the scale says 76 – 90 Tinggi and 91 – 100 Sangat Tinggi:

    Capaian    Predikat
    89,50      Sangat Tinggi

Looks alike, and does not, since 90,6 is rounded to 91:

    Capaian    Predikat
    90,60      Sangat Tinggi
"""

from collections.abc import Iterator

from normalize.values.scales import ScaleBand
from validate.audit_context import AuditContext
from validate.constraints.printed_numbers import cell_spot
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import PERMENDAGRI_86_2017, NonLegalGround, Reference
from validate.rule import Rule
from validate.text.predicates import Graded, graded


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every predicate that the scale gives to other values."""
    for row in graded(context):
        bands = row.bands()
        if bands and not any(row.name in band.names for band in bands):
            yield _finding(row)


def _finding(row: Graded) -> Violation:
    band = row.bands()[0]
    spot = cell_spot(row.table, row.row.index, row.predicate)
    capaian = cell_spot(row.table, row.row.index, row.capaian)
    where = _where(band)
    scale = [PrintedValue(band.place, None, band.printed)] if band.place is not None else []
    message = Message(
        f"Predikat {spot.printed} dengan capaian {capaian.printed}; menurut skala {where.id} "
        f"({band.printed}) predikatnya {band.predicate}.",
        f"The predicate {spot.printed} beside a capaian of {capaian.printed}; the scale {where.en} "
        f"({band.printed}) gives {band.predicate}.",
    )
    return Violation(spot, message, band.predicate, evidence=(capaian, *scale))


def _where(band: ScaleBand) -> Message:
    """Return where the scale of a band is."""
    if band.place is None:
        return Message("profil daerah", "of the region's profile")
    return Message(f"di halaman {band.place.page}", f"on page {band.place.page}")


RULE = Rule(
    id="CAP-14",
    title=Message("Predikat capaian", "Predicate of capaian"),
    fault=Message("Predikat tidak sesuai dengan capaian", "The predicate does not fit the capaian"),
    sentence=Message("{at} tercetak {said}.", "{at}, {said}."),
    severities=(Severity.CRITICAL,),
    basis=(
        Reference(
            PERMENDAGRI_86_2017, about=Message("skala nilai kinerja", "the scale of performance")
        ),
        NonLegalGround(
            Message(
                "skala dalam laporan itu sendiri didahulukan",
                "the scale of the report itself goes before it",
            )
        ),
    ),
    doc=__doc__,
    check=check,
)
