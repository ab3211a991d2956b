"""What a PDF claims to conform to: PDF/X, PDF/A, PDF/UA, read from its metadata and its information dictionary."""

from __future__ import annotations

import re

import pikepdf

from banmian.checker.document import reading as pdf_
from banmian.checker.document import xmp
from banmian.checker.document.xmp import Xmp
from banmian.checker.standards import VERSIONS


def claimed_standards(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    """Return the standards that a file names: `x4`, `x1a`, `x3`, `a1b` … `a3u`, `a4`, `ua1`, known to us or not."""
    root = pdf_.entry(pdf.trailer, "/Root")
    packet = xmp.read_xmp(pdf_.entry(root, "/Metadata"))
    found = [
        VERSIONS[version]
        for version in (version_in_xmp(packet), version_in_info(pdf_.entry(pdf.trailer, "/Info")))
        if version in VERSIONS
    ]
    part = packet.value(xmp.PDFA_ID, "part").strip()
    if re.fullmatch(r"[1-4]", part):
        found.append(f"a{part}{packet.value(xmp.PDFA_ID, 'conformance').strip().lower()}")
    part = packet.value(xmp.PDFUA_ID, "part").strip()
    if re.fullmatch(r"\d", part):
        found.append(f"ua{part}")
    return tuple(dict.fromkeys(found))


def version_in_xmp(packet: Xmp) -> str:
    """Return the version of PDF/X that the metadata names."""
    return packet.value(xmp.PDFX_ID, "GTS_PDFXVersion").strip() or packet.value(xmp.PDFX, "GTS_PDFXVersion").strip()


def version_in_info(info: object) -> str:
    """Return the version of PDF/X that the information dictionary names; of X-1:2001 it may be X-1a by conformance."""
    return pdf_.text(pdf_.entry(info, "/GTS_PDFXVersion")).strip()
