"""CAP-11: realisasi from the annex."""

import pytest

from tests.audits import audit, drawn, found
from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_cap import DONE, RECAP, UNDONE, recap, recapitulated
from validate.rules.capaian.cap11_realisasi_lampiran import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        recapitulated("85,71%", UNDONE.format(7), realisasi="85,68"),
        recapitulated("85,71%", UNDONE.format(7), realisasi="85,75"),
        recapitulated("58,71%", UNDONE.format(7)),
        recapitulated("85,71%", UNDONE.format("")),
    )


def test_a_realisasi_is_the_mean_of_its_recapitulation() -> None:
    assert recap("100,00%") == []
    assert recap("85,71%", UNDONE.format(7)) == []
    assert recap("58,71%", UNDONE.format(7)) == ["CAP-11 t1:7:8 58,71% -> 85,71"]
    assert recap("85,71%", UNDONE.format(7), realisasi="85,71") == []
    assert recap("85,71%", UNDONE.format(7), realisasi="85,17") == ["CAP-11 t2:0:2 85,17 -> 85,71"]


def test_a_foot_that_may_be_no_mean_is_left_alone() -> None:
    rows = "\n".join(f"{at} | Komponen {at} | 0,{at}0" for at in range(1, 8))
    assert found(audit(drawn("No | Komponen | Nilai", f"{rows}\n | | 72,35%")), "CAP-11") == []


@pytest.mark.parametrize(
    "caption", ["HASIL LAYANAN DESA TAHUN 2023", "HASIL LAYANAN DESA TRIWULAN III TAHUN 2024"]
)
def test_a_recapitulation_of_another_time_is_not_compared(caption: str) -> None:
    lines = "\n".join([*(DONE.format(at, at) for at in range(1, 7)), " | | | | | | | | 100,00%"])
    row = "Persentase hasil layanan desa | 90,00 | 90,00"
    tables = [
        drawn(RECAP, lines, "t1", caption),
        drawn("Indikator Kinerja | Target | Realisasi", row, "t2"),
    ]
    assert found(audit(*tables, text="Laporan Kinerja Tahun 2024"), "CAP-11") == []


def test_rows_without_a_number_that_the_mean_counts_are_told() -> None:
    assert recap("85,71%", UNDONE.format("")) == ["CAP-11 t1:7:8 85,71% -> None"]
    assert recap("100,00%", UNDONE.format("")) == []
