"""Documents of an archive compared with each other."""
