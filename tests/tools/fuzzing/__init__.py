"""Tests of `tools/fuzzing`."""
