"""The relations that the tables and texts of a report must satisfy, for the rules that state them:
capaian (`achievement.py`), sums, shares, means, growth, equal figures.
"""
