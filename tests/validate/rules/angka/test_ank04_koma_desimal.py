"""ANK-04: decimal comma."""

import pytest

from normalize.report import Role
from tests.reports import findings_of
from tests.typed import report, typed_table
from tests.validate.rules.examples import assert_examples, assert_severities, broken, tabular
from validate.findings import CellRef
from validate.rules.angka.ank04_koma_desimal import RULE

EXAMPLES = tabular()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


ACHIEVED = (Role.INDIKATOR, Role.TARGET, Role.REALISASI, Role.KETERANGAN)


def test_a_decimal_point_in_a_percentage_is_found() -> None:
    table = typed_table(
        "Persentase fasilitasi | 95,45 | 95.27% |\nPersentase desa | 99,50 | 98,10 |", ACHIEVED
    )
    (finding,) = findings_of(RULE, report(table))
    assert (finding.spot.cell, finding.spot.printed, finding.expected) == (
        CellRef("t1", 0, 2),
        "95.27%",
        "95,27%",
    )


def test_a_decimal_point_in_the_quarters_of_a_remark_is_found() -> None:
    table = typed_table(
        "Persentase | 95,45 | 95,27 | TW 1: 37,84 TW 2 : 17 TW 3: 10,7 TW 4 : 29.63", ACHIEVED
    )
    (finding,) = findings_of(RULE, report(table))
    assert (finding.spot.cell, finding.spot.printed, finding.expected) == (
        CellRef("t1", 0, 3),
        "29.63",
        "29,63",
    )


@pytest.mark.parametrize(
    "remark",
    [
        "TW 1: 37,84 TW 2 : 17 TW 3: 10,7 TW 4 : 29,63",
        "sesuai SK Nomor 29.63 Tahun 2024",
        "pukul 08.30",
        "TW 1: 1.250",
    ],
)
def test_dots_that_are_no_decimal_point_pass(remark: str) -> None:
    assert not findings_of(
        RULE, report(typed_table(f"Persentase | 95,45 | 95,27 | {remark}", ACHIEVED))
    )


def test_three_digits_behind_a_dot_may_be_a_thousand() -> None:
    table = typed_table("Jumlah | 95,45 | 95,27 | TW 1: 1.250 TW 2: 29.63", ACHIEVED)
    (finding,) = findings_of(RULE, report(table))
    assert finding.spot.printed == "29.63"


def test_numbers_and_remarks_of_a_table_are_one_finding() -> None:
    rows = (
        "Persentase | 95.45 | 95,27 | TW 1: 37,84 TW 2 : 17 TW 3: 10,7 TW 4 : 29.63\nIndeks | "
        "3,2 | 3.1 | "
    )
    (finding,) = findings_of(RULE, report(typed_table(rows, ACHIEVED)))
    assert [finding.spot.printed, *(spot.printed for spot in finding.further_places)] == [
        "95.45",
        "3.1",
        "29.63",
    ]
