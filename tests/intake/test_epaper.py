"""Pasted e-paper pages: what is read from them, and that no character of an article is lost or changed.

The real page is read where it lies beside the checkout; the others are small invented pages in the manner of other
sites.
"""

import datetime
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian import convert
from banmian.converting import NO_PAPER
from banmian.intake.epaper import parse, read_epaper
from banmian.intake.epaper.head import turned
from banmian.intake.epaper.labels import PageLabel, numbering, page_label
from banmian.intake.epaper.people import bare_names, byline
from banmian.intake.epaper.photos import read_caption
from banmian.model import Byline, InputError, ParagraphKind, Photo, Severity

SEED = Path(__file__).parents[2].parent / "shared" / "seed" / "epaper-page.txt"
needs_seed = pytest.mark.skipif(not SEED.is_file(), reason="the real e-paper page is not beside this checkout")
WIDE = dict(zip(",;:!?", "，；：！？", strict=True))


def texts(page):
    return [paragraph.text for paragraph in page.article.paragraphs]


def codes(findings):
    return {finding.code for finding in findings}


# ---- the real page


@pytest.fixture(scope="module")
def seed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("seed") / "issue"
    issue, findings = convert(SEED, folder)
    return issue, findings, folder


@needs_seed
def test_the_parts_of_the_real_page(seed):
    issue, findings, _ = seed
    (article,) = issue.articles
    assert article.headline == ("党建引领筑屏障", "初心使命勇担当")
    assert article.keys.kicker == ""
    assert article.deck == ("——二连浩特市市直机关各基层党组织坚持党建引领全力做好疫情防控",)
    assert article.keys.byline == (Byline(name="王飞"),)
    assert article.keys.photos == (Photo(caption="党员志愿者到抗疫一线分发物资。", credit="王飞 摄"),)
    assert [(page.number, page.section) for page in issue.pages] == [
        (1, "一版要闻"),
        (2, "要闻"),
        (3, "国内新闻·广告"),
        (4, "要闻"),
    ]
    assert [page.articles for page in issue.pages] == [(), (article.id,), (), ()]
    titles = issue.pages[1].titles
    assert len(titles) == 10
    assert titles[8] == "党建引领筑屏障 初心使命勇担当"
    assert titles[9] == "全国第十一届残运会暨第八届特奥会闭幕内蒙古代表团共夺17金"
    assert codes(findings) == {"paper-not-named", "date-not-named", "punctuation-widened", "lead-ins"}


@needs_seed
def test_the_real_page_jumps_where_it_did_in_print(seed):
    article = seed[0].articles[0]
    assert [jump.to for jump in article.jumps] == [3]
    ((at, to),) = article.jump_places()
    assert to == 3
    assert article.body[:at].endswith("为打赢疫情防控战提供组织保障；")
    assert article.body[at:].startswith("市纪委监委发出")


@needs_seed
def test_the_lead_ins_of_the_real_page(seed):
    found = [p.text[p.spans[0].start : p.spans[0].end] if p.spans else "" for p in seed[0].articles[0].paragraphs]
    assert found == [
        "",
        "扛起政治责任，吹响疫情防控“冲锋号角”。",
        "发挥堡垒作用，筑牢疫情防控“红色城墙”。",
        "争当先锋模范，打造疫情防控的“钢铁力量”。",
        "",
    ]


@needs_seed
def test_every_character_of_the_real_article_is_there_and_no_other(seed):
    """The source from headline to last paragraph, less indents, □ and the jump marks, is the article, mark for mark."""
    lines = SEED.read_text("utf-8").split("\n")
    source = [re.sub(r"^\s+|\s+$", "", line) for line in lines[5:20]]
    source = [line for line in source if line]
    headline, deck, photo, signed, *body = source
    assert len(body) == 5
    body = [re.sub(r"■下转第3版\s+■上接第2版\s+", "", text) for text in body]
    article = seed[0].articles[0]
    caption = article.keys.photos[0]
    assert (headline, deck, photo, signed) == (
        article.title,
        article.deck[0],
        caption.caption + caption.credit,
        f"□{article.keys.byline[0].name}",
    )
    assert [len(text) for text in body] == [167, 543, 693, 616, 130]
    for before, after in zip(body, (p.text for p in article.paragraphs), strict=True):
        assert len(before) == len(after)
        for old, new in zip(before, after, strict=True):
            assert new == WIDE.get(old, old)  # the article has no such mark that stays: its numbers have none
    whole = article.body
    for kept in ("513.88万元", "6.3万元", "“7+24”", "160多个"):
        assert kept in whole
    assert not re.search(r"[,;:!?■□\u00a0\u3000]", whole)


