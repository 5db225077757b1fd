"""Tests of `lkj_audit`."""
