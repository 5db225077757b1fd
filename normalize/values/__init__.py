"""Printed values parsed: amounts (`amounts.py`), codes such as `7.01.01` (`codes.py`), dates,
periods, scales, regulations.
"""
