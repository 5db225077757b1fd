"""TGL-02: preface and closing dated alike."""

import pytest

from tests.reports import findings_of
from tests.validate.rules.examples import assert_examples, assert_severities, broken, prose
from tests.validate.rules.of_tgl import signed
from validate.findings import Certainty, Severity
from validate.rules.tanggal import tgl01_sesudah_periode
from validate.rules.tanggal.tgl02_tanggal_sama import RULE

EXAMPLES = prose()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE, broken(RULE, EXAMPLES), signed("Lumajang, 3 Januari 2025", "Klakah, 3 Januari 2025")
    )


def test_two_right_dates_that_differ_contradict_each_other() -> None:
    told = signed("Lumajang, 3 Januari 2025", "Lumajang, 13 Januari 2025")
    (finding,) = findings_of(RULE, told)
    assert (finding.spot.printed, finding.expected) == ("13 Januari 2025", "3 Januari 2025")
    assert (finding.severity, finding.certainty) == (Severity.MINOR, Certainty.INCONSISTENT)
    assert [spot.place.page for spot in finding.evidence] == [2]
    assert not findings_of(tgl01_sesudah_periode.RULE, told)


def test_another_town_on_the_same_day_is_information() -> None:
    (finding,) = findings_of(RULE, signed("Lumajang, 3 Januari 2025", "Klakah, 03 Januari 2025"))
    assert finding.severity is Severity.INFO


@pytest.mark.parametrize(
    ("preface", "closing"),
    [
        ("Lumajang, 3 Januari 2025", "LUMAJANG, 03 Januari 2025"),
        ("Lumajang, 3 Januari 2025", None),
        (None, None),
    ],
)
def test_alike_or_missing_dates_do_not_contradict_each_other(
    preface: str | None, closing: str | None
) -> None:
    assert not findings_of(RULE, signed(preface, closing))
