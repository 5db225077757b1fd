"""Dates as Indonesian documents print them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.values.dates import MONTHS, DateNote, find_dates


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Lumajang, 3 Januari 2025", "2025-01-03"),
        ("03 Januari 2025", "2025-01-03"),
        ("3-1-2025", "2025-01-03"),
        ("30/12/2024", "2024-12-30"),
        ("30/12/24", "2024-12-30"),
        ("30.12.2024", "2024-12-30"),
        ("05 Sept 2024", "2024-09-05"),
        ("3-Januari-2025", "2025-01-03"),
    ],
)
def test_a_date_is_day_month_year(text: str, date: str) -> None:
    (dated,) = find_dates(text)
    assert dated.date == datetime.date.fromisoformat(date)
    assert dated.notes == ()
    assert text[dated.start : dated.end] == dated.text


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("3 Pebruari 2024", 2),
        ("10 Nopember 2023", 11),
        ("17 Agustustus 2024", 8),
        ("17 August 2024", 8),
    ],
)
def test_a_misspelt_month_is_read_and_noted(text: str, month: int) -> None:
    (dated,) = find_dates(text)
    assert dated.date is not None
    assert dated.date.month == month
    assert dated.notes == (DateNote.MISSPELT_MONTH,)


@pytest.mark.parametrize(
    "text", ["31 Februari 2024", "45 Januari 2024", "29 Februari 2023", "31/02/2024", "12/30/2024"]
)
def test_a_day_the_calendar_lacks_has_no_date(text: str) -> None:
    (dated,) = find_dates(text)
    assert dated.date is None
    assert dated.notes == (DateNote.NOT_IN_CALENDAR,)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "12 Desa 2024",
            "6 Program 2024",
            "3 Dokumen 2025",
            "12 bulan 2024",
            "Januari 2025",
            "2024-12-30",
        ),
        *(
            "700/14/437.72/2016",
            "LHE-16/INS.M.EKON/10/2018",
            "1.780.578.508",
            "7.01.01",
            "1.02.24",
            "TA 2024",
        ),
    ],
)
def test_numbers_of_documents_and_codes_are_no_dates(text: str) -> None:
    assert find_dates(text) == []


def test_dates_come_in_the_order_of_the_text() -> None:
    text = "diunggah 30/12/2024, ditetapkan 2 September 2024, berlaku 3-1-2025"
    assert [dated.text for dated in find_dates(text)] == [
        "30/12/2024",
        "2 September 2024",
        "3-1-2025",
    ]


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2099, 12, 31)))
def test_every_date_is_read_back_from_words_and_figures(date: datetime.date) -> None:
    month = MONTHS[date.month - 1].title()
    for text in (
        f"{date.day} {month} {date.year}",
        f"{date:%d/%m/%Y}",
        f"{date.day}-{date.month}-{date.year}",
    ):
        assert [dated.date for dated in find_dates(text)] == [date]
