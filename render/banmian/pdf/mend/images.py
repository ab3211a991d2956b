"""Images of a foreign PDF, mended: device inks alone, no thumbnails of choice, no smoothing, 8 bits where asked."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np

from banmian.pdf.mend import samples
from banmian.pdf.mend.palette import INK_STEP, lightness
from banmian.pdf.mend.resources import without
from banmian.pdf.mend.spaces import Space, is_foreign, read_space

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from banmian.pdf.mend.log import Log
    from banmian.pdf.mend.palette import Palette, Spots

INTENTS = ("/AbsoluteColorimetric", "/RelativeColorimetric", "/Saturation", "/Perceptual")
_KEPT = ("/Width", "/Height", "/BitsPerComponent", "/Decode", "/ImageMask", "/ColorSpace", "/Filter", "/DecodeParms")
_ROWS = 256  # rows of a picture that are brought to inks at a time, where it needs floats


class Images:
    """The mended images of a file. `old` is for PDF 1.4: no JPEG 2000, 8 bits, no soft masks."""

    def __init__(self, pdf: Any, spots: Spots, log: Log, *, old: bool) -> None:
        self._pdf, self._spots, self._log, self._old = pdf, spots, log, old
        self._made: dict[tuple[Any, str], Any] = {}
        self.transparent = False
        """Whether an image met so far lets the ground shine through."""

    def mended(self, image: Any, resources: Any, palette: Palette | None) -> Any:
        """An image XObject as it may stand on a press page; for a screen (no palette) its colours stay."""
        key = (image.objgen, palette.word if palette else "")
        if image.objgen == (0, 0) or key not in self._made:
            self._made[key] = self._mend(image, resources, palette)
        return self._made[key]

    def _mend(self, image: Any, resources: Any, palette: Palette | None) -> Any:
        if "/OPI" in image:
            self._log.say("opi")
        if "/Alternates" in image:
            self._log.say("alternates")
        if palette is None:
            made = self._copied(image)
            for key in ("/SMask", "/Mask", "/SMaskInData"):
                if key in image:
                    made[key] = image[key]
        elif bool(image.get("/ImageMask", False)):
            made = self._copied(image)
            without(made, "/ColorSpace")
        else:
            made = self._coloured(image, resources, palette)
        if str(image.get("/Intent", "")) in INTENTS and "/ImageMask" not in made:
            made.Intent = image.Intent
        return made

    def _copied(self, image: Any) -> Any:
        """The image with its data as they are, and only what it needs in its dictionary."""
        import pikepdf

        made = self._pdf.make_stream(image.read_raw_bytes())
        made.Type, made.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        for key in _KEPT:
            if key in image:
                made[key] = image[key]
        if samples.recompressed(made):
            self._log.say("lzw")
        return made

    def _coloured(self, image: Any, resources: Any, palette: Palette) -> Any:
        if "/JPXDecode" in samples.filters(image):
            self._log.say("jpx")
            return self._of_jpx(image, resources, palette)
        space = read_space(image.ColorSpace, resources)
        bits = int(image.get("/BitsPerComponent", 8))
        made = None if bits == 16 and self._old else self._kept(image, space, palette)
        key = self._colour_key(image, space, bits)
        if made is None:
            if bits == 16:
                self._log.say("16-bit")
            made = self._converted(image, space, bits, palette)
        self._mask(image, made, palette, key)
        return made

    def _kept(self, image: Any, space: Space, palette: Palette) -> Any:
        """The image with its data untouched, where a change of its colour space is enough; else None."""
        import pikepdf

        if palette.light or palette.grey:
            if space.family not in ("gray",):
                return None
        if space.family == "gray":
            made = self._copied(image)
            made.ColorSpace = pikepdf.Name.DeviceGray
            return made
        if space.plates:
            made = self._copied(image)
            made.ColorSpace = self._spots.space(space)
            return made
        if space.family == "indexed" and space.base is not None and not space.base.plates:
            made = self._copied(image)
            made.ColorSpace = self._palette_of(space, palette)
            return made
        if space.family == "cmyk" and self._ink(image, space) <= palette.ink + INK_STEP:
            if space.profile:
                self._log.say("profiled-inks")
            made = self._copied(image)
            made.ColorSpace = pikepdf.Name.DeviceCMYK
            return made
        return None

    def _palette_of(self, space: Space, palette: Palette) -> Any:
        import pikepdf

        parts = palette.parts(space.device(np.arange(len(space.table()))[:, None].astype(float)), "pictures")
        table = np.round(parts * 255).astype(np.uint8).tobytes()
        return pikepdf.Array(
            [pikepdf.Name.Indexed, pikepdf.Name(palette.device), len(parts) - 1, pikepdf.String(table)]
        )

    def _ink(self, image: Any, space: Space) -> float:
        """The most ink of a picture in inks, in parts: 4 is all of them."""
        array, bits = self._dots(image, space)
        decode = [float(value) for value in image.get("/Decode", space.decode(bits))]
        most = 0.0
        for top in range(0, len(array), _ROWS):
            most = max(most, float(samples.decoded(array[top : top + _ROWS], bits, decode).sum(2).max()))
        return most

    def _dots(self, image: Any, space: Space) -> tuple[NDArray[Any], int]:
        bits = int(image.get("/BitsPerComponent", 8))
        return samples.dots(image, int(image.Width), int(image.Height), space.components, bits)

    def _converted(self, image: Any, space: Space, bits: int, palette: Palette) -> Any:
        array, bits = self._dots(image, space)
        decode = [float(value) for value in image.get("/Decode", space.decode(bits))]
        array, decode, bits = self._unmatted(image, array, decode, bits)
        made = self._image(array, bits, decode, space, palette)
        return samples.write_image(self._pdf, made, lossy=samples.is_lossy(image))

    def _image(self, array: NDArray[Any], bits: int, decode: list[float], space: Space, palette: Palette) -> Any:
        """Dots as a Pillow image in inks (CMYK) or grey (L)."""
        from PIL import Image

        plain = space.family == "rgb" and bits == 8 and decode == space.decode(8)
        if not palette.light and not palette.grey:
            if plain:
                self._log.say("pictures")
                return palette.conversion.picture(
                    Image.fromarray(np.ascontiguousarray(array), "RGB"), space.profile or None
                )
            if space.family in ("rgb", "calrgb", "lab"):
                bands = [self._rgb(rows, bits, decode, space) for rows in _bands(array)]
                self._log.say("pictures")
                profile = space.profile if is_foreign(space.profile) and space.family == "rgb" else None
                return palette.conversion.picture(Image.fromarray(np.vstack(bands), "RGB"), profile)
        done = []
        for rows in _bands(array):
            values = samples.decoded(rows, bits, decode).reshape(-1, rows.shape[2])
            colours = space.device(values)
            if palette.light or palette.grey or colours.mode == "gray":
                made = lightness(colours)[:, None]
            elif colours.mode == "cmyk":
                made = palette.limited(colours.values, "ink-limit-pictures")
            else:
                made = palette.parts(colours, "pictures")
            done.append(np.round(np.clip(made, 0, 1) * 255).astype(np.uint8).reshape(*rows.shape[:2], -1))
        if palette.grey and space.family != "gray":
            self._log.say("grey")
        whole = np.vstack(done)
        return Image.fromarray(whole[:, :, 0], "L") if whole.shape[2] == 1 else Image.fromarray(whole, "CMYK")

    @staticmethod
    def _rgb(rows: NDArray[Any], bits: int, decode: list[float], space: Space) -> NDArray[np.uint8]:
        values = samples.decoded(rows, bits, decode)
        if space.family != "rgb":
            values = space.device(values.reshape(-1, 3)).values.reshape(values.shape)
        return np.asarray(np.round(np.clip(values, 0, 1) * 255), np.uint8)

    def _unmatted(
        self, image: Any, array: NDArray[Any], decode: list[float], bits: int
    ) -> tuple[NDArray[Any], list[float], int]:
        """Dots with the ground taken out that their soft mask says they were mixed with."""
        mask = image.get("/SMask")
        if mask is None or "/Matte" not in mask or (int(mask.Width), int(mask.Height)) != array.shape[1::-1]:
            return array, decode, bits
        matte = np.array([float(value) for value in mask.Matte])
        cover, cover_bits = samples.dots(mask, array.shape[1], array.shape[0], 1, int(mask.BitsPerComponent))
        part = np.maximum(cover / (2**cover_bits - 1), 1 / 255)
        colours = matte + (samples.decoded(array, bits, decode) - matte) / part
        return np.round(np.clip(colours, 0, 1) * 255).astype(np.uint8), [0.0, 1.0] * array.shape[2], 8

    def _colour_key(self, image: Any, space: Space, bits: int) -> NDArray[np.bool_] | None:
        """Where an image is painted that names a range of colours as transparent."""
        import pikepdf

        ranges = image.get("/Mask")
        if not isinstance(ranges, pikepdf.Array):
            return None
        array, bits = self._dots(image, space)
        edges = np.array([int(value) for value in ranges]).reshape(-1, 2)
        self._log.say("colour-key")
        return np.asarray(~((array >= edges[:, 0]) & (array <= edges[:, 1])).all(2))

    def _mask(self, image: Any, made: Any, palette: Palette, key: NDArray[np.bool_] | None) -> None:
        import pikepdf

        if key is not None:
            made.Mask = samples.write_stencil(self._pdf, key)
        elif isinstance(image.get("/Mask"), pikepdf.Stream):
            stencil = self._copied(image.Mask)
            without(stencil, "/ColorSpace")
            made.Mask = stencil
        soft = image.get("/SMask")
        if not isinstance(soft, pikepdf.Stream):
            return
        cover, bits = (
            samples.dots(soft, int(soft.Width), int(soft.Height), 1, int(soft.get("/BitsPerComponent", 8)))
            if "/JPXDecode" not in samples.filters(soft)
            else (np.array(_opened(soft).convert("L"))[:, :, None], 8)
        )
        part = samples.decoded(cover, bits, [float(value) for value in soft.get("/Decode", [0, 1])])
        if part.min() >= 1 - 1 / 510:
            return  # it covers all
        if set(np.unique(part)) <= {0.0, 1.0} and cover.shape[:2] == (int(made.Height), int(made.Width)):
            made.Mask = samples.write_stencil(self._pdf, part[:, :, 0] > 0.5)
            return
        self.transparent = True
        if "/JPXDecode" in samples.filters(soft) or "/CCITTFaxDecode" in samples.filters(soft):
            from PIL import Image

            made.SMask = samples.write_image(
                self._pdf, Image.fromarray(np.round(part[:, :, 0] * 255).astype(np.uint8), "L"), lossy=False
            )
        else:
            made.SMask = self._copied(soft)
            made.SMask.ColorSpace = pikepdf.Name.DeviceGray

    def _of_jpx(self, image: Any, resources: Any, palette: Palette) -> Any:
        from PIL import Image

        picture = _opened(image)
        cover = None
        if "A" in picture.mode:
            cover = np.array(picture.getchannel("A"))
            picture = picture.convert(picture.mode.removesuffix("A"))
        if picture.mode not in ("L", "RGB", "CMYK"):
            if picture.mode.startswith("I"):
                self._log.say("16-bit")
                picture = Image.fromarray((np.array(picture) >> 8).astype(np.uint8), "L")
            else:
                picture = picture.convert("RGB")
        family = {"L": "gray", "RGB": "rgb", "CMYK": "cmyk"}[picture.mode]
        space = read_space(image.ColorSpace, resources) if "/ColorSpace" in image else Space(family, 0)
        array = np.array(picture).reshape(picture.height, picture.width, -1)
        if space.components not in (0, array.shape[2]):
            space = Space(family, array.shape[2])
        space = space if space.components else Space(family, array.shape[2])
        decode = [float(value) for value in image.get("/Decode", space.decode(8))]
        if space.plates:
            made = self._pdf.make_stream(array.tobytes())
            made.Type, made.Subtype = image.Type, image.Subtype
            made.Width, made.Height, made.BitsPerComponent = array.shape[1], array.shape[0], 8
            made.ColorSpace = self._spots.space(space)
        else:
            made = samples.write_image(self._pdf, self._image(array, 8, decode, space, palette), lossy=True)
        self._mask(image, made, palette, None)
        if cover is not None and "/SMask" not in made and int(image.get("/SMaskInData", 0)) and cover.min() < 255:
            self.transparent = True
            made.SMask = samples.write_image(self._pdf, Image.fromarray(cover, "L"), lossy=False)
        return made


def _bands(array: NDArray[Any]) -> list[NDArray[Any]]:
    return [array[top : top + _ROWS] for top in range(0, len(array), _ROWS)]


def _opened(stream: Any) -> Any:
    from PIL import Image

    picture = Image.open(io.BytesIO(samples.coded(stream)))
    picture.load()
    return picture
