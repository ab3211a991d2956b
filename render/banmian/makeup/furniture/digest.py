"""The digest 导读 with pictures, or with a sentence each: a few articles of other pages made known on this one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from banmian.makeup.furniture.directory import listed
from banmian.makeup.furniture.titles import forms, openings
from banmian.makeup.inserts.picture_rows import crop_about
from banmian.makeup.lines.runs import baseline
from banmian.makeup.lines.wrapped import headline_rows, wrapped
from banmian.model import Severity
from banmian.model.sizes import ratio_of
from banmian.plate import Picture, Role

if TYPE_CHECKING:
    from banmian.makeup.furniture.setter import Box, Setter
    from banmian.model import Article, Issue, Page, Photo
    from banmian.plan import PagePlan

SHAPE = 1.5
"""Width by height of the pictures."""
HEADLINE, TEXT, FIGURE = 12.0, 9.0, 9.0
LARGE = 15.0
"""pt of a headline that has the side of a picture to itself."""
LEADING = 1.25
GAP = 10.0
"""pt between a picture and what stands at its side."""
LEAST, MOST = 2, 4
CELL = 130.0
"""pt, the width of an entry at the least."""
_WORDS = 2 * HEADLINE * LEADING + FIGURE * 1.5 + 4
"""pt that headline and page take under a picture."""


class _Entry(NamedTuple):
    page: Page
    article: Article

    @property
    def photo(self) -> Photo | None:
        """The first photograph that is at hand."""
        return next((photo for photo in self.article.keys.photos if photo.file), None)


def digest(
    issue: Issue, page: Page, plans: tuple[PagePlan, ...], box: Box, design: str, heading: str, setter: Setter
) -> None:
    """Set the digest: two to four articles of other pages with `pictures`, or as `text` with a sentence each."""
    design = design or "pictures"
    if heading:
        box = _heading(heading, box, setter)
    wide = box.width >= 1.4 * box.height
    most = int(box.width // CELL) if wide else int(box.height // (5.5 * box.pitch))
    count = min(max(most, 1), MOST)
    while design == "pictures" and wide and count > LEAST and 1.25 * box.width / count / SHAPE < box.height - _WORDS:
        count -= 1  # fewer and larger rather than white under small ones
    entries = _chosen(issue, page, plans, count, pictures=design == "pictures")
    if len(entries) < LEAST:
        message = f"the digest has {len(entries)} articles of other pages to show"
        setter.note("thin-digest", message, "give it a larger slot, or the other pages more articles", Severity.INFO)
    for n, entry in enumerate(entries):
        gutter = 1.5 * box.pitch if wide else 0.9 * box.pitch
        side = box.width if wide else box.height
        step = (side - gutter * (len(entries) - 1)) / len(entries)
        if wide:
            cell = box.part(box.x + n * (step + gutter), box.y, step, box.height)
            if n:
                x = cell.x - gutter / 2
                setter.rule(x, cell.y + 2, x, cell.bottom - 2, 0.3, Role.DIGEST_RULE)
        else:
            cell = box.part(box.x, box.y + n * (step + gutter), box.width, step)
            if n:
                y = cell.y - gutter / 2
                setter.rule(cell.x, y, cell.right, y, 0.3, Role.DIGEST_RULE)
        with setter.group(Role.ENTRY, f"digest/{entry.article.id}"):
            if design == "pictures" and entry.photo:
                _with_picture(entry, entry.photo, cell, issue.folder, setter)
            else:
                _with_text(entry, cell, setter)
            setter.link(cell, entry.page.number, entry.article.id, Role.DIGEST)


def _heading(text: str, box: Box, setter: Setter) -> Box:
    height = 1.75 * box.pitch
    label = setter.fitted([text], 12.0, "section", Role.DIGEST_TITLE, box.width, colour=setter.accent)
    setter.put(label, box.x, baseline(box.y, height - 4, label.size))
    y = box.y + height - 3
    setter.rule(box.x, y, box.right, y, 0.8, Role.DIGEST_RULE, colour=setter.accent)
    return box.part(box.x, box.y + height + 2, box.width, box.height - height - 2)


def _chosen(issue: Issue, page: Page, plans: tuple[PagePlan, ...], most: int, *, pictures: bool) -> list[_Entry]:
    """Articles of the other pages, the first of each before the second; those with a picture first if it is shown."""
    pages = listed(issue, page, plans)
    ranked = [
        _Entry(entry.page, entry.articles[rank])
        for rank in range(max((len(entry.articles) for entry in pages), default=0))
        for entry in pages
        if rank < len(entry.articles)
    ]
    if pictures:
        shown = [entry for entry in ranked if entry.photo]
        ranked = shown if len(shown) >= LEAST else [*shown, *(entry for entry in ranked if not entry.photo)]
    return sorted(ranked[:most], key=lambda entry: entry.page.number)


def _with_picture(entry: _Entry, photo: Photo, cell: Box, folder: str, setter: Setter) -> None:
    """A small picture with the headline under it or at its side, whichever shows more of it."""
    below = min(cell.width / SHAPE, cell.height - _WORDS)
    beside = min(cell.height, (cell.width - GAP - 5 * HEADLINE) / SHAPE)
    height = max(below, beside, 0.0)
    if height < 2 * cell.pitch:
        _with_text(entry, cell, setter)
        return
    width = height * SHAPE
    y = cell.y if height == below else cell.y + (cell.height - height) / 2
    path = Path(folder) / photo.file
    setter.nodes.append(
        Picture(
            x=round(cell.x, 4),
            y=round(y, 4),
            width=round(width, 4),
            height=round(height, 4),
            file=str(path),
            crop=crop_about(photo.focus, ratio_of(path), SHAPE),
            alt=photo.alt,
            article=entry.article.id,
            role=Role.DIGEST,
        )
    )
    if height == below:
        room = cell.part(cell.x, y + height + 4, cell.width, cell.bottom - y - height - 4)
        _sentence(entry, room, _headline(entry, room, setter) + 2, setter)
    else:
        room = cell.part(cell.x + width + GAP, y, cell.width - width - GAP, height)
        _headline(entry, room, setter, middle=True)


def _headline(entry: _Entry, room: Box, setter: Setter, *, middle: bool = False) -> float:
    """The headline on two lines at the most and the page under it; where they end."""
    most = LARGE if middle else HEADLINE
    leading = min(most * LEADING, max(room.height - FIGURE * 1.5, HEADLINE) / 2)
    size = leading / LEADING
    rows = headline_rows(
        forms(entry.article),
        (size, 0.9 * size, 0.8 * size),
        "folio-name",
        Role.DIGEST,
        room.width,
        2,
        setter,
        entry.article,
    )
    height = leading * len(rows) + FIGURE * 1.5
    y = room.y + (max(room.height - height, 0.0) / 2 if middle else 0.0)
    for row in rows:
        setter.put(row, room.x, baseline(y, leading, row.size))
        y += leading
    figure = setter.label(f"第{entry.page.number}版", FIGURE, "section", Role.DIGEST, colour=setter.ink(FIGURE))
    setter.put(figure, room.x, baseline(y, FIGURE * 1.5, FIGURE))
    if entry.page.section:
        left = figure.width + 6
        name = setter.fitted([entry.page.section], FIGURE, "furniture", Role.DIGEST, room.width - left)
        setter.put(name, room.x + left, baseline(y, FIGURE * 1.5, name.size))
    return y + FIGURE * 1.5


def _with_text(entry: _Entry, cell: Box, setter: Setter) -> None:
    """The headline, the page, and a sentence, whole or up to the end of a clause."""
    _sentence(entry, cell, _headline(entry, cell, setter) + 2, setter)


def _sentence(entry: _Entry, cell: Box, y: float, setter: Setter) -> None:
    """As much of the article's first sentences as has room in a cell from y on; nothing where none has."""
    leading = TEXT * 4 / 3
    most = int((cell.bottom - y) / leading + 1e-6)
    for text in openings(entry.article) if most > 0 else ():
        found = wrapped(text, TEXT, "directory", Role.DIGEST, cell.width, setter, entry.article.id)
        if len(found.lines) <= most:
            found.put(cell.x, y, leading, setter)
            return
