"""Periods as reports name them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.values.periods import (
    Period,
    PeriodKind,
    find_periods,
    find_quarter_values,
    parse_period,
)

ROMAN = ("I", "II", "III", "IV")


@pytest.mark.parametrize(
    ("text", "label", "cumulative", "year"),
    [
        ("TW IV", "TW4", False, None),
        ("TW.IV", "TW4", False, None),
        ("Tw. 3", "TW3", False, None),
        ("TW4", "TW4", False, None),
        ("Trw II", "TW2", False, None),
        ("Trib. IV", "TW4", False, None),
        ("Tri wulan 1", "TW1", False, None),
        ("Triwulanan IV", "TW4", False, None),
        ("triwulan ke-4", "TW4", False, None),
        ("Triwulan keempat", "TW4", False, None),
        ("TRIBULAN IV TAHUN 2024", "TW4", False, 2024),
        ("Triwulan IV Tahun Anggaran 2024", "TW4", False, 2024),
        ("s.d TW IV 2024", "TW4", True, 2024),
        ("Capaian (s.d TW IV) 2024", "TW4", True, 2024),
        ("s/d Triwulan III", "TW3", True, None),
        ("s.d. tribulan II", "TW2", True, None),
        ("sampai dengan Triwulan IV", "TW4", True, None),
        ("TW I s.d. IV", "TW4", True, None),
        ("Triwulan I s/d Triwulan IV Tahun 2024", "TW4", True, 2024),
        ("Semester I", "SMT1", False, None),
        ("Semester II Tahun 2023", "SMT2", False, 2023),
        ("(Januari s.d Desember)", "BLN12", True, None),
        ("Oktober - Desember 2024", "BLN12", False, 2024),
        ("Tahun 2024", "TAHUN", False, 2024),
        ("Tabel 2 Tahun Anggaran 2024", "TAHUN", False, 2024),
        ("TA 2024", "TAHUN", False, 2024),
        ("T.A. 2024", "TAHUN", False, 2024),
        ("Kinerja Tahun Anggaran 2024 Triwulan III", "TW3", False, 2024),
    ],
)
def test_a_period_is_read_with_its_year(
    text: str, label: str, cumulative: bool, year: int | None
) -> None:
    period = parse_period(text)
    assert period is not None
    assert (period.label, period.cumulative, period.year) == (label, cumulative, year)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Tribulan",
            "Semester",
            "tiga bulan",
            "Realisasi TW 4,5",
            "twin",
            "triwulan V",
            "3 tahun",
            "",
        ),
        *(
            "Peraturan Bupati Nomor 96 Tahun 2019",
            "Perda No. 15 Tahun 2016",
            "Perpres 29 Tahun 2014",
        ),
        *("Renstra Tahun 2024-2026", "Tahun 2024 s.d. 2026"),
    ],
)
def test_what_names_no_period_is_none(text: str) -> None:
    assert parse_period(text) is None
    assert find_periods(text) == []


def test_every_period_of_a_text_has_its_place() -> None:
    text = "Triwulan III menurun, triwulan IV tahun 2024 naik"
    assert [
        (found.period.label, text[found.start : found.end]) for found in find_periods(text)
    ] == [
        ("TW3", "Triwulan III"),
        ("TW4", "triwulan IV tahun 2024"),
    ]


def test_a_list_of_quarters_names_each() -> None:
    assert [found.period.number for found in find_periods("Triwulan I, II, III dan IV")] == [
        1,
        2,
        3,
        4,
    ]


@pytest.mark.parametrize(
    ("kind", "number", "last_day"),
    [
        (PeriodKind.TRIWULAN, 1, "2024-03-31"),
        (PeriodKind.TRIWULAN, 4, "2024-12-31"),
        (PeriodKind.SEMESTER, 1, "2024-06-30"),
        (PeriodKind.BULAN, 2, "2024-02-29"),
        (PeriodKind.TAHUN, 1, "2024-12-31"),
    ],
)
def test_a_period_ends_on_the_last_day_of_its_last_month(
    kind: PeriodKind, number: int, last_day: str
) -> None:
    assert Period(kind, number).end(2024) == datetime.date.fromisoformat(last_day)


def test_a_period_with_a_year_of_its_own_ends_in_it() -> None:
    assert Period(PeriodKind.TAHUN, year=2023).end(2024) == datetime.date(2023, 12, 31)


@given(
    st.integers(1, 4),
    st.sampled_from(["TW", "TW.", "Triwulan", "TRIBULAN", "tri wulan", "Trw."]),
    st.booleans(),
    st.sampled_from(["", "s.d ", "s/d ", "s.d. ", "sampai dengan "]),
)
def test_roman_and_arabic_quarters_are_the_same(
    quarter: int, word: str, roman: bool, until: str
) -> None:
    number = ROMAN[quarter - 1] if roman else str(quarter)
    assert parse_period(f"{until}{word} {number}") == Period(
        PeriodKind.TRIWULAN, quarter, bool(until)
    )


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "TW 1: 37,84 TW 2 : 17 TW 3: 10,7 TW 4 : 29.63",
            [(1, "37,84"), (2, "17"), (3, "10,7"), (4, "29.63")],
        ),
        ("Triwulan I = 25%, Triwulan II = 50 %", [(1, "25%"), (2, "50 %")]),
        ("TW I : -\nTW II : 5,5", [(1, "-"), (2, "5,5")]),
        ("TW IV 2024", []),
        ("s.d TW IV", []),
    ],
)
def test_values_printed_behind_their_quarters_are_found(
    text: str, values: list[tuple[int, str]]
) -> None:
    assert find_quarter_values(text) == values
