"""What was meant for one output device: PostScript, OPI, alternates, references, halftones, transfer curves."""

from __future__ import annotations

from collections.abc import Iterator

from banmian.checker.document import reading as pdf_
from banmian.checker.document.breach import Breach
from banmian.checker.document.inventory import Inventory, Node

ONLY_IN_GRAPHICS_STATES = ("/TR", "/TR2", "/HTP", "/HTO")


def device_breaches(holding: Inventory) -> Iterator[Breach]:
    """Goes through every object that can be reached, used or not."""
    for node in holding.nodes:
        for one in (*_external(node), *_graphics_state(node), *_halftone(node)):
            yield one._replace(page=node.page)


def _external(node: Node) -> Iterator[Breach]:
    thing = node.thing
    if pdf_.kind(thing) != "stream":
        return
    subtype = pdf_.name(pdf_.entry(thing, "/Subtype"))
    if subtype == "/PS" or pdf_.name(pdf_.entry(thing, "/Subtype2")) == "/PS" or pdf_.entry(thing, "/PS") is not None:
        yield Breach("postscript", node.label, subtype)
    if subtype not in ("/Form", "/Image"):
        return
    if pdf_.entry(thing, "/OPI") is not None:
        yield Breach("opi", f"{subtype} {node.label}", "/OPI")
    if subtype == "/Form" and pdf_.entry(thing, "/Ref") is not None:
        yield Breach("reference", node.label, "/Ref")
    alternates = pdf_.elements(pdf_.entry(thing, "/Alternates"))
    if alternates:
        yield Breach("alternates", f"image {node.label}", str(len(alternates)), "0")
    if any(pdf_.truth(pdf_.entry(one, "/DefaultForPrinting")) for one in alternates):
        yield Breach("alternate-printed", f"image {node.label}", "/DefaultForPrinting true")


def _graphics_state(node: Node) -> Iterator[Breach]:
    thing = node.thing
    is_state = pdf_.name(pdf_.entry(thing, "/Type")) == "/ExtGState" or node.key == "/ExtGState"
    found = set(pdf_.keys(thing))
    if not (is_state or found & {"/TR2", "/HTP", "/HTO"}) or pdf_.kind(thing) != "dictionary":
        return
    if "/TR" in found:
        yield Breach("transfer", f"{node.label} /TR", pdf_.name(pdf_.entry(thing, "/TR")) or "-", "-")
    second = pdf_.entry(thing, "/TR2")
    if second is not None and pdf_.name(second) != "/Default":
        yield Breach("transfer", f"{node.label} /TR2", pdf_.name(second) or "-", "/Default")
    for key in ("/HTP", "/HTO"):
        if key in found:
            yield Breach("halftone-origin", f"{node.label} {key}")


def _halftone(node: Node) -> Iterator[Breach]:
    thing = node.thing
    kind = pdf_.entry(thing, "/HalftoneType")
    if kind is None:
        return
    if pdf_.integer(kind) not in (1, 5):
        yield Breach("halftone", node.label, f"/HalftoneType {pdf_.integer(kind)}", "1, 5")
    if pdf_.entry(thing, "/HalftoneName") is not None:
        yield Breach("halftone", node.label, "/HalftoneName", "-")
    if pdf_.entry(thing, "/TransferFunction") is not None and node.key in ("/HT", "/Default"):
        yield Breach("halftone-transfer", node.label, "/TransferFunction")
