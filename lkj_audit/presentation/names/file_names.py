"""How the names of files are shown: with nothing in them that a terminal obeys, and without
a NIP.
"""

import os
import unicodedata
from pathlib import Path

from normalize.text.masking import Mask, masked

# control and format characters, line and paragraph separators, halves of characters
_UNSEEN = frozenset(("Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"))


# A name may hold bytes that are no UTF-8; Python has them as halves of surrogates, which no
# database and no file takes. Each is kept as one of the last characters for private use.
_SURROGATES, _PRIVATE = 0xDC00, 0x10FF00
_BYTES = range(0x80, 0x100)
_AS_STORED = {_SURROGATES + byte: _PRIVATE + byte for byte in _BYTES}
_AS_NAMED = {_PRIVATE + byte: _SURROGATES + byte for byte in _BYTES}


def stored_name(path: str) -> str:
    r"""Return a path as texts are stored and written, whatever bytes are in it.

    >>> named_path(stored_name("laporan\udcff.pdf")) == "laporan\udcff.pdf"
    True
    """
    return path.translate(_AS_STORED)


def named_path(stored: str) -> str:
    """Return the path under which the system knows a file, by its stored name."""
    return stored.translate(_AS_NAMED)


def shown_name(path: Path | str, mask: Mask = masked) -> str:
    r"""Return a path as it can be shown anywhere, whatever is in it; NIPs are masked, unless `mask`
    keeps them.

    >>> shown_name("laporan\x1b[2J\n19790817-200101-1-011.pdf")
    'laporan\\x1b[2J\\x0a1979••••••••••••••.pdf'
    >>> shown_name("laporan\udcff.pdf")
    'laporan\\xff.pdf'
    """
    return "".join(map(visible, mask(stored_name(os.fspath(path)))))


def visible(character: str) -> str:
    """Return a character, or what is written for one that cannot be seen."""
    if unicodedata.category(character) not in _UNSEEN:
        return character
    code = ord(character)
    if code in _AS_NAMED:
        code -= _PRIVATE  # a byte
    return (
        f"\\x{code:02x}"
        if code < 0x100
        else f"\\u{code:04x}"
        if code < 0x10000
        else f"\\U{code:08x}"
    )
