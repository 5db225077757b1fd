"""What several rules STR have in common."""

import pytest

from tests.audits import BUDGET, CAPAIAN, drawn
from tests.reports import ANNEX, CLOSING, COVER, FIRST, SECOND, THIRD, found_by, whole, written
from validate.findings import Certainty, Severity

ANNUAL = {
    "STR-02": Severity.MINOR,
    "STR-03": Severity.MINOR,
    "STR-05": Severity.MAJOR,
    "STR-06": Severity.MAJOR,
    "STR-07": Severity.MAJOR,
    "STR-08": Severity.MAJOR,
    "STR-09": Severity.MAJOR,
    "STR-10": Severity.MAJOR,
    "STR-11": Severity.MAJOR,
    "STR-12": Severity.MAJOR,
    "STR-13": Severity.MAJOR,
    "STR-14": Severity.MAJOR,
}


QUARTERLY = ANNUAL | dict.fromkeys(("STR-06", "STR-07", "STR-08", "STR-14"), Severity.INFO)


QUARTER = COVER.replace("TAHUN 2024", "TRIWULAN IV TAHUN 2024")


@pytest.mark.parametrize(("cover", "severities"), [(COVER, ANNUAL), (QUARTER, QUARTERLY)])
def test_a_bare_report_lacks_every_element_and_a_quarterly_one_is_asked_less(
    cover: str, severities: dict[str, Severity]
) -> None:
    found = found_by(whole(cover=cover), *ANNUAL)
    assert {one.rule: one.severity for one in found} == severities
    assert {one.certainty for one in found} == {Certainty.UNVERIFIABLE}


@pytest.mark.parametrize(
    ("rule", "page", "printed"),
    [
        ("STR-02", 3, "BAB I PENDAHULUAN"),
        ("STR-06", 5, "BAB III AKUNTABILITAS KINERJA"),
        ("STR-13", 7, "LAMPIRAN"),
        ("STR-14", 6, "PENUTUP"),
    ],
)
def test_what_is_missing_is_told_where_it_would_be_expected(
    rule: str, page: int, printed: str
) -> None:
    (finding,) = found_by(whole(), rule)
    assert finding.spot.place.page == page
    assert printed in finding.spot.printed


@pytest.mark.parametrize(
    ("rule", "part", "text"),
    [
        ("STR-02", "front", "**IKHTISAR EKSEKUTIF**"),
        ("STR-02", "front", "**RINGKASAN EKSEKUTIF**"),
        ("STR-02", "front", "**EXECUTIVE SUMMARY**"),
        ("STR-02", "front", "**RINGKASAN**"),
        ("STR-03", "front", "**DAFTAR ISI**"),
        ("STR-03", "front", "**D A F T A R I S I**"),
        ("STR-03", "front", "Pendahuluan ................ 1"),
        (
            "STR-05",
            "third",
            "Indikator ditargetkan 95 dan terealisasi 94; target dan realisasi dibandingkan.",
        ),
        ("STR-06", "third", "Realisasi tahun 2023 sebesar 90,00%."),
        ("STR-06", "third", "Capaian lebih tinggi daripada tahun sebelumnya."),
        ("STR-06", "third", "Dibandingkan dengan tahun lalu terjadi kenaikan."),
        ("STR-07", "third", "Target akhir Renstra sebesar 97%."),
        ("STR-07", "third", "Target jangka menengah telah dilampaui."),
        ("STR-08", "third", "Rata-rata nasional sebesar 80%."),
        ("STR-08", "third", "Standar pelayanan minimal terpenuhi."),
        ("STR-08", "third", "Capaian kecamatan lain lebih rendah."),
        ("STR-09", "third", "Faktor penghambat antara lain keterbatasan anggaran."),
        ("STR-09", "closing", "Kendala yang dihadapi adalah kurangnya pegawai."),
        ("STR-10", "third", "**3.3 Analisis Efisiensi Sumber Daya**"),
        ("STR-11", "third", "Ada 6 program yang menunjang pencapaian indikator."),
        (
            "STR-11",
            "third",
            "Keberhasilan didukung, dan pendukung utamanya adalah kegiatan pembinaan.",
        ),
        ("STR-12", "third", "**3.4 Akuntabilitas Keuangan**"),
        ("STR-12", "third", "Pagu sebesar Rp1.000.000 dengan realisasi Rp900.000."),
        ("STR-13", "annex", "**PERUBAHAN PERJANJIAN KINERJA TAHUN 2024**"),
        ("STR-14", "front", "**PERNYATAAN TELAH DIREVIU**"),
    ],
)
def test_an_element_is_there_in_any_of_its_words(rule: str, part: str, text: str) -> None:
    assert found_by(whole(), rule)
    assert not found_by(whole(**{part: text}), rule)


@pytest.mark.parametrize(
    ("rule", "part", "text"),
    [
        (
            "STR-06",
            "third",
            "Berdasarkan Peraturan Bupati Nomor 96 Tahun 2019, tugas dilaksanakan.",
        ),
        ("STR-06", "third", "Periode 2021-2026 masih berjalan."),
        ("STR-06", "second", "Realisasi tahun 2023 sebesar 90,00%."),
        ("STR-07", "second", "Target akhir Renstra sebesar 97%."),
        ("STR-07", "third", "Sesuai perencanaan strategis yang ditetapkan."),
        ("STR-08", "third", "Sinergitas dengan Tentara Nasional Indonesia."),
        ("STR-11", "third", "Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota"),
        ("STR-13", "second", "**PERJANJIAN KINERJA TAHUN 2024**"),
    ],
)
def test_other_words_and_other_parts_do_not_make_an_element(
    rule: str, part: str, text: str
) -> None:
    assert found_by(whole(**{part: text}), rule)


def test_tables_of_results_and_of_the_budget_are_elements() -> None:
    results = drawn(
        CAPAIAN,
        "Sasaran A | Indikator A | 90 | 90 | 100,00",
        "t1",
        "Tabel 3.1 Capaian Kinerja",
        page=5,
    )
    spent = drawn(
        BUDGET, "7.01.01 | Program A | 100 | 90 | 10 | 90,00", "t2", "Tabel 3.2 Anggaran", page=5
    )
    assert [one.rule for one in found_by(whole(results), "STR-05", "STR-12")] == ["STR-12"]
    assert not found_by(whole(results, spent), "STR-05", "STR-12")


@pytest.mark.parametrize(
    ("rule", "picture"),
    [("STR-02", 2), ("STR-06", 6), ("STR-09", 6), ("STR-13", 8), ("STR-14", 8), ("STR-14", 2)],
)
def test_nothing_is_missed_in_a_report_with_a_picture_that_may_hold_it(
    rule: str, picture: int
) -> None:
    pages = [COVER, "Prakata", FIRST, SECOND, THIRD, "Uraian", CLOSING, ANNEX]
    assert found_by(written(*pages), rule)
    assert not found_by(written(*pages, pictures=[picture]), rule)


def test_an_excerpt_lacks_nothing() -> None:
    assert not found_by(written(COVER, THIRD, CLOSING), *ANNUAL, "STR-01", "STR-20", "IDN-09")
