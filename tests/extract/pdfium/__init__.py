"""Tests of `extract/pdfium`."""
