"""Equations between printed numbers: how a form recomputes, is solved and is written, and when one
holds.
"""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from normalize.formulas.column_formulas import parse_formula
from normalize.values.amounts import format_amount
from tests.audits import BUDGET, COST, audit, budget, drawn, found, told
from tests.typed import report
from validate.constraints.evaluation import Evaluation, RelationStatus
from validate.constraints.intervals import Interval, around, exactly, rounded
from validate.constraints.printed_numbers import NumberIndex, PrintedNumber
from validate.constraints.relations import (
    DIFFERENCE,
    PERCENTAGE,
    SAME,
    SUM,
    Equation,
    FormulaEquation,
    Linear,
    Ratio,
    Relation,
    equation_of,
)
from validate.findings import CellRef, Message

WHY = Message("karena", "because")
amounts = st.integers(1, 10**12).map(Decimal)


def figure(printed: str, decimals: int | None = None, loose: int | None = None) -> PrintedNumber:
    """A number as it is printed; whole rupiah where no decimals are named."""
    value = Decimal(printed)
    if decimals is None:
        return PrintedNumber(value, exactly(value), exactly(value))
    own = max(0, -int(value.as_tuple().exponent))
    return PrintedNumber(
        value,
        around(value, decimals),
        around(value, decimals if loose is None else loose),
        decimals,
        own,
    )


def outcome(
    form: Equation, target: PrintedNumber, *terms: PrintedNumber, caps: tuple[Decimal, ...] = ()
) -> RelationStatus:
    relation = Relation(target, form, terms, WHY, caps=caps)
    return Evaluation(NumberIndex(report()), [relation]).verdicts[0].outcome


# Forms --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "percent", "form"),
    [
        ("6 = 5/4", True, Ratio(Decimal(100))),
        ("6 = 5/4", False, Ratio(Decimal(1))),
        ("9=8/7*100", True, Ratio(Decimal(100))),
        ("10=6-9", True, DIFFERENCE),
        ("7=4+5-6", False, Linear((1, 1, -1))),
    ],
)
def test_a_formula_of_the_head_becomes_a_sum_or_a_ratio_where_it_is_one(
    text: str, percent: bool, form: Equation
) -> None:
    formula = parse_formula(text)
    assert formula is not None
    assert equation_of(formula, percent) == form


def test_another_formula_is_evaluated_over_its_columns_in_the_order_of_the_text() -> None:
    formula = parse_formula("(2x4-5)/4x100")
    assert formula is not None
    form = equation_of(formula, percent=True)
    assert isinstance(form, FormulaEquation)
    assert form.recompute([exactly(Decimal(50)), exactly(Decimal(60))]) == exactly(Decimal(80))
    assert form.written(["50", "60"]) == "(((2 × 50) − 60) ÷ 50) × 100"


@given(st.lists(st.tuples(st.sampled_from([1, -1]), amounts), min_size=1, max_size=6), st.data())
def test_a_sum_solved_for_a_term_returns_it(
    parts: list[tuple[int, Decimal]], data: st.DataObject
) -> None:
    form = Linear(tuple(sign for sign, _ in parts))
    terms = [exactly(value) for _, value in parts]
    at = data.draw(st.integers(0, len(parts) - 1))
    total = form.recompute(terms)
    assert total is not None
    assert form.required(at, total, terms) == terms[at]


@given(amounts, amounts)
def test_a_ratio_solved_for_a_term_returns_it(part: Decimal, whole: Decimal) -> None:
    terms = [exactly(part), exactly(whole)]
    quotient = PERCENTAGE.recompute(terms)
    assert quotient is not None
    for at, value in enumerate((part, whole)):
        solved = PERCENTAGE.required(at, quotient, terms)
        assert solved is not None
        assert abs(solved.low - value) < Decimal("1e-9")


def test_nothing_of_nothing_is_nothing_and_something_of_nothing_is_unknown() -> None:
    nothing, some = exactly(Decimal(0)), exactly(Decimal(5))
    assert PERCENTAGE.recompute([nothing, nothing]) == nothing
    assert PERCENTAGE.recompute([some, nothing]) is None


@pytest.mark.parametrize(
    ("form", "terms", "written", "solved"),
    [
        (DIFFERENCE, ["100", "95,06"], "100 − 95,06", "100 − 4,94"),
        (SUM, ["1", "2", "3"], "1 + 2 + 3", "4,94 − 1 − 3"),
        (PERCENTAGE, ["95,27", "95,45"], "95,27 ÷ 95,45 × 100", "95,27 ÷ 4,94 × 100"),
        (SUM, ["1", "2", "3", "4", "5", "6", "7"], "1 + 2 + 3 + … + 7", "4,94 − 1 − 3 − … − 7"),
        (SUM, ["1", "2", "0", "0,00", "5"], "1 + 2 + 5", "4,94 − 1 − 5"),
    ],
)
def test_a_relation_is_written_out_and_so_is_its_solution(
    form: Equation, terms: list[str], written: str, solved: str
) -> None:
    assert form.written(terms) == written
    assert form.written_for(1, "4,94", terms) == solved


