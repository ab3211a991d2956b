"""For every rule of the document a sound file, a fault put into it, and the fault named."""

import io
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from banmian.checker.document import claimed_standards, document_faults
from banmian.checker.rules import rules
from banmian.conformance import Conformance
from banmian.model.plant import Plant

sys.path.insert(0, str(Path(__file__).parent))
from document_samples import replaced, saved, small_font, sound

X4_A2 = ("x4", "a2a", "ua1")
KEPT_ELSEWHERE = {"display-title"}
"""Rules of PDF/UA that the sound file, which claims none, does not keep."""


def faults(raw, standards=X4_A2, plant=None):
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        found = list(document_faults(pdf, raw, plant or Plant(conformance=Conformance.X4_A2U), standards))
    table = rules()
    for fault in found:
        for said in (table[fault.rule].zh, table[fault.rule].en):
            assert said.format(object=fault.object, measured=fault.measured, allowed=fault.allowed)
    return {fault.rule: fault for fault in found}


def test_the_sound_file_is_sound():
    assert set(faults(saved(sound()), ("x4", "a2a"))) == set()
    with pikepdf.open(io.BytesIO(saved(sound()))) as pdf:
        assert claimed_standards(pdf) == ("x4", "a2a")


def page(pdf):
    return pdf.pages[0].obj


def font(pdf):
    return page(pdf).Resources.Font.F1


def inner(pdf):
    return font(pdf).DescendantFonts[0]


def put(where, key, value):
    return lambda pdf: where(pdf).__setitem__(key, value)


def cut(where, key):
    return lambda pdf: where(pdf).__delitem__(key)


def xmp(old, new):
    return lambda pdf: replaced(pdf, old, new)


def root(pdf):
    return pdf.Root


def info(pdf):
    return pdf.docinfo


def intent(pdf):
    return pdf.Root.OutputIntents[0]


def descriptor(pdf):
    return inner(pdf).FontDescriptor


def tree(pdf):
    return pdf.Root.StructTreeRoot


def paragraph(pdf):
    return tree(pdf).K[0].K[0]


def note(subtype="/Link", **more):
    def fault(pdf):
        mark = Dictionary(Type=Name.Annot, Subtype=Name(subtype), Rect=Array([20, 20, 40, 40]), F=4, **more)
        page(pdf).Annots = Array([pdf.make_indirect(mark)])

    return fault


def form_object(**entries):
    def fault(pdf):
        box = Array([0, 0, 1, 1])
        entries_ = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": box, **entries}
        page(pdf).Resources.XObject = Dictionary(X1=pdf.make_stream(b"q Q", **entries_))

    return fault


def image(**entries):
    def fault(pdf):
        entries_ = {"Type": Name.XObject, "Subtype": Name.Image, "Width": 1, "Height": 1, "BitsPerComponent": 8}
        stream = pdf.make_stream(b"\0", ColorSpace=Name.DeviceGray, **entries_, **entries)
        page(pdf).Resources.XObject = Dictionary(X1=stream)

    return fault


def state(**entries):
    return put(lambda pdf: page(pdf).Resources, "/ExtGState", Dictionary(G=Dictionary(Type=Name.ExtGState, **entries)))


def profile(change, shared=True):
    def fault(pdf):
        data = bytearray(intent(pdf).DestOutputProfile.read_bytes())
        change(data)
        stream = pdf.make_stream(bytes(data), N=4)
        for one in pdf.Root.OutputIntents if shared else [intent(pdf)]:
            one.DestOutputProfile = stream

    return fault


def bytes_at(place, new):
    return profile(lambda data: data.__setitem__(slice(place, place + len(new)), new))


def stream_in(where, key, data):
    return lambda pdf: where(pdf).__setitem__(key, pdf.make_stream(data))


def layers(**default):
    def fault(pdf):
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Layer"))
        more = {"Name": "A", "Order": Array([group]), **default}
        more = {key: Array([group]) if value == "group" else value for key, value in more.items() if value is not None}
        pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(**more))

    return fault


def attached(data=b"x"):
    def fault(pdf):
        stream = pdf.make_stream(data, Type=Name.EmbeddedFile)
        spec = Dictionary(Type=Name.Filespec, F="a.txt", EF=Dictionary(F=stream))
        pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("a"), pdf.make_indirect(spec)])))

    return fault


def second_intent(pdf):
    pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])


