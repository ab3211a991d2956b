"""Pictures of a PDF as arrays of ink, no larger than they are looked at."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from banmian.model.sizes import pictures_of_any_size

if TYPE_CHECKING:
    from PIL import Image

    from banmian.separations.colorants import Colorants, Space

Samples = npt.NDArray[np.uint8]
_BAND = 1 << 20
"""Pixels that are turned into ink at once: the arrays of floats between stay small."""


def picture_inks(image: Any, space: Space, colorants: Colorants, size: tuple[float, float]) -> Samples:
    """The ink of a picture: height × width × plates, 0 to 255. `size` is what it is shown at, in pixels.

    A picture of more than twice as many pixels is made smaller on the way, by averaging whole blocks. Raises OSError or
    ValueError where its data cannot be read.
    """
    width, height = int(image.Width), int(image.Height)
    samples, bits = _samples(image, space, size)
    decode = [float(one) for one in image.get("/Decode", [])]
    if len(decode) != 2 * len(space.spans):
        decode = []
        for low, high in space.spans:
            decode += [low, float(2**bits - 1) if space.kind == "indexed" else high]
    if samples.shape[2] < len(space.spans):
        raise ValueError(f"a picture of {width} × {height} has {samples.shape[2]} components")
    block = min(int(samples.shape[1] / max(size[0], 1)), int(samples.shape[0] / max(size[1], 1)))
    if block >= 2 and space.kind != "indexed":
        samples = _smaller(samples, block)
        block = 1
    ranges = np.array(decode, dtype=np.float64).reshape(-1, 2)
    most = 2**bits - 1 if space.kind == "indexed" else 255
    rows, columns, components = samples.shape[0], samples.shape[1], len(space.spans)
    if space.inks in (colorants.cmyk.inks, colorants.grey.inks):
        return _by_tables(samples, ranges, space.inks is colorants.grey.inks, len(colorants.names))
    found = np.empty((rows, columns, len(colorants.names)), np.uint8)
    step = max(_BAND // max(columns, 1), 1)
    for top in range(0, rows, step):
        band = samples[top : top + step, :, :components].reshape(-1, components)
        inks = space.inks(np.asarray(ranges[:, 0] + band * ((ranges[:, 1] - ranges[:, 0]) / most), np.float64))
        found[top : top + step] = np.round(np.clip(inks, 0, 1) * 255).reshape(-1, columns, len(colorants.names))
    return _smaller(found, block) if block >= 2 else found


def _by_tables(samples: Samples, ranges: npt.NDArray[np.float64], grey: bool, plates: int) -> Samples:
    """Samples that are inks already, or light on the black plate: each component by a table of its 256 values."""
    tables = []
    for low, high in ranges:
        values = low + np.arange(256) * ((high - low) / 255)
        tables.append(np.round(np.clip(1 - values if grey else values, 0, 1) * 255).astype(np.uint8))
    if len(tables) == plates and all((table == tables[0]).all() for table in tables):
        return _looked_up(samples[:, :, :plates], tables[0])
    found = np.zeros((*samples.shape[:2], plates), np.uint8)
    for component, table in enumerate(tables):
        found[:, :, 3 if grey else component] = _looked_up(samples[:, :, component], table)
    return found


def _looked_up(samples: Samples, table: Samples) -> Samples:
    """Samples by a table; by far the most tables leave all as it is, or turn it round."""
    if (table == np.arange(256)).all():
        return samples
    return ~samples if (table == np.arange(255, -1, -1)).all() else table[samples]


def colour_key(image: Any) -> Samples | None:
    """The mask of a picture that leaves out a range of its own colours: 255 where it is painted. None without one."""
    import pikepdf

    mask = image.get("/Mask")
    if not isinstance(mask, pikepdf.Array):
        return None
    samples, bits = _raw(image, int(image.get("/BitsPerComponent", 8)), len(mask) // 2)
    limits = np.array([int(one) for one in mask]).reshape(-1, 2)
    values = samples if bits <= 8 else samples >> (bits - 8)
    inside = ((values >= limits[:, 0]) & (values <= limits[:, 1])).all(axis=2)
    return np.where(inside, 0, 255).astype(np.uint8)


def _samples(image: Any, space: Space, size: tuple[float, float]) -> tuple[Samples, int]:
    """Samples of 0 to 255, or of an Indexed space the entries themselves, and how many bits the file gives them."""
    bits = int(image.get("/BitsPerComponent", 8))
    filters = _filters(image)
    if filters and filters[-1] in ("/DCTDecode", "/DCT", "/JPXDecode"):
        return _coded(image, filters, size), 8
    if filters and filters[-1] in ("/CCITTFaxDecode", "/CCF", "/JBIG2Decode"):
        return _bilevel(image), 1
    samples, bits = _raw(image, bits, len(space.spans))
    if space.kind == "indexed":
        return samples, bits
    if bits < 8:
        samples = (samples.astype(np.uint16) * 255 // (2**bits - 1)).astype(np.uint8)
    return samples, bits


def _raw(image: Any, bits: int, components: int) -> tuple[Samples, int]:
    """The samples as they are kept, the upper eight bits of sixteen."""
    width, height = int(image.Width), int(image.Height)
    filters = _filters(image)
    if filters and filters[-1] in ("/DCTDecode", "/DCT", "/JPXDecode"):
        return _coded(image, filters, (width, height)), 8
    data = image.read_bytes()
    line = -(-width * components * bits // 8)
    raw = np.frombuffer(data, np.uint8)[: line * height]
    raw = np.pad(raw, (0, line * height - len(raw))).reshape(height, line)
    if bits == 16:
        return raw[:, ::2].reshape(height, width, components), 16
    if bits == 8:
        return raw.reshape(height, width, components), 8
    per = 8 // bits
    digits = np.stack([raw >> (8 - bits * (n + 1)) & (2**bits - 1) for n in range(per)], axis=2).reshape(height, -1)
    return digits[:, : width * components].reshape(height, width, components), bits


def _coded(image: Any, filters: list[str], size: tuple[float, float]) -> Samples:
    """A JPEG or JPEG 2000 by Pillow, a JPEG already halved as often as `size` lets it."""
    from PIL import Image

    data = image.read_raw_bytes() if len(filters) == 1 else _before_last(image)
    with pictures_of_any_size(), Image.open(io.BytesIO(data)) as picture:
        if filters[-1] != "/JPXDecode":
            picture.draft(picture.mode, (math.ceil(size[0]), math.ceil(size[1])))
        picture.load()
        return _array(picture)


def _array(picture: Image.Image) -> Samples:
    if picture.mode not in ("L", "RGB", "CMYK"):
        picture = picture.convert("L" if picture.mode in ("1", "LA", "I;16", "I") else "RGB")
    samples = np.asarray(picture)
    if picture.mode == "CMYK" and picture.info.get("adobe") is not None:
        samples = 255 - samples  # Pillow turns Adobe's inverted inks round; the Decode of the PDF does so too
    return samples.reshape(*samples.shape[:2], -1)


def _before_last(image: Any) -> bytes:
    """The data with all filters undone but the last, which is the picture's own."""
    import pikepdf

    copy = pikepdf.Pdf.new()
    stream = pikepdf.Stream(copy, image.read_raw_bytes())
    stream.Filter = pikepdf.Array(list(image.Filter)[:-1])
    return bytes(stream.read_bytes())


