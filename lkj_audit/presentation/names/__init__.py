"""How files, kinds of document, periods, and places in a report are called."""
