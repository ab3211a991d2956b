"""Inserts 插件: what stands among the text columns of a block, a whole number of grid lines high (G10).

A photograph, a table, a list of names, a pull quote, a box: make-up gives each a width and asks how high it may stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.model import Finding
    from banmian.plate import Group


class Insert(Protocol):
    """Something set for a width, before it has a place."""

    @property
    def what(self) -> str:
        """What it is, for findings: the photo “…”."""

    @property
    def least(self) -> int:
        """The fewest grid lines it takes, captions included."""

    @property
    def most(self) -> int:
        """The most grid lines it takes."""

    @property
    def findings(self) -> Sequence[Finding]:
        """What is to be said of it wherever it stands."""

    def drawn(self, x: float, y: float, lines: int) -> Group:
        """Return it as a group, `lines` grid lines high, from `least` to `most`, with its top left corner at (x, y) pt.

        (x, y) is the corner of the grid line; the em boxes of text lie (pitch - body) / 2 below it, and edges keep to
        those.
        """


@runtime_checkable
class Shape(Protocol):
    """What an insert has beside that if it is a picture: it may be cropped, and text may run along it."""

    @property
    def natural(self) -> int:
        """The lines at which it stands best: nothing of it is cut."""

    @property
    def smallest(self) -> int:
        """The fewest lines at which it is shown where there is no room for its least."""

    def outline(self, lines: int) -> Sequence[tuple[float, float] | None]:
        """For each of its lines from where to where it is solid, in pt from its left edge."""
