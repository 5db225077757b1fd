"""DOK-06: the reports of the quarters of a year are one chain."""

import pytest

from tests.validate.rules.companions import (
    across,
    assert_examples,
    assert_severities,
    breaking,
    checked,
    documents,
    told,
)
from validate.rules.lintas_dokumen.dok06_rantai_triwulan import RULE

TARGETS = """\
Dokumen    Indikator Kinerja         Satuan    Target    Realisasi
TW II      Persentase desa tertib    %         {}     40,00
TW I       Persentase desa tertib    %         95,45     20,00"""
YEAR = (
    "Dokumen    Indikator Kinerja         Satuan    Target    Realisasi\n{:10} {:25} {:9} 12   "
    "     {}"
)
QUARTERS = ("TW I", "TW II", "TW III", "TW IV")
PAGU = """\
Dokumen    Kode            Uraian                Pagu             Realisasi
TW II      7.01.02         Program Pelayanan     {}    900.000.000
TW II      7.01.02.2.01    Kegiatan Pelayanan    {}    900.000.000

Dokumen    Kode            Uraian                Pagu             Realisasi
TW I       7.01.02         Program Pelayanan     4.430.000.000    400.000.000
TW I       7.01.02.2.01    Kegiatan Pelayanan    4.430.000.000    400.000.000"""


def year(printed: str, *quarters: str, name: str = "Jumlah desa dibina", unit: str = "Desa") -> str:
    """The report of a year and those of its quarters."""
    reports = zip(("LKj 2024", *QUARTERS), (printed, *quarters), strict=False)
    return "\n\n".join(YEAR.format(label, name, unit, number) for label, number in reports)


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE)


def test_every_declared_severity_is_reached() -> None:
    program = documents(PAGU.format("4.530.000.000", "4.530.000.000"))
    assert_severities(RULE, breaking(RULE), documents(TARGETS.format("95,41")), program)


@pytest.mark.parametrize(
    "text",
    [
        "Target disesuaikan dengan perubahan anggaran.",
        "Perjanjian kinerja perubahan ditetapkan pada bulan Mei.",
        "Pagu mengikuti DPPA.",
    ],
)
def test_a_change_that_the_later_report_names_explains_another_target_and_pagu(text: str) -> None:
    assert across(RULE, TARGETS.format("90,00"), TW_II=text) == []
    assert across(RULE, PAGU.format("4.530.000.000", "4.530.000.000"), TW_II=text) == []


def test_a_change_that_only_the_earlier_report_names_explains_nothing() -> None:
    assert len(across(RULE, TARGETS.format("90,00"), TW_I="Pagu mengikuti DPPA.")) == 1


def test_another_pagu_and_its_sum_are_one_finding() -> None:
    (finding,) = across(RULE, PAGU.format("4.530.000.000", "4.530.000.000"))
    assert finding.spot.cell is not None
    assert (finding.spot.cell.row, finding.expected) == (1, "4.430.000.000")


@pytest.mark.parametrize(
    ("printed", "quarters", "found"),
    [
        ("12", ("3", "3", "3", "3"), 0),
        ("12", ("3", "6", "9", "12"), 0),
        ("3", ("3", "3", "3", "3"), 0),
        ("9", ("8", "8", "9", "5"), 0),
        ("11", ("3", "3", "3", "3"), 1),
        ("11", ("3", "6", "9", "12"), 1),
    ],
)
def test_a_year_is_the_end_the_sum_the_mean_or_the_highest_of_its_quarters(
    printed: str, quarters: tuple[str, ...], found: int
) -> None:
    assert len(across(RULE, year(printed, *quarters))) == found


def test_a_year_is_not_told_from_three_quarters() -> None:
    assert across(RULE, year("11", "3", "3", "3")) == []


REPEATED = """\
Dokumen    Indikator Kinerja         Satuan    Target    TW I     TW II    Realisasi
TW II      Persentase desa tertib    %         95,45     {:8} {:8} 40,00

Dokumen    Indikator Kinerja         Satuan    Target    Realisasi
TW I       Persentase desa tertib    %         95,45     20,00"""


def test_a_column_repeats_what_the_report_of_the_quarter_printed() -> None:
    findings = across(RULE, REPEATED.format("25,00", "15,00"))
    assert told(findings) == ["25,00 -> 20,00 (quarter-tw1 p5 t1:0:3)"]
    assert across(RULE, REPEATED.format("20,00", "20,00")) == []


ADDED = """\
Dokumen    Indikator Kinerja         Satuan    Target    TW I     TW II    TW III    Realisasi
TW III     Persentase desa tertib    %         95,45     20,00    20,00    30,00     70,00

Dokumen    Indikator Kinerja         Satuan    Target    Realisasi
TW II      Persentase desa tertib    %         95,45     {}"""


@pytest.mark.parametrize(("until_june", "found"), [("20,00", 0), ("40,00", 0), ("50,00", 1)])
def test_a_column_may_print_what_a_quarter_adds(until_june: str, found: int) -> None:
    assert len(across(RULE, ADDED.format(until_june))) == found


@pytest.mark.parametrize(("unit", "found"), [("Desa", 1), ("Indeks", 0), ("%", 0)])
def test_a_count_from_january_does_not_fall_and_an_index_may(unit: str, found: int) -> None:
    head = "Dokumen    Indikator Kinerja    Satuan    Target    Realisasi s.d. {}"
    row = "{:10} Capaian pembinaan    {:9} 12        {}"
    second = f"{head.format('TW II')}\n{row.format('TW II', unit, '5')}"
    first = f"{head.format('TW I')}\n{row.format('TW I', unit, '7')}"
    assert len(across(RULE, f"{second}\n\n{first}")) == found


def test_a_year_that_prints_less_than_its_last_quarter_is_one_finding() -> None:
    head = "Dokumen    Kode            Uraian                Pagu         Realisasi"
    row = "{:10} 7.01.02.2.01    Kegiatan Pelayanan    4.430.000    {}"
    year_, last = (
        f"{head}\n{row.format('LKj 2024', '3.390.000')}",
        f"{head} s.d. TW IV\n{row.format('TW IV', '3.930.000')}",
    )
    dossier = documents(f"{year_}\n\n{last}")
    findings = [one for one in checked(dossier).findings if one.elsewhere]
    assert [one.rule for one in findings] == ["DOK-06"]
