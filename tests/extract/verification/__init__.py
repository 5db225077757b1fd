"""Tests of `extract/verification`."""
