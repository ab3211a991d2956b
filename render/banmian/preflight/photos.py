"""Photographs of the issue: each has caption, credit and alternative text, and stands once (K7, D2)."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from banmian.plate import Picture, Role, item_box
from banmian.preflight.broken import Broken, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banmian.model import Issue, Photo
    from banmian.plate import Plate


def photos(issue: Issue, plates: Sequence[Plate]) -> Iterator[Broken]:
    """What photographs on the pages lack, and those that stand in the issue more than once."""
    known: dict[tuple[str, str], tuple[Photo, bool]] = {}
    for article in issue.articles:
        for shot in article.keys.photos:
            for n, file in enumerate((shot.file, *(part.file for part in shot.group))):
                known.setdefault((article.id, _path(issue, file)), (shot, n == 0))
    articles = {article.id: article for article in issue.articles}
    places: dict[str, list[tuple[int, Picture]]] = {}
    for plate in plates:
        for item in plate.items:
            if not isinstance(item, Picture) or item.role is not Role.PHOTO:
                continue
            places.setdefault(_same(item.file), []).append((plate.page, item))
            what = f"{named(articles.get(item.article), item.article)}的图片 {Path(item.file).name}"
            photo, first = known.get((item.article, _path(issue, item.file))) or (None, True)
            # the pictures of a group have one caption and one credit
            if photo and first and not photo.caption.strip():
                yield Broken("edition-photo-caption", plate.page, item_box(item), what)
            if photo and first and not photo.credit.strip():
                yield Broken("edition-photo-credit", plate.page, item_box(item), what)
            if not item.alt.strip():
                yield Broken("edition-photo-alt", plate.page, item_box(item), what)
    for some in places.values():
        for n, (page, item) in enumerate(some[1:], 1):
            others = "、".join(dict.fromkeys(f"第{other}版" for other, _ in (*some[:n], *some[n + 1 :])))
            yield Broken("edition-photo-twice", page, item_box(item), f"图片 {Path(item.file).name}", others)


def _path(issue: Issue, file: str) -> str:
    return str(Path(issue.folder) / file) if file else ""


def _same(file: str) -> str:
    """What two files of one picture have alike: their bytes, where they can be read."""
    try:
        return hashlib.sha256(Path(file).read_bytes()).hexdigest()
    except OSError:
        return file
