"""Grids of rows and columns: from rulings (`rulings.py`), fills, and text where rulings are missing."""  # noqa: E501
