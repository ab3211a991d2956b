"""Tags: the tree of a page for readers by ear and for archives (PDF 32000, 14.7 and 14.8).

Document → Sect (the page) → Art (an article) → H1, H2, P, Figure with Alt and Caption. A paragraph that runs over two
columns is one P. Rules, grounds, folios and printer's marks are artifacts.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct

from banmian.pdf.document import number, text_string
from banmian.plate import Form, Picture, TextRun

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banmian.pdf.document import PdfFile
    from banmian.plate import Plate, PlateItem


class Story(Struct, frozen=True):
    """What the tags of a page need to know of an article: its title, and where in its body its paragraphs begin."""

    title: str
    starts: tuple[int, ...]


Structure = dict[str, Story]
"""The articles of an issue by their ids."""

_ARTIFACTS = {"folio", "quote-mark"}
_ELSEWHERE = {"directory", "digest"}
"""Roles that name an article without being a part of it."""
_ONE = {"headline": "H1", "kicker": "P", "deck": "P", "byline": "P", "summary": "P", "series": "P"}
"""Roles of an article that are one element, whatever stands between their lines."""
_CAPTIONS = {"caption", "credit"}
_ROWS = {"table", "table-head", "list"}
"""Roles in which each line is an element: the rows of tables and lists."""


class Element:
    """A structure element under way: `kids` are elements, and numbers of marked content in the page's stream."""

    def __init__(self, kind: str, *, title: str = "", alt: str = "", box: tuple[float, ...] = ()) -> None:
        self.kind, self.title, self.alt, self.box = kind, title, alt, box
        self.kids: list[Element | int] = []

    def put(self, kid: Element) -> Element:
        """Add an element, the last of this one; the element."""
        self.kids.append(kid)
        return kid

    @property
    def empty(self) -> bool:
        """Whether nothing in it was painted."""
        return all(isinstance(kid, Element) and kid.empty for kid in self.kids)


class Tags:
    """The tags of one page: which element an item is in, and in the end the tree in the file."""

    def __init__(self, plate: Plate, structure: Mapping[str, Story], origin: tuple[float, ...] = (0.0, 0.0)) -> None:
        self._plate, self._structure, self._origin = plate, structure, origin
        number_ = "、".join(f"{page:02d}" for page in plate.pages)
        self._document = Element("Document")
        self._page = self._document.put(Element("Sect", title=f"第{number_}版 {plate.section}".strip()))
        self._articles: dict[str, Element] = {}
        self._ones: dict[tuple[str, str], Element] = {}
        self._figures: dict[str, Element] = {}
        self._last: tuple[object, Element] | None = None
        self._owners: list[Element] = []

    def element(self, item: PlateItem) -> Element | None:
        """The element that an item is a part of; None for an artifact."""
        if isinstance(item, Picture):
            figure = Element("Figure", alt=item.alt or self._title(item.article) or "图片", box=self._box(item))
            self._figures[item.article] = figure
            self._last = None
            return self._home(item).put(figure)
        if isinstance(item, Form):
            self._last = None
            what = item.text or ("广告" if item.role == "advert" else item.name)
            return self._home(item).put(Element("Figure", alt=what, box=self._box(item)))
        if isinstance(item, TextRun) and item.role not in _ARTIFACTS:
            return self._text(item)
        return None

    def begin(self, element: Element) -> str:
        """The operator that opens a new piece of an element."""
        mark = len(self._owners)
        self._owners.append(element)
        element.kids.append(mark)
        return f"/{element.kind} << /MCID {mark} >> BDC"

    def write(self, pdf: PdfFile) -> None:
        """Write the tree of a file whose only page is this one; `page` is to have the entry `StructParents 0`."""
        root, holder = pdf.reserve()
        places: dict[int, bytes] = {}
        document = self._write(pdf, self._document, root, places)
        owners = b" ".join(places[id(element)] for element in self._owners)
        parents = pdf.add(b"<< /Nums [0 [%s]] >>" % owners)
        pdf.fill(holder, b"<< /Type /StructTreeRoot /K %s /ParentTree %s /ParentTreeNextKey 1 >>" % (document, parents))
        pdf.entry("StructTreeRoot", root)
        pdf.entry("MarkInfo", b"<< /Marked true >>")

    def _write(self, pdf: PdfFile, element: Element, parent: bytes, places: dict[int, bytes]) -> bytes:
        place, holder = pdf.reserve()
        places[id(element)] = place
        kids = [
            b"%d" % kid if isinstance(kid, int) else self._write(pdf, kid, place, places)
            for kid in element.kids
            if isinstance(kid, int) or not kid.empty
        ]
        out = b"<< /Type /StructElem /S /%s /P %s /K [%s]" % (element.kind.encode(), parent, b" ".join(kids))
        if any(isinstance(kid, int) for kid in element.kids):
            out += b" /Pg %s" % pdf.first_page()
        if element.title:
            out += b" /T %s" % text_string(element.title)
        if element.alt:
            out += b" /Alt %s" % text_string(element.alt)
        if element.box:
            out += b" /A << /O /Layout /BBox [%s] >>" % " ".join(map(number, element.box)).encode()
        pdf.fill(holder, out + b" >>")
        return place

    def _text(self, run: TextRun) -> Element:
        home = self._home(run)
        article = run.article if home is not self._page else ""
        story = self._structure.get(article)
        if story and (run.body >= 0 or run.role == "dateline"):
            at = bisect_right(story.starts, max(run.body, 0)) - 1
            kind = "H2" if run.role == "subhead" else "P"
            return self._one(home, article, f"paragraph {at}", kind)
        if article and run.role in _ONE:
            return self._one(home, article, run.role, _ONE[run.role])
        line = run.y if run.role in _ROWS else 0.0
        key = (article or run.article, run.role, line)
        if self._last and self._last[0] == key:
            return self._last[1]
        figure = self._figures.get(article) if run.role in _CAPTIONS else None
        made = figure.put(Element("Caption")) if figure else home.put(Element("P"))
        self._last = key, made
        return made

    def _one(self, home: Element, article: str, what: str, kind: str) -> Element:
        found = self._ones.get((article, what))
        if found is None:
            found = self._ones[article, what] = home.put(Element(kind))
            self._last = None
        return found

    def _home(self, item: PlateItem) -> Element:
        """The article of an item, or the page for what belongs to none."""
        if not item.article or item.role in _ELSEWHERE:
            return self._page
        found = self._articles.get(item.article)
        if found is None:
            found = self._page.put(Element("Art", title=self._title(item.article)))
            self._articles[item.article] = found
        return found

    def _title(self, article: str) -> str:
        story = self._structure.get(article)
        return story.title if story else ""

    def _box(self, item: Picture | Form) -> tuple[float, ...]:
        left, bottom = self._origin[0] + item.x, self._origin[1] + self._plate.height - item.y - item.height
        return left, bottom, left + item.width, bottom + item.height
