"""What the parts of an issue say of each other: ids, pages, jumps, files."""

from __future__ import annotations

from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from banmian.intake.source import KeyPath, Lines, problem, read_text
from banmian.model import Finding, InputError, Issue
from banmian.model.media import Media
from banmian.model.sizes import MOST_DOTS, pictures_of_any_size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banmian.model import Article


def check(issue: Issue, lines: dict[str, Lines]) -> None:
    """Hold the parts of an issue against each other. Raises InputError with every finding."""
    places = _Places(issue, lines)
    twice = list(_duplicate_ids(issue, places))
    findings = [
        *_duplicate_pages(issue, places),
        *twice,
        *([] if twice else _articles_of_pages(issue, places)),
        *_jumps(issue, places),
        *_files(issue, places),
        *_tables(issue, places),
        *_composition(issue, places),
    ]
    if findings:
        raise InputError(*findings)


def _composition(issue: Issue, places: _Places) -> Iterator[Finding]:
    """What the house style asks for and an issue cannot have."""
    if issue.composition.vertical:
        where = places.composition("vertical")
        hint = 'say direction = "vertical" of a slot in the layout'
        yield problem("wrong-setting", "a whole issue cannot be set in vertical lines", hint=hint, **where)
    if issue.composition.hyphens:
        import pyphen

        if issue.composition.hyphens not in pyphen.LANGUAGES:
            message = f"there are no hyphenation patterns for the language “{issue.composition.hyphens}”"
            where = places.composition("hyphens")
            yield problem("wrong-setting", message, hint="expected one such as en_US, en_GB, de_DE, fr", **where)


_MODES = {
    "1",
    "F",
    "HSV",
    "L",
    "LA",
    "P",
    "PA",
    "RGB",
    "RGBA",
    "RGBX",
    "CMYK",
    "LAB",
    "YCbCr",
    "I",
    "I;16",
    "I;16B",
    "I;16L",
}

_WITH_ALPHA = {"PNG", "TIFF", "WEBP", "GIF"}
"""Formats in which the ground of a picture may be transparent."""


class Place(TypedDict):
    """Where a part of the model stands in its source."""

    file: str
    line: int
    key: str


class _Places:
    """Turns a place of the model into file, line and key of the source it came from."""

    def __init__(self, issue: Issue, lines: dict[str, Lines]) -> None:
        self._lines = lines
        self._whole = next((file for file in lines if not file or file.endswith(".json")), None)
        """The one file, or no file at all, that holds the whole issue; None for a folder."""
        self._index = {id(article): n for n, article in enumerate(issue.articles)}

    def page(self, index: int, *rest: str | int) -> Place:
        return self._place(self._root, ("page" if self._whole is None else "pages", index, *rest))

    def composition(self, key: str) -> Place:
        return self._place(self._root, ("composition", key))

    def article(self, article: Article, *rest: str | int) -> Place:
        if self._whole is None:
            return self._place(article.file, rest)
        return self._place(self._whole, ("articles", self._index[id(article)], *rest))

    def jump(self, article: Article, number: int) -> Place:
        """The place of a jump: in the front matter, else where it is marked in the text."""
        declared = article.keys.jump
        if declared:
            return self.article(article, "jump", *([number] if isinstance(declared, tuple) else []))
        marked = [n for n, paragraph in enumerate(article.paragraphs) for _ in paragraph.jumps][number]
        if self._whole is not None:
            return self.article(article, "body", marked)
        return {"file": article.file, "line": article.paragraphs[marked].line, "key": ""}

    def root(self, *path: str | int) -> Place:
        return self._place(self._root, path)

    @property
    def _root(self) -> str:
        return "issue.toml" if self._whole is None else self._whole

    def _place(self, file: str, path: KeyPath) -> Place:
        from banmian.intake.source import shown_path

        return {"file": file, "line": self._lines[file](path), "key": shown_path(path)}


def _duplicate_pages(issue: Issue, places: _Places) -> Iterator[Finding]:
    seen: set[int] = set()
    if not issue.pages:
        yield problem("no-pages", "the issue has no page", hint="expected: at least one [[page]]", **places.root())
    for index, page in enumerate(issue.pages):
        if page.number in seen:
            yield problem(
                "duplicate-page",
                f"page {page.number} stands twice",
                hint="expected: each page number once",
                **places.page(index, "number"),
            )
        seen.add(page.number)


def _duplicate_ids(issue: Issue, places: _Places) -> Iterator[Finding]:
    first: dict[str, Article] = {}
    for article in issue.articles:
        if article.id in first:
            yield problem(
                "duplicate-id",
                f"two articles have the id “{article.id}”"
                + (f" (the other is in {other})" if (other := first[article.id].file) else ""),
                hint="expected: an id of its own for each article",
                **places.article(article, "id"),
            )
        first.setdefault(article.id, article)


