"""The metadata packet (XMP): properties in whatever form RDF gives them, and the schemas that describe them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from xml.etree import ElementTree

from banmian.checker.document import reading as pdf_

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XML = "http://www.w3.org/XML/1998/namespace"
DC = "http://purl.org/dc/elements/1.1/"
BASIC = "http://ns.adobe.com/xap/1.0/"
MEDIA = "http://ns.adobe.com/xap/1.0/mm/"
PDF = "http://ns.adobe.com/pdf/1.3/"
PDFX_ID = "http://www.npes.org/pdfx/ns/id/"
PDFX = "http://ns.adobe.com/pdfx/1.3/"
PDFA_ID = "http://www.aiim.org/pdfa/ns/id/"
PDFUA_ID = "http://www.aiim.org/pdfua/ns/id/"
EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"
PROPERTY = "http://www.aiim.org/pdfa/ns/property#"
SHORT = {DC: "dc", BASIC: "xmp", MEDIA: "xmpMM", PDF: "pdf", PDFX_ID: "pdfxid", PDFA_ID: "pdfaid", PDFUA_ID: "pdfuaid"}

Key = tuple[str, str]
"""Namespace and name."""


class Xmp(NamedTuple):
    """A packet. `trouble` says why it could not be read, then the rest is empty."""

    raw: bytes
    trouble: str
    values: dict[Key, tuple[str, ...]]
    """The texts of each property: one, or the items of its bag, sequence or alternatives."""
    containers: dict[Key, str]
    """`Bag`, `Seq`, `Alt`, or empty for a simple value."""
    described: frozenset[Key]
    """Properties that an extension schema of the packet describes."""

    def value(self, space: str, name: str) -> str:
        """The first text of a property, `""` where it is missing."""
        return next(iter(self.values.get((space, name), ())), "")


NOTHING = Xmp(b"", "", {}, {}, frozenset())


def shown(key: Key) -> str:
    """`dc:title`, or the whole namespace where it has no usual prefix."""
    space, name = key
    return f"{SHORT.get(space, '{' + space + '}')}{':' if space in SHORT else ''}{name}"


def read_xmp(stream: Any) -> Xmp:
    """Reads the metadata of a document; `NOTHING` where there is none."""
    if pdf_.kind(stream) != "stream":
        return NOTHING
    raw = pdf_.data(stream)
    if raw is None:
        return NOTHING._replace(trouble="filter")
    body = raw.strip(b"\0 \r\n\t")
    if re.search(rb"<!(DOCTYPE|ENTITY)", body):
        return NOTHING._replace(raw=raw, trouble="DOCTYPE")
    try:
        tree = ElementTree.fromstring(body)
    except (ElementTree.ParseError, ValueError, LookupError) as reason:
        return NOTHING._replace(raw=raw, trouble=str(reason))
    rdf = tree if tree.tag == f"{{{RDF}}}RDF" else tree.find(f".//{{{RDF}}}RDF")
    if rdf is None:
        return NOTHING._replace(raw=raw, trouble="rdf:RDF -")
    values: dict[Key, tuple[str, ...]] = {}
    containers: dict[Key, str] = {}
    described: set[Key] = set()
    for about in rdf.findall(f"{{{RDF}}}Description"):
        for name, worth in about.attrib.items():
            if _key(name)[0] not in ("", RDF, XML):
                values[_key(name)], containers[_key(name)] = (worth,), ""
        for element in about:
            key = _key(element.tag)
            texts, container = _texts(element)
            values[key], containers[key] = texts, container
            if key == (EXTENSION, "schemas"):
                described |= set(_described(element))
    return Xmp(raw, "", values, containers, frozenset(described))


def _key(tag: str) -> Key:
    space, _, name = tag.rpartition("}")
    return space.removeprefix("{"), name


def _texts(element: ElementTree.Element) -> tuple[tuple[str, ...], str]:
    for container in ("Alt", "Seq", "Bag"):
        found = element.find(f"{{{RDF}}}{container}")
        if found is not None:
            listed = found.findall(f"{{{RDF}}}li")
            listed.sort(key=lambda item: item.get(f"{{{XML}}}lang") != "x-default")
            return tuple("".join(item.itertext()) for item in listed), container
    return ("".join(element.itertext()),), ""


def _described(element: ElementTree.Element) -> Iterator[Key]:
    """Properties of extension schemas that are described wholly."""
    for schema in element.iter():
        space = _field(schema, SCHEMA, "namespaceURI")
        listed = schema.find(f"{{{SCHEMA}}}property")
        if not space or listed is None or not _field(schema, SCHEMA, "prefix"):
            continue
        for one in listed.iter():
            wanted = [_field(one, PROPERTY, part) for part in ("name", "valueType", "category", "description")]
            if all(wanted):
                yield space, wanted[0]


def _field(element: ElementTree.Element, space: str, name: str) -> str:
    """A field of a structure, as an element or as an attribute."""
    found = element.find(f"{{{space}}}{name}")
    return (element.get(f"{{{space}}}{name}") or "" if found is None else "".join(found.itertext())).strip()


_IN_DC = "contributor coverage creator date description format identifier language publisher relation rights source"
PREDEFINED: dict[str, frozenset[str]] = {
    DC: frozenset(f"{_IN_DC} subject title type".split()),
    BASIC: frozenset(
        [
            "Advisory",
            "BaseURL",
            "CreateDate",
            "CreatorTool",
            "Identifier",
            "Label",
            "MetadataDate",
            "ModifyDate",
            "Nickname",
            "Rating",
            "Thumbnails",
        ]
    ),
    "http://ns.adobe.com/xap/1.0/rights/": frozenset(["Certificate", "Marked", "Owner", "UsageTerms", "WebStatement"]),
    MEDIA: frozenset(
        [
            "DerivedFrom",
            "DocumentID",
            "History",
            "Ingredients",
            "InstanceID",
            "LastURL",
            "ManagedFrom",
            "Manager",
            "ManageTo",
            "ManageUI",
            "ManagerVariant",
            "RenditionClass",
            "RenditionOf",
            "RenditionParams",
            "SaveID",
            "VersionID",
            "Versions",
        ]
    ),
    "http://ns.adobe.com/xap/1.0/bj/": frozenset(("JobRef",)),
    "http://ns.adobe.com/xap/1.0/t/pg/": frozenset(["Colorants", "Fonts", "MaxPageSize", "NPages", "PlateNames"]),
    PDF: frozenset(["Keywords", "PDFVersion", "Producer"]),
    "http://ns.adobe.com/photoshop/1.0/": frozenset(
        [
            "AuthorsPosition",
            "CaptionWriter",
            "Category",
            "City",
            "ColorMode",
            "Country",
            "Credit",
            "DateCreated",
            "DocumentAncestors",
            "Headline",
            "History",
            "ICCProfile",
            "Instructions",
            "Source",
            "State",
            "SupplementalCategories",
            "TextLayers",
            "TransmissionReference",
            "Urgency",
        ]
    ),
    PDFA_ID: frozenset(["part", "conformance", "amd", "corr", "rev"]),
    EXTENSION: frozenset(("schemas",)),
}
"""Properties of XMP 2005 that need no description. Those of pictures and films (Camera Raw, EXIF, TIFF, xmpDM) are
taken as known by their namespace."""
OF_PICTURES = frozenset(
    f"http://ns.adobe.com/{name}/"
    for name in ("xmp/1.0/DynamicMedia", "camera-raw-settings/1.0", "tiff/1.0", "exif/1.0", "exif/1.0/aux")
)
CONTAINERS = {"title": "Alt", "description": "Alt", "rights": "Alt", "creator": "Seq", "subject": "Bag"}
"""What the properties of dc must be."""
