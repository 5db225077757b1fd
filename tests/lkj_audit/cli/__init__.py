"""Tests of `lkj_audit/cli`."""
