"""Tests of `validate/profile`."""
