"""Which section of a report something is printed in, as a reviewer cites it: its chapter and
heading.
"""

from bisect import bisect_right

from extract.patterns import regex
from extract.records import Location
from lkj_audit.presentation.names.location_names import shortened
from normalize.text.prose import TextBlock
from normalize.text.sections import ReportSection
from normalize.values.number_words import roman
from validate.audit_context import AuditContext, cached_per_audit
from validate.findings import Message

LONGEST_HEADING = 52


_PARTS = {
    ReportSection.SAMPUL: Message("Sampul", "Cover"),
    ReportSection.KATA_PENGANTAR: Message("Kata pengantar", "Preface"),
    ReportSection.PENUTUP: Message("Penutup", "Closing chapter"),
    ReportSection.LAMPIRAN: Message("Lampiran", "Annex"),
    ReportSection.PERJANJIAN_KINERJA: Message("Perjanjian kinerja", "Performance agreement"),
}


def section(place: Location, context: AuditContext) -> Message:
    """Return the chapter and the heading that something is printed under; empty where the report
    does not show it.
    """
    starts, passages = _passages(context)
    above = bisect_right(starts, (place.page, place.box.top + 0.5))
    return _named(passages[above - 1]) if above else Message("", "")


@cached_per_audit
def _passages(context: AuditContext) -> tuple[list[tuple[int, float]], list[TextBlock]]:
    ordered = sorted(context.report.prose, key=lambda one: (one.place.page, one.place.box.top))
    return [(one.place.page, one.place.box.top) for one in ordered], ordered


# the bullet before "➤ CAPAIAN KINERJA"
_BULLET = regex(r"^[^\w(]+")


def _named(passage: TextBlock) -> Message:
    if passage.chapter is not None:
        number = roman(passage.chapter)
        return _under(Message(f"Bab {number}", f"Chapter {number}"), passage)
    if passage.part is ReportSection.LAMPIRAN or (passage.annexed and passage.part not in _PARTS):
        return _under(_PARTS[ReportSection.LAMPIRAN], passage)
    # elsewhere what looks like a heading is a name or a title
    return _PARTS.get(passage.part, Message("", ""))


def _under(part: Message, passage: TextBlock) -> Message:
    heading = _BULLET.sub("", passage.headings[-1]) if passage.headings else ""
    if not heading:
        return part
    return Message(*(f"{said} · {shortened(heading, LONGEST_HEADING)}" for said in part))
