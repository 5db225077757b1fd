"""The parts of a report that analyse: causes of success and failure, obstacles, remedies, and what
the closing repeats.

Headings, captions, formulas, signature blocks and what leads in to a list are no analysis.
"""

import re
from collections.abc import Iterator

from extract.patterns import regex
from normalize.text.comparison import normalize_text
from normalize.text.prose import BlockType, TextBlock
from normalize.text.sections import ReportSection
from validate.audit_context import AuditContext
from validate.text.text_claims import narrative, passages_of

_ANALYSIS = regex(
    r"\b(?:anali[sz]\w*|evaluasi|faktor|penyebab|hambatan|kendala|penghambat|pendukung|"
    r"solusi|upaya|permasalahan)\b",
    re.IGNORECASE,
)
_NUMBERED = regex(r"\d{1,2}\.\d|BAB\s", re.IGNORECASE)
_MARK = regex(r"^\W*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s)?\W*", re.IGNORECASE)


def analysed(context: AuditContext) -> Iterator[TextBlock]:
    """Yield the paragraphs and items under a heading of analysis, outside the closing chapter.

    The programs that an analysis goes through have headings of their own; only a numbered heading
    ends it.
    """
    within = False
    for passage, text, _ in passages_of(context):
        if (
            passage.part is not ReportSection.ISI
            or passage.annexed
            or passage.chapter not in (None, 3)
        ):
            within = False
        elif passage.sort is BlockType.HEADING:
            within = _ANALYSIS.search(text) is not None or (within and not _NUMBERED.match(text))
        elif within and passage.sort in (BlockType.PARAGRAPH, BlockType.ITEM):
            yield passage


def closing(context: AuditContext) -> Iterator[TextBlock]:
    """Yield the paragraphs and items of the closing chapter."""
    return (
        passage for passage, _, _ in narrative(context) if passage.part is ReportSection.PENUTUP
    )


def wording(passage: TextBlock) -> str:
    """Return the words of a passage without its list mark, folded; nothing of one that leads in to
    a list.
    """
    text = passage.text
    return "" if text.rstrip().endswith(":") else normalize_text(_MARK.sub("", text, count=1))
