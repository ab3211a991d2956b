"""Whole pages as text, one line an item, held against the files beside this one.

A change of layout is reviewed as the diff of these files: `make goldens` writes them anew. The pages are set in the toy
face on the toy designs, so that they can be checked by hand and are the same on every machine.

    T x y w(idth) face size role:article@offset “text”    R x0 y0 x1 y1 weight    F, P x y width x height    L → page
    W x0 y0 x1 y1 height*waves weight    O x y width x height, steps of the path, the sum of its points
"""

import os
from pathlib import Path

import pytest
from PIL import Image

from banmian.copydesk import settle
from banmian.faces import FaceLibrary, default_roles
from banmian.intake import read_issue
from banmian.making import make_plates
from banmian.model import FaceChoice, Severity

HERE = Path(__file__).parent

COPY = (
    "本报讯员在现场看到，“一号线”列车缓缓驶出站台。市民李先生说：“从家到单位，只要20分钟！”"
    "据了解，线路全长34.5公里，设站27座——其中换乘站6座……工程总投资约200亿元。"
)
SHORT = "昨日起，全市42条公交线路调整了发车时间。"

MARKS = [
    "**早。**[鲁迅]{.name}的[呐喊]{.title}，[到做到]{.dots}。[某某]{.mourning}[人]{.name .dots}[1]{.note}。",
    '[饕餮]{ruby="tāo tiè"}纹，“[引文]{.quote}”，[国际组织]{ruby="abc"}。',
    "> 天地玄黄宇宙洪荒。",
    "> 床前明月光，\\\n> 疑是地上霜。",
]


def article(name, **keys):
    return {"id": name, "headline": f"{name}的标题", "body": [SHORT], **keys}


BRIEFS = [
    {"headline": "图书馆延长开放", "body": ["总馆今起每晚延长开放一小时，至22时闭馆，自习区增设座位160个。"]},
    {"headline": "初雪后道路无结冰", "body": ["昨晨小雪在8时前停止。"], "byline": [{"name": "王飞", "role": "记者"}]},
    {"headline": "旧书市集本周六回到钟楼广场", "dateline": "本报讯", "body": [SHORT, SHORT]},
    {"headline": "半份菜", "body": ["11处社区食堂推出半份菜。"]},
]

