"""What is wrong with an issue is one finding that names its place, and nothing is written.

Each case is a good issue with one place changed: which file, what stands there instead, and what the finding must say.
`at` is text of the line that the finding must name.
"""

import json
import shutil
from typing import NamedTuple

import pytest
from PIL import Image

from banmian.cli import main
from banmian.intake import read_issue
from banmian.making import make_plates
from banmian.model import InputError, Severity

FOLDER = {
    "issue.toml": """\
[paper]
name = "玩具日报"

[issue]
date = 2026-11-23
number = 12345

[[page]]
number = 1
layout = "toy-front"
articles = ["lead"]

[[page]]
number = 2
section = "要闻"
layout = "toy-inner"
articles = ["second@B", "third"]
adverts = [
    { slot = "D", file = "adverts/a.png" },
]

[fonts.body]
file = "toy.ttf"
""",
    "articles/lead.md": """\
---
id: lead
headline: [第一行, 第二行]
byline:
  - name: 王飞
    role: 记者
photos:
  - file: photos/a.png
    caption: 说明
    focus: [0.5, 0.5]
jump: {to: 2}
---
正文第一段。

**提示。**正文第二段。
""",
    "articles/second.md": "---\nid: second\nheadline: 第二篇\n---\n正文。\n",
    "articles/third.md": "---\nid: third\nheadline: 第三篇\n---\n正文。\n",
    "articles/spare.md": "---\nid: spare\nheadline: 备稿\n---\n正文。\n",
}

JSON = {
    "issue.json": """\
{
  "paper": {"name": "玩具日报"},
  "issue": {
    "date": "2026-11-23",
    "number": 12345
  },
  "pages": [
    {
      "number": 1,
      "layout": "toy-front",
      "articles": ["lead"]
    },
    {
      "number": 2,
      "section": "要闻",
      "layout": "toy-inner",
      "articles": ["second@B",
                   "third"],
      "adverts": [
        {"slot": "D", "file": "adverts/a.png"}
      ]
    }
  ],
  "articles": [
    {
      "id": "lead",
      "headline": ["第一行", "第二行"],
      "byline": [{"name": "王飞", "role": "记者"}],
      "photos": [
        {
          "file": "photos/a.png",
          "caption": "说明",
          "focus": [0.5, 0.5]
        }
      ],
      "jump": {"to": 2},
      "body": ["正文第一段。", "**提示。**正文第二段。"]
    },
    {"id": "second", "headline": "第二篇", "body": ["正文。"]},
    {"id": "third",
     "headline": "第三篇",
     "body": ["正文。"]},
    {"id": "spare", "headline": "备稿", "body": ["正文。"]}
  ],
  "fonts": {
    "body": {"file": "toy.ttf"}
  }
}
"""
}


class Wrong(NamedTuple):
    """A place of the good issue, what stands there instead, and the finding that this must give."""

    what: str
    file: str
    old: str
    new: str | bytes
    code: str
    at: str
    key: str = ""


TOML, ONE = "issue.toml", "issue.json"
LEAD, SECOND, THIRD, SPARE = (f"articles/{name}.md" for name in ("lead", "second", "third", "spare"))

PAGES = FOLDER[TOML][FOLDER[TOML].index("[[page]]") : FOLDER[TOML].index("[fonts")]