def simple_font(**more):
    def fault(pdf):
        entries = {"Type": Name.Font, "Subtype": Name.TrueType, "BaseFont": Name("/ABCDEF+Small"), "FirstChar": 65,
                   "LastChar": 65, "Widths": Array([600]), "FontDescriptor": descriptor(pdf)}  # fmt: skip
        entries |= {"ToUnicode": font(pdf).ToUnicode, **more}
        page(pdf).Resources.Font.F1 = pdf.make_indirect(Dictionary(**entries))

    return fault


def unused_font(pdf):
    page(pdf).Resources.Font.F9 = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)


def element(tag, **more):
    def fault(pdf):
        above = tree(pdf).K[0]
        made = Dictionary(Type=Name.StructElem, S=Name("/" + tag), P=above, **more)
        above.K.append(pdf.make_indirect(made))

    return fault


def both(*faults):
    def fault(pdf):
        for one in faults:
            one(pdf)

    return fault


def wrong_parent(pdf):
    other = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=tree(pdf).K[0]))
    tree(pdf).K[0].K.append(other)
    tree(pdf).ParentTree.Nums[1][0] = other


def second_page(pdf):
    for width in (210, 210, 190):
        copied = pikepdf.Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 220, 320]))
        copied.TrimBox = Array([10, 10, width, 310])
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(copied)))


def deep(pdf):
    held = Array([])
    for _ in range(300):
        held = Array([held])
    pdf.Root.Deep = held


def tree_box(pdf):
    page(pdf).Parent.TrimBox = page(pdf).TrimBox
    del page(pdf)["/TrimBox"]


