"""`banmian layouts show | check | preview`, and the JSON Schema of a layout file."""

import io
import json
import tomllib
import xml.etree.ElementTree as ET
from importlib import resources
from pathlib import Path

import pytest
from PIL import Image

from banmian.cli import main
from banmian.layout import layout_names, read_layout
from banmian.layout.styles import HAO
from banmian.preview import preview_png, preview_svg

SVG = "{http://www.w3.org/2000/svg}"
OURS = sorted(entry.name for entry in resources.files("banmian.layouts").iterdir() if entry.name.endswith(".toml"))


@pytest.fixture
def ran(capsys):
    """`ran("show", name)`: exit code, what was printed, and what was said on the way."""

    def ran(*words):
        try:
            code = main(["layouts", *map(str, words)])
        except SystemExit as stop:  # argparse
            code = stop.code
        told = capsys.readouterr()
        return code, told.out, told.err

    return ran


@pytest.fixture
def layouts(toy_folder, tmp_path):
    """A folder of designs: the toy ones."""
    folder = tmp_path / "layouts"
    folder.mkdir()
    for file in (toy_folder / "layouts").glob("*.toml"):
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


# ---- show -------------------------------------------------------------------------------------------------


def test_a_design_is_shown_with_its_plan_its_slots_and_its_headlines(ran, layouts):
    code, out, err = ran("show", layouts / "toy-inner.toml")
    assert (code, err) == (0, "")
    assert out.startswith("toy-inner  玩具内版  150 × 190 mm  35 字 × 40 lines\n\n3   FFFF\n18  AABB\n17  CCDD\n")
    (line,) = (line for line in out.split("\n") if line.startswith("  A "))
    assert line.split() == ["A", "article", "17", "×", "18", "2", "×", "8", "字", "288", "字", "plain", "over"]
    assert out.split("\n")[-2].split() == ["plain", "20", "headline", "12", "12", "left"]


def test_a_design_is_shown_as_json(ran, layouts):
    code, out, _ = ran("show", layouts / "toy-vertical.toml", "--json")
    told = json.loads(out)
    assert code == 0
    assert told["type_area"] == {"width": 35, "lines": 40, "body": 10, "pitch": 12}
    slots = {slot["slot"]: slot for slot in told["slots"]}
    assert (slots["B"]["direction"], slots["B"]["frame"], slots["B"]["head"]) == ("vertical", "line", "vertical-right")
    assert (slots["C"]["left"], slots["C"]["top"], slots["C"]["width"], slots["C"]["lines"]) == (0, 23, 17, 17)


@pytest.mark.parametrize("name", layout_names())
def test_each_of_ours_is_shown(ran, name):
    code, out, _ = ran("show", name)
    assert code == 0
    assert all(f"\n  {slot.name} " in out for slot in read_layout(name).slots)


# ---- check ------------------------------------------------------------------------------------------------


def test_ours_are_good(ran):
    code, out, err = ran("check")
    assert (code, err) == (0, "")
    assert out.split("\n")[:-1] == [f"{name}: good" for name in layout_names()]


INHERIT = ("toy-briefs", "toy-front", "toy-furniture", "toy-inner", "toy-open", "toy-vertical")


def test_all_designs_of_a_folder_are_checked_and_all_faults_said(ran, layouts):
    for name, old, new in (("toy-inner", "gutter = 1", "gutter = 0"), ("toy-vertical", 'head = "vertical-left"', "")):
        file = layouts / f"{name}.toml"
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    (layouts / "base.toml").write_text('title = "底"\nabstract = true\n', "utf-8")
    for folder in (layouts, layouts.parent):
        code, out, err = ran("check", folder)
        assert code == 2
        wrong = [line.partition(":")[0].rpartition("/")[2] for line in out.split("\n") if line.endswith(": wrong")]
        assert wrong == ["base.toml", *(f"{name}.toml" for name in INHERIT)]
        assert err.count("grid.gutter") == len(INHERIT), "toy-inner and those that inherit from it"


def test_a_base_is_passed_over_in_a_folder_and_told_when_asked_for(ran, layouts):
    text = (layouts / "toy-inner.toml").read_text("utf-8")
    before, _, rest = text.partition("plan = ")
    (layouts / "base.toml").write_text(f"{before}abstract = true\n[sheet]{rest.partition('[sheet]')[2]}", "utf-8")
    code, out, err = ran("check", layouts)
    assert (code, err) == (0, "")
    assert "base.toml" not in out
    code, _, err = ran("check", layouts / "base.toml")
    assert code == 2
    assert "no-plan" in err


