"""Tests of `normalize/reference`."""
