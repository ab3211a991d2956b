"""The press PDFs that are judged: both samples and a small issue of mixed matter, each at all conformance levels."""

from __future__ import annotations

import fcntl
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pikepdf
from PIL import Image
from reportlab.lib.colors import CMYKColorSep, Color
from reportlab.pdfgen.canvas import Canvas

from banmian.conformance import Conformance
from judging import ROOT

LEVELS = tuple(Conformance.options())
SPOT = "PANTONE 186 C"
"""The spot ink of the advert that comes as PDF."""


class Press(NamedTuple):
    """What the press gets of an issue at a conformance level; `issue` is the folder that it was built from."""

    level: str
    issue: Path
    pages: tuple[Path, ...]
    said: str


def built(folder: Path, issue: Path, level: str, *more: str) -> Press:
    """The press PDFs of an issue; built once, also when several processes ask for them at once."""
    out = folder / f"{issue.name}-{level}"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (out / "said").is_file():
            done = subprocess.run(
                [
                    sys.executable,
                    "-m",
                    "banmian",
                    "build",
                    issue,
                    "-o",
                    out,
                    "--only",
                    "press",
                    "--conformance",
                    level,
                    *more,
                ],
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode in (0, 1), done.stderr
            (out / "said").write_text(done.stderr, "utf-8")
    pages = sorted((out / "press").glob("*.pdf"))
    assert pages, (out / "said").read_text("utf-8")
    return Press(level, issue, tuple(pages), (out / "said").read_text("utf-8"))


def shared_folder(base: Path) -> Path:
    """A folder that all processes of a run of the tests share."""
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "press-files"
    folder.mkdir(exist_ok=True)
    return folder


def mixed_issue(folder: Path) -> Path:
    """The daily with adverts of other houses: a PDF in a spot ink and RGB, an RGB picture, HTML as it was.

    The PDF has all that the intake takes away: a link, JavaScript, black type in RGB, no TrimBox.
    """
    issue = folder / "mixed"
    with (folder / "mixed.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if issue.is_dir():
            return issue
        made = folder / "mixed-under-way"
        shutil.copytree(ROOT / "samples" / "lanzhou-daily", made)
        (made / "adverts" / "spot.pdf").write_bytes(_advert())
        _picture().save(made / "adverts" / "shop.png", dpi=(200, 200))
        text = (made / "issue.toml").read_text("utf-8")
        text = text.replace('file = "adverts/advert.html"', 'file = "adverts/spot.pdf"')
        text = text.replace('file = "adverts/strip.html"', 'file = "adverts/shop.png"')
        assert text.count("spot.pdf") == text.count("shop.png") == 1
        (made / "issue.toml").write_text(text, "utf-8")
        made.rename(issue)
    return issue


def _picture() -> Image.Image:
    """2400 × 600 pixels of all hues, dark below."""
    hues = Image.linear_gradient("L").rotate(90).resize((2400, 600))
    value = Image.linear_gradient("L").rotate(180).resize((2400, 600))
    return Image.merge("HSV", (hues, Image.new("L", hues.size, 230), value)).convert("RGB")


def _advert() -> bytes:
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=(520, 180), invariant=1)
    canvas.setFillColor(CMYKColorSep(0, 0.9, 0.8, 0.05, spotName=SPOT, density=1))
    canvas.rect(0, 0, 200, 180, stroke=0, fill=1)
    canvas.setFillColor(Color(0.1, 0.4, 0.8))
    canvas.rect(220, 20, 120, 140, stroke=0, fill=1)
    canvas.setFillColor(Color(0, 0, 0))
    path = canvas.beginPath()  # no type: an advert of a house that has made outlines of it, in black of RGB
    for step in range(6):
        path.rect(360 + step * 24, 60, 14, 70)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.linkURL("https://shop.example/", (0, 0, 200, 180))
    canvas.save()
    with pikepdf.open(io.BytesIO(data.getvalue())) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('buy')")
        page = pdf.pages[0].obj
        for key in ("/TrimBox", "/Trans"):
            if key in page:
                del page[key]
        del page.Resources["/Font"]  # the standard font that ReportLab always names
        cleaned = re.sub(rb"BT[^\n]*ET\n?|/F1 \S+ Tf \S+ TL", b"", page.Contents.read_bytes())
        page.Contents = pdf.make_stream(cleaned)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def trim_of(file: Path) -> tuple[float, float, float, float]:
    """The TrimBox of a page, in pt from the top left corner of its MediaBox: left, top, right, bottom."""
    with pikepdf.open(file) as pdf:
        page = pdf.pages[0].obj
        media, trim = ([float(v) for v in page[name]] for name in ("/MediaBox", "/TrimBox"))
    return trim[0] - media[0], media[3] - trim[3], trim[2] - media[0], media[3] - trim[1]
