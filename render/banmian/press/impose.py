"""Imposing 拼版: press pages put side by side as printer's spreads, their fonts, spots and overprint untouched.

Plants impose by themselves; single pages are the product, and this is for those that ask for pairs. A page is placed
as a form XObject that is clipped at the fold, so that the bleed of one page does not stand on the other. What the file
claims as an archive file, its tags and its marks stay behind: the spread has marks of its own.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, NamedTuple

from banmian.conformance import Conformance
from banmian.inks import Condition
from banmian.model import Finding, InputError, Severity
from banmian.model.plant import Marks
from banmian.pdf import PdfFile
from banmian.pdf.document import number
from banmian.plate import MM
from banmian.press.boxes import Boxes, boxes
from banmian.press.identification import info_entries, write_identification
from banmian.press.imposition import Side, sides
from banmian.press.marks import REGISTRATION, draw_marks, room
from banmian.press.one_of_each import one_of_each

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SAME = 0.3
"""Points by which the trimmed pages of an issue may differ in size: a tenth of a millimetre."""
MARKS = Marks(crop=True, registration=True)


class Leaf(NamedTuple):
    """A page to be imposed, or half of a double page: the file, and the part of its trim that is this page."""

    file: int
    half: int | None = None
    """None for a single page, 0 for the left half of a double page, 1 for the right one."""


def leaves_of(names: Sequence[str], widths: Sequence[float]) -> tuple[Leaf, ...]:
    """The pages in the files, in order: one that is twice as wide as the narrowest holds two. Raises InputError."""
    single = min(widths)
    found: list[Leaf] = []
    for index, (name, width) in enumerate(zip(names, widths, strict=True)):
        if abs(width - single) <= SAME:
            found.append(Leaf(index))
        elif abs(width - 2 * single) <= 2 * SAME:
            found += [Leaf(index, 0), Leaf(index, 1)]
        else:
            message = f"its trimmed page is {width / MM:.1f} mm wide, others {single / MM:.1f} mm"
            raise InputError(
                _wrong("page-size", message, "pages of one size, and double pages of twice its width", name)
            )
    return tuple(found)


class Spread(NamedTuple):
    """A printer's spread: the side of the sheet it is, the files it was made of, and its PDF."""

    side: Side
    sources: tuple[str, ...]
    data: bytes


class _Source(NamedTuple):
    """A press file: its name, the open PDF, its trimmed page and its bleed box, left, bottom, right, top in pt."""

    name: str
    pdf: Any
    trim: tuple[float, ...]
    bleed: tuple[float, ...]

    @property
    def condition(self) -> Condition:
        """The output condition that the file is made for."""
        intent = self.pdf.Root.OutputIntents[0]
        identifier = str(intent.OutputConditionIdentifier)
        return Condition(
            intent.DestOutputProfile.read_bytes(),
            identifier,
            str(intent.get("/Info", identifier)),
            registered="/RegistryName" in intent,
        )

    @property
    def conformance(self) -> Conformance:
        """The level of PDF/X that Info names, else PDF/X-4; that the page may be PDF/A is not true of a spread."""
        said = str(self.pdf.docinfo.get("/GTS_PDFXVersion", ""))
        return next((one for one in Conformance if one == said), Conformance.X4)


def impose(files: Sequence[tuple[str, bytes]], *, bound_right: bool = False, marks: bool = True) -> Iterator[Spread]:
    """The printer's spreads of press PDFs, named, one page or double page each, in the order of the issue.

    `marks` are crop, fold and registration marks outside the bleed. Raises InputError where the pages do not fill
    sheets of four, differ in size, or are for several output conditions.
    """
    sources: list[_Source] = []
    wrong: list[Finding] = []
    for name, data in files:
        try:
            sources.append(_opened(name, data))
        except InputError as error:
            wrong += error.findings
    if wrong:
        raise InputError(*wrong)
    _alike(sources)
    leaves = leaves_of([source.name for source in sources], [_width(source) for source in sources])
    try:
        plan = sides(len(leaves), bound_right=bound_right)
    except ValueError as error:
        hint = "4, 8, 12 or 16 pages; a double page counts as two"
        raise InputError(_wrong("page-count", str(error), hint)) from None
    for side in plan:
        yield _spread(sources, leaves[side.left - 1], leaves[side.right - 1], side, MARKS if marks else Marks())


