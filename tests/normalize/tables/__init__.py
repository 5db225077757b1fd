"""Tests of `normalize/tables`."""
