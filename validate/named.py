"""Which indicator of a table a text names."""

from collections import defaultdict

from normalize.report import Kind, Report
from validate.links import Row, indicator_key, indicator_of
from validate.memory import once_a_report


@once_a_report
def rows_by_indicator(report: Report) -> dict[str, tuple[Row, ...]]:
    """Return the rows that print what became of an indicator, by its key; names of a single word tell nothing."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for table in report.of_kind(Kind.CAPAIAN, Kind.COST_PER_OUTCOME):
        for row in table.rows:
            key = "" if row.total else indicator_key(indicator_of(Row(table, row)))
            if " " in key:
                rows[key].append(Row(table, row))
    return {key: tuple(found) for key, found in rows.items()}


def indicator_named(report: Report, text: str) -> str | None:
    """Return the key of the one indicator that a text names, None for several."""
    words = f" {indicator_key(text)} "
    named = [key for key in rows_by_indicator(report) if f" {key} " in words]
    longest = max(named, key=len, default="")
    return longest if longest and all(key in longest for key in named) else None


def rows_about(report: Report, text: str) -> tuple[Row, ...]:
    """Return the rows about the one indicator that a text names, in the order of the document; none for several."""
    indicator = indicator_named(report, text)
    return rows_by_indicator(report)[indicator] if indicator else ()
