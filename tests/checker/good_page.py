"""A good press file, and the faults that are planted in it: each a small change by code, and what must be said of it.

The good file is made by hand here, not by our writer: two pages of 120 × 160 mm with 3 mm bleed, in PDF/X-4 or
PDF/X-1a:2003. Faults are planted on page 2, so that a checker that names the page has looked for it.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf, String
from PIL import Image

MM = 72 / 25.4
WIDTH, HEIGHT, BLEED, ROOM = 120.0, 160.0, 3.0, 14.0
"""The trimmed page, its bleed, and the room round it, mm."""
HEADLINE, BODY = "版面检查样张", "这一页没有毛病，专供检查之用。字是黑的，图是四色的，线有半点粗。"
DATE, XMP_DATE = "D:20261123000000+08'00'", "2026-11-23T00:00:00+08:00"
BLACK_ON = "/On gs 0 0 0 1 k"
FREE = (10.0, 100.0)
"""Where the page is free for what is planted, mm from its top left corner: 100 × 50 mm."""

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Good page</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate><xmp:CreatorTool>By hand</xmp:CreatorTool>
<pdf:Producer>By hand</pdf:Producer><pdf:Trapped>False</pdf:Trapped>
<xmpMM:DocumentID>uuid:4f6d9c3e-2b1a-5c8d-9e7f-0a1b2c3d4e5f</xmpMM:DocumentID>
<xmpMM:InstanceID>uuid:4f6d9c3e-2b1a-5c8d-9e7f-0a1b2c3d4e60</xmpMM:InstanceID>
<xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>{standard}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def pt(x: float, y: float) -> tuple[float, float]:
    """A point in mm from the top left corner of the trimmed page, in pt on the sheet."""
    return round((ROOM + x) * MM, 3), round((ROOM + HEIGHT - y) * MM, 3)


def rectangle(x: float, y: float, width: float, height: float) -> str:
    """A rectangle in mm from the top left, as a path."""
    left, bottom = pt(x, y + height)
    return f"{left} {bottom} {width * MM:.3f} {height * MM:.3f} re"


@lru_cache(maxsize=2)
def _program(name: str) -> tuple[bytes, dict[str, tuple[int, int]], int]:
    """A subset of a face with the page's characters: its program, character → glyph and advance, units of the em."""
    font = TTFont(resources.files("banmian.fonts") / f"{name}.ttf", recalcTimestamp=False)
    options = subset.Options(notdef_outline=True, layout_features=[], name_IDs=[], hinting=False)
    maker = subset.Subsetter(options)
    maker.populate(text=HEADLINE + BODY)
    maker.subset(font)
    data = io.BytesIO()
    font.save(data)
    glyphs = {chr(c): (font.getGlyphID(g), font["hmtx"][g][0]) for c, g in font.getBestCmap().items()}
    return data.getvalue(), glyphs, font["head"].unitsPerEm


def _font(pdf: Pdf, name: str) -> Object:
    program, glyphs, em = _program(name)
    base = Name(f"/PLANTS+{name}")
    file = pdf.make_stream(program)
    file.Length1 = len(program)
    pairs = "\n".join(f"<{gid:04X}> <{ord(char):04X}>" for char, (gid, _) in sorted(glyphs.items()))
    unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo << /Registry (Adobe) "
        "/Ordering (UCS) /Supplement 0 >> def /CMapName /Adobe-Identity-UCS def /CMapType 2 def "
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange {len(glyphs)} beginbfchar\n{pairs}\nendbfchar "
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    widths = [item for gid, advance in sorted(glyphs.values()) for item in (gid, [round(advance * 1000 / em)])]
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=base,
        Flags=4,
        FontBBox=[0, -200, 1000, 900],
        ItalicAngle=0,
        Ascent=880,
        Descent=-120,
        CapHeight=700,
        StemV=80,
        FontFile2=pdf.make_indirect(file),
    )
    info = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=base,
        CIDSystemInfo=info,
        DW=1000,
        W=Array(widths),
        CIDToGIDMap=Name.Identity,
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=base,
        Encoding=Name("/Identity-H"),
        DescendantFonts=[pdf.make_indirect(descendant)],
        ToUnicode=pdf.make_indirect(pdf.make_stream(unicode.encode())),
    )
    return pdf.make_indirect(font)


def shown(text: str, x: float, y: float, size: float, *, font: str = "Song", colour: str = BLACK_ON) -> str:
    """Operators that show a text with its baseline's start at a point."""
    glyphs = _program({"Song": "BanmianSong-Regular", "Hei": "BanmianHei-Bold"}[font])[1]
    codes = "".join(f"{glyphs[char][0]:04X}" for char in text)
    at = " ".join(map(str, pt(x, y)))
    return f"q {colour} BT /{font} {size} Tf 1 0 0 1 {at} Tm <{codes}> Tj ET Q"


