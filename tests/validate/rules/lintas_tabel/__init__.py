"""Tests of `validate/rules/lintas_tabel`."""
