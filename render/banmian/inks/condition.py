"""The output condition 印刷条件: the ICC profile of press, paper and ink, and its name."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import TYPE_CHECKING

from msgspec import Struct

from banmian.model import Finding, InputError, Severity

if TYPE_CHECKING:
    from pathlib import Path


class Condition(Struct, frozen=True):
    """An output condition: a CMYK profile of class `prtr`, and how a PDF's output intent names it.

    `registered` is whether `identifier` is in the ICC's registry of characterizations (http://www.color.org).
    """

    profile: bytes
    identifier: str
    info: str
    registered: bool = False


_SHIPPED = {"newsprint": "Coldset offset on newsprint, CGATS TR 002", "coated": "Coated stock, FOGRA39"}


def read_condition(name: str, folder: Path | None = None, *, condition: str = "") -> Condition:
    """The condition `newsprint` or `coated`, or of the ICC profile at a path, which may start at `folder`.

    Raises InputError where the file is no CMYK output profile of ICC version 2 or 4.
    """
    if name in _SHIPPED:
        at = resources.files("banmian.profiles")
        catalogue = tomllib.loads((at / "catalogue.toml").read_text("utf-8"))
        (entry,) = (one for one in catalogue["profile"] if one["id"] == name)
        return Condition((at / entry["file"]).read_bytes(), entry["condition"], _SHIPPED[name], registered=True)
    from pathlib import Path

    path = Path(name) if folder is None else folder / name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(_wrong(name, f"the profile cannot be read: {error.strerror}")) from None
    if len(data) < 132 or data[36:40] != b"acsp":
        raise InputError(_wrong(name, "this is no ICC profile"))
    if data[12:16] != b"prtr" or data[16:20] != b"CMYK" or data[8] not in (2, 4):
        what = f"class {data[12:16].decode('latin-1')}, {data[16:20].decode('latin-1').strip()}, version {data[8]}"
        raise InputError(_wrong(name, f"the profile is not for a press in four inks: {what}"))
    described = condition or _description(data) or path.stem
    return Condition(data, described, described)


def _description(profile: bytes) -> str:
    import io

    from PIL import ImageCms

    try:
        text: str = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile)))
    except (ImageCms.PyCMSError, OSError):
        return ""
    return text.strip()


def _wrong(name: str, message: str) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        code="bad-profile",
        message=message,
        hint="expected: newsprint, coated, or an ICC output profile (class prtr, CMYK, version 2 or 4)",
        file=name,
    )
