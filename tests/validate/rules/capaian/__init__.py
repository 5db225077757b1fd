"""Tests of `validate/rules/capaian`."""
