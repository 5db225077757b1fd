"""Relations between printed numbers, and the rules that follow from them."""
