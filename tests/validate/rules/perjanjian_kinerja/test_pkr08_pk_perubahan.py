"""PKR-08: the latest agreement."""

import pytest

from tests.reports import findings_of
from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_pkr import AGREED, SIGNED, sasaran
from tests.wholes import CHAPTER_2, whole
from validate.findings import Severity
from validate.rules.perjanjian_kinerja.pkr08_pk_perubahan import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, whole(sasaran(AGREED, "t1", CHAPTER_2), annex=SIGNED))


@pytest.mark.parametrize(
    ("caption", "heading", "findings"),
    [
        ("Tabel 2.1 Perjanjian Kinerja Tahun 2024", SIGNED, 1),
        ("Tabel 2.1 Perubahan Perjanjian Kinerja Tahun 2024", SIGNED, 0),
        ("Tabel 2.1 Perjanjian Kinerja Tahun 2024", "**PERJANJIAN KINERJA TAHUN 2024**", 0),
        (
            "Tabel 2.1 Perjanjian Kinerja Tahun 2024",
            f"{SIGNED}\n\nIsi\n\n**PERJANJIAN KINERJA TAHUN 2024**",
            0,
        ),
        ("Tabel 2.1 Sasaran dan Target Tahun 2024", SIGNED, 0),
    ],
)
def test_a_summary_says_that_it_is_of_the_changed_agreement(
    caption: str, heading: str, findings: int
) -> None:
    report = whole(sasaran(AGREED, "t1", CHAPTER_2, caption), annex=heading)
    found_ = findings_of(RULE, report)
    assert len(found_) == findings
    assert all(finding.severity is Severity.MINOR and finding.evidence for finding in found_)
