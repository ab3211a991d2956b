"""The file as bytes: header, end, trailer, encryption, filters, names and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf

from banmian.checker.document import reading as pdf_
from banmian.checker.document.breach import Breach
from banmian.checker.document.inventory import Inventory
from banmian.checker.standards import standard
from banmian.model.finding import said_by

HEADER = re.compile(rb"%PDF-(\d+\.\d+)")
END = re.compile(rb"%%EOF(\r\n|\r|\n)?\Z")
STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
HEX = re.compile(rb"<([0-9A-Fa-f\s]+)>")
STRING = re.compile(rb"\((?:[^()\\]|\\.)*\)", re.DOTALL)
INLINE = re.compile(rb"(?:^|\s)BI\b(.{0,600}?)\bID\s", re.DOTALL)
MOST_WARNINGS = 20
ODD = {"name": "name-utf8", "long-name": "name-long", "string": "string-long", "integer": "integer-large"}


def syntax_breaches(holding: Inventory, raw: bytes, standards: tuple[str, ...]) -> Iterator[Breach]:
    """All that can be said of the file before its objects are understood."""
    yield from _header(holding, raw, standards)
    yield from _end_and_trailer(holding, raw)
    yield from _filters(holding)
    yield from _scalars(holding, raw)
    yield from warnings_of(holding.pdf)
    if not holding.pages:
        yield Breach("no-pages", measured="0")


def _header(holding: Inventory, raw: bytes, standards: tuple[str, ...]) -> Iterator[Breach]:
    found = HEADER.search(raw[:1024])
    if found is None or found.start():
        yield Breach("header-first", "header", "-" if found is None else str(found.start()), "0")
    after = re.split(rb"\r\n|\r|\n", raw[found.start() if found else 0 :][:200], maxsplit=2)
    comment = after[1] if len(after) > 1 else b""
    if not (comment.startswith(b"%") and len(comment) > 4 and all(byte > 127 for byte in comment[1:5])):
        yield Breach("binary-comment", "header")
    versions = [found[1].decode()] if found else []
    versions.append(pdf_.name(pdf_.entry(holding.root, "/Version")).lstrip("/"))
    version = max((one for one in versions if re.fullmatch(r"\d\.\d", one)), default="")
    for name in standards if version else ():
        oldest, newest = standard(name).oldest, standard(name).newest
        if not oldest <= version <= newest:
            allowed = f"PDF {newest}" if version > newest else f"PDF {oldest}"
            yield Breach("header-version", f"header, {name}", f"PDF {version}", allowed)


def _end_and_trailer(holding: Inventory, raw: bytes) -> Iterator[Breach]:
    if not END.search(raw[-1024:]):
        place = raw.rfind(b"%%EOF")
        yield Breach("after-end", "%%EOF", "-" if place < 0 else f"{len(raw) - place - 5} B")
    trailer = holding.pdf.trailer
    ends = pdf_.elements(pdf_.entry(trailer, "/ID"))
    if len(ends) != 2 or not all(pdf_.string_bytes(one) for one in ends):
        yield Breach("trailer-id", "trailer /ID", str(len(ends)), "2")
    if holding.pdf.is_encrypted or b"/Encrypt" in keys_of(holding.pdf):
        yield Breach("encrypted", "trailer /Encrypt")
    bare = STREAM.sub(b"", raw)
    packed = re.findall(rb"/Type\s*/(XRef|ObjStm)\b", bare)
    if packed or re.search(rb"/XRefStm\s+\d", bare):
        yield Breach("object-streams", "/" + (packed[0].decode() if packed else "XRefStm"), str(len(packed)), "0")


def keys_of(pdf: pikepdf.Pdf) -> set[bytes]:
    """The keys of the trailer."""
    return {key.encode("utf-8", "surrogateescape") for key in pdf_.keys(pdf.trailer)}


def _filters(holding: Inventory) -> Iterator[Breach]:
    contents = {pdf_.identity(one) for page in holding.pages for one in pdf_.one_or_more(pdf_.entry(page, "/Contents"))}
    for node in holding.streams():
        stream = node.thing
        for key in ("/F", "/FFilter", "/FDecodeParms"):
            if pdf_.entry(stream, key) is not None:
                yield Breach("external-stream", f"{node.label} {key}", page=node.page)
        parameters = pdf_.one_or_more(pdf_.entry(stream, "/DecodeParms"))
        for number, filter_ in enumerate(map(pdf_.name, pdf_.one_or_more(pdf_.entry(stream, "/Filter")))):
            if filter_ in ("/LZWDecode", "/LZW"):
                yield Breach("lzw", node.label, filter_, "/FlateDecode", node.page)
            elif filter_ == "/Crypt":
                named = pdf_.name(pdf_.entry(parameters[number], "/Name")) if number < len(parameters) else ""
                rule = "crypt-identity" if named in ("", "/Identity") else "crypt"
                yield Breach(rule, node.label, f"/Crypt {named}".strip(), page=node.page)
        is_content = pdf_.name(pdf_.entry(stream, "/Subtype")) == "/Form" or pdf_.identity(stream) in contents
        if is_content or pdf_.integer(pdf_.entry(stream, "/PatternType")) == 1:
            for inline in INLINE.findall(pdf_.data(stream) or b""):
                if found := re.search(rb"/(LZWDecode|LZW|Crypt)\b", inline):
                    rule = "crypt" if found[1] == b"Crypt" else "lzw"
                    yield Breach(rule, f"inline image, {node.label}", found[0].decode(), "/Fl", node.page)


def _scalars(holding: Inventory, raw: bytes) -> Iterator[Breach]:
    limits = {"name-utf8": "UTF-8", "name-long": "127", "string-long": "32767", "integer-large": "2147483647"}
    for one in holding.odd:
        rule = ODD.get(one.what, "nesting")
        yield Breach(rule, one.label, one.shown, limits.get(rule, ""), one.page)
    for found in HEX.finditer(STRING.sub(b"", STREAM.sub(b"", raw))):
        digits = b"".join(found[1].split())
        if len(digits) % 2:
            yield Breach("hex-odd", f"<{digits[:24].decode()}>", str(len(digits)))


def warnings_of(pdf: pikepdf.Pdf) -> Iterator[Breach]:
    """What qpdf has to say of the file: it goes through all streams and all of the cross-reference."""
    try:
        check = getattr(pdf, "check_pdf_syntax", None) or pdf.check
        said = [*map(str, pdf.get_warnings()), *map(str, check())]
    except pdf_.BROKEN as reason:
        said = [str(reason)]
    brief = dict.fromkeys(re.sub(r"\s+", " ", said_by(one.removeprefix("WARNING: ")))[:200] for one in said)
    if any("MediaBox is undefined" in one for one in brief):  # qpdf has put one in by now
        yield Breach("mediabox-missing", "MediaBox", "-")
    for one in list(brief)[:MOST_WARNINGS]:
        yield Breach("syntax", "file", one)
