"""Tests of `validate/rules/lintas_dokumen`."""
