"""Tests of `normalize/text`."""
