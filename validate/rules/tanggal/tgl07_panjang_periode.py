"""The length of the reported period in words is that of the months it runs over.

Asked is a span such as "dalam kurun waktu tiga bulan" in a sentence on the report itself, against
months counted from January ("Januari s.d. Desember"), or against the year of a report on a whole
year.

Not claimed: which of the two is right. Spans of other things (plans, deadlines) are left alone, and
so are reports that name no months.

Breaks it:

    pertanggungjawaban pelaksanaan kinerja dalam kurun waktu tiga bulan
    Triwulan IV (Januari s.d Desember) Tahun 2024

Looks alike, and does not:

    disampaikan paling lambat 3 bulan setelah berakhirnya tahun anggaran
    pertanggungjawaban pelaksanaan kinerja dalam kurun waktu tiga bulan, Triwulan I (Januari s.d. Maret)
"""  # noqa: E501

import re
from collections.abc import Iterator
from typing import NamedTuple

from extract.patterns import regex
from normalize.report import Report
from normalize.text.prose import TextBlock
from normalize.values.periods import PeriodKind
from validate.audit_context import AuditContext
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import AGREEMENT
from validate.rule import REPORTS, Rule

_SPAN = regex(
    r"(?:kurun|jangka|rentang)\s+waktu\s+(?:\d{1,2}\s*\(\s*)?(?P<count>[a-z]+(?:\s+belas)?|"
    r"\d{1,2})\s*\)?\s*"
    r"bulan\b(?!\s+(?:setelah|sesudah|sejak|sebelum|ke\s+depan|lalu|terakhir|terhitung))",
    re.IGNORECASE,
)
_REPORTED = regex(
    r"pertanggung\s?-?\s?jawab|pelaporan|laporan\s+(?:ini|kinerja|triwulan)", re.IGNORECASE
)
_PLANNED = regex(
    r"renstra|rencana|rpjm|sasaran|tujuan\s+strateg|misi\b|sampai\s+dengan", re.IGNORECASE
)
_COUNTS = {
    "satu": 1,
    "tiga": 3,
    "enam": 6,
    "sembilan": 9,
    "dua belas": 12,
    "1": 1,
    "3": 3,
    "6": 6,
    "9": 9,
    "12": 12,
}


class _Months(NamedTuple):
    """How many months the report runs over, and where it says so; `text` is what it says."""

    number: int
    text: str
    spot: PrintedValue | None


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every stated length of the period that its months contradict."""
    spans = list(_spans(context.report))
    months = _months(context.report) if spans else None
    if months is None:
        return
    for passage, match, count in spans:
        if count != months.number:
            place = passage.line_at(match.start()).place
            yield _finding(PrintedValue(place, None, " ".join(match[0].split())), months)


def _spans(report: Report) -> Iterator[tuple[TextBlock, re.Match[str], int]]:
    """Yield the stated lengths of what the report is about, in months."""
    for passage in report.prose:
        if passage.annexed or not any("aktu" in line.text for line in passage.lines):
            continue
        text = passage.text
        if not (match := _SPAN.search(text)):
            continue
        count = _COUNTS.get(" ".join(match["count"].casefold().split()))
        sentence = _sentence(text, match)
        if count and _REPORTED.search(sentence) and not _PLANNED.search(sentence):
            yield passage, match, count


def _sentence(text: str, match: re.Match[str]) -> str:
    """Return the sentence that the match is in."""
    start = max(text.rfind(". ", 0, match.start()), text.rfind("; ", 0, match.start())) + 1
    end = text.find(". ", match.end())
    return text[start : end if end >= 0 else len(text)]


def _months(report: Report) -> _Months | None:
    """Return the months from January on that the report names, where it names them alike, or those
    of its year.
    """
    named = [
        label
        for label in report.periods
        if label.period.kind is PeriodKind.BULAN
        and label.period.cumulative
        and label.period.year in {None, report.year}
    ]
    counts = {label.period.number for label in named}
    if len(counts) == 1:
        first = named[0]
        text = first.text.replace(")", "").replace("(", "")
        return _Months(counts.pop(), text, PrintedValue(first.place, None, text))
    if (
        report.year
        and report.periods
        and all(label.period.kind is PeriodKind.TAHUN for label in report.periods)
    ):
        return _Months(12, f"tahun {report.year}", None)
    return None


def _finding(spot: PrintedValue, months: _Months) -> Violation:
    on_page = Message("", "")
    if months.spot:
        on_page = Message(
            f" di halaman {months.spot.place.page}", f" on page {months.spot.place.page}"
        )
    message = Message(
        f"“{spot.printed}”, padahal laporan ini tentang “{months.text}”{on_page.id}: "
        f"{months.number} bulan",
        f"“{spot.printed}”, while the report is about “{months.text}”{on_page.en}: "
        f"{months.number} months",
    )
    evidence = (months.spot,) if months.spot else ()
    return Violation(spot, message, evidence=evidence)


RULE = Rule(
    id="TGL-07",
    title=Message("Panjang periode", "Length of the period"),
    fault=Message(
        "Panjang periode disebut berbeda", "The length of the period is given differently"
    ),
    sentence=Message("{at} tertulis {said}.", "{at}, it says {said}."),
    severities=(Severity.MINOR,),
    basis=(AGREEMENT,),
    kinds=REPORTS,
    doc=__doc__,
    check=check,
)
