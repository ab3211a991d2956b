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
from banmian.makeup.furniture.limited import LimitError, within_limits
from banmian.model import Finding, Severity

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


class HtmlError(Exception):
    """A block that cannot be set; the text says why."""


class Unfetched(NamedTuple):
    """An address that a block names and that it did not get: refused, or not to be read."""

    address: str
    refused: bool


class SetHtml(NamedTuple):
    """An HTML or SVG block as a PDF of one page, its text, and what it names and did not get."""

    data: bytes
    text: str
    unfetched: tuple[Unfetched, ...]

    def findings(self, name: str) -> list[Finding]:
        """A finding of error level for each address that the block of this name did not get."""
        return [_of_unfetched(name, one) for one in self.unfetched]


def html_to_pdf(path: Path, width: float, height: float, folder: Path) -> SetHtml:
    """Set an HTML file on one page of `width` x `height` pt. Raises HtmlUnavailableError, HtmlError.

    What it names is read from `folder` and the folders in it, links resolved, and from data: URLs; all else is refused.
    """
    html = path.read_text("utf-8-sig")
    return _set(html, path, width, height, "html { font-family: 'Banmian Song' }", folder)


def svg_to_pdf(path: Path, width: float, height: float, folder: Path) -> SetHtml:
    """Set an SVG as a PDF of one page of `width` x `height` pt that it fills. Raises HtmlUnavailableError, HtmlError.

    `folder` is as in `html_to_pdf`; the SVG itself may lie anywhere.
    """
    html = f'<img src="{path.resolve().as_uri()}" alt="">'
    size = f"width: {width:.4f}pt; height: {height:.4f}pt"
    return _set(html, path, width, height, f"body {{ margin: 0 }} img {{ display: block; {size} }}", folder)


def _set(html: str, path: Path, width: float, height: float, style: str, folder: Path) -> SetHtml:
    """The first page of an HTML text as a PDF of `width` x `height` pt."""
    _weasyprint()
    from tempfile import TemporaryDirectory

    sheet = f"@page {{ size: {width:.4f}pt {height:.4f}pt; margin: 0 }}\n{style}\n{_faces()}"
    with TemporaryDirectory(prefix="banmian-") as own:
        try:
            return within_limits(lambda: _rendered(html, path.resolve(), sheet, folder.resolve(), type(path)(own)))
        except LimitError as error:
            raise HtmlError(str(error)) from None


def _rendered(html: str, path: Path, sheet: str, folder: Path, own: Path) -> SetHtml:
    """The first page of an HTML text with a sheet of ours, its fonts kept in a folder of its own."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from banmian.makeup.furniture.html_fonts import pinned_fonts

    fonts = FontConfiguration()
    fonts._folder = own  # that of WeasyPrint would stay behind: it is removed only when it is collected
    unfetched = _Unfetched(path)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(unfetched)
    try:
        with pinned_fonts():
            source = HTML(string=html, base_url=path.as_uri(), url_fetcher=_fetcher(path, folder, unfetched))
            document = source.render(stylesheets=[CSS(string=sheet, font_config=fonts)], font_config=fonts)
            first = document.copy(document.pages[:1])
            data = bytes(first.write_pdf(identifier=b"banmian", pdf_variant=None, uncompressed_pdf=False))
    except MemoryError:
        raise
    except Exception as error:  # whatever WeasyPrint makes of somebody's file
        raise HtmlError(f"{type(error).__name__}: {error}"[:_LONGEST]) from None
    finally:
        logger.removeHandler(unfetched)
    return SetHtml(data, " ".join("".join(_texts(document.pages[0]._page_box)).split()), tuple(unfetched.found))


class _Unfetched(logging.Handler):
    """What the block at a path did not get, in order: what the fetcher notes, and pictures that WeasyPrint gave up."""

    def __init__(self, path: Path) -> None:
        super().__init__(logging.ERROR)
        self.path = path
        self.found: dict[Unfetched, None] = {}

    def add(self, url: str, *, refused: bool) -> None:
        """Note an address."""
        self.found[Unfetched(_shown(url, self.path), refused)] = None

    def emit(self, record: logging.LogRecord) -> None:
        """Note a picture that was read and that is none, such as an SVG with a style sheet of its own."""
        if str(record.msg).startswith(("Failed to load image", "Failed to render SVG")) and record.args:
            url = str(next(iter(record.args)))
            if Unfetched(_shown(url, self.path), refused=True) not in self.found:
                self.add(url, refused=False)


def _fetcher(path: Path, folder: Path, unfetched: _Unfetched) -> Any:
    """What WeasyPrint gets files by: its own way, walled in. Version 68 made a class of it."""
    from weasyprint import urls

    whole = getattr(urls, "URLFetcher", None)
    own = whole().fetch if whole else urls.default_url_fetcher

    def fetch(url: str, *args: Any, **options: Any) -> Any:
        refused = False
        try:
            if url[:5].lower() == "data:":
                return own(url, *args, **options)
            file = _file_of(url)
            refused = file is None or not (file == path or file.is_relative_to(folder))
            if not refused and file is not None and file.is_file():  # a pipe would never end
                return own(file.as_uri(), *args, **options)
        except Exception:
            pass  # whatever it was, it was not fetched
        unfetched.add(url, refused=refused)
        # Nothing, and no error: one in a colour profile would end the whole block.
        return urls.URLFetcherResponse(url, b"") if whole else {"string": b"", "mime_type": "text/plain"}

    if whole is None:
        return fetch
    fetcher = whole()
    fetcher.fetch = fetch
    return fetcher


def _file_of(url: str) -> Path | None:
    """The file that a URL means, its links resolved; None if it is none of this machine."""
    from pathlib import Path
    from urllib.parse import unquote, urlsplit

    try:
        parts = urlsplit(url)
        if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
            return None
        return Path(unquote(parts.path)).resolve()
    except (ValueError, OSError, RuntimeError):  # a NUL, links in a ring
        return None


def _shown(url: str, path: Path) -> str:
    """The address of a file as the block has it: from its own folder where it lies there."""
    from urllib.parse import unquote

    return unquote(url.removeprefix(path.parent.as_uri() + "/"))[:_LONGEST]


_LONGEST = 200
"""Characters of an address that are shown."""


def _of_unfetched(name: str, one: Unfetched) -> Finding:
    if one.refused:
        code, message = "refused-address", f"“{name}” asks for “{one.address}”, which is not read"
        hint = "nothing is read from the network or from outside the issue folder: put a copy in it, and name that"
    else:
        code, message = "missing-picture", f"“{name}” names “{one.address}”, which cannot be read"
        hint = "put it there, or mend its address"
    return Finding(severity=Severity.ERROR, code=code, message=message, hint=hint, file=name)


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
