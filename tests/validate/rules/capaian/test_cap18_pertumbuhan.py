"""CAP-18: growth over the years."""

import pytest

from tests.audits import audit, drawn, found, report_of, told
from tests.validate.rules.examples import assert_severities
from validate.rules.capaian.cap18_pertumbuhan import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        report_of(drawn(YEARS, GROWN.replace("22,50", "25,20"))),
        report_of(drawn(YEARS, GROWN + "Listrik | 30.000.000 | 32.000.000 | 34.000.000 | 6,45")),
    )


YEARS = "Uraian | Anggaran 2022 | Anggaran 2023 | Anggaran 2024 | Rata-rata Pertumbuhan"


GROWN = """
    Surat menyurat  | 100.000.000 | 110.000.000 | 132.000.000 | 15,00
    Jasa komunikasi |  50.000.000 |  60.000.000 |  54.000.000 |  5,00
    Alat tulis      |  20.000.000 |  15.000.000 |  18.000.000 | -2,50
    Barang cetakan  |  40.000.000 |  44.000.000 |  48.400.000 | 10,00
    Makan minum     |  10.000.000 |  12.000.000 |  15.000.000 | 22,50
"""


def growth(rows: str) -> list[str]:
    return told(found(audit(drawn(YEARS, rows)), "CAP-18"))


def test_growth_follows_the_formula_of_its_column() -> None:
    assert growth(GROWN) == []
    assert growth(GROWN.replace("22,50", "25,20")) == ["CAP-18 t1:4:4 25,20 -> 22,50"]


@pytest.mark.parametrize(
    ("formula", "numbers"),
    [
        ("the last over the first", ["32,00", "8,00", "-10,00", "21,00", "50,00"]),
        ("yearly", ["14,89", "3,92", "-5,13"]),
    ],
)
def test_other_growth_is_understood_too(formula: str, numbers: list[str]) -> None:
    rows = [line.rpartition("|")[0] for line in GROWN.strip().splitlines()]
    grown = [f"{row} | {number}" for row, number in zip(rows, numbers, strict=False)]
    audited = audit(drawn(YEARS, "\n".join(grown)))
    assert audited.coverage.confirmed == audited.coverage.numbers, formula


def test_rows_with_the_same_amounts_grow_alike_even_from_nothing() -> None:
    zero = "Program {} | 0 | 1.400.000 | 3.802.000 | {}"
    rows = GROWN + "\n".join(
        zero.format(*pair) for pair in [("Satu", "85,79"), ("Dua", "85,79"), ("Tiga", "171,57")]
    )
    assert growth(rows) == ["CAP-18 t1:7:4 171,57 -> 85,79"]
    assert growth(rows.replace("171,57", "85,79")) == []


def test_a_column_that_follows_no_formula_is_left_alone() -> None:
    assert growth(GROWN.replace("15,00", "3,00").replace("22,50", "4,00")) == []


CHANGED = "Indikator | Realisasi 2022 | Realisasi 2023 | Realisasi 2024 | % Perubahan 2023-2024"
CHANGES = """
    Jumlah sertifikat yang terbit | 11.456 | 12.344 | 13.118 |  6,27
    Jumlah sampel yang diuji      |  8.100 |  8.420 |  8.623 |  2,41
    Jumlah kunjungan              |    410 |    395 |    388 | -1,77
    Jumlah pelatihan              |     36 |     40 |     44 | 10,00
    Jumlah peserta                |  1.210 |  1.180 |  1.239 |  5,00
"""


def test_the_change_between_two_of_the_years_follows_from_these() -> None:
    def changes(rows: str) -> list[str]:
        return told(found(audit(drawn(CHANGED, rows)), "CAP-18"))

    assert changes(CHANGES) == []
    assert changes(CHANGES.replace("6,27", "7,26")) == ["CAP-18 t1:0:4 7,26 -> 6,27"]


def test_a_percentage_beside_years_that_is_no_growth_is_not_computed_as_one() -> None:
    rows = CHANGES.replace("6,27", "61,00").replace("2,41", "33,00").replace("-1,77", "12,00")
    assert audit(drawn(CHANGED.replace("% Perubahan 2023-2024", "Bobot (%)"), rows)).findings == ()
