"""Relations that a report must satisfy: capaian (`achievement.py`), sums, shares, means, growth."""
