import datetime
from dataclasses import replace

import pytest

from extract.records import Document, Location
from normalize.report import PeriodLabel, Signatory, Signature
from normalize.text.identity import find_period_labels, organisation_of, period_of, year_of
from normalize.text.sections import ReportSection, annex_start, placed_lines
from normalize.text.signatures import find_people, find_signatures, split_name
from tests.documents import document, table

COVER = """
                 LAPORAN KINERJA CAMAT Tribulan IV 2024

                          Disusun oleh:
                        KECAMATAN KLAKAH
                              2024
"""
PREFACE = """
                         **KATA PENGANTAR**
   Laporan Kinerja Kecamatan Klakah Periode Triwulan IV Tahun Anggaran 2024
   disusun menurut Peraturan Bupati Lumajang Nomor 6 Tahun 2018.
                                             Lumajang, 3 Januari 2025


                                             ARIEF MASHUDI, S.PI, MP
                                             NIP. 19780415 199803 1 011
"""
CLOSING = """
                              **BAB IV**
                             **PENUTUP**
   Demikian laporan kinerja sampai dengan Triwulan IV Tahun 2024 ini.
                                             Klakah, 03 Januari 2024


                                             A ARIEF MASHUDI, S.Pi, MP
                                             NIP. 197804151998031011
"""
ANNEX = """
                             **LAMPIRAN**
   **A. Dokumen perubahan Perjanjian Kinerja (PK) 2024**
                PERUBAHAN PERJANJIAN KINERJA TAHUN 2024
   Nama : ARIEF MASHUDI, S.Pi, MP
   Jabatan : CAMAT KLAKAH
                                             Lumajang, 2 September 2024
      Pihak Kedua,                           Pihak Pertama

      INDAH WAHYUNI, S.H, M.Si               ARIEF MASHUDI, S.Pi, MP.
                                             NIP. 19730415 199803 1 011
"""
EVIDENCE = """
   **b. FASILITASI DAN KOORDINASI YANG DITINDAKLANJUTI**
                                             Lumajang, 31 Desember 2024
"""
KLAKAH = (COVER, PREFACE, CLOSING, ANNEX, EVIDENCE)


def organisation(*pages: str, captions: tuple[str, ...] = ()) -> str | None:
    return organisation_of(placed_lines(document(pages)), captions)


def signatures(*pages: str) -> tuple[Signature, ...]:
    return find_signatures(placed_lines(document(pages)))


def people(*pages: str) -> tuple[Signatory, ...]:
    return find_people(placed_lines(document(pages)))


def labels(found: Document) -> tuple[PeriodLabel, ...]:
    return find_period_labels(found)


def year_and_period(*pages: str, captions: tuple[str, ...] = ()) -> tuple[int | None, str | None]:
    tables = [
        table("Indikator | Target\n---\nIKM | 80", caption, page=len(pages)) for caption in captions
    ]
    made = document(pages, tables)
    lines, named = placed_lines(made), labels(made)
    year = year_of(lines, named)
    period = period_of(lines, named, year)
    return year, period.label if period else None


# The organisation ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cover", "office"),
    [
        (COVER, "Kecamatan Klakah"),
        (
            "PEMERINTAH KABUPATEN WONOSOBO\nDINAS PEKERJAAN UMUM\nDAN PENATAAN RUANG\nTAHUN 2024",
            "Dinas Pekerjaan Umum dan Penataan Ruang",
        ),
        ("LAPORAN KINERJA\nINSPEKTORAT KABUPATEN LUMAJANG\n2024", "Inspektorat"),
        ("LKjIP\nINSPEKTORAT DAERAH\nKABUPATEN LUMAJANG", "Inspektorat Daerah"),
        ("LAPORAN KINERJA\nRSUD DR. HARYOTO\nKABUPATEN LUMAJANG", "RSUD Dr Haryoto"),
        ("LKj BADAN KEUANGAN DAN ASET DAERAH KOTA BATU", "Badan Keuangan dan Aset Daerah"),
        ("LAPORAN KINERJA SEKRETARIAT DPRD PROVINSI JAWA BARAT", "Sekretariat DPRD"),
        ("LAPORAN KINERJA KELURAHAN DITOTRUNAN TAHUN 2024", "Kelurahan Ditotrunan"),
        ("LAPORAN KINERJA CAMAT RANUYOSO 2024", "Kecamatan Ranuyoso"),
        (
            "LAPORAN KINERJA INSTANSI PEMERINTAH\nPEMERINTAH KABUPATEN LUMAJANG\n2024",
            "Pemerintah Kabupaten Lumajang",
        ),
        ("LAPORAN KINERJA 2024", None),
    ],
)
def test_the_cover_names_the_office(cover: str, office: str | None) -> None:
    assert organisation(cover) == office