IN_FOLDER = [
    # ---- issue.toml
    Wrong("unknown key", TOML, "number = 12345", 'day = "一"', "unknown-key", "day =", "issue.day"),
    Wrong(
        "unknown key of a page", TOML, 'section = "要闻"', 'sction = "要闻"', "unknown-key", "sction", "page[1].sction"
    ),
    Wrong("unknown table", TOML, "[fonts.body]", "[font.body]", "unknown-key", "[font.body]", "font"),
    Wrong("missing key", TOML, 'name = "玩具日报"', "", "missing-key", "[paper]", "paper.name"),
    Wrong("missing date", TOML, "date = 2026-11-23", "", "missing-key", "[issue]", "issue.date"),
    Wrong("no pages", TOML, PAGES, "", "missing-key", "[paper]", "page"),
    Wrong("number as text", TOML, "number = 2", 'number = "2"', "wrong-type", 'number = "2"', "page[1].number"),
    Wrong("page zero", TOML, "number = 2", "number = 0", "wrong-type", "number = 0", "page[1].number"),
    Wrong("bad date", TOML, "2026-11-23", '"23.11.2026"', "wrong-type", "23.11", "issue.date"),
    Wrong("empty name", TOML, '"玩具日报"', '""', "wrong-type", 'name = ""', "paper.name"),
    Wrong("text for a list", TOML, '["lead"]', '"lead"', "wrong-type", 'articles = "lead"', "page[0].articles"),
    Wrong("key of an advert", TOML, 'slot = "D"', 'place = "D"', "unknown-key", "place", "page[1].adverts[0].place"),
    Wrong(
        "kind of an advert",
        TOML,
        'slot = "D"',
        'slot = "D", kind = "x"',
        "wrong-type",
        "kind",
        "page[1].adverts[0].kind",
    ),
    Wrong(
        "word of the copydesk",
        TOML,
        "[fonts.body]",
        '[copydesk]\nfull-width-latin = "narrow"\n[fonts.body]',
        "wrong-type",
        "full-width",
        "copydesk.full-width-latin",
    ),
    Wrong("broken TOML", TOML, "number = 12345", "number = ", "bad-toml", "number = "),
    Wrong("key twice in TOML", TOML, "number = 12345", "date = 2026-11-24", "bad-toml", "date = 2026-11-24"),
    Wrong("page twice", TOML, "[fonts", "[[page]]\nnumber=2\n[fonts", "duplicate-page", "number=2", "page[2].number"),
    Wrong("unknown article", TOML, '"third"]', '"fourth"]', "unknown-article", "second@B", "page[1].articles[1]"),
    Wrong("on two pages", TOML, '"third"]', '"third", "lead"]', "article-twice", "second@B", "page[1].articles[2]"),
    Wrong(
        "twice on a page", TOML, '"third"]', '"third", "third@A"]', "article-twice", "second@B", "page[1].articles[2]"
    ),
    Wrong("no such advert", TOML, "a.png", "b.png", "missing-file", "b.png", "page[1].adverts[0].file"),
    Wrong("advert no picture", TOML, "adverts/a.png", "issue.toml", "not-a-picture", "slot", "page[1].adverts[0].file"),
    Wrong("advert no PDF", TOML, "adverts/a.png", "junk.pdf", "not-a-pdf", "junk.pdf", "page[1].adverts[0].file"),
    Wrong("no such font file", TOML, "toy.ttf", "no.ttf", "missing-file", "no.ttf", "fonts.body.file"),
    Wrong("bad UTF-8", TOML, "玩具日报", "玩具日报".encode("gb18030"), "bad-utf8", "name ="),
    # ---- an article
    Wrong("unknown key", LEAD, "byline:", "author:", "unknown-key", "author:", "author"),
    Wrong("unknown key of a photo", LEAD, "caption:", "text:", "unknown-key", "text:", "photos[0].text"),
    Wrong("unknown key of a jump", LEAD, "{to: 2}", "{to: 2, page: 3}", "unknown-key", "page: 3", "jump.page"),
    Wrong("missing id", SECOND, "id: second\n", "", "missing-key", "headline", "id"),
    Wrong("missing headline", SECOND, "headline: 第二篇\n", "", "missing-key", "id: second", "headline"),
    Wrong("name of a byline", LEAD, "name: 王飞\n    ", "", "missing-key", "role: 记者", "byline[0].name"),
    Wrong("headline a number", SECOND, "第二篇", "2026", "wrong-type", "headline: 2026", "headline"),
    Wrong("headline nothing", SECOND, "第二篇", "#第二篇", "wrong-type", "headline", "headline"),
    Wrong("empty headline", SECOND, "第二篇", "[]", "wrong-type", "headline", "headline"),
    Wrong("id with a space", SECOND, "id: second", "id: the second", "wrong-type", "id:", "id"),
    Wrong("focus outside", LEAD, "[0.5, 0.5]", "[0.5, 1.5]", "wrong-type", "focus", "photos[0].focus[1]"),
    Wrong("jump to a word", LEAD, "{to: 2}", "{to: 二}", "wrong-type", "to: 二", "jump.to"),
    Wrong("duplicate id", SPARE, "id: spare", "id: lead", "duplicate-id", "id: lead", "id"),
    Wrong(
        "key twice in YAML", SECOND, "headline: 第二篇", "headline: 甲\nheadline: 乙", "duplicate-key", "乙", "headline"
    ),
    Wrong("key twice inside", LEAD, "role: 记者", "name: 李四", "duplicate-key", "李四", "name"),
    Wrong("unquoted colon", SECOND, "第二篇", "第二篇: 副题", "bad-yaml", "第二篇: 副题"),
    Wrong("unclosed bracket", SECOND, "第二篇", "[第二篇", "bad-yaml", "headline"),
    Wrong("unclosed quote", LEAD, "caption: 说明", 'caption: "说明', "bad-yaml", "caption"),
    Wrong("a tab in YAML", LEAD, "    role: 记者", "\trole: 记者", "bad-yaml", "\trole"),
    Wrong("YAML no table", SECOND, "id: second\nheadline: 第二篇", "- 第二篇", "wrong-type", "第二篇"),
    Wrong("YAML with a number for a key", SECOND, "headline", "1: 一\nheadline", "wrong-type", "id: second"),
    Wrong("a control character", SECOND, "第二篇", "第\x07篇", "bad-yaml", "headline"),
    Wrong("front matter does not open", SECOND, "---\nid", "id", "front-matter-missing", "id: second"),
    Wrong("front matter does not close", SECOND, "---\n正文", "正文", "front-matter-open", "---"),
    Wrong("an empty file", SECOND, FOLDER[SECOND], "", "front-matter-missing", ""),
    Wrong("no such picture", LEAD, "a.png", "b.png", "missing-file", "b.png", "photos[0].file"),
    Wrong("picture no picture", LEAD, "photos/a.png", "issue.toml", "not-a-picture", "issue.toml", "photos[0].file"),
    Wrong("picture cut off", LEAD, "a.png", "half.jpg", "not-a-picture", "half.jpg", "photos[0].file"),
    Wrong(
        "no such picture of a group",
        LEAD,
        "caption: 说明",
        "group: [{file: photos/a.png}, {file: photos/b.png}]",
        "missing-file",
        "photos/b.png",
        "photos[0].group[1].file",
    ),
    Wrong(
        "picture of a group no picture",
        LEAD,
        "caption: 说明",
        "group: [{file: issue.toml}]",
        "not-a-picture",
        "issue.toml",
        "photos[0].group[0].file",
    ),
    Wrong(
        "cut-out in a format without transparency",
        LEAD,
        "photos/a.png",
        "photos/whole.jpg\n    cutout: true",
        "not-a-cutout",
        "whole.jpg",
        "photos[0].file",
    ),
    Wrong("picture a folder", LEAD, "photos/a.png", "photos", "missing-file", "file: photos", "photos[0].file"),
    Wrong("jump nowhere", LEAD, "{to: 2}", "{to: 7}", "jump-nowhere", "to: 7", "jump"),
    Wrong("jump onto itself", LEAD, "{to: 2}", "{to: 1}", "jump-in-circle", "to: 1", "jump"),
    Wrong("jump in a circle", LEAD, "{to: 2}", "[{to: 2}, {to: 1}]", "jump-in-circle", "to: 1", "jump[1]"),
    Wrong("jump twice to a page", LEAD, "{to: 2}", "[{to: 2}, {to: 2}]", "jump-in-circle", "to: 2", "jump[1]"),
    Wrong("jump mark nowhere", SECOND, "正文。", "正<!--下转第9版-->文。", "jump-nowhere", "下转第9版"),
    Wrong("unknown mark", LEAD, "第二段", "[第二段]{.dot}", "unknown-mark", "**提示"),
    Wrong("mark without a dot", LEAD, "第二段", "[第\n二段]{dots}", "broken-mark", "二段]"),
    Wrong("reading that does not close", LEAD, "第一段", '[第一]{ruby="dì}段', "broken-mark", "正文["),
    Wrong(
        "a row without a cell",
        SECOND,
        "headline: 第二篇",
        "headline: 第二篇\ntables:\n  - header: [甲, 乙]\n    rows:\n      - [一, 二]\n      - [三]",
        "uneven-row",
        "- [三]",
        "tables[0].rows[1]",
    ),
    Wrong(
        "a row with a cell too many and no head",
        SECOND,
        "headline: 第二篇",
        "headline: 第二篇\ntables:\n  - rows: [[一], [二]]\n  - rows:\n      - [一]\n      - [二, 三]",
        "uneven-row",
        "- [二, 三]",
        "tables[1].rows[1]",
    ),
    Wrong(
        "rows without a cell",
        SECOND,
        "headline: 第二篇",
        "headline: 第二篇\ntables:\n  - rows: [[]]",
        "uneven-row",
        "- rows",
        "tables[0].rows[0]",
    ),
    Wrong("bad UTF-8", LEAD, "正文第一段", "正文第一段".encode("gbk"), "bad-utf8", "\ufffd"),
]

