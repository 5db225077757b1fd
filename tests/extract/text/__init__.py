"""Tests of `extract/text`."""
