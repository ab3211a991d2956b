"""What stands in for the articles of a page: a draft for each slot that takes text, with its pictures as files."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from banmian.layout import STORIES, TEXTS
from banmian.model import Advert, Article, ArticleKeys, Ear, GroupPhoto, InfoBox, Paragraph, Photo, Table
from banmian.starter.heads import head_text
from banmian.starter.pictures import advert_card, cutout, landscape
from banmian.starter.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Literal

    from banmian.layout import Layout, PhotoPlace, Slot

EARS = (
    Ear(title="报耳", lines=("写天气或预告", "两三行为宜")),
    Ear(title="天气", lines=("晴转多云", "5至12℃", "北风二三级")),
    Ear(title="预告", lines=("明日请看", "副刊新栏目")),
)
BRIEF = 120
"""Characters of a brief, near enough."""
BRIEF_HEAD = 40
"""Cells that the headline of a brief takes with the white about it."""
FILLED = 0.78
"""The part of a slot without its pictures that is text at first: the rest is headline and line ends."""
SHORTEST = 24
"""Characters of the shortest text."""
RATIO = 1.5
"""Width by height of a picture whose height its slot leaves open."""
ITEMS = ("订阅", "零售", "赠阅", "广告", "来信", "来电", "投稿", "更正", "加印", "退报")


class Draft(NamedTuple):
    """The articles of a slot before their text has its length: keys that are ready, and what makes the text.

    `characters` are those of all its articles together.
    """

    page: int
    layout: Layout
    slot: Slot
    place: int
    photos: tuple[Photo, ...]
    prose: Prose
    characters: int
    shorter: int = 0

    @property
    def articles_wanted(self) -> int:
        """How many articles it is: a slot of briefs has some."""
        room = self.slot.cells * 0.9
        return max(round(room / (BRIEF + BRIEF_HEAD)), 2) if self.slot.takes == "briefs" else 1

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its articles, which are names of files too and sort as the slots stand."""
        name = f"{self.page:02d}-{self.place + 1:02d}-{self.slot.name}"
        return (name,) if self.articles_wanted == 1 else tuple(f"{name}{n}" for n in range(1, self.articles_wanted + 1))

    def articles(self) -> tuple[Article, ...]:
        """The articles with as much text as the draft says."""
        if self.slot.takes == "briefs":
            return tuple(self._brief(n) for n in range(self.articles_wanted))
        texts = self.prose.paragraphs(max(self.characters, SHORTEST), _opening(self))
        head = head_text(self.slot, self.layout, self.place, self.shorter)
        keys = ArticleKeys(
            id=self.ids[0],
            headline=head.headline,
            kicker=head.kicker,
            deck=head.deck,
            short=f"{self.slot.name}区标题",
            form=_form(self.slot),
            dateline="本报讯" if self.slot.takes == "article" else "",
            photos=self.photos,
            tables=(_table(self.slot),) if self.slot.takes == "data" else (),
            boxes=() if self.slot.takes == "data" else _boxes(self.slot),
        )
        return (Article(keys=keys, paragraphs=tuple(map(Paragraph, texts))),)

    def _brief(self, number: int) -> Article:
        """One of the briefs: a paragraph of its own length, the last one with what is left."""
        share = self.characters // self.articles_wanted
        swing = (-12, 9, 3, -6, 14, -8)[number % 6] if number + 1 < self.articles_wanted else 0
        texts = self.prose.after(number * (BRIEF + 40)).paragraphs(max(share + swing, SHORTEST))
        head = head_text(self.slot, self.layout, self.place, self.shorter)
        name = "".join(head.headline)
        marked = name.replace("标题", f"标题{number + 1}", 1)
        return Article(
            keys=ArticleKeys(id=self.ids[number], headline=marked, form="brief"),
            paragraphs=(Paragraph("".join(texts)),),
        )


class PageDraft(NamedTuple):
    """A page: what stands in its slots, and the files that it takes, by name."""

    number: int
    layout: Layout
    drafts: tuple[Draft, ...]
    adverts: tuple[Advert, ...]
    ears: tuple[Ear, ...]
    files: dict[str, bytes]


