"""Errors that are injected, and right values that look wrong."""
