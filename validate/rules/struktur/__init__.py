"""STR: what a report must contain, and in which form."""
