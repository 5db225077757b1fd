"""The command line: commands, options, usage, and what a terminal shows."""
