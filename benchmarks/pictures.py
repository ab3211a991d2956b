"""How long a picture takes to the plate, and how much memory: 100 megapixels in each format, a process each.

    python -m benchmarks.pictures [MEGAPIXELS]

Prints for each format the seconds and the peak of resident memory, in all and beyond that of the bare process.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FORMATS = ("a.jpg", "a.png", "a.tif", "lzw.tif", "16.tif", "rgba.png", "cmyk.jpg")
PRINTED = (700.0, 525.0)
"""pt: a picture over a broadsheet page, 247 mm wide."""


def make(folder: Path, name: str, width: int, height: int) -> None:
    """A picture of smooth colours with some grain."""
    import numpy as np
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None
    x = np.linspace(0, 255, width, dtype=np.float32)
    y = np.linspace(0, 255, height, dtype=np.float32)[:, None]
    grain = np.random.default_rng(1).integers(0, 12, (height, width), np.uint8)
    red = (x * 0.9 + y * 0).astype(np.uint8) + grain
    if name == "16.tif":
        Image.fromarray(red.astype(np.uint16) * 257).save(folder / name)
        return
    bands = [Image.fromarray(band) for band in (red, (y * 0.9 + x * 0).astype(np.uint8) + grain, grain)]
    if name.startswith(("rgba", "cmyk")):
        bands.append(Image.fromarray(red))
    image = Image.merge({3: "RGB", 4: name[:4].upper()}[len(bands)], bands)
    choices = {
        "a.png": {"compress_level": 1},
        "rgba.png": {"compress_level": 1},
        "lzw.tif": {"compression": "tiff_lzw"},
    }
    image.save(folder / name, **choices.get(name, {}))


def measure(file: str) -> None:
    """Write one picture for the press and say what it took."""
    from banmian.inks import conversion, read_condition
    from banmian.model.plant import Limits
    from banmian.pdf import PdfFile
    from banmian.pdf.pictures import write_picture
    from banmian.plate import Picture

    pdf = PdfFile(title="", date="", language="zh-CN")
    way = conversion(read_condition("newsprint"), Limits())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.perf_counter()
    if file != "nothing":
        write_picture(pdf, Picture(x=0, y=0, width=PRINTED[0], height=PRINTED[1], file=file), conversion=way)
    took = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{Path(file).name:10} {took:6.2f} s {peak:6.0f} MB, {peak - before:6.0f} MB of them for the picture")


def main() -> None:
    """Make the pictures and measure each in a process of its own."""
    if len(sys.argv) > 2:
        make(Path(sys.argv[2]).parent, Path(sys.argv[2]).name, *map(int, sys.argv[3:5])) if sys.argv[1] == "make" else (
            measure(sys.argv[2])
        )
        return
    dots = float(sys.argv[1]) * 1e6 if len(sys.argv) > 1 else 100.92e6
    height = round((dots * 3 / 4) ** 0.5)
    width = round(height * 4 / 3)
    print(f"{width} x {height} dots, printed {PRINTED[0]:g} x {PRINTED[1]:g} pt at 300 ppi")
    with tempfile.TemporaryDirectory() as folder:
        for name in FORMATS:
            file = Path(folder) / name
            command = [sys.executable, "-m", "benchmarks.pictures"]
            subprocess.run([*command, "make", str(file), str(width), str(height)], check=True)
            subprocess.run([*command, "measure", str(file)], check=True)
            file.unlink()


if __name__ == "__main__":
    main()
