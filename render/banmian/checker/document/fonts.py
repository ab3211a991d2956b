"""Fonts: every one that the resources of anything name, its dictionaries and whether it is there at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from banmian.checker.document import reading as pdf_
from banmian.checker.document.breach import Breach
from banmian.checker.document.font_widths import width_breaches
from banmian.checker.document.inventory import Inventory
from banmian.checker.document.program import Program
from banmian.checker.document.programs import read_program
from banmian.checker.document.unicode_map import ILLEGAL, read_unicode_map

SHOWN = re.compile(rb"/([^\s/<>\[\]()]+)\s+[-+.\d]+\s+Tf\b")
STANDARD = re.compile(r"(Courier|Helvetica|Times|Symbol|ZapfDingbats)(-|\Z)")
"""The fourteen that need no dictionary of their own, and are never embedded then."""
PREFIX = re.compile(r"[A-Z]{6}\+.")
COLLECTIONS = ("GB1", "CNS1", "Japan1", "Japan2", "Korea1", "KR")
PREDEFINED = re.compile(
    r"/(Identity|GB-EUC|GBpc-EUC|GBK-EUC|GBKp-EUC|GBK2K|UniGB-(UCS2|UTF16)|B5pc|HKscs-B5|ETen-B5|ETenms-B5|CNS-EUC|"
    r"UniCNS-(UCS2|UTF16)|83pv-RKSJ|90ms-RKSJ|90msp-RKSJ|90pv-RKSJ|Add-RKSJ|EUC|Ext-RKSJ|UniJIS-(UCS2|UTF16)|"
    r"UniJIS-UCS2-HW|KSC-EUC|KSCms-UHC|KSCms-UHC-HW|KSCpc-EUC|UniKS-(UCS2|UTF16)|H|V)(-[HV])?\Z"
)
KINDS = {
    "/FontFile": ("type1",),
    "/FontFile2": ("truetype",),
    "/FontFile3": ("cff", "opentype", "truetype"),
}
NUMBERED = re.compile(r"/?(g|glyph|cid|index|gid|c|a|uF)\d+\Z", re.IGNORECASE)
LATIN = ("/WinAnsiEncoding", "/MacRomanEncoding", "/MacExpertEncoding")


class Font(NamedTuple):
    """A font where it was first met."""

    font: Any
    page: int
    names: frozenset[bytes]
    """The names that resources give it."""

    @property
    def base(self) -> str:
        """Its base name, with the prefix of a subset."""
        named = pdf_.name(pdf_.entry(self.font, "/BaseFont")) or pdf_.name(pdf_.entry(self.font, "/Name"))
        return named.lstrip("/") or pdf_.label(self.font)

    @property
    def kind(self) -> str:
        """The subtype of the font, of a composite one that of its descendant."""
        return pdf_.name(pdf_.entry(self.inner, "/Subtype")).lstrip("/")

    @property
    def inner(self) -> Any:
        """The font that holds descriptor and widths."""
        if pdf_.name(pdf_.entry(self.font, "/Subtype")) != "/Type0":
            return self.font
        return next(iter(pdf_.elements(pdf_.entry(self.font, "/DescendantFonts"))), None)

    @property
    def label(self) -> str:
        """How a person finds it."""
        return f"font {self.base} ({self.kind or '?'})"


def font_breaches(holding: Inventory) -> Iterator[Breach]:
    """All fonts of a file, each once."""
    shown = _shown(holding)
    programs: dict[tuple[int, int], Program] = {}
    for one in fonts_of(holding):
        for breach in _font(one, bool(one.names & shown), programs):
            yield breach._replace(object=one.label, page=one.page)


def fonts_of(holding: Inventory) -> tuple[Font, ...]:
    """The fonts of resources and of graphics states."""
    found: dict[tuple[int, int] | int, tuple[Any, int, set[bytes]]] = {}
    for node in holding.nodes:
        listed = pdf_.entry(node.thing, "/Font")
        if pdf_.kind(listed) == "dictionary":
            named = pdf_.items(listed)
        else:
            named = tuple((name, one) for one in pdf_.elements(listed)[:1] for name in ("*",))
        for name, font in named:
            if pdf_.kind(font) == "dictionary" and pdf_.entry(font, "/Subtype") is not None:
                key = pdf_.identity(font) if pdf_.identity(font)[0] else len(found)
                names = found.setdefault(key, (font, node.page, set()))[2]
                names.add(name.lstrip("/").encode("utf-8", "surrogateescape"))
    return tuple(Font(font, page, frozenset(names)) for font, page, names in found.values())


def _shown(holding: Inventory) -> set[bytes]:
    """Names that any content stream selects a font by; `*` are those of graphics states."""
    names = {b"*"}
    for node in holding.streams():
        kind = pdf_.name(pdf_.entry(node.thing, "/Subtype"))
        if kind == "/Form" or (not kind and pdf_.entry(node.thing, "/Length1") is None):
            for name in SHOWN.findall(pdf_.data(node.thing) or b""):
                names.add(re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes.fromhex(code[1].decode()), name))
    return names


def _font(one: Font, is_shown: bool, programs: dict[tuple[int, int], Program]) -> Iterator[Breach]:
    font, inner = one.font, one.inner
    if "courier" in one.base.lower():
        yield Breach("font-courier")
    if "+" in one.base and not PREFIX.match(one.base):
        yield Breach("font-prefix")
    if pdf_.name(pdf_.entry(font, "/Subtype")) == "/Type0":
        yield from _composite(one)
    elif one.kind != "Type3":
        wanted = ("/Type", "/BaseFont", "/FirstChar", "/LastChar", "/Widths", "/FontDescriptor")
        missing = [key for key in wanted if pdf_.entry(font, key) is None]
        if missing and not STANDARD.match(one.base):
            yield Breach("font-entry", measured=" ".join(missing))
    yield from _unicode(one)
    if one.kind == "Type3" or inner is None:
        return
    descriptor = pdf_.entry(inner, "/FontDescriptor")
    files = [(key, pdf_.entry(descriptor, key)) for key in KINDS]
    key, stream = next(((key, file) for key, file in files if pdf_.kind(file) == "stream"), ("", None))
    if stream is None:
        yield Breach("font-not-embedded" if is_shown else "font-unused")
        return
    identity = pdf_.identity(stream)
    if identity not in programs or not identity[0]:
        programs[identity] = read_program(pdf_.data(stream) or b"")
    yield from _program(one, key, stream, programs[identity])


def _composite(one: Font) -> Iterator[Breach]:
    below = pdf_.elements(pdf_.entry(one.font, "/DescendantFonts"))
    if len(below) != 1:
        yield Breach("font-descendant", measured=str(len(below)), allowed="1")
    encoding = pdf_.entry(one.font, "/Encoding")
    system = pdf_.entry(one.inner, "/CIDSystemInfo")
    ordering = pdf_.text(pdf_.entry(system, "/Ordering"))
    if pdf_.kind(encoding) == "stream":
        written = re.search(rb"/WMode\s+(\d)", pdf_.data(encoding) or b"")
        inside, outside = int(written[1]) if written else 0, pdf_.integer(pdf_.entry(encoding, "/WMode"))
        if inside != outside:
            yield Breach("font-cmap-mode", measured=str(inside), allowed=str(outside))
        theirs = pdf_.text(pdf_.entry(encoding, "/CIDSystemInfo", "/Ordering"))
        if theirs and theirs != "Identity" and ordering != theirs:
            yield Breach("font-cid-system", measured=ordering or "-", allowed=theirs)
    elif not PREDEFINED.match(pdf_.name(encoding)):
        yield Breach("font-cmap", measured=pdf_.name(encoding) or "-")
    elif not pdf_.name(encoding).startswith("/Identity"):
        name = pdf_.name(encoding)
        theirs = (
            "GB1" if "GB" in name else "CNS1" if re.search("CNS|B5", name) else "Korea1" if "KS" in name else "Japan1"
        )
        if ordering != theirs:
            yield Breach("font-cid-system", measured=ordering or "-", allowed=theirs)
    if one.kind == "CIDFontType2" and pdf_.entry(one.inner, "/CIDToGIDMap") is None:
        yield Breach("font-cid-to-gid")


def _unicode(one: Font) -> Iterator[Breach]:
    mapping = pdf_.entry(one.font, "/ToUnicode")
    if pdf_.kind(mapping) != "stream":
        if not _tells_unicode(one):
            yield Breach("font-unicode")
        return
    mapped = read_unicode_map(pdf_.data(mapping))
    if mapped.trouble:
        yield Breach("font-unicode-broken", measured=mapped.trouble)
    wrong = [(code, units) for code, units in mapped.codes.items() if not units or set(units) & set(ILLEGAL)]
    for code, units in wrong[:5]:
        worth = " ".join(f"U+{unit:04X}" for unit in units) or "-"
        yield Breach("font-unicode-value", measured=f"<{code.hex().upper()}>", allowed=worth)


def _tells_unicode(one: Font) -> bool:
    """Whether characters can be known without ToUnicode."""
    encoding = pdf_.entry(one.font, "/Encoding")
    if pdf_.name(pdf_.entry(one.font, "/Subtype")) == "/Type0":
        return pdf_.text(pdf_.entry(one.inner, "/CIDSystemInfo", "/Ordering")) in COLLECTIONS
    differences = [pdf_.name(name) for name in pdf_.elements(pdf_.entry(encoding, "/Differences"))]
    if any(NUMBERED.match(name) for name in differences if name):
        return False
    if one.kind in ("Type1", "MMType1"):
        return True
    latin = pdf_.name(encoding) in LATIN or pdf_.name(pdf_.entry(encoding, "/BaseEncoding")) in LATIN
    return latin or (one.kind == "Type3" and bool(differences))


def _program(one: Font, key: str, stream: Any, program: Program) -> Iterator[Breach]:
    if program.trouble:
        yield Breach("font-broken", measured=program.trouble)
        return
    if program.form not in KINDS[key]:
        yield Breach("font-program-kind", measured=program.form, allowed=f"{key} {' '.join(KINDS[key])}")
    subtype = pdf_.name(pdf_.entry(stream, "/Subtype"))
    if key == "/FontFile3":
        if subtype == "/OpenType":
            yield Breach("font-opentype")
        wanted = {"Type1": "/Type1C", "MMType1": "/Type1C", "CIDFontType0": "/CIDFontType0C"}.get(one.kind, "/OpenType")
        is_wrapped = program.form in ("opentype", "truetype")
        if subtype not in (wanted, "/OpenType") or is_wrapped != (subtype == "/OpenType"):
            yield Breach("font-program-kind", measured=f"{subtype or '-'} {program.form}", allowed=wanted)
    is_subset = bool(PREFIX.match(one.base))
    if program.rights is not None and (program.rights & 15 == 2 or (program.rights & 0x100 and is_subset)):
        yield Breach("font-rights", measured=f"fsType {program.rights:#06x}")
    yield from width_breaches(one.font, one.inner, one.kind, program)
    if one.kind == "TrueType":
        yield from _symbolic(one, program)
    yield from _sets(one, program)


def _symbolic(one: Font, program: Program) -> Iterator[Breach]:
    flags = pdf_.integer(pdf_.entry(one.inner, "/FontDescriptor", "/Flags"))
    encoding = pdf_.entry(one.font, "/Encoding")
    cmaps = program.cmaps or {}
    if flags & 4 and flags & 32:
        yield Breach("font-symbolic", measured=f"/Flags {flags}", allowed="4 or 32")
    elif flags & 4:
        if encoding is not None:
            yield Breach("font-symbolic", measured="/Flags 4, /Encoding", allowed="/Encoding -")
        if len(cmaps) != 1 and (3, 0) not in cmaps:
            yield Breach("font-symbolic", measured=f"/Flags 4, {len(cmaps)} cmap", allowed="1, (3,0)")
    else:
        base = pdf_.name(encoding) or pdf_.name(pdf_.entry(encoding, "/BaseEncoding"))
        if base not in LATIN[:2]:
            yield Breach("font-symbolic", measured=f"/Encoding {base or '-'}", allowed=" ".join(LATIN[:2]))
        if not cmaps:
            yield Breach("font-symbolic", measured="0 cmap", allowed="≥ 1")


def _sets(one: Font, program: Program) -> Iterator[Breach]:
    descriptor = pdf_.entry(one.inner, "/FontDescriptor")
    listed = pdf_.entry(descriptor, "/CIDSet")
    if pdf_.kind(listed) == "stream":
        bits = pdf_.data(listed) or b""
        there = program.cids if program.cids is not None else dict.fromkeys(
            glyph for glyph, drawn in enumerate(program.drawn) if drawn
        )  # fmt: skip
        missing = [cid for cid in there if not (cid // 8 < len(bits) and bits[cid // 8] >> (7 - cid % 8) & 1)]
        if missing:
            yield Breach("font-cidset", measured=str(len(missing)), allowed="/CIDSet")
    names = pdf_.entry(descriptor, "/CharSet")
    if pdf_.kind(names) == "string" and program.names:
        given = set(pdf_.text(names).split("/"))
        absent = sorted(name for name in program.names if name not in given and name != ".notdef")
        if absent:
            yield Breach("font-cidset", measured=", ".join(absent[:5]), allowed="/CharSet")