def draft_page(number: int, layout: Layout, start: Prose) -> tuple[PageDraft, Prose]:
    """Draft a page, and the prose with which the next one begins."""
    files: dict[str, bytes] = {}
    drafts: list[Draft] = []
    prose = start
    for place, slot in enumerate(slot for slot in layout.slots if slot.takes in TEXTS):
        pictures = list(_pictures(slot, layout))
        photos = _photos(slot, number, pictures, files)
        taken = sum(cells for _, _, _, cells in pictures)
        characters = max(round((slot.cells - taken) * FILLED), SHORTEST)
        draft = Draft(number, layout, slot, place, photos, prose, characters)
        if slot.takes == "briefs":
            draft = draft._replace(
                characters=max(draft.characters - draft.articles_wanted * BRIEF_HEAD, SHORTEST * draft.articles_wanted)
            )
        drafts.append(draft)
        prose = prose.after(round(draft.characters * 1.1) + draft.articles_wanted * 40)
    adverts = []
    for slot in layout.slots:
        if slot.takes == "advert":
            name = f"adverts/{number:02d}-{slot.name}.png"
            width, height = slot.rect.width * layout.grid.body, slot.rect.height * layout.grid.pitch
            files[name] = advert_card(width, height, slot.name)
            adverts.append(Advert(slot=slot.name, file=name, label="广告"))
    ears = tuple(EARS[n % len(EARS)] for n in range(sum(slot.takes == "ear" for slot in layout.slots)))
    return PageDraft(number, layout, tuple(drafts), tuple(adverts), ears, files), prose


def _form(slot: Slot) -> Literal["news", "editorial", "notice"]:
    return "editorial" if slot.takes == "editorial" else "notice" if slot.takes == "notice" else "news"


def _opening(draft: Draft) -> tuple[str, ...]:
    """What the text says of its own slot."""
    slot, rank = draft.slot, draft.layout.headlines[draft.slot.keys.headline]
    lines = (
        f"文字直排，分作{slot.keys.columns}段，每行{slot.measure}个字。"
        if slot.vertical
        else f"文字横排，分作{slot.keys.columns}栏，每行{slot.measure}个字。"
        if slot.keys.columns > 1
        else f"文字横排，每行{slot.measure}个字。"
    )
    return (
        f"本文是占位文字，放在第{draft.page}版的{slot.name}区。",
        lines,
        f"主题用{rank.main.size:g}磅的字，连标题和图片在内，这里一共有{slot.cells}个字的地方。",
    )


def _pictures(slot: Slot, layout: Layout) -> Iterator[tuple[PhotoPlace | None, float, float, float]]:
    """The places for pictures: with each the width and the height of a picture in pt, and the cells that it takes."""
    if slot.vertical or slot.takes not in STORIES:
        return
    grid = layout.grid
    if not slot.keys.photos and slot.takes in ("photo", "photos"):  # make-up takes the right half
        columns = slot.columns[slot.keys.columns // 2 :]
        width = (columns[-1].start / 10 + columns[-1].measure - columns[0].start / 10) * grid.body
        yield None, width, width / RATIO, width / RATIO / grid.pitch * sum(column.measure for column in columns)
    for place in slot.keys.photos:
        columns = slot.columns[place.columns[0] - 1 : place.columns[1]]
        width = (columns[-1].start / 10 + columns[-1].measure - columns[0].start / 10) * grid.body
        rows = round(math.sqrt(place.lines[0] * place.lines[1])) if place.lines else width / RATIO / grid.pitch
        yield place, width, rows * grid.pitch, (rows + 3) * sum(column.measure for column in columns)


def _photos(
    slot: Slot,
    page: int,
    pictures: Sequence[tuple[PhotoPlace | None, float, float, float]],
    files: dict[str, bytes],
) -> tuple[Photo, ...]:
    """A photograph for each place, its file among the `files`; a slot for a group with one place gets a group."""
    found = []
    for n, (place, width, height, _) in enumerate(pictures):
        number = len(files) + page
        around = place is not None and place.around
        name = f"photos/{page:02d}-{slot.name}{n + 1 if len(pictures) > 1 else ''}.{'png' if around else 'jpg'}"
        files[name] = (cutout if around else landscape)(width, height, number)
        group = []
        if slot.takes == "photos" and len(pictures) == 1:
            for part in range(2, 4):
                file = f"photos/{page:02d}-{slot.name}-{part}.jpg"
                files[file] = landscape(width / 2, width / 2 / RATIO, number + part)
                group.append(GroupPhoto(file=file, alt="远近几道山影，占位的图片"))
        found.append(
            Photo(
                file=name,
                caption="图片说明写在这里：时间、地点、人物和正在发生的事",
                credit="占位图片",
                alt="晴空下远近几道山影，占位的图片",
                group=tuple(group),
                cutout=around,
            )
        )
    return tuple(found)


def _table(slot: Slot) -> Table:
    rows = min(max(slot.lines // 4, 3), len(ITEMS))
    return Table(
        title="表格占位：报社一日",
        header=("项目", "上月", "本月"),
        rows=tuple((name, str(120 + 37 * n), str(131 + 35 * n)) for n, name in enumerate(ITEMS[:rows])),
        source="占位数据",
    )


def _boxes(slot: Slot) -> tuple[InfoBox, ...]:
    texts = ("资料框里放背景、数字或者办事的方法，字数比正文少得多。", "一件事一段，三段为限。")
    return tuple(InfoBox(title="资料", text=texts) for _ in slot.keys.boxes)
