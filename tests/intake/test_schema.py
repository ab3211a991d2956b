"""The JSON Schema that the program prints is made from the model, and both forms of an issue say the same.

The schema is checked by its structure, and by a small reader of it (below) that knows just the words it uses: the
package `jsonschema` is no part of the environment.
"""

import datetime
import json
import re

import pytest
from msgspec.structs import replace

from banmian.cli import main
from banmian.intake import read_issue
from banmian.model import (
    Advert,
    Article,
    ArticleKeys,
    Byline,
    Edition,
    Jump,
    JumpPlace,
    Page,
    Paper,
    Paragraph,
    ParagraphKind,
    Photo,
)

TYPES = {"string": str, "integer": int, "number": (int, float), "array": list, "object": dict, "null": type(None)}
KNOWN = {
    *("$schema", "$defs", "$ref", "title", "description", "type", "properties", "required", "additionalProperties"),
    *("items", "prefixItems", "minItems", "maxItems", "anyOf", "enum", "default", "format", "pattern", "minLength"),
    *("minimum", "maximum"),
}

PAGES = [
    {"number": 1, "section": "要闻", "layout": "toy-front", "editors": ["王飞"], "articles": ["lead@A", "second"]},
    {
        "number": 2,
        "layout": "toy-inner",
        "articles": ["third"],
        "adverts": [{"slot": "D", "file": "a.html", "kind": "notice", "label": "广告"}],
        "titles": ["只有标题"],
    },
]
ARTICLES = [
    {
        "id": "lead",
        "headline": ["第一行", "第二行"],
        "kicker": "引题",
        "short": "短题",
        "deck": "——副题",
        "byline": [{"name": "王飞", "role": "记者"}, {"name": "李明"}],
        "dateline": "本报讯",
        "photos": [{"caption": "说明", "credit": "王飞 摄", "alt": "描述", "focus": [0.25, 1]}],
        "jump": [{"to": 2}],
        "body": ["**提示。**正文。", "## 分题", "又一段𠀀，“引文”: #不是注释"],
    },
    {"id": "second", "headline": "第二篇: 有冒号", "deck": ["一", "二"], "body": ["正文<!--下转第2版-->转版。"]},
    {
        "id": "spans",
        "headline": "带记号的",
        "body": ['[着重]{.dots}[拼音]{ruby="pīn yīn"}[1]{.note}', "> 白日依山尽，\\\n> 黄河入海流。", "> 引文"],
    },
    {"id": "third", "headline": "第三篇", "jump": {"to": 1, "slot": "C"}, "body": []},
]
FONTS = {"body": {"file": "layouts/toy-front.toml", "member": 1, "axes": {"wght": 450.5}}}
PAPER = {"name": "玩具日报", "motto": "座右铭", "publisher": "社", "cn": "CN", "postal": "1", "site": "s", "phone": "2"}


def schema_of(which, capsys):
    assert main(["schema", which]) == 0
    return json.loads(capsys.readouterr().out)


def mistakes(value, schema, root, where="$"):
    """What in a value does not agree with a schema."""
    if "$ref" in schema:
        return mistakes(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, where)
    if "anyOf" in schema:
        found = [mistakes(value, option, root, where) for option in schema["anyOf"]]
        return [] if [] in found else [f"{where}: none of {len(found)}"]
    if "enum" in schema:
        return [] if value in schema["enum"] else [f"{where}: not one of {schema['enum']}"]
    if not isinstance(value, TYPES[schema["type"]]) or isinstance(value, bool):
        return [f"{where}: not {schema['type']}"]
    found = []
    if isinstance(value, dict):
        found += [f"{where}: lacks {key}" for key in schema.get("required", ()) if key not in value]
        for key, inner in value.items():
            if key in schema.get("properties", {}):
                found += mistakes(inner, schema["properties"][key], root, f"{where}.{key}")
            elif isinstance(schema.get("additionalProperties"), dict):
                found += mistakes(inner, schema["additionalProperties"], root, f"{where}.{key}")
            elif schema.get("additionalProperties") is False:
                found.append(f"{where}: unknown {key}")
    elif isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", 10**9):
            found.append(f"{where}: {len(value)} items")
        kinds = schema.get("prefixItems") or [schema.get("items", {})] * len(value)
        for n, (inner, kind) in enumerate(zip(value, kinds, strict=False)):
            found += mistakes(inner, kind, root, f"{where}[{n}]") if kind else []
    elif isinstance(value, str):
        if len(value) < schema.get("minLength", 0) or not re.search(schema.get("pattern", ""), value):
            found.append(f"{where}: {value!r}")
    elif not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        found.append(f"{where}: {value}")
    return found


def walk(schema):
    """Every schema in a schema."""
    yield schema
    for key in ("properties", "$defs"):
        for inner in schema.get(key, {}).values():
            yield from walk(inner)
    for key in ("anyOf", "prefixItems"):
        for inner in schema.get(key, ()):
            yield from walk(inner)
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield from walk(schema[key])


# ---- the schema -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", ["issue", "issue-toml", "article"])
def test_a_printed_schema_is_a_schema(which, capsys):
    schema = schema_of(which, capsys)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for part in walk(schema):
        assert set(part) <= KNOWN, part
        if "$ref" in part:
            assert part["$ref"].removeprefix("#/$defs/") in schema["$defs"]
        if part.get("type") == "object" and "properties" in part:
            assert part["additionalProperties"] is False, "an unknown key is an error"
            assert set(part["required"]) <= set(part["properties"])
            assert part["description"], "each table says what it is"


