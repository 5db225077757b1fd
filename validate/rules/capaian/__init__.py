"""CAP: capaian recomputed (`validate/relation_builders/achievement.py`)."""
