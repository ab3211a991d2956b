"""Finished pages as pictures: a PNG for each page, or all of them side by side on a contact sheet 版样.

A page is drawn by PDFium as it is trimmed: what lies outside the TrimBox, the marks, is left out.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from banmian.intake.source import problem
from banmian.model import InputError
from banmian.model.media import Media
from banmian.model.sizes import MOST_DOTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PIL import Image, ImageFont

FORMS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".pdf": "PDF"}
"""The forms of a contact sheet, by the ending of its name."""
FINER = 2
"""A page on a sheet is drawn so many times as large and made smaller: hairlines and small type stay grey and even."""
GAP = 0.045
"""White between two pages and round all, as a part of the width of the sheet over the columns."""
CAPTION = 0.04
"""Height of the words under a page, as a part of the same width."""
GROUND, EDGE, WORDS, FAINT = (246, 245, 243), (176, 174, 170), (40, 40, 40), (110, 108, 104)


class Leaf(NamedTuple):
    """A page of a PDF with its trimmed size in pt, what is said of it, and the name of its picture."""

    data: bytes
    at: int
    width: float
    height: float
    title: str
    note: str
    name: str


class Source(NamedTuple):
    """An issue or a PDF: its title and its pages in their order."""

    title: str
    note: str
    leaves: tuple[Leaf, ...]


def read_source(path: Path) -> Source:
    """An issue made up anew, or a PDF as it is. Raises InputError."""
    if Media.of(path) is Media.PDF:
        return _pdf(path)
    return _issue(path)


def picture(leaf: Leaf, scale: float) -> Image.Image:
    """A page at `scale` pixels to a pt."""
    import pypdfium2

    dots = leaf.width * leaf.height * scale * scale
    if not 1 <= dots <= MOST_DOTS:
        message = f"{leaf.title} would be a picture of {dots / 1e6:.0f} million dots"
        raise InputError(
            problem("picture-size", message, hint="expected: fewer dpi, or a smaller page", file=leaf.name)
        )
    with pypdfium2.PdfDocument(leaf.data) as document:
        page = document[leaf.at]
        page.set_cropbox(*page.get_trimbox())
        found: Image.Image = page.render(scale=scale, fill_color=(255, 255, 255, 255)).to_pil().convert("RGB")
        page.close()
    return found


def page_pictures(source: Source, dpi: float) -> Iterator[tuple[str, bytes]]:
    """A PNG for each page, with its name."""
    for leaf in source.leaves:
        data = io.BytesIO()
        picture(leaf, dpi / 72).save(data, "PNG", dpi=(dpi, dpi))
        yield f"{leaf.name}.png", data.getvalue()


def contact_sheet(sources: Sequence[Source], form: str, *, width: int = 2400, columns: int | None = None) -> bytes:
    """All pages side by side, all at one scale, those of each source under its title; a spread takes two places.

    `form` is PNG, JPEG or PDF (a picture on a page), `width` in pixels.
    """
    import datetime

    from PIL import Image, ImageDraw

    columns = columns or _columns([leaf for source in sources for leaf in source.leaves])
    unit = max(leaf.width / _places(leaf) for source in sources for leaf in source.leaves)
    gap, caption = round(width * GAP / columns) + 1, max(round(width * CAPTION / columns), 12)
    scale = (width - gap * (columns + 1)) / columns / unit
    cell = round(unit * scale)
    heading, words = _face("headline-second", 1.2 * caption), _face("headline-hard", 0.56 * caption)
    small = _face("furniture", 0.56 * caption)
    rows: list[tuple[Source | None, list[Leaf]]] = []
    for source in sources:
        rows += [(None if n else source, row) for n, row in enumerate(_rows(source.leaves, columns))]
    heights = [round(max(leaf.height for leaf in row) * scale) + caption + gap for _, row in rows]
    height = sum(heights) + gap + sum(2 * caption + gap // 2 for opens, _ in rows if opens)
    sheet = Image.new("RGB", (width, height), GROUND)
    draw = ImageDraw.Draw(sheet)
    y = gap
    for (opens, row), down in zip(rows, heights, strict=True):
        if opens:
            draw.text((gap, y + 1.5 * caption), opens.title, WORDS, heading, anchor="ls")
            left = gap + draw.textlength(opens.title, heading) + caption
            draw.text((left, y + 1.5 * caption), opens.note, FAINT, small, anchor="ls")
            y += 2 * caption + gap // 2
        x = gap
        for leaf in row:
            size = (round(leaf.width * scale), round(leaf.height * scale))
            shown = picture(leaf, scale * FINER).resize(size, Image.Resampling.LANCZOS)
            draw.rectangle((x - 1, y - 1, x + size[0], y + size[1]), outline=EDGE)
            sheet.paste(shown, (x, y))
            foot = y + size[1] + 0.95 * caption
            draw.text((x, foot), leaf.title, WORDS, words, anchor="ls")
            after = x + draw.textlength(leaf.title, words) + 0.5 * caption
            note = _short(leaf.note, x + size[0] - after, small)
            draw.text((after, foot), note, FAINT, small, anchor="ls")
            x += (cell + gap) * _places(leaf)
        y += down
    data = io.BytesIO()
    ways: dict[str, dict[str, Any]] = {
        "PNG": {"optimize": True},
        "JPEG": {"quality": 86, "optimize": True, "progressive": True},
        "PDF": {"resolution": 150.0, "quality": 92},
    }
    keys = ways[form]
    if form == "PDF":  # Pillow would take the time from a clock
        epoch = datetime.date(2000, 1, 1).timetuple()
        keys |= {"creationDate": epoch, "modDate": epoch}
    sheet.save(data, form, **keys)
    return data.getvalue()


def _issue(path: Path) -> Source:
    """The screen PDF of an issue, drawn in memory, and what its pages are."""
    from banmian.newspaper import make_newspaper
    from banmian.plan import plan_pages

    newspaper = make_newspaper(path, press=None)
    issue = newspaper.issue
    (data,) = newspaper.render("screen").values()
    layouts = {plan.page.number: plan.layout.name for plan in plan_pages(issue)[0]}
    day = issue.edition.date
    leaves = tuple(
        Leaf(
            data,
            index,
            plate.width,
            plate.height,
            f"{'、'.join(f'第{number}' for number in plate.pages)}版　{plate.section}".rstrip("　"),
            layouts[plate.page],
            f"{day:%Y%m%d}-{'-'.join(f'{number:02d}' for number in plate.pages)}",
        )
        for index, plate in enumerate(newspaper.plates)
    )
    return Source(issue.paper.name, f"{day.year}年{day.month}月{day.day}日", leaves)


def _pdf(path: Path) -> Source:
    """The pages of a PDF as they are trimmed."""
    if not path.is_file():
        raise InputError(problem("missing-file", "the file does not exist", file=str(path)))
    return Source(path.name, "", pdf_leaves(path.read_bytes(), path))


def pdf_leaves(data: bytes, path: Path) -> tuple[Leaf, ...]:
    """Return the pages of a PDF as they are trimmed; `path` names them. Raises InputError."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        hint = "expected: a PDF without a password, or an issue"
        message = f"it cannot be opened as a PDF: {error}"
        raise InputError(problem("not-a-pdf", message, hint=hint, file=str(path))) from None
    leaves = []
    with document:
        for index in range(len(document)):
            page = document[index]
            page.set_cropbox(*page.get_trimbox())
            size = page.get_size()
            page.close()
            name = f"{path.stem}-{index + 1:02d}" if len(document) > 1 else path.stem
            note = f"{size[0] / 72 * 25.4:.0f} × {size[1] / 72 * 25.4:.0f} mm"
            leaves.append(Leaf(data, index, size[0], size[1], f"第{index + 1}页", note, name))
    if not leaves:
        raise InputError(problem("not-a-pdf", "the PDF has no page", file=str(path)))
    return tuple(leaves)


