"""Tests of `extract/tables`."""
