"""Tests of `tools/first_sight`."""