# Whether one holds --------------------------------------------------------------------------------


@given(amounts, amounts, st.integers(0, 2))
def test_a_ratio_printed_rounded_holds_and_one_printed_cut_is_told_apart(
    part: Decimal, whole: Decimal, decimals: int
) -> None:
    true = 100 * part / whole
    assume(true < 10**9)
    shown = rounded(true, decimals)
    assert (
        outcome(PERCENTAGE, figure(str(shown), decimals), figure(str(part)), figure(str(whole)))
        is RelationStatus.HOLDS
    )
    cut = Decimal(int(true.scaleb(decimals))).scaleb(-decimals)
    expected = (
        RelationStatus.HOLDS if around(cut, decimals).holds(true) else RelationStatus.TRUNCATED
    )
    assert (
        outcome(PERCENTAGE, figure(str(cut), decimals), figure(str(part)), figure(str(whole)))
        is expected
    )


@pytest.mark.parametrize(
    ("form", "target", "terms", "expected"),
    [
        (PERCENTAGE, ("99.79", 2), [("95.27", 2), ("95.45", 2)], RelationStatus.BROKEN),
        (PERCENTAGE, ("99.81", 2), [("95.27", 2), ("95.45", 2)], RelationStatus.HOLDS),
        (DIFFERENCE, ("4.94", 2), [("100", 2), ("95.06", 2)], RelationStatus.HOLDS),
        (DIFFERENCE, ("4.49", 2), [("100", 2), ("95.06", 2)], RelationStatus.BROKEN),
        (SAME, ("99.90", 2), [("99.91", 2)], RelationStatus.BROKEN),
        (SAME, ("100", None), [("100", None)], RelationStatus.HOLDS),
    ],
)
def test_a_relation_holds_when_the_recomputed_interval_meets_the_printed_one(
    form: Equation,
    target: tuple[str, int | None],
    terms: list[tuple[str, int | None]],
    expected: RelationStatus,
) -> None:
    assert outcome(form, figure(*target), *(figure(*term) for term in terms)) is expected


def test_whole_rupiah_agree_exactly_or_not_at_all() -> None:
    assert outcome(SUM, figure("300"), figure("100"), figure("199")) is RelationStatus.BROKEN


def test_what_only_a_rounded_whole_number_saves_is_uncertain() -> None:
    quarters = [
        figure("37.84", 2),
        figure("17", 2, loose=0),
        figure("10.7", 2, loose=1),
        figure("29.63", 2),
    ]
    assert outcome(SUM, figure("95.27", 2), *quarters) is RelationStatus.UNCERTAIN
    assert outcome(SUM, figure("95.17", 2), *quarters) is RelationStatus.HOLDS
    assert outcome(SUM, figure("97.27", 2), *quarters) is RelationStatus.BROKEN


def test_fewer_decimals_elsewhere_are_the_same_figure() -> None:
    assert outcome(SAME, figure("99.9", 2, loose=1), figure("99.91", 2)) is RelationStatus.HOLDS


def test_a_number_computed_from_printed_numbers_is_right_even_where_the_true_ones_differ() -> None:
    """100.05 − 95.295 rounds to 4.75 or 4.76; a reader who subtracts what is printed gets 4.75."""
    assert (
        outcome(DIFFERENCE, figure("4.75", 2), figure("100.05", 2), figure("95.30", 2))
        is RelationStatus.HOLDS
    )


def test_a_value_at_a_cap_where_more_follows_is_uncertain_but_not_where_far_more_does() -> None:
    caps = (Decimal(100),)
    assert (
        outcome(PERCENTAGE, figure("100", 2), figure("110"), figure("100"), caps=caps)
        is RelationStatus.UNCERTAIN
    )
    assert (
        outcome(PERCENTAGE, figure("100", 2), figure("910"), figure("100"), caps=caps)
        is RelationStatus.BROKEN
    )
    assert (
        outcome(PERCENTAGE, figure("100", 2), figure("90"), figure("100"), caps=caps)
        is RelationStatus.BROKEN
    )


def test_an_unread_number_makes_a_relation_unknown_not_broken() -> None:
    rows = "7.01.01 | Satu | 5.000.000 | dua juta | 1 | 40\n7.01.02 | Dua | 9 | 8 | 2 | 88,89"
    assert told(found(audit(budget(rows)))) == ["ANG-01 t1:1:4 2 -> 1"]


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        (
            "1.871.553.508 | 1.783.550.798",
            ["EFI-01 t1:0:9 4,48 -> 4,49"],
        ),  # 95,30 is 95,2979, and 4,4921 was cut
        ("- | -", []),  # 95,30 may be 95,304
    ],
)
def test_a_computed_number_is_known_better_than_it_is_printed(
    amounts: str, expected: list[str]
) -> None:
    cost = drawn(
        COST, f"1 | Sasaran | Persentase x | 95,47 | 95,27 | 99,79 | {amounts} | 95,30 | 4,48"
    )
    assert told(found(audit(cost), "EFI-01")) == expected


