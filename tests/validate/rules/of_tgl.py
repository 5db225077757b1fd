"""What the tests of several rules TGL read."""

from typing import Any

from normalize.report import Report, Signature
from normalize.values.dates import find_dates
from normalize.values.periods import Period, PeriodKind
from tests.typed import place, report

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
