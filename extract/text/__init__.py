"""Glyphs to text: lines of cells and of running text, page furniture, rotation."""
