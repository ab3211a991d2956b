"""Foreign PDFs made fit for a press page: the first page of a file, mended by stated rules or refused."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from banmian.conformance import Conformance
from banmian.model.finding import said_by
from banmian.pdf.mend.content import rewrite
from banmian.pdf.mend.flatten import flattened
from banmian.pdf.mend.layers import Layers
from banmian.pdf.mend.log import Change, Log, Refusal, RefusedError
from banmian.pdf.mend.page import finished, opened, say_what_is_left_out, sheet_of
from banmian.pdf.mend.palette import Palette
from banmian.pdf.mend.parts import Parts, Placed, fresh

if TYPE_CHECKING:
    from banmian.inks import Conversion

_PASSED_ON = {"no-trim", "bad-trim", "turned", "user-unit", "encrypted", "links", "actions", "attachments", "pages"}
_PASSED_ON |= {"annotations", "repaired", "hidden-layers"}


class Mended(NamedTuple):
    """A mended file of one page, MediaBox and TrimBox alike from the origin; empty where it is refused.

    `pictures` are the images on the page with their resolution at the page's own size, `size` is its width and
    height in pt as it is seen, `spots` are the names of the spot colours that it prints.
    """

    data: bytes
    changes: tuple[Change, ...]
    refusals: tuple[Refusal, ...]
    pictures: tuple[Placed, ...] = ()
    size: tuple[float, float] = (0.0, 0.0)
    spots: tuple[str, ...] = ()


@lru_cache(maxsize=64)
def mend(data: bytes, conversion: Conversion, conformance: Conformance, *, grey: bool = False) -> Mended:
    """Return the first page of a PDF mended for a level; `grey` where the page is printed in black alone."""
    log = Log()
    try:
        with opened(data, log) as pdf:
            return _mended(pdf, Palette(conversion, conversion.most, log, grey=grey), conformance, log)
    except RefusedError as error:
        return Mended(b"", log.changes(), (error.refusal,))
    except Exception as error:
        why = f"{type(error).__name__}: {said_by(error)}".splitlines()[0][:200]
        hint = "let it be exported again, as PDF/X-4 or PDF/X-1a"
        return Mended(b"", log.changes(), (Refusal("unreadable-pdf", f"it cannot be read ({why})", hint),))


@lru_cache(maxsize=64)
def cleaned(data: bytes) -> Mended:
    """The first page of a PDF for a screen: its colours as they are, without what is hidden or no content."""
    log = Log()
    try:
        with opened(data, log) as pdf:
            return _mended(pdf, None, Conformance.X4, log)
    except RefusedError as error:
        return Mended(b"", log.changes(), (error.refusal,))
    except Exception as error:
        refusal = Refusal("unreadable-pdf", f"it cannot be read ({said_by(error)})", "let it be exported again")
        return Mended(b"", log.changes(), (refusal,))


def _mended(pdf: Any, palette: Palette | None, conformance: Conformance, log: Log) -> Mended:
    import pikepdf

    page = pdf.pages[0]
    sheet = sheet_of(page, log)
    layers = Layers(pdf.Root)
    if layers.any:
        log.say("layers")
    say_what_is_left_out(pdf, page, log)
    old = not conformance.level.transparency
    parts = Parts(pdf, log, layers, palette, rewrite, old=old, searched=conformance.level.searchable)
    state = fresh(palette)
    state.ctm = sheet.matrix
    resources = page.get("/Resources", pikepdf.Dictionary())
    group = page.obj.get("/Group")
    content, own = rewrite(parts, palette, resources, state, page)
    placed: tuple[Placed, ...] = tuple(parts.placed)
    kept = parts.group(group, palette) if group is not None and parts.transparent else None
    if old and parts.transparent and palette is not None:
        for code in set(log.counts) - _PASSED_ON:
            del log.counts[code]
        log.say("flattened")
        content, own = flattened(pdf, sheet, palette)
        kept = None
    elif parts.blends_in_rgb and palette is not None:
        log.say("blend-space")
    finished(pdf, page, sheet, content, own, kept)
    return Mended(
        _alone(pdf, conformance),
        log.changes(),
        (),
        placed,
        (round(sheet.width, 4), round(sheet.height, 4)),
        parts.spots.names,
    )


def _alone(pdf: Any, conformance: Conformance) -> bytes:
    """The first page as a file of its own."""
    import pikepdf

    out = io.BytesIO()
    with pikepdf.new() as made:
        made.pages.append(pdf.pages[0])
        del made.docinfo
        made.save(
            out,
            force_version=conformance.level.pdf_version,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            deterministic_id=True,
            fix_metadata_version=False,
        )
    return out.getvalue()
