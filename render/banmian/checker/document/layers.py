"""Optional content 图层: what may be shown or not, and what is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from banmian.checker.document import reading as pdf_
from banmian.checker.document.breach import Breach
from banmian.checker.document.inventory import Inventory


def layer_breaches(holding: Inventory) -> Iterator[Breach]:
    """The layers of a file and their configurations."""
    layers = pdf_.entry(holding.root, "/OCProperties")
    groups = pdf_.elements(pdf_.entry(layers, "/OCGs"))
    if not pdf_.is_dictionary(layers):
        return
    yield Breach("layers", "/OCProperties", str(len(groups)), "0")
    configurations = [pdf_.entry(layers, "/D"), *pdf_.elements(pdf_.entry(layers, "/Configs"))]
    names: list[str] = []
    for number, one in enumerate(configurations):
        label = "/OCProperties /D" if not number else f"/OCProperties /Configs {number}"
        named = pdf_.text(pdf_.entry(one, "/Name"))
        if not named or named in names:
            yield Breach("layer-name", label, named or "-", "/Name")
        names.append(named)
        if pdf_.entry(one, "/AS") is not None:
            yield Breach("layer-automatic", f"{label} /AS")
        order = pdf_.entry(one, "/Order")
        listed = set(_listed(order, 0))
        missing = [group for group in groups if pdf_.identity(group) not in listed]
        if order is not None and missing:
            yield Breach("layer-order", label, ", ".join(map(_named, missing)), "/Order")
        yield from _hidden(one, groups, label)


def _listed(order: Any, depth: int) -> Iterator[tuple[int, int]]:
    for one in pdf_.elements(order):
        if pdf_.kind(one) == "array" and depth < 50:
            yield from _listed(one, depth + 1)
        elif pdf_.is_dictionary(one):
            yield pdf_.identity(one)


def _hidden(configuration: Any, groups: tuple[Any, ...], label: str) -> Iterator[Breach]:
    shown = {pdf_.identity(one) for one in pdf_.elements(pdf_.entry(configuration, "/ON"))}
    hidden = {pdf_.identity(one) for one in pdf_.elements(pdf_.entry(configuration, "/OFF"))}
    if pdf_.name(pdf_.entry(configuration, "/BaseState")) == "/OFF":
        hidden |= {pdf_.identity(one) for one in groups} - shown
    for group in groups:
        if pdf_.identity(group) in hidden:
            yield Breach("layer-hidden", f"layer {_named(group)}", label)


def _named(group: Any) -> str:
    return pdf_.text(pdf_.entry(group, "/Name")) or pdf_.label(group)
