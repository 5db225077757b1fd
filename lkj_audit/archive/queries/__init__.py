"""What an archive answers."""
