"""A habit of spelling that a report repeats: reported once, at its first place, with all others."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from validate.audit_context import AuditContext, cached_per_audit
from validate.findings import Message, PrintedValue, Violation
from validate.text.report_texts import ReportText, report_texts

# it is in no text, so that nothing is found across two
_BETWEEN = "\0"


class JoinedTexts(NamedTuple):
    """All texts of a report as one, which is searched many times faster, and where each begins."""

    text: str
    starts: tuple[int, ...]


@cached_per_audit
def joined(context: AuditContext) -> JoinedTexts:
    """Return all texts of a report as one, in their order."""
    pieces = [text.text for text in report_texts(context)]
    return JoinedTexts(
        _BETWEEN.join(pieces), tuple(accumulate((len(piece) + 1 for piece in pieces), initial=0))
    )


def printed(
    context: AuditContext, pattern: re.Pattern[str], *hints: str
) -> Iterator[tuple[ReportText, PrintedValue]]:
    """Yield each place where a pattern is printed, and its text; a hint is wherever the pattern
    does.
    """
    everything, starts = joined(context)
    if hints and not any(hint in everything for hint in hints):
        return
    for found in pattern.finditer(everything):
        at = bisect_right(starts, found.start()) - 1
        text = report_texts(context)[at]
        yield text, text.spot(found.start() - starts[at], found.group().strip())


def places_of(context: AuditContext, pattern: re.Pattern[str], *hints: str) -> list[PrintedValue]:
    """Return the places where a pattern is printed, in the order of the report; hints as for
    `printed`.
    """
    return [spot for _, spot in printed(context, pattern, *hints)]


def repeated_spelling(places: Sequence[PrintedValue], message: Message, expected: str) -> Violation:
    """Return the remark on a habit, at its first place with the others under it."""
    return Violation(places[0], message, expected, repetitions=tuple(places[1:]))
