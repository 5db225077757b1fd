"""Numbers as intervals, relations between them, and whether these hold."""
