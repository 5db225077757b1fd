"""PKR-04: wording of an indicator."""

import pytest

from tests.reports import findings_of
from tests.validate.rules.examples import assert_examples, assert_severities, broken, tables
from tests.validate.rules.of_pkr import AGREED, INDICATOR, REPORTED, reported, sasaran
from tests.wholes import CHAPTER_2, whole
from validate.rules.perjanjian_kinerja.pkr04_redaksi_indikator import RULE

EXAMPLES = tables("Indikator Kinerja")


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


@pytest.mark.parametrize(
    ("printed", "reworded"),
    [
        ("Persentase hasil fasilitasi yang ditindaklanjuti", False),
        ("Presentase Hasil Fasilitasi yang di tindak lanjuti", False),
        ("Persentase hasil fasilitasi dalam ditindaklanjuti", True),
        ("Persentase hasil fasilitasi ditindaklanjuti", True),
    ],
)
def test_an_indicator_is_worded_as_agreed(printed: str, reworded: bool) -> None:
    report = whole(sasaran(AGREED, "t1", CHAPTER_2), reported(REPORTED.replace(INDICATOR, printed)))
    assert bool(findings_of(RULE, report)) is reworded
