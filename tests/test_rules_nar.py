"""Claims of running text against the tables: NAR-01 to NAR-11."""

import pytest

from extract.records import Table
from tests.audits import CAPAIAN, audit, budget, drawn, followers, found
from validate.findings import Certainty, Severity

INDICATOR = "Persentase desa yang tertib administrasi"
ROWS = """
7.01.01 | Program Penunjang Urusan Pemerintahan | 80.000 | 60.000 | 20.000 | 75,00
7.01.01.2.01 | Administrasi Keuangan Perangkat Daerah | 80.000 | 60.000 | 20.000 | 75,00
7.01.06 | Program Pembinaan Pemerintahan Desa | 20.000 | 19.060 | 940 | 95,30
JUMLAH | < | 100.000 | 79.060 | 20.940 | 79,06
"""


OFFICE = "Kecamatan Klakah melaporkan kinerjanya.\n\n\n"


def spent(rows: str = ROWS, id: str = "t2") -> Table:
    return budget(rows, id=id)


def achieved(realisasi: str = "91,96", capaian: str = "97,83") -> Table:
    row = f"Meningkatnya tata kelola | {INDICATOR} | 94,00 | {realisasi} | {capaian}"
    return drawn(CAPAIAN, row, id="t1", caption="Tabel 3.1 Capaian Kinerja Tahun 2024")


# NAR-01 --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "printed", "expected"),
    [
        (f"Indikator {INDICATOR} terealisasi sebesar 90,96%.", "90,96%", "91,96"),
        (f"Target {INDICATOR} sebesar 94% dan terealisasi sebesar 90,96%.", "90,96%", "91,96"),
        (f"Berdasarkan tabel, yaitu capaian kinerja {INDICATOR} sebesar 99,83%.", "99,83%", "97,83"),
        ("Pagu anggaran Kecamatan Klakah tahun 2024 sebesar Rp110.000,-", "110.000", "100.000"),
        ("Kecamatan Klakah memperoleh pagu Rp100.000 dan terealisasi sebesar Rp79.060 atau 79,60%.", "79,60%", "79,06"),
        ("Program Pembinaan Pemerintahan Desa dengan anggaran Rp. 20.000 dan sisa Rp. 949.", "949", "940"),
        ("a. Kegiatan Administrasi Keuangan Perangkat Daerah dengan realisasi Rp61.000", "61.000", "60.000"),
    ],
)
def test_a_number_of_the_text_that_its_cell_does_not_print_is_told(text: str, printed: str, expected: str) -> None:
    (finding,) = found(audit(achieved(), spent(), text=OFFICE + text), "NAR-01")
    assert (finding.spot.cell, finding.spot.printed, finding.expected) == (None, printed, expected)
    assert (finding.severity, finding.certainty) == (Severity.MAJOR, Certainty.INCONSISTENT)
    assert [spot.printed for spot in finding.evidence] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        f"Indikator {INDICATOR} terealisasi sebesar 91,96%.",
        f"Indikator {INDICATOR} terealisasi sebesar 92%.",
        f"Indikator {INDICATOR} terealisasi sebesar 91,9%.",
        f"Realisasi {INDICATOR} tahun 2023 sebesar 90,96%.",
        f"Indikator {INDICATOR} terealisasi sebesar 90,96% pada triwulan III.",
        f"Dibandingkan tahun lalu, realisasi {INDICATOR} sebesar 90,96%.",
        f"Target {INDICATOR} pada akhir Renstra sebesar 97%.",
        f"Indikator {INDICATOR} terealisasi sebesar 95% dari target.",
        f"Indikator {INDICATOR} dan indikator lainnya terealisasi sebesar 90,96%.",
        f"Realisasi capaian {INDICATOR} mencapai 90,96%.",
        f"Indikator {INDICATOR} terealisasi kurang lebih sebesar 90%.",
        f"Indikator {INDICATOR} ditargetkan sebesar 12 desa.",
        "Pagu anggaran Kecamatan Klakah sebesar Rp90.000 (murni) dan berubah menjadi Rp100.000.",
        "Belanja modal Kecamatan Klakah dengan anggaran sebesar Rp90.000.",
        "Anggaran APBN Kecamatan Klakah sebesar Rp90.000.",
        "Pagu Kecamatan Klakah sebesar Rp0,1 juta.",
        "Sub bagian umum pada Program Pembinaan Pemerintahan Desa dengan anggaran Rp. 5.000.",
        "Kegiatan Pembinaan Pemerintahan Desa dengan anggaran Rp. 5.000.",
        "Program Pembinaan Pemerintahan Desa terealisasi dengan realisasi fisik sebesar 100%.",
    ],
)
def test_a_number_that_may_be_another_one_is_left_alone(text: str) -> None:
    assert found(audit(achieved(), spent(), text=OFFICE + text), "NAR-01") == []


def test_a_number_that_one_of_several_tables_prints_is_no_contradiction() -> None:
    other = ROWS.replace("100.000 | 79.060", "90.000 | 79.060")
    text = "Pagu anggaran Kecamatan Klakah tahun 2024 sebesar Rp{}"
    assert found(audit(spent(), spent(other, "t3"), text=text.format("90.000")), "NAR-01") == []
    assert found(audit(spent(), spent(other, "t3"), text=text.format("95.000")), "NAR-01") == []


def test_a_name_that_a_table_prints_twice_links_nothing() -> None:
    rows = ROWS.replace("Administrasi Keuangan Perangkat Daerah", "Pembinaan Pemerintahan Desa")
    text = "Pembinaan Pemerintahan Desa dengan anggaran Rp5.000"
    assert found(audit(spent(rows), text=text), "NAR-01") == []


def test_text_that_repeats_a_wrong_cell_follows_it() -> None:
    text = f"Indikator {INDICATOR} ditargetkan sebesar 94% dan terealisasi sebesar 91,96%, capaian kinerjanya 95,83%."
    (finding,) = found(audit(achieved(capaian="95,83"), text=text))
    assert (finding.rule, finding.expected) == ("CAP-01", "97,83")
    assert followers(finding) == {"NAR-01 p1"}


def test_text_that_prints_what_its_table_should_have_is_not_blamed() -> None:
    text = f"Capaian kinerja {INDICATOR} sebesar 97,83%."
    (finding,) = found(audit(achieved(capaian="95,83"), text=text), "CAP", "NAR")
    assert (finding.rule, finding.expected) == ("CAP-01", "97,83")
