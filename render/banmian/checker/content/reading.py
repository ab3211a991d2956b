"""What may go wrong when a foreign PDF is read, and reading of its values without falling over them."""

from __future__ import annotations

from typing import Any

import pikepdf

BROKEN = (
    *(pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, NotImplementedError),
    *(ArithmeticError, RuntimeError, AssertionError, StopIteration, UnicodeError, OSError),
    *(pikepdf.UnsupportedImageTypeError, pikepdf.DependencyError),
)
"""What pikepdf and plain reading raise at a broken object; RecursionError is a RuntimeError."""


def key(source: Any, name: str) -> Any:
    """The value under a name of a dictionary or stream; None where it is missing or the source is neither."""
    try:
        return source.get(name)
    except BROKEN:
        return None


def number(value: Any, default: float = 0.0) -> float:
    """A value as a number, or the default where it is none."""
    try:
        return float(value)
    except BROKEN:
        return default


def word(value: Any) -> str:
    """A name without its slash; empty where the value is none."""
    if value is None:
        return ""
    try:
        return str(value).removeprefix("/")
    except BROKEN:
        return ""


def items(source: Any) -> list[tuple[str, Any]]:
    """Keys and values of a dictionary or stream; none where the source is neither."""
    try:
        return [(str(name), value) for name, value in source.items()]
    except BROKEN:
        return []


def identity(source: Any) -> tuple[int, int] | None:
    """Number and generation of an indirect object; None of a direct one."""
    try:
        at = tuple(source.objgen)
    except BROKEN:
        return None
    return (at[0], at[1]) if at[0] else None


def is_stream(source: Any) -> bool:
    """Whether the object is a stream."""
    return isinstance(source, pikepdf.Stream)


def is_dictionary(source: Any) -> bool:
    """Whether the object is a dictionary or a stream with one."""
    return isinstance(source, (pikepdf.Dictionary, pikepdf.Stream))


def is_array(source: Any) -> bool:
    """Whether the object is an array."""
    return isinstance(source, pikepdf.Array)


def is_name(source: Any) -> bool:
    """Whether the object is a name."""
    return isinstance(source, pikepdf.Name)
