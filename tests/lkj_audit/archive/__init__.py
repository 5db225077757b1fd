"""Tests of `lkj_audit/archive`."""
