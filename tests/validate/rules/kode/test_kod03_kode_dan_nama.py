"""KOD-03: code and name as listed."""

from dataclasses import replace

import pytest

from normalize.reference.nomenclature import Decree, entries
from normalize.report import Role
from normalize.values.codes import parse_code
from tests.reports import findings_of
from tests.typed import place, report, typed_table
from tests.validate.rules.examples import assert_examples, assert_severities, broken, headed
from tests.validate.rules.of_kod import coded
from validate.findings import CellRef, Certainty, Severity
from validate.rules.kode.kod03_kode_dan_nama import RULE

EXAMPLES = headed("Kode | Uraian | Pagu")


OF_NO_LIST = "\n".join(
    f"7.01.0{at} | Program Daerah {word}"
    for at, word in enumerate(["Satu", "Dua", "Tiga", "Lima"], 1)
)


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES), coded(OF_NO_LIST), coded(OF_ANOTHER_CODE))


OF_ANOTHER_CODE = "7.01.01.2.03 | Administrasi Keuangan Perangkat Daerah"


def test_a_name_that_the_list_gives_another_code_is_a_contradiction_in_identity() -> None:
    (finding,) = findings_of(RULE, coded(OF_ANOTHER_CODE))
    assert (finding.severity, finding.certainty, finding.expected) == (
        Severity.MAJOR,
        Certainty.INCONSISTENT,
        "7.01.01.2.02",
    )


SAME_NAME = "program penunjang urusan pemerintahan daerah kabupaten / kota"


def test_a_program_named_without_one_of_its_words_is_found_at_its_name() -> None:
    row = "7.01.01 | PROGRAM PENUNJANG PEMERINTAHAN DAERAH KABUPATEN / KOTA"
    (finding,) = findings_of(RULE, coded(row))
    assert finding.spot.cell == CellRef("t1", 0, 1)
    assert finding.expected == "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA"
    assert "tanpa kata URUSAN" in finding.message.id
    assert (finding.severity, finding.certainty) == (Severity.MINOR, Certainty.INCONSISTENT)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "7.01.04 | PROGRAM KOORDINASI PELAYANAN KETENTRAMAN DAN KETERTIBAN UMUM",
            "dengan kata PELAYANAN",
        ),
        (
            "7.01.01.2.01.0007 | Evaluasi Kinerja dan Anggaran Perangkat Daerah",
            "dengan kata ANGGARAN",
        ),
        ("7.01.02.2.01 | Pengadaan Seragam Dinas", "bernama “Pengadaan Seragam Dinas”"),
    ],
)
def test_another_wording_says_which_words_differ(row: str, said: str) -> None:
    (finding,) = findings_of(RULE, coded(row))
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
        "7.01.03.2.01.0003 | Peningkatan Efektivitas Kegiatan Pemberdayaan Masyarakat di "
        "Wilayah Kecamatan",
        "7.01.02.2.01.02 | Peningkatan Efektifitas Kegiatan Pemerintahan di Tingkat Kecamatan",
        "1.02.02 | PROGRAM PEMENUHAN UPAYA KESEHATAN PERORANGAN",
        "5.1.02.01.01.0024 | Belanja Alat Tulis Kantor",
        "7.01.02.2.01 | ",
    ],
)
def test_listed_names_and_other_bidang_pass(row: str) -> None:
    assert not findings_of(RULE, coded(row))


def test_a_name_that_goes_on_in_the_row_after_a_page_break_is_one_name() -> None:
    rows = "7.01.01.2.08 | Penyediaan Jasa Penunjang Urusan Pemerintahan\n | Daerah"
    typed = typed_table(rows, (Role.KODE, Role.URAIAN))
    assert len(findings_of(RULE, report(typed))) == 1
    first, rest = typed.table.rows
    moved = tuple(replace(cell, place=place(page=2)) for cell in rest)
    broken = replace(typed, table=replace(typed.table, rows=(first, moved), pages=(1, 2)))
    assert not findings_of(RULE, report(broken))


