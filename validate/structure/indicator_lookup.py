"""Which indicator of a table a text names."""

from collections import defaultdict

from normalize.report import TableKind
from validate.audit_context import AuditContext, cached_per_audit
from validate.structure.entity_links import EntityRow, indicator_key, indicator_of


@cached_per_audit
def rows_by_indicator(context: AuditContext) -> dict[str, tuple[EntityRow, ...]]:
    """Return the rows that print what became of an indicator, by its key; names of a single word
    show nothing.
    """
    rows: dict[str, list[EntityRow]] = defaultdict(list)
    for table in context.report.of_kind(TableKind.CAPAIAN, TableKind.COST_PER_OUTCOME):
        for row in table.rows:
            key = "" if row.total else indicator_key(indicator_of(EntityRow(table, row)))
            if " " in key:
                rows[key].append(EntityRow(table, row))
    return {key: tuple(found) for key, found in rows.items()}


def indicator_named(context: AuditContext, text: str) -> str | None:
    """Return the key of the one indicator that a text names, None for several."""
    words = f" {indicator_key(text)} "
    named = [key for key in rows_by_indicator(context) if f" {key} " in words]
    longest = max(named, key=len, default="")
    return longest if longest and all(key in longest for key in named) else None


def rows_about(context: AuditContext, text: str) -> tuple[EntityRow, ...]:
    """Return the rows about the one indicator that a text names, in the order of the document; none
    for several.
    """
    indicator = indicator_named(context, text)
    return rows_by_indicator(context)[indicator] if indicator else ()
