"""Codes: KOD-01 to KOD-06."""

from dataclasses import replace
from typing import Any

import pytest

from normalize.codes import read_code
from normalize.interpret import interpret
from normalize.nomenclature import entries
from normalize.report import Report, Role
from tests.audits import budget
from tests.documents import document
from tests.reports import findings_of
from tests.typed import place, report, typed_table
from validate.findings import CellRef, Certainty, Finding, Severity
from validate.rule import Rule
from validate.rules import (
    kod01_tata_kode,
    kod02_kode_terpotong,
    kod03_kode_dan_nama,
    kod04_urusan_perangkat_daerah,
    kod05_kode_wilayah,
    kod06_kewenangan,
)

FOUR_DIGITS = """
    7.01.02           | Program Penyelenggaraan Pemerintahan dan Pelayanan Publik
    7.01.02.2.04.0003 | Pelaksanaan Urusan Pemerintahan yang Terkait dengan Kewenangan Lain yang Dilimpahkan
    7.01.03.2.01.0003 | Peningkatan Efektifitas Kegiatan Pemberdayaan Masyarakat di Wilayah Kecamatan
"""
TWO_AMONG_FOUR = "7.01.02.2.01.02 | Peningkatan Efektifitas Kegiatan Pemerintahan di Tingkat Kecamatan"
SAME_NAME = "program penunjang urusan pemerintahan daerah kabupaten / kota"


def coded(rows: str, **facts: Any) -> Report:
    return report(typed_table(rows, (Role.KODE, Role.URAIAN)), **facts)


# Grammar -----------------------------------------------------------------------------------------------------------


def test_two_digits_among_four_are_found_and_written_with_four() -> None:
    (finding,) = findings_of(kod01_tata_kode.RULE, coded(FOUR_DIGITS + TWO_AMONG_FOUR))
    assert (finding.spot.cell, finding.spot.printed) == (CellRef("t1", 3, 0), "7.01.02.2.01.02")
    assert finding.expected == "7.01.02.2.01.0002"
    assert (finding.severity, finding.certainty) == (Severity.MINOR, Certainty.INCONSISTENT)


def test_four_digits_among_two_are_written_with_two() -> None:
    (finding,) = findings_of(
        kod01_tata_kode.RULE, coded("7.01.02.2.01.02 | a\n7.01.02.2.04.03 | b\n7.01.03.2.01.0003 | c")
    )
    assert (finding.spot.cell, finding.expected) == (CellRef("t1", 2, 0), "7.01.03.2.01.03")


@pytest.mark.parametrize(("year", "odd"), [(2024, "7.01.02.2.04.03"), (2022, "7.01.02.2.01.0002")])
def test_where_neither_prevails_the_decree_of_the_year_decides(year: int, odd: str) -> None:
    (finding,) = findings_of(kod01_tata_kode.RULE, coded("7.01.02.2.01.0002 | a\n7.01.02.2.04.03 | b", year=year))
    assert finding.spot.printed == odd


def test_a_table_of_two_digits_throughout_is_regular() -> None:
    assert not findings_of(kod01_tata_kode.RULE, coded("7.01.02.2.01.02 | a\n7.01.02.2.04.03 | b\n7.01.03.2.01.03 | c"))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("07.01.02.2.04.0004", "7.01.02.2.04.0004"),
        ("7.01.02.02.04.0004", "7.01.02.2.04.0004"),
        ("7.01.02.204.0004", "7.01.02.2.04.0004"),
        ("7.01.02.2.04.00004", "7.01.02.2.04.0004"),
    ],
)
def test_a_code_that_departs_from_the_grammar_is_found(printed: str, expected: str) -> None:
    (finding,) = findings_of(kod01_tata_kode.RULE, coded(FOUR_DIGITS + f"{printed} | Nama"))
    assert (finding.spot.printed, finding.expected) == (printed, expected)


def test_a_code_cut_short_is_found_without_a_guess() -> None:
    told = coded(FOUR_DIGITS + "7.01.01.2.06.000 | Penyediaan Peralatan Rumah Tangga")
    (finding,) = findings_of(kod01_tata_kode.RULE, told)
    assert (finding.spot.printed, finding.expected) == ("7.01.01.2.06.000", None)
    assert not findings_of(kod03_kode_dan_nama.RULE, told)


