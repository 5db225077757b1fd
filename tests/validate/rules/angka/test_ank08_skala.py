"""ANK-08: scale of amounts."""

import pytest

from extract.records import Table
from tests.audits import audit, drawn, found
from tests.validate.rules.examples import assert_examples, assert_severities, broken, tabular
from validate.findings import Severity
from validate.rules.angka.ank08_skala import RULE

EXAMPLES = tabular(first="Program")


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


def scaled(head: str, *amounts: str, id: str = "t1") -> Table:
    rows = [
        f"{at} | Program {name} | {amount}"
        for at, (name, amount) in enumerate(zip("ABC", amounts, strict=False))
    ]
    return drawn(f"No | Program | {head}", "\n".join(rows), id, f"Perjanjian Kinerja {id}")


@pytest.mark.parametrize(
    ("head", "amount", "found_"),
    [
        ("Anggaran (dalam jutaan rupiah)", "1.895.403.508", 1),  # 1,9 thousand trillion
        ("Anggaran (dalam jutaan rupiah)", "1.895", 0),
        ("Anggaran (Rp. 000)", "1.895.404", 0),
        ("Anggaran (Rp)", "1.895.403.508", 0),
    ],
)
def test_an_amount_fits_what_its_head_says_it_is_counted_in(
    head: str, amount: str, found_: int
) -> None:
    said = found(audit(scaled(head, amount)), "ANK-08")
    assert [finding.severity for finding in said] == [Severity.MAJOR] * found_


def test_amounts_that_another_table_prints_in_rupiah_are_in_rupiah() -> None:
    thousands, rupiah = "Anggaran (Rp. 000)", "Anggaran (Rp)"
    same = ("55.095.000", "24.250.000")
    (finding,) = found(audit(scaled(thousands, *same), scaled(rupiah, *same, id="t2")), "ANK-08")
    assert finding.spot.printed == "55.095.000"
    assert not found(
        audit(scaled(thousands, "55.095", "24.250"), scaled(rupiah, *same, id="t2")), "ANK-08"
    )
