"""Writing of several files at once, all or none: each is written beside its place, then all are renamed.

No output is written over a file that is read for it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from banmian.model import Finding, InputError, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def keep_inputs(outputs: Iterable[Path], inputs: Iterable[Path]) -> None:
    """Raise InputError where an output would be written over an input, by whatever name and through whatever link.

    `inputs` is not asked for where no output is there yet.
    """
    there = {found: output for output in outputs if (found := _identity(output))}
    for one in inputs if there else ():
        if (found := _identity(one)) and (output := there.get(found)):
            raise InputError(
                Finding(
                    severity=Severity.ERROR,
                    code="usage",
                    message=f"it would be written over “{one}”, which is read",
                    hint="name another file or folder",
                    file=str(output),
                )
            )


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except (OSError, ValueError):  # not there; a name that cannot be
        return None
    return (found.st_dev, found.st_ino)


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
