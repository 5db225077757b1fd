"""CSV as a spreadsheet opens it: its marks, its separator, and that no text of a document becomes a
formula.
"""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.location_names import printable

# what a spreadsheet takes for the beginning of a formula, in their full width too, and what it
# skips before one
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# without the byte order mark Excel takes UTF-8 for the code page of its system
ENCODING = "utf-8-sig"


def plain(text: str) -> str:
    """Return the text on one line, a question mark for what a broken font left of a character."""
    return printable(text).encode("utf-8", "replace").decode("utf-8")


def without_formula(text: str) -> str:
    """Return the text as a spreadsheet shows and never computes it.

    >>> without_formula("=1+1"), without_formula("-5,2"), without_formula("1.500")
    ("'=1+1", "'-5,2", '1.500')
    """
    return f"'{text}" if text.startswith(DANGEROUS) else text


def separator(lang: str) -> str:
    """Return what a spreadsheet expects between values: `;` where a comma begins the decimals."""
    return Lang(lang).say(";", ",")


def decimal_mark(lang: str) -> str:
    """Return what begins the decimals of a number."""
    return Lang(lang).say(",", ".")


def write_rows(path: Path, rows: Iterable[Sequence[str]], lang: str) -> None:
    """Write rows of texts, defused, as a CSV file."""
    with path.open("w", encoding=ENCODING, newline="") as file:
        writer = csv.writer(file, delimiter=separator(lang))
        for row in rows:
            writer.writerow([without_formula(plain(text)) for text in row])
