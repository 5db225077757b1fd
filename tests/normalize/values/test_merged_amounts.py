"""Amounts in cells that are merged over several rows: they stand for what these rows print
together, once.
"""

import pytest

from tests.audits import audit, drawn, found, told

HEAD = "Kode | Uraian | Pagu | Realisasi | Sisa | Persentase (%)"

# one realisasi, remainder and percentage over two pagu
SHARED = """
    7.01.02           | Program Penyelenggaraan | 150.000.000 | 120.000.000 | 30.000.000 | 80
    7.01.02.2.01      | Koordinasi              | 100.000.000 | 120.000.000 | 30.000.000 | 80
    7.01.02.2.02      | Pelimpahan              |  50.000.000 | ^           | ^          | ^
    JUMLAH            | <                       | 150.000.000 | 120.000.000 | 30.000.000 | 80
"""
# one pagu over two rows of indicators, each with a realisasi of its own
SPENT_TWICE = """
    Administrasi Keuangan | Jumlah orang   | 150.000.000 | 70.000.000 | 30.000.000 | 80
    ^                     | Jumlah laporan | ^           | 50.000.000 | ^          | ^
"""
INDICATORS = "Uraian | Indikator | Pagu | Realisasi | Sisa | Persentase (%)"


def test_a_realisasi_over_two_pagu_is_spent_of_both_in_sums_ratios_and_limits() -> None:
    audited = audit(drawn(HEAD, SHARED))
    assert found(audited) == []
    assert audited.coverage.confirmed == audited.coverage.numbers


@pytest.mark.parametrize(
    ("now", "rule"), [("30.000.000 | 88", "ANG-02"), ("33.000.000 | 80", "ANG-01")]
)
def test_what_follows_from_both_pagu_is_told_where_it_does_not(now: str, rule: str) -> None:
    own = "| 100.000.000 | 120.000.000 | 30.000.000 | 80"
    assert own in SHARED
    (finding,) = found(
        audit(drawn(HEAD, SHARED.replace(own, f"| 100.000.000 | 120.000.000 | {now}")))
    )
    assert finding.rule == rule


def test_more_than_both_pagu_together_is_above_the_limit() -> None:
    rows = """
        Koordinasi | 100.000.000 | 150.000.001
        Pelimpahan |  50.000.000 | ^
    """
    (finding,) = found(audit(drawn("Uraian | Pagu | Realisasi", rows)))
    assert told([finding]) == ["ANG-06 t1:0:2 150.000.001 -> None"]
    assert "150.000.000" in finding.message.en or "100.000.000 + 50.000.000" in finding.message.en


def test_two_realisasi_of_one_pagu_leave_one_remainder_and_one_percentage() -> None:
    audited = audit(drawn(INDICATORS, SPENT_TWICE))
    assert found(audited) == []
    assert audited.coverage.confirmed == audited.coverage.numbers


def test_the_sum_over_merged_rows_is_written_out() -> None:
    (finding,) = found(
        audit(drawn(INDICATORS, SPENT_TWICE.replace("30.000.000 | 80", "33.000.000 | 80")))
    )
    assert finding.formula == "150.000.000 − (70.000.000 + 50.000.000) = 30.000.000"


def test_one_capaian_over_two_indicators_is_not_said_to_be_that_of_the_first() -> None:
    rows = """
        Sasaran Satu | Indikator A | 38,69 | 39,54 | 109,67
        ^            | Indikator B | 15,5  | 18,16 | ^
    """
    assert (
        found(
            audit(
                drawn(
                    "Sasaran Strategis | Indikator Kinerja | Target | Realisasi | Capaian (%)", rows
                )
            ),
            "CAP",
        )
        == []
    )