def test_a_departure_that_most_codes_share_is_one_habit() -> None:
    rows = "\n".join(f"7.01.02.204.000{number} | Nama" for number in range(1, 5))
    (finding,) = findings_of(kod01_tata_kode.RULE, coded(rows))
    assert finding.severity is Severity.INFO
    assert len(finding.evidence) == 3


def test_two_codes_are_too_few_for_a_habit() -> None:
    findings = findings_of(kod01_tata_kode.RULE, coded("7.01.02.204.0001 | Nama\n7.01.02.204.0002 | Nama"))
    assert [finding.severity for finding in findings] == [Severity.MINOR, Severity.MINOR]


def test_a_cell_that_prints_no_code_among_codes_is_unverifiable() -> None:
    (finding,) = findings_of(
        kod01_tata_kode.RULE, coded(FOUR_DIGITS + "7.01.02.2.O4.0001 | Nama\n | Tanpa kode\nJUMLAH | ")
    )
    assert (finding.spot.cell, finding.certainty) == (CellRef("t1", 3, 0), Certainty.UNVERIFIABLE)


@pytest.mark.parametrize(
    "rows",
    [
        "7.01.02. | Program\n7.01.02.2.04. | Kegiatan",
        "01 | Urusan\n01 | Urusan\n01 | Urusan",
        "7.01.02 .2.04.0003 | Sub kegiatan\n7.01.02.2.04 | Kegiatan",
        "19.2006.1.5 | Ranupakis\n19.2012.1.5 | Sawaran Lor\n7.01.02 | Program",
    ],
)
def test_typesetting_and_columns_of_other_codes_pass(rows: str) -> None:
    assert not findings_of(kod01_tata_kode.RULE, coded(rows))


# Page breaks -------------------------------------------------------------------------------------------------------


def split_over_pages(rows: str) -> Report:
    """Return a report whose last row of codes is split by a page break."""
    typed = typed_table(rows, (Role.KODE, Role.URAIAN))
    *others, last = typed.table.rows
    split = (replace(last[0], further=(place(page=2),)), *last[1:])
    table = replace(typed.table, rows=(*others, split), pages=(1, 2))
    return report(replace(typed, table=table))


def test_a_code_joined_across_a_page_break_is_remarked_on() -> None:
    (finding,) = findings_of(kod02_kode_terpotong.RULE, split_over_pages(FOUR_DIGITS))
    assert (finding.severity, finding.certainty) == (Severity.INFO, Certainty.READING_DOUBT)
    assert finding.spot.printed == "7.01.03.2.01.0003"


def test_a_code_on_one_page_is_not_remarked_on() -> None:
    assert not findings_of(kod02_kode_terpotong.RULE, coded(FOUR_DIGITS))
    assert not findings_of(kod02_kode_terpotong.RULE, split_over_pages(FOUR_DIGITS + "| lanjutan nama"))


# Names -------------------------------------------------------------------------------------------------------------


def test_a_program_named_without_one_of_its_words_is_found_at_its_name() -> None:
    row = "7.01.01 | PROGRAM PENUNJANG PEMERINTAHAN DAERAH KABUPATEN / KOTA"
    (finding,) = findings_of(kod03_kode_dan_nama.RULE, coded(row))
    assert finding.spot.cell == CellRef("t1", 0, 1)
    assert finding.expected == "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA"
    assert "tanpa kata URUSAN" in finding.message.id
    assert (finding.severity, finding.certainty) == (Severity.MINOR, Certainty.INCONSISTENT)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("7.01.04 | PROGRAM KOORDINASI PELAYANAN KETENTRAMAN DAN KETERTIBAN UMUM", "dengan kata PELAYANAN"),
        ("7.01.01.2.01.0007 | Evaluasi Kinerja dan Anggaran Perangkat Daerah", "dengan kata ANGGARAN"),
        ("7.01.02.2.01 | Pengadaan Seragam Dinas", 'bernama "Pengadaan Seragam Dinas"'),
    ],
)
def test_another_wording_says_which_words_differ(row: str, said: str) -> None:
    (finding,) = findings_of(kod03_kode_dan_nama.RULE, coded(row))
    assert said in finding.message.id
    assert finding.severity is Severity.MINOR