def _columns(leaves: Sequence[Leaf]) -> int:
    """As many pages in a row as make a sheet that is no strip: 1, 2, 3, or 4 for more than six."""
    places = sum(_places(leaf) for leaf in leaves)
    return max(places if places <= 3 else 3 if places in (5, 6, 9) else 4, *(_places(leaf) for leaf in leaves))


def _places(leaf: Leaf) -> int:
    """A page that is wider than high is two: a spread."""
    return 2 if leaf.width > leaf.height else 1


def _rows(leaves: Sequence[Leaf], columns: int) -> list[list[Leaf]]:
    rows: list[list[Leaf]] = [[]]
    for leaf in leaves:
        if rows[-1] and sum(map(_places, rows[-1])) + _places(leaf) > columns:
            rows.append([])
        rows[-1].append(leaf)
    return rows


def _face(role: str, size: float) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    from banmian.faces import catalogue, default_roles

    return ImageFont.truetype(catalogue()[default_roles()[role][0]].path, size)


def _short(text: str, room: float, face: ImageFont.FreeTypeFont) -> str:
    """A text as far as it has room, with … where it is shortened."""
    if face.getlength(text) <= room:
        return text
    while text and face.getlength(f"{text}…") > room:
        text = text[:-1]
    return f"{text}…" if text else ""
