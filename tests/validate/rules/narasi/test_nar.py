"""What several rules NAR have in common."""

import pytest

from tests.validate.rules.of_nar import said, spent

KEGIATAN = """
7.01.01 | Program Penunjang Urusan Pemerintahan | 90.000 | 80.000 | 10.000 | 88,89
7.01.01.2.01 | Administrasi Keuangan Perangkat Daerah | 80.000 | 71.000 | 9.000 | 88,75
7.01.01.2.02 | Administrasi Umum Perangkat Daerah | 10.000 | 9.000 | 1.000 | 90,00
JUMLAH | < | 90.000 | 80.000 | 10.000 | 88,89
"""


@pytest.mark.parametrize(
    ("text", "rule", "expected"),
    [
        (
            "Kegiatan administrasi umum perangkat daerah adalah kegiatan yang memiliki "
            "anggaran paling tinggi.",
            "NAR-04",
            "Administrasi Keuangan Perangkat Daerah",
        ),
        (
            "Kegiatan dengan pagu terkecil adalah kegiatan Administrasi Keuangan Perangkat Daerah.",
            "NAR-04",
            "Administrasi Umum Perangkat Daerah",
        ),
        ("Capaian meningkat dari 95,27% menjadi 91,80%.", "NAR-03", None),
        ("Anggaran turun dari sebesar Rp80.000 menjadi sebesar Rp90.000.", "NAR-03", None),
    ],
)
def test_what_is_called_highest_or_rising_is_so_in_the_numbers(
    text: str, rule: str, expected: str | None
) -> None:
    assert [finding.expected for finding in said(text, rule, spent(KEGIATAN))] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Kegiatan administrasi keuangan perangkat daerah, dan ini kegiatan yang memiliki "
        "anggaran paling tinggi.",
        "Kegiatan dengan anggaran terbesar kedua adalah kegiatan Administrasi Umum Perangkat "
        "Daerah.",
        "Kegiatan fisik dengan anggaran terbesar adalah kegiatan Administrasi Umum Perangkat "
        "Daerah.",
        "Kegiatan dengan serapan terendah adalah kegiatan Administrasi Lain Perangkat Daerah.",
        "Kegiatan dengan serapan tertinggi adalah kegiatan Administrasi Umum Perangkat Daerah.",
        "Kegiatan dengan realisasi tertinggi adalah kegiatan Administrasi Keuangan Perangkat "
        "Daerah.",
        "Tahun 2023 kegiatan dengan anggaran terbesar adalah kegiatan Administrasi Umum "
        "Perangkat Daerah.",
        "Capaian meningkat dari 91,80% menjadi 95,27%.",
        "Capaian meningkat dari 95% menjadi 95%.",
        "Peringkat naik dari 5 menjadi 3.",
        "Anggaran turun dari Rp1,5 menjadi Rp1,2 miliar.",
        "Penilaian meningkat dari predikat B dengan nilai 65 menjadi predikat BB.",
    ],
)
def test_a_superlative_that_holds_or_cannot_be_told_is_left_alone(text: str) -> None:
    assert said(text, "NAR-03", spent(KEGIATAN)) + said(text, "NAR-04", spent(KEGIATAN)) == []
