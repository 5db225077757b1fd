"""`laporan.html` and `index.html`."""
