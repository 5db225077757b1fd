"""Takes out of a PDF what changes from run to run: dates and file identifiers, in place and at the
same length.
"""

import re
from pathlib import Path

_DATE = re.compile(rb"(/(?:CreationDate|ModDate)\s*\(D:)(\d{4,14})([^)]*)\)")
_ID = re.compile(rb"/ID\s*\[\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*\]")
_CHECKSUM = re.compile(rb"/DocChecksum\s*/([0-9A-Fa-f]+)")
_NEW_YEAR = b"20250101000000"


def settle(path: Path) -> None:
    """Make a PDF the same in every run of the same producer."""
    data = path.read_bytes()
    data = _DATE.sub(_settled_date, data)
    for pattern in (_ID, _CHECKSUM):
        data = pattern.sub(_zeroed, data)
    path.write_bytes(data)


def _settled_date(match: re.Match[bytes]) -> bytes:
    zone = re.sub(rb"\d", b"0", match[3])
    return match[1] + _NEW_YEAR[: len(match[2])] + zone + b")"


def _zeroed(match: re.Match[bytes]) -> bytes:
    """Return the match with every identifier in it made of zeros."""
    text = match.group()
    for identifier in match.groups():
        text = text.replace(identifier, b"0" * len(identifier))
    return text