SCRIPT = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
PLANTED = {
    "name-utf8": put(root, "/Odd", Array([pikepdf.Object.parse(b"/A#ff#fe")])),
    "name-long": put(root, "/" + "A" * 200, 1),
    "string-long": put(root, "/Odd", String("a" * 40000)),
    "integer-large": put(root, "/Odd", 2**40),
    "nesting": deep,
    "lzw": stream_in(lambda p: page(p), "/Contents", b"BI /W 1 /H 1 /BPC 8 /CS /G /F /LZW ID x EI"),
    "external-stream": put(lambda p: page(p).Contents, "/F", String("other.bin")),
    "claim-missing": both(xmp("PDF/X-4", ""), cut(info, "/Title")),
    "claim-unknown": xmp("PDF/X-4", "PDF/X4"),
    "claim-recognised": xmp("PDF/X-4", "PDF/X-6"),
    "claim-differs": put(info, "/GTS_PDFXVersion", String("PDF/X-1a:2003")),
    "claim-info-alone": both(xmp("PDF/X-4", ""), put(info, "/GTS_PDFXVersion", String("PDF/X-4"))),
    "claim-xmp-alone": xmp("PDF/X-4", "PDF/X-1a:2003"),
    "conformance": put(info, "/GTS_PDFXConformance", String("PDF/X-1a:2001")),
    "xmp-missing": cut(root, "/Metadata"),
    "xmp-type": cut(lambda p: p.Root.Metadata, "/Subtype"),
    "xmp-broken": xmp("</rdf:RDF>", ""),
    "xmp-packet": xmp("<?xpacket end=", "<?packet end="),
    "xmp-packet-attributes": xmp('d"?>', 'd" bytes="99"?>'),
    "xmp-property": xmp("<xmpMM:VersionID>1</xmpMM:VersionID>", ""),
    "title": xmp(">Sound<", "><"),
    "trapped-xmp": xmp('Trapped="False"', 'Trapped="Unknown"'),
    "trapped": put(info, "/Trapped", Name("/False_")),
    "date": put(info, "/ModDate", String("yesterday")),
    "xmp-type-of-value": xmp("rdf:Alt>", "rdf:Bag>"),
    "xmp-undescribed": xmp("<pdfaid:part>", '<o:n xmlns:o="urn:o">1</o:n><pdfaid:part>'),
    "pdfaid": xmp(">A</pdfaid", ">Q</pdfaid"),
    "info-key": cut(info, "/ModDate"),
    "info-xmp": put(info, "/CreationDate", String("D:20261123180000+09'00'")),
    "intent-missing": cut(root, "/OutputIntents"),
    "intent-many": second_intent,
    "intent-shared": profile(len, shared=False),
    "intent-reference": put(intent, "/DestOutputProfileRef", Dictionary()),
    "intent-identifier": cut(intent, "/OutputConditionIdentifier"),
    "intent-info": cut(intent, "/Info"),
    "intent-profile": cut(intent, "/DestOutputProfile"),
    "icc-broken": profile(lambda data: data.__delitem__(slice(2000, None))),
    "icc-channels": put(lambda p: intent(p).DestOutputProfile, "/N", 3),
    "icc-space": bytes_at(16, b"Lab "),
    "icc-version": bytes_at(8, b"\x05"),
    "icc-class": bytes_at(12, b"mntr"),
    "icc-class-any": bytes_at(12, b"link"),
    "icc-ink": bytes_at(16, b"RGB "),
    "icc-tables": profile(lambda data: data.__setitem__(slice(0, None), data.replace(b"B2A0", b"Q2A0", 1))),
    "mediabox-missing": cut(page, "/MediaBox"),
    "box-broken": put(page, "/TrimBox", Array([1, 2, 3])),
    "box-reversed": put(page, "/TrimBox", Array([210, 310, 10, 10])),
    "box-empty": put(page, "/TrimBox", Array([10, 10, 10, 310])),
    "box-size": put(page, "/MediaBox", Array([0, 0, 20000, 400])),
    "box-not-inherited": tree_box,
    "trim-missing": cut(page, "/TrimBox"),
    "trim-and-art": put(page, "/ArtBox", Array([10, 10, 210, 310])),
    "art-for-trim": both(cut(page, "/TrimBox"), put(page, "/ArtBox", Array([10, 10, 210, 310]))),
    "bleed-in-trim": put(page, "/BleedBox", Array([12, 12, 200, 300])),
    "box-off-media": put(page, "/BleedBox", Array([-9, 5, 215, 315])),
    "crop-cuts": put(page, "/CropBox", Array([20, 20, 200, 300])),
    "user-unit": put(page, "/UserUnit", 2),
    "rotate-odd": put(page, "/Rotate", 45),
    "rotate": put(page, "/Rotate", 90),
    "trim-differs": second_page,
    "font-not-embedded": cut(descriptor, "/FontFile2"),
    "font-unused": unused_font,
    "font-courier": put(font, "/BaseFont", Name("/Courier")),
    "font-entry": simple_font(Widths=None),
    "font-descendant": put(font, "/DescendantFonts", Array([])),
    "font-cid-to-gid": cut(inner, "/CIDToGIDMap"),
    "font-cid-system": put(font, "/Encoding", Name("/UniGB-UCS2-H")),
    "font-cmap": put(font, "/Encoding", Name("/Own-H")),
    "font-cmap-mode": stream_in(font, "/Encoding", b"begincmap /WMode 1 def endcmap"),
    "font-program-kind": lambda p: descriptor(p).__setitem__("/FontFile", descriptor(p).FontFile2),
    "font-broken": stream_in(descriptor, "/FontFile2", small_font()[:400]),
    "font-widths": put(inner, "/W", Array([1, Array([605])])),
    "font-unicode": cut(font, "/ToUnicode"),
    "font-unicode-value": stream_in(font, "/ToUnicode", b"begincmap beginbfchar <0001> <0000> endbfchar"),
    "font-unicode-broken": stream_in(font, "/ToUnicode", b"begincmap beginbfchar <0001> endbfchar"),
    "font-cidset": stream_in(descriptor, "/CIDSet", b"\x80"),
    "font-symbolic": simple_font(Encoding=Name.WinAnsiEncoding),
    "font-prefix": put(font, "/BaseFont", Name("/ABC+Small")),
    "font-rights": stream_in(descriptor, "/FontFile2", small_font(2)),
    "annotation": note(),
    "annotation-kind": note("/Movie"),
    "annotation-flags": both(note(), lambda p: page(p).Annots[0].__setitem__("/F", 2)),
    "annotation-look": note("/Stamp"),
    "action": note(A=Dictionary(S=Name.URI, URI="http://example.org")),
    "action-kind": put(root, "/OpenAction", Dictionary(S=Name.Launch, F="a")),
    "additional-actions": put(root, "/AA", Dictionary(WC=SCRIPT)),
    "javascript": put(root, "/Names", Dictionary(JavaScript=Dictionary(Names=Array([String("a"), SCRIPT])))),
    "form": put(root, "/AcroForm", Dictionary(Fields=Array([Dictionary(T="a")]))),
    "xfa": put(root, "/AcroForm", Dictionary(Fields=Array([]), XFA=String("a"))),
    "need-appearances": put(root, "/AcroForm", Dictionary(Fields=Array([]), NeedAppearances=True)),
    "attachment": attached(),
    "attachment-no-archive": attached(),
    "portfolio": put(root, "/Collection", Dictionary()),
    "presentation": put(page, "/PresSteps", Dictionary()),
    "requirements": put(root, "/Requirements", Array([])),
    "permissions": put(root, "/Perms", Dictionary(Other=1)),
    "transition": put(page, "/Trans", Dictionary()),
    "layer-name": layers(Name=None),
    "layer-automatic": layers(AS=Array([])),
    "layer-order": layers(Order=Array([])),
    "layer-hidden": layers(OFF="group"),
    "postscript": form_object(Subtype=Name.PS),
    "opi": form_object(OPI=Dictionary()),
    "reference": form_object(Ref=Dictionary()),
    "alternates": image(Alternates=Array([Dictionary()])),
    "alternate-printed": image(Alternates=Array([Dictionary(DefaultForPrinting=True)])),
    "transfer": state(TR2=Name.Identity),
    "halftone-origin": state(HTP=Array([0, 0])),
    "halftone": state(HT=Dictionary(HalftoneType=6)),
    "halftone-transfer": state(HT=Dictionary(HalftoneType=1, TransferFunction=Name.Identity)),
    "tags-missing": cut(root, "/StructTreeRoot"),
    "tags-unmarked": cut(root, "/MarkInfo"),
    "tags-suspect": put(root, "/MarkInfo", Dictionary(Marked=True, Suspects=True)),
    "display-title": put(root, "/ViewerPreferences", Dictionary(DisplayDocTitle=False)),
    "language": cut(root, "/Lang"),
    "language-tag": put(root, "/Lang", String("Chinese (PRC)")),
    "role-unmapped": put(paragraph, "/S", Name.Story),
    "role-cycle": both(
        put(paragraph, "/S", Name.Story), put(tree, "/RoleMap", Dictionary(Story=Name.Tale, Tale=Name.Story))
    ),
    "role-standard": put(tree, "/RoleMap", Dictionary(P=Name.Span)),
    "figure-alt": element("Figure"),
    "parent-missing": put(lambda p: tree(p).ParentTree, "/Nums", Array([])),
    "parent-wrong": wrong_parent,
    "parent-of-element": lambda p: paragraph(p).__setitem__("/P", tree(p)),
    "heading-skip": both(element("H1"), element("H4")),
    "tab-order": note(),
}


