"""Printer's spreads of press pages: what stands where, and that nothing of a page changes on the way."""

import hashlib
import io
import json
import shutil
import subprocess

import pikepdf
import pypdfium2
import pytest

from banmian import build
from banmian.cli import main
from banmian.conformance import Conformance
from banmian.model import InputError
from banmian.model.plant import PressOrder
from banmian.plate import MM
from banmian.press.impose import impose

BLEED = 3 * MM


def leaf(label, *, width=200.0, height=300.0, spot=None, intent="a", bleed=BLEED, version="PDF/X-4"):
    """A press page of one colour with a bar over its whole sheet, so that what should be clipped can be seen."""
    pdf = pikepdf.new()
    margin = 40
    ink = "0 0 0 1 k" if spot is None else "/Sp cs 1 scn"
    content = f"{label / 20:.2f} 0 0 0 k 0 0 1000 1000 re f {ink} {margin} {margin} 20 20 re f"
    resources = pikepdf.Dictionary()
    if spot:
        function = pdf.make_indirect(
            pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 0, 0], N=1)
        )
        space = pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name("/" + spot), pikepdf.Name.DeviceCMYK, function])
        resources.ColorSpace = pikepdf.Dictionary(Sp=pdf.make_indirect(space))
    pdf.pages.append(
        pikepdf.Page(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Page,
                MediaBox=[0, 0, width + 2 * margin, height + 2 * margin],
                BleedBox=[margin - bleed, margin - bleed, margin + width + bleed, margin + height + bleed],
                TrimBox=[margin, margin, margin + width, margin + height],
                Resources=resources,
                Contents=pdf.make_stream(content.encode()),
                StructParents=0,
            )
        )
    )
    profile = pdf.make_stream(intent.encode() * 200)
    profile.N = 4
    entry = pikepdf.Dictionary(S=pikepdf.Name.GTS_PDFX, OutputConditionIdentifier="x", DestOutputProfile=profile)
    pdf.Root.OutputIntents = pikepdf.Array([entry])
    pdf.docinfo["/GTS_PDFXVersion"] = version
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def issue(count, **how):
    return [(f"{n:02d}.pdf", leaf(n, **how)) for n in range(1, count + 1)]