@needs_seed
def test_the_real_page_builds_with_its_jump(seed):
    from banmian.making import make_plates

    made, _ = make_plates(seed[0])
    legs = [(plate.page, block.number) for plate in made.plates for block in plate.legs]
    assert legs == [(2, 0), (3, 1)]
    assert not [finding for finding in made.findings if finding.severity is Severity.ERROR]


# ---- other sites

BODY = "社区广场上,几十张小板凳围成一圈,居民们你一言我一语,聊得火热。大家说的都是身边的事。"
MORE = "据统计,去年共收集意见1,200余条,办结率达98.5%;今年还要从上午9:30起开门议事!"


def test_a_page_with_kicker_deck_without_dash_and_arrows_set_as_figures():
    page, findings = parse(f"""\
2022年11月03日 星期四
第02版:要闻 上一版3  4下一版
3上一篇  下一篇4  放大⊕  缩小⊖  默认○  朗读
某市委常委会召开会议强调
坚决打好秋冬季防火攻坚战
赵某某主持 钱某某出席
本报记者 张 三  李四光 通讯员 王五
　　{BODY}
　　{MORE}
3上一篇  下一篇4
第01版:头版
第02版:要闻
坚决打好秋冬季防火攻坚战
全市经济运行 稳中有进
版权所有 某日报社 未经授权不得转载
""")
    assert (page.number, page.home, page.date) == (2, 2, datetime.date(2022, 11, 3))
    assert page.sections == {1: "头版", 2: "要闻"}
    assert page.titles == ("坚决打好秋冬季防火攻坚战", "全市经济运行 稳中有进")
    keys = page.article.keys
    assert (keys.kicker, keys.headline, keys.deck) == (
        "某市委常委会召开会议强调",
        "坚决打好秋冬季防火攻坚战",
        "赵某某主持 钱某某出席",
    )
    assert keys.byline == (
        Byline(name="张三", role="记者"),
        Byline(name="李四光", role="记者"),
        Byline(name="王五", role="通讯员"),
    )
    assert texts(page) == [BODY, MORE]
    assert not findings


def test_plain_text_without_navigation_or_indents():
    page, findings = parse(f"小板凳上话家常\n□王飞\n\n{BODY}\n\n{MORE}\n")
    assert page.article.headline == ("小板凳上话家常",)
    assert page.article.keys.byline == (Byline(name="王飞"),)
    assert texts(page) == [BODY, MORE]
    assert (page.number, page.titles, page.article.jumps) == (1, (), ())
    assert codes(findings) == {"page-not-named"}


def test_windows_line_ends_and_a_byte_order_mark(tmp_path):
    text = f"当前版: 03版\n\n小板凳上话家常\n本报记者 王飞\n　　{BODY}\n上一篇 下一篇\n"
    unix, windows = tmp_path / "unix.txt", tmp_path / "windows.txt"
    unix.write_bytes(text.encode())
    windows.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    one, other = read_epaper(unix)[0], read_epaper(windows)[0]
    assert (one.number, one.article.keys, texts(one)) == (other.number, other.article.keys, texts(other))
    assert one.number == 3


