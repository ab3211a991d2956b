"""Identification: metadata and information dictionary hold what the standard asks for, and say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banmian.checker.document import reading as pdf_
from banmian.checker.document import xmp
from banmian.checker.document.breach import Breach
from banmian.checker.document.claimed import claimed_standards, version_in_info, version_in_xmp
from banmian.checker.document.instants import instant_of_pdf, instant_of_xmp
from banmian.checker.document.inventory import Inventory
from banmian.checker.document.xmp import BASIC, DC, MEDIA, PDF, PDFA_ID, PDFUA_ID, Xmp
from banmian.checker.standards import VERSIONS, includes, standard
from banmian.model.plant import Plant

OF_X4 = (
    *((BASIC, name) for name in ("CreateDate", "ModifyDate", "MetadataDate")),
    *((MEDIA, name) for name in ("DocumentID", "VersionID", "RenditionClass")),
)
PAIRS = (
    ("/Title", (DC, "title")),
    ("/Author", (DC, "creator")),
    ("/Subject", (DC, "description")),
    ("/Keywords", (PDF, "Keywords")),
    ("/Creator", (BASIC, "CreatorTool")),
    ("/Producer", (PDF, "Producer")),
    ("/Trapped", (PDF, "Trapped")),
    ("/CreationDate", (BASIC, "CreateDate")),
    ("/ModDate", (BASIC, "ModifyDate")),
)
"""What the information dictionary says, and where the metadata says it again."""


def identification_breaches(holding: Inventory, plant: Plant) -> Iterator[Breach]:
    """What the file claims, metadata and information dictionary."""
    stream = pdf_.entry(holding.root, "/Metadata")
    packet = xmp.read_xmp(stream)
    yield from _claims(holding, packet, plant)
    yield from _packet(stream, packet)
    yield from _metadata(packet)
    yield from _information(holding, packet)


def _claims(holding: Inventory, packet: Xmp, plant: Plant) -> Iterator[Breach]:
    found = claimed_standards(holding.pdf)
    for wanted in plant.conformance.level.standards:
        if not any(includes(name, wanted) for name in found):
            yield Breach("claim-missing", "", ", ".join(found) or "-", wanted)
    for name in found:
        if not standard(name).complete:
            yield Breach("claim-recognised", name, name)
    in_xmp, in_info = version_in_xmp(packet), version_in_info(holding.info)
    for place, version in (("XMP", in_xmp), ("Info", in_info)):
        if version and version not in VERSIONS:
            yield Breach("claim-unknown", f"{place} GTS_PDFXVersion", version, "PDF/X-4")
    if in_xmp and in_info and VERSIONS.get(in_xmp) != VERSIONS.get(in_info):
        yield Breach("claim-differs", "GTS_PDFXVersion", f"Info {in_info}", f"XMP {in_xmp}")
    if _said_in(in_info) == "xmp" and not packet.value(xmp.PDFX_ID, "GTS_PDFXVersion"):
        yield Breach("claim-info-alone", "Info GTS_PDFXVersion", in_info, "pdfxid:GTS_PDFXVersion")
    if _said_in(in_xmp) == "info" and not in_info:
        yield Breach("claim-xmp-alone", "XMP GTS_PDFXVersion", in_xmp, "Info /GTS_PDFXVersion")
    conformance = pdf_.text(pdf_.entry(holding.info, "/GTS_PDFXConformance"))
    wanted_there = "PDF/X-1a:2001" if in_info.startswith("PDF/X-1:2001") else ""
    if conformance != wanted_there:
        yield Breach("conformance", "Info GTS_PDFXConformance", conformance or "-", wanted_there or "-")


def _said_in(version: str) -> str:
    return standard(VERSIONS[version]).said_in if version in VERSIONS else ""


def _packet(stream: object, packet: Xmp) -> Iterator[Breach]:
    if pdf_.kind(stream) != "stream":
        yield Breach("xmp-missing", "Root /Metadata", "-")
        return
    label = f"/Metadata {pdf_.label(stream)}"
    if pdf_.entry(stream, "/Filter") is not None:
        yield Breach("xmp-filter", label, "/Filter")
    for key, wanted in (("/Type", "/Metadata"), ("/Subtype", "/XML")):
        if pdf_.name(pdf_.entry(stream, key)) != wanted:
            yield Breach("xmp-type", label, f"{key} {pdf_.name(pdf_.entry(stream, key)) or '-'}", wanted)
    if packet.trouble:
        yield Breach("xmp-broken", label, packet.trouble)
        return
    head = re.search(rb"<\?xpacket\s+begin=([^?]*)\?>", packet.raw[:1000])
    if head is None or b"W5M0MpCehiHzreSzNTczkc9d" not in head[1] or b"<?xpacket end=" not in packet.raw[-4000:]:
        yield Breach("xmp-packet", label, "-", "<?xpacket begin … id='W5M0MpCehiHzreSzNTczkc9d'?>")
    elif re.search(rb"\b(bytes|encoding)\s*=", head[1]):
        yield Breach("xmp-packet-attributes", label, "bytes, encoding")
    try:
        packet.raw.decode("utf-8")
    except UnicodeDecodeError:
        yield Breach("xmp-utf8", label, "-", "UTF-8")


def _metadata(packet: Xmp) -> Iterator[Breach]:
    if packet.trouble or not packet.raw:
        return
    for key in OF_X4:
        if not packet.value(*key).strip():
            yield Breach("xmp-property", xmp.shown(key), "-")
    if not packet.value(DC, "title").strip():
        yield Breach("title", "dc:title", "-")
    if (trapped := packet.value(PDF, "Trapped")) not in ("True", "False"):
        yield Breach("trapped-xmp", "pdf:Trapped", trapped or "-", "True, False")
    for name in ("CreateDate", "ModifyDate", "MetadataDate"):
        written = packet.value(BASIC, name)
        if written and instant_of_xmp(written) is None:
            yield Breach("date", f"xmp:{name}", written)
    for name, container in xmp.CONTAINERS.items():
        if (found := packet.containers.get((DC, name), container)) != container:
            yield Breach("xmp-type-of-value", f"dc:{name}", found or "-", container)
    for key in packet.values:
        space = key[0]
        known = space in xmp.OF_PICTURES or key[1] in xmp.PREDEFINED.get(space, ()) or key in packet.described
        if not known:
            yield Breach("xmp-undescribed", xmp.shown(key), "-", "pdfaExtension:schemas")
    part, level = packet.value(PDFA_ID, "part"), packet.value(PDFA_ID, "conformance")
    legal = {"1": "AB", "2": "ABU", "3": "ABU"}
    if part and not (part == "4" and level in ("", "E", "F")) and not (level and level in legal.get(part, "")):
        yield Breach("pdfaid", "pdfaid:part, pdfaid:conformance", f"{part} {level or '-'}", "1 A B; 2 3 A B U; 4 E F -")
    if (PDFUA_ID, "part") in packet.values and packet.value(PDFUA_ID, "part") not in ("1", "2"):
        yield Breach("pdfaid", "pdfuaid:part", packet.value(PDFUA_ID, "part") or "-", "1, 2")


def _information(holding: Inventory, packet: Xmp) -> Iterator[Breach]:
    info = holding.info
    trapped = pdf_.entry(info, "/Trapped")
    shown = pdf_.name(trapped) or pdf_.text(trapped)
    if pdf_.name(trapped) not in ("/True", "/False"):
        yield Breach("trapped", "Info /Trapped", shown or "-", "/True, /False")
    for key in ("/Title", "/CreationDate", "/ModDate"):
        if not pdf_.text(pdf_.entry(info, key)).strip():
            yield Breach("info-key", f"Info {key}", "-")
    for key in ("/CreationDate", "/ModDate"):
        written = pdf_.text(pdf_.entry(info, key))
        if written and instant_of_pdf(written) is None:
            yield Breach("date", f"Info {key}", written, "D:YYYYMMDDHHmmSS+HH'mm'")
    if packet.trouble or not packet.raw:
        return
    for key, property_ in PAIRS:
        here = pdf_.entry(info, key)
        mine = pdf_.name(here).lstrip("/") or pdf_.text(here)
        theirs = packet.value(*property_)
        if key.endswith("Date"):
            same = not mine or instant_of_pdf(mine) == instant_of_xmp(theirs)
        else:
            listed = packet.values.get(property_, ())
            same = mine.strip("\0 ") in (theirs.strip(), ", ".join(listed), "; ".join(listed))
        if mine and not same:
            yield Breach("info-xmp", f"Info {key}, {xmp.shown(property_)}", mine[:80], theirs[:80] or "-")