def _articles_of_pages(issue: Issue, places: _Places) -> Iterator[Finding]:
    known = {article.id for article in issue.articles}
    on_page: dict[str, int] = {}
    for index, page in enumerate(issue.pages):
        for n, entry in enumerate(page.articles):
            name = entry.partition("@")[0]
            if name not in known:
                near = ", ".join(sorted(known)[:12])
                yield problem(
                    "unknown-article",
                    f"page {page.number} names the article “{name}”, which does not exist",
                    hint=f"expected one of: {near}",
                    **places.page(index, "articles", n),
                )
            elif name in on_page:
                yield problem(
                    "article-twice",
                    f"the article “{name}” is on page {on_page[name]} and on page {page.number}",
                    hint="expected: each article on one page; `jump: {to: N}` in its front matter lets it go on",
                    **places.page(index, "articles", n),
                )
            on_page.setdefault(name, page.number)
    for index, page in enumerate(issue.pages):
        for n, name in enumerate(page.fillers):
            why = "" if name in known else "does not exist"
            if name in on_page:
                why = f"is on page {on_page[name]} already"
            if why:
                yield problem(
                    "unknown-article",
                    f"page {page.number} names the filler “{name}”, which {why}",
                    hint="expected: the id of an article that stands on no page and is no other filler",
                    **places.page(index, "fillers", n),
                )
            on_page.setdefault(name, page.number)


def _jumps(issue: Issue, places: _Places) -> Iterator[Finding]:
    numbers = {page.number for page in issue.pages}
    home: dict[str, int] = {}
    for page in issue.pages:
        for entry in page.articles:
            home.setdefault(entry.partition("@")[0], page.number)
    shown = ", ".join(str(n) for n in sorted(numbers))
    for article in issue.articles:
        passed = [home.get(article.id, 0)]
        for number, jump in enumerate(article.jumps):
            if jump.to not in numbers:
                yield problem(
                    "jump-nowhere",
                    f"the article jumps to page {jump.to}, which does not exist",
                    hint=f"expected one of the pages {shown}",
                    article=article.id,
                    **places.jump(article, number),
                )
            elif jump.to in passed:
                yield problem(
                    "jump-in-circle",
                    f"the article jumps to page {jump.to}, where it has been already",
                    hint="expected: a page that the article is not on",
                    article=article.id,
                    **places.jump(article, number),
                )
            passed.append(jump.to)


def _files(issue: Issue, places: _Places) -> Iterator[Finding]:
    folder = Path(issue.folder)
    for article in issue.articles:
        for n, photo in enumerate(article.keys.photos):
            if photo.file:
                place = places.article(article, "photos", n, "file")
                yield from _picture(folder, photo.file, place, article.id, cutout=photo.cutout)
            for m, part in enumerate(photo.group):
                yield from _picture(
                    folder, part.file, places.article(article, "photos", n, "group", m, "file"), article.id
                )
    for index, page in enumerate(issue.pages):
        for n, advert in enumerate(page.adverts):
            place = places.page(index, "adverts", n, "file")
            kind = Media.of(advert.file)
            if kind in (Media.HTML, Media.PDF) and not (folder / advert.file).is_file():
                yield _missing(advert.file, place)
            elif kind is Media.HTML:
                yield from _text(folder, advert.file)
            elif kind is Media.PDF:
                yield from _pdf(folder, advert.file, place)
            else:
                yield from _picture(folder, advert.file, place, "")
    if issue.paper.logo:
        yield from _logo(folder, issue.paper.logo, places.root("paper", "logo"))
    for role, choice in issue.fonts.items():
        if not (folder / choice.file).is_file():
            yield _missing(choice.file, places.root("fonts", role, "file"))


def _tables(issue: Issue, places: _Places) -> Iterator[Finding]:
    """Rows of a table that have not as many cells as its head, or as its first row where it has no head."""
    for article in issue.articles:
        for n, table in enumerate(article.keys.tables):
            count, model = (len(table.header), "head") if table.header else (len(table.rows[0]), "first row")
            for m, row in enumerate(table.rows):
                if not row or len(row) != count:
                    yield problem(
                        "uneven-row",
                        f"row {m + 1} of the table has {len(row)} cell{'' if len(row) == 1 else 's'}, "
                        f"its {model} has {count}",
                        hint='expected: a cell for each column; an empty one is written ""',
                        article=article.id,
                        **places.article(article, "tables", n, "rows", m),
                    )