def test_titles_before_the_article_and_pages_with_letters():
    page, _ = parse(f"""\
A02版:要闻
上一版 下一版

标题导航
市长调研重点项目
春风化雨润民心 凝心聚力促发展
管网改造工程开工

春风化雨润民心 凝心聚力促发展
——记东风社区党支部
■本报记者 刘洋 文/图
社区党员为老人理发。本报记者 刘洋 摄
图为志愿者清扫积雪。
“党建做实了就是生产力。”社区书记说。{BODY}(下转A3版)
（上接A2版）{MORE}
夯实基础
{BODY}
（图片由社区提供）
上一篇 下一篇
A01版:头版
A02版:要闻
A03版:民生
""")
    assert page.number == 2
    assert page.sections == {1: "头版", 2: "要闻", 3: "民生"}
    assert page.titles == ("市长调研重点项目", "春风化雨润民心 凝心聚力促发展", "管网改造工程开工")
    assert page.article.headline == ("春风化雨润民心", "凝心聚力促发展")
    assert page.article.keys.deck == "——记东风社区党支部"
    assert page.article.keys.byline == (Byline(name="刘洋", role="记者 文/图"),)
    assert page.article.keys.photos == (
        Photo(caption="社区党员为老人理发。", credit="本报记者 刘洋 摄"),
        Photo(caption="图为志愿者清扫积雪。", credit="图片由社区提供"),
    )
    assert texts(page) == [f"“党建做实了就是生产力。”社区书记说。{BODY}", MORE, "夯实基础", BODY]
    assert page.article.paragraphs[2].kind is ParagraphKind.SUBHEAD
    assert [(j.at, j.to) for p in page.article.paragraphs for j in p.jumps] == [(len(texts(page)[0]), 3)]


def test_several_parts_are_counted_on():
    page, findings = parse(
        f"当前版:B02版\n标题一行\n　　{BODY}(下转B3版)(上接B2版){MORE}\n上一篇 下一篇\n"
        "A01版:头版\nA08版:体育\nB01版:经济\nB02版:市场\n"
    )
    assert page.number == 10
    assert page.sections == {1: "头版", 8: "体育", 9: "经济", 10: "市场", 11: ""}
    assert [jump.to for jump in page.article.jumps] == [11]
    assert "pages-counted-on" in codes(findings)


def test_titles_that_stand_under_their_pages():
    page, _ = parse(
        f"当前版:02版\n标题一行\n　　{BODY}\n上一篇 下一篇\n"
        "第01版:头版\n· 头版头条\n第02版:要闻\n· 标题一行\n· 另一标题\n"
    )
    assert {sheet.number: sheet.titles for sheet in page.sheets} == {1: ("头版头条",), 2: ("标题一行", "另一标题")}


def test_buttons_and_date_between_headline_and_text_and_people_named_by_the_site():
    page, findings = parse(f"""\
某市举行升国旗仪式
来源:新华网    发布时间:2023-10-01 08:30    作者:李雷 韩梅梅
字号:大 中 小  分享到: 微信 微博
{BODY}
责任编辑：刘小明  校对：马某
""")
    assert page.article.headline == ("某市举行升国旗仪式",)
    assert page.article.keys.byline == (Byline(name="李雷"), Byline(name="韩梅梅"))
    assert (page.date, page.editors, texts(page)) == (datetime.date(2023, 10, 1), ("刘小明",), [BODY])
    left = [finding.message for finding in findings if finding.code == "line-left-out"]
    assert len(left) == 2
    assert "新华网" in left[0]
    assert "马某" in left[1]


def test_a_line_that_names_paper_and_date():
    page, _ = parse(f"标题一行\n本报记者 李 明\n《某某日报》（2024年01月07日 第 05 版）\n　　{BODY}\n")
    assert (page.paper, page.date, page.number) == ("某某日报", datetime.date(2024, 1, 7), 5)
    assert page.article.keys.byline == (Byline(name="李明", role="记者"),)


def test_a_notice_keeps_its_signature_and_date():
    page, _ = parse(
        "关于召开某市第十届人民代表大会第二次会议的\n公告\n　　经研究,会议于2022年12月20日召开。\n"
        "　　特此公告。\n　　某市人大常委会\n　　2022年11月3日\n上一篇 下一篇\n"
    )
    assert page.article.headline == ("关于召开某市第十届人民代表大会第二次会议的", "公告")
    assert texts(page)[-3:] == ["特此公告。", "某市人大常委会", "2022年11月3日"]
    assert page.date is None


