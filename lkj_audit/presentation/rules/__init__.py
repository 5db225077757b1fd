"""How the catalogue of rules is documented."""
