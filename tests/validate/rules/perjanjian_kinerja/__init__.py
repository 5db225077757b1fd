"""Tests of `validate/rules/perjanjian_kinerja`."""
