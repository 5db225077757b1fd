"""How the names of files are shown: with nothing in them that a terminal obeys, and without
a NIP.
"""

import unicodedata
from pathlib import Path

import click

from normalize.text.masking import Mask, masked

# control and format characters, line and paragraph separators, halves of characters
_UNSEEN = frozenset(("Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"))


def shown_name(path: Path | str, mask: Mask = masked) -> str:
    r"""Return a path as it can be shown anywhere, whatever is in it; NIPs are masked, unless `mask`
    keeps them.

    >>> shown_name("laporan\x1b[2J\n19790817-200101-1-011.pdf")
    'laporan\\x1b[2J\\x0a1979••••••••••••••.pdf'
    """
    return "".join(map(_visible, mask(click.format_filename(path))))


def _visible(character: str) -> str:
    if unicodedata.category(character) not in _UNSEEN:
        return character
    code = ord(character)
    return (
        f"\\x{code:02x}"
        if code < 0x100
        else f"\\u{code:04x}"
        if code < 0x10000
        else f"\\U{code:08x}"
    )
