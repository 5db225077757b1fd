"""The scale of severities: what follows from a contradiction, and nothing else, decides what it
weighs.
"""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.records import Box, Location
from validate.diagnosis.severity_assignment import assign_severity
from validate.diagnosis.severity_scale import (
    Consequence,
    Deviation,
    SeverityScale,
    Unit,
    severity_of,
)
from validate.findings import (
    CellRef,
    Certainty,
    Finding,
    Message,
    PrintedValue,
    Severity,
    Violation,
    by_severity,
)
from validate.hidden_content import HiddenContent
from validate.profile.profile import Profile
from validate.rule import Breach
from validate.rules.capaian.cap01_capaian import RULE

NUMBERS = st.decimals(-(10**12), 10**12, places=2, allow_nan=False, allow_infinity=False)
SIZES = st.decimals(0, 10**6, places=3, allow_nan=False, allow_infinity=False)
SCALES = st.builds(
    SeverityScale,
    critical_total=st.decimals("0.5", 10, places=2),
    major_amount=st.decimals("0.01", "0.5", places=2),
    major_points=st.decimals("0.01", 5, places=2),
    repetitions=st.integers(1, 4),
)
DEVIATIONS = st.builds(Deviation, NUMBERS, NUMBERS, st.sampled_from(Unit), st.booleans())
CONSEQUENCES = st.builds(
    Consequence,
    declared=st.none() | st.sampled_from(Severity),
    deviation=st.none() | DEVIATIONS,
    conclusion=st.booleans(),
    truncated=st.booleans(),
    repetitions=st.integers(0, 5),
    certainty=st.sampled_from(Certainty),
)
WRONG = Deviation(Decimal("99.79"), Decimal("99.81"), Unit.POINTS)


def off(
    printed: str, expected: str, unit: Unit = Unit.AMOUNT, *, total: bool = False
) -> Consequence:
    return Consequence(deviation=Deviation(Decimal(printed), Decimal(expected), unit, total))


@pytest.mark.parametrize(
    ("consequence", "severity"),
    [
        # points: below 0,1 is minor
        (off("99.79", "99.81", Unit.POINTS), Severity.MINOR),
        (off("99.71", "99.81", Unit.POINTS), Severity.MAJOR),
        (off("100", "0", Unit.POINTS), Severity.MAJOR),
        # amounts: below 0,05 % is minor
        (off("860942000", "860924000"), Severity.MINOR),
        (off("1000500", "1000000"), Severity.MAJOR),
        (off("500000", "100000"), Severity.MAJOR),
        # totals: from 1 % on they are critical
        (off("562255379016", "562255312016", total=True), Severity.MINOR),
        (off("31275556656", "31465416656", total=True), Severity.MAJOR),
        (off("28820000", "28280000", total=True), Severity.CRITICAL),
        (off("311864000", "0", total=True), Severity.CRITICAL),
    ],
)
def test_how_far_off_a_number_is_decides(consequence: Consequence, severity: Severity) -> None:
    assert severity_of(consequence) is severity


@given(
    expected=NUMBERS,
    near=SIZES,
    further=SIZES,
    up=st.booleans(),
    consequence=CONSEQUENCES,
    scale=SCALES,
)
def test_a_number_that_is_further_off_never_weighs_less(
    expected: Decimal,
    near: Decimal,
    further: Decimal,
    up: bool,
    consequence: Consequence,
    scale: SeverityScale,
) -> None:
    for unit, total in ((unit, total) for unit in Unit for total in (False, True)):
        weights = [
            severity_of(
                replace(consequence, deviation=Deviation(expected + way, expected, unit, total)),
                scale,
            ).rank
            for size in (near, near + further)
            for way in [size if up else -size]
        ]
        assert weights == sorted(weights)


@given(deviation=DEVIATIONS, scale=SCALES, more=st.integers(0, 3))
def test_enough_places_that_repeat_a_number_weigh_one_severity_more(
    deviation: Deviation, scale: SeverityScale, more: int
) -> None:
    alone = severity_of(Consequence(deviation=deviation), scale)
    nearly = Consequence(deviation=deviation, repetitions=scale.repetitions - 1)
    repeated = Consequence(deviation=deviation, repetitions=scale.repetitions + more)
    assert severity_of(nearly, scale) is alone
    assert severity_of(repeated, scale) is alone.next


