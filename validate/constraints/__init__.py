"""Printed numbers as intervals, relations between them, and their evaluation."""
