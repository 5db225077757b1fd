"""Grids of rows and columns: from rulings (`rulings.py`, where drawn lines are detected), from gaps
in rulings, from fills, and from the text where rulings are missing (`unruled.py`).
"""
