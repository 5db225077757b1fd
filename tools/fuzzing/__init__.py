"""Hostile documents: made, audited, and what failed kept as a regression test."""