def test_a_poem_stays_whole():
    page, _ = parse(
        "上一版 下一版 当前版：06版 副刊\n\n故乡的秋\n\n□ 林  夕\n\n故乡的秋，来得悄无声息\n"
        "一片叶子落下\n就是一封家书\n\n等风停了\n月亮就圆了\n第06版:副刊\n标题导航\n故乡的秋\n"
    )
    assert page.article.keys.byline == (Byline(name="林夕"),)
    assert texts(page) == ["故乡的秋，来得悄无声息", "一片叶子落下", "就是一封家书", "等风停了", "月亮就圆了"]
    assert page.sections == {6: "副刊"}


def test_a_picture_with_a_text_that_is_its_caption():
    page, _ = parse("市民赏雪\n11月2日，市民在公园赏雪。当日，我市迎来入冬以来首场降雪。本报记者 王飞 摄\n")
    assert texts(page) == ["11月2日，市民在公园赏雪。当日，我市迎来入冬以来首场降雪。"]
    assert page.article.keys.photos == (Photo(credit="本报记者 王飞 摄"),)


def test_a_credit_of_all_pictures_is_no_picture():
    head = f"标题一行\n居民在议事。张三 摄\n本报记者 王飞\n　　{BODY}\n"
    page, findings = parse(head + "　　（图片均由街道提供）\n")
    assert page.article.keys.photos == (Photo(caption="居民在议事。", credit="张三 摄"),)
    assert ["图片均由街道提供" in f.message for f in findings if f.code == "line-left-out"] == [True]
    page, _ = parse(head.replace("张三 摄", "") + "　　（图片均由街道提供）\n")
    assert page.article.keys.photos == (Photo(caption="居民在议事。", credit="图片均由街道提供"),)


def test_a_short_item_signed_at_its_end():
    page, _ = parse("小区装上充电桩\n社区为居民装了充电桩。\n居民都说方便。\n（张小三 李四）\n")
    assert page.article.keys.byline == (Byline(name="张小三"), Byline(name="李四"))
    assert texts(page) == ["社区为居民装了充电桩。", "居民都说方便。"]


def test_paragraphs_that_the_site_ran_together():
    page, _ = parse(f"标题一行\n　　{BODY}　　{MORE}　　他说：“好。”\u00a0\u00a0\u00a0\u00a0{BODY}\n")
    assert texts(page) == [BODY, MORE, "他说：“好。”", BODY]


def test_blanks_inside_the_text_stay():
    page, _ = parse("标题一行\n　　本报11月3日讯　(记者 王飞)　近日,某市GDP 增长6.3%。大家都很高兴。\n")
    assert texts(page) == ["本报11月3日讯　(记者 王飞)　近日,某市GDP 增长6.3%。大家都很高兴。"]


def test_labels_with_blanks_and_sections_on_the_next_line():
    page, _ = parse(
        f"第 01 版：要闻\n上一版 下一版\n某某大会开幕之际致贺信\n强调把握机遇\n　　{BODY}\n返回目录 上一篇 下一篇\n"
    )
    assert (page.number, page.sections) == (1, {1: "要闻"})
    assert (page.article.keys.headline, page.article.keys.deck) == ("某某大会开幕之际致贺信", "强调把握机遇")
    page, _ = parse(
        f"2版\n要闻\n<上一版 下一版>\n关于校园安全的通知\n各中小学校:\n　　{BODY}\n第1版\n头版\n第2版\n要闻\n"
    )
    assert (page.number, page.sections, page.titles) == (2, {1: "头版", 2: "要闻"}, ())
    assert texts(page) == ["各中小学校:", BODY]


# ---- jumps


