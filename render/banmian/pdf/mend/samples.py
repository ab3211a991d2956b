"""The dots of PDF images: decoded to arrays, and written again as Flate or JPEG."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np

from banmian.pdf.mend.functions import unpacked

if TYPE_CHECKING:
    from numpy.typing import NDArray

QUALITY = 92


def filters(stream: Any) -> list[str]:
    """The names of the filters of a stream, in the order in which they are taken off."""
    import pikepdf

    named = stream.get("/Filter")
    if named is None:
        return []
    return [str(one) for one in named] if isinstance(named, pikepdf.Array) else [str(named)]


def is_lossy(stream: Any) -> bool:
    """Whether the dots are JPEG or JPEG 2000."""
    return filters(stream)[-1:] in (["/DCTDecode"], ["/JPXDecode"])


def coded(stream: Any) -> bytes:
    """The JPEG or JPEG 2000 file in a stream, whatever is wrapped round it."""
    if len(filters(stream)) == 1:
        return bytes(stream.read_raw_bytes())
    import pikepdf

    with pikepdf.new() as other:
        inner = other.make_stream(stream.read_raw_bytes())
        inner.Filter = pikepdf.Array([pikepdf.Name(name) for name in filters(stream)[:-1]])
        return bytes(inner.read_bytes())


def dots(stream: Any, width: int, height: int, channels: int, bits: int) -> tuple[NDArray[Any], int]:
    """The raw numbers of an image, height x width x channels, and the bits of each. Decode is not applied."""
    last = filters(stream)[-1:]
    if last == ["/DCTDecode"]:
        from PIL import Image

        with Image.open(io.BytesIO(coded(stream))) as picture:
            array = np.array(picture)
        if picture.mode == "CMYK":
            array = 255 - array  # Pillow turns them all round, as Adobe's files want it; PDF does it by Decode
        array = array.reshape(array.shape[0], array.shape[1], -1)
        if array.shape[2] != channels:
            raise ValueError(f"a JPEG of {array.shape[2]} channels for {channels}")
        return array, 8
    if last == ["/CCITTFaxDecode"] or last == ["/JBIG2Decode"]:
        import pikepdf

        picture = pikepdf.PdfImage(stream).as_pil_image().convert("1")
        return np.array(picture, np.uint8).reshape(picture.height, picture.width, 1), 1
    data = bytes(stream.read_bytes())
    row = -(-width * channels * bits // 8)
    data = data[: row * height].ljust(row * height, b"\0")
    if bits == 8:
        return np.frombuffer(data, np.uint8).reshape(height, width, channels), 8
    if bits == 16:
        return np.frombuffer(data, ">u2").reshape(height, width, channels), 16
    lines = [unpacked(data[n * row : (n + 1) * row], bits, width * channels).astype(np.uint8) for n in range(height)]
    return np.array(lines, np.uint8).reshape(height, width, channels), bits


def decoded(array: NDArray[Any], bits: int, decode: list[float]) -> NDArray[np.float64]:
    """Numbers of dots, any shape x channels, by Decode as colours."""
    edges = np.array(decode, float).reshape(-1, 2)[: array.shape[-1]]
    return np.asarray(edges[:, 0] + array.astype(np.float64) * (edges[:, 1] - edges[:, 0]) / (2**bits - 1))


def write_image(pdf: Any, image: Any, *, lossy: bool) -> Any:
    """A Pillow image, L, CMYK or 1, as an image XObject in device colours."""
    import pikepdf

    decode = None
    if lossy and image.mode in ("L", "CMYK"):
        out = io.BytesIO()
        image.save(out, "JPEG", quality=QUALITY, subsampling=0)
        data, name = out.getvalue(), pikepdf.Name.DCTDecode
        decode = [1, 0] * 4 if image.mode == "CMYK" else None  # Pillow writes Adobe's inverted inks
    else:
        data, name = zlib.compress(image.tobytes(), 6), pikepdf.Name.FlateDecode
    made = pdf.make_stream(b"")
    made.write(data, filter=name)
    made.Type, made.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    made.Width, made.Height = image.width, image.height
    made.BitsPerComponent = 1 if image.mode == "1" else 8
    made.ColorSpace = pikepdf.Name.DeviceCMYK if image.mode == "CMYK" else pikepdf.Name.DeviceGray
    if decode:
        made.Decode = decode
    return made


def write_stencil(pdf: Any, painted: NDArray[np.bool_]) -> Any:
    """A stencil mask of 1 bit: where True, the image that has it is painted."""
    import pikepdf

    made = pdf.make_stream(b"")
    made.write(zlib.compress(np.packbits(~painted, axis=1).tobytes(), 6), filter=pikepdf.Name.FlateDecode)
    made.Type, made.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    made.Width, made.Height = painted.shape[1], painted.shape[0]
    made.ImageMask, made.BitsPerComponent = True, 1
    return made


def recompressed(stream: Any) -> bool:
    """Take LZW off a stream; whether there was any."""
    if "/LZWDecode" not in filters(stream):
        return False
    import pikepdf

    stream.write(zlib.compress(bytes(stream.read_bytes()), 6), filter=pikepdf.Name.FlateDecode)
    return True
