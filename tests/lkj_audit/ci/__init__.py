"""Tests of `lkj_audit/ci`."""
