"""Tests of `validate/diagnosis`."""