@pytest.mark.parametrize(
    "marks",
    [
        "■下转第3版  ■上接第2版  ",
        "（下转第3版）（上接第2版）",
        "(下转第三版)(上接第二版)",
        "▲下转3版 ▲上接2版 ",
        "【下转3版】【上接2版】",
        "　　下转第3版　上接第2版　",
        "(下转03版)　(上接02版)",
        "（下转第３版）（上接第２版）",
        "→下转第3版 →上接第2版 ",
        "（紧转第3版）（紧接第2版）",
        "(下转第3版·要闻) (上接第2版)",
        "（下转第3版）",
    ],
)
def test_the_forms_of_marks(marks):
    page, findings = parse(
        f"当前版:02版\n标题一行\n　　{BODY}为打赢提供保障;{marks}某委发出通知。{MORE}\n上一篇 下一篇\n"
    )
    assert texts(page) == [f"{BODY}为打赢提供保障;某委发出通知。{MORE}"]
    assert page.article.jump_places() == ((len(BODY) + len("为打赢提供保障;"), 3),)
    assert page.home == 2
    assert not findings


@pytest.mark.parametrize(
    "between", ["(下转第3版)\n　　(上接第2版)", "\n(下转第3版)\n(上接第2版)\n　　", "(下转第3版)\n"]
)
def test_a_sentence_that_a_jump_cut_in_two_paragraphs_is_one(between):
    page, _ = parse(f"当前版:02版\n标题一行\n　　{BODY}为打赢提供保障;{between}某委发出通知。{MORE}\n")
    assert texts(page) == [f"{BODY}为打赢提供保障;某委发出通知。{MORE}"]
    assert page.article.jump_places() == ((len(BODY) + 8, 3),)


def test_a_jump_between_two_paragraphs_leaves_two():
    page, _ = parse(f"当前版:02版\n标题一行\n　　{BODY}(下转第3版)\n　　(上接第2版){MORE}\n")
    assert texts(page) == [BODY, MORE]
    assert page.article.jump_places() == ((len(BODY), 3),)


def test_two_jumps():
    page, findings = parse(
        f"当前版:01版\n标题一行\n　　{BODY}（下转第2版）（上接第1版）{MORE}（下转第5版）（上接第2版）{BODY}\n"
    )
    assert [jump.to for jump in page.article.jumps] == [2, 5]
    assert sorted(page.sections) == [1, 2, 5]
    assert not findings


def test_a_page_pasted_from_the_far_end():
    page, findings = parse(f"当前版:03版\n标题一行\n　　{BODY}(下转第3版)(上接第2版){MORE}\n")
    assert (page.number, page.home, page.article.id) == (3, 2, "p02-1")
    assert [jump.to for jump in page.article.jumps] == [3]
    assert [p.articles for p in page.pages()] == [("p02-1",), ()]
    assert codes(findings) == {"pasted-from-jump"}


@pytest.mark.parametrize(
    ("body", "places", "code"),
    [
        (f"{BODY}(下转第3版)", (), "continuation-missing"),
        (f"(上接第1版){BODY}", (), "first-part-missing"),
        (f"{BODY}(上接第2版){MORE}", (), "jump-mark-unclear"),
        (f"{BODY}(下转第2版){MORE}", (), "jump-mark-unclear"),
    ],
)
def test_half_a_jump_is_said(body, places, code):
    page, findings = parse(f"当前版:02版\n标题一行\n　　{body}\n")
    assert page.article.jump_places() == places
    assert code in codes(findings)
    assert "版" not in page.article.body
    assert all(finding.line == 3 for finding in findings if finding.code == code)


def test_words_about_jumps_are_text():
    text = "报纸上常见“（下转第3版）”的字样,见下转第3版的说明也是。详情请看第3版。"
    page, _ = parse(f"标题一行\n　　{BODY}{text}\n")
    assert texts(page) == [BODY + text]
    assert page.article.jumps == ()


