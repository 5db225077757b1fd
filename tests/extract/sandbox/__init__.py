"""Tests of `extract/sandbox`."""
