"""Running text: its structure, its numbers, its signatures, and how texts are compared."""
