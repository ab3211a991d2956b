"""The output intent of a file, as far as colours must fit it."""

from __future__ import annotations

from typing import Any, NamedTuple

from banmian.checker.content.reading import BROKEN, is_array, is_stream, key, word
from banmian.checker.content.spaces import Profile, read_profile


class Intent(NamedTuple):
    """Name of the output condition and its profile; both empty where the file has no intent."""

    condition: str = ""
    profile: Profile | None = None

    @property
    def space(self) -> str:
        """CMYK, RGB or GRAY; empty without a profile."""
        return self.profile.space if self.profile else ""


def read_intent(pdf: Any) -> Intent:
    """The intent for printing, else the first there is."""
    intents = key(pdf.Root, "/OutputIntents")
    entries = list(intents) if is_array(intents) else []
    entries.sort(key=lambda entry: word(key(entry, "/S")) != "GTS_PDFX")
    for entry in entries:
        stream = key(entry, "/DestOutputProfile")
        profile = None
        if is_stream(stream):
            try:
                profile = read_profile(stream)
            except BROKEN:
                profile = None
        return Intent(word(key(entry, "/OutputConditionIdentifier")), profile)
    return Intent()