def test_the_schema_names_every_key_of_the_model(capsys):
    defs = schema_of("issue", capsys)["$defs"]
    for kind in (Paper, Edition, Page, Advert, Byline, Photo, Jump):
        assert set(defs[kind.__name__]["properties"]) == set(kind.__struct_fields__)
    assert set(defs["ArticleForm"]["properties"]) == {*ArticleKeys.__struct_fields__, "body"}


def test_a_good_issue_agrees_with_the_schema(capsys):
    schema = schema_of("issue", capsys)
    issue = {"paper": PAPER, "issue": {"date": "2026-11-23"}, "pages": PAGES, "articles": ARTICLES, "fonts": FONTS}
    assert mistakes(issue, schema, schema) == []


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        ({"paper": {}}, "$.paper: lacks name"),
        ({"paper": {"name": ""}}, "$.paper.name: ''"),
        ({"pages": [{"number": 0}]}, "$.pages[0].number: 0"),
        ({"pages": [{"number": 1, "sction": "x"}]}, "$.pages[0]: unknown sction"),
        ({"articles": [{"id": "a b", "headline": "x"}]}, "$.articles[0].id: 'a b'"),
        ({"articles": [{"id": "a"}]}, "$.articles[0]: lacks headline"),
        ({"fonts": {"body": {"file": "x", "member": -1}}}, "$.fonts.body.member: -1"),
    ],
)
def test_what_the_reader_refuses_the_schema_refuses_too(write_issue, capsys, change, mistake):
    schema = schema_of("issue", capsys)
    issue = {"paper": PAPER, "issue": {"date": "2026-11-23"}, "pages": PAGES, "articles": ARTICLES} | change
    assert mistakes(issue, schema, schema) == [mistake]
    folder = write_issue.as_json([], [])
    (folder / "issue.json").write_text(json.dumps(issue), "utf-8")
    assert main(["build", str(folder), "-o", str(folder / "out")]) == 2


# ---- folder and JSON --------------------------------------------------------------------------------------


@pytest.fixture
def both(write_issue):
    """The same issue read from a folder and from JSON, without what only says where it was read."""

    def bare(issue):
        articles = [
            replace(article, file="", paragraphs=tuple(replace(p, line=0) for p in article.paragraphs))
            for article in issue.articles
        ]
        articles.sort(key=lambda article: article.id)
        return issue.paper, issue.edition, issue.pages, tuple(articles), issue.fonts

    folders = [
        write(PAGES, ARTICLES, paper=PAPER, fonts=FONTS) for write in (write_issue.as_folder, write_issue.as_json)
    ]
    for folder in folders:
        (folder / "a.html").write_text("<p>启事</p>", "utf-8")
    return [bare(read_issue(folder)) for folder in folders]


def test_a_folder_and_a_json_file_are_the_same_issue(both):
    assert both[0] == both[1]


def test_every_value_is_read_as_it_was_written(both):
    paper, edition, pages, (lead, second, marked, third), fonts = both[0]
    assert paper == Paper(**PAPER)
    assert edition == Edition(date=datetime.date(2026, 11, 23), number=12345)
    assert pages[1].adverts == (Advert(slot="D", file="a.html", kind="notice", label="广告"),)
    assert fonts["body"].axes == {"wght": 450.5}
    assert lead.headline == ("第一行", "第二行")
    assert (lead.title, lead.short, lead.deck) == ("第一行 第二行", "短题", ("——副题",))
    assert lead.keys.byline == (Byline(name="王飞", role="记者"), Byline(name="李明"))
    assert lead.keys.photos[0].focus == (0.25, 1.0)
    assert lead.body == "提示。正文。\n分题\n又一段𠀀，“引文”: #不是注释"
    assert [p.kind for p in lead.paragraphs] == [ParagraphKind.BODY, ParagraphKind.SUBHEAD, ParagraphKind.BODY]
    assert lead.jumps == (Jump(to=2),)
    assert (second.headline, second.short, second.deck) == (("第二篇: 有冒号",), "第二篇: 有冒号", ("一", "二"))
    assert (second.jumps, second.jump_places()) == ((Jump(to=2),), ((2, 2),))
    assert marked.body == "着重拼音1\n白日依山尽，\n黄河入海流。\n引文"
    assert [span.style.value for span in marked.paragraphs[0].spans] == ["dots", "ruby", "note"]
    assert [p.kind.value for p in marked.paragraphs] == ["body", "verse", "verse", "quotation"]
    assert (third.jumps, third.body) == ((Jump(to=1, slot="C"),), "")


def test_a_place_of_a_jump_counts_in_the_whole_body():
    marked = Paragraph("四五六", jumps=(JumpPlace(1, 3),))
    article = Article(keys=ArticleKeys(id="a", headline="题"), paragraphs=(Paragraph("一二三"), marked))
    assert article.body == "一二三\n四五六"
    assert article.jump_places() == ((5, 3),)


def test_line_breaks_in_a_paragraph_of_json_are_joined_as_in_a_file(write_issue):
    article = {"id": "a", "headline": "题", "body": ["一行\n接着一行。", "　　二段。", "", "  "]}
    issue = read_issue(write_issue.as_json([{"number": 1, "layout": "toy-front", "articles": ["a"]}], [article]))
    assert [p.text for p in issue.articles[0].paragraphs] == ["一行接着一行。", "二段。"]
