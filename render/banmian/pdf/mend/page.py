"""The first page of a foreign PDF: its trimmed rectangle set upright at the origin, all else taken off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from banmian.pdf.mend.log import Log, RefusedError

if TYPE_CHECKING:
    from banmian.pdf.mend.state import Matrix

_AGAIN = "let it be exported as a PDF again"


class Sheet(NamedTuple):
    """The trimmed page: its size in pt as it is seen, and the matrix from its own space to that."""

    width: float
    height: float
    matrix: Matrix
    trim: tuple[float, float, float, float]


def opened(data: bytes, log: Log) -> Any:
    """The PDF. Raises RefusedError where it is none, or needs a password, or has no page."""
    import io

    import pikepdf

    if b"%PDF-" not in data[:1024]:
        raise RefusedError("not-a-pdf", "this is no PDF", "expected: a PDF file")
    try:
        pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
        count = len(pdf.pages)
    except pikepdf.PasswordError:
        hint = "let it be sent without a password"
        raise RefusedError("encrypted-advert", "it is encrypted and needs a password", hint) from None
    except (pikepdf.PdfError, ValueError, RuntimeError):
        raise RefusedError("broken-pdf", "its structure is broken: no page can be read", _AGAIN) from None
    if not count:
        raise RefusedError("no-page", "it has no page", _AGAIN)
    if pdf.is_encrypted:
        log.say("encrypted")
    if count > 1:
        log.say("pages", f"{count} pages")
    if pdf.get_warnings():
        if b"xref" not in data[data.rfind(b"endobj") :]:
            raise RefusedError("cut-pdf", "it is cut short: its end is missing, and what stood there", _AGAIN)
        log.say("repaired")
    return pdf


def sheet_of(page: Any, log: Log) -> Sheet:
    """The trimmed page as it is seen. Raises RefusedError where it has no size."""
    media = _box(page.get("/MediaBox")) or (0.0, 0.0, 612.0, 792.0)
    seen = _cut(_box(page.get("/CropBox")) or media, media)
    own = _box(page.obj.get("/TrimBox"))
    if own is None:
        own = _box(page.obj.get("/ArtBox"))
        log.say("no-trim")
    trim = _cut(own or seen, media)
    if own and trim != own:
        log.say("bad-trim")
    left, bottom, right, top = trim
    width, height = right - left, top - bottom
    if width < 1 or height < 1:
        raise RefusedError("no-size", "its page has no size", _AGAIN)
    unit = float(page.obj.get("/UserUnit", 1))
    if unit != 1:
        log.say("user-unit")
    turn = int(page.get("/Rotate", 0)) % 360
    if turn:
        log.say("turned")
    w, h = width * unit, height * unit
    matrices: dict[int, Matrix] = {
        90: (0, -unit, unit, 0, -bottom * unit, right * unit),
        180: (-unit, 0, 0, -unit, right * unit, top * unit),
        270: (0, unit, -unit, 0, top * unit, -left * unit),
    }
    matrix = matrices.get(turn, (unit, 0, 0, unit, -left * unit, -bottom * unit))
    return Sheet(*((h, w) if turn in (90, 270) else (w, h)), matrix, trim)


def _box(array: Any) -> tuple[float, float, float, float] | None:
    if array is None or len(array) != 4:
        return None
    a, b, c, d = (float(value) for value in array)
    box = min(a, c), min(b, d), max(a, c), max(b, d)
    return box if box[2] > box[0] and box[3] > box[1] else None


def _cut(box: tuple[float, ...], by: tuple[float, ...]) -> tuple[float, float, float, float]:
    return max(box[0], by[0]), max(box[1], by[1]), min(box[2], by[2]), min(box[3], by[3])


def say_what_is_left_out(pdf: Any, page: Any, log: Log) -> None:
    """Note what is no content of the page and goes: links, notes, fields, actions, attachments."""
    import pikepdf

    for note in page.obj.get("/Annots", []):
        kind = str(note.get("/Subtype", ""))
        flags = int(note.get("/F", 0))
        if ("/A" in note and kind != "/Link") or "/AA" in note:
            log.say("actions")
        if kind == "/Link":
            log.say("links")
        elif kind == "/FileAttachment":
            log.say("attachments")
        elif kind != "/Popup" and not flags & 2 and "/AP" in note:
            log.say("annotations")
    names = pdf.Root.get("/Names", {})
    opens = pdf.Root.get("/OpenAction", {})
    scripted = "/S" in opens and str(opens.S) != "/GoTo" if isinstance(opens, pikepdf.Dictionary) else False
    if scripted or "/AA" in pdf.Root or "/AA" in page.obj or "/JavaScript" in names:
        log.say("actions")
    if "/EmbeddedFiles" in names or "/AF" in pdf.Root:
        log.say("attachments")


def finished(pdf: Any, page: Any, sheet: Sheet, content: bytes, resources: Any, group: Any) -> None:
    """Give the page the mended content, upright and clipped to its trim, and nothing else."""
    for key in list(page.obj.keys()):
        if key not in ("/Type", "/Parent"):
            del page.obj[key]
    left, bottom, right, top = sheet.trim
    clip = f"{left:.4f} {bottom:.4f} {right - left:.4f} {top - bottom:.4f} re W n"
    matrix = " ".join(f"{value:.5f}".rstrip("0").rstrip(".") for value in sheet.matrix)
    head = f"q {matrix} cm {clip}\n0 Tc 0 Tw 100 Tz 0 TL 0 Tr 0 Ts 1 w 0 J 0 j 10 M [] 0 d\n".encode()
    page.obj.MediaBox = [0, 0, round(sheet.width, 4), round(sheet.height, 4)]
    page.obj.TrimBox = [0, 0, round(sheet.width, 4), round(sheet.height, 4)]
    page.obj.Resources = resources
    page.obj.Contents = pdf.make_stream(head + content + b"\nQ\n")
    if group is not None:
        page.obj.Group = group