def picture(pdf: Pdf, mode: str = "CMYK", size: tuple[int, int] = (400, 260), fill: object = None) -> Object:
    """An image of a smooth run of tones, or of one colour."""
    if fill is not None:
        image = Image.new(mode, size, fill)
    else:
        run = Image.linear_gradient("L").resize(size).point(lambda v: v // 3)
        image = Image.merge(mode, [run] * len(mode)) if len(mode) > 1 else run
    space = {"CMYK": Name.DeviceCMYK, "RGB": Name.DeviceRGB, "L": Name.DeviceGray, "LAB": Name.DeviceRGB}[mode]
    stream = pdf.make_stream(image.tobytes())
    stream.Type, stream.Subtype, stream.BitsPerComponent = Name.XObject, Name.Image, 8
    stream.Width, stream.Height, stream.ColorSpace = *size, space
    return pdf.make_indirect(stream)


def placed(name: str, x: float, y: float, width: float, height: float) -> str:
    """Operators that place a picture in a rectangle."""
    left, bottom = pt(x, y + height)
    return f"q {width * MM:.3f} 0 0 {height * MM:.3f} {left} {bottom} cm /{name} Do Q"


def _content() -> str:
    length = 5 * MM
    left, top = pt(0, 0)
    gap = (BLEED + 1) * MM
    return "\n".join(
        [
            f"q /All CS 1 SCN 0.25 w {left - gap} {top} m {left - gap - length} {top} l S",
            f"{left} {top + gap} m {left} {top + gap + length} l S Q",
            f"q 0.1 0 0.05 0 k {rectangle(10, 30, 100, 22)} f Q",
            shown(HEADLINE, 10, 20, 24, font="Hei"),
            *(shown(BODY, 12, 36 + 4.5 * line, 9) for line in range(3)),
            f"q /On gs 0 0 0 1 K 0.5 w {' '.join(map(str, pt(10, 25)))} m {' '.join(map(str, pt(110, 25)))} l S Q",
            placed("Photo", 10, 56, 50, 32.5),
            placed("Grey", 65, 56, 45, 29.25),
            f"q 0 0.9 0.9 0 k {rectangle(65, 87, 45, 9)} f Q",
            shown(HEADLINE, 67, 94, 18, font="Hei", colour="0 0 0 0 k"),
        ]
    )


def good(standard: str = "x4") -> Pdf:
    """The good file in PDF/X-4 (`x4`) or PDF/X-1a:2003 (`x1a`), not yet saved."""
    pdf = Pdf.new()
    profile = pdf.make_stream((resources.files("banmian.profiles") / "newsprint-TR002.icc").read_bytes())
    profile.N = 4
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFX,
                OutputConditionIdentifier=String("CGATS TR 002"),
                RegistryName=String("http://www.color.org"),
                Info=String("Coldset offset on newsprint"),
                DestOutputProfile=pdf.make_indirect(profile),
            )
        ]
    )
    pdf.docinfo["/Title"] = String("Good page")
    for key in ("/Creator", "/Producer"):
        pdf.docinfo[key] = String("By hand")
    for key in ("/CreationDate", "/ModDate"):
        pdf.docinfo[key] = String(DATE)
    pdf.docinfo["/Trapped"] = Name("/False")
    said = "\n<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" if standard == "x4" else ""
    if standard == "x1a":
        pdf.docinfo["/GTS_PDFXVersion"] = String("PDF/X-1a:2003")
    metadata = pdf.make_stream(_XMP.format(date=XMP_DATE, standard=said).encode())
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = pdf.make_indirect(metadata)
    fonts = {"Song": _font(pdf, "BanmianSong-Regular"), "Hei": _font(pdf, "BanmianHei-Bold")}
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    everywhere = pdf.make_indirect(Array([Name.Separation, Name.All, Name.DeviceCMYK, pdf.make_indirect(tint)]))
    pictures = {"Photo": picture(pdf), "Grey": picture(pdf, "L")}
    for _ in range(2):
        page = pdf.add_blank_page(page_size=((WIDTH + 2 * ROOM) * MM, (HEIGHT + 2 * ROOM) * MM)).obj
        (left, bottom), (right, top) = pt(0, HEIGHT), pt(WIDTH, 0)
        page.TrimBox = [left, bottom, right, top]
        more = round(BLEED * MM, 3)
        page.BleedBox = [left - more, bottom - more, right + more, top + more]
        page.Resources = Dictionary(
            Font=Dictionary(**fonts),
            XObject=Dictionary(**pictures),
            ExtGState=Dictionary(On=Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1)),
            ColorSpace=Dictionary(All=everywhere),
        )
        page.Contents = pdf.make_stream(_content().encode())
    return pdf


VERSIONS = {"x4": "1.6", "x1a": "1.4"}


def saved(pdf: Pdf, standard: str = "x4", **more: object) -> bytes:
    """The file as bytes: its version, a table of cross-references, both strings of its ID."""
    out = io.BytesIO()
    options: dict = {"force_version": VERSIONS[standard], "object_stream_mode": pikepdf.ObjectStreamMode.disable}
    options |= {"fix_metadata_version": False, "deterministic_id": "encryption" not in more}
    pdf.save(out, **{**options, **more})
    return out.getvalue()


class Planted(NamedTuple):
    """A fault: its name, the rules of which one must be named, the page (0 is the file), and where in mm, if anywhere.

    `change` is made in the good file; `after` in its bytes. `standard` is that of the file it is planted in,
    `judged` what it is judged as, where that is more.
    """

    name: str
    expects: tuple[str, ...]
    change: Callable[[Pdf], None]
    page: int = 2
    place: tuple[float, float] | None = None
    standard: str = "x4"
    after: Callable[[bytes], bytes] | None = None
    saving: dict[str, object] = {}
    judged: tuple[str, ...] | None = None