def shown(data):
    """The spread as grey levels at 1 pixel a point, and its trim box."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        trim = [float(side) for side in pdf.pages[0].trimbox]
    return pypdfium2.PdfDocument(data)[0].render().to_numpy(), trim


def test_pages_stand_side_by_side_with_bleed_outside_and_none_over_the_fold():
    spreads = list(impose(issue(4)))
    assert [spread.sources for spread in spreads] == [("04.pdf", "01.pdf"), ("02.pdf", "03.pdf")]
    image, trim = shown(spreads[0].data)
    assert trim[2] - trim[0] == pytest.approx(400, abs=0.01)
    row = image[image.shape[0] // 3, :, 2].astype(int)
    fold = round(trim[0] + 200)
    assert abs(row[fold - 8] - row[fold + 8]) > 20, "two pages"
    assert abs(row[fold - 8] - row[fold - 3]) < 3
    assert abs(row[fold + 8] - row[fold + 3]) < 3, "the bleed of neither stands on the other"
    assert row[round(trim[0] - BLEED / 2)] < 250, "bleed at the outer edge"
    assert row[round(trim[0] - BLEED - 6)] == 255, "and nothing of the page beyond it"


def test_a_double_page_is_whole_in_the_middle_and_parted_elsewhere():
    files = issue(8)
    middle = [*files[:3], ("04-05.pdf", leaf(4, width=400)), *files[5:]]
    spreads = {spread.side.name: spread for spread in impose(middle)}
    assert spreads["sheet2-back-04-05"].sources == ("04-05.pdf",)
    with pikepdf.open(io.BytesIO(spreads["sheet2-back-04-05"].data)) as pdf:
        assert len(pdf.pages[0].Resources.XObject) == 1
    elsewhere = [files[0], ("02-03.pdf", leaf(2, width=400)), *files[3:]]
    spreads = {spread.side.name: spread for spread in impose(elsewhere)}
    assert spreads["sheet1-back-02-07"].sources == ("02-03.pdf", "07.pdf")
    assert spreads["sheet2-front-06-03"].sources == ("06.pdf", "02-03.pdf")
    _, trim = shown(spreads["sheet2-front-06-03"].data)
    assert trim[2] - trim[0] == pytest.approx(400, abs=0.01)


def test_a_spot_ink_of_two_pages_is_one_and_tags_stay_behind():
    (first, _) = impose(issue(4, spot="Gold"))
    with pikepdf.open(io.BytesIO(first.data)) as pdf:
        forms = list(pdf.pages[0].Resources.XObject.values())
        functions = {form.Resources.ColorSpace.Sp[3].objgen for form in forms}
        assert len(functions) == 1
        assert all("/StructParents" not in form for form in forms)
        assert "/StructTreeRoot" not in pdf.Root


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (issue(6), "page-count"),
        (issue(3), "page-count"),
        ([*issue(3), ("04.pdf", leaf(4, width=190))], "page-size"),
        ([*issue(3), ("04.pdf", leaf(4, height=290))], "page-size"),
        ([*issue(3), ("04.pdf", leaf(4, intent="b"))], "two-conditions"),
        ([*issue(3), ("04.pdf", leaf(4, version="PDF/X-1a:2003"))], "two-conditions"),
        ([*issue(3), ("04.pdf", b"nothing")], "not-a-pdf"),
    ],
)
def test_pages_that_cannot_be_imposed_are_refused(files, code):
    with pytest.raises(InputError) as caught:
        list(impose(files))
    assert caught.value.findings[0].code == code


@pytest.fixture(scope="module")
def tabloid(tmp_path_factory):
    out = tmp_path_factory.mktemp("tabloid")
    build("samples/xicheng-evening", out, only=("press",), press=PressOrder(plant="trimmed", ink=False))
    return out


def test_the_sample_is_imposed_and_keeps_its_conformance(tabloid, tmp_path, capsys):
    assert main(["impose", str(tabloid), "-o", str(tmp_path / "a")]) == 0
    assert main(["impose", str(tabloid / "press"), "-o", str(tmp_path / "b")]) == 0
    capsys.readouterr()
    plan = json.loads((tmp_path / "a" / "plan.json").read_text("utf-8"))["spreads"]
    assert [entry["file"] for entry in plan] == ["sheet1-front-04-01.pdf", "sheet1-back-02-03.pdf"]
    for entry in plan:
        data = (tmp_path / "a" / entry["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == entry["sha256"]
        assert data == (tmp_path / "b" / entry["file"]).read_bytes(), "the same bytes twice"
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert pdf.pdf_version == "1.6"
            assert b"PDF/X-4" in pdf.Root.Metadata.read_bytes()
            assert len(pdf.Root.OutputIntents) == 1


def test_a_spread_passes_the_checker_as_its_pages_do(tabloid):
    from banmian.checker.check import check_file
    from banmian.intake.plant import read_plant
    from banmian.model import Severity

    files = [(path.name, path.read_bytes()) for path in sorted((tabloid / "press").glob("*.pdf"))]
    for spread in impose(files):
        found = check_file(spread.data, read_plant("trimmed").plant, ink=False)
        assert [fault for fault in found.faults if fault.severity is Severity.ERROR] == []


def test_spreads_of_pdf_x1a_stay_pdf_x1a(tmp_path):
    order = PressOrder(plant="plate", conformance=Conformance.X1A, ink=False)
    build("samples/xicheng-evening", tmp_path, only=("press",), press=order)
    files = [(path.name, path.read_bytes()) for path in sorted((tmp_path / "press").glob("*.pdf"))]
    for spread in impose(files, marks=False):
        assert spread.data.startswith(b"%PDF-1.4")
        with pikepdf.open(io.BytesIO(spread.data)) as pdf:
            assert str(pdf.docinfo["/GTS_PDFXVersion"]) == "PDF/X-1a:2003"
            assert "/XRef" not in str(pdf.trailer.keys())


@pytest.mark.skipif(
    shutil.which("gs") is None, reason="SKIPPED: Ghostscript is not installed (apt install ghostscript)"
)
def test_the_plates_of_a_spread_are_those_of_its_pages(tabloid, tmp_path):
    """Ghostscript's plates of a page, and of the half of the spread where it stands, are the same."""
    from PIL import Image, ImageChops, ImageStat

    files = [(path.name, path.read_bytes()) for path in sorted((tabloid / "press").glob("*.pdf"))]
    (first, _) = impose(files)
    (tmp_path / "spread.pdf").write_bytes(first.data)
    (tmp_path / "page.pdf").write_bytes(files[0][1])
    plates = {}
    for name in ("spread", "page"):
        subprocess.run(
            ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-dOverprint=/simulate", "-r144",
             f"-sOutputFile={tmp_path / name}-%d.tif", str(tmp_path / f"{name}.pdf")],
            check=True,
        )  # fmt: skip
        with pikepdf.open(tmp_path / f"{name}.pdf") as pdf:
            trim, top = [float(side) * 2 for side in pdf.pages[0].trimbox], float(pdf.pages[0].mediabox[3]) * 2
        image = Image.open(tmp_path / f"{name}-1(Black).tif")
        left = trim[0] if name == "page" else (trim[0] + trim[2]) / 2
        plates[name] = image.crop((round(left), round(top - trim[3]), round(trim[2]), round(top - trim[1])))
    a, b = plates["page"], plates["spread"].resize(plates["page"].size)
    assert ImageStat.Stat(ImageChops.difference(a, b)).mean[0] < 12, "pixels fall a little otherwise, ink does not"
    assert abs(ImageStat.Stat(a).mean[0] - ImageStat.Stat(b).mean[0]) < 1


def test_every_file_that_cannot_be_imposed_is_named(tmp_path, capsys):
    """A locked, a cut and an empty file among good ones: each is said, and nothing is written."""
    good = leaf(1)
    with pikepdf.open(io.BytesIO(good)) as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="o", user="u"))
    for name, data in (("01", good), ("02", good), ("cut", good[:-200]), ("empty", b"")):
        (tmp_path / f"{name}.pdf").write_bytes(data)
    sources = [str(tmp_path / f"{name}.pdf") for name in ("01", "locked", "cut", "02", "empty")]
    assert main(["impose", *sources, "-o", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert [name for name in ("01", "02", "locked", "cut", "empty") if f"] {name}.pdf:" in said] == [
        *("locked", "cut", "empty")
    ]
    assert "Traceback" not in said
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("what", ["[]", "{", '{"files": [3]}', '{"files": [{"file": "../../x.pdf", "pages": [1]}]}'])
def test_a_manifest_that_is_none_is_said(what, tmp_path, capsys):
    (tmp_path / "manifest.json").write_text(what, "utf-8")
    assert main(["impose", str(tmp_path), "-o", str(tmp_path / "out")]) == 2
    assert "bad-manifest" in capsys.readouterr().err
