"""Plates of pages made for the purpose: each colour space and each kind of overprint, beside Ghostscript's plates."""

import io
import re
import shutil
import subprocess

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from banmian.inks import read_condition
from banmian.model import InputError
from banmian.model.plant import Limits
from banmian.separations import measure_ink, render_plates
from banmian.separations.coverage import connected

OVER1 = Dictionary(OP=True, op=True, OPM=1)
OVER0 = Dictionary(OP=True, op=True, OPM=0)
KNOCK = Dictionary(OP=False, op=False)
SIZE = 144
HELVETICA = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)


def exponential(*end):
    return Dictionary(FunctionType=2, Domain=[0, 1], C0=[0] * len(end), C1=list(end), N=1)


def spot(name="Gold", *inks):
    return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, exponential(*(inks or (0, 0.2, 0.6, 0.1)))])


def build(content, *, make=None, size=SIZE, **resources):
    """A PDF of one page; `make(pdf)` returns more resources, of streams."""
    pdf = pikepdf.Pdf.new()
    page = pdf.add_blank_page(page_size=(size, size))
    entries = {"ExtGState": Dictionary(over1=OVER1, over0=OVER0, knock=KNOCK)}
    entries |= {name: Dictionary(**one) for name, one in resources.items()}
    entries |= make(pdf) if make else {}
    page.Resources = Dictionary(**entries)
    page.Contents = pdf.make_stream(content.encode("latin-1"))
    data = io.BytesIO()
    pdf.save(data)
    return data.getvalue()


def image(pdf, data, width, height, space, **more):
    made = pdf.make_stream(data)
    made.Type, made.Subtype = Name.XObject, Name.Image
    made.Width, made.Height, made.BitsPerComponent, made.ColorSpace = width, height, 8, space
    for name, one in more.items():
        made[f"/{name}"] = one
    return made


def form(pdf, content, **more):
    made = pdf.make_stream(content)
    made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array([0, 0, 50, 50])
    for name, one in more.items():
        made[f"/{name}"] = one
    return made


def tiling(pdf):
    made = pdf.make_stream(b"1 0 0 0 k 0 0 8 8 re f 0 0 1 0 k 8 8 8 8 re f")
    made.PatternType, made.PaintType, made.TilingType = 1, 1, 1
    made.BBox, made.XStep, made.YStep, made.Resources = Array([0, 0, 16, 16]), 16, 16, Dictionary()
    return {"Pattern": Dictionary(P=made)}


def axial(space, *ends, kind=2):
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=list(ends[0]), C1=list(ends[1]), N=1)
    coords = [10, 0, 134, 0] if kind == 2 else [72, 72, 0, 72, 72, 60]
    return Dictionary(ShadingType=kind, ColorSpace=space, Coords=coords, Function=function, Extend=[True, True])


def device_n(pdf):
    transform = pdf.make_stream(b"{ dup 0.2 mul exch dup 0.6 mul exch 0.1 mul }")
    transform.FunctionType, transform.Domain, transform.Range = 4, Array([0, 1] * 2), Array([0, 1] * 4)
    names, colorants = Array([Name.Cyan, Name.Gold]), Dictionary(Colorants=Dictionary(Gold=spot()))
    return {"ColorSpace": Dictionary(N=Array([Name.DeviceN, names, Name.DeviceCMYK, transform, colorants]))}


def mesh(pdf):
    made = pdf.make_stream(
        bytes([0, 0, 0, 255, 0, 0, 0]) + bytes([0, 255, 0, 0, 255, 0, 0]) + bytes([0, 128, 255, 0, 0, 0, 255])
    )
    made.ShadingType, made.ColorSpace = 4, Name.DeviceCMYK
    made.BitsPerCoordinate = made.BitsPerComponent = made.BitsPerFlag = 8
    made.Decode = Array([0, 144, 0, 144, 0, 1, 0, 1, 0, 1, 0, 1])
    return {"Shading": Dictionary(S=made)}


def cmyk_pixels():
    y, x = np.mgrid[0:48, 0:48]
    return np.stack([x * 5, y * 5, 240 - x * 5, y * 2], axis=2).astype(np.uint8)


def jpeg():
    data = io.BytesIO()
    Image.fromarray(cmyk_pixels(), "CMYK").save(data, "JPEG", quality=95)
    return data.getvalue()


