"""Which indicator of a table a text names."""

from collections import defaultdict

from normalize.report import Kind
from validate.audit_context import AuditContext, once_an_audit
from validate.links import Row, indicator_key, indicator_of


@once_an_audit
def rows_by_indicator(context: AuditContext) -> dict[str, tuple[Row, ...]]:
    """Return the rows that print what became of an indicator, by its key; names of a single word tell nothing."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for table in context.report.of_kind(Kind.CAPAIAN, Kind.COST_PER_OUTCOME):
        for row in table.rows:
            key = "" if row.total else indicator_key(indicator_of(Row(table, row)))
            if " " in key:
                rows[key].append(Row(table, row))
    return {key: tuple(found) for key, found in rows.items()}


def indicator_named(context: AuditContext, text: str) -> str | None:
    """Return the key of the one indicator that a text names, None for several."""
    words = f" {indicator_key(text)} "
    named = [key for key in rows_by_indicator(context) if f" {key} " in words]
    longest = max(named, key=len, default="")
    return longest if longest and all(key in longest for key in named) else None


def rows_about(context: AuditContext, text: str) -> tuple[Row, ...]:
    """Return the rows about the one indicator that a text names, in the order of the document; none for several."""
    indicator = indicator_named(context, text)
    return rows_by_indicator(context)[indicator] if indicator else ()
