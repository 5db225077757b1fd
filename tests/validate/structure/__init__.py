"""Tests of `validate/structure`."""