def test_a_formula_in_a_circle_is_judged_on_what_is_printed() -> None:
    one, other = figure("5", 0), figure("6", 0)
    relations = [Relation(one, SAME, (other,), WHY), Relation(other, Linear((1,)), (one,), WHY)]
    assert [v.outcome for v in Evaluation(NumberIndex(report()), relations).verdicts] == [
        RelationStatus.BROKEN,
        RelationStatus.BROKEN,
    ]


# What a printed number may stand for --------------------------------------------------------------

READINGS = """
    7.01.01 | 1.000 | 95,5
    7.01.02 | 1.000 | 95,45
    7.01.03 | 1.000 | 95
    7.01.04 | 1.000 | 100
    7.01.05 | 1.000 | 95,40
"""


@pytest.mark.parametrize(
    ("cell", "tight", "loose"),
    [
        ((0, 2), ("95.495", "95.505"), ("95.45", "95.55")),
        ((1, 2), ("95.445", "95.455"), ("95.445", "95.455")),
        ((2, 2), ("94.995", "95.005"), ("94.5", "95.5")),
        ((3, 2), ("99.995", "100.005"), ("99.995", "100.005")),
        ((4, 2), ("95.395", "95.405"), ("95.395", "95.405")),
        ((0, 1), ("1000", "1000"), ("1000", "1000")),
    ],
)
def test_the_column_tells_how_exact_a_number_is(
    cell: tuple[int, int], tight: tuple[str, str], loose: tuple[str, str]
) -> None:
    audited = audit(drawn("Kode | Pagu | Persentase (%)", READINGS))
    read = NumberIndex(audited.report).find(CellRef("t1", *cell))
    assert read is not None
    assert (read.tight, read.loose) == (
        Interval(*map(Decimal, tight)),
        Interval(*map(Decimal, loose)),
    )


def test_things_that_are_counted_are_exact_and_measures_are_not() -> None:
    head = "Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%)"
    rows = "Jumlah desa tertib | Desa | 12 | 11 | 92,50\nIndeks kepuasan | Indeks | 12 | 11 | 92,50"
    counted, measured = found(audit(drawn(head, rows)), "CAP-01")
    assert (counted.spot.cell, counted.certainty.value, counted.expected) == (
        ("t1", 0, 4),
        "inconsistent",
        "91,67",
    )
    assert (measured.spot.cell, measured.certainty.value) == (("t1", 1, 4), "unverifiable")


def test_a_law_of_column_names_that_most_rows_break_is_no_law_of_the_table() -> None:
    """What is called persentase is that of the physical progress here."""
    rows = "\n".join(
        f"7.01.0{n} | Program {n} | 1.000 | {n}00 | {1000 - n * 100} | {90 - n},00"
        for n in range(1, 8)
    )
    assert found(audit(budget(rows))) == []
    wrong = rows.replace(
        "7.01.07 | Program 7 | 1.000 | 700 | 300", "7.01.07 | Program 7 | 1.000 | 700 | 200"
    )
    assert told(found(audit(budget(wrong)))) == ["ANG-01 t1:6:4 200 -> 300"]


def test_a_printed_formula_goes_before_the_names_of_the_columns() -> None:
    rows = "7.01.01 | Program Satu | 100 | 80 | -20 | 80"
    assert found(audit(budget(rows, head=f"{BUDGET}\n1 | 2 | 3 | 4 | 5=4-3 | 6"))) == []
    assert told(found(audit(budget(rows)))) == ["ANG-01 t1:0:4 -20 -> 20"]


def test_a_formula_whose_number_two_columns_carry_gives_way_to_the_names() -> None:
    head = "Indikator Kinerja | Target | Realisasi | Capaian (%)\n1 | 4 | 4 | 5 = 4/3"
    (finding,) = found(audit(drawn(head, "Persentase x | 80,00 | 60,00 | 57,00")), "CAP-01")
    assert finding.expected == "75,00"


@given(st.integers(1, 10**12), st.integers(0, 10**12))
def test_a_row_that_is_right_has_no_finding(pagu: int, spent: int) -> None:
    spent = min(spent, pagu)
    amounts = (format_amount(Decimal(value)) for value in (pagu, spent, pagu - spent))
    share = format_amount(100 * Decimal(spent) / pagu, 2)
    assert found(audit(budget(f"7.01.01 | Program Satu | {' | '.join(amounts)} | {share}"))) == []
