"""PDFs of other programs, with the faults that their pages are known to have: each named, and never a traceback."""

import io
import shutil
import subprocess

import pikepdf
import pytest
from PIL import Image

from banmian.checker.check import check_file
from banmian.model.plant import Plant

HTML = """<!doctype html><meta charset="utf-8"><title>Foreign</title>
<style>body {{ font-family: sans-serif }}
p {{ color: #c00 }} div {{ background: rgba(0, 0, 255, .4); height: 3cm }}</style>
<h1>A page from elsewhere</h1><p>Red words and <a href="https://a.example/">a link</a>.</p>
<div>blue, half of it</div><p><img src="{picture}" width="300"></p>"""
TYPST = """#set page(width: 120mm, height: 160mm)
= A page from elsewhere
#text(fill: rgb("#cc0000"))[Red words and #link("https://a.example/")[a link].]
#rect(fill: rgb(0, 0, 255, 100), width: 6cm, height: 3cm)
#image("picture.png", width: 8cm)
"""
FOR_A_SCREEN = {"claim-missing", "intent-missing", "annotation", "ppi"}
"""What every page made for a screen has: no claim, no output intent, a link, here a coarse picture."""


@pytest.fixture
def picture(tmp_path):
    image = Image.merge("RGB", [Image.linear_gradient("L").rotate(90 * turn) for turn in range(3)])
    image.save(tmp_path / "picture.png")
    return tmp_path / "picture.png"


def _found(data):
    checked = check_file(data, Plant())
    return {fault.rule for fault in checked.faults}, checked.faults


def _ran(tmp_path, *command):
    """The PDF that another program writes; a skip where it cannot run here."""
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False, timeout=120, cwd=tmp_path)
    files = [file for file in tmp_path.glob("*.pdf") if file.stat().st_size]
    if not files:
        pytest.skip(f"{command[0]} made no PDF ({(done.stderr or done.stdout).strip()[-120:]})")
    return files[0].read_bytes()


def _program(*names):
    return next(filter(None, map(shutil.which, names)), None) or pytest.skip(f"{names[0]} is not installed")


def test_weasyprint(picture):
    weasyprint = pytest.importorskip("weasyprint", exc_type=(ImportError, OSError))
    rules, _ = _found(weasyprint.HTML(string=HTML.format(picture=picture.as_uri())).write_pdf())
    assert rules >= FOR_A_SCREEN | {"rgb-text", "rgb-vector", "rgb-image"}


def test_weasyprint_that_says_pdf_x(picture):
    """Its PDF/X-4 keeps RGB and the link: a label is no proof."""
    weasyprint = pytest.importorskip("weasyprint", exc_type=(ImportError, OSError))
    html = weasyprint.HTML(string=HTML.format(picture=picture.as_uri()))
    rules, _ = _found(html.write_pdf(pdf_variant="pdf/x-4"))
    assert rules >= {"rgb-text", "annotation"}


def test_typst(picture, tmp_path):
    typst = pytest.importorskip("typst")
    (tmp_path / "page.typ").write_text(TYPST, "utf-8")
    rules, _ = _found(typst.compile(str(tmp_path / "page.typ"), root=str(picture.parent)))
    assert rules >= FOR_A_SCREEN | {"managed-rgb", "trim-missing", "header-version"}


def test_chromium(picture, tmp_path):
    chromium = _program("chromium", "chromium-browser", "google-chrome")
    (tmp_path / "page.html").write_text(HTML.format(picture=picture.as_uri()), "utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    target = f"--print-to-pdf={tmp_path / 'page.pdf'}"
    rules, _ = _found(_ran(tmp_path, chromium, *options, target, tmp_path / "page.html"))
    assert rules >= FOR_A_SCREEN | {"rgb-text", "rgb-vector", "managed-rgb", "trim-missing"}


def test_libreoffice(picture, tmp_path):
    office = _program("soffice", "libreoffice")
    (tmp_path / "page.html").write_text(HTML.format(picture=picture.as_uri()), "utf-8")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    options = [profile, "--headless", "--convert-to", "pdf:writer_web_pdf_Export", "--outdir", tmp_path]
    rules, _ = _found(_ran(tmp_path, office, *options, tmp_path / "page.html"))
    assert rules >= {"rgb-text", "claim-missing", "intent-missing", "trim-missing"}


def test_reportlab_with_a_standard_font(tmp_path):
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "page.pdf"), invariant=1)
    canvas.drawString(72, 700, "Helvetica, which is not in the file")
    canvas.save()
    rules, faults = _found((tmp_path / "page.pdf").read_bytes())
    assert rules >= {"font-not-embedded", "claim-missing", "intent-missing", "trim-missing"}
    assert any(fault.rule == "font-not-embedded" and "Helvetica" in fault.object for fault in faults)


@pytest.mark.parametrize(
    "damage", [lambda data: data[:400], lambda data: data.replace(b"obj", b"xxx"), lambda _: b"%PDF-1.6\n"]
)
def test_what_is_broken_is_a_fault_and_no_traceback(damage, tmp_path):
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "page.pdf"), invariant=1)
    canvas.drawString(72, 700, "words")
    canvas.save()
    rules, _ = _found(damage((tmp_path / "page.pdf").read_bytes()))
    assert rules


def test_a_picture_without_dots_is_named():
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(300, 300))
    image = pdf.make_stream(
        b"", Subtype=pikepdf.Name.Image, Width=0, Height=0, BitsPerComponent=8, ColorSpace=pikepdf.Name.DeviceCMYK
    )
    pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=image))
    pdf.pages[0].Contents = pdf.make_stream(b"q 100 0 0 100 50 50 cm /P Do Q")
    data = io.BytesIO()
    pdf.save(data)
    rules, _ = _found(data.getvalue())
    assert "operator-broken" in rules
