"""TGL-04: signed in time."""

import pytest

from normalize.reference.region_settings import Deadline, RegionSettings
from normalize.values.periods import PeriodKind
from tests.reports import findings_of
from tests.validate.rules.examples import PARTS, assert_examples, assert_severities, parts
from tests.validate.rules.of_tgl import YEAR, signed
from validate.findings import Certainty, Severity
from validate.rules.tanggal.tgl04_tepat_waktu import RULE

EXAMPLES = parts(**PARTS)


SETTLED = RegionSettings(deadlines=((PeriodKind.TAHUN, Deadline(months=2)),))


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        signed(closing="Klakah, 14 April 2025"),
        signed(closing="Klakah, 14 April 2025", period=YEAR),
        settings=SETTLED,
    )


def test_a_date_after_march_is_information() -> None:
    (finding,) = findings_of(RULE, signed("Lumajang, 3 Januari 2025", "Klakah, 14 April 2025"))
    assert (finding.severity, finding.certainty) == (Severity.INFO, Certainty.UNVERIFIABLE)
    assert (finding.spot.printed, finding.expected) == ("14 April 2025", "≤ 31 Maret 2025")
    assert "14 hari" in finding.message.id


@pytest.mark.parametrize("closing", ["Klakah, 31 Maret 2025", "Klakah, 3 Januari 2024", None])
def test_a_date_until_the_end_of_march_passes(closing: str | None) -> None:
    assert not findings_of(RULE, signed(closing=closing))