@pytest.mark.parametrize(
    "row",
    [
        f"7.01.01 | {SAME_NAME}",
        f"1.02.01 | {SAME_NAME}",
        "7.01.01 | PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH",
        "7.01.01 | PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN",
        "7.01.02 | PROGRAM PENYELENGGARAN PEMERINTAHAN DAN PELAYANAN PUBLIK",
        "7.01.04 | PROGRAM KOORDINASI KETENTERAMAN DAN KETERTIBAN UMUM",
        "7.01.01.2.01 | Perencanaan, Penganggaran dan evaluasi Kinerja Perangkat Daerah",
        "7.01.03.2.01.0003 | Peningkatan Efektivitas Kegiatan Pemberdayaan Masyarakat di Wilayah Kecamatan",
        "7.01.02.2.01.02 | Peningkatan Efektifitas Kegiatan Pemerintahan di Tingkat Kecamatan",
        "1.02.02 | PROGRAM PEMENUHAN UPAYA KESEHATAN PERORANGAN",
        "5.1.02.01.01.0024 | Belanja Alat Tulis Kantor",
        "7.01.02.2.01 | ",
    ],
)
def test_listed_names_and_other_bidang_pass(row: str) -> None:
    assert not findings_of(kod03_kode_dan_nama.RULE, coded(row))


def test_a_name_that_goes_on_in_the_row_after_a_page_break_is_one_name() -> None:
    rows = "7.01.01.2.08 | Penyediaan Jasa Penunjang Urusan Pemerintahan\n | Daerah"
    typed = typed_table(rows, (Role.KODE, Role.URAIAN))
    assert len(findings_of(kod03_kode_dan_nama.RULE, report(typed))) == 1
    first, rest = typed.table.rows
    moved = tuple(replace(cell, place=place(page=2)) for cell in rest)
    broken = replace(typed, table=replace(typed.table, rows=(first, moved), pages=(1, 2)))
    assert not findings_of(kod03_kode_dan_nama.RULE, report(broken))


def test_the_name_of_another_code_tells_that_code() -> None:
    (finding,) = findings_of(kod03_kode_dan_nama.RULE, coded("7.01.01.2.06.0001 | Fasilitasi Kunjungan Tamu"))
    assert (finding.spot.printed, finding.expected) == ("7.01.01.2.06.0001", "7.01.01.2.06.0008")


def test_an_unlisted_code_is_unverifiable() -> None:
    (finding,) = findings_of(kod03_kode_dan_nama.RULE, coded("7.01.02.2.01.0099 | Pembangunan Menara Pandang"))
    assert (finding.severity, finding.certainty) == (Severity.MINOR, Certainty.UNVERIFIABLE)
    assert finding.spot.printed == "7.01.02.2.01.0099"


def test_a_list_that_fits_few_codes_of_a_table_is_said_once() -> None:
    rows = "\n".join(
        f"7.01.0{number} | Program Daerah {word}" for number, word in enumerate(["Satu", "Dua", "Tiga", "Lima"], 1)
    )
    (finding,) = findings_of(kod03_kode_dan_nama.RULE, coded(rows))
    assert finding.severity is Severity.INFO
    assert "4 dari 4 kode" in finding.message.id


def test_every_name_of_every_decree_agrees_with_its_own_code() -> None:
    listed = [entry for names in entries().values() for entry in names if read_code(entry.code)]
    rows = "\n".join(f"{entry.code} | {entry.name}" for entry in listed)
    assert len(listed) > 200
    assert not findings_of(kod03_kode_dan_nama.RULE, coded(rows))


# Office ------------------------------------------------------------------------------------------------------------

FOREIGN = "6.01.01 | Program Penunjang\n6.01.01.2.01 | Perencanaan"


