"""Tests of `validate/constraints`."""
