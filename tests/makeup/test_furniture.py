"""Furniture with numbers: inside its box, no label on another, mirrored, and every figure right (N1 to N3, N7, D1)."""

import datetime
from itertools import combinations, pairwise

import pikepdf
import pytest
from msgspec.structs import replace
from PIL import Image

from banmian.intake import read_issue
from banmian.makeup.furniture.dates import lunar_date
from banmian.makeup.furniture.digest import digest
from banmian.makeup.furniture.directory import directory
from banmian.makeup.furniture.ears import ear
from banmian.makeup.furniture.folio import folio
from banmian.makeup.furniture.furnish import furnish
from banmian.makeup.furniture.imprint import credits_of, imprint
from banmian.makeup.furniture.nameplate import nameplate
from banmian.makeup.furniture.section import section_head
from banmian.makeup.furniture.setter import Box, Setter
from banmian.makeup.furniture.titles import forms, openings
from banmian.makeup.lines.labels import LabelCase
from banmian.model import Ear, InputError, Severity
from banmian.plan import plan_pages
from banmian.plate import BLACK, RED, Colour, Fill, Form, Link, Picture, Rule, Spot, TextRun, items_of

BODY = "昨日起，全市42条公交线路调整了发车时间；新的时刻表贴在站牌上。第二句话说的是票价没有变。"
PAPER = {
    "name": "玩具日报",
    "motto": "听两岸的声音，记身边的日子",
    "publisher": "玩具报社",
    "cn": "CN 00-0000",
    "postal": "00-00",
    "site": "www.toy.example",
    "phone": "0000-0000000",
    "address": "玩具市积木路1号",
}
WIDE, TABLOID, NARROW = (990.0, 168.0), (684.0, 120.0), (234.0, 300.0)
LONG = "经济·综合特别报道每周评论特刊"


def item(name, **keys):
    return {"id": name, "headline": f"{name}：的标题，它有两个分句", "body": [BODY], **keys}


@pytest.fixture
def issue(write_issue):
    """An issue of six pages; pages 2 and 3 have photographs."""
    pages = [{"number": 1, "section": "要闻", "layout": "toy-front", "articles": []}]
    articles = []
    for number in range(2, 7):
        names = [f"甲{number}", f"乙{number}"]
        pages.append({"number": number, "section": "民生", "layout": "toy-inner", "articles": names})
        photos = [{"file": "photos/a.png", "alt": "图", "focus": [0.9, 0.5]}] if number < 4 else []
        articles += [item(names[0], photos=photos), item(names[1], short="短标题")]
    folder = write_issue.as_folder(pages, articles, paper=PAPER)
    (folder / "photos").mkdir()
    Image.new("RGB", (400, 200), "lightblue").save(folder / "photos" / "a.png")
    return read_issue(folder)


@pytest.fixture
def setter(toy_library):
    return Setter(LabelCase(toy_library))


def texts(setter, role=None):
    return [run for run in items_of(setter.nodes) if isinstance(run, TextRun) and role in (None, run.role)]


def is_sound(setter, box):
    """Everything stands in the box, and no text on another."""
    for run in texts(setter):
        left, top, right, bottom = run.box
        assert left >= box.x - 0.5 and right <= box.right + 0.5, (run.text, run.box)
        assert run.size >= 6 or any(run.text in finding.message for finding in setter.findings), run.text
        assert top >= box.y - 0.6 and bottom <= box.bottom + 0.6, (run.text, run.box)
    for one, other in combinations(texts(setter), 2):
        a, b = one.box, other.box
        across = min(a[2], b[2]) - max(a[0], b[0])
        down = min(a[3], b[3]) - max(a[1], b[1])
        assert across <= 0.2 or down <= 0.15 * min(one.size, other.size), (one.text, other.text)
    for thing in items_of(setter.nodes):
        if isinstance(thing, (Fill, Form, Picture, Link)):
            assert thing.x >= box.x - 0.1 and thing.x + thing.width <= box.right + 0.1, thing
            assert thing.y >= box.y - 0.1 and thing.y + thing.height <= box.bottom + 0.1, thing
        elif isinstance(thing, Rule):
            assert box.x - 0.1 <= min(thing.x0, thing.x1) and max(thing.x0, thing.x1) <= box.right + 0.1
            assert box.y - 0.1 <= min(thing.y0, thing.y1) and max(thing.y0, thing.y1) <= box.bottom + 0.1


def box_of(size):
    return Box(40.0, 30.0, *size, 12.0)


