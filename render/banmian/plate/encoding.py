"""A Plate as bytes, equal on every machine, and its digest."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

import msgspec
import numpy as np

from banmian.plate.tree import Plate

MAGIC = b"banmian plate 1\n"
_TYPES = {"u": "<u2", "f": "<f8"}


def encode(plate: Plate) -> bytes:
    """Return a Plate as bytes, every length as a float: 2 and 2.0 are one place."""
    written = msgspec.msgpack.encode(plate, enc_hook=write_array)
    return MAGIC + msgspec.msgpack.encode(_read(written), enc_hook=write_array)


def decode(data: bytes) -> Plate:
    """Return the Plate of some bytes; raises ValueError for bytes that are none."""
    if not data.startswith(MAGIC):
        raise ValueError("these bytes are no plate of this version")
    try:
        return _read(memoryview(data)[len(MAGIC) :])
    except msgspec.DecodeError as error:
        raise ValueError(f"these bytes are no plate: {error}") from error


def digest(plate: Plate) -> str:
    """Return 32 hexadecimal digits for all that stands on a page.

    Pictures count by their name and place: where their folder lies changes nothing.
    """
    return blake2b(encode(plate), digest_size=16).hexdigest()


def _read(data: bytes | memoryview) -> Plate:
    return msgspec.msgpack.decode(data, type=Plate, dec_hook=read_array)


def write_array(value: Any) -> Any:
    """An array as its kind and its bytes."""
    if isinstance(value, np.ndarray):
        kind = value.dtype.kind
        return kind, np.ascontiguousarray(value, dtype=_TYPES[kind]).tobytes()
    raise NotImplementedError(f"a plate holds no {type(value).__name__}")


def read_array(kind: type, value: Any) -> Any:
    if kind is np.ndarray:
        return np.frombuffer(value[1], dtype=_TYPES[value[0]])
    raise NotImplementedError(f"a plate holds no {kind.__name__}")