def test_the_preface_names_the_office_as_far_as_its_mentions_agree() -> None:
    preface = """
        KATA PENGANTAR
        Laporan Kinerja Kecamatan Klakah Periode Triwulan IV ini memuat kinerja
        Kecamatan Klakah Kabupaten Lumajang. Visi organisasi Kecamatan Klakah Sejahtera
        tercapai oleh aparatur Kecamatan
        Klakah dan masyarakat.
    """
    assert organisation("LAPORAN KINERJA 2024", preface) == "Kecamatan Klakah"


def test_captions_name_the_office_where_cover_and_preface_do_not() -> None:
    assert (
        organisation("LAPORAN", captions=("Tabel 1 Realisasi Dinas Kesehatan Tahun 2024",))
        == "Dinas Kesehatan"
    )


def test_offices_of_different_names_are_no_organisation() -> None:
    assert organisation("", "Kecamatan Ciputat, Kecamatan Pamulang dan Kecamatan Serpong") is None


# Year and period ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pages", "year", "period"),
    [
        (KLAKAH, 2024, "TW4"),
        (
            ("LAPORAN KINERJA TAHUN 2023", "KATA PENGANTAR\nPada Triwulan IV dan tahun 2022 ..."),
            2023,
            "TW4",
        ),
        (
            (
                "LAPORAN KINERJA TAHUN 2023",
                "KATA PENGANTAR\nLaporan Tahun 2023",
                "BAB I\nPada Triwulan III",
            ),
            2023,
            "TAHUN",
        ),
        (("LAPORAN KINERJA SEMESTER I\nTAHUN ANGGARAN 2024",), 2024, "SMT1"),
        (("LAPORAN KINERJA", "BAB I\nCapaian tahun 2022, 2021 dan Tahun 2022"), 2022, "TAHUN"),
        (("LAPORAN KINERJA",), None, None),
    ],
)
def test_year_and_period_are_those_of_the_cover_and_the_preface(
    pages: tuple[str, ...], year: int | None, period: str | None
) -> None:
    assert year_and_period(*pages) == (year, period)


def test_captions_tell_the_period_where_cover_and_preface_name_none() -> None:
    assert year_and_period(
        "LAPORAN KINERJA", "BAB I", captions=("Capaian Triwulan II Tahun 2024",)
    ) == (2024, "TW2")


def test_years_of_a_plan_and_of_a_regulation_are_not_the_year_of_the_report() -> None:
    assert (
        year_and_period("LAPORAN KINERJA 2024\nRENSTRA 2021-2026\nPerbup Nomor 6 Tahun 2018")[0]
        == 2024
    )


def test_a_label_that_a_line_end_breaks_stands_where_it_begins() -> None:
    (label,) = labels(document(["capaian sampai akhir Triwulan\nIV Tahun 2024 adalah"]))
    assert label.text == "Triwulan IV Tahun 2024"
    assert label.period.label == "TW4"
    assert label.place.box.top == 72


def test_a_caption_is_one_label_though_its_line_is_also_running_text() -> None:
    made = document(["   Tabel 3.1.2 Cost per outcome\n   Triwulan III"])
    first, second = (line.place for line in made.pages[0].lines)
    caption = Location(1, first.box.union(second.box))
    drawn = table("Indikator | Target\n---\nIKM | 80", "Tabel 3.1.2 Cost per outcome Triwulan III")
    (label,) = labels(document(made.pages, [replace(drawn, caption_place=caption)]))
    assert label.caption
    assert (label.period.label, label.text, label.place) == ("TW3", "Triwulan III", caption)


