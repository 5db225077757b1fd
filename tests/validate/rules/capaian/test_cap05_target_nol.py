"""CAP-05: target of zero."""

from tests.audits import CAPAIAN, audit, drawn, found
from tests.validate.rules.examples import assert_examples, assert_severities, broken, tabular
from tests.validate.rules.of_cap import RIGHT, capaian
from validate.findings import Certainty
from validate.rules.capaian.cap05_target_nol import RULE

EXAMPLES = tabular()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


def test_a_capaian_for_a_target_of_zero_could_not_be_verified() -> None:
    (finding,) = found(audit(drawn(CAPAIAN, f"Pengawasan | Jumlah temuan | 0 | 0 | 100\n{RIGHT}")))
    assert (finding.rule, finding.spot.cell, finding.certainty) == (
        "CAP-05",
        ("t1", 0, 4),
        Certainty.UNVERIFIABLE,
    )
    assert [spot.printed for spot in finding.evidence] == ["0"]


def test_a_target_of_zero_without_a_capaian_claims_nothing() -> None:
    assert capaian("Pengawasan | Jumlah temuan | 0 | 0 | -", RIGHT) == []
