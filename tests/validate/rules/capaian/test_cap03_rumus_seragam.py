"""CAP-03: one formula of capaian."""

import pytest

from tests.audits import CAPAIAN, audit, drawn, found
from tests.validate.rules.examples import assert_examples, assert_severities, broken, tabular
from tests.validate.rules.of_cap import RIGHT, capaian
from validate.findings import Severity
from validate.rules.capaian.cap03_rumus_seragam import RULE

EXAMPLES = tabular()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


DOUBLED = "Ekonomi | Angka kemiskinan | 10,00 | 8,00 | 120,00"


INVERSE = "Ekonomi | Angka pengangguran | 20,00 | 16,00 | 125,00"


def test_two_formulas_for_less_is_better_in_one_table_are_told_at_the_rarer_one() -> None:
    rows = (DOUBLED, INVERSE, DOUBLED.replace("kemiskinan", "kematian"))
    (finding,) = found(audit(drawn(CAPAIAN, "\n".join(rows))), "CAP-0")
    assert (finding.rule, finding.spot.printed, finding.severity) == (
        "CAP-03",
        "125,00",
        Severity.MAJOR,
    )
    assert "target dibagi realisasi" in finding.message.id


@pytest.mark.parametrize(
    "rows",
    [
        (DOUBLED, RIGHT),
        (INVERSE, RIGHT),
        (
            DOUBLED,
            "Ekonomi | Angka pengangguran | 20,00 | 20,00 | 100,00",
        ),  # every formula gives 100
        (DOUBLED, "Ekonomi | Angka pengangguran | 20,00 | 16,00 | 80,00"),
    ],
)
def test_one_reversed_formula_beside_the_usual_one_is_right(rows: tuple[str, ...]) -> None:
    assert capaian(*rows) == []
