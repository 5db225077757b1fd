"""When two texts are the same, differently worded, or different."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.text.comparison import normalize_text, similarity


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Perundang- undangan", "perundang-undangan"),
        ("Perundang\ufffeundangan", "Perundang-Undangan"),
        ("Dokumen DPA- SKPD", "dokumen DPA-SKPD"),
        ("KABUPATEN / KOTA", "Kabupaten/Kota"),
        ("Pelayanan\n  Publik", "Pelayanan Publik."),
        ("“Efisiensi”", '"efisiensi"'),
    ],
)
def test_case_punctuation_and_line_breaks_do_not_count(one: str, other: str) -> None:
    assert normalize_text(one) == normalize_text(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pembinaan Kerukunan Antarsuku", "Pembinaan Kerukunan Antar Suku"),
        ("Program Penyelenggaran Pemerintahan", "Program Penyelenggaraan Pemerintahan"),
        ("Ketentraman dan Ketertiban Umum", "Ketenteraman dan Ketertiban Umum"),
        ("Efektifitas Kegiatan", "Efektivitas Kegiatan"),
        ("dan/atau Kepolisian", "danatau kepolisian"),
        ("P r o g r a m", "Program"),
    ],
)
def test_a_misspelling_is_the_same(one: str, other: str) -> None:
    assert similarity(one, other) >= 0.92


LONG = (
    "Rata-rata persentase desa yang menyusun dokumen administrasi pemerintahan desa yang tepat "
    "waktu"
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Program Penunjang Pemerintahan Daerah Kabupaten/Kota",
            "Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota",
        ),
        (LONG, LONG.replace("yang menyusun", "dalam menyusun")),
        ("Meningkatnya Kualitas Pelayanan Publik", "Meningkatkan Kualitas Pelayanan Publik"),
        ("Capaian Kinerja Triwulan III Tahun 2024", "Capaian Kinerja Triwulan IV Tahun 2024"),
        ("Realisasi Anggaran Program Tahun 2023", "Realisasi Anggaran Program Tahun 2024"),
        ("Koordinasi dan Evaluasi", "Evaluasi dan Koordinasi"),
    ],
)
def test_another_word_is_differently_worded_however_long_the_text(one: str, other: str) -> None:
    assert 0.75 <= similarity(one, other) < 0.92


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pengadaan Mebel", "Pengadaan Kendaraan Dinas Jabatan"),
        ("Pagu", "Realisasi"),
        ("", "Program"),
    ],
)
def test_another_text_is_less_than_that(one: str, other: str) -> None:
    assert similarity(one, other) < 0.75


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert normalize_text(normalize_text(text)) == normalize_text(text)


@given(st.text("abcd -/.1", max_size=30), st.text("abcd -/.1", max_size=30))
def test_likeness_is_mutual_and_between_0_and_1(one: str, other: str) -> None:
    assert 0 <= similarity(one, other) <= 1
    assert similarity(one, other) == similarity(other, one)
    assert similarity(one, one) == 1
