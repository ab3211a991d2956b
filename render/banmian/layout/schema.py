"""The JSON Schema of a layout file, made from its types."""

from __future__ import annotations

from typing import Any

import msgspec

from banmian.layout.reader import LayoutFile
from banmian.layout.styles import HAO


def layout_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a layout file. A size may be a name; what a file does not say it may inherit."""
    schema = msgspec.json.schema(LayoutFile)
    named = {"type": "string", "description": f"a name under [sizes], or one of {', '.join(HAO)}"}
    sized = ("TypeSize", "Style", "SubheadStyle", "BylineStyle")
    for name, key in (*((name, "size") for name in sized), ("Grid", "body")):
        keys = schema["$defs"][name]["properties"]
        keys[key] = {"anyOf": [keys[key], named]}
    for name in ("LayoutFile", "Grid", "HeadlineRank", "TypeSize", "Style"):
        schema["$defs"][name]["required"] = []
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
