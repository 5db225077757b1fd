"""`kertas-kerja.xlsx`: the working paper with live formulas."""
