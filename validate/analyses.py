"""The parts of a report that analyse: causes of success and failure, obstacles, remedies, and what the closing repeats.

Headings, captions, formulas, signature blocks and what leads in to a list are no analysis.
"""

import re
from collections.abc import Iterator

from normalize.prose import Passage
from normalize.report import Report
from normalize.sections import Part
from normalize.words import fold
from validate.narration import narrative

ANALYSIS = re.compile(
    r"\b(?:anali[sz]\w*|evaluasi|faktor|penyebab|hambatan|kendala|penghambat|pendukung|solusi|upaya|permasalahan)\b",
    re.IGNORECASE,
)
_MARK = re.compile(r"^\W*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s)?\W*", re.IGNORECASE)


def analysed(report: Report) -> Iterator[Passage]:
    """Yield the paragraphs and items under a heading of analysis, outside the closing chapter."""
    for passage in narrative(report):
        if passage.part is Part.ISI and passage.chapter in (None, 3) and any(map(ANALYSIS.search, passage.headings)):
            yield passage


def closing(report: Report) -> Iterator[Passage]:
    """Yield the paragraphs and items of the closing chapter."""
    return (passage for passage in narrative(report) if passage.part is Part.PENUTUP)


def wording(passage: Passage) -> str:
    """Return the words of a passage without its list mark, folded; nothing of one that leads in to a list."""
    text = passage.text
    return "" if text.rstrip().endswith(":") else fold(_MARK.sub("", text, count=1))
