"""Small PDFs made by code: a page of 100 x 100 mm, trimmed 10 mm inside, with the content that a test gives it."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name

from banmian.checker.check import check_file
from banmian.model.plant import Plant

MM = 72 / 25.4
STANDARDS = ("x4",)


def paper(content=b"", change=None, standards=STANDARDS, *, plant=None, save=None):
    """The result of checking a page with this content; `change` gets the file and the page before it is saved."""
    return check_file(paper_bytes(content, change, save), plant or Plant(), standards=standards, ink=False)


def paper_bytes(content=b"", change=None, save=None):
    """The bytes of such a page."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(120 * MM, 120 * MM))
    page.obj.TrimBox = Array([10 * MM, 10 * MM, 110 * MM, 110 * MM])
    page.obj.Resources = Dictionary(
        Font=Dictionary(F1=pdf.make_indirect(font())),
        ExtGState=Dictionary(Over=Dictionary(OP=True, op=True, OPM=1), Over0=Dictionary(OP=True, op=True, OPM=0)),
        XObject=Dictionary(),
        ColorSpace=Dictionary(),
        Pattern=Dictionary(),
        Shading=Dictionary(),
    )
    page.obj.Contents = pdf.make_stream(content)
    if change:
        change(pdf, page.obj)
    out = io.BytesIO()
    pdf.save(out, **(save or {}))
    return out.getvalue()


def font():
    """A simple font with even widths."""
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=Name("/ABCDEF+Test"),
        Encoding=Name.WinAnsiEncoding,
        FirstChar=0,
        LastChar=255,
        Widths=Array([500] * 256),
    )


def image(pdf, pixels=(236, 236), space="/DeviceCMYK", bits=8, **more):
    """A picture without any contrast."""
    width, height = pixels
    channels = {"/DeviceCMYK": 4, "/DeviceRGB": 3}.get(space if isinstance(space, str) else "", 1)
    stream = pdf.make_stream(bytes((width * channels * bits + 7) // 8 * height))
    stream.update(
        Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height, BitsPerComponent=bits, **more)
    )
    stream.ColorSpace = Name(space) if isinstance(space, str) else space
    return stream


def separation(pdf, name, tint=(0, 1, 1, 0), alternate="/DeviceCMYK"):
    """A spot ink."""
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0] * len(tint), C1=list(tint), N=1)
    return Array([Name.Separation, Name(f"/{name}"), Name(alternate), pdf.make_indirect(function)])


def form(pdf, content, box=(0, 0, 1000, 1000), **more):
    """A form XObject."""
    stream = pdf.make_stream(content)
    stream.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=list(box), **more))
    return stream


def put(category, **entries):
    """A change that puts entries among the page's resources; each is called with the file."""

    def change(pdf, page):
        for name, make in entries.items():
            page.Resources[f"/{category}"][f"/{name}"] = make(pdf)

    return change


def ids(checked):
    """The rules broken."""
    return {fault.rule for fault in checked.faults}


def fault(checked, rule):
    """The first fault of a rule."""
    found = [one for one in checked.faults if one.rule == rule]
    assert found, f"{rule} was not found among {sorted(ids(checked))}"
    return found[0]
