"""A habit of spelling that a report repeats: told once, at its first place."""

import re

from normalize.report import Report
from validate.findings import Certainty, Finding, Message, Severity, Spot
from validate.texts import texts


def first_of_many(report: Report, pattern: re.Pattern[str], hints: tuple[str, ...]) -> tuple[Spot, int] | None:
    """Return the first place where a pattern is printed, and in how many texts of the report it is.

    One of the hints stands in every text with the pattern; looking for them is many times faster.
    """
    candidates = (text for text in texts(report) if any(hint in text.text for hint in hints))
    found = [(text, match) for text in candidates if (match := pattern.search(text.text))]
    if not found:
        return None
    text, match = found[0]
    return text.spot(match.start(), match.group().strip()), len(found)


def habit(rule: str, spot: Spot, message: Message, expected: str) -> Finding:
    """Return the remark on a habit."""
    return Finding(rule, Severity.INFO, Certainty.INCONSISTENT, spot, message, expected)
