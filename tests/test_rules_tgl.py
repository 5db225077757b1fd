"""Dates and periods: TGL-01 to TGL-09."""

from dataclasses import replace
from typing import Any

import pytest

from extract.records import Line
from normalize.dates import find_dates
from normalize.identity import find_period_labels
from normalize.periods import Period, PeriodKind
from normalize.report import Kind, Report, Role, Signature
from tests.reports import CLOSING, findings_of, found_by, written
from tests.typed import QUARTER_4, line, place, report, typed_table
from validate.findings import CellRef, Certainty, Severity
from validate.rules import (
    tgl01_sesudah_periode,
    tgl02_tanggal_sama,
    tgl03_tanggal_sah,
    tgl04_tepat_waktu,
    tgl05_periode_seragam,
)

QUARTER_3 = Period(PeriodKind.TRIWULAN, 3)
YEAR = Period(PeriodKind.TAHUN)


def block(section: str, text: str, page: int = 1) -> Signature:
    """Return a signature block such as "Klakah, 3 Januari 2025"."""
    town, _, printed = text.rpartition(", ")
    (dated,) = find_dates(printed)
    return Signature(section, dated, place(page=page), town or None, closing=section == "penutup")


def signed(preface: str | None = None, closing: str | None = None, **facts: Any) -> Report:
    blocks = [block("kata_pengantar", preface, 2)] if preface else []
    blocks += [block("penutup", closing, 24)] if closing else []
    return report(signatures=tuple(blocks), **facts)


# Signed after the period, and on one day ---------------------------------------------------------------------------


def test_a_closing_date_before_the_periods_end_is_one_finding_with_the_preface_under_it() -> None:
    told = signed("Lumajang, 3 Januari 2025", "Klakah, 03 Januari 2024")
    (finding,) = findings_of(tgl01_sesudah_periode.RULE, told)
    assert (finding.spot.place.page, finding.spot.cell, finding.spot.printed) == (24, None, "03 Januari 2024")
    assert (finding.severity, finding.certainty) == (Severity.MAJOR, Certainty.INCONSISTENT)
    assert finding.expected == "3 Januari 2025"
    assert [(f.rule, f.spot.place.page, f.spot.printed) for f in finding.followers] == [("TGL-02", 2, "3 Januari 2025")]
    assert "31 Desember 2024" in finding.message.id
    assert not findings_of(tgl02_tanggal_sama.RULE, told)


def test_an_early_preface_is_the_root_when_the_closing_is_right() -> None:
    (finding,) = findings_of(tgl01_sesudah_periode.RULE, signed("Lumajang, 3 Januari 2024", "Klakah, 3 Januari 2025"))
    assert finding.spot.place.page == 2
    assert [follower.spot.place.page for follower in finding.followers] == [24]


def test_one_early_date_in_both_places_is_one_finding() -> None:
    told = signed("Lumajang, 3 Januari 2024", "Klakah, 03 Januari 2024")
    (finding,) = findings_of(tgl01_sesudah_periode.RULE, told)
    assert finding.spot.place.page == 24
    assert finding.expected == "≥ 31 Desember 2024"
    assert [(f.rule, f.spot.place.page) for f in finding.followers] == [("TGL-01", 2)]


def test_two_early_dates_are_two_findings_and_no_third() -> None:
    told = signed("Lumajang, 4 Januari 2024", "Klakah, 3 Januari 2024")
    assert [f.spot.printed for f in findings_of(tgl01_sesudah_periode.RULE, told)] == [
        "3 Januari 2024",
        "4 Januari 2024",
    ]
    assert not findings_of(tgl02_tanggal_sama.RULE, told)


@pytest.mark.parametrize(
    ("closing", "period"),
    [
        ("Klakah, 03 Januari 2025", QUARTER_4),
        ("Klakah, 31 Desember 2024", QUARTER_4),
        ("Klakah, 2 Oktober 2024", QUARTER_3),
        ("Klakah, 28 Februari 2025", YEAR),
    ],
)
def test_a_date_on_or_after_the_last_day_of_the_period_passes(closing: str, period: Period) -> None:
    assert not findings_of(tgl01_sesudah_periode.RULE, signed(closing=closing, period=period))


def test_the_end_of_the_period_depends_on_the_quarter() -> None:
    assert findings_of(tgl01_sesudah_periode.RULE, signed(closing="Klakah, 2 Oktober 2024", period=QUARTER_4))


