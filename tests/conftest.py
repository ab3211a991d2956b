"""What the tests share: a toy face of squares, a library of faces made of nothing else, and a writer of small issues.

With the toy face a page can be worked out with pencil and paper: every hanzi and every full-width mark is one em wide,
every ASCII character half an em.
"""

import json
import shutil
from itertools import count
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from hypothesis import settings

from banmian.faces import FaceLibrary, default_roles
from banmian.model import FaceChoice

LAYOUTS = Path(__file__).parent / "toy"
"""Designs on a small sheet: `toy-front`, `toy-inner`, and `toy-open` with room for marks between its lines."""

HALF = [*range(0x20, 0x7F), 0xA0, *range(0xA1, 0x250), *range(0x370, 0x530), 0x2010, 0x2013, 0xB7]
FULL = [
    *range(0x2014, 0x2070),
    *range(0x2100, 0x2200),
    *range(0x2460, 0x2600),
    *range(0x2E3A, 0x2E3B),
    0x22EF,
    *range(0x3000, 0x3100),
    *range(0xFF01, 0xFFE7),
]
HANZI = [*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0x20000, 0x20400)]

settings.register_profile("banmian", deadline=None, derandomize=True, database=None)  # the same examples everywhere
settings.register_profile("search", deadline=None, max_examples=5000)  # pytest --hypothesis-profile=search
settings.load_profile("banmian")


def _square(width):
    pen = TTGlyphPen(None)
    if width:
        pen.moveTo((50, -50))
        pen.lineTo((50, 800))
        pen.lineTo((width - 50, 800))
        pen.lineTo((width - 50, -50))
        pen.closePath()
    return pen.glyph()


def make_toy_font(path, *, joined=True, rights=0):
    """Write a face of squares. `joined` gives it —— as one glyph of two em; `rights` is its OS/2 fsType."""
    cells = {".notdef": 1000, "han": 1000, "dash": 1000, "longdash": 2000}
    codes = dict.fromkeys(HANZI, "han")
    for width, characters in ((500, HALF), (1000, FULL)):
        for code in characters:
            name = f"u{code:04X}"
            cells[name] = width
            codes[code] = name
    codes[0x2014] = "dash"
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(cells))
    builder.setupGlyf({name: _square(width) for name, width in cells.items()})
    builder.setupHorizontalMetrics({name: (width, 50) for name, width in cells.items()})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Banmian Toy", "styleName": "Regular", "psName": "BanmianToy-Regular"})
    builder.setupPost()
    builder.setupCharacterMap({})
    table = CmapSubtable.newSubtable(12)
    table.platformID, table.platEncID, table.format, table.reserved, table.language = 3, 10, 12, 0, 0
    table.cmap = codes
    builder.font["cmap"].tables = [table]
    builder.setupOS2(fsType=rights, sTypoAscender=880, sTypoDescender=-120)
    if joined:
        builder.addOpenTypeFeatures("feature ccmp { sub dash dash by longdash; } ccmp;")
    for tag in ("created", "modified"):
        setattr(builder.font["head"], tag, 3_876_768_000)
    builder.save(path)


@pytest.fixture(scope="session")
def toy_font():
    """The maker of toy faces: `toy_font(path, joined=True, rights=0)`."""
    return make_toy_font


@pytest.fixture(scope="session")
def toy_folder(tmp_path_factory):
    """A folder with `toy.ttf`, its copies -bold and -kai, `toy-no-join.ttf` and `layouts/`, as an issue has them."""
    folder = tmp_path_factory.mktemp("toy")
    make_toy_font(folder / "toy.ttf")
    make_toy_font(folder / "toy-no-join.ttf", joined=False)
    shutil.copy(folder / "toy.ttf", folder / "toy-bold.ttf")
    shutil.copy(folder / "toy.ttf", folder / "toy-kai.ttf")
    shutil.copytree(LAYOUTS, folder / "layouts")
    return folder


def _library(folder, file):
    return FaceLibrary({role: FaceChoice(file=file) for role in default_roles()}, str(folder))


@pytest.fixture(scope="session")
def toy_library(toy_folder):
    """A library in which every role is the toy face."""
    return _library(toy_folder, "toy.ttf")


@pytest.fixture(scope="session")
def toy_library_without_join(toy_folder):
    """The same with a face that has no glyph for ——."""
    return _library(toy_folder, "toy-no-join.ttf")


PAPER = {"name": "玩具日报"}
EDITION = {"date": "2026-11-23", "number": 12345}


def _toml(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


class IssueWriter:
    """Writes the same Python values as an issue folder or as an issue.json.

    `pages` are dicts of the keys of a page; `articles` dicts of the keys of the front matter plus `body`, a list of
    paragraphs in the marks of an article file.
    """

    def __init__(self, folder):
        self.folder = folder
        self.numbers = count(1)

    def as_folder(self, pages, articles, *, paper=PAPER, issue=EDITION, fonts=None, copydesk=None, composition=None):
        """Write issue.toml and articles/*.md; return the folder."""
        folder = self._start()
        lines = ["[paper]", *(f"{key} = {_toml(value)}" for key, value in paper.items())]
        lines += ["[issue]", *(f"{k} = {v if k == 'date' else _toml(v)}" for k, v in issue.items())]
        for page in pages:
            lines += ["[[page]]", *(f"{key} = {_toml(value)}" for key, value in page.items())]
        if copydesk:
            lines += ["[copydesk]", *(f"{key} = {_toml(value)}" for key, value in copydesk.items())]
        if composition:
            lines += ["[composition]", *(f"{key} = {_toml(value)}" for key, value in composition.items())]
        for role, choice in (fonts or {}).items():
            lines += [f"[fonts.{role}]", *(f"{key} = {_toml(value)}" for key, value in choice.items())]
        (folder / "issue.toml").write_text("\n".join(lines) + "\n", "utf-8")
        for article in articles:
            keys = {key: value for key, value in article.items() if key != "body"}
            front = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items())
            body = "\n\n".join(article.get("body", ()))
            (folder / "articles" / f"{article['id']}.md").write_text(f"---\n{front}\n---\n{body}\n", "utf-8")
        return folder

    def as_json(self, pages, articles, *, paper=PAPER, issue=EDITION, fonts=None, copydesk=None, composition=None):
        """Write issue.json; return the folder that holds it."""
        folder = self._start()
        data = {"paper": paper, "issue": issue, "pages": pages, "articles": articles}
        data |= {"fonts": fonts} if fonts else {}
        data |= {"copydesk": copydesk} if copydesk else {}
        data |= {"composition": composition} if composition else {}
        (folder / "issue.json").write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")
        shutil.rmtree(folder / "articles")
        return folder

    def _start(self):
        folder = self.folder / f"issue-{next(self.numbers)}"
        (folder / "articles").mkdir(parents=True)
        shutil.copytree(LAYOUTS, folder / "layouts")
        return folder


@pytest.fixture
def write_issue(tmp_path):
    """A writer of small issues into tmp_path; the toy layouts lie in them."""
    return IssueWriter(tmp_path)
