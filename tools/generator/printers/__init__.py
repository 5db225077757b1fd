"""Programs that make PDFs of a report."""
