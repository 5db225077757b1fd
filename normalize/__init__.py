"""Printed text to typed values: amounts, codes, periods, names, column roles."""
