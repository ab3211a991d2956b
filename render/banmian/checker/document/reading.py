"""Reading of PDF objects that may be of any type, or missing, or damaged: no function here raises."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

import pikepdf

BROKEN = (
    *(pikepdf.PdfError, pikepdf.ForeignObjectError, ValueError, TypeError, KeyError, IndexError, AttributeError),
    *(RuntimeError, NotImplementedError, MemoryError, ArithmeticError),
)
"""What pikepdf raises on objects that are not as they should be; UnicodeError is a ValueError."""


def kind(thing: Any) -> str:
    """`dictionary`, `stream`, `array`, `name`, `string`, `number`, `boolean` or `null`."""
    if thing is None:
        return "null"
    if isinstance(thing, bool):
        return "boolean"
    if isinstance(thing, (int, float, Decimal)):
        return "number"
    if isinstance(thing, pikepdf.Dictionary):
        return "dictionary"
    if isinstance(thing, pikepdf.Stream):
        return "stream"
    if isinstance(thing, pikepdf.Array):
        return "array"
    if isinstance(thing, pikepdf.Name):
        return "name"
    if isinstance(thing, pikepdf.String):
        return "string"
    return "null"


def is_dictionary(thing: Any) -> bool:
    """A dictionary or a stream."""
    return kind(thing) in ("dictionary", "stream")


def entry(thing: Any, *keys: str) -> Any:
    """The value under a chain of keys, `entry(root, "/Names", "/JavaScript")`; None where the chain breaks."""
    for key in keys:
        if not is_dictionary(thing):
            return None
        try:
            thing = thing.get(key)
        except BROKEN:
            return None
    return thing


def keys(thing: Any) -> tuple[str, ...]:
    """The keys of a dictionary or stream, in their order in the file."""
    if not is_dictionary(thing):
        return ()
    try:
        return tuple(thing.keys())
    except BROKEN:
        return ()


def items(thing: Any) -> tuple[tuple[str, Any], ...]:
    """Keys and values of a dictionary or stream."""
    return tuple((key, entry(thing, key)) for key in keys(thing))


def elements(thing: Any) -> tuple[Any, ...]:
    """The elements of an array; nothing of anything else."""
    if kind(thing) != "array":
        return ()
    found = []
    try:
        for number in range(len(thing)):
            try:
                found.append(thing[number])
            except BROKEN:
                found.append(None)
    except BROKEN:
        return ()
    return tuple(found)


def one_or_more(thing: Any) -> tuple[Any, ...]:
    """An array's elements, or the thing alone: as /Filter, /K and /Contents are given."""
    return elements(thing) if kind(thing) == "array" else () if thing is None else (thing,)


def name(thing: Any) -> str:
    """A name with its slash, `""` of anything else; bytes that are no UTF-8 become U+FFFD."""
    if kind(thing) != "name":
        return ""
    try:
        return str(thing)
    except BROKEN:
        return name_bytes(thing).decode("utf-8", "replace")


def name_bytes(thing: Any) -> bytes:
    """A name as its bytes, with its slash and without #xx."""
    try:
        written: bytes = thing.unparse()
    except BROKEN:
        return b""
    head, *rest = written.split(b"#")
    try:
        return head + b"".join(bytes.fromhex(part[:2].decode("ascii")) + part[2:] for part in rest)
    except ValueError:
        return written


def text(thing: Any) -> str:
    """A text string, decoded; `""` of anything else."""
    if kind(thing) != "string":
        return ""
    try:
        return str(thing)
    except BROKEN:
        return string_bytes(thing).decode("latin-1")


def string_bytes(thing: Any) -> bytes:
    """The bytes of a string."""
    try:
        return bytes(thing)
    except BROKEN:
        return b""


def number(thing: Any) -> float | None:
    """A number; None of anything else, and of infinities."""
    if kind(thing) != "number":
        return None
    value = float(thing)
    return value if math.isfinite(value) else None


def integer(thing: Any, otherwise: int = 0) -> int:
    """A number as an integer."""
    value = number(thing)
    return otherwise if value is None else int(value)


def numbers(thing: Any, many: int) -> tuple[float, ...] | None:
    """An array of `many` numbers; None where it is anything else."""
    found = [value for value in map(number, elements(thing)) if value is not None]
    return tuple(found) if len(found) == many == len(elements(thing)) else None


def truth(thing: Any) -> bool:
    """Whether it is the boolean true."""
    return kind(thing) == "boolean" and bool(thing)


def identity(thing: Any) -> tuple[int, int]:
    """Object and generation number; (0, 0) of a direct object."""
    try:
        found: tuple[int, int] = thing.objgen
    except BROKEN:
        return (0, 0)
    return found


def label(thing: Any) -> str:
    """How a person finds an object: “object 12 0”."""
    found, generation = identity(thing)
    return f"object {found} {generation}" if found else ""


def data(stream: Any) -> bytes | None:
    """The decoded bytes of a stream; None where they cannot be decoded."""
    if kind(stream) != "stream":
        return None
    try:
        return bytes(stream.read_bytes())
    except BROKEN:
        return None


def figure(value: float) -> str:
    """A number as people write it: no more than three places, no trailing noughts."""
    return f"{value:.3f}".rstrip("0").rstrip(".") if value == value else "?"
