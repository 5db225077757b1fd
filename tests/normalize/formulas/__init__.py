"""Tests of `normalize/formulas`."""
