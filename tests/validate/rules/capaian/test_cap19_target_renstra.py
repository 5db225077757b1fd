"""CAP-19: progress to the final target."""

import pytest

from tests.audits import audit, drawn, found, report_of, told
from tests.validate.rules.examples import assert_severities
from validate.rules.capaian.cap19_target_renstra import RULE

YEARS = (
    "Indikator Kinerja | Realisasi 2023 | Realisasi 2024 | Target Akhir Renstra | Tingkat "
    "Kemajuan (%)"
)
FOLLOWING = """
    Indeks kepuasan        | 80,25 | 82,00 | 85,00  | 96,47
    Persentase desa tertib | 70,00 | 75,00 | 90,00  | 83,33
    Persentase surat       | 85,00 | 90,00 | 100,00 | 90,00
    Nilai SAKIP            | 68,00 | 70,00 | 75,00  | 93,33
"""
CUT = "Jumlah layanan | 4.000,00 | 5.000,00 | 9.000,00 | 55,55"


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        report_of(drawn(YEARS, FOLLOWING.replace("83,33", "88,33"))),
        report_of(drawn(YEARS, f"{FOLLOWING}{CUT}")),
    )


PROGRESS = (
    "Indikator Kinerja | Satuan | Target Akhir Renstra | Realisasi | Capaian terhadap Target "
    "Renstra (%)"
)


def test_one_row_of_four_may_be_wrong_where_the_others_follow() -> None:
    assert told(found(audit(drawn(YEARS, FOLLOWING)), "CAP-19")) == []
    wrong = found(audit(drawn(YEARS, FOLLOWING.replace("83,33", "88,33"))), "CAP-19")
    assert told(wrong) == ["CAP-19 t1:1:4 88,33 -> 83,33"]
    mostly = FOLLOWING.replace("83,33", "88,33").replace("96,47", "90,00")
    assert len(found(audit(drawn(YEARS, mostly)), "CAP-19")) == 2
    assert (
        found(
            audit(drawn(YEARS, mostly.replace("| 90,00\n    Nilai", "| 94,00\n    Nilai"))),
            "CAP-19",
        )
        == []
    )


def test_progress_is_told_of_the_target_at_the_end_of_the_plan() -> None:
    rows = (
        "Satu | % | 80,00 | 60,00 | {}\nDua | % | 90,00 | 45,00 | 50,00\nTiga | % | 50,00 | "
        "35,00 | 70,00\n"
    )
    rows += "Empat | % | 64,00 | 16,00 | 25,00\nLima | % | 40,00 | 30,00 | 75,00"
    assert told(found(audit(drawn(PROGRESS, rows.format("75,00"))))) == []
    (finding,) = found(audit(drawn(PROGRESS, rows.format("57,00"))))
    assert (finding.spot.printed, finding.expected) == ("57,00", "75,00")


FALLING = "Indikator Kinerja | Target 2024 | Realisasi 2024 | Capaian | Target Akhir Renstra | {}"
AGAINST = "Capaian 2024 terhadap Target Akhir Renstra (%)"


def test_where_less_is_better_progress_is_computed_as_the_capaian_of_the_row() -> None:
    rows = """
        Indeks kepuasan  | 80,00 | 82,00 | 102,50 | 85,00 | 96,47
        Persentase desa  | 75,00 | 75,00 | 100,00 | 90,00 | 83,33
        Persentase surat | 90,00 | 90,00 | 100,00 | 99,00 | 90,91
        Nilai SAKIP      | 70,00 | 70,00 | 100,00 | 75,00 | 93,33
        Angka keluhan    | 56,00 | 60,00 | 93,33  | 54,00 | {}
    """
    assert found(audit(drawn(FALLING.format(AGAINST), rows.format("90,00"))), "CAP-19") == []
    wrong = found(audit(drawn(FALLING.format(AGAINST), rows.format("95,00"))), "CAP-19")
    assert told(wrong) == ["CAP-19 t1:4:5 95,00 -> 90,00"]


def test_progress_is_told_of_a_single_row_where_the_heads_name_its_columns() -> None:
    head = "Indikator Kinerja | Target 2024 | Realisasi 2024 | Capaian | Target Akhir Renstra | {}"
    row = "Indeks kepuasan | 80,00 | 60,00 | 75,00 | 90,00 | {}"

    def told_under(last: str, printed: str) -> list[str]:
        return told(found(audit(drawn(head.format(last), row.format(printed))), "CAP-0", "CAP-1"))

    for last in ("Tingkat Kemajuan (%)", "Capaian terhadap Target Akhir Renstra", "%"):
        assert told_under(last, "66,67") == []
        assert told_under(last, "76,67") == ["CAP-19 t1:0:5 76,67 -> 66,67"]
    assert told_under("Realisasi Nasional", "76,67") == []


@pytest.mark.parametrize(
    "head",
    [
        "Realisasi 2024 | Standar Nasional | Capaian terhadap Standar Nasional (%)",
        "Realisasi 2024 | Realisasi Nasional | Perbandingan (%)",
        "Realisasi 2024 | Realisasi Tahun Lalu | Realisasi 2024 terhadap Tahun Lalu (%)",
    ],
)
def test_a_comparison_with_another_figure_is_told_where_the_rows_bear_it_out(head: str) -> None:
    rows = "Satu | 60,00 | 80,00 | {}\nDua | 45,00 | 90,00 | 50,00\nTiga | 35,00 | 50,00 | 70,00\n"
    rows += "Empat | 16,00 | 64,00 | 25,00"
    table = f"Indikator Kinerja | {head}"
    assert found(audit(drawn(table, rows.format("75,00"))), "CAP-0", "CAP-1") == []
    assert told(found(audit(drawn(table, rows.format("57,00"))), "CAP-0", "CAP-1")) == [
        "CAP-19 t1:0:3 57,00 -> 75,00"
    ]
    assert found(audit(drawn(table, rows.splitlines()[0].format("57,00"))), "CAP-0", "CAP-1") == []
