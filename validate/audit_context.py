"""The context of one audit: its report, what its region has settled, and what was worked out of
both already.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import TypeVar, cast

from normalize.reference.region_settings import UNSETTLED, RegionSettings
from normalize.report import Report

Result = TypeVar("Result")
# what a function returns may be None
_UNKNOWN = object()


@dataclass(frozen=True, slots=True, eq=False)
class AuditContext:
    """What rules and relation builders are given: a report and the settings of its region.

    What several of them ask of the same report is worked out once and kept here, with the audit and
    no longer.
    """

    report: Report
    settings: RegionSettings = UNSETTLED
    _results: dict[Callable[..., object], object] = field(
        default_factory=dict, init=False, repr=False
    )

    def once(self, function: "Callable[[AuditContext], Result]") -> Result:
        """Return what a function makes of this context, which is worked out when it is asked for
        first.
        """
        if (known := self._results.get(function, _UNKNOWN)) is not _UNKNOWN:
            return cast(Result, known)
        result = self._results[function] = function(self)
        return result


def cached_per_audit(
    function: Callable[[AuditContext], Result],
) -> Callable[[AuditContext], Result]:
    """Let a function keep its result in the context that it is called with."""

    @wraps(function)
    def remembered(context: AuditContext) -> Result:
        return context.once(function)

    return remembered
