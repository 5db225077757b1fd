"""A report does not rest on a regulation that had been repealed before its year began.

Asked are only national regulations of a short list whose repeal is certain; each line of the list says where its
repeal is known from. What is known from memory alone is only remarked on (info).

Not claimed: anything of other regulations, nor of those of regions. A sentence that itself speaks of repeal, change or
the past is left alone.

Breaks it, in a report on 2024:

    Evaluasi berpedoman pada Peraturan Menteri PANRB Nomor 12 Tahun 2015

Looks alike, and does not, in a report on 2024 and in one on 2020:

    Peraturan Menteri PANRB Nomor 12 Tahun 2015 telah dicabut dengan Peraturan Menteri PANRB Nomor 88 Tahun 2021
    Evaluasi berpedoman pada Peraturan Menteri PANRB Nomor 12 Tahun 2015
"""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from extract.patterns import regex
from validate.audit_context import AuditContext
from validate.citations import Citation, citations
from validate.findings import Certainty, Message, Severity, Violation
from validate.legal_basis import Reason
from validate.rule import Rule

_PAST = regex(r"cabut|ganti|ubah|semula|sebelumnya|tidak berlaku|dahulu|lama\b", re.IGNORECASE)
_FROM_MEMORY = "from memory"


class Repeal(NamedTuple):
    """What replaced a regulation, in which year, and where that is known from."""

    successor: str
    year: int
    source: str


@cache
def repeals() -> dict[str, Repeal]:
    """Return the regulations that are surely repealed, by their short names."""
    path = Path(__file__).parent.parent / "repealed.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        return {row["regulation"]: Repeal(row["successor"], int(row["year"]), row["source"]) for row in rows}


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every repealed regulation that is cited, its further citations as evidence."""
    cited: dict[str, list[Citation]] = {}
    for citation in citations(context):
        repeal = repeals().get(citation.regulation.label)
        if (
            repeal
            and context.report.year is not None
            and repeal.year < context.report.year
            and not _PAST.search(citation.text)
        ):
            cited.setdefault(citation.regulation.label, []).append(citation)
    for label, found in cited.items():
        yield _finding(label, repeals()[label], found)


def _finding(label: str, repeal: Repeal, found: list[Citation]) -> Violation:
    first, *others = found
    unverified = repeal.source == _FROM_MEMORY
    message = Message(
        f"{label} telah diganti {repeal.successor} ({repeal.year})"
        + ("; menurut daftar yang belum diverifikasi" if unverified else ""),
        f"{label} was replaced by {repeal.successor} ({repeal.year})"
        + (", by a list that is not verified" if unverified else ""),
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
    severities=(Severity.MINOR, Severity.INFO),
    certainty=Certainty.UNVERIFIABLE,
    basis=(
        Reason(
            Message(
                "daftar peraturan pengganti, yang menyebut sumber setiap barisnya",
                "the list of successors, which tells the source of each line",
            )
        ),
    ),
    doc=__doc__,
    check=check,
)