def test_a_report_that_names_no_period_has_no_end_to_compare_with() -> None:
    assert not findings_of(tgl01_sesudah_periode.RULE, signed(closing="Klakah, 3 Januari 2024", period=None))


def test_the_date_of_the_perjanjian_kinerja_is_its_own() -> None:
    blocks = (block("perjanjian_kinerja", "Lumajang, 2 September 2024"), block("lain", "Lumajang, 5 Juni 2024"))
    assert not findings_of(tgl01_sesudah_periode.RULE, report(signatures=blocks))


def test_two_right_dates_that_differ_contradict_each_other() -> None:
    told = signed("Lumajang, 3 Januari 2025", "Lumajang, 13 Januari 2025")
    (finding,) = findings_of(tgl02_tanggal_sama.RULE, told)
    assert (finding.spot.printed, finding.expected) == ("13 Januari 2025", "3 Januari 2025")
    assert (finding.severity, finding.certainty) == (Severity.MINOR, Certainty.INCONSISTENT)
    assert [spot.place.page for spot in finding.evidence] == [2]
    assert not findings_of(tgl01_sesudah_periode.RULE, told)


def test_another_town_on_the_same_day_is_information() -> None:
    (finding,) = findings_of(tgl02_tanggal_sama.RULE, signed("Lumajang, 3 Januari 2025", "Klakah, 03 Januari 2025"))
    assert finding.severity is Severity.INFO


@pytest.mark.parametrize(
    ("preface", "closing"),
    [("Lumajang, 3 Januari 2025", "LUMAJANG, 03 Januari 2025"), ("Lumajang, 3 Januari 2025", None), (None, None)],
)
def test_alike_or_missing_dates_do_not_contradict_each_other(preface: str | None, closing: str | None) -> None:
    assert not findings_of(tgl02_tanggal_sama.RULE, signed(preface, closing))


# The calendar and the deadline -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Klakah, 31 Februari 2025", "tidak ada dalam kalender"),
        ("Klakah, 29 Februari 2023", "tidak ada dalam kalender"),
        ("diunggah 31/11/2024", "tidak ada dalam kalender"),
        ("Klakah, 3 Januarri 2025", "salah eja"),
    ],
)
def test_a_day_that_the_calendar_does_not_have_is_found(text: str, said: str) -> None:
    (finding,) = findings_of(tgl03_tanggal_sah.RULE, report(lines=(line(text),)))
    assert said in finding.message.id
    assert finding.spot.printed in text
    assert finding.severity is Severity.MINOR


def test_a_date_in_a_cell_is_looked_at() -> None:
    table = typed_table("1 | Posting 31/09/2024\n2 | Posting 30/09/2024", (Role.NOMOR, Role.KETERANGAN))
    (finding,) = findings_of(tgl03_tanggal_sah.RULE, report(table))
    assert (finding.spot.cell, finding.spot.printed) == (CellRef("t1", 0, 1), "31/09/2024")


@pytest.mark.parametrize(
    "text",
    [
        "Klakah, 29 Februari 2024",
        "Nomor 31/02/2024 tanggal 28 Februari 2024",
        "30/12/2024",
        "31 Desa pada tahun 2024",
        "Cetak: 29 December 2017",
    ],
)
def test_days_of_the_calendar_pass(text: str) -> None:
    assert not findings_of(tgl03_tanggal_sah.RULE, report(lines=(line(text),)))


def test_a_date_after_march_is_information() -> None:
    (finding,) = findings_of(tgl04_tepat_waktu.RULE, signed("Lumajang, 3 Januari 2025", "Klakah, 14 April 2025"))
    assert (finding.severity, finding.certainty) == (Severity.INFO, Certainty.UNVERIFIABLE)
    assert (finding.spot.printed, finding.expected) == ("14 April 2025", "≤ 31 Maret 2025")
    assert "14 hari" in finding.message.id


@pytest.mark.parametrize("closing", ["Klakah, 31 Maret 2025", "Klakah, 3 Januari 2024", None])
def test_a_date_until_the_end_of_march_passes(closing: str | None) -> None:
    assert not findings_of(tgl04_tepat_waktu.RULE, signed(closing=closing))


# One period --------------------------------------------------------------------------------------------------------

