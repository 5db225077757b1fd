"""Tests of `validate/rules/identitas`."""
