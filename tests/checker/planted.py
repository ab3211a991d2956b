"""The faults that are planted in the good file: a name, the rules of which one must be named, and the change."""

from __future__ import annotations

import re
from functools import partial

import pikepdf
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, String

from good_page import FREE, MM, WIDTH, Planted, picture, placed, pt, rectangle, shown

X, Y = FREE
AREA = rectangle(X, Y, 40, 30)


def _page(pdf: Pdf) -> pikepdf.Object:
    return pdf.pages[1].obj


def paint(content: str, pdf: Pdf) -> None:
    """Paint on page 2, over what stands there."""
    pdf.pages[1].contents_add(f"q {content} Q".encode())


def put(path: str, value: object, pdf: Pdf) -> None:
    """Set an entry of page 2, or of what stands under it: `Resources/ExtGState/On/TR`. None takes it away."""
    *steps, last = path.split("/")
    held = _page(pdf)
    for step in steps:
        held = held[f"/{step}"]
    if value is None:
        del held[f"/{last}"]
    else:
        held[f"/{last}"] = value(pdf) if callable(value) else value


def root(key: str, value: object, pdf: Pdf) -> None:
    """Set an entry of the catalog."""
    pdf.Root[f"/{key}"] = value(pdf) if callable(value) else value


def image(make: object, content: str, pdf: Pdf) -> None:
    """Place a picture on page 2 as /P."""
    own = dict(_page(pdf).Resources.XObject)
    _page(pdf).Resources.XObject = Dictionary({**own, "/P": make(pdf)})
    paint(content, pdf)


def state(entries: dict, content: str, pdf: Pdf) -> None:
    """Paint on page 2 under a graphics state /S."""
    own = dict(_page(pdf).Resources.ExtGState)
    _page(pdf).Resources.ExtGState = Dictionary({**own, "/S": Dictionary(Type=Name.ExtGState, **entries)})
    paint(f"/S gs {content}", pdf)


def space(value: object, content: str, pdf: Pdf) -> None:
    """Paint on page 2 in a colour space /C."""
    own = dict(_page(pdf).Resources.ColorSpace)
    _page(pdf).Resources.ColorSpace = Dictionary({**own, "/C": value(pdf)})
    paint(content, pdf)


def descriptor(key: str, pdf: Pdf) -> None:
    """Take something out of a font's descriptor."""
    del _page(pdf).Resources.Font.Song.DescendantFonts[0].FontDescriptor[key]


def xmp(old: bytes, new: bytes, pdf: Pdf) -> None:
    """Change the XMP."""
    data = pdf.Root.Metadata.read_bytes()
    assert old in data
    pdf.Root.Metadata.write(data.replace(old, new))


def _annotation(kind: str, **more: object) -> Array:
    (left, bottom), (right, top) = pt(X, Y + 20), pt(X + 40, Y)
    return Array([Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=[left, bottom, right, top], F=4, **more)])


def _spot(pdf: Pdf, name: str, inks: list[float]) -> Array:
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=inks, N=1)
    return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, pdf.make_indirect(tint)])


def _two_spots(pdf: Pdf) -> None:
    own = dict(_page(pdf).Resources.ColorSpace)
    two = {"/C": _spot(pdf, "Gold", [0, 0.2, 0.6, 0.2]), "/D": _spot(pdf, "Gold", [0, 0.5, 0.9, 0])}
    _page(pdf).Resources.ColorSpace = Dictionary({**own, **two})
    paint(f"/C cs 1 scn {AREA} f /D cs 1 scn {rectangle(X + 50, Y, 20, 20)} f", pdf)


def _icc(pdf: Pdf, data: bytes | None = None, channels: int = 3) -> Array:
    from PIL import ImageCms

    profile = pdf.make_stream(data or ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile.N = channels
    return Array([Name.ICCBased, pdf.make_indirect(profile)])


def _icc_picture(pdf: Pdf) -> pikepdf.Object:
    made = picture(pdf, "RGB")
    made.ColorSpace = _icc(pdf)
    return made


def _with(entries: dict, pdf: Pdf, mode: str = "CMYK") -> pikepdf.Object:
    made = picture(pdf, mode)
    for key, value in entries.items():
        made[f"/{key}"] = value(pdf) if callable(value) else value
    return made


def _second_intent(pdf: Pdf) -> None:
    pdf.Root.OutputIntents.append(Dictionary(pdf.Root.OutputIntents[0]))


def _monitor(pdf: Pdf) -> None:
    intent = pdf.Root.OutputIntents[0]
    intent.DestOutputProfile = _icc(pdf)[1]


def _bytes_of_profile(at: int, new: bytes, pdf: Pdf) -> None:
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    data = bytearray(profile.read_bytes())
    data[at : at + len(new)] = new
    profile.write(bytes(data))


def _attach(pdf: Pdf) -> None:
    pdf.attachments["note.txt"] = pikepdf.AttachedFileSpec(pdf, b"a note", filename="note.txt")


def _layer(pdf: Pdf) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("hidden")))
    pdf.Root.OCProperties = Dictionary(OCGs=[group], D=Dictionary(Name=String("layers"), Order=[group], OFF=[group]))
    _page(pdf).Resources.Properties = Dictionary(L=group)
    paint(f"/OC /L BDC 0.5 0 0 0 k {AREA} f EMC", pdf)


