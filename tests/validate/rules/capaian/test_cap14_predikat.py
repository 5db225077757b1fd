"""CAP-14: predicate of capaian."""

import pytest

from normalize.report import Report
from tests.audits import audit, drawn, found, report_of
from tests.documents import table
from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_cap import PREDICATED, SCALE
from validate.rules.capaian.cap14_predikat import RULE


def predicated(*rows: tuple[str, str]) -> Report:
    """A report with a scale, and a table whose indicators have these values and predicates."""
    lines = (
        f"Desa | Persentase {at} | 100,00 | {value} | {value} | {name}"
        for at, (value, name) in enumerate(rows)
    )
    return report_of(table(SCALE, id="t2"), drawn(PREDICATED, "\n".join(lines), "t1"))


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, predicated(("70,00", "Sedang"), ("89,50", "Sangat Tinggi")))


def predicates(*rows: tuple[str, str]) -> list[tuple[str, str | None]]:
    lines = (
        f"Desa | Persentase {at} | 100,00 | {value} | {value} | {name}"
        for at, (value, name) in enumerate(rows)
    )
    tables = [table(SCALE, id="t2"), drawn(PREDICATED, "\n".join(lines), "t1")]
    return [(one.spot.printed, one.expected) for one in found(audit(*tables), "CAP-14")]


@pytest.mark.parametrize(
    ("value", "name", "expected"),
    [
        ("95,00", "Sangat Tinggi", None),
        ("89,50", "Sangat Tinggi", "Tinggi"),
        ("90,60", "Sangat Tinggi", None),  # 91 as a whole number
        ("90,40", "Tinggi", None),  # 90 as a whole number
        ("90,60", "Tinggi", None),  # in a hole of the scale: either side may be meant
        ("90,60", "Sedang", "Tinggi"),
        ("64,00", "Sedang", "Rendah"),
        ("120,00", "Sangat Tinggi", None),  # no band holds it
        ("89,50", "Luar Biasa", None),  # of another scale
    ],
)
def test_a_predicate_is_that_of_the_scale(value: str, name: str, expected: str | None) -> None:
    assert predicates(("70,00", "Sedang"), (value, name)) == (
        [(name, expected)] if expected else []
    )


def test_a_report_without_a_scale_claims_no_predicate() -> None:
    rows = (
        "Desa | Persentase a | 100,00 | 60,00 | 60,00 | Tinggi\nDesa | Persentase b | 100,00 | "
        "50,00 | 50,00 | Tinggi"
    )
    assert found(audit(drawn(PREDICATED, rows)), "CAP-14") == []
