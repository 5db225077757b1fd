"""How a sandbox and the process that started it talk: frames of MessagePack, decoded by declared
types.

A frame is a byte that says what it is, four bytes of length, and the value. MessagePack holds data
only: nothing that a hostile process sends is executed, and what is not of the declared type is
refused.
"""

import os
import struct
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from msgspec.msgpack import Decoder, Encoder

T = TypeVar("T")

_HEADER = struct.Struct("<BI")
# No result of ours is larger; a hostile process must not make its reader wait for, and hold, four
# gigabytes.
LARGEST_FRAME = 1 << 29


class FrameKind(IntEnum):
    """What a frame holds.

    `ARGUMENTS` go in; the others come out: `PROGRESS` any number of times, then one of the rest: a
    `RESULT`, the error that the document is `REFUSED` with, that memory was `EXHAUSTED`, or a
    `FAULT` of the program.
    """

    ARGUMENTS = 0
    PROGRESS = 1
    RESULT = 2
    REFUSED = 3
    EXHAUSTED = 4
    FAULT = 5


class BadFrame(ValueError):
    """What arrived is no frame, or does not hold what was declared."""


def frame(kind: FrameKind, data: bytes) -> bytes:
    """Return a frame that holds an encoded value."""
    if len(data) > LARGEST_FRAME:
        raise BadFrame("too large")
    return _HEADER.pack(kind, len(data)) + data


def write(descriptor: int, data: bytes) -> None:
    """Write everything to a blocking descriptor."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


class FrameBuffer:
    """Bytes as they arrive, and the whole frames among them."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def add(self, data: bytes) -> Iterator[tuple[FrameKind, bytes]]:
        """Take bytes and yield the frames that are whole now; raise a BadFrame at what cannot be
        one.
        """
        self._bytes += data
        while len(self._bytes) >= _HEADER.size:
            kind, length = _HEADER.unpack_from(self._bytes)
            if kind not in FrameKind.__members__.values() or length > LARGEST_FRAME:
                raise BadFrame
            end = _HEADER.size + length
            if len(self._bytes) < end:
                return
            value = bytes(self._bytes[_HEADER.size : end])
            del self._bytes[:end]
            yield FrameKind(kind), value


# Values -------------------------------------------------------------------------------------------


def encoded(value: object) -> bytes:
    """Return a value of plain types, records and enums as MessagePack; half a surrogate pair in a
    text becomes "?".
    """
    try:
        return _encoder().encode(value)
    except UnicodeEncodeError:
        from msgspec import to_builtins

        return _encoder().encode(
            _printable(to_builtins(value, builtin_types=(bytes,), enc_hook=_encoded_otherwise))
        )


def decoded(data: bytes, declared: type[T]) -> T:
    """Return the value, or raise a BadFrame where it is not of the declared type."""
    from msgspec import DecodeError

    try:
        value: T = _decoder(declared).decode(data)
    except (DecodeError, UnicodeDecodeError, ValueError) as error:
        raise BadFrame(str(error)) from error
    return value


@lru_cache(maxsize=1)
def _encoder() -> "Encoder":
    # the package takes some milliseconds to load: a process that is to begin with other work does
    # that first
    from msgspec.msgpack import Encoder

    return Encoder(enc_hook=_encoded_otherwise)


_DECODERS: "dict[object, Decoder[Any]]" = {}


def _decoder(declared: type[T]) -> "Decoder[T]":
    if declared not in _DECODERS:
        from msgspec.msgpack import Decoder

        _DECODERS[declared] = Decoder(declared, dec_hook=_decoded_otherwise)
    return _DECODERS[declared]


def _printable(value: Any) -> Any:
    """Return a value of plain types whose texts can be encoded."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {_printable(key): _printable(item) for key, item in value.items()}
    return [_printable(item) for item in value] if isinstance(value, list | tuple) else value


def _encoded_otherwise(value: object) -> object:
    """Return what stands for a value that MessagePack has no form for."""
    if isinstance(value, Path):
        return os.fsencode(value)
    if isinstance(value, float):
        return float(value)  # NumPy's
    raise TypeError(f"{type(value).__name__} cannot be sent")


def _decoded_otherwise(declared: type, value: Any) -> object:
    """Return the value of a declared type that MessagePack has no form for."""
    if issubclass(declared, Path) and isinstance(value, bytes):
        return Path(os.fsdecode(value))
    raise TypeError(f"{declared.__name__} cannot be received")
