"""The database, the content-addressed store, and their maintenance."""
