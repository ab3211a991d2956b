"""The issue 一期报纸, its pages 版 and its articles 稿件, as users write them and as every stage reads them."""

from __future__ import annotations

import datetime
from enum import Enum
from typing import Annotated, Literal

from msgspec import Meta, Struct

from banmian.model.keys import Keys, Name, PageNumber
from banmian.model.matter import InfoBox, Matter, NameList, Quote, Table
from banmian.model.setting import Setting


class Paper(Keys, frozen=True, kw_only=True):
    """The newspaper: 报名, 主办, 统一刊号, 邮发代号 and what else stands in the nameplate (rule N1)."""

    name: Name
    motto: str = ""
    publisher: str = ""
    cn: str = ""
    postal: str = ""
    site: str = ""
    phone: str = ""
    address: str = ""
    logo: str = ""
    """A file, SVG or PDF, that stands for the name in the nameplate."""


class Edition(Keys, frozen=True, kw_only=True):
    """The day of the issue and its running number 总第N期."""

    date: datetime.date
    number: Annotated[int, Meta(ge=1)] | None = None


class Advert(Keys, frozen=True, kw_only=True):
    """An advert or notice that fills a slot: an HTML file, a PDF or a picture, relative to the issue folder."""

    slot: Name
    file: Name
    kind: Literal["advert", "notice"] = "advert"
    label: str = ""


class Ear(Keys, frozen=True, kw_only=True):
    """An ear 报耳, or what else stands beside the nameplate: a title and lines, such as the weather."""

    title: str = ""
    lines: tuple[str, ...] = ()


class Page(Keys, frozen=True, kw_only=True):
    """A page 版: its number, section name 版名, editors 责编, layout and what stands on it.

    `articles` are article ids by importance; `id@SLOT` asks for a slot. `titles` are headlines that are known to
    stand on the page without their text being at hand (an e-paper page lists them).
    """

    number: PageNumber
    section: str = ""
    layout: str = ""
    editors: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    adverts: tuple[Advert, ...] = ()
    titles: tuple[str, ...] = ()
    ears: tuple[Ear, ...] = ()
    """What the ears of the page say, in the order of its `ear` slots."""
    inks: Literal["four", "black"] = "four"
    """黑白版: a page of "black" is printed in that ink alone; all its colours and pictures become grey."""
    fillers: tuple[str, ...] = ()
    """补白: ids of short articles that may stand where a text leaves white; those not needed are not printed."""


class JumpStyle(Keys, frozen=True, kw_only=True):
    """The house style of jumps (F5): the marks, where {page} is the page's number, and what stands over a target.

    `headline`: the short headline repeated over the target, or none. `auto`: an article without room in its slot goes
    on in a free slot of a later page that is kept for continuations.
    """

    leaving: Annotated[str, Meta(pattern=r"\{page\}")] = "■下转第{page}版"
    arriving: Annotated[str, Meta(pattern=r"\{page\}")] = "■上接第{page}版"
    headline: Literal["short", "none"] = "short"
    auto: bool = True


class FaceChoice(Keys, frozen=True, kw_only=True):
    """A face of the user's own for a role: file (TTF, OTF, TTC), member of a collection, axes of a variable face."""

    file: Name
    member: Annotated[int, Meta(ge=0)] = 0
    axes: dict[str, float] = {}


class Copydesk(Keys, frozen=True, kw_only=True, rename="kebab"):
    """What the copydesk mends in an edited issue, where its copy is else the editor's own.

    `full-width-latin`: the letters and figures of old copy, ＧＤＰ ２０２６, are kept or made half-width.
    """

    full_width_latin: Literal["keep", "half"] = "keep"


class Byline(Keys, frozen=True, kw_only=True):
    """A person who wrote the article. The □ or 本报 before the name is furniture, not data.

    `even`: a name of two characters is set as wide as one of three, an em between them (匀空, J8).
    """

    name: Name
    role: str = ""
    even: bool = False


_Part = Annotated[float, Meta(ge=0, le=1)]
Focus = tuple[_Part, _Part]


class GroupPhoto(Keys, frozen=True, kw_only=True):
    """A further picture of a group 组照: it has no caption of its own."""

    file: Name
    alt: str = ""
    focus: Focus = (0.5, 0.5)


class Photo(Keys, frozen=True, kw_only=True):
    """A photograph 图片. `focus` is the point to keep when it is cropped: x, y as parts of width and height.

    `file` is empty where the picture is not at hand; the page then holds its room and a finding says so. The pictures
    of a `group` stand beside it under one caption (K5). A `cutout` is a picture without its ground, PNG or TIFF with
    alpha: text may run round its outline (K6).
    """

    file: str = ""
    caption: str = ""
    credit: str = ""
    alt: str = ""
    focus: Focus = (0.5, 0.5)
    group: tuple[GroupPhoto, ...] = ()
    cutout: bool = False


class Jump(Keys, frozen=True, kw_only=True):
    """A jump 转版: the page on which the article goes on, and the slot there if it matters."""

    to: PageNumber
    slot: str = ""