def test_what_was_checked_as_json(ran, layouts):
    code, out, _ = ran("check", layouts / "toy-inner.toml", "--json")
    assert code == 0
    (told,) = json.loads(out)
    assert (told["good"], told["findings"]) == (True, [])


# ---- preview ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", layout_names())
def test_a_preview_is_xml_and_names_every_slot(name):
    layout = read_layout(name)
    root = ET.fromstring(preview_svg(layout).encode())
    assert root.tag == f"{SVG}svg"
    assert [float(root.get(side).removesuffix("pt")) for side in ("width", "height")] == pytest.approx(
        [layout.sheet.width, layout.sheet.height], abs=0.06
    )
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert {slot.name for slot in layout.slots} <= set(words)
    for rect in root.iter(f"{SVG}rect"):
        x, y, width, height = (float(rect.get(key)) for key in ("x", "y", "width", "height"))
        assert x >= 0
        assert y >= 0
        assert x + width <= layout.sheet.width + 0.2
        assert y + height <= layout.sheet.height + 0.2


def test_a_title_with_marks_of_xml(layouts):
    file = layouts / "toy-inner.toml"
    file.write_text(file.read_text("utf-8").replace("玩具内版", "甲 & 乙 <丙>"), "utf-8")
    layout = read_layout("toy-inner", layouts.parent)
    assert ET.fromstring(preview_svg(layout).encode()).find(f"{SVG}title").text == "toy-inner 甲 & 乙 <丙>"


@pytest.mark.parametrize("width", [200, 333])
def test_a_preview_as_png(toy_folder, width):
    layout = read_layout("toy-vertical", toy_folder)
    data = preview_png(layout, width)
    picture = Image.open(io.BytesIO(data))
    assert picture.size == (width, round(width * 190 / 150))
    assert len(picture.getcolors(10**6)) > 3
    assert data == preview_png(layout, width)


def test_previews_are_written(ran, layouts, tmp_path):
    for name in ("a.svg", "b.PNG"):
        code, out, _ = ran("preview", layouts / "toy-inner.toml", "-o", tmp_path / name, "--width", 120)
        assert (code, out) == (0, f"{tmp_path / name}\n")
    assert Image.open(tmp_path / "b.PNG").size[0] == 120
    assert ET.parse(tmp_path / "a.svg")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.svg", "b.PNG", "layouts"], "nothing half written"


