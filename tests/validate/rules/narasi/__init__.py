"""Tests of `validate/rules/narasi`."""
