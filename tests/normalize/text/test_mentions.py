"""The numbers of running text: what counts or measures, and what only names something."""

from decimal import Decimal

import pytest

from normalize.text.mentions import mentions, sentences
from normalize.values.amounts import ValueType


@pytest.mark.parametrize(
    ("text", "printed", "value", "held"),
    [
        ("sebesar Rp4.052.573.048,00 dan", "4.052.573.048,00", "4052573048", ValueType.RUPIAH),
        (
            "sebesar Rp. 866.600.000,- dengan realisasi",
            "866.600.000",
            "866600000",
            ValueType.RUPIAH,
        ),
        ("sebesar Rp. 892.500.000,-dengan realisasi", "892.500.000", "892500000", ValueType.RUPIAH),
        ("sebesar 1.250.000 rupiah", "1.250.000", "1250000", ValueType.RUPIAH),
        ("sebesar Rp1,9 miliar", "1,9", "1900000000", ValueType.RUPIAH),
        ("mencapai 99,79%, dan", "99,79%", "99.79", ValueType.PERSEN),
        ("(84,58 % ) dengan", "84,58 %", "84.58", ValueType.PERSEN),
        ("terserap 95,36 persen.", "95,36", "95.36", ValueType.PERSEN),
        ("terdiri atas 12 desa", "12", "12", ValueType.BILANGAN),
        ("sebanyak 5 (lima) kegiatan", "5", "5", ValueType.BILANGAN),
        ("dengan nilai 78,61 indeks", "78,61", "78.61", ValueType.BILANGAN),
        ("sebanyak 12.285.690 ekor", "12.285.690", "12285690", ValueType.BILANGAN),
    ],
)
def test_a_number_that_counts_or_measures_is_read(
    text: str, printed: str, value: str, held: ValueType
) -> None:
    (found,) = mentions(text)
    assert (found.text, found.amount.value, found.held) == (printed, Decimal(value), held)
    assert text[found.start :].startswith(printed)


@pytest.mark.parametrize(
    "text",
    [
        "Peraturan Daerah Nomor 15 Tahun 2016",
        "Lumajang, 3 Januari 2025",
        "Tahun 2024 - 2026",
        "sampai dengan Triwulan IV (TW 4) 2024",
        "NIP. 19780415 199803 1 011",
        "sebagaimana Tabel 3.2 dan Bab 3",
        "kode 7.01.01.2.06.0001",
        "1) Kegiatan pertama, 2) Kegiatan kedua",
        "3. Adapun strategi yang dilakukan",
        "(7) Kegiatan Penguatan",
        "perbandingan 12 : 88",
        "antara 1,91 s.d 10,81 ekor",
        "sebanyak 768.495 ton",
        "Jalan Raya 45/A",
    ],
)
def test_a_number_that_names_something_or_can_be_read_twice_is_left_alone(text: str) -> None:
    assert mentions(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pagu Rp. 500. Sisa nihil.", ["Pagu Rp. 500.", "Sisa nihil."]),
        ("Wilayah Kab. Bogor luas. Kota kecil", ["Wilayah Kab. Bogor luas.", "Kota kecil"]),
        ("s.d. Triwulan IV tercapai; Selanjutnya", ["s.d. Triwulan IV tercapai;", "Selanjutnya"]),
    ],
)
def test_a_sentence_ends_at_a_stop_that_belongs_to_no_abbreviation(
    text: str, expected: list[str]
) -> None:
    assert [sentence.text for sentence in sentences(text)] == expected
    assert all(text[one.start :].startswith(one.text) for one in sentences(text))
