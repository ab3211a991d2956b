"""The preflight of a file as a document: everything about it but what its content streams paint."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pikepdf

from banmian.checker.document.boxes import box_breaches
from banmian.checker.document.breach import Breach
from banmian.checker.document.devices import device_breaches
from banmian.checker.document.fonts import font_breaches
from banmian.checker.document.identification import identification_breaches
from banmian.checker.document.intents import intent_breaches
from banmian.checker.document.interaction import interaction_breaches
from banmian.checker.document.inventory import Inventory, take_inventory
from banmian.checker.document.layers import layer_breaches
from banmian.checker.document.reading import entry
from banmian.checker.document.structure import structure_breaches
from banmian.checker.document.syntax import syntax_breaches
from banmian.checker.fault import Fault
from banmian.checker.rules import rules
from banmian.checker.standards import families
from banmian.model.plant import Plant


def document_faults(pdf: pikepdf.Pdf, raw: bytes, plant: Plant, standards: tuple[str, ...]) -> Iterator[Fault]:
    """What is wrong with a file as a document, for the standards it is held to and for the plant.

    `raw` are the bytes of the file. Equal faults of a page are one with their count. A part of the file that cannot be
    read at all is the fault `unreadable`; nothing raises.
    """
    holding = take_inventory(pdf)
    held_to = set(families(standards))
    if entry(holding.root, "/StructTreeRoot") is not None:
        held_to.add("tags")
    table = rules()
    counted: dict[Breach, int] = {}
    for part in _parts(holding, raw, plant, standards):
        for breach in _whatever_happens(part):
            if held_to & set(table[breach.rule].applies):
                counted[breach] = counted.get(breach, 0) + 1
    for breach, count in counted.items():
        yield Fault(
            rule=breach.rule,
            severity=table[breach.rule].severity,
            page=breach.page,
            place=breach.place,
            object=breach.object,
            measured=breach.measured,
            allowed=breach.allowed,
            count=count,
        )


def _parts(
    holding: Inventory, raw: bytes, plant: Plant, standards: tuple[str, ...]
) -> tuple[Callable[[], Iterator[Breach]], ...]:
    return (
        partial(syntax_breaches, holding, raw, standards),
        partial(identification_breaches, holding, plant),
        partial(intent_breaches, holding, standards),
        partial(box_breaches, holding, plant),
        partial(font_breaches, holding),
        partial(interaction_breaches, holding),
        partial(layer_breaches, holding),
        partial(device_breaches, holding),
        partial(structure_breaches, holding),
    )


def _whatever_happens(part: Callable[[], Iterator[Breach]]) -> Iterator[Breach]:
    """The breaches of a part; a file can be broken in ways that nobody thought of, and that is its fault as well."""
    try:
        yield from part()
    except Exception as reason:
        name = part.func.__name__ if isinstance(part, partial) else "?"
        yield Breach("unreadable", name.removesuffix("_breaches"), f"{type(reason).__name__}: {reason}"[:200])
