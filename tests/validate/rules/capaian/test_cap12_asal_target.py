"""CAP-12: where a target comes from."""

from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_cap import UNDONE, recap, recapitulated
from validate.rules.capaian.cap12_asal_target import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, recapitulated("85,71%", UNDONE.format(""), realisasi="85,71"))


def test_a_target_that_cannot_be_exceeded_is_remarked() -> None:
    assert recap("85,71%", UNDONE.format(""), realisasi="85,71") == [
        "CAP-11 t1:7:8 85,71% -> None",
        "CAP-12 t2:0:1 85,71 -> None",
    ]
