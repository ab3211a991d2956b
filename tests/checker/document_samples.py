"""A sound PDF/X-4 + PDF/A-2a file made by hand, for faults to be put into."""

import io
from importlib.resources import files

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name, String

INFO = {
    "/Title": "Sound",
    "/CreationDate": "D:20261123180000+08'00'",
    "/ModDate": "D:20261123180000+08'00'",
}
DATE = "2026-11-23T18:00:00+08:00"


def described(space, prefix, name):
    return f"""<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{prefix}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{space}</pdfaSchema:namespaceURI><pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>{name}</pdfaProperty:name>
<pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>{name}</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>"""


XMP = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" pdfxid:GTS_PDFXVersion="PDF/X-4" pdf:Trapped="False">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Sound</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>{DATE}</xmp:CreateDate><xmp:ModifyDate>{DATE}</xmp:ModifyDate>
<xmp:MetadataDate>{DATE}</xmp:MetadataDate><xmpMM:DocumentID>uuid:1</xmpMM:DocumentID>
<xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfaExtension:schemas><rdf:Bag>{described("http://www.npes.org/pdfx/ns/id/", "pdfxid", "GTS_PDFXVersion")}
{described("http://ns.adobe.com/pdf/1.3/", "pdf", "Trapped")}</rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""

TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def
1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0001> <0041> endbfchar endcmap end end"""


def small_font(rights=0):
    """A TrueType font of one square."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((0, 500), (500, 500), (500, 0)):
        pen.lineTo(point)
    pen.closePath()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({65: "A"})
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "A": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "A": (600, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Small", "styleName": "Regular"})
    builder.setupOS2(fsType=rights)
    builder.setupPost()
    held = io.BytesIO()
    builder.save(held)
    return held.getvalue()


def sound():
    """A page of one letter, tagged, with its intent."""
    pdf = pikepdf.new()
    profile = pdf.make_stream((files("banmian.profiles") / "newsprint-TR002.icc").read_bytes(), N=4)
    program = pdf.make_stream(small_font())
    inner = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name("/ABCDEF+Small"),
            CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
            CIDToGIDMap=Name.Identity,
            DW=1000,
            W=Array([1, Array([600])]),
            FontDescriptor=Dictionary(
                Type=Name.FontDescriptor, FontName=Name("/ABCDEF+Small"), Flags=4, FontBBox=Array([0, 0, 600, 600]),
                ItalicAngle=0, Ascent=800, Descent=-200, CapHeight=500, StemV=80, FontFile2=program,
            ),
        )
    )  # fmt: skip
    font = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/ABCDEF+Small"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([inner]),
            ToUnicode=pdf.make_stream(TO_UNICODE),
        )
    )
    content = b"/P <</MCID 0>> BDC BT /F1 12 Tf 20 20 Td <0001> Tj ET EMC"
    page = pdf.make_indirect(
        Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, 220, 320]),
            BleedBox=Array([5, 5, 215, 315]),
            TrimBox=Array([10, 10, 210, 310]),
            Resources=Dictionary(Font=Dictionary(F1=font)),
            Contents=pdf.make_stream(content),
            StructParents=0,
        )
    )
    pdf.pages.append(pikepdf.Page(page))
    page = pdf.pages[0].obj
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree))
    paragraph = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=document, Pg=page, K=0))
    tree.K, document.K = Array([document]), Array([paragraph])
    tree.ParentTree = Dictionary(Nums=Array([0, pdf.make_indirect(Array([paragraph]))]))
    pdf.Root.StructTreeRoot, pdf.Root.MarkInfo, pdf.Root.Lang = tree, Dictionary(Marked=True), String("zh-CN")
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(Type=Name.OutputIntent, S=Name(kind), OutputConditionIdentifier="CGATS TR 002",
                       Info="Newsprint", DestOutputProfile=profile)
            for kind in ("/GTS_PDFX", "/GTS_PDFA1")
        ]
    )  # fmt: skip
    set_xmp(pdf, XMP)
    for key, value in INFO.items():
        pdf.docinfo[key] = String(value)
    pdf.docinfo.Trapped = Name("/False")
    return pdf


def set_xmp(pdf, text):
    pdf.Root.Metadata = pdf.make_stream(text.encode("utf-8"), Type=Name.Metadata, Subtype=Name.XML)


def replaced(pdf, old, new):
    """Another word in the metadata."""
    text = pdf.Root.Metadata.read_bytes().decode("utf-8")
    assert old in text
    set_xmp(pdf, text.replace(old, new))


def saved(pdf, **how):
    held = io.BytesIO()
    how = {
        "force_version": "1.6", "fix_metadata_version": False, "compress_streams": False,
        "deterministic_id": "encryption" not in how, **how,
    }  # fmt: skip
    pdf.save(held, **how)
    return held.getvalue()
