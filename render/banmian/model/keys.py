"""The base of everything a user writes."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

PageNumber = Annotated[int, Meta(ge=1, le=999)]
Name = Annotated[str, Meta(min_length=1, pattern=r"\S")]


class Keys(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Base of everything a user writes: a key that is not in the model is an error, never ignored."""
