"""How a year is printed. Every pattern that looks for one is built of these."""

import re

from extract.patterns import regex

# A year of the last century or of this one: of a birth, a regulation, a comparison.
YEAR = r"(?:19|20)\d\d"
# A year that a report or a plan is about.
REPORT_YEAR = r"20\d\d"

ANY_YEAR = regex(YEAR)
ANY_REPORT_YEAR = regex(REPORT_YEAR)
# No part of a longer number, a date, a regulation's number or a span of years.
SINGLE_YEAR = regex(rf"(?<![\d./-]){REPORT_YEAR}(?![\d/-])")
# "tahun anggaran 2024", which begins no span of years; the year is the first group.
NAMED_YEAR = regex(rf"\btahun\s+(?:anggaran\s+)?({REPORT_YEAR})\b(?!\s*[-–/])", re.IGNORECASE)
