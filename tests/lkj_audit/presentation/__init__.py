"""Tests of `lkj_audit/presentation`."""