def _lzw(pdf: Pdf) -> None:
    stream = pdf.make_stream(b"")
    stream.write(bytes([0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01]), filter=Name.LZWDecode)
    pdf.Root.PieceInfo = Dictionary(
        Own=Dictionary(LastModified=String("D:20261123000000"), Private=pdf.make_indirect(stream))
    )


def _outside(pdf: Pdf) -> None:
    made = picture(pdf)
    made.F = Dictionary(Type=Name.Filespec, F=String("other.bin"))
    _page(pdf).Resources.XObject = Dictionary({**dict(_page(pdf).Resources.XObject), "/P": made})
    paint(placed("P", X, Y, 40, 26), pdf)


def _form(pdf: Pdf) -> None:
    field = pdf.make_indirect(_annotation("Widget", FT=Name.Tx, T=String("name"))[0])
    _page(pdf).Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=[field])


def _trim(**boxes: list[float] | None) -> object:
    def change(pdf: Pdf) -> None:
        page = _page(pdf)
        trim = [float(v) for v in page.TrimBox]
        for name, moved in boxes.items():
            if moved is None:
                del page[f"/{name}"]
            else:
                page[f"/{name}"] = [t + m * MM for t, m in zip(trim, moved, strict=True)]

    return change


def _transparent(pdf: Pdf) -> None:
    state({"ca": 0.5, "CA": 0.5}, f"0 1 0 0 k {AREA} f", pdf)


def _group(pdf: Pdf) -> None:
    _page(pdf).Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceCMYK)


