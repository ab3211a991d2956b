"""The summary of a file that was read: pages, inks, fonts, pictures."""

from __future__ import annotations

from typing import Any, NamedTuple

from banmian.checker.content.matrix import Box
from banmian.checker.content.painted import ImagePaint, PageContent, TextShow
from banmian.checker.content.reading import key, word
from banmian.checker.content.spaces import PROCESS
from banmian.checker.intent import Intent
from banmian.checker.ledger import MM, Ledger
from banmian.checker.page_rules.judge import Judge
from banmian.checker.summary import FontSummary, PageSummary, PictureSummary, Rectangle, Summary


class Seen(NamedTuple):
    """What is kept of a page once it is judged: its strings and paths go, its pictures and fonts stay."""

    page: PageContent
    texts: int
    fonts: dict[str, float]
    """Smallest size in pt by name."""
    pictures: tuple[PictureSummary, ...]


def lightened(page: PageContent) -> Seen:
    """What the summary needs of a page, which gives up what it painted."""
    fonts: dict[str, float] = {}
    pictures = []
    texts = 0
    for thing in page.painted:
        if isinstance(thing, TextShow):
            texts += 1
            fonts[thing.font] = min(thing.size, fonts.get(thing.font, thing.size))
        elif isinstance(thing, ImagePaint):
            pictures.append(
                PictureSummary(
                    page=page.number,
                    name=thing.path.removeprefix("page/"),
                    pixels=thing.pixels,
                    ppi=round(thing.ppi, 1),
                    space="stencil" if thing.stencil else thing.space.said if thing.space else "",
                    bits=thing.bits,
                    filters=thing.filters,
                )
            )
    page.painted.clear()
    page.remarks.clear()
    return Seen(page, texts, fonts, tuple(pictures))


def describe(
    pdf: Any,
    claims: tuple[str, ...],
    ledger: Ledger,
    intent: Intent,
    seen: list[Seen],
    judge: Judge,
    most: dict[int, float],
    fonts: dict[str, tuple[str, bool]],
) -> Summary:
    """The summary of a file. `fonts` has kind and embedding by name; `most` the ink of pages, per cent."""
    sizes: dict[str, float] = {}
    for one in seen:
        for name, size in one.fonts.items():
            sizes[name] = min(size, sizes.get(name, size))
    every = {name for inks in judge.spots.pages.values() for name in inks}
    info = key(pdf.trailer, "/Info")
    return Summary(
        pages=tuple(_page(one, judge.spots.pages.get(one.page.number, set()), most) for one in seen),
        claims=claims,
        judged=tuple(sorted(ledger.applies)),
        version=str(pdf.pdf_version),
        producer=word(key(info, "/Producer")),
        intent=intent.condition,
        intent_space=intent.space,
        spots=tuple(sorted(every - set(PROCESS))),
        fonts=tuple(
            FontSummary(
                name=name,
                kind=fonts.get(name, ("", False))[0],
                embedded=fonts.get(name, ("", False))[1],
                smallest=round(size, 2),
            )
            for name, size in sorted(sizes.items())
        ),
        pictures=tuple(picture for one in seen for picture in one.pictures),
        ink_most=max(most.values(), default=None),
    )


def _page(seen: Seen, inks: set[str], most: dict[int, float]) -> PageSummary:
    page = seen.page
    return PageSummary(
        number=page.number,
        media=_rectangle(page.media, page.media),
        crop=_rectangle(page.crop, page.media),
        trim=_rectangle(page.trim, page.media),
        bleed=_rectangle(page.bleed, page.media),
        has_trim=page.trimmed,
        rotate=page.rotate,
        inks=(*(name for name in PROCESS if name in inks), *sorted(inks - set(PROCESS))),
        ink_most=most.get(page.number),
        texts=seen.texts,
    )


def _rectangle(box: Box, media: Box) -> Rectangle:
    numbers = (box.x0 - media.x0, media.y1 - box.y1, box.width, box.height)
    left, top, width, height = (round(v / MM, 2) for v in numbers)
    return left, top, width, height
