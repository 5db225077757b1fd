"""Pages as PDFium has them: glyphs, paths and objects, and what of them is visible."""
