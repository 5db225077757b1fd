"""Reference data: official codes and names, and the settings of a region."""