def jpeg_image(pdf):
    made = image(pdf, jpeg(), 48, 48, Name.DeviceCMYK, Decode=Array([1, 0] * 4))
    made.Filter = Name.DCTDecode
    return {"XObject": Dictionary(I=made)}


CYAN = "0.5 0 0 0 k 0 0 144 144 re f "
SQUARE = "40 40 64 64 re f "
PLACED = "q 96 0 0 96 24 24 cm /I Do Q"
PAGES = {
    "knock-out": build(CYAN + "0 0 0 1 k " + SQUARE),
    "overprint, OPM 1": build(CYAN + "/over1 gs 0 0 0 1 k " + SQUARE),
    "overprint, OPM 0": build(CYAN + "/over0 gs 0 0 0 1 k " + SQUARE),
    "overprint, mixed": build(CYAN + "/over1 gs 0 0.6 0 0 k " + SQUARE),
    "overprint taken back": build(CYAN + "q /over1 gs 0 0 0 1 k 10 10 30 30 re f Q 0 1 1 0 k " + SQUARE),
    "overprint of strokes": build(CYAN + "/over1 gs 0 0 0 1 K 0 0 1 0 k 12 w 40 40 64 64 re B"),
    "white overprints": build(CYAN + "/over1 gs 0 0 0 0 k " + SQUARE),
    "spot knocks out": build(CYAN + "/S cs 1 scn " + SQUARE, ColorSpace={"S": spot()}),
    "spot overprints": build(CYAN + "/over1 gs /S cs 0.8 scn " + SQUARE, ColorSpace={"S": spot()}),
    "black over spot": build(
        "/S cs 1 scn " + SQUARE + "/over1 gs 0 0 0 1 k 60 60 80 80 re f", ColorSpace={"S": spot()}
    ),
    "registration": build(CYAN + "/A cs 1 scn 4 w " + SQUARE, ColorSpace={"A": spot("All", 1, 1, 1, 1)}),
    "separation black": build(CYAN + "/K cs 0.7 scn " + SQUARE, ColorSpace={"K": spot("Black", 0, 0, 0, 1)}),
    "white type from a tint": build("0 0 0 0.4 k 0 0 144 144 re f 0 g " + SQUARE + "1 g 50 50 20 20 re f"),
    "form clips": build(
        "q 1 0 0 1 20 20 cm /F Do Q",
        make=lambda pdf: {"XObject": Dictionary(F=form(pdf, b"0 1 0 0 k -40 -40 200 200 re f"))},
    ),
    "form inherits": build(
        CYAN + "/over1 gs 0 0 0 1 k q 2 0 0 2 20 20 cm /F Do Q",
        make=lambda pdf: {"XObject": Dictionary(F=form(pdf, b"5 5 30 30 re f"))},
    ),
    "type in a form after overprinting type": build(
        "/over1 gs 0 0 0 1 k BT /H 20 Tf 10 110 Td (over) Tj ET /knock gs /F Do",
        Font={"H": HELVETICA},
        make=lambda pdf: {
            "XObject": Dictionary(
                F=form(
                    pdf,
                    b"0 1 0 0.3 k BT /H 60 Tf 4 4 Td (HH) Tj ET",
                    BBox=Array([0, 0, 100, 100]),
                    Resources=Dictionary(Font=Dictionary(H=HELVETICA)),
                )
            )
        },
    ),
    "group": build(
        CYAN + "/a gs 2 0 0 2 20 20 cm /F Do",
        make=lambda pdf: {
            "ExtGState": Dictionary(a=Dictionary(ca=0.5)),
            "XObject": Dictionary(
                F=form(
                    pdf,
                    b"0 1 1 0 k 5 5 30 30 re f 0 0 0 1 k 20 20 20 20 re f",
                    Group=Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK),
                )
            ),
        },
    ),
    "alpha": build(CYAN + "/a gs 0 1 0.5 0.2 k " + SQUARE, ExtGState={"a": Dictionary(ca=0.4)}),
    "multiply": build(CYAN + "/m gs 0.4 0.7 0 0.2 k " + SQUARE, ExtGState={"m": Dictionary(BM=Name.Multiply)}),
    "axial": build("/S sh", Shading={"S": axial(Name.DeviceCMYK, (1, 0, 0, 0), (0, 0.5, 1, 0.3))}),
    "radial": build("/S sh", Shading={"S": axial(Name.DeviceCMYK, (1, 0, 0, 0), (0, 0.5, 1, 0.3), kind=3)}),
    "axial spot": build("/S sh", ColorSpace={"X": spot()}, Shading={"S": axial(spot(), (0,), (1,))}),
    "mesh": build("/S sh", make=mesh),
    "image": build(
        PLACED,
        make=lambda pdf: {"XObject": Dictionary(I=image(pdf, cmyk_pixels().tobytes(), 48, 48, Name.DeviceCMYK))},
    ),
    "JPEG of inks": build(PLACED, make=jpeg_image),
    "stencil": build(
        CYAN + "0 1 0 0 k q 96 0 0 96 24 24 cm BI /W 8 /H 8 /IM true /BPC 1 ID " + "\xaa\x55" * 4 + " EI Q",
    ),
    "inline image": build("q 96 0 0 96 24 24 cm BI /W 2 /H 1 /BPC 8 /CS /CMYK /F /AHx ID 00FF00000000FF80> EI Q"),
    "indexed": build(
        PLACED,
        make=lambda pdf: {
            "XObject": Dictionary(
                I=image(
                    pdf,
                    bytes([0, 1, 2, 1]),
                    2,
                    2,
                    Array([Name.Indexed, Name.DeviceCMYK, 2, pikepdf.String(b"\xff\0\0\0\0\x80\0\0\0\0\0\x40")]),
                )
            )
        },
    ),
    "soft mask": build(
        CYAN + PLACED,
        make=lambda pdf: {
            "XObject": Dictionary(
                I=image(
                    pdf,
                    bytes([0, 200, 0, 0]),
                    1,
                    1,
                    Name.DeviceCMYK,
                    SMask=image(pdf, bytes(range(0, 256, 4)), 8, 8, Name.DeviceGray),
                )
            )
        },
    ),
    "pattern": build("/Pattern cs /P scn 0 0 144 144 re f", make=tiling),
    "DeviceN": build(CYAN + "/N cs 0.8 0.5 scn " + SQUARE, make=device_n),
    "DeviceN overprints": build("0 1 0 0 k 0 0 144 144 re f /over1 gs /N cs 0.8 0.5 scn " + SQUARE, make=device_n),
}


