"""What a PDF says it is: PDF/X, PDF/A, PDF/UA, from its metadata and its information dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pikepdf

from banmian.checker.document import reading as pdf_
from banmian.checker.document import xmp
from banmian.checker.document.xmp import Xmp
from banmian.model.plant import Claim

X = {
    "PDF/X-1:2001": "x1a-2001",
    "PDF/X-1a:2001": "x1a-2001",
    "PDF/X-1a:2003": "x1a",
    "PDF/X-3:2002": "x3",
    "PDF/X-3:2003": "x3",
    "PDF/X-4": "x4",
    "PDF/X-4p": "x4p",
    "PDF/X-5g": "x5",
    "PDF/X-5pg": "x5",
    "PDF/X-5n": "x5",
    "PDF/X-6": "x6",
    "PDF/X-6p": "x6",
    "PDF/X-6n": "x6",
}
"""GTS_PDFXVersion as it must be written."""
WITH_RULES = ("x1a", "x1a-2001", "x3", "x4", "a1", "a2", "a3", "ua1")
"""Claims whose rules are kept here; of others only what they share is checked."""
OF_PLANT = {Claim.X4: ("x4",), Claim.X1A: ("x1a",), Claim.X4_A2U: ("x4", "a2u")}


def claims_of(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    """What a file says it is: `x4`, `x1a`, `x3`, `a1b` … `a3u`, `a4`, `ua1`; versions that are only recognised too."""
    root = pdf_.entry(pdf.trailer, "/Root")
    packet = xmp.read_xmp(pdf_.entry(root, "/Metadata"))
    found = [
        X[version]
        for version in (version_in_xmp(packet), version_in_info(pdf_.entry(pdf.trailer, "/Info")))
        if version in X
    ]
    part = packet.value(xmp.PDFA_ID, "part").strip()
    if re.fullmatch(r"[1-4]", part):
        found.append(f"a{part}{packet.value(xmp.PDFA_ID, 'conformance').strip().lower()}")
    part = packet.value(xmp.PDFUA_ID, "part").strip()
    if re.fullmatch(r"\d", part):
        found.append(f"ua{part}")
    return tuple(dict.fromkeys(found))


def version_in_xmp(packet: Xmp) -> str:
    """The version of PDF/X in the metadata."""
    return packet.value(xmp.PDFX_ID, "GTS_PDFXVersion").strip() or packet.value(xmp.PDFX, "GTS_PDFXVersion").strip()


def version_in_info(info: object) -> str:
    """The version of PDF/X in the information dictionary; of X-1a:2001 the conformance tells it from X-1."""
    return pdf_.text(pdf_.entry(info, "/GTS_PDFXVersion")).strip()


def wanted_of(claim: Claim) -> tuple[str, ...]:
    """What a plant asks for, in the words of `claims_of`."""
    return OF_PLANT[claim]


def families(claims: Iterable[str]) -> frozenset[str]:
    """The names that rules may apply to: a claim, and what it shares with its kin.

    `a2u` is also `a2`, `a` and `u`; `a2a` is `a2`, `a`, `u` and `tagged`; `x4` is `x`; `ua1` is `ua` and `tagged`;
    `x1a` is `x` and `flat`, as all PDF/X without transparency is. `plant` holds for every file.
    """
    found = {"plant"}
    for claim in claims:
        found.add(claim)
        if claim.startswith("x"):
            found.add("x")
            if claim in ("x1a", "x1a-2001", "x3"):
                found.add("flat")
            if claim == "x1a-2001":
                found.add("x1a")
            if claim == "x4p":
                found.add("x4")
        elif claim.startswith("ua"):
            found |= {"ua", "tagged"}
        elif claim.startswith("a"):
            found |= {"a", claim[:2]}
            if claim[2:] in ("a", "u"):
                found.add("u")
            if claim[2:] == "a":
                found.add("tagged")
    return frozenset(found)
