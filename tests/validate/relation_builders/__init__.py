"""Tests of `validate/relation_builders`."""
