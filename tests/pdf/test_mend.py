"""Foreign PDFs made by code, mended and read back: every rule once."""

import io
import zlib

import numpy as np
import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from banmian.conformance import Conformance
from banmian.inks import conversion, read_condition
from banmian.model.plant import Limits
from banmian.pdf.mend import cleaned, mend

X4, X1A = Conformance.X4, Conformance.X1A


def way():
    return conversion(read_condition("newsprint"), Limits())


def foreign(content, *, change=None, **resources):
    """A PDF of 100 x 100 pt; `change` may do what it likes to the open file."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(100, 100))
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(content)
    page.Resources = Dictionary({f"/{kind}": value(pdf) for kind, value in resources.items()})
    page.TrimBox = [0, 0, 100, 100]
    if change:
        change(pdf)
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def drawn(data, size=200):
    page = pypdfium2.PdfDocument(data)[0]
    image = page.render(scale=size / page.get_width(), draw_annots=False).to_pil().convert("RGB")
    return np.asarray(image, float)


def operators(data):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            (str(op), [str(one) for one in operands]) for operands, op in pikepdf.parse_content_stream(pdf.pages[0])
        ]


def inks(data, operator="k"):
    return [tuple(float(one) for one in operands) for op, operands in operators(data) if op == operator]


def codes(mended):
    return {change.code for change in mended.changes}


def free_of_rgb(data):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                text = Dictionary(dict(thing.items())).unparse()
            elif isinstance(thing, (Dictionary, Array)):
                text = thing.unparse()
            else:
                continue
            assert not any(word in text for word in (b"DeviceRGB", b"ICCBased", b"/Lab", b"/CalRGB", b"/CalGray"))


def mended(data, conformance=X4, most=12, **options):
    """Mend, and see that nothing moved or vanished: the mean of what differs is small."""
    made = mend(data, way(), conformance, **options)
    assert not made.refusals, made.refusals
    free_of_rgb(made.data)
    assert np.abs(drawn(data) - drawn(made.data)).mean() < most
    return made


def test_colours_become_inks_and_neutral_ones_black_alone():
    made = mended(foreign(b"1 0 0 rg 0 0 50 50 re f 0.5 0.5 0.5 rg 50 0 50 50 re f 0.2 g 0 50 50 50 re f"), most=25)
    red, grey, dark = inks(made.data)
    assert red[1] > 0.5 and red[0] < 0.1
    assert grey[:3] == (0, 0, 0) and 0.2 < grey[3] < 0.8
    assert dark == (0, 0, 0, 0.8)
    assert "colours" in codes(made)


@pytest.mark.parametrize(
    "space",
    [
        lambda _: Array([Name.CalRGB, Dictionary(WhitePoint=[0.9505, 1, 1.089], Gamma=[2.2, 2.2, 2.2])]),
        lambda _: Array([Name.Lab, Dictionary(WhitePoint=[0.9642, 1, 0.8249])]),
        lambda _: Array([Name.Indexed, Name.DeviceRGB, 1, pikepdf.String(b"\0\0\0\xff\0\0")]),
    ],
    ids=["CalRGB", "Lab", "Indexed"],
)
def test_spaces_set_by_cs_become_inks(space):
    operands = {"CalRGB": b"1 0 0", "Lab": b"53 80 67", "Indexed": b"1"}[str(space(None)[0])[1:]]
    data = foreign(b"/S cs %s scn 0 0 60 60 re f" % operands, ColorSpace=lambda pdf: Dictionary(S=space(pdf)))
    made = mended(data, most=40)
    (red,) = inks(made.data)
    assert red[1] > 0.5 and red[2] > 0.4 and red[0] < 0.2


def spot(pdf, name="Gold", function=None):
    tint = function or Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 1, 1], C1=[0.8, 0.6, 0.2], N=1)
    return pdf.make_indirect(Array([Name.Separation, Name(f"/{name}"), Name.DeviceRGB, pdf.make_indirect(tint)]))


def test_a_spot_keeps_its_plate_and_has_one_definition():
    def spaces(pdf):
        return Dictionary(A=spot(pdf), B=spot(pdf))

    made = mended(foreign(b"/A cs 1 scn 0 0 50 50 re f /B cs 0.5 scn 50 0 50 50 re f", ColorSpace=spaces), most=20)
    assert made.spots == ("Gold",)
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        found = [thing for thing in pdf.objects if isinstance(thing, Array) and thing[0] == "/Separation"]
        assert len(found) == 1
        assert found[0][2] == "/DeviceCMYK" and len(found[0][3].C1) == 4


@pytest.mark.parametrize("name, ink, code", [("All", 3, "registration"), ("Cyan", 0, "process-spot")])
def test_registration_and_process_names_become_inks(name, ink, code):
    data = foreign(b"/A cs 1 scn 0 0 50 50 re f", ColorSpace=lambda pdf: Dictionary(A=spot(pdf, name)))
    made = mend(data, way(), X4)
    assert inks(made.data) == [tuple(float(n == ink) for n in range(4))]
    assert code in codes(made)


def test_a_calculator_stands_for_spots_of_device_n():
    def spaces(pdf):
        tint = pdf.make_stream(b"{ 2 copy add 2 div 1 exch sub 3 1 roll exch 1 exch sub exch 1 exch sub }")
        tint.FunctionType, tint.Domain, tint.Range = 4, [0, 1, 0, 1], [0, 1] * 3
        return Dictionary(A=Array([Name.DeviceN, Array([Name.Gold, Name.Silver]), Name.DeviceRGB, tint]))

    made = mended(foreign(b"/A cs 1 0.5 scn 0 0 50 50 re f", ColorSpace=spaces), most=25)
    assert made.spots == ("Gold", "Silver")
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        assert pdf.pages[0].Resources.ColorSpace["/BmC"][0] == "/DeviceN"


def type3(pdf):
    glyph = pdf.make_stream(b"1000 0 0 0 1000 1000 d1 0 0 1000 1000 re f")
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=[0, 0, 1000, 1000],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs=Dictionary(a=glyph),
        Encoding=Dictionary(Type=Name.Encoding, Differences=[97, Name.a]),
        FirstChar=97,
        LastChar=97,
        Widths=[1000],
    )
    return Dictionary(F=pdf.make_indirect(font))


@pytest.mark.parametrize(
    "colour, code", [(b"0.1 0.1 0.12 rg", "black-text"), (b"0.75 0.68 0.67 0.9 k", "rich-black-text"), (b"0 g", "")]
)
def test_dark_neutral_text_is_black_alone_and_overprints(colour, code):
    data = foreign(b"0 1 0 0 k 0 0 100 100 re f %s BT /F 30 Tf 10 10 Td (aa) Tj ET" % colour, Font=type3)
    made = mended(data, most=30)
    assert inks(made.data)[-1] == (0, 0, 0, 1)
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        state = pdf.pages[0].Resources.ExtGState["/BmO011"]
        assert state.op and state.OPM == 1
    assert not code or code in codes(made)


def test_an_area_of_rich_black_stays_and_does_not_overprint():
    made = mended(foreign(b"0.4 0 0 1 k 0 0 50 50 re f"))
    assert inks(made.data) == [(0.4, 0, 0, 1)]
    assert "black-overprints" not in codes(made)


def test_thin_black_rules_overprint_and_white_knocks_out():
    states = lambda _: Dictionary(O=Dictionary(OP=True, op=True, OPM=1))
    made = mended(foreign(b"0 G 1 w 0 50 m 100 50 l S /O gs 0 0 0 0 k 10 10 20 20 re f", ExtGState=states))
    assert {"black-overprints", "white-knocks-out"} <= codes(made)
    names = [operands[0] for op, operands in operators(made.data) if op == "gs"]
    assert "/BmO101" in names and names[-1].startswith("/BmO10")


def test_too_much_ink_is_lowered():
    made = mend(foreign(b"1 1 1 0.5 k 0 0 50 50 re f"), way(), X4)
    ((c, m, y, k),) = inks(made.data)
    assert c == m == y and k == 0.5 and c + m + y + k == pytest.approx(2.2, abs=0.01)
    assert "ink-limit" in codes(made)


def test_trim_rotation_and_user_unit():
    def change(pdf):
        page = pdf.pages[0].obj
        del page["/TrimBox"]
        page.CropBox, page.Rotate, page.UserUnit = [10, 20, 100, 100], 90, 2

    made = mend(foreign(b"1 0 0 rg 10 20 20 20 re f", change=change), way(), X4)
    assert made.size == (160, 180)
    assert {"no-trim", "turned", "user-unit"} <= codes(made)
    shown = drawn(made.data, 160)
    assert shown[20, 20, 1] < 200 and shown[150, 20].min() > 250  # its bottom left corner is at the top left now


def test_hidden_layers_go_and_seen_ones_stay():
    def change(pdf):
        groups = [pdf.make_indirect(Dictionary(Type=Name.OCG, Name=name)) for name in "ab"]
        pdf.pages[0].Resources.Properties = Dictionary(A=groups[0], B=groups[1])
        pdf.Root.OCProperties = Dictionary(OCGs=Array(groups), D=Dictionary(OFF=Array([groups[1]])))

    content = b"/OC /A BDC 1 0 0 rg 0 0 30 30 re f EMC /OC /B BDC 0 0 1 rg 50 50 30 30 re f EMC"
    data = foreign(content, change=change)
    made = mended(data)
    assert len(inks(made.data)) == 1 and "hidden-layers" in codes(made)
    screen = cleaned(data)
    assert np.abs(drawn(data) - drawn(screen.data)).mean() < 1


def test_what_is_no_content_goes():
    def change(pdf):
        page = pdf.pages[0].obj
        look = pdf.make_stream(b"0 0 10 10 re f")
        look.Subtype, look.BBox = Name.Form, [0, 0, 10, 10]
        note = Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=[0, 0, 9, 9], AP=Dictionary(N=look))
        page.Annots = Array([note, Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9])])
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
        pdf.attachments["a.txt"] = b"text"
        pdf.Root.StructTreeRoot = Dictionary()

    made = mended(foreign(b"/P <</MCID 0>> BDC 0 0 50 50 re f EMC", change=change))
    assert {"annotations", "links", "actions", "attachments"} <= codes(made)
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
        assert set(pdf.pages[0].obj.keys()) <= {"/Type", "/Parent", "/MediaBox", "/TrimBox", "/Resources", "/Contents"}
    assert not [op for op, _ in operators(made.data) if op in ("BDC", "EMC")]


def picture(pdf, data, width, height, space=Name.DeviceRGB, bits=8, **more):
    image = pdf.make_stream(data)
    image.Type, image.Subtype, image.Width, image.Height = Name.XObject, Name.Image, width, height
    image.ColorSpace, image.BitsPerComponent = space, bits
    for key, value in more.items():
        image[f"/{key}"] = value
    return Dictionary(I=image)


def only_image(data):
    """The dictionary of the one image, and the file that must stay open for it."""
    pdf = pikepdf.open(io.BytesIO(data))
    (image,) = pdf.pages[0].Resources.XObject.values()
    return pdf, image


COLOURS = np.random.default_rng(1).integers(0, 255, (10, 10, 3), np.uint8).repeat(2, 0).repeat(2, 1).tobytes()
SHOW = b"q 100 0 0 100 0 0 cm /I Do Q"


@pytest.mark.parametrize("conformance", Conformance)
@pytest.mark.parametrize("bits", [8, 16])
def test_pictures_become_inks(conformance, bits):
    data = COLOURS if bits == 8 else np.repeat(np.frombuffer(COLOURS, np.uint8), 2).tobytes()
    made = mended(
        foreign(SHOW, XObject=lambda pdf: picture(pdf, data, 20, 20, bits=bits, Interpolate=True)), conformance, 30
    )
    _pdf, image = only_image(made.data)
    assert image.ColorSpace == "/DeviceCMYK" and image.BitsPerComponent == 8 and "/Interpolate" not in image
    assert made.pictures[0].ppi == pytest.approx(14.4)


def test_inline_images_palettes_and_colour_keys():
    data = foreign(b"q 90 0 0 90 0 0 cm BI /W 2 /H 1 /CS /RGB /BPC 8 ID \xff\0\0\0\0\xff EI Q")
    _pdf, image = only_image(mended(data, most=80).data)
    assert image.ColorSpace == "/DeviceCMYK"
    table = Array([Name.Indexed, Name.DeviceRGB, 1, pikepdf.String(b"\xff\0\0\0\xff\0")])
    data = foreign(SHOW, XObject=lambda pdf: picture(pdf, b"\x40", 2, 1, table, 1))
    _pdf, image = only_image(mended(data, most=80).data)
    assert image.ColorSpace[1] == "/DeviceCMYK"
    data = foreign(SHOW, XObject=lambda pdf: picture(pdf, b"\xff\0\0\0\xff\0", 2, 1, Mask=[255, 255, 0, 0, 0, 0]))
    made = mended(data, most=80)
    _pdf, image = only_image(made.data)
    assert "colour-key" in codes(made) and bool(image.Mask.ImageMask)


def test_a_soft_mask_stays_in_x4_and_is_flattened_in_x1a():
    def objects(pdf):
        made = picture(pdf, COLOURS, 20, 20)
        made.I.SMask = picture(pdf, bytes(range(200)) * 2, 20, 20, Name.DeviceGray).I
        return made

    data = foreign(SHOW, XObject=objects)
    _pdf, image = only_image(mended(data, X4, 30).data)
    assert "/SMask" in image
    made = mended(data, X1A, 30)
    _pdf, image = only_image(made.data)
    assert "flattened" in codes(made) and "/SMask" not in image


def test_transparency_that_is_none_is_not_flattened():
    states = lambda _: Dictionary(G=Dictionary(ca=1, CA=1, BM=Name.Normal, TR=Name.Identity))
    made = mended(foreign(b"/G gs 0 0 50 50 re f", ExtGState=states), X1A)
    assert "flattened" not in codes(made)
    made = mended(foreign(b"/G gs 0 0 50 50 re f", ExtGState=lambda _: Dictionary(G=Dictionary(ca=0.5))), X1A, 15)
    assert "flattened" in codes(made)


@pytest.mark.parametrize("kind", [1, 2, 3, 4, 7])
def test_gradients_become_inks(kind):
    def shadings(pdf):
        smooth = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0, 0], C1=[0, 0, 1], N=1)
        two = Dictionary(FunctionType=3, Domain=[0, 1], Functions=[smooth, smooth], Bounds=[0.5], Encode=[0, 1, 1, 0])
        made = Dictionary(ShadingType=kind, ColorSpace=Name.DeviceRGB)
        if kind == 1:
            function = pdf.make_stream(b"{ 0.5 }")
            function.FunctionType, function.Domain, function.Range = 4, [0, 1, 0, 1], [0, 1] * 3
            made.Function, made.Matrix = function, [100, 0, 0, 100, 0, 0]
        elif kind in (2, 3):
            made.Coords = [0, 0, 100, 0] if kind == 2 else [50, 50, 0, 50, 50, 50]
            made.Function, made.Extend = two, [True, True]
        else:
            corner = [(0, 0, 0), (255, 0, 0), (0, 0, 255)]
            triangle = b"".join(
                bytes([0, *xy, *colour]) for xy, colour in zip([(0, 0), (255, 0), (0, 255)], corner, strict=False)
            )
            sides = [(0, 0), (0, 85), (0, 170), (0, 255), (85, 255), (170, 255), (255, 255), (255, 170)]
            sides += [(255, 85), (255, 0), (170, 0), (85, 0), (85, 85), (85, 170), (170, 170), (170, 85)]
            patch = bytes([0, *(part for xy in sides for part in xy), 255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 0])
            mesh = pdf.make_stream(triangle if kind == 4 else patch)
            mesh.ShadingType, mesh.ColorSpace, mesh.BitsPerCoordinate = kind, Name.DeviceRGB, 8
            mesh.BitsPerComponent, mesh.BitsPerFlag, mesh.Decode = 8, 8, [0, 100, 0, 100, 0, 1, 0, 1, 0, 1]
            made = mesh
        return Dictionary(S=made)

    made = mended(foreign(b"/S sh", Shading=shadings), most=60)
    assert "gradients" in codes(made)


def test_forms_and_tiles_inherit_and_are_mended():
    def objects(pdf):
        form = pdf.make_stream(b"0 0 40 40 re f 0 0 1 rg 50 0 40 40 re f")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, [0, 0, 100, 100]
        return Dictionary(X=form)

    def patterns(pdf):
        tile = pdf.make_stream(b"1 0 0 rg 0 0 5 5 re f")
        tile.PatternType, tile.PaintType, tile.TilingType, tile.BBox = 1, 1, 1, [0, 0, 10, 10]
        tile.XStep = tile.YStep = 10
        tile.Resources = Dictionary()
        return Dictionary(P=tile)

    content = b"1 0 0 rg /X Do /Pattern cs /P scn 0 50 100 50 re f"
    mended(foreign(content, XObject=objects, Pattern=patterns), most=30)


def test_q_nested_deeply_is_put_into_forms():
    content = b"q " * 40 + b"1 0 0 rg 0 0 50 50 re f " + b"Q " * 42 + b"0 0 1 rg 50 50 20 20 re f q"
    made = mended(foreign(content), most=20)
    assert "nesting" in codes(made)
    depth = most = 0
    for op, _ in operators(made.data):
        depth += (op == "q") - (op == "Q")
        most = max(most, depth)
    assert depth == 0 and most <= 26


def test_lzw_and_odd_operators_go():
    data = foreign(b"gargle 0 0 50 50 re f /S ri (x) Tj")
    assert "operators" in codes(mended(data))


def test_encrypted_without_a_password_is_opened():
    with pikepdf.open(io.BytesIO(foreign(b"0 0 50 50 re f"))) as pdf:
        out, locked = io.BytesIO(), io.BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user=""))
        pdf.save(locked, encryption=pikepdf.Encryption(owner="o", user="u"))
    assert "encrypted" in codes(mended(out.getvalue()))
    assert mend(locked.getvalue(), way(), X4).refusals[0].code == "encrypted-advert"


@pytest.mark.parametrize("data", [b"", b"no", b"%PDF-1.4\nrubbish", zlib.compress(b"%PDF-1.4")])
def test_what_is_no_pdf_is_refused(data):
    made = mend(data, way(), X4)
    assert made.refusals and made.refusals[0].hint and not made.data


def test_a_font_that_is_not_embedded_is_refused_if_text_is_shown_in_it():
    fonts = lambda _: Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    made = mend(foreign(b"BT /F 9 Tf (a) Tj ET", Font=fonts), way(), X4)
    assert made.refusals[0].code == "font-not-embedded" and "Helvetica" in made.refusals[0].message
    assert not mend(foreign(b"BT /F 9 Tf ET 0 0 50 50 re f", Font=fonts), way(), X4).refusals


@pytest.mark.parametrize("conformance, version", [(X4, "1.6"), (X1A, "1.4")])
def test_versions_and_the_same_bytes(conformance, version):
    data = foreign(b"1 0 0 rg 0 0 50 50 re f")
    made = mend(data, way(), conformance)
    mend.cache_clear()
    assert made.data == mend(data, way(), conformance).data
    assert made.data.startswith(b"%PDF-" + version.encode()) and b"/ObjStm" not in made.data


def test_a_grey_page_has_black_alone():
    made = mended(foreign(b"1 0 0 rg 0 0 50 50 re f"), most=60, grey=True)
    assert all(parts[:3] == (0, 0, 0) for parts in inks(made.data))
