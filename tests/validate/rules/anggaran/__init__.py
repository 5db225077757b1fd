"""Tests of `validate/rules/anggaran`."""
