"""Tests of `validate/rules/angka`."""
