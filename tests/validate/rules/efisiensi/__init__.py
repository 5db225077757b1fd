"""Tests of `validate/rules/efisiensi`."""
