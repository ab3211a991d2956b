"""Output intents: for which printing a file was made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from banmian.checker.document import reading as pdf_
from banmian.checker.document.breach import Breach
from banmian.checker.document.icc import read_icc
from banmian.checker.document.inventory import Inventory
from banmian.checker.standards import standard

REGISTRY = "http://www.color.org"


def intent_breaches(holding: Inventory, standards: tuple[str, ...]) -> Iterator[Breach]:
    """The intents of the catalogue and their profiles."""
    intents = [one for one in pdf_.elements(pdf_.entry(holding.root, "/OutputIntents")) if pdf_.is_dictionary(one)]
    for_x = [one for one in intents if pdf_.name(pdf_.entry(one, "/S")) == "/GTS_PDFX"]
    if not for_x:
        yield Breach("intent-missing", "/OutputIntents /GTS_PDFX", "0", "1")
    if len(for_x) > 1:
        yield Breach("intent-many", "/OutputIntents /GTS_PDFX", str(len(for_x)), "1")
    profiles = [pdf_.entry(one, "/DestOutputProfile") for one in intents]
    profiles = [one for one in profiles if one is not None]
    if len({pdf_.identity(one) for one in profiles}) > 1 or any(pdf_.identity(one)[0] == 0 for one in profiles[1:]):
        yield Breach("intent-shared", "/DestOutputProfile", ", ".join(map(pdf_.label, profiles)), "1")
    for intent in intents:
        yield from _intent(intent, standards)
    seen: set[tuple[int, int]] = set()
    for intent in intents:
        profile = pdf_.entry(intent, "/DestOutputProfile")
        if profile is not None and (pdf_.identity(profile) not in seen or not pdf_.identity(profile)[0]):
            seen.add(pdf_.identity(profile))
            yield from _profile(profile, any(pdf_.entry(one, "/DestOutputProfile") == profile for one in for_x))


def _intent(intent: Any, standards: tuple[str, ...]) -> Iterator[Breach]:
    kind = pdf_.name(pdf_.entry(intent, "/S"))
    label = f"output intent {kind}"
    if pdf_.entry(intent, "/DestOutputProfileRef") is not None:
        yield Breach("intent-reference", label, "/DestOutputProfileRef")
    if kind != "/GTS_PDFX":
        return
    if not pdf_.text(pdf_.entry(intent, "/OutputConditionIdentifier")).strip():
        yield Breach("intent-identifier", label, "-", "/OutputConditionIdentifier")
    is_registered = pdf_.text(pdf_.entry(intent, "/RegistryName")).rstrip("/") == REGISTRY
    if not is_registered and not pdf_.text(pdf_.entry(intent, "/Info")).strip():
        yield Breach("intent-info", label, "-", "/Info")
    if pdf_.kind(pdf_.entry(intent, "/DestOutputProfile")) != "stream":
        given = {standard(name).profile for name in standards}
        is_lawful = "referenced" in given or (is_registered and "embedded" not in given)
        yield Breach("intent-registered" if is_lawful else "intent-profile", label, "-", "/DestOutputProfile")


def _profile(profile: Any, is_for_x: bool) -> Iterator[Breach]:
    label = f"profile {pdf_.label(profile)}".strip()
    icc = read_icc(pdf_.data(profile))
    if icc.trouble:
        yield Breach("icc-broken", label, icc.trouble)
    if not icc.device:
        return
    components = pdf_.integer(pdf_.entry(profile, "/N"), -1)
    if components != icc.channels:
        yield Breach(
            "icc-channels", label, f"/N {components if components >= 0 else '-'}", f"{icc.space} {icc.channels}"
        )
    if icc.space not in ("CMYK", "RGB", "GRAY"):
        yield Breach("icc-space", label, icc.space, "CMYK, RGB, GRAY")
    version = f"{icc.version[0]}.{icc.version[1]}"
    if icc.version[0] not in (2, 4):
        yield Breach("icc-version", label, version, "2, 4")
    elif icc.version[0] > 2:
        yield Breach("icc-version-2", label, version, "2")
    if icc.device not in ("prtr", "mntr"):
        yield Breach("icc-class-any", label, icc.device, "prtr, mntr")
    if not is_for_x:
        return
    if icc.device != "prtr":
        yield Breach("icc-class", label, icc.device, "prtr")
    if icc.space != "CMYK":
        yield Breach("icc-ink", label, icc.space, "CMYK")
    if icc.device == "prtr" and not icc.trouble and not {"A2B0", "B2A0"} <= set(icc.tags):
        yield Breach("icc-tables", label, ", ".join(icc.tags), "A2B0, B2A0")