@pytest.mark.parametrize("rule", PLANTED)
def test_a_planted_fault_is_named(rule):
    assert rule in KEPT_ELSEWHERE or rule not in faults(saved(sound()))
    pdf = sound()
    PLANTED[rule](pdf)
    found = faults(saved(pdf))
    assert rule in found
    assert "unreadable" not in found


def in_bytes(old, new):
    return lambda: saved(sound()).replace(old, new, 1)


def packed():
    return saved(sound(), object_stream_mode=pikepdf.ObjectStreamMode.generate)


def with_fault(fault, **how):
    def made():
        pdf = sound()
        fault(pdf)
        return saved(pdf, **how)

    return made


def no_pages(pdf):
    del pdf.pages[0]


def opentype(pdf):
    stream = pdf.make_stream(small_font(), Subtype=Name.OpenType)
    descriptor(pdf).FontFile3 = stream
    del descriptor(pdf)["/FontFile2"]


def crypt(pdf):
    page(pdf).Contents = pdf.make_stream(b"BI /W 1 /H 1 /F /Crypt ID x EI")


def registered(pdf):
    for one in pdf.Root.OutputIntents:
        del one["/DestOutputProfile"]
    intent(pdf).RegistryName = String("http://www.color.org")


IN_FILES = {
    "header-first": (lambda: b"\n" + saved(sound()), X4_A2),
    "binary-comment": (lambda: _without_comment(saved(sound())), X4_A2),
    "header-version": (lambda: saved(sound(), force_version="1.7"), X4_A2),
    "after-end": (lambda: saved(sound()) + b"junk\n", X4_A2),
    "trailer-id": (lambda: saved(sound(), deterministic_id=False).replace(b"/ID", b"/IX"), X4_A2),
    "encrypted": (lambda: saved(sound(), force_version="", encryption=pikepdf.Encryption(owner="o", user="")), X4_A2),
    "object-streams": (packed, ("x1a",)),
    "crypt": (with_fault(crypt), X4_A2),
    "hex-odd": (lambda: saved(sound(), deterministic_id=False).replace(b"/Lang (zh-CN)", b"/Lang <7a682>", 1), X4_A2),
    "syntax": (lambda: saved(sound()).replace(b"startxref\n", b"startxref\n9"), X4_A2),
    "no-pages": (with_fault(no_pages), X4_A2),
    "xmp-filter": (in_bytes(b"/Subtype /XML", b"/Filter []   "), X4_A2),
    "icc-version-2": (with_fault(bytes_at(8, b"\x04")), ("x1a",)),
    "intent-registered": (with_fault(registered), ("x1a",)),
    "font-opentype": (with_fault(opentype), ("x1a",)),
    "layers": (with_fault(layers()), ("x1a",)),
    "attachment-entry": (with_fault(attached()), ("a3u",)),
    "xmp-utf8": (in_bytes(b"uuid:1", b"uuid:\xe9"), X4_A2),
}
SAID_AS_BROKEN = {"xmp-utf8"}
"""A packet that is no UTF-8 cannot be read at all."""
OTHERWISE = {"crypt-identity", "unreadable", "bleed-short"}
"""Rules with a test of their own, and the last resort."""


