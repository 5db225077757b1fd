"""Documents of an archive held against each other."""