# ---- the parts alone


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("□王飞", [("王飞", "")]),
        ("■ 本报记者 张 三  李四光", [("张三", "记者"), ("李四光", "记者")]),
        ("（记者 张三 通讯员李四）", [("张三", "记者"), ("李四", "通讯员")]),
        ("通讯员：王五", [("王五", "通讯员")]),
        ("文/王飞 图/李明", [("王飞", "文"), ("李明", "图")]),
        ("王飞/文 李明/摄", [("王飞", "文"), ("李明", "摄")]),
        ("本报记者王飞报道", [("王飞", "记者 报道")]),
        ("新华社记者 王飞", [("王飞", "新华社记者")]),
        ("某某云-某某日报记者 韦小宝", [("韦小宝", "某某云-某某日报记者")]),
        ("本报记者 阿依古丽·买买提 额尔登巴特尔", [("阿依古丽·买买提", "记者"), ("额尔登巴特尔", "记者")]),
        ("本报评论员", [("本报评论员", "")]),
        ("○市委宣传部", [("市委宣传部", "")]),
        ("小记者在行动", []),
        ("记者节快乐", []),
        ("编辑手记", []),
        ("党建引领筑屏障 初心使命勇担当", []),
        ("□", []),
        ("本报记者 昨天从市政府获悉，供暖已经开始。", []),
    ],
)
def test_bylines(text, people):
    assert [(person.name, person.role) for person in byline(text)] == people


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("王 飞", ["王飞"]),
        ("张三 李四光", ["张三", "李四光"]),
        ("塔娜", ["塔娜"]),
        ("公告", []),
        ("不忘初心 牢记使命", []),
        ("凝心聚力", []),
        ("", []),
    ],
)
def test_lines_of_names(text, names):
    assert [person.name for person in bare_names(text)] == names


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("党员志愿者分发物资。王飞 摄", "党员志愿者分发物资。", "王飞 摄"),
        ("党员志愿者分发物资 王飞 摄", "党员志愿者分发物资", "王飞 摄"),
        ("党员志愿者分发物资。本报记者 王飞 通讯员 李明 摄", "党员志愿者分发物资。", "本报记者 王飞 通讯员 李明 摄"),
        ("党员志愿者分发物资（王飞摄）", "党员志愿者分发物资", "王飞摄"),
        ("党员志愿者分发物资。新华社发（王飞 摄）", "党员志愿者分发物资。", "新华社发（王飞 摄）"),
        ("党员志愿者分发物资。 图片由市委宣传部提供", "党员志愿者分发物资。", "图片由市委宣传部提供"),
        ("▲党员志愿者分发物资。", "党员志愿者分发物资。", ""),
        ("图为志愿者清扫积雪。", "图为志愿者清扫积雪。", ""),
        ("本报记者 王飞 摄", "", "本报记者 王飞 摄"),
        ("受访者供图", "", "受访者供图"),
        ("资料图片", "", "资料图片"),
    ],
)
def test_captions(text, caption, credit):
    assert read_caption(text) == (caption, credit)


@pytest.mark.parametrize(
    "text",
    [
        "大家来了。游客纷纷在此拍摄。",
        "共绘宏图",
        "游客在草原上拍摄",
        "▲下转4版",
        "升旗仪式现场(见下图)。",
        BODY,
        "图书馆里人头攒动。",
    ],
)
def test_lines_that_are_no_captions(text):
    assert read_caption(text) is None


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("党建引领筑屏障 初心使命勇担当", ("党建引领筑屏障", "初心使命勇担当")),
        ("三行　标题　如此", ("三行", "标题", "如此")),
        ("公　告", ("公告",)),
        ("华为Mate 60 发布", ("华为Mate 60", "发布")),
        ("打造AI 高地", ("打造AI 高地",)),
        ("一行标题", ("一行标题",)),
    ],
)
def test_a_space_in_a_headline_is_a_turn(text, lines):
    assert turned(text) == lines


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("第02版", ("", 2)),
        ("二版", ("", 2)),
        ("第十二版", ("", 12)),
        ("二十三版", ("", 23)),
        ("头版", ("", 1)),
        ("A12版", ("A", 12)),
        ("Ｂ０３版", ("B", 3)),
        ("第0版", None),
        ("要闻", None),
    ],
)
def test_page_labels(text, label):
    assert page_label(text) == (label and PageLabel(*label))


def test_numbers_of_labels():
    one = numbering([PageLabel("A", 1), PageLabel("A", 16)])
    assert (one.number(PageLabel("A", 3)), one.several) == (3, False)
    two = numbering([PageLabel("A", 8), PageLabel("B", 1), PageLabel("C", 2)])
    assert [two.number(PageLabel(*label)) for label in (("A", 8), ("B", 1), ("C", 2))] == [8, 9, 11]
    assert two.several