@pytest.mark.parametrize("size", [WIDE, TABLOID, NARROW, (360.0, 240.0), (108.0, 480.0)])
@pytest.mark.parametrize("design", ["centre", "left", "box", "vertical"])
@pytest.mark.parametrize("name", ["晨报", "玩具日报", "积木经济社会生活报"])
def test_a_nameplate_stands_in_its_box_with_all_that_it_must_say(issue, setter, design, size, name):
    box = box_of(size)
    issue = replace(issue, paper=replace(issue.paper, name=name))
    nameplate(issue, "今日6版", box, design, setter)
    is_sound(setter, box)
    said = "".join(run.text for run in texts(setter)).replace(" ", "")
    for part in (name, "23", "星期一", "丙午年十月十五", "第12345期", "今日6版", "CN00-0000", "00-00", "玩具报社"):
        assert part.replace(" ", "") in said
    assert {run.colour.name for run in texts(setter, "nameplate")} >= {"red"}


@pytest.mark.parametrize("design", ["line", "bar", "plain"])
@pytest.mark.parametrize("size", [(990.0, 48.0), (684.0, 36.0), (684.0, 24.0), (350.0, 36.0), (234.0, 36.0)])
@pytest.mark.parametrize("section", ["", "读书", LONG])
@pytest.mark.parametrize("number", [2, 3])
def test_a_folio_never_collides(issue, setter, design, size, section, number):
    page = replace(issue.pages[1], number=number, section=section, editors=("王飞", "版式 李明", "校对：何晓"))
    box = box_of(size)
    folio(issue, page, box, design, setter)
    is_sound(setter, box)
    said = [run.text for run in texts(setter)]
    assert f"{number:02d}" in said
    assert "玩具日报" in said
    assert any(text.startswith("2026年11月23日") for text in said)
    dropped = not any("王飞" in text for text in said)
    assert dropped <= any(finding.code == "folio-full" for finding in setter.findings)


@pytest.mark.parametrize("design", ["line", "bar", "plain"])
def test_folios_of_facing_pages_mirror_each_other(issue, toy_library, design):
    found = {}
    box = box_of((684.0, 36.0))
    for number in (4, 5):
        setter = Setter(LabelCase(toy_library))
        folio(issue, replace(issue.pages[1], number=number, editors=("王飞",)), box, design, setter)
        found[number] = sorted((round(run.box[0], 2), round(run.box[2], 2)) for run in texts(setter))
    middle = 2 * box.x + box.width
    assert found[4] == sorted((round(middle - right, 2), round(middle - left, 2)) for left, right in found[5])


@pytest.mark.parametrize("design", ["line", "bar", "plain"])
def test_a_spread_has_its_figures_at_both_outer_edges_and_nothing_in_its_fold(issue, setter, design):
    box = box_of((2200.0, 48.0))
    folio(issue, replace(issue.pages[1], number=4, editors=("王飞",)), box, design, setter, spread=True)
    is_sound(setter, box)
    across = {run.text: run.box for run in texts(setter)}
    assert across["04"][0] <= box.x + 12
    assert across["05"][2] >= box.right - 12
    middle = box.x + box.width / 2
    assert all(not left < middle + 60 or not right > middle - 60 for left, _, right, _ in across.values())
    numbers = Setter(setter.case)
    imprint(issue, replace(issue.pages[1], editors=("王飞",)), box.part(40, 600, 2200, 24), numbers, fold=72)
    assert all(run.box[2] < middle - 30 or run.box[0] > middle + 30 for run in texts(numbers))


@pytest.mark.parametrize("design", ["bar", "rule", "plain"])
@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize("size", [(990.0, 48.0), (684.0, 96.0), (234.0, 24.0)])
@pytest.mark.parametrize("number", [2, 3])
def test_a_section_head_stands_in_its_box(issue, setter, design, numbered, size, number):
    box = box_of(size)
    page = replace(issue.pages[1], number=number)
    section_head(issue, page, LONG, box, design, setter, numbered=numbered)
    is_sound(setter, box)
    said = [run.text for run in texts(setter)]
    assert LONG in said
    assert (f"{number:02d}" in said) is numbered


