"""What press files are made for: a plant and an output condition, as a press order asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.model import Finding, InputError, Severity
from banmian.model.plant import PressOrder

if TYPE_CHECKING:
    from banmian.inks import Condition
    from banmian.model.plant import Plant


def pressed_for(order: PressOrder) -> tuple[Plant, Condition]:
    """Return the plant that press files are made for, and the output condition. Raises InputError."""
    from msgspec.structs import replace

    from banmian.inks import read_condition
    from banmian.intake.plant import DEFAULT, read_plant

    plant, folder = read_plant(order.plant or DEFAULT)
    plant = replace(plant, conformance=order.conformance or plant.conformance)
    own = order.icc and read_condition(order.icc)
    condition = own or read_condition(plant.icc, folder, condition=plant.condition)
    newest = plant.conformance.level.icc
    if condition.profile[8] > newest:
        raise InputError(
            Finding(
                severity=Severity.ERROR,
                code="bad-profile",
                message=f"the profile is of ICC version {condition.profile[8]}, newer than {plant.conformance} allows",
                hint=f"expected: a profile of ICC version {newest} at most, or the conformance PDF/X-4",
                file=order.icc or plant.icc,
            )
        )
    return plant, condition
