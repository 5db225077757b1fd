"""Grids of rows and columns: from rulings, from fills, and from the text where rulings are missing."""  # noqa: E501
