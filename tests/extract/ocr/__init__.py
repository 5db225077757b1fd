"""Tests of `extract/ocr`."""
