"""Whether a document has layers (optional content, PDF 32000-1, 8.11) of which some may be off."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from extract.patterns import regex


@dataclass(frozen=True, slots=True)
class LayersSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # How far the begin of a stream may be from what names it, and how much of all of them is
    # looked at, in bytes.
    dictionary: int = 2_000  # bytes; ee8bbcd
    most: int = 64 << 20  # bytes; ee8bbcd


_SETTINGS = LayersSettings()


# A layer, or a group of them, may be off: the list of those that are off is not empty, all begin
# off, or it is determined in another way than by a list of those that are on.
_MAY_HIDE = regex(rb"/OFF(?!\s*\[\s*\])(?![A-Za-z0-9])|/(?:All|Any)Off|/VE(?![A-Za-z0-9])")
_LAYERS, _OBJECT_STREAM, _END = b"/OCProperties", b"/ObjStm", b"endstream"
_BEGIN = regex(rb"stream\r?\n")


def may_hide(data: bytes) -> bool:
    """Return whether something of a document may be on a layer that is off; what is
    encrypted may.
    """
    packed = _OBJECT_STREAM in data
    if not packed and _LAYERS not in data:
        return False
    if packed and b"/Encrypt" in data:
        return True
    parts = [data, *_object_streams(data)] if packed else [data]
    return any(_LAYERS in part for part in parts) and any(_MAY_HIDE.search(part) for part in parts)


def _object_streams(data: bytes) -> Iterator[bytes]:
    """Yield what the object streams of a document hold; nothing of one that is packed in another
    way.
    """
    left, found = _SETTINGS.most, data.find(_OBJECT_STREAM)
    while found >= 0 and left > 0:
        if begin := _BEGIN.search(data, found, found + _SETTINGS.dictionary):
            end = data.find(_END, begin.end())
            try:
                text = zlib.decompressobj().decompress(data[begin.end() : end], left)
            except zlib.error:
                text = b""
            left -= len(text)
            yield text
        found = data.find(_OBJECT_STREAM, found + 1)