def _opened(name: str, data: bytes) -> _Source:
    import pikepdf

    try:
        pdf = pikepdf.open(io.BytesIO(data))
        return _read(name, pdf)
    except pikepdf.PasswordError:
        raise InputError(_wrong("not-a-pdf", "it needs a password", "a press PDF without one", name)) from None
    except (pikepdf.PdfError, ValueError, TypeError, LookupError, AttributeError, RuntimeError):
        raise InputError(_wrong("not-a-pdf", "this is no PDF that can be read", "a press PDF", name)) from None


def _read(name: str, pdf: Any) -> _Source:
    """The one page of a press PDF. Raises InputError where it is none, and what pikepdf raises at broken objects."""
    if len(pdf.pages) != 1:
        raise InputError(_wrong("several-pages", f"it has {len(pdf.pages)} pages", "one page a file", name))
    page = pdf.pages[0]
    if int(page.obj.get("/Rotate", 0)) or "/UserUnit" in page.obj:
        raise InputError(_wrong("turned-page", "its page is turned or scaled", "an upright page", name))
    intents = pdf.Root.get("/OutputIntents", [])
    if len(intents) == 0 or "/DestOutputProfile" not in intents[0] or "/OutputConditionIdentifier" not in intents[0]:
        raise InputError(_wrong("no-intent", "it has no output intent", "a press PDF of `banmian build`", name))
    if pdf.get_warnings():
        raise InputError(_wrong("damaged-pdf", "it is damaged or cut short", "the file as it was built", name))
    trim = tuple(float(side) for side in page.trimbox)
    if trim[2] - trim[0] < 1 or trim[3] - trim[1] < 1:
        raise InputError(_wrong("page-size", "its page has no size", "a press PDF", name))
    return _Source(name, pdf, trim, tuple(float(side) for side in page.obj.get("/BleedBox", page.trimbox)))


def _alike(sources: Sequence[_Source]) -> None:
    """All pages are of one height and for one press. Raises InputError."""
    first = sources[0]
    for source in sources[1:]:
        if abs(_height(source) - _height(first)) > SAME:
            message = f"its trimmed page is {_height(source) / MM:.1f} mm high"
            raise InputError(_wrong("page-size", message, f"{_height(first) / MM:.1f} mm, as the others", source.name))
        if source.condition != first.condition or source.conformance != first.conformance:
            message = f"it is for {source.condition.identifier} as {source.conformance}, "
            message += f"{first.name} for {first.condition.identifier} as {first.conformance}"
            raise InputError(_wrong("two-conditions", message, "all pages built for one plant", source.name))


def _spread(sources: Sequence[_Source], left: Leaf, right: Leaf, side: Side, marks: Marks) -> Spread:
    """A double page is placed whole where both its halves come together, as the middle of the issue does."""
    together = left.file == right.file and (left.half, right.half) == (0, 1)
    leaves = [Leaf(left.file)] if together else [left, right]
    used = [sources[leaf.file] for leaf in leaves]
    single = _width(used[0]) / (1 if left.half is None else 2)
    width, height = 2 * single, _height(used[0])
    bleed = max(_bleed(source) for source in used)
    box = boxes(width, height, bleed, room(marks, bleed))
    names = tuple(dict.fromkeys(source.name for source in used))
    shell = _shell(box, marks, (width, height, bleed), used[0], side)
    return Spread(side, names, _placed(shell, used, leaves, single, used[0].conformance))


