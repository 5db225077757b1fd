"""How documents and periods are called in the sentences of findings across documents."""

import calendar

from normalize.values.dates import MONTHS
from normalize.values.number_words import roman
from normalize.values.periods import Period, PeriodKind
from validate.companions.records import Companion, CompanionRole
from validate.findings import Message

_NAMES = {
    CompanionRole.PK: Message("perjanjian kinerja", "the perjanjian kinerja"),
    CompanionRole.PREVIOUS: Message("laporan tahun {year}", "the report of {year}"),
    CompanionRole.QUARTER: Message("laporan {period}", "the report of {period}"),
    CompanionRole.RENJA: Message("Renja", "the Renja"),
    CompanionRole.DPPA: Message("DPA/DPPA", "the DPA/DPPA"),
    CompanionRole.LRA: Message("LRA", "the LRA"),
    CompanionRole.RENSTRA: Message("Renstra", "the Renstra"),
    CompanionRole.UNIT: Message("laporan {office}", "the report of {office}"),
}
ROLES = {
    CompanionRole.PK: Message("perjanjian kinerja", "performance agreement"),
    CompanionRole.PREVIOUS: Message("laporan tahun sebelumnya", "report of an earlier year"),
    CompanionRole.QUARTER: Message("laporan triwulan lain", "report of another quarter"),
    CompanionRole.RENJA: Message("Renja", "Renja"),
    CompanionRole.DPPA: Message("DPA atau DPPA", "DPA or DPPA"),
    CompanionRole.LRA: Message("LRA", "LRA"),
    CompanionRole.RENSTRA: Message("Renstra", "Renstra"),
    CompanionRole.UNIT: Message("laporan unit di bawahnya", "report of a unit below"),
}


def document_name(companion: Companion) -> Message:
    """Return what a document is called in a sentence: "laporan triwulan II"."""
    report = companion.report
    period = period_name(report.period if report else None)
    unknown = Message("perangkat daerah lain", "another office")
    office = (
        Message(report.organisation, report.organisation)
        if report and report.organisation
        else unknown
    )
    year = report.year if report else None
    return Message(
        *(
            name.format(year=year or "?", period=period[at], office=office[at])
            for at, name in enumerate(_NAMES[companion.role])
        )
    )


def period_name(period: Period | None) -> Message:
    """Return what a period is called: triwulan II, semester 1, the year.

    >>> period_name(Period(PeriodKind.TRIWULAN, 2)).id
    'triwulan II'
    """
    match period:
        case Period(PeriodKind.TRIWULAN, number):
            return Message(f"triwulan {roman(number)}", f"quarter {roman(number)}")
        case Period(PeriodKind.SEMESTER, number):
            return Message(f"semester {roman(number)}", f"semester {roman(number)}")
        case Period(PeriodKind.BULAN, number, cumulative):
            month = Message(MONTHS[number - 1].capitalize(), calendar.month_name[number])
            return (
                Message(f"Januari s.d. {month.id}", f"January to {month.en}")
                if cumulative
                else month
            )
        case _:
            return Message("setahun", "the year")
