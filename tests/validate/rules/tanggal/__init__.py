"""Tests of `validate/rules/tanggal`."""