COVER = line("LAPORAN KINERJA CAMAT Tribulan IV 2024", page=1, size=20)
BODY = line("Puji syukur kami haturkan atas terselesaikannya laporan ini. " * 5, 20, page=2)
BUDGET_CAPTION = "TABEL 3.2.2 REALISASI ANGGARAN SAMPAI DENGAN TRIBULAN IV"


def titled(*captions: str, headings: tuple[Line, ...] = (), cover: Line = COVER, **facts: Any) -> Report:
    """Return a report with this cover, these headings, and tables with these captions."""
    tables = [
        typed_table("Program | 1.000.000", (Role.PROGRAM, Role.PAGU), caption=caption, id=f"t{page}", page=page)
        for page, caption in enumerate(captions, 3)
    ]
    told = report(*tables, lines=(cover, *headings, BODY), **facts)
    return replace(told, periods=find_period_labels(told.document))


def test_a_caption_of_another_quarter_is_found_at_the_caption() -> None:
    told = titled("Tabel 3.1.2 Cost per outcome Camat 2024 Triwulan III", BUDGET_CAPTION)
    (finding,) = findings_of(tgl05_periode_seragam.RULE, told)
    assert (finding.spot.place, finding.spot.cell) == (told.tables[0].table.caption_place, None)
    assert (finding.spot.printed, finding.expected) == ("Triwulan III", "Triwulan IV")
    assert (finding.severity, finding.certainty) == (Severity.MAJOR, Certainty.INCONSISTENT)
    assert {spot.place.page for spot in finding.evidence} == {1, 4}


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("TW 3", "TW 4"), ("TW3", "TW4"), ("Tribulan II", "Tribulan IV"), ("Triwulan kedua", "Triwulan IV")],
)
def test_the_expected_period_is_written_as_the_wrong_one_is(printed: str, expected: str) -> None:
    (finding,) = findings_of(tgl05_periode_seragam.RULE, titled(f"Tabel 1 Capaian {printed}", BUDGET_CAPTION))
    assert (finding.spot.printed, finding.expected) == (printed, expected)


def test_a_cover_of_another_quarter_is_outvoted() -> None:
    cover = line("LAPORAN KINERJA TRIWULAN III", page=1)
    captions = [f"Tabel {number} Judul {number} Triwulan IV" for number in range(3)]
    (finding,) = findings_of(tgl05_periode_seragam.RULE, titled(*captions, cover=cover, period=QUARTER_3))
    assert finding.spot.place == cover.place


@pytest.mark.parametrize(
    "heading", [line("Capaian Triwulan III", page=2, bold=True), line("Capaian TW 3", page=2, size=14)]
)
def test_a_heading_of_another_quarter_is_found(heading: Line) -> None:
    (finding,) = findings_of(tgl05_periode_seragam.RULE, titled(BUDGET_CAPTION, headings=(heading,)))
    assert finding.spot.place == heading.place


@pytest.mark.parametrize("text", ["Pembinaan Linmas Tw. 3", "Bukti Dukung Triwulan III"])
def test_a_heading_of_something_else_may_name_another_quarter(text: str) -> None:
    assert not findings_of(
        tgl05_periode_seragam.RULE, titled(BUDGET_CAPTION, headings=(line(text, page=2, bold=True),))
    )


def test_the_annex_may_hold_evidence_of_another_quarter() -> None:
    told = titled(BUDGET_CAPTION, "Rekapitulasi Pembinaan Triwulan III")
    body, annexed = told.tables
    assert findings_of(tgl05_periode_seragam.RULE, told)
    assert not findings_of(tgl05_periode_seragam.RULE, replace(told, tables=(body, replace(annexed, annexed=True))))


def test_running_text_may_speak_of_another_quarter() -> None:
    text = line("Realisasi pada Triwulan III sebesar 10,7%", page=2)
    assert not findings_of(tgl05_periode_seragam.RULE, titled(BUDGET_CAPTION, headings=(text,)))


