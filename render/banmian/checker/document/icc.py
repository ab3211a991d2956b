"""An ICC profile's header and table of tags, read by the bytes (ICC.1:2010, 7.2 and 7.3)."""

from __future__ import annotations

import struct
from typing import NamedTuple

CHANNELS = {"GRAY": 1, "RGB ": 3, "Lab ": 3, "CMYK": 4, "XYZ ": 3, **{f"{n:X}CLR": n for n in range(2, 16)}}


class Icc(NamedTuple):
    """What a profile says of itself; `trouble` says why it is none."""

    trouble: str
    size: int = 0
    version: tuple[int, int] = (0, 0)
    device: str = ""
    """`prtr`, `mntr`, `scnr`, `spac`, `link` …"""
    space: str = ""
    """`CMYK`, `RGB`, `GRAY`, without trailing blanks."""
    channels: int = 0
    tags: tuple[str, ...] = ()


def read_icc(data: bytes | None) -> Icc:
    """Reads a profile; nothing is raised, whatever the bytes are."""
    if data is None:
        return Icc("stream")
    if len(data) < 132:
        return Icc(f"{len(data)} B < 132 B")
    if data[36:40] != b"acsp":
        return Icc("acsp -")
    size, count = struct.unpack(">I", data[:4])[0], struct.unpack(">I", data[128:132])[0]
    space = data[16:20].decode("latin-1")
    head = Icc(
        "",
        size,
        (data[8], data[9] >> 4),
        data[12:16].decode("latin-1"),
        space.strip(),
        CHANNELS.get(space, 0),
    )
    if size != len(data) and not (size <= len(data) <= size + 3):
        return head._replace(trouble=f"{size} B ≠ {len(data)} B")
    if 132 + 12 * count > len(data):
        return head._replace(trouble=f"{count} tags")
    tags = []
    for number in range(count):
        tag, offset, length = struct.unpack_from(">4sII", data, 132 + 12 * number)
        tags.append(tag.decode("latin-1"))
        if offset + length > len(data):
            return head._replace(trouble=f"{tags[-1]} {offset} + {length} B > {len(data)} B")
    return head._replace(tags=tuple(tags))