P = Planted
HERE = (X, Y)
PHOTO = placed("P", X, Y, 40, 26)
PLANTED = (
    P("RGB fill", ("rgb-vector",), partial(paint, f"1 0 0 rg {AREA} f"), place=HERE),
    P("RGB stroke", ("rgb-vector",), partial(paint, f"0 0 1 RG 2 w {AREA} S"), place=HERE),
    P("RGB picture", ("rgb-image",), partial(image, partial(picture, mode="RGB"), PHOTO), place=HERE),
    P("RGB picture with profile", ("managed-colour",), partial(image, _icc_picture, PHOTO), place=HERE, standard="x1a"),
    P(
        "Lab",
        ("managed-colour",),
        partial(
            space,
            lambda _: Array([Name.Lab, Dictionary(WhitePoint=[0.9642, 1, 0.8249], Range=[-100, 100, -100, 100])]),
            f"/C cs 60 40 -20 scn {AREA} f",
        ),
        place=HERE,
        standard="x1a",
    ),
    P("no TrimBox", ("trim-missing",), _trim(TrimBox=None)),
    P("Art and Trim", ("trim-and-art",), _trim(ArtBox=[0, 0, 0, 0])),
    P("Bleed inside Trim", ("bleed-in-trim",), _trim(BleedBox=[2, 2, -2, -2])),
    P("UserUnit", ("user-unit",), partial(put, "UserUnit", 2)),
    P("rotated by 45", ("rotate-odd",), partial(put, "Rotate", 45)),
    P("font program removed", ("font-not-embedded",), partial(descriptor, "/FontFile2"), page=-1),
    P(
        "ToUnicode removed",
        ("font-unicode", "text-unmapped"),
        partial(put, "Resources/Font/Song/ToUnicode", None),
        page=-1,
        judged=("x4", "a2u"),
    ),
    P(
        ".notdef",
        ("glyph-missing",),
        partial(paint, f"/On gs 0 0 0 1 k BT /Song 12 Tf 1 0 0 1 {pt(X, Y + 5)[0]} {pt(X, Y + 5)[1]} Tm <0000> Tj ET"),
        place=HERE,
    ),
    P("link", ("annotation",), partial(put, "Annots", lambda _: _annotation("Link", Border=[0, 0, 0])), place=HERE),
    P(
        "note over the bleed",
        ("annotation",),
        partial(put, "Annots", lambda _: _annotation("Text", Contents=String("?"))),
    ),
    P("form field", ("form",), _form, page=-1),
    P(
        "JavaScript",
        ("javascript",),
        partial(root, "OpenAction", Dictionary(S=Name.JavaScript, JS=String("1"))),
        page=0,
    ),
    P(
        "OpenAction",
        ("action", "action-kind"),
        partial(root, "OpenAction", Dictionary(S=Name.URI, URI=String("http://a.example/"))),
        page=0,
    ),
    P(
        "action of the page",
        ("additional-actions", "action"),
        partial(put, "AA", Dictionary(O=Dictionary(S=Name.Named, N=Name.NextPage))),
        page=-1,
    ),
    P("attachment", ("attachment",), _attach, page=0),
    P(
        "wrong pdfxid",
        ("claim-unknown", "claim-missing", "claim-differs"),
        partial(xmp, b"PDF/X-4<", b"PDF/X-99<"),
        page=0,
    ),
    P("no intent", ("intent-missing",), lambda pdf: pdf.Root.__delitem__("/OutputIntents"), page=0),
    P("two intents", ("intent-many",), _second_intent, page=0),
    P(
        "no condition",
        ("intent-identifier",),
        lambda pdf: pdf.Root.OutputIntents[0].__delitem__("/OutputConditionIdentifier"),
        page=0,
    ),
    P("profile of a monitor", ("icc-class", "icc-ink", "icc-space"), _monitor, page=0),
    P("class mntr in a CMYK profile", ("icc-class",), partial(_bytes_of_profile, 12, b"mntr"), page=0),
    P(
        "N of the profile",
        ("icc-channels",),
        lambda pdf: pdf.Root.OutputIntents[0].DestOutputProfile.__setitem__("/N", 3),
        page=0,
    ),
    P("Trapped False_", ("trapped",), lambda pdf: pdf.docinfo.__setitem__("/Trapped", Name.False_), page=0),
    P("Info other than XMP", ("info-xmp",), lambda pdf: pdf.docinfo.__setitem__("/Title", String("Other")), page=0),
    P("no date", ("info-key", "date"), lambda pdf: pdf.docinfo.__delitem__("/ModDate"), page=0),
    P("no XMP", ("xmp-missing", "claim-missing"), lambda pdf: pdf.Root.__delitem__("/Metadata"), page=0),
    P(
        "encryption",
        ("encrypted", "file-encrypted"),
        lambda _: None,
        page=0,
        saving={"encryption": Encryption(owner="o", user="", R=4)},
    ),
    P(
        "LZW",
        ("lzw",),
        _lzw,
        page=-1,
        saving={"stream_decode_level": pikepdf.StreamDecodeLevel.none, "compress_streams": False},
    ),
    P("external stream", ("external-stream",), _outside, page=-1),
    P("PostScript XObject", ("postscript",), partial(image, partial(_with, {"Subtype": Name.PS}), "/P Do"), page=-1),
    P(
        "OPI",
        ("opi",),
        partial(image, partial(_with, {"OPI": Dictionary({"/2.0": Dictionary(Version=2)})}), PHOTO),
        page=-1,
    ),
    P(
        "reference XObject",
        ("reference", "reference-xobject"),
        partial(
            image,
            lambda pdf: pdf.make_stream(
                b"",
                Type=Name.XObject,
                Subtype=Name.Form,
                BBox=[0, 0, 9, 9],
                Ref=Dictionary(F=Dictionary(Type=Name.Filespec, F=String("a.pdf")), Page=0),
            ),
            "/P Do",
        ),
        page=-1,
    ),
    P(
        "transfer curve",
        ("transfer", "transfer-function"),
        partial(state, {"TR": Name.Identity}, f"0 1 0 0 k {AREA} f"),
        page=-1,
    ),
    P(
        "halftone",
        ("halftone",),
        partial(
            state, {"HT": Dictionary(Type=Name.Halftone, HalftoneType=6, Width=4, Height=4)}, f"0 1 0 0 k {AREA} f"
        ),
        page=-1,
    ),
    P(
        "white overprints",
        ("white-overprints",),
        partial(paint, f"0 0.9 0.9 0 k {AREA} f /On gs 0 0 0 0 k {rectangle(X + 5, Y + 5, 20, 10)} f"),
        place=HERE,
    ),
    P(
        "black type knocks out",
        ("black-knocks-out",),
        partial(paint, f"0.3 0 0 0 k {AREA} f {shown('版面检查', X + 2, Y + 10, 12, colour='0 0 0 1 k')}"),
        place=HERE,
    ),
    P(
        "OPM 0",
        ("overprint-mode",),
        partial(
            state,
            {"OP": True, "op": True, "OPM": 0},
            f"0.3 0 0 0 k {AREA} f {shown('版面检查', X + 2, Y + 10, 12, colour='0 0 0 1 k')}",
        ),
        place=HERE,
    ),
    P(
        "rich black type",
        ("rich-black-text",),
        partial(paint, shown("版面检查", X, Y + 5, 10, colour="0.6 0.4 0.4 1 k")),
        place=HERE,
    ),
    P(
        "colour of registration in the page",
        ("registration-inside",),
        partial(paint, f"/All cs 1 scn {rectangle(X, Y, 20, 4)} f"),
        place=HERE,
    ),
    P(
        "thin rule",
        ("rule",),
        partial(
            paint, f"/On gs 0 0 0 1 K 0.05 w {' '.join(map(str, pt(X, Y)))} m {' '.join(map(str, pt(X + 60, Y)))} l S"
        ),
        place=HERE,
    ),
    P("small type", ("type",), partial(paint, shown("版面检查", X, Y + 5, 3.5)), place=HERE),
    P(
        "small type in colour",
        ("coloured-type",),
        partial(paint, shown("版面检查", X, Y + 5, 7, colour="1 1 0 0 k")),
        place=HERE,
    ),
    P(
        "small reversed type",
        ("reversed-type",),
        partial(paint, f"1 0 0 0 k {AREA} f {shown('版面检查', X + 2, Y + 10, 6, colour='0 0 0 0 k')}"),
        place=HERE,
    ),
    P("coarse picture", ("ppi",), partial(image, partial(picture, size=(100, 65)), PHOTO), place=HERE),
    P(
        "ink of a picture",
        ("ink", "ink-flat"),
        partial(image, partial(picture, fill=(255, 230, 204, 255)), PHOTO),
        place=HERE,
    ),
    P("ink of a solid", ("ink", "ink-flat"), partial(paint, f"0.9 0.8 0.7 0.6 k {AREA} f"), place=HERE),
    P("a spot defined twice", ("spot-two-definitions",), _two_spots, page=-1),
    P(
        "a spot more",
        ("spots",),
        partial(space, lambda pdf: _spot(pdf, "Gold", [0, 0.2, 0.6, 0.2]), f"/C cs 1 scn {AREA} f"),
    ),
    P("transparency in X-1a", ("transparency-alpha",), _transparent, standard="x1a"),
    P("group in X-1a", ("transparency-group",), _group, standard="x1a"),
    P(
        "soft mask in X-1a",
        ("transparency-mask",),
        partial(image, partial(_with, {"SMask": lambda pdf: picture(pdf, "L")}), PHOTO),
        place=HERE,
        standard="x1a",
    ),
    P(
        "ICC in X-1a",
        ("managed-colour",),
        partial(space, _icc, f"/C cs 1 0 0 scn {AREA} f"),
        place=HERE,
        standard="x1a",
    ),
    P(
        "Interpolate",
        ("interpolate",),
        partial(image, partial(_with, {"Interpolate": True}), PHOTO),
        page=-1,
        judged=("x4", "a2u"),
    ),
    P(
        "Alternates",
        ("alternates", "alternate-printed"),
        partial(
            image,
            partial(
                _with, {"Alternates": lambda pdf: Array([Dictionary(Image=picture(pdf), DefaultForPrinting=True)])}
            ),
            PHOTO,
        ),
        page=-1,
    ),
    P("hidden layer", ("layer-hidden", "layers"), _layer, page=-1),
    P(
        "version 1.7",
        ("header-version",),
        lambda _: None,
        page=0,
        after=lambda data: data.replace(b"%PDF-1.6", b"%PDF-1.7", 1),
    ),
    P(
        "version 1.6 of X-1a",
        ("header-version",),
        lambda _: None,
        page=0,
        standard="x1a",
        after=lambda data: data.replace(b"%PDF-1.4", b"%PDF-1.6", 1),
    ),
    P(
        "no ID",
        ("trailer-id",),
        lambda _: None,
        page=0,
        after=lambda data: re.sub(rb"/ID( ?\[[^]]*\])", lambda m: b"/XX" + m[1], data),
    ),
    P("unknown operator", ("operator-unknown",), partial(paint, f"0 0.5 0 0 k {AREA} f 1 2 zz")),
    P("page turned round", ("trim-differs", "rotate"), partial(put, "TrimBox", [*pt(0, 100), *pt(WIDTH, 0)])),
)
