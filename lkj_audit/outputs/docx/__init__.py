"""`catatan-hasil-reviu.docx`: the review note and its forms."""