def test_without_a_name_it_is_called_like_the_design(ran, layouts, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, _ = ran("preview", layouts / "toy-inner.toml", "--json")
    assert (code, json.loads(out)) == (0, {"file": "toy-inner.svg"})
    assert (tmp_path / "toy-inner.svg").is_file()


# ---- what is asked wrongly --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show"], "name a design"),
        (["preview"], "name a design"),
        (["show", "no-such"], "there is no layout"),
        (["show", "no/such.toml"], "does not exist"),
        (["check", "no-such"], "there is no layout"),
        (["check", "no-such.toml"], "does not exist"),
        (["preview", "broadsheet"], "base without a plan"),
        (["preview", "broadsheet-front", "-o", "page.pdf"], ".svg or .png"),
        (["preview", "broadsheet-front", "-o", "no/such/folder/page.svg"], "no/such/folder"),
        (["preview", "broadsheet-front", "--width", "0"], "width"),
        (["preview", "broadsheet-front", "--width", "wide"], "width"),
        (["draw", "broadsheet-front"], "draw"),
    ],
)
def test_what_cannot_be_done_is_said(ran, tmp_path, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    code, out, err = ran(*words)
    assert code == 2
    assert said in err + out
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_designs(ran, tmp_path):
    code, _, err = ran("check", tmp_path)
    assert code == 2
    assert "no layouts" in err


# ---- the schema -------------------------------------------------------------------------------------------

TYPES = {"string": str, "integer": int, "number": (int, float), "array": list, "object": dict, "boolean": bool}


def mistakes(value, schema, root, where="$"):
    """What in a value does not agree with a schema, as far as the schema of layouts uses words for it."""
    if "$ref" in schema:
        return mistakes(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, where)
    if "anyOf" in schema:
        found = [mistakes(value, option, root, where) for option in schema["anyOf"]]
        return [] if [] in found else [f"{where}: {found}"]
    if "enum" in schema:
        return [] if value in schema["enum"] else [f"{where}: {value!r} is not one of {schema['enum']}"]
    if schema.get("type") == "null":
        return [] if value is None else [f"{where}: not null"]
    if not isinstance(value, TYPES[schema["type"]]) or isinstance(value, bool) is not (schema["type"] == "boolean"):
        return [f"{where}: {value!r} is not {schema['type']}"]
    found = []
    if isinstance(value, dict):
        found += [f"{where}: lacks {key}" for key in schema.get("required", ()) if key not in value]
        for key, inner in value.items():
            kind = schema.get("properties", {}).get(key, schema.get("additionalProperties", True))
            if kind is False:
                found.append(f"{where}: unknown {key}")
            elif kind is not True:
                found += mistakes(inner, kind, root, f"{where}.{key}")
    elif isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", 10**9):
            found.append(f"{where}: {len(value)} items")
        kinds = schema.get("prefixItems") or [schema.get("items")] * len(value)
        for n, (inner, kind) in enumerate(zip(value, kinds, strict=False)):
            found += mistakes(inner, kind, root, f"{where}[{n}]")
    elif not isinstance(value, str | bool):
        if value < schema.get("minimum", value) or value > schema.get("maximum", value):
            found.append(f"{where}: {value}")
        if value <= schema.get("exclusiveMinimum", value - 1):
            found.append(f"{where}: {value}")
    return found


@pytest.fixture
def schema(capsys):
    assert main(["schema", "layout"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("name", OURS)
def test_every_file_of_ours_agrees_with_the_schema(schema, name):
    text = (resources.files("banmian.layouts") / name).read_text("utf-8")
    assert mistakes(tomllib.loads(text), schema, schema) == []


def test_sizes_by_name_agree_with_the_schema_and_with_the_reader(schema):
    for size in (9, 10.5, *HAO):
        assert mistakes({"style": {"caption": {"size": size}}}, schema, schema) == []


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("colour.sand.cmyk = [0, 10, 130, 0]", "$.colour.sand.cmyk[2]: 130"),
        ("colour.sand.rgb = [0, 1, 2]", "$.colour.sand: lacks cmyk"),
        ("grid.gutter = 0", "$.grid.gutter: 0"),
        ("grid.guter = 1", "$.grid: unknown guter"),
        ("sheet.trim = [150]", "$.sheet.trim"),
        ('slot.A.takes = "fish"', "$.slot.A.takes: 'fish' is not one of"),
        ('slot.A.columns = "2"', "$.slot.A: lacks takes"),
        ("headline.lead.main.size = 0", "$.headline.lead.main.size"),
        ("headline.lead.reversed = 1", "$.headline.lead.reversed: 1 is not boolean"),
    ],
)
def test_what_the_reader_refuses_the_schema_refuses_too(schema, text, mistake):
    found = mistakes(tomllib.loads(text), schema, schema)
    assert any(one.startswith(mistake) for one in found), found


# ---- what a slot holds for an article ---------------------------------------------------------------------


def test_what_a_slot_holds_for_an_article_is_told_to_the_line(ran):
    issue = Path(__file__).parents[2] / "samples" / "lanzhou-daily"
    code, out, _ = ran("show", "broadsheet-news", "--for", f"{issue}:market", "--json")
    assert code == 0
    slots = {one["slot"]: one for one in json.loads(out)["slots"]}
    assert slots["A"]["article"] == {
        "room": 117, "used": 117, "over": 0, "over_characters": 0, "white": 0, "empty": 0, "left_out": 0,
    }  # fmt: skip
    assert slots["G"]["article"]["over"] > 50
    assert "article" not in slots["F"]
    code, out, _ = ran("show", "broadsheet-news", "--for", f"{issue}:market")
    assert "117 lines" in out


def test_an_article_that_the_issue_has_not_is_a_usage_error(ran):
    issue = Path(__file__).parents[2] / "samples" / "lanzhou-daily"
    code, _, err = ran("show", "broadsheet-news", "--for", f"{issue}:nobody")
    assert code == 2
    assert "nobody" in err
    assert "market" in err
