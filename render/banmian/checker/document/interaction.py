"""What is made for the screen and has no business on a plate: annotations, actions, forms, attachments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from banmian.checker.document import reading as pdf_
from banmian.checker.document.breach import Breach
from banmian.checker.document.inventory import Inventory, Node
from banmian.checker.document.sheet import box_of, page_box, place_of, trimmed

OF_THE_PRINTER = ("/PrinterMark", "/TrapNet")
NOT_IN_ARCHIVES = ("/3D", "/Sound", "/Screen", "/Movie", "/RichMedia", "/Projection")
ACTIONS_IN_ARCHIVES = ("/GoTo", "/GoToR", "/GoToE", "/Thread", "/URI", "/Named", "/SubmitForm")
NAMED = ("/NextPage", "/PrevPage", "/FirstPage", "/LastPage")
ACTION_KINDS = (
    *ACTIONS_IN_ARCHIVES,
    *("/Launch", "/Sound", "/Movie", "/Hide", "/ResetForm", "/ImportData", "/JavaScript", "/SetOCGState"),
    *("/Rendition", "/Trans", "/GoTo3DView", "/RichMediaExecute", "/GoToDp"),
)
INVISIBLE, HIDDEN, PRINT, NO_VIEW, TOGGLE = 1, 2, 4, 32, 256


def interaction_breaches(holding: Inventory) -> Iterator[Breach]:
    """Annotations page by page, then actions wherever they stand, then what the catalogue holds."""
    for number, page in enumerate(holding.pages, 1):
        for annotation in pdf_.elements(pdf_.entry(page, "/Annots")):
            if pdf_.is_dictionary(annotation):
                yield from _annotation(page, number, annotation)
        for key in ("/Trans", "/Dur"):
            if pdf_.entry(page, key) is not None:
                yield Breach("transition", f"page {key}", page=number)
        if pdf_.entry(page, "/PresSteps") is not None:
            yield Breach("presentation", "page /PresSteps", page=number)
    for node in holding.nodes:
        yield from _actions(node)
        yield from _file(node)
    yield from _catalogue(holding)


def _annotation(page: Any, number: int, annotation: Any) -> Iterator[Breach]:
    kind = pdf_.name(pdf_.entry(annotation, "/Subtype"))
    box = box_of(pdf_.entry(annotation, "/Rect"))
    place = place_of(page, box) if box else None
    aim = pdf_.text(pdf_.entry(annotation, "/A", "/URI")) or pdf_.text(pdf_.entry(annotation, "/Contents"))
    label = f"annotation {kind} {aim[:60]}".strip()
    printed = page_box(page, "/BleedBox") or trimmed(page)
    on_page = box is None or printed is None or printed.meets(box)
    if kind not in OF_THE_PRINTER and on_page:
        yield Breach("annotation", label, str(box or "-"), "BleedBox", number, place)
    if kind in NOT_IN_ARCHIVES:
        yield Breach("annotation-kind", label, kind, page=number, place=place)
    flags = pdf_.integer(pdf_.entry(annotation, "/F"))
    if kind != "/Popup" and (not flags & PRINT or flags & (INVISIBLE | HIDDEN | NO_VIEW | TOGGLE)):
        yield Breach("annotation-flags", label, f"/F {flags}", f"/F {PRINT}", number, place)
    look = pdf_.entry(annotation, "/AP")
    is_flat = box is not None and (box.width == 0 or box.height == 0)
    if kind not in ("/Popup", "/Link") and not is_flat and pdf_.keys(look) != ("/N",):
        yield Breach("annotation-look", label, " ".join(pdf_.keys(look)) or "-", "/AP /N", number, place)


def _actions(node: Node) -> Iterator[Breach]:
    thing = node.thing
    kind = pdf_.name(pdf_.entry(thing, "/S"))
    is_action = kind in ACTION_KINDS and node.key in ("/A", "/OpenAction", "/Next", "/AA", "/JavaScript", "/Names")
    above = pdf_.entry(thing, "/AA")
    if (
        is_action
        or (kind in ACTION_KINDS and pdf_.name(pdf_.entry(thing, "/Type")) == "/Action")
        or (
            kind in ACTION_KINDS and node.key in ("/E", "/X", "/D", "/U", "/Fo", "/Bl", "/O", "/C", "/WC", "/WS", "/DS")
        )
    ):
        yield from _action(node, kind)
    if pdf_.is_dictionary(above) and pdf_.keys(above):
        yield Breach("additional-actions", f"{node.label} /AA", " ".join(pdf_.keys(above)), page=node.page)


def _action(node: Node, kind: str) -> Iterator[Breach]:
    aim = pdf_.text(pdf_.entry(node.thing, "/URI")) or pdf_.name(pdf_.entry(node.thing, "/N"))
    label = f"action {kind} {aim[:60]} {node.label}".replace("  ", " ")
    yield Breach("action", label, kind, page=node.page)
    if kind == "/JavaScript":
        yield Breach("javascript", label, page=node.page)
    wrong_name = kind == "/Named" and pdf_.name(pdf_.entry(node.thing, "/N")) not in NAMED
    if kind not in ACTIONS_IN_ARCHIVES or wrong_name:
        yield Breach("action-kind", label, kind, " ".join(ACTIONS_IN_ARCHIVES), node.page)


def _file(node: Node) -> Iterator[Breach]:
    thing = node.thing
    files = pdf_.entry(thing, "/EF")
    if not pdf_.is_dictionary(files):
        return
    file_name = pdf_.text(pdf_.entry(thing, "/UF")) or pdf_.text(pdf_.entry(thing, "/F"))
    label = f"attachment {file_name}".strip()
    yield Breach("attachment", label, page=node.page)
    for key in ("/F", "/UF", "/AFRelationship"):
        if pdf_.entry(thing, key) is None:
            yield Breach("attachment-entry", label, "-", key, node.page)
    stream = pdf_.entry(files, "/F") or pdf_.entry(files, "/UF")
    if not pdf_.name(pdf_.entry(stream, "/Subtype")):
        yield Breach("attachment-entry", label, "-", "/Subtype (MIME)", node.page)
    content = pdf_.data(stream) or b""
    if not (content.startswith(b"%PDF-") and b"pdfaid" in content):
        yield Breach("attachment-no-archive", label, "-", "PDF/A-1, PDF/A-2", node.page)


def _catalogue(holding: Inventory) -> Iterator[Breach]:
    root = holding.root
    form = pdf_.entry(root, "/AcroForm")
    if pdf_.is_dictionary(form):
        if pdf_.elements(pdf_.entry(form, "/Fields")) or pdf_.entry(form, "/XFA") is not None:
            yield Breach("form", "/AcroForm", str(len(pdf_.elements(pdf_.entry(form, "/Fields")))), "0")
        if pdf_.entry(form, "/XFA") is not None:
            yield Breach("xfa", "/AcroForm /XFA")
        if pdf_.truth(pdf_.entry(form, "/NeedAppearances")):
            yield Breach("need-appearances", "/AcroForm /NeedAppearances", "true", "false")
    if pdf_.is_dictionary(pdf_.entry(root, "/Names", "/JavaScript")):
        yield Breach("javascript", "/Names /JavaScript")
    if pdf_.entry(root, "/Collection") is not None:
        yield Breach("portfolio", "/Collection")
    if pdf_.entry(root, "/Names", "/AlternatePresentations") is not None:
        yield Breach("presentation", "/Names /AlternatePresentations")
    if pdf_.entry(root, "/Requirements") is not None:
        yield Breach("requirements", "/Requirements")
    for key in pdf_.keys(pdf_.entry(root, "/Perms")):
        if key not in ("/UR3", "/DocMDP"):
            yield Breach("permissions", "/Perms", key, "/UR3, /DocMDP")
