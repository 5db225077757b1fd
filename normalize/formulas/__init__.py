"""Formulas in table headers, and calculations in running text."""
