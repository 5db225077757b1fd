"""Whether the data of a picture end as their encoding asks: a scan that is cut off must not pass
for a page of which the rest is blank or black.
"""

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PictureEndingsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # So much at the end of a JPEG, and of CCITT data, is searched for the mark that ends it.
    jpeg_tail: int = 4096  # bytes; 9729b92
    facsimile_tail: int = 16  # bytes; 739105c
    # So much of a deflate stream is decoded at once.
    inflated: int = 1 << 20  # bytes; 739105c
    # The header of zlib, and the length of a JBIG2 segment that does not announce one.
    zlib_header: int = 2  # bytes; 739105c
    unknown_length: int = 0xFFFFFFFF  # bytes; 739105c


_SETTINGS = PictureEndingsSettings()

# the marker that ends a JPEG and a JPEG 2000 codestream
_END = b"\xff\xd9"
# SOC and SIZ, with which a JPEG 2000 codestream begins
_CODESTREAM = b"\xff\x4f\xff\x51"
# two lines of nothing, with which CCITT G4 ends (EOFB), in bits
_END_OF_FACSIMILE = "000000000001000000000001"


def ends_as_jpeg(data: bytes) -> bool:
    """Return whether a JPEG has its end marker."""
    return _END in data[-_SETTINGS.jpeg_tail :]


def ends_as_jpx(data: bytes) -> bool:
    """Return whether a JPEG 2000 codestream has its end marker, which its packets cannot hold
    (ISO 15444-1, Annex A).
    """
    return _END in data.partition(_CODESTREAM)[2]


def ends_as_flate(data: bytes) -> bool:
    """Return whether the last block of a deflate stream ends; a checksum that is missing or wrong
    is no matter.
    """
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    rest = data[_SETTINGS.zlib_header :]
    try:
        while rest and not stream.eof:
            stream.decompress(rest, _SETTINGS.inflated)
            rest = stream.unconsumed_tail
    except zlib.error:
        return False
    return stream.eof


def ends_as_jbig2(data: bytes) -> bool:
    """Return whether each segment of an embedded JBIG2 stream has the data that its header
    announces (ITU-T T.88, 7.2).
    """
    offset = 0
    while offset < len(data):
        head = data[offset : offset + 11]
        if len(head) < 11:
            # less than a header behind a segment is what pads the stream
            return offset > 0
        number, flags, referred = int.from_bytes(head[:4], "big"), head[4], head[5] >> 5
        offset += 6
        if referred == 7:
            referred = int.from_bytes(head[5:9], "big") & 0x1FFFFFFF
            offset += 3 + (referred + 8) // 8
        offset += referred * (1 if number <= 256 else 2 if number <= 65_536 else 4)
        offset += 4 if flags & 0x40 else 1
        length = int.from_bytes(data[offset : offset + 4], "big")
        offset += 4
        if length == _SETTINGS.unknown_length:
            return True
        offset += length
    return 0 < offset <= len(data)


def ends_as_facsimile(data: bytes) -> bool:
    """Return whether CCITT data end with EOFB; not all writers put it there."""
    tail = data[-_SETTINGS.facsimile_tail :]
    return _END_OF_FACSIMILE in f"{int.from_bytes(tail, 'big'):0{8 * len(tail)}b}"


# by the one filter of a picture
ENDINGS: Mapping[str, Callable[[bytes], bool]] = {
    "DCTDecode": ends_as_jpeg,
    "JPXDecode": ends_as_jpx,
    "FlateDecode": ends_as_flate,
    "JBIG2Decode": ends_as_jbig2,
}
