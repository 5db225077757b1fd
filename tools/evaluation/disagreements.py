"""Where the readers differ, page by page and with the reason: for our corpus and any reports that
were read again.
"""

from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Any

from corpus.snapshots import DoubtState
from extract.verification.second_reader import Disagreement, same_reading

HEAD = ("document", "page", "cell", "ours", "what the second reader does", "the third")


def listed(doubt: DoubtState | Disagreement) -> dict[str, Any]:
    """Return a disagreement as it is kept and listed: our number and the reason, without the words
    of a real report.
    """
    page, cell = (
        (doubt.place.page, f"{doubt.table}:{doubt.row}:{doubt.column}")
        if isinstance(doubt, Disagreement)
        else (doubt.page, doubt.cell)
    )
    reason, third = (
        reason_of(doubt.ours, doubt.theirs),
        third_of(doubt.ours, doubt.theirs, doubt.third),
    )
    return {"page": page, "cell": cell, "ours": doubt.ours, "reason": reason, "third": third}


def reason_of(ours: str, theirs: str | None) -> str:
    """Return in what the second reader differs.

    >>> reason_of("1.500", None), reason_of("1.500", "Desa 1.500"), reason_of("1.500", "1.50"), reason_of("1", "2")
    ('finds nothing there', 'reads more there', 'reads less there', 'reads other characters')
    """  # noqa: E501
    if theirs is None:
        return "finds nothing there"
    one, other = ("".join(text.split()) for text in (ours, theirs))
    if one in other:
        return "reads more there"
    return "reads less there" if other in one else "reads other characters"


def third_of(ours: str, theirs: str | None, third: str | None) -> str:
    """Return whose reading the third reader shares.

    >>> third_of("1.500", "1.50", "1.500"), third_of("1.500", "1.50", "1.50"), third_of("1.500", None, None)
    ('reads as we do', 'reads as the second', 'is silent')
    """  # noqa: E501
    if third is None:
        return "is silent"
    if same_reading(third, ours):
        return "reads as we do"
    return "reads as the second" if same_reading(third, theirs) else "reads a third thing"


def rows(found: Iterable[tuple[str, Iterable[Mapping[str, Any]]]]) -> list[tuple[str, ...]]:
    """Return a row for each disagreement of these documents."""
    keys = ("page", "cell", "ours", "reason", "third")
    values = itemgetter(*keys)
    return [(name, *map(str, values(one))) for name, some in found for one in some]
