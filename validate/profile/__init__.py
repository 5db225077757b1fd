"""The profile of a region: its keys, its file, and what a document itself shows."""
