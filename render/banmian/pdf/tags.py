"""Tags: the tree of a page for readers by ear and for archives (PDF 32000, 14.7 and 14.8).

Document → Sect (the page) → Art (a leg) → H1, H2, P, Figure with Alt and Caption, Table, L: a walk of the tree of the
Plate by the table of its roles. A paragraph that runs over two columns is one P. Rules, grounds, folios and printer's
marks are artifacts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.pdf.document import number, text_string
from banmian.plate import Form, Group, Leg, Line, Picture, TextRun, around, item_box

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banmian.pdf.document import PdfFile
    from banmian.plate import Node, Plate, PlateItem

_GROUPS = {"Sect", "Table", "TR", "TH", "TD", "L", "LI", "BlockQuote", "Note"}
"""Kinds of groups that are elements; of all others the parts are, and a Figure is one where it has a picture."""
_LINES = {
    "LI": ("LBody",),
    "BlockQuote": ("BlockQuote", "P"),
    "Span": ("P", "Span"),
    "Reference": ("P", "Reference"),
    "TH": (),
    "TD": (),
}
"""What lines of a kind stand in, where that is not one element of their kind: nothing more in a cell."""
_CELLS = {"TH", "TD"}
_WITH_CAPTION = {"Figure", "Table", "L"}


class Element:
    """A structure element under way: `kids` are elements, and numbers of marked content in the page's stream."""

    def __init__(self, kind: str, *, title: str = "", alt: str = "", box: tuple[float, ...] = ()) -> None:
        self.kind, self.title, self.alt, self.box = kind, title, alt, box
        self.kids: list[Element | int] = []
        self.parent: Element = self

    def put(self, kid: Element) -> Element:
        """Add an element, the last of this one; the element."""
        self.kids.append(kid)
        kid.parent = self
        return kid

    @property
    def empty(self) -> bool:
        """Whether nothing in it was painted."""
        return all(isinstance(kid, Element) and kid.empty for kid in self.kids)


class Tags:
    """The tags of one page: which element an item is in, and in the end the tree in the file.

    `titles` are those of the articles by their ids, `origin` is where the corner of the trimmed page lies in the file.
    """

    def __init__(self, plate: Plate, titles: Mapping[str, str], origin: tuple[float, ...] = (0.0, 0.0)) -> None:
        self._titles, self._origin, self._height = titles, origin, plate.height
        number_ = "、".join(f"{page:02d}" for page in plate.pages)
        self._document = Element("Document")
        self._elements: dict[int, Element] = {}
        self._owners: list[Element] = []
        page = self._document.put(Element("Sect", title=f"第{number_}版 {plate.section}".strip()))
        self._walk(plate.children, page, {})

    def element(self, item: PlateItem) -> Element | None:
        """The element that an item is a part of; None for an artifact."""
        return self._elements.get(id(item))

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
            if isinstance(kid, int) or kid.kind in _CELLS or not kid.empty
        ]
        out = b"<< /Type /StructElem /S /%s /P %s /K [%s]" % (element.kind.encode(), parent, b" ".join(kids))
        if any(isinstance(kid, int) for kid in element.kids):
            out += b" /Pg %s" % pdf.first_page()
        if element.title:
            out += b" /T %s" % text_string(element.title)
        if element.alt:
            out += b" /Alt %s" % text_string(element.alt)
        if element.kind == "TH":
            out += b" /A << /O /Table /Scope /Column >>"
        if element.box:
            out += b" /A << /O /Layout /BBox [%s] >>" % " ".join(map(number, element.box)).encode()
        pdf.fill(holder, out + b" >>")
        return place

    def _walk(self, nodes: Sequence[Node], home: Element, ones: dict[tuple[object, ...], Element]) -> None:
        """Put what nodes are into an element; `ones` are the elements of lines that more lines may go on in."""
        for node in nodes:
            if isinstance(node, Leg):
                title = self._titles.get(node.article, "")
                self._walk(node.children, home.put(Element("Art", title=title)), {})
            elif isinstance(node, Group):
                self._group(node, home, ones)
            elif isinstance(node, Line):
                self._line(node, home, ones, nodes)
            elif isinstance(node, TextRun):
                self._line(Line(role=node.role, runs=(node,)), home, ones, nodes)
            elif isinstance(node, (Picture, Form)) and not node.role.kind.artifact:
                figure = home if home.kind == "Figure" else home.put(self._figure([node]))
                self._elements[id(node)] = figure

    def _group(self, group: Group, home: Element, ones: dict[tuple[object, ...], Element]) -> None:
        kind = group.role.kind.pdf
        if kind in _GROUPS:
            self._walk(group.children, home.put(Element(kind)), {})
            return
        pictures = [node for node in group.children if isinstance(node, (Picture, Form))] if kind == "Figure" else []
        self._walk(group.children, home.put(self._figure(pictures)) if pictures else home, {} if pictures else ones)

    def _line(self, line: Line, home: Element, ones: dict[tuple[object, ...], Element], among: Sequence[Node]) -> None:
        """Put a line into the element of its paragraph, or of the lines of its role about it."""
        kind = line.role.kind.pdf
        if line.role.kind.artifact:
            return
        if home.kind == "Table" and kind == "P":  # the source of the figures: what a table has no place for
            home = home.parent
        key: tuple[object, ...] = (home, line.role, line.paragraph if line.paragraph >= 0 else id(among))
        if home.kind == "Figure":
            kind, key = "Caption", (home,)  # all its text is one
        elif kind == "Caption" and home.kind not in _WITH_CAPTION:
            kind = "P"
        element = ones.get(key)
        if element is None:
            element = home
            for inner in _LINES.get(kind, (kind,)):
                element = element.put(Element(inner))
            ones[key] = element
        for run in line.runs:
            self._elements[id(run)] = element

    def _figure(self, items: Sequence[Picture | Form]) -> Element:
        """The element of a picture, or of some under one caption."""
        left, top, right, bottom = around(box for item in items if (box := item_box(item)))
        across, up = self._origin[0], self._origin[1] + self._height
        alt = "；".join(dict.fromkeys(map(self._alt, items)))
        return Element("Figure", alt=alt, box=(left + across, up - bottom, right + across, up - top))

    def _alt(self, item: Picture | Form) -> str:
        if isinstance(item, Picture):
            return item.alt or self._titles.get(item.article, "") or "图片"
        return item.text or ("广告" if item.role == "advert" else item.name)
