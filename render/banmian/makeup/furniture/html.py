"""HTML blocks (notices, adverts) as PDF by WeasyPrint, with our own faces."""

from __future__ import annotations

import io
import logging
import os
from contextlib import redirect_stdout
from functools import cache
from importlib import resources
from shutil import which
from typing import TYPE_CHECKING, Any, NamedTuple

from banmian.faces.catalogue import catalogue

if TYPE_CHECKING:
    from pathlib import Path


_PANGO = {
    "apt-get": "apt-get install -y libpango-1.0-0 libpangoft2-1.0-0",
    "dnf": "dnf install -y pango",
    "brew": "brew install pango",
}
"""How each package manager gets Pango, which no wheel carries."""


class HtmlUnavailableError(Exception):
    """Raised where the system's Pango, which WeasyPrint sets text by, is missing; `hint` is the line to type."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class SetHtml(NamedTuple):
    """An HTML block as a PDF of one page, its text, and the pictures and files that it names and that are not there."""

    data: bytes
    text: str
    missing: tuple[str, ...]


def html_to_pdf(path: Path, width: float, height: float) -> SetHtml:
    """An HTML file set on one page of `width` x `height` pt. Raises HtmlUnavailableError."""
    html = path.read_text("utf-8-sig")
    return _set(html, path, width, height, "html { font-family: 'Banmian Song' }")


def svg_to_pdf(path: Path, width: float, height: float) -> bytes:
    """An SVG as a PDF of one page of `width` x `height` pt that it fills. Raises HtmlUnavailableError."""
    html = f'<img src="{path.resolve().as_uri()}" alt="">'
    size = f"width: {width:.4f}pt; height: {height:.4f}pt"
    return _set(html, path, width, height, f"body {{ margin: 0 }} img {{ display: block; {size} }}").data


def _set(html: str, path: Path, width: float, height: float, style: str) -> SetHtml:
    """The first page of an HTML text as a PDF of `width` x `height` pt."""
    weasyprint = _weasyprint()
    from tempfile import TemporaryDirectory

    from weasyprint.text.fonts import FontConfiguration

    from banmian.makeup.furniture.html_fonts import pinned_fonts

    page = f"@page {{ size: {width:.4f}pt {height:.4f}pt; margin: 0 }}"
    with TemporaryDirectory(prefix="banmian-") as folder, pinned_fonts():
        fonts = FontConfiguration()
        fonts._folder = type(path)(folder)  # its own would stay behind: it is removed only when it is collected
        sheet = weasyprint.CSS(string=f"{page}\n{style}\n{_faces()}", font_config=fonts)
        missing: dict[str, None] = {}
        source = weasyprint.HTML(string=html, base_url=str(path), url_fetcher=_fetcher(path, missing))
        document = source.render(stylesheets=[sheet], font_config=fonts)
        first = document.copy(document.pages[:1])
        data = bytes(first.write_pdf(identifier=b"banmian", pdf_variant=None, uncompressed_pdf=False))
    return SetHtml(data, " ".join("".join(_texts(document.pages[0]._page_box)).split()), tuple(missing))


def _fetcher(path: Path, missing: dict[str, None]) -> Any:
    """What WeasyPrint gets files by: its own way, with what cannot be had noted. Version 68 made a class of it."""
    from weasyprint import urls

    whole = getattr(urls, "URLFetcher", None)
    own = whole().fetch if whole else urls.default_url_fetcher

    def fetch(url: str, *args: Any, **options: Any) -> Any:
        try:
            return own(url, *args, **options)
        except Exception:
            missing[_shown(url, path)] = None
            raise

    if whole is None:
        return fetch
    fetcher = whole()
    fetcher.fetch = fetch
    return fetcher


def _shown(url: str, path: Path) -> str:
    """The address of a file as the block has it: from its own folder where it lies there."""
    from urllib.parse import unquote

    return unquote(url.removeprefix(path.resolve().parent.as_uri() + "/"))


def _texts(box: Any) -> list[str]:
    if hasattr(box, "text"):
        return [box.text]
    found = [text for child in getattr(box, "children", ()) for text in _texts(child)]
    return [*found, " "]


def _faces() -> str:
    rules = []
    for face in catalogue().values():
        weight = {"Regular": 400, "Bold": 700, "Black": 900}.get(face.style, 400)
        uri = resources.files("banmian.fonts") / face.path.rpartition("/")[2]
        rules.append(f"@font-face {{ font-family: '{face.family}'; font-weight: {weight}; src: url('file://{uri}') }}")
    return "\n".join(rules)


@cache
def _weasyprint() -> Any:
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    try:
        with redirect_stdout(io.StringIO()):  # it prints there what it cannot load
            import weasyprint
    except OSError:
        raise HtmlUnavailableError("the system library Pango is missing", _pango_hint()) from None
    return weasyprint


def _pango_hint() -> str:
    """The one line to type to get Pango on this machine."""
    for manager, line in _PANGO.items():
        if which(manager):
            root = manager == "brew" or getattr(os, "geteuid", int)() == 0
            return f"run: {line}" if root else f"run: sudo {line}"
    return "install Pango with the package manager of your system"
