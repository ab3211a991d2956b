"""The proof of a galley 长条校样: its lines in columns on A4 pages, numbered, to be read with a pencil."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from msgspec.structs import replace

from banmian.makeup.lines.labels import LabelCase
from banmian.makeup.lines.runs import Style, baseline, text_lines
from banmian.model import Finding, InputError, Severity
from banmian.plate import MM, Line, Plate, Role, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from banmian.faces import FaceLibrary
    from banmian.galleys import Galley

PAGE = (210 * MM, 297 * MM)
MARGIN = 15 * MM
NUMBER_SIZE = 6.0
LEADING = 1.5
"""Pitch of the lines, in em: wider than on a page, for corrections."""


def proof(galley: Galley, measure: float, size: float, library: FaceLibrary) -> bytes:
    """The proof as a PDF; `size` is that of the type in pt. Columns run left to right, vertical lines right to left."""
    from banmian.pdf import FontSet, Inks, PdfFile, paint
    from banmian.pdf.painter import resources

    plates = list(_plates(galley, measure, size, library))
    fonts = FontSet(library.faces, (run for plate in plates for run in plate.texts()))
    pdf = PdfFile(title="galley", date="", language=galley.sorts.setting.lang)
    written = fonts.write(pdf)
    for plate in plates:
        painted = paint(pdf, fonts, plate, Inks.SCREEN)
        content = pdf.stream(b"", painted.content)
        pdf.page(
            {
                "MediaBox": f"[0 0 {plate.width:.2f} {plate.height:.2f}]".encode(),
                "Resources": resources(written, painted.pictures, press=False),
                "Contents": content,
            }
        )
    return pdf.save()


def write_proof(path: Path, data: bytes) -> None:
    """Write a proof whole or not at all. Raises InputError where it cannot be written, or is no file to be replaced."""
    path = path.resolve()  # a link stays, what it points to is written
    if path.exists() and not path.is_file():
        message = "a proof is written to a file: this is something else"
        raise InputError(
            Finding(
                severity=Severity.ERROR, code="unwritable", message=message, hint="name another file", file=str(path)
            )
        )
    waiting = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        waiting.write_bytes(data)
        waiting.replace(path)
    except OSError as error:
        message = f"the proof cannot be written: {error.strerror}"
        raise InputError(
            Finding(
                severity=Severity.ERROR, code="unwritable", message=message, hint="name another file", file=str(path)
            )
        ) from None
    finally:
        with contextlib.suppress(OSError):
            waiting.unlink(missing_ok=True)


def _plates(galley: Galley, measure: float, size: float, library: FaceLibrary) -> Iterator[Plate]:
    vertical = galley.sorts.setting.vertical
    pitch = size * LEADING
    extent = measure * size
    needed = extent + 2 * MARGIN + 2 * NUMBER_SIZE
    width = PAGE[0] if vertical else max(PAGE[0], needed)
    height = max(PAGE[1], needed) if vertical else PAGE[1]
    across, along = (width, height) if vertical else (height, width)
    step = extent + 3 * size + 2 * NUMBER_SIZE
    rows = max(int((across - 2 * MARGIN) / pitch), 1)
    columns = max(int((along - 2 * MARGIN + 3 * size) / step), 1)
    case = LabelCase(library, replace(galley.sorts.setting, vertical=False))
    lines = galley.lines
    for number, first in enumerate(range(0, max(len(lines), 1), rows * columns)):
        items: list[Line | Rule] = []
        for column in range(columns):
            start = first + column * rows
            some = range(start, min(start + rows, len(lines)))
            if not some:
                continue
            if vertical:
                top = MARGIN + 2 * NUMBER_SIZE + column * step
                at = [(width - MARGIN - (n + 0.5) * pitch, top) for n in range(len(some))]
                edge = Rule(x0=MARGIN, y0=top + extent, x1=width - MARGIN, y1=top + extent, weight=0.2)
            else:
                left = MARGIN + 2 * NUMBER_SIZE + column * step
                at = [(left, baseline(MARGIN + n * pitch, pitch, size)) for n in range(len(some))]
                edge = Rule(x0=left + extent, y0=MARGIN, x1=left + extent, y1=height - MARGIN, weight=0.2)
            items += _column(galley, some, at, size, library)
            items += _numbers(some, at, size, case, vertical=vertical)
            items.append(edge)
        yield Plate(
            page=number + 1,
            section="galley",
            width=width,
            height=height,
            bleed=0.0,
            grid_top=MARGIN,
            pitch=pitch,
            children=tuple(items),
        )


def _column(
    galley: Galley, some: range, at: list[tuple[float, float]], size: float, library: FaceLibrary
) -> list[Line]:
    lines = galley.lines[some.start : some.stop]
    style = Style(size, role=Role.BODY)
    if galley.sorts.setting.vertical:
        from banmian.makeup.lines.vertical_runs import vertical_lines

        return vertical_lines(galley.sorts, lines, at, style, library)
    return text_lines(galley.sorts, lines, at, style, library)


def _numbers(some: range, at: list[tuple[float, float]], size: float, case: LabelCase, *, vertical: bool) -> list[Line]:
    """The number of every fifth line beside it."""
    lines: list[Line] = []
    for place, number in zip(at, some, strict=True):
        if (number + 1) % 5 == 0:
            label = case.label(str(number + 1), NUMBER_SIZE, "body", Role.FOLIO)
            x, y = place
            if vertical:
                lines += label.lines(x - label.width / 2, y - NUMBER_SIZE / 2)
            else:
                lines += label.lines(x - label.width - size / 2, y)
    return lines