# Parts --------------------------------------------------------------------------------------------


def test_the_annex_begins_behind_the_last_chapter() -> None:
    start = annex_start(placed_lines(document(KLAKAH)))
    assert start is not None
    assert start.page == 4


@pytest.mark.parametrize(
    "page",
    [
        "BAB IV\nPENUTUP\nIsi lampiran perjanjian ini ada di bawah.",
        "DAFTAR ISI\nLAMPIRAN\nBAB I PENDAHULUAN\nBAB IV PENUTUP",
        "BAB II\n2.2. PERJANJIAN KINERJA\nBAB IV\nPENUTUP",
    ],
)
def test_what_stands_before_or_in_the_last_chapter_is_no_annex(page: str) -> None:
    assert annex_start(placed_lines(document(["LAPORAN KINERJA", page]))) is None


def test_each_line_stands_in_its_part() -> None:
    parts = list(dict.fromkeys(placed.part for placed in placed_lines(document(KLAKAH))))
    assert parts == [
        ReportSection.SAMPUL,
        ReportSection.KATA_PENGANTAR,
        ReportSection.ISI,
        ReportSection.PENUTUP,
        ReportSection.LAMPIRAN,
        ReportSection.PERJANJIAN_KINERJA,
    ]


# Signatures ---------------------------------------------------------------------------------------


def test_signatures_tell_town_date_and_section_and_which_one_closes_the_report() -> None:
    found = [
        (s.section, s.town, str(s.dated and s.dated.date), s.closing) for s in signatures(*KLAKAH)
    ]
    assert found == [
        ("kata_pengantar", "Lumajang", "2025-01-03", False),
        ("penutup", "Klakah", "2024-01-03", True),
        ("perjanjian_kinerja", "Lumajang", "2024-09-02", False),
        ("lain", "Lumajang", "2024-12-31", False),
    ]


def test_the_last_block_before_the_annex_closes_a_report_without_a_closing_chapter() -> None:
    found = signatures(
        "LAPORAN", "BAB III\nKlakah, 3 Januari 2025", "**LAMPIRAN**\nKlakah, 4 Januari 2025"
    )
    assert [signature.closing for signature in found] == [True, False]


def test_a_date_tells_where_it_stands_in_its_line() -> None:
    (signature,) = signatures("", "Klakah, 03 Januari 2024")
    assert signature.dated is not None
    assert (
        "Klakah, 03 Januari 2024"[signature.dated.start : signature.dated.end] == "03 Januari 2024"
    )


@pytest.mark.parametrize(
    ("text", "town", "date"),
    [
        ("Kota Batu, 31 Desember 2024", "Kota Batu", datetime.date(2024, 12, 31)),
        ("Lumajang, tanggal 3 Januari 2025.", "Lumajang", datetime.date(2025, 1, 3)),
        ("Ditetapkan di Klakah\npada tanggal 3 Januari 2025", "Klakah", datetime.date(2025, 1, 3)),
        ("Lumajang,        Januari 2025", "Lumajang", None),
        ("Lumajang, 31 November 2024", "Lumajang", None),
    ],
)
def test_a_signature_begins_with_town_and_date(
    text: str, town: str, date: datetime.date | None
) -> None:
    (found,) = signatures("", text.replace("        ", " … "))
    assert found.town == town
    assert (found.dated and found.dated.date) == date


@pytest.mark.parametrize(
    "text",
    [
        "Rapat di Klakah, 3 Januari 2025, dihadiri 12 desa",
        "Senin, 3 Januari 2025",
        "paling lambat, 31 Desember 2024",
        "3 Januari 2025",
        "Lumajang, Desa Klakah",
    ],
)
def test_a_date_in_running_text_is_no_signature(text: str) -> None:
    assert signatures("", text) == ()


