"""Plates of pages made for the purpose: each colour space and each kind of overprint, beside Ghostscript's plates."""

import io
import re
import shutil
import subprocess

import numpy as np
import pikepdf
import pytest
from PIL import Image
from pikepdf import Array, Dictionary, Name

from banmian.inks import read_condition
from banmian.model import InputError
from banmian.model.plant import Limits
from banmian.separations import measure_ink, render_plates
from banmian.separations.coverage import connected

OVER1 = Dictionary(OP=True, op=True, OPM=1)
OVER0 = Dictionary(OP=True, op=True, OPM=0)
KNOCK = Dictionary(OP=False, op=False)
SIZE = 144


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
DEVICE_N = Array([Name.DeviceN, Array([Name.Cyan, Name.Gold]), Name.DeviceCMYK])
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
    "DeviceN": build(
        CYAN + "/N cs 0.8 0.5 scn " + SQUARE,
        ColorSpace={
            "N": Array(
                [
                    *DEVICE_N,
                    Dictionary(FunctionType=2, Domain=[0, 1], C0=[0] * 4, C1=[1, 0, 0, 0], N=1),
                    Dictionary(Colorants=Dictionary(Gold=spot())),
                ]
            )
        },
    ),
}
DIFFERENT = {"DeviceN", "soft mask"}
"""What this Ghostscript does not draw by the letter, or draws with other edges: held against figures instead."""


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


@pytest.mark.parametrize("name", [name for name in PAGES if name not in DIFFERENT])
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
