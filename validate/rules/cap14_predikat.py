"""A predicate beside a capaian is the one that the report's own scale gives.

A capaian may be compared as printed or as a whole number; on the border of two bands either predicate is right.

Not claimed: anything where the report prints no scale, or several that the predicates of a column could be of; anything
about a capaian that no band holds, which is CAP-15.

Basis: Permendagri 86/2017, scale of performance; the report's own scale goes before it.

Breaks it, where the scale says 76 – 90 Tinggi and 91 – 100 Sangat Tinggi:

    Capaian    Predikat
    89,50      Sangat Tinggi

Looks alike, and does not, since 90,6 is rounded to 91:

    Capaian    Predikat
    90,60      Sangat Tinggi
"""

from collections.abc import Iterator

from normalize.report import Report
from validate.figures import cell_spot
from validate.findings import Certainty, Finding, Message, Severity, Spot
from validate.predicates import Graded, graded
from validate.rule import Rule


def check(report: Report) -> Iterator[Finding]:
    """Yield a finding for every predicate that the scale gives to other values."""
    for row in graded(report):
        bands = row.bands()
        if bands and not any(row.name in band.names for band in bands):
            yield _finding(row)


def _finding(row: Graded) -> Finding:
    band = row.bands()[0]
    spot = cell_spot(row.table, row.row.index, row.predicate)
    capaian = cell_spot(row.table, row.row.index, row.capaian)
    scale = Spot(band.place, None, band.printed)
    message = Message(
        f"Predikat {spot.printed} dengan capaian {capaian.printed}; menurut skala di halaman {band.place.page} "
        f"({band.printed}) predikatnya {band.predicate}.",
        f"The predicate {spot.printed} beside a capaian of {capaian.printed}; the scale on page {band.place.page} "
        f"({band.printed}) gives {band.predicate}.",
    )
    return Finding(
        "CAP-14", Severity.MAJOR, Certainty.INCONSISTENT, spot, message, band.predicate, evidence=(capaian, scale)
    )


RULE = Rule("CAP-14", Severity.MAJOR, Message("Predikat capaian", "Predicate of capaian"), __doc__, check=check)
