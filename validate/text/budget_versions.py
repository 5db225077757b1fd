"""Which budget a text names: the first (murni) or the changed one (perubahan)."""

import re
from enum import Enum
from functools import lru_cache

from extract.patterns import regex


class BudgetVersion(Enum):
    """The budget as it was set first, and as it was changed."""

    FIRST = "murni"
    CHANGED = "perubahan"


_FIRST = regex(r"\b(?:murni|sebelum\s+perubahan|penetapan(?!\s+kinerja)|induk)\b", re.IGNORECASE)
_CHANGED = regex(
    r"\b(?:(?:setelah|sesudah)\s+perubahan|perubahan|revisi|dppa|dpa[\s-]?p|p[\s-]apbd|apbd[\s-]?p)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def budget_version(text: str) -> BudgetVersion | None:
    """Return the budget that a text names, None where it names none or both.

    >>> budget_version("Pagu setelah perubahan")
    <BudgetVersion.CHANGED: 'perubahan'>
    >>> budget_version("Perubahan dari anggaran murni")
    """
    first = _FIRST.search(text) is not None
    changed = _CHANGED.search(_FIRST.sub("", text)) is not None
    if first is changed:
        return None
    return BudgetVersion.FIRST if first else BudgetVersion.CHANGED


def names_version(text: str) -> bool:
    """Return whether a text names one of the two budgets, or both."""
    return bool(_FIRST.search(text) or _CHANGED.search(text))
