"""What has been made already, kept by the digest of all that it depends on.

A cache changes no page: what it returns is what would be made again. It lives in memory, and in a folder too where one
is given; that folder may be deleted at any time.
"""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import msgspec

from banmian import __version__
from banmian.plate.encoding import read_array, write_array

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
MOST = 4096
"""Values that are kept in memory; the oldest give way."""


class Cache:
    """Values by digest, in memory and, where a `folder` is given, in files named by their digest."""

    def __init__(self, folder: Path | str | None = None) -> None:
        self._values: dict[str, Any] = {}
        self._folder = Path(folder) if folder else None

    def get(self, key: str, kind: type[T], make: Callable[[], T]) -> T:
        """Return the value of a digest, made now if it is not kept."""
        known = self.find(key, kind)
        return known if known is not None else self.keep(key, make())

    def find(self, key: str, kind: type[T]) -> T | None:
        """Return the value of a digest; None where it is not kept, or its file cannot be read."""
        if key in self._values:
            self._values[key] = self._values.pop(key)  # the youngest again
            return cast("T", self._values[key])
        if self._folder is None:
            return None
        try:
            data = (self._folder / key[:2] / key).read_bytes()
            found = data if kind is bytes else msgspec.msgpack.decode(data, type=kind, dec_hook=read_array)
        except (OSError, msgspec.DecodeError):
            return None
        self._remember(key, found)
        return cast("T", found)

    def keep(self, key: str, value: T) -> T:
        """Keep a value under its digest and return it. A folder that cannot be written to is as good as none."""
        self._remember(key, value)
        if self._folder is not None:
            file = self._folder / key[:2] / key
            waiting = file.with_name(f".{key}.part")
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                data = value if isinstance(value, bytes) else msgspec.msgpack.encode(value, enc_hook=write_array)
                waiting.write_bytes(data)
                waiting.replace(file)
            except OSError:
                waiting.unlink(missing_ok=True)
        return value

    def share(self, key: str, make: Callable[[], T]) -> T:
        """Return an object of a digest that lives in memory only, such as the faces that are open; made if need be."""
        if key not in self._values:
            self._remember(key, make())
        return cast("T", self._values[key])

    def _remember(self, key: str, value: Any) -> None:
        self._values[key] = value
        if len(self._values) > MOST:
            del self._values[next(iter(self._values))]


def digest(*values: Any) -> str:
    """Return 32 hexadecimal digits for some values of the model, a design or a setting: equal for equal ones."""
    found = blake2b(__version__.encode(), digest_size=16)
    for value in values:
        found.update(msgspec.msgpack.encode(value, enc_hook=_plain, order="deterministic"))
    return found.hexdigest()


def stamp(path: Path | str) -> tuple[str, int, int]:
    """Return what tells a file from an earlier one of its name: name, length, time of its last change."""
    try:
        state = os.stat(path)  # noqa: PTH116 - asked of every file of an issue
    except (OSError, ValueError):
        return str(path), -1, -1
    return str(path), state.st_size, state.st_mtime_ns


def _plain(value: Any) -> Any:
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, Path):
        return str(value)
    return write_array(value)
