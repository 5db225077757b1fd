"""How a number comes to be printed wrong: which slip leads from what should stand there to what
does.
"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.audits import audit as audited
from tests.audits import budget, found
from validate.constraints.intervals import Interval, exactly
from validate.constraints.printed_numbers import PrintedNumber
from validate.diagnosis.error_patterns import ErrorPattern, NearbyNumber, error_hypothesis


def figure(printed: str, decimals: int | None = None) -> PrintedNumber:
    value = Decimal(printed)
    own = len(printed.partition(".")[2])
    return PrintedNumber(
        value, exactly(value), exactly(value), own if decimals is None else decimals, own
    )


@pytest.mark.parametrize(
    ("printed", "right", "slip"),
    [
        ("4.49", "4.94", ErrorPattern.SWAPPED),
        ("1234567", "1234576", ErrorPattern.SWAPPED),
        ("560000", "500000", ErrorPattern.CHANGED),
        ("-560000", "-500000", ErrorPattern.CHANGED),
        ("124567", "1234567", ErrorPattern.DROPPED),
        ("12344567", "1234567", ErrorPattern.DOUBLED),
        ("5000", "500", ErrorPattern.ZERO_ADDED),
        ("95.27", "9527", ErrorPattern.MOVED),
        ("-100", "100", ErrorPattern.SIGN),
        ("4.49", "87.12", None),
        ("10", "1", ErrorPattern.ZERO_ADDED),
        ("12", "21", ErrorPattern.SWAPPED),
        ("1", "10", ErrorPattern.MOVED),
    ],
)
def test_a_slip_is_known_by_what_it_makes(
    printed: str, right: str, slip: ErrorPattern | None
) -> None:
    found = error_hypothesis(figure(printed), Decimal(right), exactly(Decimal(right)))
    assert found.slip is slip
    assert found.value == (Decimal(right) if slip else None)


def test_a_separator_that_moved_is_known_though_the_decimals_are_others() -> None:
    found = error_hypothesis(
        figure("9.527", decimals=2), Decimal("95.27"), exactly(Decimal("95.27"))
    )
    assert (found.slip, found.value) == (ErrorPattern.MOVED, Decimal("95.27"))


def test_where_several_values_would_do_the_slip_tells_which() -> None:
    found = error_hypothesis(
        figure("38356325"), Decimal(38534000), Interval(Decimal(38532000), Decimal(38538000))
    )
    assert (found.slip, found.value) == (ErrorPattern.SWAPPED, Decimal(38536325))


def test_a_copied_neighbour_is_likelier_where_numbers_are_seldom_the_same() -> None:
    span = Interval(Decimal(60), Decimal(61))
    seldom, often = (
        NearbyNumber(ErrorPattern.FROM_ABOVE, Decimal("93.81"), alike) for alike in (0.05, 1.0)
    )
    found = error_hypothesis(figure("93.81"), Decimal("60.5"), span, (seldom,))
    assert (found.slip, found.value) == (ErrorPattern.FROM_ABOVE, None)
    assert found.chance > error_hypothesis(figure("93.81"), Decimal("60.5"), span, (often,)).chance
    assert (
        error_hypothesis(figure("93.82"), Decimal("60.5"), span, (seldom,)).slip
        is not ErrorPattern.FROM_ABOVE
    )


def test_a_computed_number_may_have_been_miscalculated_and_more_likely_by_little() -> None:
    near, far = (
        error_hypothesis(figure("99.79"), Decimal(right), exactly(Decimal(right)), computed=True)
        for right in ("99.81", "55.12")
    )
    assert near.slip is far.slip is None
    assert (
        near.chance
        > far.chance
        > error_hypothesis(figure("99.79"), Decimal("55.12"), exactly(Decimal("55.12"))).chance
    )


@given(st.integers(1, 10**12), st.data())
def test_two_digits_that_change_places_are_always_recognised(
    right: int, data: st.DataObject
) -> None:
    digits = str(right)
    at = data.draw(st.integers(0, len(digits) - 1))
    swapped = digits[:at] + digits[at + 1 : at + 2] + digits[at] + digits[at + 2 :]
    if swapped == digits or swapped.startswith("0"):
        return
    found = error_hypothesis(figure(swapped), Decimal(right), exactly(Decimal(right)))
    assert found.value == right
    assert (
        found.chance
        >= error_hypothesis(
            figure(swapped), Decimal(right), Interval(Decimal(0), Decimal(0))
        ).chance
    )


def test_a_number_of_very_many_digits_is_no_slip_of_another() -> None:
    assert error_hypothesis(figure("1" * 400), Decimal(1), exactly(Decimal(1))).slip is None


NO_REMAINDER = "Kode | Uraian | Pagu | Realisasi | Persentase (%)"


# In a report --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "printed", "why"),
    [
        ("8.750.000 | 6.340.000 | 73,49", "6.340.000", "two digits changed places (6.430.000)"),
        (
            "8.750.000 | 643.000 | 73,49",
            "643.000",
            "a separator or a zero is out of place (6.430.000)",
        ),
        ("8.750.000 | 6.430.000 | 37,49", "37,49", "two digits changed places"),
        ("8.750.000 | 6.430.000 | 51,27", "51,27", "computed from other numbers"),
    ],
)
def test_of_numbers_that_could_each_be_wrong_the_slip_tells_which(
    row: str, printed: str, why: str
) -> None:
    """A row that only its percentage ties together: any of the three could be wrong."""
    (finding,) = found(audited(budget(f"7.01.02 | Program | {row}", head=NO_REMAINDER)))
    assert finding.spot.printed == printed
    assert finding.why is not None
    assert finding.why.en == why
    assert len(finding.alternatives) == 2


def test_a_slip_that_leads_nowhere_near_is_not_claimed() -> None:
    (finding,) = found(
        audited(budget("7.01.02 | Program | 8.750.000 | 6.430.000 | 37,49", head=NO_REMAINDER))
    )
    assert [one.why for one in finding.alternatives] == [None, None]
