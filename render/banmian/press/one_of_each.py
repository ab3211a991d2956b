"""Equal objects of a PDF made one: the fonts and spot inks that two pages bring with them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Container


def one_of_each(pdf: Any) -> int:
    """Let everything that is equal in a pikepdf.Pdf be one object; how many were too many.

    Equal are objects of the same bytes, references in them counting as equal where they lead to the same object: so
    streams fall together first, then what names them, and so on. Pages stay apart.
    """
    gone: dict[tuple[int, int], Any] = {}
    while same := _doubles(pdf, gone):
        gone |= same
        for thing in [*pdf.objects, pdf.trailer]:
            _replace(thing, same)
    return len(gone)


def _doubles(pdf: Any, gone: Container[tuple[int, int]]) -> dict[tuple[int, int], Any]:
    """What is equal to an object that stays, by its number; what is gone already is not looked at again."""
    import pikepdf

    first: dict[bytes, Any] = {}
    same: dict[tuple[int, int], Any] = {}
    for thing in pdf.objects:
        if thing.objgen in gone:
            continue
        if isinstance(thing, pikepdf.Stream):
            key = hashlib.sha256(_written(thing) + b"\n" + thing.read_raw_bytes()).digest()
        elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Array)) and _may_fall_together(thing):
            key = hashlib.sha256(thing.unparse(resolved=True)).digest()
        else:
            continue
        if key in first:
            same[thing.objgen] = first[key]
        else:
            first[key] = thing
    return same


def _may_fall_together(thing: Any) -> bool:
    import pikepdf

    return not isinstance(thing, pikepdf.Dictionary) or thing.get("/Type") not in ("/Page", "/Pages", "/Catalog")


def _written(stream: Any) -> bytes:
    return b"".join(
        key.encode() + b" " + (value.unparse() if hasattr(value, "unparse") else repr(value).encode()) + b"\n"
        for key, value in sorted(stream.items())
    )


def _replace(thing: Any, same: dict[tuple[int, int], Any]) -> None:
    """Let every reference in an object that leads to a double lead to the one that stays."""
    import pikepdf

    if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        for key, value in list(thing.items()):
            if isinstance(value, pikepdf.Object):
                if value.is_indirect and value.objgen in same:
                    thing[key] = same[value.objgen]
                elif not value.is_indirect:
                    _replace(value, same)
    elif isinstance(thing, pikepdf.Array):
        for index in range(len(thing)):
            value = thing[index]
            if isinstance(value, pikepdf.Object):
                if value.is_indirect and value.objgen in same:
                    thing[index] = same[value.objgen]
                elif not value.is_indirect:
                    _replace(value, same)
