"""Tests of `validate/rules/bukti`."""
