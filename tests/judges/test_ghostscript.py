"""The plates of the press PDFs as Ghostscript makes them: inks, black type, tints under it, ink limit."""

import re
import subprocess
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from banmian.intake import read_issue
from banmian.making import make_plates
from judging import tool
from press_files import LEVELS, SPOT, trim_of

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
RESOLUTION = 72


def _plates(file, folder, resolution=RESOLUTION):
    """The plates of a page within its trim: ink → array of tones, 1 is full."""
    Image.MAX_IMAGE_PIXELS = None
    target = folder / f"{file.stem}.tif"
    options = ["-q", "-dNOPAUSE", "-dBATCH", "-dPDFSTOPONERROR", "-sDEVICE=tiffsep", "-dOverprint=/simulate"]
    done = subprocess.run(
        [tool("gs"), *options, f"-r{resolution}", f"-sOutputFile={target}", file],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    left, top, right, bottom = (v * resolution / 72 for v in trim_of(file))
    inside = slice(round(top), round(bottom)), slice(round(left), round(right))
    plates = {}
    for plate in folder.glob(f"{glob_safe(file.stem)}(*).tif"):
        ink = re.search(r"\((.*)\)\.tif", plate.name)[1]
        plates[ink] = 1 - np.asarray(Image.open(plate), dtype=np.float32)[inside] / 255
        plate.unlink()
    target.unlink()
    return plates


def glob_safe(name):
    return re.sub(r"([\[\]*?])", r"[\1]", name)


def _limit(plates, file):
    """The ink of a page keeps under 240 %, and hardly any of it is over 220."""
    total = sum(plates[ink] for ink in PROCESS) * 100
    over = float((total > 221).mean())
    print(f"{file.parent.parent.name} {file.stem}: most ink {total.max():.1f} %, {over:.4%} of the page over 220 %")
    assert total.max() <= 240.5, file
    assert over < 0.0005, file


@pytest.mark.parametrize("issue", ("lanzhou-daily", "xicheng-evening"))
def test_only_process_plates_and_the_ink_limit(press, issue, tmp_path):
    for file in press(issue).pages:
        plates = _plates(file, tmp_path)
        assert set(plates) == set(PROCESS), file
        _limit(plates, file)


@pytest.mark.parametrize("level", ("x4", "x1a"))
def test_an_advert_in_a_spot_ink_has_its_plate(press, level, tmp_path):
    """The spot ink of the advert is a plate of its page, and of no other; its RGB is no plate."""
    with_spot = set()
    for file in press("mixed", level).pages:
        plates = _plates(file, tmp_path)
        assert set(PROCESS) <= set(plates) <= {*PROCESS, SPOT}, file
        if SPOT in plates:
            with_spot.add(file.name)
            assert plates[SPOT].max() == pytest.approx(1)
        _limit(plates, file)
    assert len(with_spot) == 1


def test_the_levels_print_the_same(press, tmp_path):
    """A page has the same plates whatever it claims to be."""
    pages = [press("xicheng-evening", level).pages[2] for level in LEVELS]
    plates = [_plates(file, tmp_path) for file in pages]
    for other in plates[1:]:
        assert set(other) == set(plates[0])
        for ink, tones in plates[0].items():
            assert np.abs(other[ink] - tones).max() < 0.02, ink


@pytest.mark.parametrize(("issue", "number"), (("lanzhou-daily", 2), ("xicheng-evening", 3)))
def test_body_text_is_on_the_black_plate_alone(press, issue, number, tmp_path):
    """Every body line on white has ink on the black plate and none on the others."""
    made = press(issue)
    plates = _plates(made.pages[number - 1], tmp_path, 100)
    plate = make_plates(read_issue(made.issue))[0].plates[number - 1]
    coloured, black = 0, 0
    for run in plate.texts():
        if run.body < 0 or run.colour.cmyk != (0, 0, 0, 1):
            continue
        left, top, right, bottom = (max(0, round(v * 100 / 72)) for v in run.box)
        line = {ink: tones[top:bottom, left:right] for ink, tones in plates.items()}
        ground = sum(float(np.median(line[ink])) for ink in PROCESS)
        black += int((line["Black"] > 0.2).sum())
        if ground == 0:
            coloured += sum(int((line[ink] > 0.02).sum()) for ink in PROCESS[:3])
    assert coloured == 0
    assert black > 10_000


def test_a_tint_goes_on_under_black_type(tmp_path, press):
    """A copy of a page with a tint laid under all of it: where its type prints, the tint is whole (OP and OPM 1)."""
    made = press("xicheng-evening")
    with pikepdf.open(made.pages[2]) as pdf:
        page = pdf.pages[0]
        trim = [float(v) for v in page.obj.TrimBox]
        tint = f"q 0.3 0 0 0 k {trim[0]} {trim[1]} {trim[2] - trim[0]} {trim[3] - trim[1]} re f Q\n"
        page.contents_add(tint.encode(), prepend=True)
        pdf.save(tmp_path / "tint.pdf")
    plates = _plates(tmp_path / "tint.pdf", tmp_path, 150)
    seen, whole = 0, 0
    for run in make_plates(read_issue(made.issue))[0].plates[2].texts():
        if run.body < 0 or run.colour.cmyk != (0, 0, 0, 1):
            continue
        left, top, right, bottom = (max(0, round(v * 150 / 72)) for v in run.box)
        cyan, black = (plates[ink][top:bottom, left:right] for ink in ("Cyan", "Black"))
        ground = float(np.median(cyan[black < 0.1]))
        typed = cyan[black > 0.9]
        seen += typed.size
        whole += int((np.abs(typed - ground) < 0.05).sum())
    assert seen > 10_000
    assert whole > 0.999 * seen, "the tint is knocked out under black type"


@pytest.mark.parametrize("level", LEVELS)
def test_ghostscript_stops_at_no_page(everything, level):
    files = everything(level)
    command = [tool("gs"), "-q", "-dNOPAUSE", "-dBATCH", "-dPDFSTOPONERROR", "-dPDFSTOPONWARNING", "-sDEVICE=nullpage"]
    done = subprocess.run([*command, *map(Path, files)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not done.stdout.strip(), done.stdout
