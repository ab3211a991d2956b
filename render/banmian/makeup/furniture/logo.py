"""The logo of a paper, SVG or PDF, that stands for its name in the nameplate: placed as a form, its outlines kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree

from banmian.model.media import Media

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from banmian.model import Finding

FORM_WIDTH = 720.0
"""pt: how wide the PDF of an SVG is made. It is scaled where it stands, and loses nothing."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", re.IGNORECASE)


class LogoError(ValueError):
    """A file that is no logo; its text says why."""


class Logo(NamedTuple):
    """A logo as the first page of a PDF, and its width by its height."""

    data: bytes
    ratio: float
    name: str
    findings: Sequence[Finding] = ()


def read_logo(folder: Path, name: str) -> Logo:
    """Read a logo of an issue folder. Raises LogoError, and HtmlUnavailableError where an SVG needs WeasyPrint."""
    path = folder / name
    if Media.of(path) is Media.PDF:
        return Logo(path.read_bytes(), pdf_ratio(path), name)
    from banmian.makeup.furniture.html import HtmlError, svg_to_pdf

    ratio = svg_ratio(path)
    try:
        made = svg_to_pdf(path, FORM_WIDTH, FORM_WIDTH / ratio, folder)
    except HtmlError as error:
        raise LogoError(str(error)) from None
    return Logo(made.data, ratio, name, made.findings(name))


def pdf_ratio(path: Path) -> float:
    """Width by height of the first page of a PDF, by the box that it is placed by."""
    import pikepdf

    try:
        with pikepdf.open(path) as pdf:
            left, bottom, right, top = (float(value) for value in pdf.pages[0].trimbox)
    except (pikepdf.PdfError, pikepdf.PasswordError, IndexError) as error:
        raise LogoError(str(error).partition(": ")[2] or str(error)) from None
    if right <= left or top <= bottom:
        raise LogoError("its page has no size")
    return (right - left) / (top - bottom)


def svg_ratio(path: Path) -> float:
    """Width by height of an SVG: of its viewBox, else by its own width and height."""
    try:
        root = ElementTree.fromstring(path.read_bytes())
    except ElementTree.ParseError as error:
        raise LogoError(f"it is not well-formed: {error}") from None
    if root.tag.rpartition("}")[2] != "svg":
        raise LogoError(f"its root is <{root.tag.rpartition('}')[2]}>")
    box = [float(value) for value in _NUMBER.findall(root.get("viewBox", ""))]
    if len(box) == 4:
        width, height = box[2:]
    else:
        sides = [_NUMBER.match(root.get(side, "").strip()) for side in ("width", "height")]
        if None in sides or any("%" in root.get(side, "") for side in ("width", "height")):
            raise LogoError("it has neither a viewBox nor a width and a height")
        width, height = (float(side[0]) for side in sides if side)
    if width <= 0 or height <= 0:
        raise LogoError("it has no size")
    return width / height