def test_kicker_and_headline_without_a_list_of_titles():
    page, findings = parse(f"在全市防火工作会议上的发言摘要与各项要求\n坚决打好防火攻坚战\n——某市纪实\n　　{BODY}\n")
    assert page.article.keys.kicker == "在全市防火工作会议上的发言摘要与各项要求"
    assert page.article.headline == ("坚决打好防火攻坚战",)
    assert "headline-guessed" not in codes(findings)
    page, findings = parse(f"防火攻坚战打响\n全市各级各部门迅速行动落实各项防火措施\n　　{BODY}\n")
    assert (page.article.headline, page.article.keys.deck) == (
        ("防火攻坚战打响",),
        "全市各级各部门迅速行动落实各项防火措施",
    )
    assert "headline-guessed" in codes(findings)
    page, _ = parse(f"党建引领筑屏障\n初心使命勇担当\n　　{BODY}\n")
    assert page.article.headline == ("党建引领筑屏障", "初心使命勇担当")
    page, _ = parse(f"引题:某市\n主题:防火攻坚战打响\n副题:记者走访\n　　{BODY}\n")
    assert (page.article.keys.kicker, page.article.keys.headline, page.article.keys.deck) == (
        "某市",
        "防火攻坚战打响",
        "记者走访",
    )


# ---- what cannot be used


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "empty-file", 1),
        ("\n　　\n\u00a0\n".encode(), "empty-file", 1),
        ("往期阅读\n上一版 下一版\n第01版:要闻\n第02版:要闻\n".encode(), "no-headline", 1),
        (f"上一篇 下一篇\n\n　　{BODY}\n".encode(), "no-headline", 3),
        ("标题一行\n".encode() + BODY.encode("gbk"), "bad-utf8", 2),
        ("标题一行\n".encode("utf-16"), "bad-utf8", 1),
    ],
)
def test_bad_input_is_a_finding_and_nothing_is_written(tmp_path, data, code, line):
    source = tmp_path / "page.txt"
    source.write_bytes(data)
    with pytest.raises(InputError) as caught:
        convert(source, tmp_path / "out")
    (finding,) = caught.value.findings
    assert (finding.code, finding.file, finding.line) == (code, "page.txt", line)
    assert finding.hint
    assert [path.name for path in tmp_path.iterdir()] == ["page.txt"]


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError) as caught:
        convert(tmp_path / "none.txt", tmp_path / "out")
    assert caught.value.findings[0].code == "missing-file"


def test_a_line_that_no_rule_knows_is_a_finding():
    page, findings = parse(f"某某网站 欢迎您的光临\n往期阅读\n\n标题一行\n　　{BODY}\n上一篇 下一篇\n")
    assert page.article.headline == ("标题一行",)
    (finding,) = [finding for finding in findings if finding.code == "line-left-out"]
    assert (finding.line, finding.severity) == (1, Severity.WARNING)
    assert "某某网站 欢迎您的光临" in finding.message


# ---- converting


def test_options_count_before_the_page_and_the_page_before_stand_ins(tmp_path):
    source = tmp_path / "page.txt"
    source.write_text(f"某某日报 2024年1月7日 星期日 总第1234期\n当前版:02版\n\n标题一行\n　　{BODY}\n", "utf-8")
    issue, findings = convert(source, tmp_path / "one")
    assert (issue.paper.name, issue.edition.date, issue.edition.number) == ("某某日报", datetime.date(2024, 1, 7), 1234)
    assert "date-from-page" in codes(findings)
    issue, _ = convert(source, tmp_path / "two", paper="他报", date=datetime.date(2025, 2, 3), number=7)
    assert (issue.paper.name, issue.edition.date, issue.edition.number) == ("他报", datetime.date(2025, 2, 3), 7)
    source.write_text(f"标题一行\n　　{BODY}\n", "utf-8")
    issue, findings = convert(source, tmp_path / "three")
    assert (issue.paper.name, issue.edition.date) == (NO_PAPER, datetime.date(2000, 1, 1))
    hints = {finding.code: finding.hint for finding in findings}
    assert "--paper" in hints["paper-not-named"]
    assert "--date" in hints["date-not-named"]


