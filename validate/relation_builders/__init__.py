"""Which relations the tables and texts of a report ask for."""