IN_JSON = [
    Wrong("unknown key", ONE, '"number": 12345', '"day": "一"', "unknown-key", '"day"', "issue.day"),
    Wrong("unknown key of a page", ONE, '"section"', '"sction"', "unknown-key", "sction", "pages[1].sction"),
    Wrong("unknown key of an article", ONE, '"byline"', '"author"', "unknown-key", "author", "articles[0].author"),
    Wrong("unknown key of a photo", ONE, '"caption"', '"text"', "unknown-key", "text", "articles[0].photos[0].text"),
    Wrong("missing key", ONE, '"name": "玩具日报"', "", "missing-key", '"paper"', "paper.name"),
    Wrong("missing headline", ONE, '"headline": "第三篇",', "", "missing-key", '"third",', "articles[2].headline"),
    Wrong("number as text", ONE, '"number": 2', '"number": "2"', "wrong-type", '"number": "2"', "pages[1].number"),
    Wrong("bad date", ONE, "2026-11-23", "23.11.2026", "wrong-type", "23.11", "issue.date"),
    Wrong(
        "body no list", ONE, '["正文。"]},\n    {', '"正文。"},\n    {', "wrong-type", '"body": "正', "articles[1].body"
    ),
    Wrong("a list at the top", ONE, JSON[ONE], "[]", "wrong-type", "[]"),
    Wrong("broken JSON", ONE, '"section": "要闻",', '"section": "要闻"', "bad-json", '"layout": "toy-inner"'),
    Wrong("JSON cut off", ONE, JSON[ONE][-60:], "", "bad-json", '"spare"'),
    Wrong("an empty file", ONE, JSON[ONE], "", "bad-json", ""),
    Wrong("key twice", ONE, '"number": 12345', '"date": "2026-11-24"', "duplicate-key", "11-24", "date"),
    Wrong("half of a character", ONE, "正文第一段", "\\ud840", "bad-text", "\\ud840", "articles[0].body[0]"),
    Wrong(
        "page twice", ONE, '  ],\n  "art', ',{"number": 2}],\n"art', "duplicate-page", ',{"number"', "pages[2].number"
    ),
    Wrong("unknown article", ONE, '"third"],', '"fourth"],', "unknown-article", '"fourth"]', "pages[1].articles[1]"),
    Wrong(
        "on two pages", ONE, '"third"],', '"lead"],', "article-twice", '"lead"],\n      "adv', "pages[1].articles[1]"
    ),
    Wrong("duplicate id", ONE, '"id": "spare"', '"id": "lead"', "duplicate-id", '"id": "lead", ', "articles[3].id"),
    Wrong("no such advert", ONE, "adverts/a.png", "b.png", "missing-file", "b.png", "pages[1].adverts[0].file"),
    Wrong("no such picture", ONE, "photos/a.png", "b.png", "missing-file", "b.png", "articles[0].photos[0].file"),
    Wrong(
        "picture no picture", ONE, "photos/a.png", ONE, "not-a-picture", '"issue.json"', "articles[0].photos[0].file"
    ),
    Wrong("no such font file", ONE, "toy.ttf", "no.ttf", "missing-file", "no.ttf", "fonts.body.file"),
    Wrong("jump nowhere", ONE, '{"to": 2}', '{"to": 7}', "jump-nowhere", '"to": 7', "articles[0].jump"),
    Wrong(
        "jump mark nowhere",
        ONE,
        '["正文。',
        '["正<!--下转第9版-->文。',
        "jump-nowhere",
        "下转第9版",
        "articles[1].body[0]",
    ),
    Wrong("jump in a circle", ONE, '{"to": 2}', '{"to": 1}', "jump-in-circle", '"to": 1', "articles[0].jump"),
    Wrong(
        "a row without a cell",
        ONE,
        '"headline": "第三篇",',
        '"headline": "第三篇",\n"tables": [{"header": ["甲", "乙"], "rows": [\n["一"]]}],',
        "uneven-row",
        '["一"]]',
        "articles[2].tables[0].rows[0]",
    ),
    Wrong("unknown mark", ONE, "第二段", "[第二段]{.dot}", "unknown-mark", '"body": ["正', "articles[0].body[1]"),
    Wrong("bad UTF-8", ONE, "说明", "说明".encode("gbk"), "bad-utf8", "caption"),
]


