"""What is wrong with a PDF file: the rule that it breaks, where, what was measured and what is allowed."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from banmian.model import Severity


class Place(NamedTuple):
    """A rectangle on a page in mm from the top left corner of its trimmed page, y down."""

    x: float
    y: float
    width: float
    height: float


class Rule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A rule as `rules.toml` has it.

    `id` is a stable word; `standard` and `clause` say who asks for it; `applies` names the standards that a file must
    keep it for (`x4`, `x1a`, `a2u`, `plant` for what the plant asks of every file, `edition`). `limit` is the name of
    a field of `banmian.model.plant.Limits`, empty where the rule has no figure. `zh` and `en` are what is said, with
    {object}, {measured} and {allowed}; `do-zh` and `do-en` what to do.
    """

    id: str
    standard: str
    clause: str
    severity: Severity
    applies: tuple[str, ...]
    limit: str = ""
    zh: str
    en: str
    do_zh: str
    do_en: str


class Fault(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A rule broken. `page` counts from 1, 0 is the file as a whole; equal faults on a page are one, `count` of them.

    `object` is what the reader can find it by: “text 版面 8 pt Song”, “image Im3 1200x800 RGB”, “font ABCDEF+Arial”.
    """

    rule: str
    severity: Severity
    page: int = 0
    place: Place | None = None
    object: str = ""
    measured: str = ""
    allowed: str = ""
    count: int = 1
