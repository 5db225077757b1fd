"""Tests of `tools/generator`."""
