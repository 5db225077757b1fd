"""Tests of `extract/grids`."""
