"""ANK: how numbers are printed."""
