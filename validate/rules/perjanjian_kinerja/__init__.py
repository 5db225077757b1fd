"""PKR: the performance agreement."""
