"""Tests of `validate/rules/kode`."""