# People -------------------------------------------------------------------------------------------


def test_one_person_has_one_key_in_every_spelling() -> None:
    found = people(*KLAKAH)
    assert {person.key for person in found} == {"ARIEF MASHUDI"}
    assert [person.nip.digits[:4] for person in found] == ["1978", "1978", "1973"]
    assert [person.name for person in found] == ["ARIEF MASHUDI"] * 3
    assert [person.degrees for person in found] == ["S.PI, MP", "S.Pi, MP", "S.Pi, MP."]


def test_a_nip_belongs_to_the_name_above_it_in_its_own_column() -> None:
    (person,) = people("""
        INDAH WAHYUNI, S.H, M.Si               ARIEF MASHUDI, S.Pi, MP.
                                               NIP. 19730415 199803 1 011
    """)
    assert person.name == "ARIEF MASHUDI"


def test_a_rank_between_name_and_nip_is_no_name() -> None:
    (person,) = people("""
        ARIEF MASHUDI, S.Pi, MP
        Pembina Tingkat I
        NIP. 19780415 199803 1 011
    """)
    assert person.name == "ARIEF MASHUDI"


@pytest.mark.parametrize(
    "text",
    [
        "ARIEF MASHUDI, S.Pi NIP. 19780415 199803 1 011",
        "Nama : ARIEF MASHUDI, S.Pi\nNIP : 19780415 199803 1 011",
    ],
)
def test_a_name_may_stand_beside_its_nip_or_behind_a_label(text: str) -> None:
    (person,) = people(text)
    assert (person.name, person.degrees) == ("ARIEF MASHUDI", "S.Pi")


@pytest.mark.parametrize(
    ("printed", "degrees"),
    [
        ("dr. RATNA SARI, M.Kes", "dr. M.Kes"),
        ("drg. Hj. RATNA SARI", "drg. Hj."),
        ("Dr. RATNA SARI", "Dr."),
    ],
)
def test_a_name_may_begin_with_a_degree_in_small_letters(printed: str, degrees: str) -> None:
    (person,) = people(f"{printed}\nNIP. 19780415 199803 2 011")
    assert (person.name, person.degrees) == ("RATNA SARI", degrees)


@pytest.mark.parametrize(
    "text", ["dr. spesialis anak", "drainase jalan desa", "dari seksi pelayanan"]
)
def test_words_that_only_begin_as_a_degree_does_are_no_name(text: str) -> None:
    assert people(f"{text}\nNIP. 19780415 199803 2 011") == ()


def test_a_nip_without_a_name_is_nobody() -> None:
    assert people("CAMAT KLAKAH\nNIP. 19780415 199803 1 011") == ()
    assert people("ARIEF MASHUDI\n" + 8 * "\n" + "NIP. 19780415 199803 1 011") == ()


def test_a_single_letter_is_dropped_only_where_the_name_also_stands_without_it() -> None:
    (alone,) = people("M YUSUF EFENDI\nNIP. 19780415 199803 1 011")
    assert alone.name == "M YUSUF EFENDI"


@pytest.mark.parametrize(
    ("printed", "name", "degrees"),
    [
        ("ARIEF MASHUDI, S.Pi.,MP.", "ARIEF MASHUDI", "S.Pi.,MP."),
        ("Dr. Ir. SITI AMINAH, M.Si", "SITI AMINAH", "Dr. Ir. M.Si"),
        ("Drs. H. SUKARNO", "SUKARNO", "Drs. H."),
        ("BUDI SANTOSO S.Sos", "BUDI SANTOSO", "S.Sos"),
        ("BUDI SANTOSO SE", "BUDI SANTOSO", "SE"),
        ("Budi Santoso SPd", "Budi Santoso", "SPd"),
        ("BUDI SANTOSO", "BUDI SANTOSO", ""),
        ("RATNA SARI", "RATNA SARI", ""),  # a name, though it begins as a degree does
    ],
)
def test_degrees_are_kept_apart_from_the_name(printed: str, name: str, degrees: str) -> None:
    assert split_name(printed) == (name, degrees)
