"""CAP-06: no realisasi."""

import pytest

from tests.audits import CAPAIAN, audit, drawn, found
from tests.validate.rules.examples import assert_examples, assert_severities, broken, tabular
from tests.validate.rules.of_cap import RIGHT, capaian
from validate.findings import Severity
from validate.rules.capaian.cap06_realisasi_kosong import RULE

EXAMPLES = tabular()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


def test_the_capaian_of_a_program_that_could_not_be_measured_is_left_alone() -> None:
    assert capaian("Pelayanan | Indeks | 65 | - | -", RIGHT) == ["CAP-06 t1:0:3 - -> None"]


@pytest.mark.parametrize("blank", ["-", "", "n/a"])
def test_an_indicator_without_realisasi_is_told(blank: str) -> None:
    (finding,) = found(
        audit(drawn(CAPAIAN, f"Pelayanan | Indeks Pelayanan Publik | 65% | {blank} |\n{RIGHT}")),
        "CAP-06",
    )
    assert (finding.rule, finding.spot.cell, finding.severity) == (
        "CAP-06",
        ("t1", 0, 3),
        Severity.MAJOR,
    )
    assert finding.message.id.startswith("Indeks Pelayanan Publik: target 65% tanpa realisasi")


def test_a_table_that_nothing_was_entered_in_yet_lacks_no_single_realisasi() -> None:
    assert capaian("Pelayanan | Indeks | 65 | |", "Pelayanan | Persentase hasil | 80 | |") == []


def test_a_realisasi_of_zero_is_one() -> None:
    assert capaian("Pelayanan | Indeks | 65 | 0 | 0", RIGHT) == []
