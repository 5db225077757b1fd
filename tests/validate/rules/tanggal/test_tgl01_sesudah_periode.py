"""TGL-01: signed after the period's end."""

import pytest

from normalize.values.periods import Period
from tests.reports import findings_of
from tests.typed import QUARTER_4, report
from tests.validate.rules.examples import PARTS, assert_examples, assert_severities, broken, parts
from tests.validate.rules.of_tgl import QUARTER_3, YEAR, block, signed
from validate.findings import Certainty, Severity
from validate.rules.tanggal import tgl02_tanggal_sama
from validate.rules.tanggal.tgl01_sesudah_periode import RULE

EXAMPLES = parts(**PARTS)


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


def test_a_closing_date_before_the_periods_end_is_one_finding_with_the_preface_under_it() -> None:
    told = signed("Lumajang, 3 Januari 2025", "Klakah, 03 Januari 2024")
    (finding,) = findings_of(RULE, told)
    assert (finding.spot.place.page, finding.spot.cell, finding.spot.printed) == (
        24,
        None,
        "03 Januari 2024",
    )
    assert (finding.severity, finding.certainty) == (Severity.CRITICAL, Certainty.INCONSISTENT)
    assert finding.expected == "3 Januari 2025"
    assert [(f.rule, f.spot.place.page, f.spot.printed) for f in finding.followers] == [
        ("TGL-02", 2, "3 Januari 2025")
    ]
    assert "31 Desember 2024" in finding.message.id
    assert not findings_of(tgl02_tanggal_sama.RULE, told)


def test_an_early_preface_is_the_root_when_the_closing_is_right() -> None:
    (finding,) = findings_of(RULE, signed("Lumajang, 3 Januari 2024", "Klakah, 3 Januari 2025"))
    assert finding.spot.place.page == 2
    assert [follower.spot.place.page for follower in finding.followers] == [24]


def test_one_early_date_in_both_places_is_one_finding() -> None:
    told = signed("Lumajang, 3 Januari 2024", "Klakah, 03 Januari 2024")
    (finding,) = findings_of(RULE, told)
    assert finding.spot.place.page == 24
    assert finding.expected == "≥ 31 Desember 2024"
    assert [(f.rule, f.spot.place.page) for f in finding.followers] == [("TGL-01", 2)]


def test_two_early_dates_are_two_findings_and_no_third() -> None:
    told = signed("Lumajang, 4 Januari 2024", "Klakah, 3 Januari 2024")
    assert [f.spot.printed for f in findings_of(RULE, told)] == [
        "3 Januari 2024",
        "4 Januari 2024",
    ]
    assert not findings_of(tgl02_tanggal_sama.RULE, told)


@pytest.mark.parametrize(
    ("closing", "period"),
    [
        ("Klakah, 03 Januari 2025", QUARTER_4),
        ("Klakah, 31 Desember 2024", QUARTER_4),
        ("Klakah, 2 Oktober 2024", QUARTER_3),
        ("Klakah, 28 Februari 2025", YEAR),
    ],
)
def test_a_date_on_or_after_the_last_day_of_the_period_passes(closing: str, period: Period) -> None:
    assert not findings_of(RULE, signed(closing=closing, period=period))


def test_the_end_of_the_period_depends_on_the_quarter() -> None:
    assert findings_of(RULE, signed(closing="Klakah, 2 Oktober 2024", period=QUARTER_4))


def test_a_report_that_names_no_period_has_no_end_to_compare_with() -> None:
    assert not findings_of(RULE, signed(closing="Klakah, 3 Januari 2024", period=None))


def test_the_date_of_the_perjanjian_kinerja_is_its_own() -> None:
    blocks = (
        block("perjanjian_kinerja", "Lumajang, 2 September 2024"),
        block("lain", "Lumajang, 5 Juni 2024"),
    )
    assert not findings_of(RULE, report(signatures=blocks))
