"""The time that a report is about, as an office writes it."""

from calendar import month_name
from datetime import date

from lkj_audit.presentation.language import Lang
from normalize.report import Report
from normalize.values.dates import MONTHS
from normalize.values.periods import Period, PeriodKind
from validate.findings import Message
from validate.text.required_elements import is_annual


def period_name(report: Report, lang: Lang) -> str:
    """Return the period and the year as an office writes them: Triwulan IV Tahun 2024; empty where
    it is not known.
    """
    period, year = report.period, report.year
    if period is None or is_annual(report):
        return f"{lang.say('Tahun', 'Year')} {year}" if year else ""
    until = lang.say("s.d. ", "up to ") if period.cumulative else ""
    of_year = lang.say(f" Tahun {year}", f" of {year}") if year else ""
    return f"{until}{_part_of_year(period, lang)}{of_year}"


def labelled_period(label: str | None, year: int | None, lang: Lang) -> str:
    """Return the period and the year of a label of the JSON contract, as an office writes them.

    >>> labelled_period("TW4", 2024, Lang.ID), labelled_period("TAHUN", 2024, Lang.EN)
    ('Triwulan IV Tahun 2024', 'Year 2024')
    """
    kind = next((kind for kind, short in _LABELS.items() if (label or "").startswith(short)), None)
    if label is None or kind is None:
        return f"{lang.say('Tahun', 'Year')} {year}" if year else ""
    of_year = lang.say(f" Tahun {year}", f" of {year}") if year else ""
    return _part_of_year(Period(kind, int(label.removeprefix(_LABELS[kind]))), lang) + of_year


_LABELS = {PeriodKind.BULAN: "BLN", PeriodKind.TRIWULAN: "TW", PeriodKind.SEMESTER: "SMT"}


def date_name(iso: str, lang: Lang) -> str:
    """Return the day of a time in ISO 8601 in words; the text itself where it is none.

    >>> date_name("2026-12-01T08:00:00.000Z", Lang.ID), date_name("2026-12-01", Lang.EN)
    ('1 Desember 2026', '1 December 2026')
    """
    try:
        day = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    month = lang.say(MONTHS[day.month - 1].capitalize(), month_name[day.month])
    return f"{day.day} {month} {day.year}"


def _part_of_year(period: Period, lang: Lang) -> str:
    if period.kind is PeriodKind.BULAN:
        return lang.say(MONTHS[period.number - 1].capitalize(), month_name[period.number])
    named = "Semester" if period.kind is PeriodKind.SEMESTER else lang.say("Triwulan", "Quarter")
    return f"{named} {'I' * period.number if period.number < 4 else 'IV'}"


def reviewed_span(report: Report) -> Message:
    """Return the time that a statement of review is about: a budget year, or a part of one."""
    if is_annual(report):
        year = report.year or "........"
        return Message(f"Tahun Anggaran {year}", f"the budget year {year}")
    return Message(period_name(report, Lang.ID), period_name(report, Lang.EN))
