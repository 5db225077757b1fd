"""NAR: what running text says about tables."""