def _text(folder: Path, name: str) -> Iterator[Finding]:
    try:
        read_text(folder / name, name)
    except InputError as error:
        yield from error.findings


def _missing(name: str, place: Place) -> Finding:
    return problem(
        "missing-file",
        f"the file “{name}” does not exist",
        hint="expected: a path relative to the issue folder",
        **place,
    )


def _logo(folder: Path, name: str, place: Place) -> Iterator[Finding]:
    """The logo of the paper, an SVG or a PDF."""
    if not (folder / name).is_file():
        yield _missing(name, place)
    elif Media.of(name) is Media.PDF:
        yield from _pdf(folder, name, place)
    elif Media.of(name) is not Media.SVG:
        yield problem("not-a-logo", f"“{name}” is neither SVG nor PDF", hint="expected: logo.svg or logo.pdf", **place)
    else:
        from xml.etree import ElementTree

        try:
            root = ElementTree.fromstring((folder / name).read_bytes())
        except ElementTree.ParseError as error:
            yield problem("not-a-logo", f"“{name}” is not well-formed: {error}", hint="expected: an SVG", **place)
            return
        if root.tag.rpartition("}")[2] != "svg":
            message = f"“{name}” is no SVG: its root is <{root.tag.rpartition('}')[2]}>"
            yield problem("not-a-logo", message, hint="expected: an SVG", **place)


def _pdf(folder: Path, name: str, place: Place) -> Iterator[Finding]:
    import pikepdf

    try:
        with pikepdf.open(folder / name) as pdf:
            if not pdf.pages:
                raise pikepdf.PdfError("it has no page")
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        message = f"“{name}” cannot be opened as a PDF: {str(error).partition(': ')[2] or error}"
        yield problem("not-a-pdf", message, hint="expected: a PDF without a password, HTML or a picture", **place)


def _picture(folder: Path, name: str, place: Place, article: str, *, cutout: bool = False) -> Iterator[Finding]:
    path = folder / name
    if not path.is_file():
        yield _missing(name, place)
        return
    status = path.stat()
    facts = picture_facts(str(path), status.st_mtime_ns, status.st_size)
    wrong = partial(problem, article=article, **place)
    if facts.fault:
        message = f"“{name}” cannot be opened: {facts.fault}"
        yield wrong("not-a-picture", message, hint="expected: JPEG, PNG, TIFF or WebP")
        return
    if facts.dots > MOST_DOTS:
        yield wrong(
            "too-large-picture",
            f"“{name}” has {facts.dots / 1e6:.0f} million dots",
            hint=f"expected: {MOST_DOTS // 1_000_000} million or fewer; scale it down",
        )
        return
    if cutout and facts.form not in _WITH_ALPHA:
        yield wrong(
            "not-a-cutout",
            f"“{name}” is a {facts.form}, in which nothing can be transparent",
            hint="expected: PNG or TIFF with a transparent ground; or take `cutout` out",
        )
    if facts.mode not in _MODES:
        yield wrong(
            "not-a-picture",
            f"“{name}” has the colour mode {facts.mode}",
            hint="expected: grey, RGB or CMYK; save it as one of these",
        )


class PictureFacts(NamedTuple):
    """What a picture file is: dots in all, mode and form as Pillow names them, and why it cannot be opened."""

    dots: int = 0
    mode: str = ""
    form: str = ""
    fault: str = ""


@lru_cache(maxsize=4096)
def picture_facts(path: str, changed: int, size: int) -> PictureFacts:  # noqa: ARG001
    """Return the facts of a picture file; its time of change (ns) and size, so that each state is looked at once."""
    from PIL import Image, UnidentifiedImageError

    try:
        with pictures_of_any_size(), Image.open(path) as picture:
            facts = PictureFacts(picture.width * picture.height, picture.mode, picture.format or "")
            if facts.dots > MOST_DOTS:
                return facts
            picture.verify()
            if facts.form == "JPEG" and not _is_whole_jpeg(Path(path).read_bytes()):
                return PictureFacts(fault="it is damaged (its end is missing)")
            return facts
    except UnidentifiedImageError:
        return PictureFacts(fault="it is not a picture")
    except (OSError, SyntaxError, ValueError) as error:
        return PictureFacts(fault=f"it is damaged ({error})")


def _is_whole_jpeg(data: bytes) -> bool:
    """Whether the end mark follows the picture. Pillow's `verify` does not look; a thumbnail has its own."""
    at = 2
    while data[at : at + 1] == b"\xff" and data[at + 1 : at + 2] != b"\xda":
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return b"\xff\xd9" in data[at:]
