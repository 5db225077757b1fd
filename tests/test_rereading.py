"""A separator before three digits, read as the relations of its number ask for."""

import pytest

from extract.records import Table
from tests.audits import CAPAIAN, audit, drawn, found, told

ROWS = """
    Produksi | Daging | 768.495 | 992.770 | 129,18
    Produksi | Telur  | 217.235 | 253.712 | 116,79
    Produksi | Susu   | 268.797 | {susu}  | {capaian}
    Populasi | Domba  | 12.285.690 | 10.040.345 | 81,72
"""


def table(susu: str, capaian: str) -> Table:
    return drawn(CAPAIAN, ROWS.format(susu=susu, capaian=capaian))


@pytest.mark.parametrize("susu", ["352,390", "352,390*"])
def test_a_comma_for_a_dot_is_told_as_such_where_the_capaian_bears_it_out(susu: str) -> None:
    audited = audit(table(susu, "131,10"))
    assert told(found(audited, "CAP", "ANK")) == [
        f"ANK-01 t1:2:3 {susu} -> 352.390",
        f"ANK-05 t1:2:3 {susu} -> None",
        "CAP-21 t1:2:4 131,10 -> None",
    ]
    assert audited.coverage.confirmed == audited.coverage.numbers


def test_a_number_that_neither_reading_bears_out_is_read_as_its_table_prints() -> None:
    (finding,) = found(audit(table("352,390", "99,10")), "CAP-01")
    assert (finding.spot.printed, finding.expected) != ("352,390", "352.390")
    assert finding.certainty.value == "reading-doubt"


def test_three_decimals_that_are_right_stay_decimals() -> None:
    rows = "Indeks | Indeks Satu | 2,500 | 2,375 | 95,00\nIndeks | Indeks Dua | 1.234.567 | 1.234.567 | 100"
    audited = audit(drawn(CAPAIAN, rows))
    assert found(audited, "CAP-01", "ANK-01") == []
