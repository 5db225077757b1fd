"""What a region wants examined differently: rules that are off or weigh otherwise, and how its offices compute."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from normalize.amounts import Quantity
from normalize.conventions import UNSETTLED, Conventions
from normalize.report import Report, TypedTable
from validate.findings import Severity
from validate.rule import Rule


@dataclass(frozen=True, slots=True)
class Profile:
    """The settings of a local government; as it stands it changes nothing.

    `off` are the ids of rules that are switched off, `severities` what every violation of a rule weighs,
    `file` the name of the file it was read from.
    """

    region: str | None = None
    off: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    conventions: Conventions = UNSETTLED
    file: str | None = None

    def applied_to(self, rules: Iterable[Rule]) -> list[Rule]:
        """Return the rules that are on."""
        return [rule for rule in rules if rule.id not in self.off]


DEFAULT = Profile()


def settled(report: Report, conventions: Conventions) -> Report:
    """Return the report as the conventions of its region have it read."""
    if conventions == UNSETTLED:
        return report
    tables = tuple(_scaled(table, conventions) for table in report.tables)
    return replace(report, tables=tables, conventions=conventions)


def _scaled(table: TypedTable, conventions: Conventions) -> TypedTable:
    """Return a table whose amounts count what the region counts in, where its heads do not say."""
    if conventions.scale is None:
        return table
    columns = tuple(
        replace(column, scale=conventions.scale) if column.quantity is Quantity.RUPIAH and column.scale == 1 else column
        for column in table.columns
    )
    return replace(table, columns=columns)