def _bilevel(image: Any) -> Samples:
    """A fax or JBIG2 picture, drawn by PDFium on its own: its samples before any Decode."""
    import pikepdf
    import pypdfium2

    width, height = int(image.Width), int(image.Height)
    pdf = pikepdf.Pdf.new()
    page = pdf.add_blank_page(page_size=(width, height))
    copy = pdf.copy_foreign(image)
    for key in ("/Decode", "/SMask", "/Mask"):
        if key in copy:
            del copy[key]
    copy.ColorSpace = pikepdf.Name.DeviceGray
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=copy))
    page.Contents = pdf.make_stream(f"{width} 0 0 {height} 0 0 cm /I Do".encode())
    data = io.BytesIO()
    pdf.save(data)
    with pypdfium2.PdfDocument(data.getvalue()) as document:
        drawn = document[0]
        found = np.array(drawn.render(scale=1, grayscale=True).to_numpy()).reshape(height, width, 1)
        drawn.close()
    return np.where(found >= 128, 255, 0).astype(np.uint8)


def _filters(image: Any) -> list[str]:
    import pikepdf

    found = image.get("/Filter", [])
    return [str(found)] if isinstance(found, pikepdf.Name) else [str(one) for one in found]


def _smaller(samples: Samples, block: int) -> Samples:
    """Averages of blocks; what is left over at the right and below makes smaller blocks."""
    rows = np.arange(0, samples.shape[0], block)
    columns = np.arange(0, samples.shape[1], block)
    sums = np.add.reduceat(samples.astype(np.uint32), rows, axis=0)
    sums = np.add.reduceat(sums, columns, axis=1)
    heights = np.diff(np.append(rows, samples.shape[0]))
    widths = np.diff(np.append(columns, samples.shape[1]))
    area = (heights[:, None] * widths[None, :])[:, :, None]
    found: Samples = ((sums + area // 2) // area).astype(np.uint8)
    return found
