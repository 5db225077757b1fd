"""The two dated signature blocks that a report has of its own: in its preface, and where it
closes.
"""

import calendar
import datetime
from typing import NamedTuple

from normalize.report import Report, Signature
from normalize.values.dates import MONTHS
from validate.findings import PrintedValue

PREFACE = "kata_pengantar"


class DatedSignature(NamedTuple):
    """A signature block with a day of the calendar: where that day is printed, and the town before
    it.
    """

    date: datetime.date
    spot: PrintedValue
    town: str | None


def preface_of(report: Report) -> DatedSignature | None:
    """Return the first dated block of the preface."""
    return _first_dated([block for block in report.signatures if block.section == PREFACE])


def closing_of(report: Report) -> DatedSignature | None:
    """Return the block that closes the report, when it is dated."""
    return _first_dated([block for block in report.signatures if block.closing])


def own_blocks(report: Report) -> list[DatedSignature]:
    """Return the closing block and the preface's, as far as they are dated."""
    return [block for block in (closing_of(report), preface_of(report)) if block is not None]


def _first_dated(blocks: list[Signature]) -> DatedSignature | None:
    for block in blocks:
        if block.dated is not None and block.dated.date is not None:
            return DatedSignature(
                block.dated.date, PrintedValue(block.place, None, block.dated.text), block.town
            )
    return None


def period_end(report: Report) -> datetime.date | None:
    """Return the last day of the period that the report is about, or None where it does not say."""
    if report.period is None or (year := report.year or report.period.year) is None:
        return None
    return report.period.end(year)


def format_date(date: datetime.date) -> str:
    """Return a date as Indonesian documents print it: 3 Januari 2025."""
    return f"{date.day} {MONTHS[date.month - 1].capitalize()} {date.year}"


def date_in_english(date: datetime.date) -> str:
    """Return a date as an English sentence has it: 3 January 2025."""
    return f"{date.day} {calendar.month_name[date.month]} {date.year}"
