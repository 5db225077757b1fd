"""TGL: dates and periods."""
