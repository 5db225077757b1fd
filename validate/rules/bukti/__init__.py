"""BKT: evidence in the annex."""
