"""Page tables to logical tables: headers, captions, and continuations over pages."""
