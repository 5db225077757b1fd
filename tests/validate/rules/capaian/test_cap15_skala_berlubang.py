"""CAP-15: holes in a scale."""

import pytest

from tests.audits import CAPAIAN, audit, drawn, found, report_of
from tests.documents import table
from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_cap import PREDICATED, RIGHT, SCALE
from validate.findings import Severity
from validate.rules.capaian.cap15_skala_berlubang import RULE


def test_every_declared_severity_is_reached() -> None:
    scales = (f"91 - 100 : Sangat Baik\n{low} - 90 : Baik\n≤ 75 : Kurang" for low in (76, 80))
    assert_severities(RULE, *(report_of(drawn(CAPAIAN, RIGHT), text=scale) for scale in scales))


@pytest.mark.parametrize(
    ("lines", "severities"),
    [
        (
            "> 100 % : Sangat Baik\n80 – 100 % : Baik\n50 - 80 % : Sedang\n< 50 % : Kurang",
            [Severity.MINOR],
        ),
        ("> 90 : Sangat Baik\n> 80 – 90 : Baik\n50 - 80 : Sedang\n< 50 : Kurang", []),
        ("91 - 100 : Sangat Baik\n76 - 90 : Baik\n≤ 75 : Kurang", [Severity.INFO]),
        ("91 - 100 : Sangat Baik\n80 - 90 : Baik\n≤ 75 : Kurang", [Severity.MINOR]),
        ("91 - 100 : Sangat Baik\n76 - 90 : Baik", []),  # too few to be a scale
    ],
)
def test_a_scale_has_no_holes_and_shares_no_value(lines: str, severities: list[Severity]) -> None:
    assert [
        one.severity for one in found(audit(drawn(CAPAIAN, RIGHT), text=lines), "CAP-15")
    ] == severities


def test_a_capaian_in_a_hole_of_the_scale_weighs() -> None:
    rows = (
        "Desa | A b | 100,00 | 75,50 | 75,50 | Sedang\nDesa | C d | 100,00 | 70,00 | 70,00 | Sedang"
    )
    findings = found(audit(table(SCALE, id="t2"), drawn(PREDICATED, rows, "t1")), "CAP-15")
    assert [one.severity for one in findings] == [Severity.MINOR]


def test_a_scale_is_one_finding_with_all_that_is_wrong_with_it() -> None:
    lines = "91 - 100 : Sangat Baik\n80 - 90 : Baik\n≤ 75 : Kurang"
    (finding,) = found(audit(drawn(CAPAIAN, RIGHT), text=lines), "CAP-15")
    assert finding.message.id == (
        "Skala predikat: nilai antara ≤ 75 dan 80 - 90 tidak mempunyai predikat; "
        "nilai antara 80 - 90 dan 91 - 100 tidak mempunyai predikat."
    )
    assert {finding.spot.printed, *(spot.printed for spot in finding.evidence)} == {
        "≤ 75",
        "80 - 90",
        "91 - 100",
    }
