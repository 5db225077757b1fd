"""Documents found, planned, audited by workers and counted."""
