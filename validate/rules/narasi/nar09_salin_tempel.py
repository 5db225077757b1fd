"""A report calls itself by the name of its own office, regency and year: nothing is left of a
copied report.

Reported is another kecamatan or kelurahan as the owner of this report or plan, another regency
behind the name of the own office, and another year in the sentence that presents or closes the
report.

Not claimed: anything for places and offices that a report may well refer to: neighbours, superiors,
regulations; nor for a dinas or badan, whose name is abbreviated in many ways. The own name or year
must be in the report at least three times, and twice as often as the other.

Breaks it, in the report of Kecamatan Klakah on 2024:

    Demikian Laporan Kinerja Kecamatan Ranuyoso Tahun 2024 ini disusun
    Puji syukur atas tersusunnya Laporan Kinerja Kecamatan Klakah Tahun 2023

Looks alike, and does not:

    Kecamatan Klakah berbatasan dengan Kecamatan Ranuyoso
    Peraturan Bupati Lumajang Nomor 6 Tahun 2018
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from extract.patterns import regex
from extract.text.years import REPORT_YEAR
from normalize.text.comparison import normalize_text, similarity
from normalize.text.prose import TextBlock
from normalize.text.sections import ReportSection
from validate.audit_context import AuditContext
from validate.constraints.printed_values import text_spot
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import AGREEMENT
from validate.rule import PLANS, Rule
from validate.structure.entity_links import ENTITY_LINKS_SETTINGS
from validate.text.text_claims import passages_of, saying

_KINDS = {"kecamatan": "Kecamatan|Camat", "kelurahan": "Kelurahan|Lurah"}
_OWNER = regex(
    r"\b(?:Laporan\s+Kinerja(?:\s+Instansi\s+Pemerintah)?|LKj(?:IP)?|LAKIP|LKIP|"
    r"Perjanjian\s+Kinerja|Rencana\s+Strategis"
    r"|Renstra|Rencana\s+Kerja|Renja)\s+$"
)
_NO_NAME = frozenset(
    normalize_text(
        """tahun periode triwulan tribulan semester kabupaten kota provinsi dan se dalam kepada pada yang selaku sebagai
        di ini tersebut adalah merupakan disusun untuk dengan i ii iii iv dari daerah perangkat atau serta bersama tw"""  # noqa: E501
    ).split()
)
_COMPARED = regex(
    r"\b(?:banding|dibanding\w*|perbandingan|berbatasan|berbeda|lain|induk)\b", re.IGNORECASE
)
_PLACE = regex(r",?(?<!\s)\s++(?:di\s+)?(?:Kabupaten|Kab\.|Kota)\s+([A-Z][a-z]+|[A-Z]{3,})")
_OWN_YEAR = regex(
    r"\b(?:demikian\w*|terselesai\w*|tersusun\w*|"
    r"diselesaikan\w*)\b[^.;]{0,60}?\blaporan\s+kinerja\b[^.;]{0,120}?"
    rf"\btahun(?:\s+anggaran)?\s+({REPORT_YEAR})\b(?!\s*[-–/])",
    re.IGNORECASE,
)
_REPORTED_YEAR = regex(
    rf"\blaporan\s+kinerja\b[^.;]{{0,120}}?\btahun(?:\s+anggaran)?\s+({REPORT_YEAR})\b",
    re.IGNORECASE,
)
_TIMES, _OFTEN = 3, 2


class _Use(NamedTuple):
    """A name in a passage, and where it is there."""

    name: str
    passage: TextBlock
    start: int
    end: int

    @property
    def spot(self) -> PrintedValue:
        """Where it is printed."""
        return text_spot(self.passage, self.start, self.end)


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every name or year that the report bears by mistake."""
    yield from _offices(context)
    yield from _places(context)
    yield from _years(context)


def _offices(context: AuditContext) -> Iterator[Violation]:
    kind, _, name = (context.report.organisation or "").partition(" ")
    heads = _KINDS.get(kind.casefold())
    if not heads or not name:
        return
    office = re.compile(rf"\b(?i:{heads})\s+([A-Z][\w]+)")
    first = normalize_text(name).split()[0]
    uses, owned = Counter[str](), list[_Use]()
    for passage, text in saying(context, *heads.lower().split("|")):
        for found in office.finditer(text):
            called = normalize_text(found[1])
            uses[called] += 1
            owner = _OWNER.search(text, 0, found.start())
            if (
                owner
                and not _COMPARED.search(text)
                and called not in _NO_NAME
                and _differs(called, first)
            ):
                owned.append(_Use(called, passage, owner.start(), found.end()))
    for use in owned:
        if uses[first] >= max(_TIMES, _OFTEN * uses[use.name]):
            yield _finding(use.spot, context.report.organisation or "")


def _places(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every regency behind the name of the office that is not the one mostly
    printed there.
    """
    if not context.report.organisation:
        return
    behind = re.compile(rf"\b(?i:{re.escape(context.report.organisation)})" + _PLACE.pattern)
    uses = [
        _Use(normalize_text(found[1]), passage, found.start(), found.end())
        for passage, text in saying(context, context.report.organisation.lower())
        for found in behind.finditer(text)
    ]
    counts = Counter(use.name for use in uses)
    if not counts:
        return
    (usual, times), *_ = counts.most_common(1)
    for use in uses:
        if times >= max(_TIMES, _OFTEN * counts[use.name]) and _differs(use.name, usual):
            yield _finding(use.spot, next(one.spot.printed for one in uses if one.name == usual))


def _years(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for another year in what presents or closes the report, where its own is
    named far more often.
    """
    presented = (lower for _, _, lower in passages_of(context) if "laporan" in lower)
    years = Counter(int(year) for text in presented for year in _REPORTED_YEAR.findall(text))
    # a plan may well present the report of another year
    if (
        context.report.year is None
        or years[context.report.year] < _TIMES
        or context.report.kind in PLANS
    ):
        return
    for passage, text in saying(context, "laporan"):
        if passage.part in (ReportSection.KATA_PENGANTAR, ReportSection.PENUTUP):
            for found in _OWN_YEAR.finditer(text):
                other = int(found[1])
                rare = years[context.report.year] >= _OFTEN * years[other]
                if (
                    other != context.report.year
                    and rare
                    and str(context.report.year) not in found[0]
                ):
                    yield _finding(text_spot(passage, *found.span(1)), str(context.report.year))


def _differs(one: str, other: str) -> bool:
    return similarity(one, other) < ENTITY_LINKS_SETTINGS.similar_wording


def _finding(spot: PrintedValue, expected: str) -> Violation:
    message = Message(
        f"“{spot.printed}” dalam laporan ini; di bagian lain tertulis {expected}",
        f"“{spot.printed}” in this report, which elsewhere says {expected}",
    )
    return Violation(spot, message, expected)


RULE = Rule(
    id="NAR-09",
    title=Message("Salin-tempel", "Copied from another report"),
    fault=Message(
        "Nama instansi atau tahun lain tertinggal dalam teks",
        "Another office or year is left in the text",
    ),
    sentence=Message("{at} tertulis {said}.", "{at}, it says {said}."),
    severities=(Severity.MAJOR,),
    basis=(AGREEMENT,),
    doc=__doc__,
    check=check,
)