class ArticleKeys(Keys, frozen=True, kw_only=True):
    """The front matter of an article: everything but its body.

    `headline` is one line, or a list in which each item is a line of the headline. `short` is the short form that
    the directory and the target of a jump use.
    """

    id: Annotated[str, Meta(min_length=1, pattern=r"^[^\s@/]+$")]
    headline: Name | Annotated[tuple[Name, ...], Meta(min_length=1)]
    kicker: str = ""
    short: str = ""
    deck: str | tuple[str, ...] = ""
    byline: tuple[Byline, ...] = ()
    dateline: str = ""
    names: tuple[Name, ...] = ()
    """Personal names and the like that no line of a headline or a caption parts (U8)."""
    photos: tuple[Photo, ...] = ()
    jump: Jump | tuple[Jump, ...] = ()
    form: Literal["news", "editorial", "comment", "interview", "poem", "brief", "obituary", "notice", "essay"] = "news"
    """体裁: by it the plan looks for a slot, and paragraphs of an interview or a poem are set as such."""
    series: str = ""
    """栏头: the title of the series that it belongs to."""
    summary: str | tuple[str, ...] = ""
    """提要题: what stands below the deck, in sentences."""
    note: str = ""
    """编者按: a note of the editors before the text."""
    quotes: tuple[Quote, ...] = ()
    tables: tuple[Table, ...] = ()
    lists: tuple[NameList, ...] = ()
    boxes: tuple[InfoBox, ...] = ()


class SpanStyle(Enum):
    """What a run of characters inside a paragraph is."""

    LEAD_IN = "lead-in"
    """段首提示: the bold opening of a paragraph, and any other bold run."""
    QUOTE = "quote"
    """引文: set in 楷."""
    NAME = "name"
    """专名号: a line under a name (I2)."""
    TITLE = "title"
    """书名号: a wavy line under a title, for texts that do not use 《》 (I2, I4)."""
    DOTS = "dots"
    """着重号: a dot under each character (I1)."""
    RUBY = "ruby"
    """注音: a reading above the characters (I5)."""
    MOURNING = "mourning"
    """逝世框: a frame round the name of one who has died (I6)."""
    NOTE = "note"
    """注码: the raised mark of a note (U9)."""


class Span(Struct, frozen=True):
    """Characters [start, end) of a paragraph in a style.

    `ruby` is the reading that stands above them, its parts parted by spaces; it is no part of the text (C9).
    """

    start: int
    end: int
    style: SpanStyle
    ruby: str = ""


class JumpPlace(Struct, frozen=True):
    """A place inside a paragraph, before character `at`, where the article left for page `to`."""

    at: int
    to: int


class ParagraphKind(Enum):
    """Body text, a subhead 分题 between paragraphs, a quotation 引文, or a line of verse 诗行 (R7)."""

    BODY = "body"
    SUBHEAD = "subhead"
    QUOTATION = "quotation"
    VERSE = "verse"


class Paragraph(Struct, frozen=True):
    """A paragraph as it will be read: its characters, without indents and without marks of the input format."""

    text: str
    kind: ParagraphKind = ParagraphKind.BODY
    spans: tuple[Span, ...] = ()
    jumps: tuple[JumpPlace, ...] = ()
    line: int = 0
    """Line of the source file, for findings; 0 where there is none."""
    space_before: int = 0
    """Grid lines left empty above it: one where verse begins a stanza (R7). None at the top of a column."""


class Article(Struct, frozen=True, kw_only=True):
    """An article 稿件: its keys and its paragraphs."""

    keys: ArticleKeys
    paragraphs: tuple[Paragraph, ...]
    file: str = ""

    @property
    def id(self) -> str:
        """The name by which pages call the article."""
        return self.keys.id

    @property
    def body(self) -> str:
        """The whole body: the paragraphs joined by a newline. Every character range of an article counts in this."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def headline(self) -> tuple[str, ...]:
        """The lines of the main headline 主题."""
        given = self.keys.headline
        return (given,) if isinstance(given, str) else given

    @property
    def deck(self) -> tuple[str, ...]:
        """The lines of the deck 副题."""
        given = self.keys.deck
        return ((given,) if given else ()) if isinstance(given, str) else given

    @property
    def summary(self) -> tuple[str, ...]:
        """The sentences of the summary 提要题."""
        given = self.keys.summary
        return ((given,) if given else ()) if isinstance(given, str) else given

    @property
    def matter(self) -> tuple[Matter, ...]:
        """What stands beside the body: tables, boxes and lists, then pull quotes."""
        keys = self.keys
        return (*keys.tables, *keys.boxes, *keys.lists, *keys.quotes)

    @property
    def title(self) -> str:
        """The main headline on one line; a line turn becomes a space."""
        return " ".join(self.headline)

    @property
    def short(self) -> str:
        """The short form of the headline: as given, else the first line."""
        return self.keys.short or self.headline[0]

    @property
    def jumps(self) -> tuple[Jump, ...]:
        """The jumps in order: from the front matter, else from the places marked in the text."""
        given = self.keys.jump
        declared = (given,) if isinstance(given, Jump) else given
        if declared:
            return declared
        return tuple(Jump(to=page) for _, page in self.jump_places())

    def jump_places(self) -> tuple[tuple[int, int], ...]:
        """The marked places as (offset in the body, page).

        A place before the first or after the last character parts nothing and does not count.
        """
        places = []
        start = 0
        for paragraph in self.paragraphs:
            places += [(start + place.at, place.to) for place in paragraph.jumps]
            start += len(paragraph.text) + 1
        return tuple((at, page) for at, page in places if 0 < at < start - 1)


class Issue(Struct, frozen=True, kw_only=True):
    """One day's paper, read and checked. `folder` is where relative file names start."""

    paper: Paper
    edition: Edition
    pages: tuple[Page, ...]
    articles: tuple[Article, ...]
    fonts: dict[str, FaceChoice] = {}
    copydesk: Copydesk = Copydesk()
    composition: Setting = Setting()
    jumps: JumpStyle = JumpStyle()
    places: dict[str, tuple[str, int]] = {}
    """File and line where `fonts.ROLE` or `page.NUMBER` stands, for findings."""
    folder: str = "."