@pytest.mark.parametrize(
    "captions",
    [
        ("Tabel 3.2 Perbandingan Capaian Triwulan III dan Triwulan IV",),
        ("Tabel 3.2 Capaian TW I, II, III dan IV",),
        ("Tabel 3.2 Capaian TW I s.d TW IV",),
        ("Tabel 3.2 Capaian Triwulan III", "Tabel 3.3 Capaian Triwulan IV"),
        ("Tabel 4.1 Rencana Aksi Triwulan I Tahun 2025",),
    ],
)
def test_comparisons_series_and_plans_may_name_other_quarters(captions: tuple[str, ...]) -> None:
    assert not findings_of(tgl05_periode_seragam.RULE, titled(BUDGET_CAPTION, *captions))


def test_three_headings_of_one_wording_are_a_series() -> None:
    headings = [
        line(f"Capaian Triwulan {number}", at, page=2, bold=True) for at, number in enumerate(("I", "II", "III"))
    ]
    two, three = (titled(BUDGET_CAPTION, headings=tuple(headings[:count])) for count in (2, 3))
    assert len(findings_of(tgl05_periode_seragam.RULE, two)) == 2
    assert not findings_of(tgl05_periode_seragam.RULE, three)


@pytest.mark.parametrize(("period", "odd"), [(QUARTER_4, "Triwulan III"), (QUARTER_3, "TW IV")])
def test_where_two_quarters_are_named_equally_often_the_report_decides(period: Period, odd: str) -> None:
    cover = line("LAPORAN KINERJA CAMAT", page=1)
    told = titled("Tabel 1 Realisasi Triwulan III", "Tabel 2 Capaian TW IV", cover=cover, period=period)
    (finding,) = findings_of(tgl05_periode_seragam.RULE, told)
    assert finding.spot.printed == odd


def test_a_report_on_the_year_may_hold_tables_of_quarters() -> None:
    told = titled("Tabel 1 Realisasi Triwulan III", "Tabel 2 Capaian TW IV", period=YEAR)
    assert not findings_of(tgl05_periode_seragam.RULE, told)


def captioned(*captions: str, kind: Kind = Kind.REALISASI_ANGGARAN) -> Report:
    tables = [
        typed_table("Program | 1.000.000", (Role.PROGRAM, Role.PAGU), caption=caption, kind=kind, id=f"t{n}")
        for n, caption in enumerate(captions)
    ]
    told = report(*tables, lines=(line("LAPORAN KINERJA TAHUN 2024 Triwulan IV Tahun 2024"),))
    return replace(told, periods=find_period_labels(told.document))


def test_a_year_that_the_report_names_more_often_than_its_own_is_no_slip() -> None:
    captions = [f"Tabel {number} Realisasi {word} Tahun 2023" for number, word in enumerate(("Satu", "Dua", "Tiga"))]
    assert not findings_of(tgl05_periode_seragam.RULE, captioned(*captions))


def test_a_caption_of_results_of_another_year_is_found() -> None:
    (finding,) = findings_of(tgl05_periode_seragam.RULE, captioned("Tabel 3.1 Realisasi Anggaran Tahun 2023"))
    assert (finding.spot.printed, finding.expected) == ("2023", "2024")


@pytest.mark.parametrize(
    "captions",
    [
        ("Tabel 3.1 Realisasi Anggaran Tahun 2024",),
        ("Tabel 3.1 Realisasi Anggaran",),
        ("Tabel 3.1 Realisasi Anggaran Tahun 2023 dan 2024",),
        ("Tabel 3.1 Realisasi Anggaran Tahun 2023", "Tabel 3.2 Realisasi Anggaran Tahun 2024"),
        ("Tabel 3.1 Perbandingan dengan Realisasi Tahun 2023",),
        ("Tabel 3.1 Capaian Renstra 2021-2026",),
        ("Tabel 3.1 Capaian menurut Peraturan Bupati Nomor 6 Tahun 2018",),
    ],
)
def test_captions_that_compare_years_or_cite_a_regulation_pass(captions: tuple[str, ...]) -> None:
    assert not findings_of(tgl05_periode_seragam.RULE, captioned(*captions))


def test_a_table_that_is_no_result_may_name_its_own_year() -> None:
    told = captioned("Tabel 1.1 Jumlah Penduduk Tahun 2023", kind=Kind.OTHER)
    assert not findings_of(tgl05_periode_seragam.RULE, told)


def test_the_annex_may_hold_results_of_another_year() -> None:
    told = captioned("Tabel 3.1 Realisasi Anggaran Tahun 2023")
    annexed = tuple(replace(typed, annexed=True) for typed in told.tables)
    assert findings_of(tgl05_periode_seragam.RULE, told)
    assert not findings_of(tgl05_periode_seragam.RULE, replace(told, tables=annexed))


