"""What must hold of the colours that a design names: no more ink than newsprint takes, a spot ink of one meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from banmian.intake.source import problem
from banmian.model import Severity
from banmian.model.plant import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banmian.layout.design import Layout
    from banmian.model import Finding

PROCESS_INKS = ("All", "None", "Cyan", "Magenta", "Yellow", "Black")
"""Names that a spot ink cannot have: PDF gives them another meaning (ISO 32000-1, 8.6.6.4)."""


def spots_and_sums(layout: Layout, limits: Limits = Limits()) -> Iterator[Finding]:  # noqa: B008 (frozen)
    """`too-much-ink` where a named colour has more ink than the limits, and `bad-spot` for names that are none.

    A tint has less ink than its colour, so that the colour alone is to be looked at. A spot ink counts by itself: what
    stands for it is looked at all the same, since a newspaper's plant may print that instead.
    """
    file = f"{layout.name}.toml"
    spots: dict[str, tuple[str, tuple[float, ...]]] = {}
    for name, keys in layout.colours.items():
        key = f"colour.{name}.cmyk"
        total = sum(keys.cmyk)
        if total > limits.ink:
            error = total > limits.ink_error
            allowed = limits.ink_error if error else limits.ink
            found = problem(
                "too-much-ink",
                f"the colour “{name}” has {total:g} % of ink; allowed: {allowed:g} %",
                hint="take equal parts of cyan, magenta and yellow out of it, and put in as much black",
                file=file,
                key=key,
            )
            yield found if error else replace(found, severity=Severity.WARNING)
        if not keys.spot:
            continue
        if keys.spot in PROCESS_INKS or keys.spot != keys.spot.strip():
            message = f"the colour “{name}” has the spot ink “{keys.spot}”, which is no name of a spot ink"
            hint = "expected: a name such as PANTONE 186 C"
            yield problem("bad-spot", message, hint=hint, file=file, key=f"colour.{name}.spot")
        other, inks = spots.setdefault(keys.spot, (name, keys.cmyk))
        if inks != keys.cmyk:
            message = f"the spot ink “{keys.spot}” has other inks in “{name}” than in “{other}”"
            hint = f"give both the same cmyk, or write “{other} 40%” where a tint of it is meant"
            yield problem("bad-spot", message, hint=hint, file=file, key=key)
