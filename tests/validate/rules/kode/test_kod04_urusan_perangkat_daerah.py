"""KOD-04: urusan of the office."""

import pytest

from tests.reports import findings_of
from tests.validate.rules.examples import assert_examples, assert_severities, broken, headed
from tests.validate.rules.of_kod import coded
from validate.findings import Certainty, Severity
from validate.rules.kode.kod04_urusan_perangkat_daerah import RULE

EXAMPLES = headed("Kode | Uraian | Pagu")


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES), coded(f"7.01.01 | Program\n{FOREIGN}"))


FOREIGN = "6.01.01 | Program Penunjang\n6.01.01.2.01 | Perencanaan"


def test_the_urusan_of_other_offices_is_one_finding_a_table() -> None:
    (finding,) = findings_of(RULE, coded(f"{FOREIGN}\n5.01.02 | Program"))
    assert (finding.spot.printed, finding.expected, finding.severity) == (
        "6.01.01",
        "7.01",
        Severity.MINOR,
    )
    assert [spot.printed for spot in finding.evidence] == ["6.01.01.2.01", "5.01.02"]
    assert "6.01 (2 kode), 5.01 (1 kode)" in finding.message.id


def test_another_urusan_beside_the_offices_own_is_information() -> None:
    (finding,) = findings_of(RULE, coded(f"7.01.01 | Program\n{FOREIGN}"))
    assert (finding.severity, finding.certainty) == (Severity.INFO, Certainty.UNVERIFIABLE)


@pytest.mark.parametrize(
    ("organisation", "rows"),
    [
        ("Kecamatan Klakah", "7.01.01 | Program\nX.XX.01 | Program"),
        ("Inspektorat Kabupaten Lumajang", FOREIGN),
        ("Dinas Sosial, Pemberdayaan Perempuan dan Perlindungan Anak", "2.08.02 | Program"),
        ("Kecamatan Klakah", "4.01.4.01.08.01.01 | Kegiatan"),
        ("Kecamatan Klakah", "5.1.02.01.01.0024 | Belanja"),
        (None, FOREIGN),
    ],
)
def test_codes_of_the_office_or_of_an_office_not_plain_pass(
    organisation: str | None, rows: str
) -> None:
    assert not findings_of(RULE, coded(rows, organisation=organisation))
