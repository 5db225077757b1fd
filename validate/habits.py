"""A habit of spelling that a report repeats: told once, at its first place."""

import re
from bisect import bisect_right
from collections.abc import Iterator
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


def first_of_many(context: AuditContext, pattern: re.Pattern[str], *hints: str) -> tuple[Spot, int] | None:
    """Return the first place where a pattern is printed, and how often it is; hints as for `printed`."""
    found = list(printed(context, pattern, *hints))
    return (found[0][1], len(found)) if found else None


def habit(spot: Spot, message: Message, expected: str) -> Violation:
    """Return the remark on a habit."""
    return Violation(spot, message, expected)
