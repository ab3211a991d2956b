"""Probes: a press page made to say that it is PDF/A, so that the judges of PDF/A look at what stands on it.

A probe has the page as it is: content, fonts, pictures, boxes. Only what the file says of itself is changed: version,
XMP, the intent. What its judge says of the page holds for the press page.
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
{title}{properties}
<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>{conformance}</pdfaid:conformance>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:(Z)|([+-]\d\d)'?(\d\d)?'?)?")


def _xmp(pdf: Pdf, part: int, conformance: str) -> bytes:
    """XMP that says of the file what its Info says, and PDF/A besides."""
    info = pdf.docinfo
    title = str(info.get("/Title", ""))
    title = f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>'
    names = {"/Creator": "xmp:CreatorTool", "/Producer": "pdf:Producer"}
    said = [f"<{tag}>{escape(str(info[key]))}</{tag}>" for key, tag in names.items() if key in info]
    for key, tag in {"/CreationDate": "xmp:CreateDate", "/ModDate": "xmp:ModifyDate"}.items():
        year, month, day, hour, minute, second, zulu, hours, minutes = _DATE.match(str(info[key])).groups()
        zone = "Z" if zulu or not hours else f"{hours}:{minutes or '00'}"
        said.append(f"<{tag}>{year}-{month}-{day}T{hour}:{minute}:{second}{zone}</{tag}>")
    return _XMP.format(title=title, properties="\n".join(said), part=part, conformance=conformance).encode()


def _claims(pdf: Pdf, part: int, conformance: str) -> None:
    metadata = pdf.make_stream(_xmp(pdf, part, conformance))
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = metadata


def a1b(source: Path, target: Path) -> Path:
    """PDF/A-1b of an X-1a page: its intent is that of PDF/A-1, Info says nothing that A-1 does not know."""
    with pikepdf.open(source) as pdf:
        for key in list(pdf.docinfo.keys()):
            if key.startswith("/GTS") or key == "/Trapped":
                del pdf.docinfo[key]
        _claims(pdf, 1, "B")
        intent = pdf.Root.OutputIntents[0]
        intent.S = Name.GTS_PDFA1
        pdf.Root.OutputIntents = Array([intent])
        mode = pikepdf.ObjectStreamMode.disable
        pdf.save(target, force_version="1.4", object_stream_mode=mode, fix_metadata_version=False)
    return target


def a2(source: Path, target: Path, conformance: str = "B") -> Path:
    """PDF/A-2b of an X-4 page: the intent of PDF/A beside that of PDF/X, of one profile."""
    with pikepdf.open(source) as pdf:
        _claims(pdf, 2, conformance)
        intents = [i for i in pdf.Root.OutputIntents if i.S == "/GTS_PDFX"]
        also = Dictionary(intents[0])
        also.S = Name.GTS_PDFA1
        pdf.Root.OutputIntents = Array([intents[0], also])
        pdf.save(target, fix_metadata_version=False)
    return target


def as_a2a(source: Path, target: Path) -> Path:
    """A file that says PDF/A-2u, saying A-2a instead: whether its tags are as good as those of A-2a."""
    with pikepdf.open(source) as pdf:
        xmp = pdf.Root.Metadata.read_bytes()
        changed, count = re.subn(rb"(conformance(?:>|=['\"]))U", rb"\1A", xmp)
        assert count == 1, "the XMP says the conformance once"
        pdf.Root.Metadata.write(changed)
        pdf.save(target, fix_metadata_version=False)
    return target
