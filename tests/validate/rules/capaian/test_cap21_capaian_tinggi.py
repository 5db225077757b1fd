"""CAP-21: capaian above 120 %."""

from tests.audits import CAPAIAN, audit, drawn, found
from tests.validate.rules.examples import (
    RESULTS,
    assert_examples,
    assert_severities,
    broken,
    tabular,
)
from tests.validate.rules.of_cap import RIGHT, capaian
from validate.findings import Severity
from validate.rules.capaian.cap21_capaian_tinggi import RULE

EXAMPLES = tabular(first="Indikator Kinerja", caption=RESULTS)


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


def test_a_very_high_capaian_is_remarked_once_a_table() -> None:
    rows = (
        "Pelayanan | Persentase a | 40,00 | 60,00 | 150,00",
        "Pelayanan | Persentase b | 40,00 | 64,00 | 160,00",
    )
    (finding,) = found(audit(drawn(CAPAIAN, "\n".join((*rows, RIGHT)))), "CAP-2")
    assert (finding.rule, finding.severity, finding.spot.printed) == (
        "CAP-21",
        Severity.INFO,
        "160,00",
    )
    assert capaian("Pelayanan | Persentase a | 50,00 | 60,00 | 120,00", rules=("CAP-2",)) == []
