"""How numbers of pages and matters are listed."""

from collections.abc import Sequence

from lkj_audit.presentation.location_names import page_range


def listed(numbers: Sequence[int]) -> str:
    """Return numbers in order as a person lists them.

    >>> listed([1, 2, 3, 7, 9, 10])
    '1–3, 7, 9–10'
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(page_range(run) for run in runs)
