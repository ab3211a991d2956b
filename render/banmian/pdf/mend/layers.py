"""Optional content (layers) of a foreign PDF: which of it is seen as the file is opened."""

from __future__ import annotations

from typing import Any


class Layers:
    """Which optional content groups are off by the file's default configuration."""

    def __init__(self, root: Any) -> None:
        properties = root.get("/OCProperties", {})
        config = properties.get("/D", {})
        groups = [group.objgen for group in properties.get("/OCGs", [])]
        off = set(groups) if str(config.get("/BaseState", "")) == "/OFF" else set()
        off -= {group.objgen for group in config.get("/ON", [])}
        off |= {group.objgen for group in config.get("/OFF", [])}
        self._off = off
        self.any = bool(groups)

    def hidden(self, content: Any) -> bool:
        """Whether content of a group or of a membership dictionary is not seen."""
        if content is None:
            return False
        if str(content.get("/Type", "")) != "/OCMD":
            return content.objgen in self._off
        import pikepdf

        groups = content.get("/OCGs", [])
        members = [groups] if isinstance(groups, pikepdf.Dictionary) else list(groups)
        on = [member.objgen not in self._off for member in members if isinstance(member, pikepdf.Dictionary)]
        if not on:
            return False
        match str(content.get("/P", "/AnyOn")):
            case "/AllOn":
                return not all(on)
            case "/AnyOff":
                return all(on)
            case "/AllOff":
                return any(on)
        return not any(on)
