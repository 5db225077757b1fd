"""EFI-01: efficiency."""

import pytest

from tests.audits import RESOURCES, audit, drawn, found, report_of, told
from tests.validate.rules.examples import assert_examples, assert_severities, broken, tabular
from validate.rules.efisiensi.efi01_efisiensi import RULE

EXAMPLES = tabular(first="Program", above="100 | 91,00 | 9,00\n95,50 | 90,50 | 5,00")


# the last amount is cut off instead of rounded
CUT = """
    1 | Mutu | Program Desa | Nilai | 98,15 | 93,05 | 5,1
    2 | Mutu | Program Lain | Nilai | 98,17 | 93,00 | 5,1
"""


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        broken(RULE, EXAMPLES),
        report_of(
            drawn(
                RESOURCES,
                CUT,
            )
        ),
    )


HEADED = (
    "No | Program | Capaian Kinerja (%) | Capaian Anggaran (%) | Efisiensi\n1 | 2 | 3 | 4 | "
    "5=3/4*100"
)
FOLLOWED = "1 | A | 100 | 95,06 | 4,94\n2 | B | 90,00 | 80,00 | 10,00\n3 | C | 95,00 | 90,00 | {}"


@pytest.mark.parametrize(
    ("last", "wrong"), [("5,00", []), ("7,00", ["EFI-01 t1:2:4 7,00 -> 5,00"])]
)
def test_a_wrong_formula_in_the_head_is_one_finding_there_and_rows_are_held_to_what_they_follow(
    last: str, wrong: list[str]
) -> None:
    head, *rows = found(audit(drawn(HEADED, FOLLOWED.format(last))), "EFI-01")
    assert (head.spot.cell, head.spot.printed, len(head.evidence)) == (None, "5=3/4*100", 3)
    assert "dihitung Capaian Kinerja (%) − Capaian Anggaran (%)" in head.message.id
    assert told(rows) == wrong


def test_a_formula_in_the_head_that_most_rows_follow_stands() -> None:
    rows = (
        "1 | A | 100 | 80,00 | 125,00\n2 | B | 90,00 | 80,00 | 112,50\n3 | C | 95,00 | 90,00 | 7,00"
    )
    assert told(found(audit(drawn(HEADED, rows)), "EFI-01")) == ["EFI-01 t1:2:4 7,00 -> 105,56"]


STATED = """No | Program PD | Indikator Program | Capaian Kinerja (%) | Capaian Anggaran (%) | Efisiensi
1 | 2 | 3 | 4 | 5 | {}"""  # noqa: E501


@pytest.mark.parametrize(
    ("formula", "row", "findings"),
    [
        ("6=4-5", "1 | Program Satu | x | 100 | 95,06 | 4,49", ["EFI-01 t1:0:5 4,49 -> 4,94"]),
        ("6=4-5", "1 | Program Satu | x | 100 | 95,06 | 4,94", []),
        ("6=4-5", "1 | Program Satu | x | 100 | 100 | 100", ["EFI-01 t1:0:5 100 -> 0"]),
        ("6=4-5", "1 | Program Satu | x | 90,00 | 95,06 | (5,06)", []),
        ("6=4/5", "1 | Program Satu | x | 100 | 80,00 | 125,00", []),
        ("6=4/5", "1 | Program Satu | x | 100 | 80,00 | 20,00", ["EFI-01 t1:0:5 20,00 -> 125,00"]),
    ],
)
def test_efficiency_follows_from_the_formula_of_its_column(
    formula: str, row: str, findings: list[str]
) -> None:
    other = {
        "6=4-5": "2 | Program Dua | y | 100 | 99,91 | 0,09",
        "6=4/5": "2 | Program Dua | y | 100 | 50,00 | 200,00",
    }
    assert (
        told(found(audit(drawn(STATED.format(formula), f"{row}\n{other[formula]}")), "EFI-01"))
        == findings
    )


def test_without_a_formula_the_one_that_most_rows_follow_is_taken() -> None:
    head = STATED.format("6")
    ratio = (
        "1 | Program Satu | x | 100 | 80,00 | 125,00\n2 | Program Dua | y | 100 | 50,00 | 200,00\n"
    )
    assert found(audit(drawn(head, ratio)), "EFI-01") == []
    wrong = audit(drawn(head, f"{ratio}3 | Program Tiga | z | 100 | 40,00 | 205,00"))
    assert told(found(wrong, "EFI-01")) == ["EFI-01 t1:2:5 205,00 -> 250,00"]


def test_where_most_rows_follow_no_formula_nothing_is_claimed() -> None:
    rows = "1 | Program Satu | x | 100 | 80,00 | 7,00\n2 | Program Dua | y | 100 | 50,00 | 9,00"
    assert found(audit(drawn(STATED.format("6"), rows)), "EFI-01") == []