def ghostscript(data, folder, finer=4):
    """Ghostscript's plates at 72 dpi by name, 0 to 255 of ink."""
    if shutil.which("gs") is None:
        print("SKIPPED: no Ghostscript (gs) on this machine, whose plates are the second opinion")
        pytest.skip("no Ghostscript (gs) on this machine")
    (folder / "in.pdf").write_bytes(data)
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-dOverprint=/simulate", f"-r{72 * finer}"]
    command += [f"-dDownScaleFactor={finer}", f"-sOutputFile={folder}/x%d.tif", str(folder / "in.pdf")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    found = {}
    for file in folder.glob("x1(*).tif"):
        found[re.search(r"\((.*)\)", file.name)[1]] = 255 - np.asarray(Image.open(file).convert("L"))
    return found


@pytest.mark.parametrize("name", PAGES)
def test_plates_are_those_of_ghostscript(name, tmp_path):
    theirs = ghostscript(PAGES[name], tmp_path)
    plates = render_plates(PAGES[name], 0, 72)
    assert plates.remarks == ()
    ours = dict(zip(plates.names, plates.inks, strict=True))
    for plate, ink in ours.items():
        other = theirs.get(plate, np.zeros_like(ink))
        assert abs(float(ink.max()) - float(other.max())) <= 2.55 * 1.2, plate
        assert abs(float(ink.mean()) - float(other.mean())) <= 2.55 * 0.5, plate
        far = np.abs(ink.astype(int) - other) > 2.55 * 12
        assert far.mean() < 0.03, f"{plate}: {far.mean():.1%} of the dots differ"


def at(name, x, y):
    """The inks of a dot of one of the pages, per cent, by plate."""
    plates = render_plates(PAGES[name], 0, 72)
    found = zip(plates.names, plates.inks[:, SIZE - 1 - y, x], strict=True)
    return {plate: round(int(ink) / 2.55) for plate, ink in found if ink}


def test_device_n_knocks_out_what_it_does_not_name():
    assert at("DeviceN", 70, 70) == {"Cyan": 80, "Gold": 50}
    assert at("DeviceN", 10, 10) == {"Cyan": 50}


def test_a_soft_mask_lets_the_ground_through():
    found = at("soft mask", 30, 30)
    assert 5 < found["Cyan"] < 15  # nearly opaque below
    assert 60 < found["Magenta"] < 78


def test_overprint_keeps_the_ground_and_knocking_out_does_not():
    assert at("overprint, OPM 1", 70, 70) == {"Cyan": 50, "Black": 100}
    assert at("overprint, OPM 0", 70, 70) == {"Black": 100}
    assert at("spot overprints", 70, 70) == {"Cyan": 50, "Gold": 80}


def test_colours_that_are_no_inks_go_through_the_output_profile():
    page = build("1 0 0 rg " + SQUARE)
    plates = render_plates(page, 0, 72, profile=read_condition("coated").profile)
    cyan, magenta, yellow, black = (int(ink) / 2.55 for ink in plates.inks[:, 72, 72])
    assert magenta > 90
    assert yellow > 90
    assert cyan < 10
    assert black < 10


def test_the_ink_is_measured_within_the_trim_and_too_much_of_it_has_its_place():
    page = build("1 1 1 0 k 20 100 40 30 re f 1 1 0.35 0 k 80 20 20 20 re f 1 1 1 1 k 100 100 2 2 re f 0 0 144 8 re f")
    with pikepdf.open(io.BytesIO(page)) as pdf:
        pdf.pages[0].TrimBox = Array([10, 10, 134, 134])
        data = io.BytesIO()
        pdf.save(data)
    ink = measure_ink(data.getvalue(), 0, limits=Limits())
    assert ink.most == pytest.approx(400, abs=0.5)  # the speck counts here, and in no region
    (error,) = ink.over_error
    mm = 25.4 / 72
    assert error[:4] == pytest.approx((10 * mm, 4 * mm, 40 * mm, 30 * mm), abs=0.4)
    assert error.area == pytest.approx(1200 * mm * mm, rel=0.02)
    assert error.most == pytest.approx(300, abs=0.5)
    assert [round(region.most) for region in ink.over] == [300, 235]
    assert ink.area_over_error > error.area
    assert ink.names == ("Cyan", "Magenta", "Yellow", "Black")


def test_a_turned_page_is_measured_as_it_is_viewed():
    page = build("1 1 1 0 k 0 104 40 40 re f")
    with pikepdf.open(io.BytesIO(page)) as pdf:
        pdf.pages[0].Rotate = 90
        data = io.BytesIO()
        pdf.save(data)
    (region,) = measure_ink(data.getvalue(), 0).over
    assert (region.x, region.y) == pytest.approx((104 * 25.4 / 72, 0), abs=0.4)


def test_areas_are_connected_round_corners_and_through_bends():
    mask = np.zeros((12, 12), bool)
    mask[1, 1:8] = mask[1:6, 7] = mask[5, 2:8] = mask[3:6, 2] = True  # a snail
    mask[8, 8] = mask[9, 9] = True
    mask[11, 0] = True
    assert sorted(int((stops - starts).sum()) for _, starts, stops in connected(mask)) == [1, 2, 18]
    assert connected(np.zeros((3, 3), bool)) == []


def test_figures_do_not_depend_on_the_resolution():
    coarse, fine = (measure_ink(PAGES["JPEG of inks"], 0, dpi=dpi) for dpi in (72, 150))
    assert coarse.most == pytest.approx(fine.most, abs=3)
    for name, mean in coarse.means.items():
        assert mean == pytest.approx(fine.means[name], abs=0.5)


@pytest.mark.parametrize(("data", "index"), [(b"no pdf", 0), (PAGES["knock-out"], 1)])
def test_what_is_no_page_is_the_users_mistake(data, index):
    with pytest.raises(InputError):
        render_plates(data, index)


def test_a_page_of_broken_objects_is_an_input_error_too():
    broken = build("/S cs 1 scn " + SQUARE, ColorSpace={"S": Array([Name.ICCBased, 7])})
    with pytest.raises(InputError, match="cannot be drawn"):
        render_plates(broken, 0)
