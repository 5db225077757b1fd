"""What several rules LTB have in common."""

import pytest

from extract.records import Table
from tests.audits import BUDGET, CAPAIAN, audit, budget, drawn, followers, found, told
from tests.validate.rules.of_ltb import FIGURES, INDICATOR, PROGRAM, cost, until
from validate.findings import Severity


def spent(pagu: str = "50.000", realisasi: str = "40.000", share: str = "80,00") -> Table:
    return budget(f"7.01.06 | {PROGRAM.upper()} | {pagu} | {realisasi} | 10.000 | {share}", id="t2")


def test_tables_that_agree_have_no_finding() -> None:
    assert found(audit(cost(*FIGURES), spent())) == []


@pytest.mark.parametrize(
    ("at", "printed", "finding", "follower"),
    [
        (3, "55.000", "ANG-02 t1:0:6 55.000 -> 50.000", "LTB-01 t2:0:2"),
        (4, "44.000", "LTB-02 t1:0:7 44.000 -> 40.000", "LTB-02 t2:0:3"),
        (5, "80,50", "ANG-02 t1:0:8 80,50 -> 80,00", "LTB-03 t2:0:5"),
    ],
)
def test_a_figure_of_a_program_is_the_same_in_every_table(
    at: int, printed: str, finding: str, follower: str
) -> None:
    figures = (*FIGURES[:at], printed, *FIGURES[at + 1 :])
    first, *_ = [
        one for one in found(audit(cost(*figures), spent())) if one.spot.cell == ("t1", 0, at + 3)
    ]
    assert told([first])[0].partition(" ")[2] == finding.partition(" ")[2]
    assert follower in followers(first)


@pytest.mark.parametrize(
    ("row", "rule", "severity"),
    [
        ("90,00 | 90,00 | 100", "LTB-05", Severity.CRITICAL),
        ("100 | 80,00 | 80,00", "LTB-06", Severity.MAJOR),
        ("100 | 90,00 | 91,00", "LTB-07", Severity.MAJOR),
    ],
)
def test_target_realisasi_and_capaian_of_an_indicator_are_the_same_in_every_table(
    row: str, rule: str, severity: Severity
) -> None:
    capaian = drawn(
        CAPAIAN,
        f"Meningkatnya tata kelola | {INDICATOR} | {row}",
        id="t2",
        caption="Capaian Kinerja",
    )
    findings = found(audit(cost(*FIGURES), capaian))
    assert rule in {finding.rule for finding in findings} | {
        one.rule for f in findings for one in f.followers
    }
    assert findings[0].severity is severity


@pytest.mark.parametrize(
    "head", [BUDGET, "Kode | Uraian | Pagu | Realisasi s.d. TW {} | Sisa | Persentase (%)"]
)
def test_a_realisasi_up_to_another_quarter_is_not_compared(head: str) -> None:
    third = until("III", f"{PROGRAM} | 50.000 | 18.000 | 32.000 | 36,00", head=head, id="t1")
    fourth = until("IV", f"{PROGRAM} | 50.000 | 40.000 | 10.000 | 80,00", head=head)
    assert found(audit(third, fourth)) == []
    assert found(audit(cost(*FIGURES), fourth), "LTB") == []


def test_a_realisasi_of_another_year_is_not_compared() -> None:
    rows = f"7.01.06 | {PROGRAM} | 60.000 | 30.000 | 30.000 | 50,00"
    assert (
        found(
            audit(
                cost(*FIGURES), spent(), drawn(BUDGET, rows, "t4", "Realisasi Anggaran Tahun 2023")
            )
        )
        == []
    )


def test_different_indicators_are_not_compared() -> None:
    row = "Meningkatnya tata kelola | Persentase desa yang mandiri | 90,00 | 90,00 | 100"
    assert (
        found(audit(cost(*FIGURES), drawn(CAPAIAN, row, id="t2", caption="Capaian Kinerja"))) == []
    )


def test_fewer_decimals_in_one_table_are_no_contradiction() -> None:
    assert (
        found(
            audit(
                cost("100", "90", "90,00", "55.095", "55.045", "99,91", "-9,91"),
                spent("55.095", "55.045", "99,9"),
            ),
            "LTB",
        )
        == []
    )