# Terms, lengths and the perjanjian kinerja --------------------------------------------------------------------------


def test_the_rarer_term_for_quarters_is_told_once() -> None:
    pages = ("Laporan Kinerja Camat Tribulan IV 2024", "Capaian Triwulan IV\nCapaian sampai dengan Triwulan IV")
    (finding,) = found_by(written(*pages, "Laporan Kinerja triwulanan IV"), "TGL-06")
    assert (finding.spot.place.page, finding.spot.printed, finding.expected) == (1, "Tribulan IV", "triwulan")
    assert finding.severity is Severity.INFO
    assert [spot.printed for spot in finding.evidence] == ["triwulanan IV"]


@pytest.mark.parametrize(
    "text",
    ["Laporan triwulanan disampaikan, Triwulan IV", "Triwulan I, Triwulan II dan TW III", "TRIBULAN IV, tribulan 4"],
)
def test_one_term_and_its_short_form_pass(text: str) -> None:
    assert not found_by(written(text), "TGL-06")


SPAN = "Maksud laporan ini adalah pertanggungjawaban pelaksanaan kinerja dalam kurun waktu tiga bulan kepada Bupati."


@pytest.mark.parametrize("months", ["Triwulan IV (Januari s.d Desember) Tahun 2024", "Laporan Kinerja Tahun 2024"])
def test_a_length_that_the_months_contradict_is_told_where_it_stands(months: str) -> None:
    (finding,) = found_by(written(months, SPAN), "TGL-07")
    assert (finding.spot.place.page, finding.spot.printed) == (2, "kurun waktu tiga bulan")
    assert (finding.severity, finding.certainty) == (Severity.MINOR, Certainty.INCONSISTENT)


@pytest.mark.parametrize(
    ("months", "span"),
    [
        ("Triwulan I (Januari s.d. Maret) Tahun 2024", SPAN),
        ("Triwulan IV Tahun 2024", SPAN),
        ("Januari s.d Desember Tahun 2024", SPAN.replace("tiga bulan", "12 (dua belas) bulan")),
        (
            "Januari s.d Desember Tahun 2024",
            "Laporan kinerja disampaikan dalam jangka waktu 3 bulan setelah itu.",
        ),
        ("Januari s.d Desember Tahun 2024", "Pelatihan dilaksanakan dalam kurun waktu tiga bulan."),
        ("Januari s.d Desember Tahun 2024", "Laporan kinerja menjawab sasaran dalam jangka waktu 3 bulan."),
    ],
)
def test_lengths_that_agree_or_are_of_other_things_pass(months: str, span: str) -> None:
    assert not found_by(written(months, span), "TGL-07")


def promised(heading: str, date: str) -> Report:
    return written("Laporan Kinerja", CLOSING, f"**LAMPIRAN**\n\n**{heading}**\n\nBerjanji.\n\n{date}")


@pytest.mark.parametrize("date", ["Klakah, 2 Januari 2023", "Klakah, 30 September 2023", "Klakah, 3 Januari 2025"])
def test_a_promise_dated_outside_its_year_is_told(date: str) -> None:
    (finding,) = found_by(promised("PERJANJIAN KINERJA TAHUN 2024", date), "TGL-09")
    assert finding.spot.printed in date
    assert finding.severity is Severity.MINOR
    assert finding.evidence[0].printed == "PERJANJIAN KINERJA TAHUN 2024"


@pytest.mark.parametrize(
    ("heading", "date"),
    [
        ("PERUBAHAN PERJANJIAN KINERJA TAHUN 2024", "Lumajang, 2 September 2024"),
        ("PERJANJIAN KINERJA TAHUN 2024", "Lumajang, 29 Desember 2023"),
        ("PERJANJIAN KINERJA TAHUN 2025", "Lumajang, 3 Januari 2025"),
        ("PERJANJIAN KINERJA", "Lumajang, 3 Januari 2022"),
        ("PERJANJIAN KINERJA TAHUN 2021-2026", "Lumajang, 3 Januari 2020"),
    ],
)
def test_a_promise_of_its_year_or_of_none_passes(heading: str, date: str) -> None:
    assert not found_by(promised(heading, date), "TGL-09")