@pytest.mark.parametrize("design", ["list", "cards", "bar"])
@pytest.mark.parametrize(
    "size", [(360.0, 168.0), (990.0, 60.0), (684.0, 24.0), (108.0, 300.0), (990.0, 200.0), (150.0, 30.0)]
)
def test_a_directory_lists_pages_in_any_box_and_says_which_it_left_out(issue, setter, design, size):
    plans, _ = plan_pages(issue)
    box = box_of(size)
    directory(issue, issue.pages[0], plans, box, design, "", setter)
    is_sound(setter, box)
    links = [thing for thing in items_of(setter.nodes) if isinstance(thing, Link)]
    home = {leg.article: plan.page.number for plan in plans for leg in plan.legs}
    assert all(home[link.to_article] == link.to_page for link in links)
    left_out = [finding.message for finding in setter.findings if finding.code == "directory-full"]
    missing = {2, 3, 4, 5, 6} - {link.to_page for link in links}
    assert bool(missing) == bool(left_out)
    assert all(str(page) in left_out[0] for page in missing)
    assert not any("…" in run.text for run in texts(setter))
    shown = {int(text[:-1]) for run in texts(setter) if (text := run.text).endswith("版") and text[:-1].isdigit()}
    figures = {int(run.text) for run in texts(setter) if run.text.isdigit()}
    assert shown | figures == {link.to_page for link in links}


@pytest.mark.parametrize("design", ["list", "cards", "bar"])
def test_a_directory_follows_its_articles_to_other_pages(issue, toy_library, design):
    moved = (issue.pages[0], *(replace(page, number=8 - page.number) for page in issue.pages[1:]))
    found = []
    for pages in (issue.pages, moved):
        setter = Setter(LabelCase(toy_library))
        plans, _ = plan_pages(replace(issue, pages=pages))
        directory(issue, pages[0], plans, box_of((990.0, 200.0)), design, "", setter)
        found.append({link.to_article: link.to_page for link in items_of(setter.nodes) if isinstance(link, Link)})
    assert found[0]
    assert found[1] == {article: 8 - page for article, page in found[0].items()}


@pytest.mark.parametrize("design", ["pictures", "text"])
@pytest.mark.parametrize("size", [(990.0, 200.0), (684.0, 96.0), (234.0, 300.0), (360.0, 120.0)])
def test_a_digest_leads_to_its_articles(issue, setter, design, size):
    plans, _ = plan_pages(issue)
    box = box_of(size)
    digest(issue, issue.pages[0], plans, box, design, "今日精选", setter)
    is_sound(setter, box)
    links = [thing for thing in items_of(setter.nodes) if isinstance(thing, Link)]
    assert 1 <= len(links) <= 4
    pictures = [thing for thing in items_of(setter.nodes) if isinstance(thing, Picture)]
    assert len(pictures) == (len(links) if design == "pictures" else 0)
    for picture in pictures:  # 3:2 out of 2:1, about a focus near the right edge
        assert picture.width / picture.height == pytest.approx(1.5, abs=0.001)
        assert picture.crop == pytest.approx((0.25, 0, 1, 1))
    for link in links:
        assert f"第{link.to_page}版" in [run.text for run in texts(setter)]


@pytest.mark.parametrize("design", ["box", "plain"])
@pytest.mark.parametrize("size", [(234.0, 168.0), (108.0, 96.0), (360.0, 60.0)])
def test_an_ear_stands_in_its_box(setter, design, size):
    box = box_of(size)
    ear(Ear(title="今日天气", lines=("晴转多云　2～9℃", "东北风3级", "明日小雨")), box, design, setter)
    is_sound(setter, box)
    assert [run.text for run in texts(setter)] == ["今日天气", "晴转多云　2～9℃", "东北风3级", "明日小雨"]


@pytest.mark.parametrize("size", [(990.0, 24.0), (684.0, 24.0), (350.0, 24.0), (684.0, 12.0)])
def test_an_imprint_is_never_larger_than_six(issue, setter, size):
    box = box_of(size)
    page = replace(issue.pages[1], editors=("王飞", "何晓", "版式 李明"))
    assert credits_of(page) == "责任编辑：王飞　何晓　版式：李明"
    imprint(issue, page, box, setter)
    is_sound(setter, box)
    assert all(run.size <= 8 for run in texts(setter))
    assert [thing.y0 for thing in items_of(setter.nodes) if isinstance(thing, Rule)] == [pytest.approx(box.y + 0.4)]


def test_a_headline_is_cut_where_its_sense_allows(issue):
    one = issue.articles[0]
    long = replace(one, keys=replace(one.keys, headline=("“走，看海去”，三万人上了头班车", "票价不变"), short=""))
    assert forms(long)[:3] == (
        "“走，看海去”，三万人上了头班车 票价不变",
        "“走，看海去”，三万人上了头班车",
        "“走，看海去”",
    )
    first, second = "昨日起，全市42条公交线路调整了发车时间；新的时刻表贴在站牌上。", "第二句话说的是票价没有变。"
    assert openings(one) == (first + second, first, "昨日起，全市42条公交线路调整了发车时间")
    for a, b in pairwise(openings(one)):
        assert len(a) > len(b)


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><rect width="300" height="100" fill="#c00"/></svg>'


