"""A habit of spelling that a report repeats: told once, at its first place, with all others."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from validate.audit_context import AuditContext, once_an_audit
from validate.findings import Message, Spot, Violation
from validate.texts import Text, texts

# it stands in no text, so that nothing is found across two
_BETWEEN = "\0"


class Joined(NamedTuple):
    """All texts of a report as one, which is searched many times faster, and where each begins."""

    text: str
    starts: tuple[int, ...]


@once_an_audit
def joined(context: AuditContext) -> Joined:
    """Return all texts of a report as one, in their order."""
    pieces = [text.text for text in texts(context)]
    return Joined(_BETWEEN.join(pieces), tuple(accumulate((len(piece) + 1 for piece in pieces), initial=0)))


def printed(context: AuditContext, pattern: re.Pattern[str], *hints: str) -> Iterator[tuple[Text, Spot]]:
    """Yield each place where a pattern is printed, and its text; a hint stands wherever the pattern does."""
    everything, starts = joined(context)
    if hints and not any(hint in everything for hint in hints):
        return
    for found in pattern.finditer(everything):
        at = bisect_right(starts, found.start()) - 1
        text = texts(context)[at]
        yield text, text.spot(found.start() - starts[at], found.group().strip())


def places_of(context: AuditContext, pattern: re.Pattern[str], *hints: str) -> list[Spot]:
    """Return the places where a pattern is printed, in the order of the report; hints as for `printed`."""
    return [spot for _, spot in printed(context, pattern, *hints)]


def habit(places: Sequence[Spot], message: Message, expected: str) -> Violation:
    """Return the remark on a habit, at its first place with the others under it."""
    return Violation(places[0], message, expected, repetitions=tuple(places[1:]))
