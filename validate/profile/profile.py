"""What a region wants examined differently: rules that are off or of another severity, and how its
offices compute.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from normalize.reference.region_settings import UNSETTLED, RegionSettings
from normalize.report import DocumentKind, Report, TypedTable
from normalize.values.amounts import ValueType
from validate.audit_context import AuditContext
from validate.diagnosis.severity_scale import DEFAULT_SCALE, SeverityScale
from validate.findings import Severity
from validate.rule import Rule


@dataclass(frozen=True, slots=True)
class Profile:
    """The settings of a local government; as it is it changes nothing.

    `off` are the ids of rules that are switched off, `severities` the severity of every violation
    of a rule, `severity_scale` the thresholds for all others, `file` the name of the file it was
    read from.
    """

    region: str | None = None
    off: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    severity_scale: SeverityScale = DEFAULT_SCALE
    settings: RegionSettings = UNSETTLED
    file: str | None = None

    def applied_to(self, rules: Iterable[Rule], kind: DocumentKind) -> list[Rule]:
        """Return the rules that are on, and apply to a kind of document."""
        return [rule for rule in rules if rule.id not in self.off and kind in rule.kinds]


DEFAULT = Profile()


def with_settings(report: Report, settings: RegionSettings) -> AuditContext:
    """Return the context in which a report is audited: its amounts are counted in what its region
    counts in.
    """
    if settings.scale is None:
        return AuditContext(report, settings)
    tables = tuple(_scaled(table, settings.scale) for table in report.tables)
    return AuditContext(replace(report, tables=tables), settings)


def _scaled(table: TypedTable, scale: Decimal) -> TypedTable:
    """Return a table whose amounts count what the region counts in, where its headers do not
    say.
    """
    columns = tuple(
        replace(column, scale=scale)
        if column.quantity is ValueType.RUPIAH and column.scale == 1
        else column
        for column in table.columns
    )
    return replace(table, columns=columns)
