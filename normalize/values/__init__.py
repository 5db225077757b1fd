"""Printed values parsed: amounts, codes such as `7.01.01` (`codes.py`), dates, periods, scales."""
