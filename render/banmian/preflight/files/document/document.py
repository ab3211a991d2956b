"""The preflight of a file as a document: everything about it but what its content streams paint."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pikepdf

from banmian.model.plant import Plant
from banmian.preflight.files.document.boxes import box_breaches
from banmian.preflight.files.document.breach import Breach
from banmian.preflight.files.document.claims import families
from banmian.preflight.files.document.devices import device_breaches
from banmian.preflight.files.document.fonts import font_breaches
from banmian.preflight.files.document.identification import identification_breaches
from banmian.preflight.files.document.intents import intent_breaches
from banmian.preflight.files.document.interaction import interaction_breaches
from banmian.preflight.files.document.inventory import Inventory, take_inventory
from banmian.preflight.files.document.layers import layer_breaches
from banmian.preflight.files.document.rule_table import document_rules
from banmian.preflight.files.document.structure import structure_breaches
from banmian.preflight.files.document.syntax import syntax_breaches
from banmian.preflight.files.fault import Fault


def document_faults(pdf: pikepdf.Pdf, raw: bytes, plant: Plant, claims: tuple[str, ...]) -> Iterator[Fault]:
    """What is wrong with a file as a document, for the claims it is held to (`claims_of`, `wanted_of`) and the plant.

    `raw` are the bytes of the file. Equal faults of a page are one with their count. A part of the file that cannot be
    read at all is the fault `unreadable`; nothing raises.
    """
    holding = take_inventory(pdf)
    held_to = set(families(claims))
    if holding.root is not None and "/StructTreeRoot" in set(_keys(holding)):
        held_to.add("tags")
    rules = document_rules()
    counted: dict[Breach, int] = {}
    for part in _parts(holding, raw, plant, claims):
        for breach in _whatever_happens(part):
            if held_to & set(rules[breach.rule].applies):
                counted[breach] = counted.get(breach, 0) + 1
    for breach, count in counted.items():
        yield Fault(
            rule=breach.rule,
            severity=rules[breach.rule].severity,
            page=breach.page,
            place=breach.place,
            object=breach.object,
            measured=breach.measured,
            allowed=breach.allowed,
            count=count,
        )


def _keys(holding: Inventory) -> tuple[str, ...]:
    from banmian.preflight.files.document.reading import keys

    return keys(holding.root)


def _parts(
    holding: Inventory, raw: bytes, plant: Plant, claims: tuple[str, ...]
) -> tuple[Callable[[], Iterator[Breach]], ...]:
    return (
        partial(syntax_breaches, holding, raw, claims),
        partial(identification_breaches, holding, plant),
        partial(intent_breaches, holding, claims),
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
