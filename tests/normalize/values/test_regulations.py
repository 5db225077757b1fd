"""Citations of regulations: kind, number and year, and the title as far as it goes."""

import pytest

from normalize.values.regulations import find_regulations


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Peraturan Presiden Nomor 29 Tahun 2014", "Perpres 29/2014"),
        ("Perpres No. 29 Tahun 2014", "Perpres 29/2014"),
        ("Undang-Undang Nomor 23 Tahun 2014", "UU 23/2014"),
        ("Undang-\nUndang Republik Indonesia Nomor 5 Tahun 2014", "UU 5/2014"),
        (
            "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor "
            "53 Tahun 2014",
            "PermenPANRB 53/2014",
        ),
        ("PermenPANRB 53/2014", "PermenPANRB 53/2014"),
        ("Permen PAN-RB Nomor 12 Tahun 2015", "PermenPANRB 12/2015"),
        ("Peraturan Menteri Dalam Negeri Nomor : 13 Tahun 2006", "Permendagri 13/2006"),
        ("Peraturan Daerah Kabupaten Lumajang Nomor 15 Tahun 2016", "Perda 15/2016"),
        ("Peraturan Daerah Provinsi Jawa Timur Nomor 15 Tahun 2016", "Perda Provinsi 15/2016"),
        ("Perbup Kabupaten Lumajang Nomor 96 Tahun 2019", "Perbup 96/2019"),
        ("PERATURAN PEMERINTAH NOMOR 8 TAHUN 2006", "PP 8/2006"),
    ],
)
def test_a_regulation_is_known_by_its_kind_number_and_year(text: str, label: str) -> None:
    assert [cited.label for cited in find_regulations(text)] == [label]


@pytest.mark.parametrize(
    "text",
    [
        "Peraturan Bupati yang berlaku pada tahun 2024",
        "ketentuan peraturan perundang-undangan",
        "Surat Nomor 700/14/437.72/2016",
        "Peraturan Menteri Dalam Negeri tentang kode",
        "APBD Tahun 2024",
    ],
)
def test_what_names_no_number_is_no_citation(text: str) -> None:
    assert not find_regulations(text)


@pytest.mark.parametrize(
    ("behind", "title", "ended"),
    [
        (
            "tentang Tata Kerja Kecamatan dan Kelurahan, menjelaskan",
            "Tata Kerja Kecamatan dan Kelurahan",
            True,
        ),
        ("tentang Tata Kerja Kecamatan yang dimaksud", "Tata Kerja Kecamatan", True),
        ("tentang Tata Kerja Kecamatan.", "Tata Kerja Kecamatan", True),
        ("tentang Tata Kerja Kecamatan (Lembaran Daerah", "Tata Kerja Kecamatan", True),
        ("tentang Tata Kerja Kecamatan", "Tata Kerja Kecamatan", False),
        ("tentang Perubahan atas Peraturan Bupati", "Perubahan", False),
        ("tentang pedoman pelaporan", "", True),
        ("menjadi pedoman", "", False),
    ],
)
def test_a_title_goes_as_far_as_it_is_written_large(behind: str, title: str, ended: bool) -> None:
    (cited, *_) = find_regulations(f"Peraturan Bupati Nomor 96 Tahun 2019 {behind}")
    assert (cited.title, cited.ended) == (title, ended)
