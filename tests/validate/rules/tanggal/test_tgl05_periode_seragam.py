"""TGL-05: uniform period."""

from dataclasses import replace
from typing import Any

import pytest

from extract.records import Line
from normalize.report import Report, Role, TableKind
from normalize.text.identity import find_period_labels
from normalize.values.periods import Period
from tests.reports import findings_of
from tests.typed import QUARTER_4, line, report, typed_table
from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_tgl import QUARTER_3, YEAR
from validate.findings import Certainty, Severity
from validate.rules.tanggal.tgl05_periode_seragam import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE, titled("Tabel 3.1.2 Cost per outcome Camat 2024 Triwulan III", BUDGET_CAPTION)
    )


COVER = line("LAPORAN KINERJA CAMAT Tribulan IV 2024", page=1, size=20)


BODY = line("Puji syukur kami haturkan atas terselesaikannya laporan ini. " * 5, 20, page=2)


BUDGET_CAPTION = "TABEL 3.2.2 REALISASI ANGGARAN SAMPAI DENGAN TRIBULAN IV"


def titled(
    *captions: str, headings: tuple[Line, ...] = (), cover: Line = COVER, **facts: Any
) -> Report:
    """Return a report with this cover, these headings, and tables with these captions."""
    tables = [
        typed_table(
            "Program | 1.000.000",
            (Role.PROGRAM, Role.PAGU),
            caption=caption,
            id=f"t{page}",
            page=page,
        )
        for page, caption in enumerate(captions, 3)
    ]
    told = report(*tables, lines=(cover, *headings, BODY), **facts)
    return replace(told, periods=find_period_labels(told.document))


def test_a_caption_of_another_quarter_is_found_at_the_caption() -> None:
    told = titled("Tabel 3.1.2 Cost per outcome Camat 2024 Triwulan III", BUDGET_CAPTION)
    (finding,) = findings_of(RULE, told)
    assert (finding.spot.place, finding.spot.cell) == (told.tables[0].table.caption_place, None)
    assert (finding.spot.printed, finding.expected) == ("Triwulan III", "Triwulan IV")
    assert (finding.severity, finding.certainty) == (Severity.MAJOR, Certainty.INCONSISTENT)
    assert {spot.place.page for spot in finding.evidence} == {1, 4}


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("TW 3", "TW 4"),
        ("TW3", "TW4"),
        ("Tribulan II", "Tribulan IV"),
        ("Triwulan kedua", "Triwulan IV"),
    ],
)
def test_the_expected_period_is_written_as_the_wrong_one_is(printed: str, expected: str) -> None:
    (finding,) = findings_of(RULE, titled(f"Tabel 1 Capaian {printed}", BUDGET_CAPTION))
    assert (finding.spot.printed, finding.expected) == (printed, expected)


def test_a_cover_of_another_quarter_is_outvoted() -> None:
    cover = line("LAPORAN KINERJA TRIWULAN III", page=1)
    captions = [f"Tabel {number} Judul {number} Triwulan IV" for number in range(3)]
    (finding,) = findings_of(RULE, titled(*captions, cover=cover, period=QUARTER_3))
    assert finding.spot.place == cover.place


@pytest.mark.parametrize(
    "heading",
    [line("Capaian Triwulan III", page=2, bold=True), line("Capaian TW 3", page=2, size=14)],
)
def test_a_heading_of_another_quarter_is_found(heading: Line) -> None:
    (finding,) = findings_of(RULE, titled(BUDGET_CAPTION, headings=(heading,)))
    assert finding.spot.place == heading.place


@pytest.mark.parametrize("text", ["Pembinaan Linmas Tw. 3", "Bukti Dukung Triwulan III"])
def test_a_heading_of_something_else_may_name_another_quarter(text: str) -> None:
    assert not findings_of(RULE, titled(BUDGET_CAPTION, headings=(line(text, page=2, bold=True),)))


def test_the_annex_may_hold_evidence_of_another_quarter() -> None:
    told = titled(BUDGET_CAPTION, "Rekapitulasi Pembinaan Triwulan III")
    body, annexed = told.tables
    assert findings_of(RULE, told)
    assert not findings_of(RULE, replace(told, tables=(body, replace(annexed, annexed=True))))