def _without_comment(raw):
    first, second, rest = raw.split(b"\n", 2)
    return first + b"\n%" + b"a" * (len(second) - 1) + b"\n" + rest


@pytest.mark.parametrize("rule", IN_FILES)
def test_a_fault_of_the_file_is_named(rule):
    make, standards = IN_FILES[rule]
    found = faults(make(), standards)
    assert ("xmp-broken" if rule in SAID_AS_BROKEN else rule) in found
    assert rule not in faults(saved(sound()), standards)


def test_bleed_is_what_the_plant_asks_for():
    assert "bleed-short" in faults(saved(sound()), plant=Plant(bleed=3))
    assert "bleed-short" not in faults(saved(sound()), plant=Plant(bleed=1))


def test_every_rule_has_its_planted_fault():
    path = files("banmian.checker") / "rules" / "document.toml"
    listed = [rule["id"] for rule in tomllib.loads(path.read_text("utf-8"))["rule"]]
    assert set(listed) == set(PLANTED) | set(IN_FILES) | OTHERWISE


def test_an_annotation_is_told_by_its_place_on_the_trimmed_page():
    pdf = sound()
    note()(pdf)
    place = faults(saved(pdf))["annotation"].place
    assert place == pytest.approx((3.53, 95.25, 7.06, 7.06), abs=0.01)


def test_an_annotation_outside_the_bleed_is_let_pass():
    pdf = sound()
    note()(pdf)
    page(pdf).Annots[0].Rect = Array([0, 0, 4, 4])
    assert "annotation" not in faults(saved(pdf))


def test_claims_as_elements_as_attributes_and_in_the_information_dictionary():
    pdf = sound()
    replaced(pdf, ' pdfxid:GTS_PDFXVersion="PDF/X-4"', "")
    replaced(pdf, "<pdfaid:part>", "<pdfxid:GTS_PDFXVersion>PDF/X-4p</pdfxid:GTS_PDFXVersion><pdfaid:part>")
    assert claimed_standards(pdf) == ("x4p", "a2a")
    pdf = pikepdf.new()
    pdf.docinfo["/GTS_PDFXVersion"] = String("PDF/X-1a:2003")
    assert claimed_standards(pdf) == ("x1a",)


@pytest.mark.parametrize("seed", range(60))
def test_damaged_files_have_faults_and_no_tracebacks(seed):
    raw = bytearray(saved(sound()))
    for step in range(12):
        place = (seed * 7919 + step * 104729) % len(raw)
        raw[place] = (seed * 31 + step * 17) % 256
    try:
        found = faults(bytes(raw))
    except pikepdf.PdfError:
        return
    assert "unreadable" not in found


def keys_of(target):
    pdf = sound()
    return list(target(pdf).keys())


def test_objects_of_the_wrong_type_everywhere_have_no_tracebacks():
    for wrong in (Name.Wrong, String("wrong"), Array([1]), Dictionary(A=1), 7, True):
        for target in (root, page, font, inner, descriptor, tree, paragraph, intent):
            for key in keys_of(target):
                if key in ("/Pages", "/Type", "/Parent"):
                    continue
                pdf = sound()
                target(pdf)[key] = wrong
                assert "unreadable" not in faults(saved(pdf)), (key, wrong)