def test_a_page_converts_to_an_issue_that_builds(tmp_path):
    from banmian.making import make_plates

    source = tmp_path / "page.txt"
    long = BODY * 30
    source.write_text(
        f"当前版:05版\n标题一行\n□王飞\n　　{long}为打赢提供保障;(下转第7版)(上接第5版)又{long}\n", "utf-8"
    )
    issue, _ = convert(source, tmp_path / "issue")
    made, _ = make_plates(issue)
    assert [(plate.page, [block.number for block in plate.legs]) for plate in made.plates] == [(5, [0]), (7, [1])]


# ---- nothing is lost, whatever comes

LINES = st.sampled_from(
    [
        "",
        "",
        "上一篇    下一篇",
        "放大 缩小 默认",
        "当前版: 02版 上一版  下一版",
        "标题导航",
        "第01版:头版",
        "第02版:要闻",
        "第03版",
        "2022年11月3日",
        "党建引领筑屏障 初心使命勇担当",
        "——某市纪实",
        "□王飞",
        "本报记者 张三",
        "张三",
        "某处动态",
        "志愿者分发物资。王飞 摄",
        "图为志愿者。",
        "王飞 摄",
        f"　　{BODY}",
        f"　　{MORE}",
        BODY,
        "短句。",
        "分题一个",
        f"　　{BODY}为打赢;(下转第3版)",
        "　　(上接第2版)续写一段文字。",
        "■下转第3版  ■上接第2版",
        "（张小三）",
        "责任编辑:刘小明",
        "来源:新华网",
        "版权所有 某报社",
        "上一篇:别的标题",
        "1. 别的标题",
        "· 圆点标题",
        "\u200b零宽\u200b",
        "上一版 国内新闻 下一版",
    ]
)


def letters(text):
    return sorted(re.sub(r"[\W_]", "", text))


@given(st.lists(LINES, max_size=16))
def test_every_line_of_text_is_somewhere(lines):
    """Text goes to headline group, photos, body, titles, sections, editors or a finding; marks and buttons do not."""
    try:
        page, findings = parse("\n".join(lines))
    except InputError as error:
        assert all(finding.hint for finding in error.findings)
        return
    keys = page.article.keys
    whole = "\n".join(
        [
            keys.kicker,
            page.article.title,
            *page.article.deck,
            *(p.name + p.role for p in keys.byline),
            *(p.caption + p.credit for p in keys.photos),
            page.article.body,
            *(t for s in page.sheets for t in s.titles),
            *page.sections.values(),
            *page.editors,
            *(finding.message for finding in findings),
        ]
    )
    whole = re.sub(r"\s", "", whole)
    furniture = re.compile(
        r"^[□（·\u200b]+|[）\u200b]+$|\d\. |(?:责任编辑|来源)[::]|[(■]*(?:下转|上接)第\d版\)?|本报|——"
    )
    for line in lines:
        if line.startswith(("上一", "放大", "当前", "标题导航", "第0", "2022", "版权")):
            continue
        for part in re.split(r"\s+|(?<=。)", furniture.sub(" ", line)):
            assert part in whole, (line, part)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    try:
        page, _ = parse(text)
    except InputError:
        return
    assert page.article.headline


@given(st.lists(st.one_of(LINES, st.text(max_size=20)), max_size=14))
def test_whatever_is_read_can_be_written(tmp_path_factory, lines):
    folder = tmp_path_factory.mktemp("any")
    source = folder / "page.txt"
    source.write_text("\n".join(lines), "utf-8", errors="replace")
    try:
        issue, _ = convert(source, folder / "out")
    except InputError as error:
        assert codes(error.findings) <= {"empty-file", "no-headline"}
        assert not (folder / "out").exists()
        return
    assert (folder / "out" / "issue.toml").is_file()
    assert issue.articles
