"""The application: pipeline, command line, outputs, review, archive."""
