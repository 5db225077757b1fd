"""Tests of `lkj_audit/outputs`."""
