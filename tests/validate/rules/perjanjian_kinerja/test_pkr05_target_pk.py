"""PKR-05: target of the perjanjian kinerja."""

import pytest

from normalize.report import Report
from tests.audits import CAPAIAN, PK_SASARAN, audit, drawn, found, report_of, told
from tests.validate.rules.examples import assert_examples, assert_severities, tables, varied
from tests.validate.rules.of_pkr import INDICATOR
from validate.findings import Severity
from validate.rules.perjanjian_kinerja.pkr05_target_pk import RULE

EXAMPLES = tables("Indikator Kinerja", "Target")


def reached_below(realisasi: str) -> Report:
    """A report in which this realisasi reaches the reported target of 90,00, and not the agreed one
    of 95,45.
    """
    return report_of(
        drawn(
            PK_SASARAN,
            "1 | Pelayanan | Persentase desa yang tertib | 95,45",
            "t1",
            "Perjanjian Kinerja Tahun 2024",
        ),
        drawn(
            CAPAIAN,
            f"Pelayanan | Persentase desa yang tertib | 90,00 | {realisasi} | ",
            "t2",
            "Capaian Tahun 2024",
        ),
    )


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE, *varied(RULE, EXAMPLES, "90,00", "90,00", "95,41"), reached_below("92,00")
    )


@pytest.mark.parametrize(
    ("agreed", "findings"),
    [
        ("95,45%", []),
        ("95,45", []),
        ("90,45%", ["PKR-05 t2:0:2 95,45 -> 90,45"]),
    ],
)
def test_the_target_reported_on_is_the_one_agreed(agreed: str, findings: list[str]) -> None:
    agreement = drawn(
        PK_SASARAN,
        f"1 | Meningkatnya pelayanan | {INDICATOR} | {agreed}",
        "t1",
        "Perjanjian Kinerja",
    )
    reported = drawn(CAPAIAN, f"Pelayanan | {INDICATOR} | 95,45 | | ", "t2", "Capaian Kinerja")
    assert told(found(audit(agreement, reported), "PKR-05")) == findings


def test_a_target_that_the_capaian_confirms_is_not_the_one_to_blame() -> None:
    agreement = drawn(
        PK_SASARAN, f"1 | Meningkatnya pelayanan | {INDICATOR} | 90,45%", "t1", "Perjanjian Kinerja"
    )
    reported = drawn(
        CAPAIAN, f"Pelayanan | {INDICATOR} | 95,45 | 95,27 | 99,81", "t2", "Capaian Kinerja"
    )
    (finding,) = found(audit(agreement, reported), "PKR-05")
    assert told([finding]) == ["PKR-05 t1:0:3 90,45% -> 95,45"]
    assert finding.severity is Severity.CRITICAL