def test_running_text_may_speak_of_another_quarter() -> None:
    text = line("Realisasi pada Triwulan III sebesar 10,7%", page=2)
    assert not findings_of(RULE, titled(BUDGET_CAPTION, headings=(text,)))


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
    assert not findings_of(RULE, titled(BUDGET_CAPTION, *captions))


def test_three_headings_of_one_wording_are_a_series() -> None:
    headings = [
        line(f"Capaian Triwulan {number}", at, page=2, bold=True)
        for at, number in enumerate(("I", "II", "III"))
    ]
    two, three = (titled(BUDGET_CAPTION, headings=tuple(headings[:count])) for count in (2, 3))
    assert len(findings_of(RULE, two)) == 2
    assert not findings_of(RULE, three)


@pytest.mark.parametrize(("period", "odd"), [(QUARTER_4, "Triwulan III"), (QUARTER_3, "TW IV")])
def test_where_two_quarters_are_named_equally_often_the_report_decides(
    period: Period, odd: str
) -> None:
    cover = line("LAPORAN KINERJA CAMAT", page=1)
    told = titled(
        "Tabel 1 Realisasi Triwulan III", "Tabel 2 Capaian TW IV", cover=cover, period=period
    )
    (finding,) = findings_of(RULE, told)
    assert finding.spot.printed == odd


def test_a_report_on_the_year_may_hold_tables_of_quarters() -> None:
    told = titled("Tabel 1 Realisasi Triwulan III", "Tabel 2 Capaian TW IV", period=YEAR)
    assert not findings_of(RULE, told)


def captioned(*captions: str, kind: TableKind = TableKind.REALISASI_ANGGARAN) -> Report:
    tables = [
        typed_table(
            "Program | 1.000.000", (Role.PROGRAM, Role.PAGU), caption=caption, kind=kind, id=f"t{n}"
        )
        for n, caption in enumerate(captions)
    ]
    told = report(*tables, lines=(line("LAPORAN KINERJA TAHUN 2024 Triwulan IV Tahun 2024"),))
    return replace(told, periods=find_period_labels(told.document))


def test_a_year_that_the_report_names_more_often_than_its_own_is_no_slip() -> None:
    captions = [
        f"Tabel {number} Realisasi {word} Tahun 2023"
        for number, word in enumerate(("Satu", "Dua", "Tiga"))
    ]
    assert not findings_of(RULE, captioned(*captions))


@pytest.mark.parametrize("what", ["Realisasi Anggaran", "Target dan Realisasi Kinerja"])
def test_a_caption_of_results_of_another_year_is_found(what: str) -> None:
    (finding,) = findings_of(RULE, captioned(f"Tabel 3.1 {what} Tahun 2023"))
    assert (finding.spot.printed, finding.expected) == ("2023", "2024")


def test_a_caption_of_targets_may_name_a_year_to_come() -> None:
    assert not findings_of(RULE, captioned("Tabel 3.1 Target Kinerja Tahun 2025"))


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
    assert not findings_of(RULE, captioned(*captions))


def test_a_table_that_is_no_result_may_name_its_own_year() -> None:
    told = captioned("Tabel 1.1 Jumlah Penduduk Tahun 2023", kind=TableKind.OTHER)
    assert not findings_of(RULE, told)


def test_the_annex_may_hold_results_of_another_year() -> None:
    told = captioned("Tabel 3.1 Realisasi Anggaran Tahun 2023")
    annexed = tuple(replace(typed, annexed=True) for typed in told.tables)
    assert findings_of(RULE, told)
    assert not findings_of(RULE, replace(told, tables=annexed))


def test_of_two_captions_the_text_tells_which_quarter_is_the_reports() -> None:
    cover = line("LAPORAN KINERJA CAMAT", page=1, size=20)
    said = line(
        "Sampai dengan triwulan IV seluruh kegiatan telah dilaksanakan bersama masyarakat desa.",
        60,
        page=2,
    )
    captions = ("Tabel 1 Cost per outcome Triwulan III", "Tabel 2 Realisasi Anggaran Triwulan IV")
    (finding,) = findings_of(
        RULE, titled(*captions, headings=(said,), cover=cover, period=QUARTER_3)
    )
    assert finding.spot.printed == "Triwulan III"
