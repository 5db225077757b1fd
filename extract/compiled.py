"""Loaded last by a server whose copies audit one document each: what was declared so far is compiled once for all."""

from extract.patterns import compile_all

compile_all()
