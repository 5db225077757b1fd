"""How rows and tables of a report belong together."""
