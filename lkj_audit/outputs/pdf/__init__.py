"""`beranotasi.pdf`: the submitted PDF with annotations and summary pages."""
