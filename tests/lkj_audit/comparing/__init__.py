"""Tests of `lkj_audit/decisions`."""
