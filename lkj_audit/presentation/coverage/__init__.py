"""How much of a document the findings speak about, and what could not be read."""
