"""The plans of several years that running text names with their years: the Renstra of the office
and the RPJMD.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from extract.patterns import regex
from extract.text.years import REPORT_YEAR
from normalize.text.prose import TextBlock
from validate.audit_context import AuditContext, cached_per_audit
from validate.findings import PrintedValue


@dataclass(frozen=True, slots=True)
class PlansSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    longest: int = 6  # count; 0813ad8


_SETTINGS = PlansSettings()


class NamedPlan(NamedTuple):
    """A plan and its years; `sentence` is the sentence that names it."""

    is_renstra: bool
    first: int
    last: int
    spot: PrintedValue
    sentence: str
    passage: TextBlock


_YEARS = (
    rf"(?P<first>{REPORT_YEAR})\s*(?:[-–—/]|s\s?[./]?\s?d\.?|sampai\s+dengan|hingga)\s*"
    rf"(?P<last>{REPORT_YEAR})"
)
# the plan, its office, and its years: nothing but words between, so that no number, law or further
# plan comes in
_PLAN = regex(
    r"\b(?P<plan>renstra|rencana\s+strategis|"
    rf"rpjmd)\b(?P<between>[^.;:\d]{{0,80}}?)[\s(]*{_YEARS}(?!\d)",
    re.IGNORECASE,
)
_OTHER = regex(
    r"\b(?:sebelum\w*|lalu|berikut\w*|mendatang|lama|baru|rancangan|penyusunan|menyusun|"
    r"disusun|persiapan|selanjutnya"
    r"|berakhir\w*|depan|evaluasi|peraturan|keputusan|nomor|rpjmd|rpjmn|rpjpd|rpd)\b",
    re.IGNORECASE,
)
_SENTENCE_END = regex(r"[.;!?]\s+(?=[A-Z])")


@cached_per_audit
def plans(context: AuditContext) -> tuple[NamedPlan, ...]:
    """Return the plans that sentences of the report name with their years, in the order of the
    pages.
    """
    return tuple(plan for passage in context.report.prose for plan in _plans(passage))


def _plans(passage: TextBlock) -> Iterator[NamedPlan]:
    text = passage.text
    if "20" not in text:
        return
    for found in _PLAN.finditer(text):
        first, last = int(found["first"]), int(found["last"])
        sentence = _sentence(text, found.start())
        is_renstra = found["plan"].casefold() != "rpjmd"
        rest = sentence.replace(found["plan"], " ", 1)
        if first < last <= first + _SETTINGS.longest and not _OTHER.search(
            rest if is_renstra else found["between"]
        ):
            place = passage.line_at(found.start()).place
            yield NamedPlan(
                is_renstra, first, last, PrintedValue(place, None, found.group()), sentence, passage
            )


def _sentence(text: str, at: int) -> str:
    """Return the sentence that holds the character at an offset."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    start = max((end for end in ends if end <= at), default=0)
    return text[start : min((end for end in ends if end > at), default=len(text))]
