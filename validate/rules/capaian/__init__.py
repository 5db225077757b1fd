"""CAP: capaian recomputed from target and realisasi."""