def test_the_name_of_another_code_tells_that_code() -> None:
    (finding,) = findings_of(RULE, coded("7.01.01.2.06.0001 | Fasilitasi Kunjungan Tamu"))
    assert (finding.spot.printed, finding.expected) == ("7.01.01.2.06.0001", "7.01.01.2.06.0008")


def test_an_unlisted_code_is_unverifiable() -> None:
    (finding,) = findings_of(RULE, coded("7.01.02.2.01.0099 | Pembangunan Menara Pandang"))
    assert (finding.severity, finding.certainty) == (Severity.MINOR, Certainty.UNVERIFIABLE)
    assert finding.spot.printed == "7.01.02.2.01.0099"


def test_a_list_that_fits_few_codes_of_a_table_is_said_once() -> None:
    (finding,) = findings_of(RULE, coded(OF_NO_LIST))
    assert finding.severity is Severity.INFO
    assert "4 dari 4 kode" in finding.message.id


def test_every_name_of_every_decree_agrees_with_its_own_code() -> None:
    listed = [entry for names in entries().values() for entry in names if parse_code(entry.code)]
    rows = "\n".join(f"{entry.code} | {entry.name}" for entry in listed)
    assert len(listed) > 200
    assert not findings_of(RULE, coded(rows))


UNKNOWN = "7.01.01.2.06.0099 | Penyediaan Sistem Cerdas Kecamatan"


@pytest.mark.parametrize(
    ("year", "severity"), [(2024, Severity.MINOR), (2025, Severity.MINOR), (2026, Severity.INFO)]
)
def test_a_code_unknown_in_a_year_whose_list_is_not_at_hand_is_no_error(
    year: int, severity: Severity
) -> None:
    (finding,) = findings_of(RULE, coded(UNKNOWN, year=year))
    assert (finding.severity, finding.certainty) == (severity, Certainty.UNVERIFIABLE)
    assert ("900.1-861/2026" in finding.message.id) is (year == 2026)


def test_unknown_codes_of_such_a_year_are_told_once_a_table_and_other_names_stay_doubtful() -> None:
    named_otherwise = "7.01.01 | PROGRAM PENUNJANG PEMERINTAHAN DAERAH KABUPATEN / KOTA"
    rows = "\n".join([UNKNOWN, UNKNOWN.replace("0099", "0098"), named_otherwise])
    told = findings_of(RULE, coded(rows, year=2026))
    assert [(one.severity, one.certainty) for one in told] == [
        (Severity.INFO, Certainty.UNVERIFIABLE),
        (Severity.MINOR, Certainty.UNVERIFIABLE),
    ]


def test_a_code_of_a_later_list_than_that_of_the_year_is_only_said() -> None:
    only_listed = (listed[0] for listed in entries().values() if len(listed) == 1)
    later = next(entry for entry in only_listed if entry.decree is Decree.KEPMENDAGRI_2850)
    row = f"{later.code.replace('X.XX', '7.01')} | {later.name}"
    (finding,) = findings_of(RULE, coded(row, year=2022))
    assert (finding.severity, finding.certainty) == (Severity.INFO, Certainty.UNVERIFIABLE)
    assert "900.1-2850/2025" in finding.message.id
    assert not findings_of(RULE, coded(row, year=2025))


def test_the_list_of_the_next_decree_stands_in_for_one_that_is_not_at_hand() -> None:
    since_1317 = next(
        listed[0]
        for code, listed in entries().items()
        if code.startswith("7.01") and listed[0].decree is Decree.KEPMENDAGRI_1317
    )
    row = f"{since_1317.code} | {since_1317.name}"
    assert [bool(findings_of(RULE, coded(row, year=year))) for year in (2021, 2022, 2024)] == [
        True,
        False,
        False,
    ]
