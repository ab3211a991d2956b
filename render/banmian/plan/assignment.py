"""Assignments: which part of an article stands in which slot of which page, and where it goes on."""

from __future__ import annotations

from msgspec import Struct


class Assignment(Struct, frozen=True, kw_only=True):
    """A part of an article's way through the issue: leg 0 on its own page, each further one after a jump."""

    article: str
    number: int
    page: int
    slot: str
    came_from: int = 0
    goes_to: int = 0
