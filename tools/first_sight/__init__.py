"""First sight: documents drawn with unseen seeds, and what is read of them."""
