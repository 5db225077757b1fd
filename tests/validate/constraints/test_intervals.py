"""What a printed number may stand for."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validate.constraints.intervals import INFINITY, Interval, around, cut_leaves, exactly, rounded

values = st.decimals(-10_000, 10_000, places=4, allow_nan=False)
halves = st.decimals(0, 10, places=3, allow_nan=False)
spans = st.builds(lambda value, half: (value, Interval(value - half, value + half)), values, halves)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ((1, 2), (2, 3), False),  # both would have been rounded half way
        ((1, 2), (2, 2), True),  # a single value on the border may be rounded either way
        ((1, 2), (1, 1), True),
        ((1, 2), (3, 4), False),
        ((1, 4), (2, 3), True),
        ((2, 2), (2, 2), True),
    ],
)
def test_intervals_that_only_touch_do_not_meet(
    one: tuple[int, int], other: tuple[int, int], meet: bool
) -> None:
    left, right = Interval(*map(Decimal, one)), Interval(*map(Decimal, other))
    assert left.meets(right) is meet
    assert right.meets(left) is meet


@given(spans, spans)
def test_what_is_computed_from_values_lies_in_what_is_computed_from_their_intervals(
    one: tuple[Decimal, Interval], other: tuple[Decimal, Interval]
) -> None:
    (a, wide_a), (b, wide_b) = one, other
    assert wide_a.plus(wide_b).holds(a + b)
    assert wide_a.minus(wide_b).holds(a - b)
    assert wide_a.times(wide_b).holds(a * b)
    quotient = wide_a.over(wide_b)
    if quotient is not None:
        slack = Decimal("1e-20")  # divisions are cut at 28 digits
        assert Interval(quotient.low - slack, quotient.high + slack).holds(a / b)


def test_nothing_is_divided_by_what_may_be_zero() -> None:
    assert exactly(Decimal(1)).over(Interval(Decimal(-1), Decimal(1))) is None


@given(values, st.integers(0, 3))
def test_a_value_may_be_what_its_rounding_prints(value: Decimal, decimals: int) -> None:
    assert around(rounded(value, decimals), decimals).holds(value)


@pytest.mark.parametrize(
    ("printed", "truth", "decimals", "cut"),
    [
        ("99.90", "99.9092", 2, True),
        ("99.99", "100", 2, False),
        ("99.91", "99.9092", 2, False),
        ("-4.49", "-4.4999", 2, True),
        ("-4.48", "-4.4921", 2, False),
        ("-4.49", "-4.4821", 2, False),
        ("0", "-0.0099", 2, True),
        ("0", "0.0099", 2, True),
        ("99", "99.9092", 0, True),
    ],
)
def test_a_cut_drops_digits_towards_zero(
    printed: str, truth: str, decimals: int, cut: bool
) -> None:
    assert cut_leaves(Decimal(printed), exactly(Decimal(truth)), decimals) is cut


def test_the_middle_of_a_half_line_is_its_end() -> None:
    assert Interval(-INFINITY, Decimal(5)).middle() == 5
    assert Interval(Decimal(5), INFINITY).middle() == 5
