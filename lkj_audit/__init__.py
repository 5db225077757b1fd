"""The desk: command line, pipeline and report writers."""
