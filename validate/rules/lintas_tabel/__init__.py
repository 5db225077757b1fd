"""LTB: the same number in several tables."""
