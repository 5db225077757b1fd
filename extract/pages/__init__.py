"""A page: its pictures, its layout, and how it is read in the sandbox."""
