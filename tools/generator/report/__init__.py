"""The blocks of a report before it is printed."""