def with_logo(write_issue, name, data=None):
    pages = [{"number": 1, "layout": "toy-front", "articles": []}]
    folder = write_issue.as_folder(pages, [], paper={**PAPER, "logo": name})
    if data is not None:
        (folder / name).write_bytes(data)
    return folder


@pytest.mark.parametrize("design", ["centre", "left", "box", "vertical"])
@pytest.mark.parametrize("kind", ["svg", "pdf"])
def test_a_logo_stands_for_the_name_at_its_own_ratio(write_issue, setter, tmp_path, design, kind):
    if kind == "svg":
        data = SVG.encode()
    else:
        with pikepdf.new() as pdf:
            pdf.add_blank_page(page_size=(300, 100))
            pdf.save(tmp_path / "x.pdf")
        data = (tmp_path / "x.pdf").read_bytes()
    issue = read_issue(with_logo(write_issue, f"logo.{kind}", data))
    box = box_of((360.0, 168.0))
    nameplate(issue, "今日1版", box, design, setter)
    is_sound(setter, box)
    (form,) = [thing for thing in items_of(setter.nodes) if isinstance(thing, Form)]
    assert form.width / form.height == pytest.approx(3, abs=0.01)
    assert form.text == "玩具日报"
    assert "玩具日报" not in [run.text for run in texts(setter)]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("logo.svg", None, "missing-file"),
        ("logo.svg", b"<svg", "not-a-logo"),
        ("logo.svg", b"<html></html>", "not-a-logo"),
        ("logo.pdf", b"no", "not-a-pdf"),
        ("logo.png", b"no", "not-a-logo"),
    ],
)
def test_a_bad_logo_is_a_finding_with_its_key(write_issue, name, data, code):
    with pytest.raises(InputError) as error:
        read_issue(with_logo(write_issue, name, data))
    (finding,) = error.value.findings
    assert (finding.code, finding.key) == (code, "paper.logo")
    assert finding.line > 0


def test_a_logo_without_a_size_leaves_the_name_in_type(write_issue, setter):
    issue = read_issue(with_logo(write_issue, "logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>'))
    nameplate(issue, "今日1版", box_of(WIDE), "centre", setter)
    assert [finding.severity for finding in setter.findings] == [Severity.ERROR]
    assert "玩具日报" in [run.text for run in texts(setter)]


def test_a_design_may_have_a_colour_of_its_own_and_ears_are_counted(write_issue, toy_library):
    ears = [{"title": "天气"}, {"title": "热线"}]
    pages = [{"number": 1, "section": "要闻", "layout": "toy-green", "articles": [], "ears": ears}]
    folder = write_issue.as_folder(pages, [], paper=PAPER)
    toy = (folder / "layouts" / "toy-front.toml").read_text("utf-8").replace('takes = "directory"', 'takes = "ear"')
    green = "\n[colour.accent]\ncmyk = [90, 20, 80, 10]\n"
    (folder / "layouts" / "toy-green.toml").write_text(toy + green, "utf-8")
    issue = read_issue(folder)
    (plan,), _ = plan_pages(issue)
    setter = Setter(LabelCase(toy_library))
    boxes = {slot.name: box_of((200.0, 100.0)) for slot in plan.layout.slots}
    furnish(issue, plan, (plan,), boxes, setter)
    assert {run.colour.name for run in texts(setter, "nameplate") if run.text == "玩具日报"} == {"accent"}
    (unplaced,) = [finding for finding in setter.findings if finding.code == "ear-unplaced"]
    assert unplaced.page == 1
    assert "热线" in unplaced.message


@pytest.mark.parametrize(
    "accent", [RED, Colour("one", (0, 1, 0, 0), (1, 0, 1)), replace(RED, spot=Spot("Vermilion", RED.cmyk))]
)
def test_small_type_that_stands_out_is_of_one_ink(toy_library, accent):
    setter = Setter(LabelCase(toy_library), accent)
    assert setter.ink(12) == accent
    assert setter.ink(11.75) == (BLACK if accent == RED else accent)


@pytest.mark.parametrize("year", [1, 1900, 2100, 9999])
def test_the_traditional_calendar_has_its_years(year):
    """Outside the years of its tables there is no date of it; the library would give a wrong one."""
    assert lunar_date(datetime.date(year, 6, 1)) == ""
