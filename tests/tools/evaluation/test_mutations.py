"""Numbers that are changed on purpose: how each way writes them, and that the one that was changed
is blamed.
"""

from decimal import Decimal
from random import Random

import pytest

from normalize.values.amounts import NumberFormat
from tools.evaluation import mutations
from tools.evaluation.mutate import (
    SEED,
    MutatedReport,
    alarms_in,
    as_text,
    clean_report,
    summary,
    trials,
)
from tools.evaluation.mutations import WAYS, NumberText, Way
from tools.evaluation.worse import SHARES, worsened
from validate.constraints.intervals import exactly


def written(way: Way, text: str, style: NumberFormat = NumberFormat.INDONESIAN) -> set[str | None]:
    """Return everything that a way makes of a number."""
    printed = NumberText(text, style, "7.777", "8.888", exactly(Decimal("99.909")))
    return {way(printed, Random(seed)) for seed in range(60)}


@pytest.mark.parametrize(
    ("way", "text", "made"),
    [
        (mutations.two_swapped, "Rp 120", {"Rp 210", "Rp 102"}),
        (mutations.two_swapped, "111", {None}),
        (mutations.digit_dropped, "1.234,5", {"234,5", "134,5", "124,5", "123,5", "1.234"}),
        (mutations.digit_doubled, "12%", {"112%", "122%"}),
        (mutations.zero_added, "95,27", {"950,27"}),
        (mutations.separator_moved, "95,27", {"9,527", "952,7"}),
        (mutations.separator_moved, "527", {None}),
        (mutations.sign, "95,27", {"-95,27"}),
        (mutations.sign, "-95,27", {"95,27"}),
        (mutations.copied_from_above, "1", {"7.777"}),
        (mutations.copied_from_beside, "1", {"8.888"}),
        (mutations.percentage_truncated, "99,91", {"99,90"}),
        (mutations.percentage_truncated, "100", {None}),
    ],
)
def test_each_way_writes_what_its_name_says(way: Way, text: str, made: set[str | None]) -> None:
    assert written(way, text) == made


def test_thousands_are_grouped_in_the_style_of_the_table() -> None:
    assert written(mutations.zero_added, "1,234.50", NumberFormat.US) == {"12,340.50"}


def test_a_changed_digit_is_never_the_same() -> None:
    assert "1.234" not in written(mutations.digit_changed, "1.234")


# What is found of them: a small part of `make mutate`, always the same ----------------------------

_SHARE = 0.03
_LOCALISED = 0.98


@pytest.fixture(scope="module", params=[0, 3])
def measured(request: pytest.FixtureRequest) -> MutatedReport:
    clean = clean_report(request.param)
    rows = max(len(table.rows) for table in clean.report.tables)
    worse = tuple(worsened(clean, SEED, 1))
    return MutatedReport(
        clean.document.file, alarms_in(clean), rows, tuple(trials(clean, SEED, _SHARE)), worse
    )


def test_nothing_is_found_in_the_tables_of_a_clean_report(measured: MutatedReport) -> None:
    assert measured.alarms == 0


def test_every_change_that_breaks_an_equation_is_detected(measured: MutatedReport) -> None:
    broken = [trial for trial in measured.trials if trial.effect == "breaks" and trial.several == 1]
    assert len(broken) > 20
    assert [trial.change for trial in broken if not trial.detected] == []


def test_a_single_wrong_number_in_two_equations_is_localised_and_no_other_is_blamed(
    measured: MutatedReport,
) -> None:
    tied = [t for t in measured.trials if t.effect == "breaks" and t.several == 1 and t.related > 1]
    assert sum(trial.localised for trial in tied) >= _LOCALISED * len(tied)
    assert sum(trial.blamed for trial in tied) <= (1 - _LOCALISED) * len(tied)


def test_numbers_that_are_wrong_together_are_localised(measured: MutatedReport) -> None:
    tied = [t for t in measured.trials if t.effect == "breaks" and t.several > 1 and t.related > 1]
    assert sum(trial.localised for trial in tied) >= _LOCALISED * len(tied) > 0


def test_however_many_sums_of_a_table_are_broken_a_finding_says_so(measured: MutatedReport) -> None:
    assert {one.share for one in measured.worse} == set(SHARES)
    assert [one for one in measured.worse if not one.told] == []


def test_every_way_is_tried_and_told(measured: MutatedReport) -> None:
    said = as_text(summary([measured], SEED, _SHARE))
    assert all(way.__name__ in said for way in WAYS)
    assert f"{measured.rows} rows" in said