ISSUES = {
    "forms": (
        [
            {
                "number": 2,
                "layout": "toy-briefs",
                "articles": ["talk@A", "poem@C", "0@B", "1@B", "2@B", "3@S"],
            }
        ],
        [
            article(
                "talk",
                form="interview",
                series="城事",
                summary=["桥面窄了一米二。", "省下的钱装了栏杆边的座椅。"],
                body=["问：几时开放？", "答：下月。" + SHORT],
            ),
            article(
                "poem", form="poem", headline="桥上", body=["江水把两岸的灯\n一盏一盏借走，", "天亮以前，\n还清。"]
            ),
            *({"id": str(n), "form": "brief", **brief} for n, brief in enumerate(BRIEFS)),
        ],
    ),
    "plain": (
        [{"number": 2, "section": "要闻", "layout": "toy-inner", "articles": ["plain"]}],
        [
            article(
                "plain",
                kicker="引题在上",
                headline="地铁一号线今日开通",
                deck="——首日客流十万人次",
                byline=[{"name": "王飞", "role": "记者"}],
                dateline="本报讯",
                body=["**早七点。**" + COPY, "## 分题", SHORT, SHORT],
            )
        ],
    ),
    "photo": (
        [{"number": 2, "section": "要闻", "layout": "toy-inner", "articles": ["photo"]}],
        [
            article(
                "photo",
                headline="雪后初晴",
                photos=[{"file": "photos/snow.png", "caption": "市民在公园里赏雪。", "credit": "王飞 摄", "alt": "雪"}],
            )
        ],
    ),
    "jump": (
        [
            {"number": 1, "section": "要闻", "layout": "toy-front", "articles": ["jump@B"]},
            {"number": 2, "section": "综合", "layout": "toy-inner", "articles": []},
        ],
        [article("jump", headline="地铁一号线今日开通", short="地铁开通", jump={"to": 2}, body=[COPY, COPY, COPY])],
    ),
    "marks": (
        [
            {"number": 2, "section": "要闻", "layout": "toy-open", "articles": ["open"]},
            {"number": 3, "section": "要闻", "layout": "toy-inner", "articles": ["tight"]},
        ],
        [article("open", body=MARKS), article("tight", body=MARKS)],
    ),
    "vertical": (
        [
            {
                "number": 2,
                "section": "副刊",
                "layout": "toy-vertical",
                "articles": ["box@A", "bands@B", "side@C", "left@D"],
            }
        ],
        [
            article(
                "box",
                kicker="灯下",
                headline="词典里的42场雨",
                deck="——外一篇",
                byline=[{"name": "王飞"}],
                body=[
                    "**早。**“雨”有11种叫法，GDP与AI无关……",
                    "## 两种",
                    "渡口的人（催客）说：“趁热走！”——他笑了。",
                ],
            ),
            article(
                "bands",
                headline="候船",
                body=["> 石阶通到水里，\\\n> 常年湿着。", COPY, "[某某]{.mourning}。[1]{.note}"],
            ),
            article("side", headline="最后一根竹缆", kicker="手艺人", body=[SHORT] * 4),
            article("left", headline="候船", byline=[{"name": "王飞", "role": "记者"}], body=[COPY] * 2),
        ],
    ),
    "furniture": (
        [
            {"number": 1, "section": "要闻", "layout": "toy-front", "articles": []},
            {
                "number": 2,
                "section": "要闻",
                "layout": "toy-inner",
                "editors": ["王飞", "李明"],
                "articles": ["甲", "乙"],
            },
            {"number": 3, "section": "体育新闻", "layout": "toy-inner", "articles": ["丙"]},
        ],
        [article("甲"), article("乙"), article("丙", headline="一个太长了以至于放不进目录里的标题", short="短标题")],
    ),
    "furniture-forms": (
        [
            {
                "number": 1,
                "section": "要闻",
                "layout": "toy-furniture",
                "editors": ["王飞", "版式 李明"],
                "articles": [],
                "ears": [{"title": "天气", "lines": ["晴　2～9℃", "明日小雨"]}, {"lines": ["发行　12345"]}],
            },
            {"number": 2, "section": "民生", "layout": "toy-inner", "articles": ["甲", "乙"]},
            {"number": 3, "section": "体育", "layout": "toy-inner", "articles": ["丙"]},
        ],
        [
            article("甲", photos=[{"file": "photos/snow.png", "alt": "雪"}]),
            article("乙"),
            article("丙", headline="一个长标题，分成两个短句", photos=[{"file": "photos/snow.png", "alt": "雪"}]),
        ],
    ),
}

PAPER = {
    "name": "玩具日报",
    "publisher": "玩具报社",
    "cn": "CN00-0000",
    "postal": "0-0",
    "site": "toy.example",
    "phone": "12345",
}


BOLD = ("lead-in", "dateline", "subhead", "jump", "headline")


@pytest.fixture(scope="module")
def two_faces(toy_folder):
    """A face for the text and others for what stands out, so that the pages show where the one ends."""
    roles = {role: "toy-bold.ttf" if role in BOLD else "toy.ttf" for role in default_roles()}
    roles["quotation"] = "toy-kai.ttf"
    return FaceLibrary({role: FaceChoice(file=file) for role, file in roles.items()}, str(toy_folder))


@pytest.mark.parametrize("name", ISSUES)
def test_a_page_is_as_it_was(write_issue, two_faces, name):
    pages, articles = ISSUES[name]
    folder = write_issue.as_folder(pages, articles, paper=PAPER)
    (folder / "photos").mkdir()
    Image.new("RGB", (300, 200), "lightblue").save(folder / "photos" / "snow.png")
    made, _ = make_plates(settle(read_issue(folder))[0], two_faces)
    assert [str(finding) for finding in made.findings if finding.severity is Severity.ERROR] == []
    dump = "\n".join(plate.dump() for plate in made.plates)
    golden = HERE / f"{name}.txt"
    if os.environ.get("BANMIAN_WRITE_GOLDENS") == "1":
        golden.write_text(dump, "utf-8")
    assert dump.splitlines() == golden.read_text("utf-8").splitlines(), "if this is meant: make goldens"


def test_every_golden_has_its_test():
    assert {path.stem for path in HERE.glob("*.txt")} == set(ISSUES)
