"""BKT-02: a proof twice."""

from tests.reports import findings_of
from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_bkt import ALL, annexed
from validate.findings import Certainty, Severity
from validate.rules.bukti.bkt02_bukti_ganda import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, annexed("Desa Seruni", "Desa Mlawang", "Desa Seruni", "Desa Duren"))


def test_a_village_named_twice_in_place_of_another_is_told() -> None:
    (finding,) = findings_of(
        RULE, annexed("Desa Seruni", "Desa Mlawang", "Desa Seruni", "Desa Duren")
    )
    assert (finding.severity, finding.certainty) == (Severity.MAJOR, Certainty.UNVERIFIABLE)
    assert "Seruni disebut dua kali" in finding.message.id
    assert "KLAKAH, TEGAL CIUT tidak disebut" in finding.message.id


def test_a_second_photograph_of_a_village_is_no_proof_used_twice() -> None:
    assert not findings_of(RULE, annexed(*ALL, "Desa Seruni"))
