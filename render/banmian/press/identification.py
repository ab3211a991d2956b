"""Identification of a press file: its entries in Info, its XMP metadata and output intents, by its conformance level.

The XMP packet is written here as plain text: nothing else in the file has to be read to know what it conforms to.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from banmian.pdf.document import compress, text_string

if TYPE_CHECKING:
    from banmian.conformance import Conformance, Level
    from banmian.inks import Condition
    from banmian.pdf import PdfFile

CREATOR, PRODUCER = "Banmian", "ReportLab, Banmian"
_REGISTRY = b"http://www.color.org"
_NAMESPACE = hashlib.sha1(b"banmian: a page of a newspaper", usedforsecurity=False).digest()[:16]


def info_entries(conformance: Conformance) -> bytes:
    """Return entries of Info that tell PDF/X-1a; for PDF/X-4 they only help readers that look nowhere else."""
    return b"/GTS_PDFXVersion %s" % text_string(conformance.level.info)


def write_identification(
    pdf: PdfFile, conformance: Conformance, condition: Condition, *, title: str, date: str, edition: str
) -> None:
    """Write the output intents and the metadata. Call it last: the packet has the ID of all that is in the file.

    `edition` is the plant's version of the page; the profile is one object, even where two intents name it.
    """
    profile = pdf.stream(b"/N 4 /Filter /FlateDecode", _deflated(condition.profile), compressed=True)
    named = b"/OutputConditionIdentifier %s /OutputCondition %s /Info %s" % tuple(
        text_string(text) for text in (condition.identifier, condition.info, condition.info)
    )
    registry = b" /RegistryName (%s)" % _REGISTRY if condition.registered else b""
    intents = b" ".join(
        b"<< /Type /OutputIntent /S /%s %s%s /DestOutputProfile %s >>" % (kind.encode(), named, registry, profile)
        for kind in conformance.level.intents
    )
    pdf.entry("OutputIntents", b"[%s]" % intents)
    document, instance = _uuid(title), _uuid(pdf.content_hash())
    packet = _packet(conformance.level, title, xmp_date(date), document, instance, edition or "1").encode()
    data = b"<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%s\nendstream" % (len(packet), packet)
    pdf.entry("Metadata", pdf.add(data))


@lru_cache(maxsize=4)
def _deflated(profile: bytes) -> bytes:
    return compress(profile)


def _uuid(name: str) -> str:
    """A UUID of version 5 (RFC 4122, 4.3): the same name gives the same one."""
    digest = bytearray(hashlib.sha1(_NAMESPACE + name.encode(), usedforsecurity=False).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    text = digest.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-]\d\d)'(\d\d)'?)")


def xmp_date(date: str) -> str:
    """A date of a PDF, D:20261123000000+08'00', as XMP writes the same moment in the same zone."""
    found = _DATE.fullmatch(date)
    if not found:
        raise ValueError(f"not a date of a PDF to the second: {date!r}")
    year, month, day, hour, minute, second, hours, minutes = found.groups()
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}" + (f"{hours}:{minutes}" if hours else "Z")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _packet(level: Level, title: str, date: str, document: str, instance: str, edition: str) -> str:
    own = tuple(dict.fromkeys(prefix for prefix, _, _ in level.xmp))
    archived = "pdfaid" in own
    rows = [
        "<dc:format>application/pdf</dc:format>",
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{_escaped(title)}</rdf:li></rdf:Alt></dc:title>',
        f"<xmp:CreateDate>{date}</xmp:CreateDate>",
        f"<xmp:ModifyDate>{date}</xmp:ModifyDate>",
        f"<xmp:MetadataDate>{date}</xmp:MetadataDate>",
        f"<xmp:CreatorTool>{CREATOR}</xmp:CreatorTool>",
        f"<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>",
        f"<xmpMM:InstanceID>uuid:{instance}</xmpMM:InstanceID>",
        f"<xmpMM:VersionID>{_escaped(edition)}</xmpMM:VersionID>",
        "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>",
        f"<pdf:Producer>{PRODUCER}</pdf:Producer>",
        "<pdf:Trapped>False</pdf:Trapped>",
        *(f"<{prefix}:{name}>{value}</{prefix}:{name}>" for prefix, name, value in level.xmp),
        *((_EXTENSIONS,) if archived else ()),
    ]
    shown = (*_ALWAYS, *own, *(_ARCHIVED if archived else ()))
    spaces = "\n".join(f'    xmlns:{prefix}="{_SPACES[prefix]}"' for prefix in shown)
    body = "\n".join(f"   {row}" for row in rows)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        ' <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'  <rdf:Description rdf:about=""\n{spaces}>\n{body}\n'
        "  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n"
        '<?xpacket end="r"?>'
    )


_ALWAYS = ("dc", "xmp", "xmpMM", "pdf")
_ARCHIVED = ("pdfaExtension", "pdfaSchema", "pdfaProperty")
_SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfx": "http://ns.adobe.com/pdfx/1.3/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}


def _schema(prefix: str, what: str, name: str, kind: str, description: str) -> str:
    """How a property that PDF/A does not know is described to its readers (ISO 19005-2, 6.6.2.3)."""
    return (
        f'<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{what}</pdfaSchema:schema>'
        f"<pdfaSchema:namespaceURI>{_SPACES[prefix]}</pdfaSchema:namespaceURI>"
        f"<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
        f'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{name}</pdfaProperty:name>'
        f"<pdfaProperty:valueType>{kind}</pdfaProperty:valueType>"
        f"<pdfaProperty:category>internal</pdfaProperty:category>"
        f"<pdfaProperty:description>{description}</pdfaProperty:description></rdf:li>"
        "</rdf:Seq></pdfaSchema:property></rdf:li>"
    )


_EXTENSIONS = (
    "<pdfaExtension:schemas><rdf:Bag>"
    + _schema("pdfxid", "PDF/X ID Schema", "GTS_PDFXVersion", "Text", "The version of PDF/X that the file keeps")
    + _schema("pdf", "Adobe PDF Schema", "Trapped", "Text", "Whether the file has been trapped")
    + "</rdf:Bag></pdfaExtension:schemas>"
)
