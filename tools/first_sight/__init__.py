"""First sight: documents drawn with seeds that nobody has looked at, and what is read of them."""
