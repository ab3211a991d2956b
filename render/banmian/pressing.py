"""What press files are made for: a plant and an output condition, as a press order asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.model import Finding, InputError, Severity
from banmian.model.plant import Claim, PressOrder

if TYPE_CHECKING:
    from banmian.inks import Condition
    from banmian.model.plant import Plant


def pressed_for(order: PressOrder) -> tuple[Plant, Condition]:
    """Return the plant that press files are made for, and the output condition. Raises InputError."""
    from msgspec.structs import replace

    from banmian.inks import read_condition
    from banmian.intake.plant import DEFAULT, read_plant

    plant, folder = read_plant(order.plant or DEFAULT)
    plant = replace(plant, claim=order.claim or plant.claim)
    own = order.icc and read_condition(order.icc)
    condition = own or read_condition(plant.icc, folder, condition=plant.condition)
    if plant.claim is Claim.X1A and condition.profile[8] > 2:
        raise InputError(
            Finding(
                severity=Severity.ERROR,
                code="bad-profile",
                message=f"the profile is of ICC version {condition.profile[8]}, which is younger than {plant.claim}",
                hint="expected: a profile of ICC version 2, or the claim PDF/X-4",
                file=order.icc or plant.icc,
            )
        )
    return plant, condition
