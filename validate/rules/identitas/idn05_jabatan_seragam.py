"""One person signs under one title: acting (Pj., Plt., Plh.) everywhere or nowhere.

Looked at are the title above a printed name, and the one behind "Jabatan :" under it.

Not claimed: which title is right. A title without a name beside it, as in "kepada Bupati", is that
of the office. An appointment may change, so titles on pages that were signed on different days are
not compared.

Breaks it:

    Nama : INDAH WAHYUNI        Jabatan : Pj. BUPATI LUMAJANG
    BUPATI LUMAJANG
    INDAH WAHYUNI

Looks alike, and does not:

    Perjanjian kinerja antara Camat dan Bupati Lumajang
    Pj. BUPATI LUMAJANG
    INDAH WAHYUNI
"""

import datetime
import re
from collections.abc import Iterator, Mapping

from extract.patterns import regex
from normalize.report import Report
from normalize.text.comparison import normalize_text
from validate.audit_context import AuditContext
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import AGREEMENT
from validate.rule import Concern, Rule
from validate.text.officials import ACTING, officials

_ACTING = regex(rf"{ACTING}\b", re.IGNORECASE)
_IN_SHORT = {
    "penjabat": "pj",
    "penjabat sementara": "pjs",
    "pelaksana tugas": "plt",
    "pelaksana harian": "plh",
}


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every person who signs under a title both as acting and not."""
    posts: dict[tuple[str, str], dict[str, list[PrintedValue]]] = {}
    for official in officials(context):
        if official.title is not None:
            acting = _ACTING.match(official.title.printed)
            prefix = normalize_text(acting[0]) if acting else ""
            bare = normalize_text(official.title.printed).removeprefix(prefix).strip()
            short = _IN_SHORT.get(prefix, prefix)
            posts.setdefault((official.key, bare), {}).setdefault(short, []).append(official.title)
    days = _days(context.report)
    for (key, _), titles in posts.items():
        # max keeps the first of equals: the later title is the one shown
        usual = max(titles, key=lambda prefix: len(titles[prefix]))
        other = titles[usual][0]
        spots = [spot for prefix, spots in titles.items() if prefix != usual for spot in spots]
        differing = [spot for spot in spots if _on_one_day(days, spot, other)]
        if differing:
            yield _finding(key, other, differing)


def _days(report: Report) -> dict[int, set[datetime.date]]:
    """Return the days on which each page was signed."""
    days: dict[int, set[datetime.date]] = {}
    for block in report.signatures:
        if block.dated is not None and block.dated.date is not None:
            days.setdefault(block.place.page, set()).add(block.dated.date)
    return days


def _on_one_day(
    days: Mapping[int, set[datetime.date]], one: PrintedValue, other: PrintedValue
) -> bool:
    here, there = days.get(one.place.page), days.get(other.place.page)
    return here is None or there is None or not here.isdisjoint(there)


def _finding(key: str, other: PrintedValue, differing: list[PrintedValue]) -> Violation:
    first, *further = differing
    message = Message(
        f"{key} di sini “{first.printed}”, di halaman {other.place.page} “{other.printed}”",
        f"{key} is “{first.printed}” here, “{other.printed}” on page {other.place.page}",
    )
    evidence = (other, *further)
    clause = Message(
        f"jabatan {key} tertulis “{first.printed}”, sedangkan pada halaman "
        f"{other.place.page} “{other.printed}”",
        f"the title of {key} is “{first.printed}”, but “{other.printed}” on page "
        f"{other.place.page}",
    )
    return Violation(first, message, other.printed, evidence=evidence, clause=clause)


RULE = Rule(
    id="IDN-05",
    title=Message("Sebutan jabatan seragam", "Uniform title"),
    fault=Message("Sebutan jabatan tidak seragam", "A title is given differently"),
    sentence=Message("{at}, {clause}.", "{at}, {clause}."),
    concern=Concern.FORM,
    severities=(Severity.MINOR,),
    basis=(AGREEMENT,),
    doc=__doc__,
    check=check,
)