def _shell(box: Boxes, marks: Marks, size: tuple[float, float, float], source: _Source, side: Side) -> bytes:
    """The spread without its pages: boxes, marks and identification; its content draws the pages `P0` and `P1`."""
    info = source.pdf.docinfo
    title, date = f"{info.get('/Title', source.name)} {side.name}", str(info.get("/CreationDate", EARLIEST))
    level = source.conformance.level
    entries = info_entries(source.conformance)
    pdf = PdfFile(title=title, date=date, language="zh-CN", version=level.pdf, info=entries)
    width, height, bleed = size
    origin = f"1 0 0 1 {number(box.trim[0])} {number(box.trim[1])} cm\n"
    drawn = draw_marks(marks, width, height, bleed, spread=True)
    pdf.page(
        {
            **box.entries(),
            "Resources": b"<< /ColorSpace << /All %s >> >>" % REGISTRATION if marks.any else b"<< >>",
            "Contents": pdf.stream(b"", f"{origin}{drawn}\n".encode("ascii")),
        }
    )
    write_identification(pdf, source.conformance, source.condition, title=title, date=date, edition="")
    return pdf.save()


EARLIEST = "D:20000101000000Z"
"""The date of a spread whose pages have none: never a clock."""


def _placed(
    shell: bytes, used: Sequence[_Source], leaves: Sequence[Leaf], single: float, conformance: Conformance
) -> bytes:
    """The spread with its pages as forms, each clipped at the fold."""
    import pikepdf

    with pikepdf.open(io.BytesIO(shell)) as pdf:
        page = pdf.pages[0]
        content = [page.Contents.read_bytes().decode("ascii")]
        shapes = pikepdf.Dictionary()
        for place, (source, leaf) in enumerate(zip(used, leaves, strict=True)):
            shape: Any = pdf.copy_foreign(source.pdf.pages[0].as_form_xobject())
            for key in ("/StructParents", "/PieceInfo", "/LastModified", "/Metadata"):
                if key in shape:
                    del shape[key]
            x, clip = _clip(source, leaf, place, len(leaves))
            shape.BBox = [round(value, 3) for value in clip]
            shape.Matrix = [1, 0, 0, 1, round(place * single - x, 4), round(-source.trim[1], 4)]
            shapes[f"/P{place}"] = shape
            content.append(f"/P{place} Do")
        page.Contents = pdf.make_stream("\n".join(content).encode("ascii"))
        page.Resources.XObject = shapes
        one_of_each(pdf)
        pdf.remove_unreferenced_resources()
        out = io.BytesIO()
        level = conformance.level
        mode = pikepdf.ObjectStreamMode.disable if level.pdf < (1, 5) else pikepdf.ObjectStreamMode.preserve
        pdf.save(out, force_version=level.pdf_version, object_stream_mode=mode, deterministic_id=True)
    return out.getvalue()


def _clip(source: _Source, leaf: Leaf, place: int, places: int) -> tuple[float, tuple[float, ...]]:
    """Where the page begins in its own file, and what of it shows: its bleed, but none over the fold or a middle."""
    left, right = source.trim[0], source.trim[2]
    if leaf.half is not None:
        middle = (left + right) / 2
        left, right = (left, middle) if leaf.half == 0 else (middle, right)
    outer_left = source.bleed[0] if place == 0 and leaf.half != 1 else left
    outer_right = source.bleed[2] if place == places - 1 and leaf.half != 0 else right
    return left, (outer_left, source.bleed[1], outer_right, source.bleed[3])


def _width(source: _Source) -> float:
    return source.trim[2] - source.trim[0]


def _height(source: _Source) -> float:
    return source.trim[3] - source.trim[1]


def _bleed(source: _Source) -> float:
    return max(0.0, source.trim[1] - source.bleed[1])


def no_pages(place: str) -> Finding:
    """The finding of a place that has no press PDFs."""
    return _wrong("no-pages", "there are no press PDFs here", "an issue, its press folder, or press PDFs", place)


def _wrong(code: str, message: str, expected: str, file: str = "") -> Finding:
    return Finding(severity=Severity.ERROR, code=code, message=message, hint=f"expected: {expected}", file=file)
