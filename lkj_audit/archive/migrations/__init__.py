"""How the schema of an archive came about, version by version."""
