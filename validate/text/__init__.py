"""What the running text of a report claims, cites and must contain."""