@pytest.fixture
def write(tmp_path, toy_folder):
    """Write the files of an issue, pictures and face beside them; return the folder."""

    def write(files):
        folder = tmp_path / "issue"
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        shutil.copytree(toy_folder / "layouts", folder / "layouts")
        shutil.copy(toy_folder / "toy.ttf", folder)
        for name in ("photos/a.png", "adverts/a.png"):
            (folder / name).parent.mkdir(exist_ok=True)
            Image.new("RGB", (900, 600), "teal").save(folder / name)
        Image.radial_gradient("L").save(folder / "photos" / "half.jpg")
        Image.radial_gradient("L").save(folder / "photos" / "whole.jpg")
        whole = (folder / "photos" / "half.jpg").read_bytes()
        (folder / "photos" / "half.jpg").write_bytes(whole[: len(whole) // 2])
        (folder / "junk.pdf").write_text("no PDF at all", "utf-8")
        return folder

    return write


def changed(files, wrong):
    """The files with one place changed."""
    text = files[wrong.file]
    assert wrong.old in text, wrong
    before, _, after = text.partition(wrong.old)
    new = wrong.new if isinstance(wrong.new, bytes) else wrong.new.encode()
    return {**files, wrong.file: before.encode() + new + after.encode()}


def lines_of(text, at):
    """The lines of a text on which `at` begins."""
    shown = text.decode("utf-8", "replace")
    return {shown.count("\n", 0, n) + 1 for n in range(len(shown) + 1) if shown.startswith(at, n)}


def check(folder, files, wrong):
    with pytest.raises(InputError) as caught:
        read_issue(folder)
    (finding,) = caught.value.findings
    assert (finding.code, finding.file, finding.key) == (wrong.code, wrong.file, wrong.key)
    assert finding.line in lines_of(files[wrong.file], wrong.at), (finding.line, wrong.at)
    assert finding.severity is Severity.ERROR
    assert finding.message
    assert finding.hint or "xpected" in finding.message, "what was expected"


def check_nothing_is_written(folder, out, wrong, capsys):
    old = {"press/20261122-01.pdf": b"yesterday", "report.json": b"{}"}
    for arguments in ([], ["--json"]):
        assert main(["build", str(folder), "-o", str(out), *arguments]) == 2
        assert not list(out.rglob("*"))
        printed = capsys.readouterr()
        assert f"error[{wrong.code}] {wrong.file}:" in printed.err
        if arguments:
            assert [f["code"] for f in json.loads(printed.out)["findings"]] == [wrong.code]
    for name, data in old.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(data)
    assert main(["build", str(folder), "-o", str(out)]) == 2
    assert {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()} == old


@pytest.mark.parametrize("form", [FOLDER, JSON], ids=["folder", "json"])
def test_the_good_issue_is_good(write, form, tmp_path):
    folder = write(form)
    issue = read_issue(folder)
    assert (
        [article.id for article in issue.articles] == ["lead", "second", "third", "spare"]
        if form is JSON
        else ["lead", "second", "spare", "third"]
    )
    assert [page.number for page in issue.pages] == [1, 2]
    assert main(["build", str(folder), "-o", str(tmp_path / "out")]) == 0


@pytest.mark.parametrize("wrong", IN_FOLDER, ids=lambda w: f"{w.file.rpartition('/')[2]} {w.what}")
def test_one_finding_in_a_folder(write, tmp_path, capsys, wrong):
    files = changed(FOLDER, wrong)
    folder = write(files)
    check(folder, files, wrong)
    check_nothing_is_written(folder, tmp_path / "out", wrong, capsys)


@pytest.mark.parametrize("wrong", IN_JSON, ids=lambda w: w.what)
def test_one_finding_in_a_json_file(write, tmp_path, capsys, wrong):
    files = changed(JSON, wrong)
    folder = write(files)
    check(folder, files, wrong)
    check_nothing_is_written(folder, tmp_path / "out", wrong, capsys)


# ---- the issue as a whole ---------------------------------------------------------------------------------


@pytest.mark.parametrize("missing", ["issue", "issue.json", "nothing/at/all"])
def test_an_issue_that_does_not_exist(tmp_path, missing):
    with pytest.raises(InputError) as caught:
        read_issue(tmp_path / missing)
    (finding,) = caught.value.findings
    assert finding.code == "missing-file"
    assert missing.rpartition("/")[2] in finding.file
    assert "expected" in finding.hint
    assert main(["build", str(tmp_path / missing), "-o", str(tmp_path / "out")]) == 2


def test_a_folder_without_issue_toml(tmp_path):
    with pytest.raises(InputError) as caught:
        read_issue(tmp_path)
    (finding,) = caught.value.findings
    assert (finding.code, finding.file) == ("missing-file", "issue.toml")
    assert "expected" in finding.hint


def test_all_that_is_wrong_is_said_at_once(write):
    files = {**FOLDER, SECOND: "no front matter", THIRD: "---\nid: third\n---\n"}
    files[TOML] = files[TOML].replace("number = 12345", "number = 0")
    with pytest.raises(InputError) as caught:
        read_issue(write(files))
    assert [(finding.code, finding.file) for finding in caught.value.findings] == [
        ("wrong-type", TOML),
        ("front-matter-missing", SECOND),
        ("missing-key", THIRD),
    ]


def test_line_ends_of_windows_and_a_byte_order_mark_are_no_mistake(write):
    good = read_issue(write(FOLDER))
    shutil.rmtree(good.folder)
    files = {name: "\ufeff" + text.replace("\n", "\r\n") for name, text in FOLDER.items()}
    assert read_issue(write(files)) == good


# ---- faces ------------------------------------------------------------------------------------------------


@pytest.fixture
def finding_of_face(write, tmp_path):
    """The one finding about a face that `make` writes, given that no build comes of it."""

    def finding_of_face(make):
        folder = write(FOLDER)
        make(folder / "toy.ttf")
        with pytest.raises(InputError) as caught:
            make_plates(read_issue(folder))
        assert main(["build", str(folder), "-o", str(tmp_path / "out")]) == 2
        assert not (tmp_path / "out").exists()
        (finding,) = caught.value.findings
        assert finding.code == "unusable-face"
        assert finding.file == TOML
        assert "toy.ttf" in finding.message
        assert finding.hint
        return finding

    return finding_of_face


@pytest.mark.parametrize("rights", [0, 4, 8])
def test_a_face_whose_rights_allow_embedding(write, toy_font, tmp_path, rights):
    folder = write(FOLDER)
    toy_font(folder / "toy.ttf", rights=rights)
    assert main(["build", str(folder), "-o", str(tmp_path / "out")]) == 0


@pytest.mark.parametrize("rights", [0x002, 0x200])
def test_a_face_whose_rights_forbid_embedding(finding_of_face, toy_font, rights):
    assert f"fsType 0x{rights:04x}" in finding_of_face(lambda path: toy_font(path, rights=rights)).message


@pytest.mark.parametrize("data", [b"", b"no font", b"\0\1\0\0" + bytes(60)], ids=["empty", "text", "no tables"])
def test_a_face_that_is_no_font(finding_of_face, data):
    assert "not a TrueType or OpenType font" in finding_of_face(lambda path: path.write_bytes(data)).message


def test_a_finding_about_a_face_names_its_place_in_the_issue(finding_of_face):
    finding = finding_of_face(lambda path: path.write_bytes(b"no font"))
    assert (finding.key, finding.line) == ("fonts.body.file", 23)


def test_a_role_that_does_not_exist(write, capsys, tmp_path):
    files = {**FOLDER, TOML: FOLDER[TOML].replace("fonts.body", "fonts.bodi")}
    folder = write(files)
    assert main(["build", str(folder), "-o", str(tmp_path / "out")]) == 2
    printed = capsys.readouterr().err
    assert "error[unknown-role]" in printed
    assert "fonts.bodi" in printed


# ---- usage ------------------------------------------------------------------------------------------------


def test_a_page_that_the_issue_does_not_have(write, tmp_path, capsys):
    assert main(["build", str(write(FOLDER)), "-o", str(tmp_path / "out"), "--pages", "2,9"]) == 2
    assert "no page 9" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_an_output_folder_that_is_a_file(write, tmp_path):
    (tmp_path / "out").write_text("mine", "utf-8")
    assert main(["build", str(write(FOLDER)), "-o", str(tmp_path / "out")]) == 2
    assert (tmp_path / "out").read_text("utf-8") == "mine"


@pytest.mark.parametrize("arguments", [["--only", "paper"], ["--pages", "one"], ["--nonsense"]])
def test_usage_errors_exit_with_2(write, tmp_path, arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        main(["build", str(write(FOLDER)), "-o", str(tmp_path / "out"), *arguments])
    assert caught.value.code == 2
    assert not (tmp_path / "out").exists()
    assert capsys.readouterr().err
