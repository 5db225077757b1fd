"""Tests of `validate/rules/struktur`."""
