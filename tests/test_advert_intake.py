"""Intake of adverts: they are mended or refused before make-up, forms looked over at the size they stand in."""

import io
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from banmian.advert_intake import admit_adverts, admit_forms
from banmian.conformance import Conformance
from banmian.inks import conversion, read_condition
from banmian.model import Advert, InputError, Severity
from banmian.model.plant import Limits
from banmian.pdf.forms import place_forms
from banmian.plate import Form, Plate


def advert(content=b"1 0 0 rg 0 0 50 50 re f", **resources):
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(100, 50))
    pdf.pages[0].Contents = pdf.make_stream(content)
    pdf.pages[0].Resources = Dictionary({f"/{kind}": value(pdf) for kind, value in resources.items()})
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def gold(_, light=0.6):
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 1, 1], C1=[0.8, light, 0.2], N=1)
    return Dictionary(A=Array([Name.Separation, Name.Gold, Name.DeviceRGB, tint]))


def dots(pdf):
    image = pdf.make_stream(b"\x80" * 100)
    image.Type, image.Subtype, image.Width, image.Height = Name.XObject, Name.Image, 10, 10
    image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 8
    return Dictionary(I=image)


def form(data, name="a.pdf", width=100, height=100):
    return Form(x=0, y=0, width=width, height=height, data=data, name=name)


def plate(*items):
    size = {"width": 200, "height": 200, "bleed": 0, "grid_top": 0, "pitch": 12}
    return Plate(page=1, section="", children=items, **size)


def looked_over(issue, folder, file, data):
    folder.joinpath(file).write_bytes(data)
    page = issue.pages[0].__class__(number=1, adverts=(Advert(slot="A", file=file),))
    import msgspec

    return admit_adverts(msgspec.structs.replace(issue, pages=(page,), folder=str(folder)))


@pytest.fixture(scope="module")
def issue():
    from banmian.intake import read_issue

    return read_issue(Path(__file__).parents[1] / "samples" / "lanzhou-daily")


def test_mends_are_said_one_a_rule(issue, tmp_path):
    admitted, findings = looked_over(issue, tmp_path, "a.pdf", advert())
    assert admitted.pages[0].adverts
    assert {one.code for one in findings} == {"advert-mended"}
    assert all(one.file == "a.pdf" and one.slot == "A" and one.severity is Severity.INFO for one in findings)


@pytest.mark.parametrize("file", ["a.pdf", "a.png"])
def test_what_cannot_be_read_is_refused_and_not_placed(issue, tmp_path, file):
    admitted, (finding,) = looked_over(issue, tmp_path, file, b"no")
    assert admitted.pages[0].adverts == ()
    assert finding.severity is Severity.ERROR and finding.code == "advert-refused" and finding.hint


def test_a_picture_in_rgb_is_said(issue, tmp_path):
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "PNG")
    _, (finding,) = looked_over(issue, tmp_path, "a.png", out.getvalue())
    assert finding.code == "advert-mended"


def test_resolution_is_that_of_the_slot():
    data = advert(b"q 3 0 0 3 0 0 cm /I Do Q", XObject=dots)  # 240 ppi at its own size
    assert not admit_forms((plate(form(data)),)).findings
    (finding,) = admit_forms((plate(form(data, width=150, height=75)),)).findings
    assert finding.code == "low-resolution" and finding.severity is Severity.WARNING
    (finding,) = admit_forms((plate(form(data, width=300, height=150)),)).findings
    assert finding.severity is Severity.ERROR


def test_a_form_that_cannot_be_mended_is_taken_off():
    (made,), (finding,) = admit_forms((plate(form(b"no", "a.html")),))
    assert made.items == () and finding.severity is Severity.ERROR


def placed(conformance, *forms):
    way = conversion(read_condition("newsprint"), Limits())
    pages = [{f"X{n}": one for n, one in enumerate(forms)}]
    kinds = {"conformance": conformance, "conversion": way} if conformance else {}
    return place_forms(advert(b"/X0 Do"), pages, **kinds)


def test_a_spot_of_two_adverts_is_one_object():
    spots = b"/A cs 1 scn 0 0 50 50 re f"
    one = advert(spots, ColorSpace=gold)
    two = advert(spots, ColorSpace=lambda pdf: gold(pdf, 0.4))
    data = placed(Conformance.X4, form(one), form(two), form(one))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        objects = pdf.pages[0].Resources.XObject
        inner = [objects[name].Resources.XObject.Advert for name in ("/X0", "/X1", "/X2")]
        spaces = [next(iter(one.Resources.ColorSpace.values())).objgen for one in inner]
        assert spaces[0] == spaces[1]
        assert inner[0].objgen == inner[2].objgen


@pytest.mark.parametrize("conformance, version", [(Conformance.X4, b"1.6"), (Conformance.X1A, b"1.4")])
def test_the_file_keeps_what_it_claims(conformance, version):
    data = placed(conformance, form(advert()))
    assert data == placed(conformance, form(advert()))
    assert data.startswith(b"%PDF-" + version)
    assert b"/ObjStm" not in data and b"/XRef" not in data and b"/ID [" in data


def test_screens_keep_the_colours():
    with pikepdf.open(io.BytesIO(placed(None, form(advert())))) as pdf:
        assert b"1 0 0 rg" in pdf.pages[0].Resources.XObject.X0.Resources.XObject.Advert.read_bytes()


def test_a_form_that_slipped_through_is_no_traceback():
    with pytest.raises(InputError):
        placed(Conformance.X4, form(b"no"))


def test_an_advert_that_is_cut_short_is_refused(issue, tmp_path):
    """What is missing cannot be known: wherever it was cut, nothing of it is placed. Only its table may be mended."""
    whole = advert(b"1 0 0 rg 0 0 50 50 re f " * 50, XObject=dots)
    table = whole.rindex(b"xref", 0, whole.rindex(b"startxref"))
    for length in (*range(60, table - 10, 7), table - 10):
        admitted, findings = looked_over(issue, tmp_path, "a.pdf", whole[:length])
        assert (admitted.pages[0].adverts, [one.code for one in findings]) == ((), ["advert-refused"]), length
    admitted, findings = looked_over(issue, tmp_path, "a.pdf", whole[: table + 20])
    assert admitted.pages[0].adverts
    assert any("structure is damaged" in one.message for one in findings)
