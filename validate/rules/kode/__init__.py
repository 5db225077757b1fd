"""KOD: codes of the nomenclature."""