@given(consequence=CONSEQUENCES, scale=SCALES)
def test_what_is_less_certain_never_weighs_more_than_the_contradiction_and_is_never_critical(
    consequence: Consequence, scale: SeverityScale
) -> None:
    sure = severity_of(replace(consequence, certainty=Certainty.INCONSISTENT), scale)
    for certainty in (Certainty.UNVERIFIABLE, Certainty.READING_DOUBT):
        less = severity_of(replace(consequence, certainty=certainty), scale)
        assert less.rank <= min(sure.rank, Severity.MAJOR.rank)


@given(consequence=CONSEQUENCES, scale=SCALES)
def test_a_number_that_was_cut_off_or_that_only_a_rounding_saves_is_minor(
    consequence: Consequence, scale: SeverityScale
) -> None:
    wrong = replace(consequence, deviation=consequence.deviation or WRONG)
    assert severity_of(replace(wrong, truncated=True), scale) is Severity.MINOR
    assert severity_of(replace(wrong, certainty=Certainty.UNVERIFIABLE), scale) is Severity.MINOR


@given(
    consequence=st.none() | CONSEQUENCES,
    certainty=st.sampled_from(Certainty),
    severity=st.sampled_from(Severity),
)
def test_the_severity_that_a_profile_sets_for_a_rule_always_takes_effect(
    consequence: Consequence | None, certainty: Certainty, severity: Severity
) -> None:
    spot, message = (
        PrintedValue(Location(1, Box(0, 0, 9, 9)), CellRef("t1", 0, 0), "99,79"),
        Message("salah", "wrong"),
    )
    violation = Violation(spot, message, consequence=consequence, certainty=certainty)
    profile = Profile(severities={RULE.id: severity})
    finding = assign_severity(
        Breach(RULE, violation), profile, frozenset(), HiddenContent(), frozenset()
    )
    # what may be our own misreading is never critical, whatever a region sets
    heaviest = Severity.MAJOR if certainty is Certainty.READING_DOUBT else Severity.CRITICAL
    assert finding.severity is min(severity, heaviest, key=lambda one: one.rank)


@given(deviation=DEVIATIONS, scale=SCALES)
def test_a_conclusion_that_changes_is_critical(deviation: Deviation, scale: SeverityScale) -> None:
    assert (
        severity_of(Consequence(deviation=deviation, conclusion=True), scale) is Severity.CRITICAL
    )


@given(severity=st.sampled_from(Severity), scale=SCALES, repetitions=st.integers(0, 9))
def test_what_is_no_deviation_weighs_what_its_rule_declares(
    severity: Severity, scale: SeverityScale, repetitions: int
) -> None:
    assert severity_of(Consequence(declared=severity, repetitions=repetitions), scale) is severity


FINDINGS = st.builds(
    Finding,
    rule=st.just(RULE.id),
    severity=st.sampled_from(Severity),
    certainty=st.sampled_from(Certainty),
    spot=st.builds(
        PrintedValue,
        st.builds(Location, st.integers(1, 9), st.just(Box(0, 0, 9, 9))),
        st.none(),
        st.just("99,79"),
    ),
    message=st.just(Message("salah", "wrong")),
)


@given(st.lists(FINDINGS))
def test_nothing_that_is_less_certain_stands_before_a_contradiction_and_remarks_are_last(
    findings: list[Finding],
) -> None:
    ranked = by_severity(findings)
    kinds = [
        2 if one.severity is Severity.INFO else int(one.certainty is not Certainty.INCONSISTENT)
        for one in ranked
    ]
    assert kinds == sorted(kinds)
    for kind in (0, 1):
        weights = [one.severity.rank for one, own in zip(ranked, kinds, strict=True) if own == kind]
        assert weights == sorted(weights, reverse=True)
