"""Printed values parsed: amounts, codes, dates, periods, scales, regulations."""
