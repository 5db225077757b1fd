"""Independent readers of the same cells, whose disagreements become doubts."""