def test_the_urusan_of_other_offices_is_one_finding_a_table() -> None:
    (finding,) = findings_of(kod04_urusan_perangkat_daerah.RULE, coded(f"{FOREIGN}\n5.01.02 | Program"))
    assert (finding.spot.printed, finding.expected, finding.severity) == ("6.01.01", "7.01", Severity.MINOR)
    assert [spot.printed for spot in finding.evidence] == ["6.01.01.2.01", "5.01.02"]
    assert "6.01 (2 kode), 5.01 (1 kode)" in finding.message.id


def test_another_urusan_beside_the_offices_own_is_information() -> None:
    (finding,) = findings_of(kod04_urusan_perangkat_daerah.RULE, coded(f"7.01.01 | Program\n{FOREIGN}"))
    assert (finding.severity, finding.certainty) == (Severity.INFO, Certainty.UNVERIFIABLE)


@pytest.mark.parametrize(
    ("organisation", "rows"),
    [
        ("Kecamatan Klakah", "7.01.01 | Program\nX.XX.01 | Program"),
        ("Inspektorat Kabupaten Lumajang", FOREIGN),
        ("Dinas Sosial, Pemberdayaan Perempuan dan Perlindungan Anak", "2.08.02 | Program"),
        ("Kecamatan Klakah", "4.01.4.01.08.01.01 | Kegiatan"),
        ("Kecamatan Klakah", "5.1.02.01.01.0024 | Belanja"),
        (None, FOREIGN),
    ],
)
def test_codes_of_the_office_or_of_an_office_not_plain_pass(organisation: str | None, rows: str) -> None:
    assert not findings_of(kod04_urusan_perangkat_daerah.RULE, coded(rows, organisation=organisation))


# KOD-05 and KOD-06 ---------------------------------------------------------------------------------------------------


def told_by(
    rule: Rule, text: str, rows: str = "7.01.01.2.01 | Administrasi Keuangan | 1 | 1 | 0 | 100"
) -> list[Finding]:
    return findings_of(rule, interpret(document([text], [budget(rows)])))


VILLAGES = "Kecamatan Klakah membina desa:\n\n35.08.19.2001 Kudus\n\n35.08.19.2002 Duren\n\n35.08.19.2003 Sruni\n\n"


@pytest.mark.parametrize(
    ("text", "printed", "expected"),
    [
        ("35.08.91.2004 Papringan", ["35.08.91.2004"], "35.08.19.2004"),
        ("35.08.19.3004 Papringan", ["35.08.19.3004"], None),
        ("35.08.19.1004 Klakah", [], None),
        ("Nomor 7.01.02.2.01.0005 dan 12.35.08.19.2004", [], None),
    ],
)
def test_the_code_of_a_village_begins_with_that_of_its_kecamatan(
    text: str, printed: list[str], expected: str | None
) -> None:
    findings = told_by(kod05_kode_wilayah.RULE, VILLAGES + text)
    assert [finding.spot.printed for finding in findings] == printed
    assert [finding.expected for finding in findings] == [expected] * len(printed)


@pytest.mark.parametrize(
    ("office", "code", "count"),
    [
        ("Kecamatan Klakah", "7.01.01.1.01", 1),
        ("Kecamatan Klakah", "7.01.01.2.01", 0),
        ("Kota Administrasi Jakarta Pusat memuji Kecamatan Menteng. Maka dilaporkan", "7.01.01.1.01", 0),
        ("Dinas Pertanian melapor kepada Gubernur. Gubernur menilai", "3.27.01.2.01", 1),
        ("Dinas Pertanian melapor kepada Gubernur. Gubernur menilai", "3.27.01.1.01", 0),
        ("Dinas Pertanian melapor kepada Gubernur. Gubernur dan Bupati menilai", "3.27.01.2.01", 0),
        ("Dinas Pertanian melapor", "3.27.01.1.01", 0),
    ],
)
def test_codes_are_of_the_authority_of_the_office(office: str, code: str, count: int) -> None:
    rows = f"{code} | Administrasi Keuangan | 1 | 1 | 0 | 100\n{code}.0001 | Gaji | 1 | 1 | 0 | 100"
    findings = told_by(kod06_kewenangan.RULE, f"{office} kinerjanya.", rows)
    assert len(findings) == count
    assert all(len(finding.followers) == 1 for finding in findings)
