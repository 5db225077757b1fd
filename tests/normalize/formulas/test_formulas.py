from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.formulas.column_formulas import (
    Formula,
    is_bare_formula,
    parse_column_number,
    parse_formula,
)
from normalize.formulas.expressions import (
    ColumnNumber,
    Expression,
    FormulaConstant,
    Operation,
    format_expression,
)


def formula(text: str) -> Formula:
    found = parse_formula(text)
    assert found is not None, text
    return found


@pytest.mark.parametrize(
    ("text", "result", "expression"),
    [
        ("6 = 5/4", "6", "5/4"),
        ("9=8/7", "9", "8/7"),
        ("10=6-9", "10", "6-9"),
        ("(6) = (5) / (4) x 100", "6", "(5/4)*100"),
        ("06=05/04", "6", "5/4"),
        ("6 (5/4)", "6", "5/4"),
        ("6=(5:4)*100%", "6", "(5/4)*100"),
        ("6=(5/4x100", "6", "(5/4)*100"),
        ("7=(6/5)100%", "7", "(6/5)*100"),
        ("5=(4/3*100)", "5", "(4/3)*100"),
        ("5 = 3 + 4", "5", "3+4"),
        ("8 = (2x4-5)/4", "8", "((2*4)-5)/4"),
        ("14=(6+8+10+12)", "14", "((6+8)+10)+12"),
        ("10 = 100 - 9", "10", "100-9"),
        ("C (%) (5/4)", None, "5/4"),
        ("(5/4)x100", None, "(5/4)*100"),
        ("= 5/4", None, "5/4"),
        ("(=5/4)", None, "5/4"),
        ("Capaian 2024 (5/4)", None, "5/4"),
        ("Capaian 5/4 x 100%", None, "(5/4)*100"),
        ("Persentase 5 = 4 ÷ 3 × 100", "5", "(4/3)*100"),
        ("Sisa (3 – 4)", None, "3-4"),
    ],
)
def test_a_head_that_prints_a_formula_is_understood(
    text: str, result: str | None, expression: str
) -> None:
    found = formula(text)
    assert (found.result, format_expression(found.expression)) == (result, expression)
    assert found.text in text


@pytest.mark.parametrize(
    "text",
    [
        "2024/2025",
        "Target 2024/2025",
        "01/02/2024",
        "01/02/03",
        "5-6 tahun",
        "(5-6 tahun)",
        "1-12",
        "(1-3)",
        "50-100",
        "TW 1-3",
        "Tahun 2023-2024",
        "s.d. 31/12",
        "Rp (000)",
        "(%)",
        "6",
        "6 = 5",
        "95,27/95,45 x 100%",
        "",
    ],
)
def test_what_only_looks_like_a_formula_is_none(text: str) -> None:
    assert parse_formula(text) is None


def test_the_columns_of_a_formula_are_named_once_in_the_order_of_the_text() -> None:
    assert formula("8 = (2x4-5)/4").columns() == ("4", "5")
    assert formula("10=06-9").columns() == ("6", "9")


def test_two_times_the_target_is_a_constant_in_the_capaian_of_a_lower_is_better_indicator() -> None:
    assert formula("(2x4-5)/4").expression == Operation(
        "/",
        Operation(
            "-", Operation("*", FormulaConstant(Decimal(2)), ColumnNumber("4")), ColumnNumber("5")
        ),
        ColumnNumber("4"),
    )
    assert formula("9 = (2x7-8)/4").columns() == ("2", "7", "8", "4")


def test_a_number_that_can_be_no_column_becomes_a_constant() -> None:
    efficiency = formula("10 = 1-(9/8)").with_constants(lambda number: number == "1")
    assert efficiency.columns() == ("9", "8")
    assert efficiency.share


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("6=5/4", True),
        ("6=(5/4)x100", False),
        ("6=5/4*100%", False),
        ("7=5-6", False),
        ("8=(2x4-5)/4", True),
    ],
)
def test_a_bare_ratio_is_a_share(text: str, *, share: bool) -> None:
    assert formula(text).share is share


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", "1"),
        ("(1)", "1"),
        ("01", "1"),
        ("(01)", "1"),
        ("1.", "1"),
        ("12", "12"),
        ("6 = 5/4", "6"),
        ("6 (5/4)", "6"),
        ("10=6-9", "10"),
        ("0", None),
        ("2024", None),
        ("I", None),
        ("", None),
        ("TW 1", None),
        ("Persentase 5 = 4/3", None),
    ],
)
def test_a_column_number_is_read_without_its_zeros(text: str, number: str | None) -> None:
    assert parse_column_number(text) == number


def test_a_bare_formula_has_no_word_beside_it() -> None:
    assert is_bare_formula("(5/4) x 100%")
    assert not is_bare_formula("C (%) (5/4)")
    assert not is_bare_formula("6")


COLUMNS = st.integers(3, 99).map(lambda number: ColumnNumber(str(number)))
EXPRESSIONS: st.SearchStrategy[Expression] = st.recursive(
    COLUMNS, lambda inner: st.builds(Operation, st.sampled_from("+-*/"), inner, inner), max_leaves=6
)


@given(result=st.integers(1, 99), expression=EXPRESSIONS)
def test_any_expression_survives_printing_and_parsing(result: int, expression: Expression) -> None:
    text = f"{result} = {format_expression(expression)}"
    found = parse_formula(text)
    if isinstance(expression, Operation):
        assert found == Formula(text, expression, str(result))
    else:
        assert found is None
