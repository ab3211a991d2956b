"""Tags: the tree of the structure, and whether what it says of the pages is what the pages say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from banmian.checker.document import reading as pdf_
from banmian.checker.document.breach import Breach
from banmian.checker.document.inventory import Inventory

STANDARD = frozenset(
    [
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "Private",
        "P",
        "H",
        *(f"H{level}" for level in range(1, 7)),
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "TFoot",
        "Span",
        "Quote",
        "Note",
        "Reference",
        "BibEntry",
        "Code",
        "Link",
        "Annot",
        "Ruby",
        "RB",
        "RT",
        "RP",
        "Warichu",
        "WT",
        "WP",
        "Figure",
        "Formula",
        "Form",
    ]
)
LATER = frozenset(["DocumentFragment", "Aside", "Title", "FENote", "Sub", "Em", "Strong", "Artifact"])
"""Those of PDF 2.0."""
LANGUAGE = re.compile(r"([A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*)?\Z")
HEADING = re.compile(r"H(\d)\Z")
MOST = 200_000
Owner = tuple[int, int]


class Element(NamedTuple):
    """A structure element, what holds it, and its standard type."""

    thing: Any
    above: Any
    tag: str
    role: str


def structure_breaches(holding: Inventory) -> Iterator[Breach]:
    """Tags, their roles, their languages and the parent tree."""
    root = holding.root
    marked = pdf_.truth(pdf_.entry(root, "/MarkInfo", "/Marked"))
    tree = pdf_.entry(root, "/StructTreeRoot")
    if not marked:
        yield Breach("tags-missing", "/MarkInfo /Marked true")
    if not pdf_.is_dictionary(tree):
        yield Breach("tags-missing", "/StructTreeRoot")
    elif not marked:
        yield Breach("tags-unmarked", "/StructTreeRoot")
    if pdf_.truth(pdf_.entry(root, "/MarkInfo", "/Suspects")):
        yield Breach("tags-suspect", "/MarkInfo /Suspects")
    if not pdf_.truth(pdf_.entry(root, "/ViewerPreferences", "/DisplayDocTitle")):
        yield Breach("display-title", "/ViewerPreferences /DisplayDocTitle")
    if not pdf_.text(pdf_.entry(root, "/Lang")):
        yield Breach("language", "/Lang")
    elif not LANGUAGE.match(pdf_.text(pdf_.entry(root, "/Lang"))):
        yield Breach("language-tag", "/Root", pdf_.text(pdf_.entry(root, "/Lang")))
    for number, page in enumerate(holding.pages, 1):
        if pdf_.elements(pdf_.entry(page, "/Annots")) and pdf_.name(pdf_.entry(page, "/Tabs")) != "/S":
            yield Breach("tab-order", "/Tabs", pdf_.name(pdf_.entry(page, "/Tabs")) or "-", "/S", number)
    if pdf_.is_dictionary(tree):
        yield from _tree(holding, tree)


def _tree(holding: Inventory, tree: Any) -> Iterator[Breach]:
    roles = {key.lstrip("/"): pdf_.name(worth).lstrip("/") for key, worth in pdf_.items(pdf_.entry(tree, "/RoleMap"))}
    for tag in roles:
        if tag in STANDARD:
            yield Breach("role-standard", "/RoleMap", f"/{tag}", f"/{roles[tag]}")
    pages = {pdf_.identity(page): number for number, page in enumerate(holding.pages, 1)}
    elements = list(_elements(tree, roles))
    unmapped = {one.tag: one.role for one in elements if one.role not in STANDARD | LATER}
    for tag, role in unmapped.items():
        yield Breach("role-cycle" if role == "*" else "role-unmapped", "/RoleMap", f"/{tag}")
    level = 0
    for one in elements:
        page = pages.get(pdf_.identity(_page(one)), 0)
        label = f"{one.tag} {pdf_.label(one.thing)}"
        above = pdf_.entry(one.thing, "/P")
        if pdf_.identity(above) != pdf_.identity(one.above):
            yield Breach("parent-of-element", label, pdf_.label(above) or "-", pdf_.label(one.above), page)
        language = pdf_.text(pdf_.entry(one.thing, "/Lang"))
        if not LANGUAGE.match(language):
            yield Breach("language-tag", label, language, page=page)
        said = pdf_.text(pdf_.entry(one.thing, "/Alt")) or pdf_.text(pdf_.entry(one.thing, "/ActualText"))
        if one.role == "Figure" and not said.strip():
            yield Breach("figure-alt", label, page=page)
        if found := HEADING.match(one.role):
            deep = int(found[1])
            if deep > level + 1:
                yield Breach("heading-skip", label, f"H{deep}", f"H{level}" if level else "-", page)
            level = deep
    yield from _parents(holding, tree, elements, pages)


def _elements(tree: Any, roles: dict[str, str]) -> Iterator[Element]:
    """The elements in reading order."""
    stack = [(one, tree) for one in reversed(pdf_.one_or_more(pdf_.entry(tree, "/K")))]
    seen: set[Owner] = set()
    while stack and len(seen) < MOST:
        thing, above = stack.pop()
        if not pdf_.is_dictionary(thing) or pdf_.entry(thing, "/S") is None or pdf_.identity(thing) in seen:
            continue
        if pdf_.identity(thing)[0]:
            seen.add(pdf_.identity(thing))
        tag = pdf_.name(pdf_.entry(thing, "/S")).lstrip("/")
        is_of_2 = "/NS" in pdf_.keys(thing)
        yield Element(thing, above, tag, tag if is_of_2 and tag in STANDARD | LATER else _role(tag, roles))
        stack.extend((one, thing) for one in reversed(pdf_.one_or_more(pdf_.entry(thing, "/K"))))


def _role(tag: str, roles: dict[str, str]) -> str:
    """The standard type of a tag; `*` where its mapping goes in a circle."""
    passed = {tag}
    while tag not in STANDARD and tag in roles:
        tag = roles[tag]
        if tag in passed:
            return "*"
        passed.add(tag)
    return "H" if re.fullmatch(r"H[7-9]|H\d\d", tag) else tag


def _page(one: Element) -> Any:
    return pdf_.entry(one.thing, "/Pg")


def _parents(holding: Inventory, tree: Any, elements: list[Element], pages: dict[Owner, int]) -> Iterator[Breach]:
    """The parent tree against the elements that own the marked content."""
    owners = {key: owner for one in elements for key, owner in _owned(one)}
    parents = dict(_number_tree(pdf_.entry(tree, "/ParentTree"), 0))
    keys: dict[Owner, Any] = {}
    for node in holding.nodes:
        if "/StructParents" in pdf_.keys(node.thing):
            keys[pdf_.identity(node.thing)] = pdf_.entry(node.thing, "/StructParents")
    missing_pages: set[Owner] = set()
    for (place, mcid), owner in owners.items():
        number = pages.get(place, 0)
        label = f"page {number} MCID {mcid}" if number else f"object {place[0]} {place[1]} MCID {mcid}"
        if mcid < 0:
            yield from _annotation(place, owner, holding, parents)
            continue
        if place not in keys:
            if place not in missing_pages:
                yield Breach("parent-missing", label, "/StructParents -", page=number)
            missing_pages.add(place)
            continue
        listed = pdf_.elements(parents.get(pdf_.integer(keys[place], -1)))
        found = listed[mcid] if mcid < len(listed) else None
        if not pdf_.is_dictionary(found):
            yield Breach("parent-missing", label, "-", page=number)
        elif pdf_.identity(found) != pdf_.identity(owner):
            yield Breach("parent-wrong", label, _named(found), _named(owner), number)


def _annotation(place: Owner, owner: Any, holding: Inventory, parents: dict[int, Any]) -> Iterator[Breach]:
    thing = next((node for node in holding.nodes if pdf_.identity(node.thing) == place), None)
    if thing is None:
        return
    label = f"object {place[0]} {place[1]}"
    found = parents.get(pdf_.integer(pdf_.entry(thing.thing, "/StructParent"), -1))
    if not pdf_.is_dictionary(found):
        yield Breach("parent-missing", label, "/StructParent", page=thing.page)
    elif pdf_.identity(found) != pdf_.identity(owner):
        yield Breach("parent-wrong", label, _named(found), _named(owner), thing.page)


def _named(element: Any) -> str:
    return f"{pdf_.name(pdf_.entry(element, '/S'))} {pdf_.label(element)}"


def _owned(one: Element) -> Iterator[tuple[tuple[Owner, int], Any]]:
    """Page or form and MCID of the content of an element; -1 for an object."""
    for kid in pdf_.one_or_more(pdf_.entry(one.thing, "/K")):
        if pdf_.kind(kid) == "number":
            yield (pdf_.identity(_page(one)), pdf_.integer(kid)), one.thing
        elif pdf_.name(pdf_.entry(kid, "/Type")) == "/MCR":
            place = pdf_.entry(kid, "/Stm") or pdf_.entry(kid, "/Pg") or _page(one)
            yield (pdf_.identity(place), pdf_.integer(pdf_.entry(kid, "/MCID"), 0)), one.thing
        elif pdf_.name(pdf_.entry(kid, "/Type")) == "/OBJR":
            yield (pdf_.identity(pdf_.entry(kid, "/Obj")), -1), one.thing


def _number_tree(node: Any, depth: int) -> Iterator[tuple[int, Any]]:
    listed = pdf_.elements(pdf_.entry(node, "/Nums"))
    for at in range(0, len(listed) - 1, 2):
        yield pdf_.integer(listed[at], -1), listed[at + 1]
    if depth < 50:
        for kid in pdf_.elements(pdf_.entry(node, "/Kids")):
            yield from _number_tree(kid, depth + 1)
