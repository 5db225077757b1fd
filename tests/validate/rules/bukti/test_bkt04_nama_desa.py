"""BKT-04: uniform names of villages."""

from tests.reports import findings_of
from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_bkt import annexed
from validate.findings import Certainty, Severity
from validate.rules.bukti.bkt04_nama_desa import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE, annexed("Desa Klakah", "Desa Mlawang", "Desa Tegalciut", "Desa Sruni", "Desa Duren")
    )


def test_another_spelling_of_a_village_may_be_our_misreading() -> None:
    (finding,) = findings_of(
        RULE, annexed("Desa Klakah", "Desa Mlawang", "Desa Tegalciut", "Desa Sruni", "Desa Duren")
    )
    assert (finding.severity, finding.certainty) == (Severity.INFO, Certainty.READING_DOUBT)
    assert (finding.spot.printed, finding.evidence[0].printed) == ("Sruni", "SERUNI")
