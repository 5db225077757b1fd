"""What several rules ask of the same report one after the other, found once."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from normalize.report import Report

Result = TypeVar("Result")


def once_a_report(function: Callable[[Report], Result]) -> Callable[[Report], Result]:
    """Keep what a function returned for the last report: rules ask for the same links one after the other."""
    kept: list[tuple[Report, Result]] = []

    @wraps(function)
    def remembered(report: Report) -> Result:
        for known, result in kept:
            if known is report:
                return result
        result = function(report)
        kept[:] = [(report, result)]
        return result

    return remembered
