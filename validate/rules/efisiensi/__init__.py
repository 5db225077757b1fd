"""EFI: efficiency."""
