"""Tests of `normalize/values`."""
