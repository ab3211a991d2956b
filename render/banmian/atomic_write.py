"""Writing of several files at once, all or none: each is written beside its place, then all are renamed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def write_atomically(files: Mapping[Path, bytes] | Iterable[tuple[Path, bytes]]) -> None:
    """Write all files, or none. What breaks off on the way leaves the old files and no others.

    `files` are contents by path, or pairs that are made while they are asked for; each is written beside its place at
    once. Folders are made where they are missing. Raises OSError.
    """
    pairs = files.items() if isinstance(files, Mapping) else files
    ready: list[tuple[Path, Path]] = []
    made: list[Path] = []
    try:
        for file, data in pairs:
            made += [folder for folder in (file.parent, *file.parent.parents) if not folder.exists()]
            file.parent.mkdir(parents=True, exist_ok=True)
            waiting = file.with_name(f".{file.name}.{os.getpid()}")
            ready.append((waiting, file))
            waiting.write_bytes(data)
        for waiting, file in ready:
            waiting.replace(file)
    finally:
        for waiting, _ in ready:
            waiting.unlink(missing_ok=True)
        for folder in made:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
