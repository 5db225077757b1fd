"""The documents we hold, and what we know of each."""
