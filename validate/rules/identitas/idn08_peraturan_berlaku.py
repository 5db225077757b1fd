"""A report does not rest on a regulation that had been repealed before its year began.

The year of the repeal is compared with that of the report, or of the date under it where that is
earlier, as it is in a plan. Asked are only national regulations of a short list whose repeal is
certain; each line of the list says where its repeal is known from. What is known from memory alone
is only remarked on (info).

Not claimed: anything of other regulations, nor of those of regions. A sentence that itself mentions
a repeal, change or the past is left alone.

Breaks it, in a report on 2024:

    Evaluasi berpedoman pada Peraturan Menteri PANRB Nomor 12 Tahun 2015

Looks alike, and does not, in a report on 2024 and in one on 2020:

    Peraturan Menteri PANRB Nomor 12 Tahun 2015 telah dicabut dengan Peraturan Menteri PANRB Nomor 88 Tahun 2021
    Evaluasi berpedoman pada Peraturan Menteri PANRB Nomor 12 Tahun 2015
"""  # noqa: E501

import re
from collections.abc import Iterator

from extract.patterns import regex
from normalize.report import Report
from validate.audit_context import AuditContext
from validate.findings import Certainty, Message, Severity, Violation
from validate.legal_basis import NonLegalGround, Repeal, repeals
from validate.rule import Rule
from validate.text.citations import Citation, citations
from validate.text.signatures import own_blocks

_PAST = regex(r"cabut|ganti|ubah|semula|sebelumnya|tidak berlaku|dahulu|lama\b", re.IGNORECASE)


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every repealed regulation that is cited, its further citations as
    evidence.
    """
    year = _year_of(context.report)
    cited: dict[str, list[Citation]] = {}
    for citation in citations(context) if year is not None else ():
        repeal = repeals().get(citation.regulation.label)
        if repeal and year is not None and repeal.year < year and not _PAST.search(citation.text):
            cited.setdefault(citation.regulation.label, []).append(citation)
    for label, found in cited.items():
        yield _finding(label, repeals()[label], found, year)


def _year_of(report: Report) -> int | None:
    """Return the year before which a repeal counts: that of the report, or of its own date where
    that is earlier.

    A plan is dated before its year, and a Renstra has only its date.
    """
    dated = (block.date.year for block in own_blocks(report))
    return min((year for year in (report.year, *dated) if year is not None), default=None)


def _finding(label: str, repeal: Repeal, found: list[Citation], year: int | None) -> Violation:
    first, *others = found
    unverified = repeal.from_memory
    message = Message(
        f"{label} telah diganti {repeal.successor} ({repeal.year}), sebelum tahun dokumen "
        f"ini ({year})" + ("; menurut daftar yang belum diverifikasi" if unverified else ""),
        f"{label} was replaced by {repeal.successor} ({repeal.year}), before the year of "
        f"this document ({year})" + (", by a list that is not verified" if unverified else ""),
    )
    return Violation(
        first.spot,
        message,
        repeal.successor,
        evidence=tuple(other.spot for other in others),
        severity=Severity.INFO if unverified else Severity.MINOR,
    )


RULE = Rule(
    id="IDN-08",
    title=Message("Peraturan masih berlaku", "Regulations in force"),
    fault=Message(
        "Peraturan yang dirujuk telah diganti", "A regulation that is cited was replaced"
    ),
    severities=(Severity.MINOR, Severity.INFO),
    certainty=Certainty.UNVERIFIABLE,
    basis=(
        NonLegalGround(
            Message(
                "daftar peraturan pengganti, yang menyebut sumber setiap barisnya",
                "the list of successors, which states the source of each line",
            )
        ),
    ),
    doc=__doc__,
    check=check,
)
