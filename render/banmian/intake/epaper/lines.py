"""What each line of a pasted page is: navigation, the day and the paper, an entry of the page list, or text."""

from __future__ import annotations

import datetime
import re
from enum import Enum

from msgspec import Struct

from banmian.intake.epaper.labels import FIGURES, LABEL, PageLabel, narrow, page_label

BLANKS = r"[\s\u200b\u2060\ufeff]"
"""Blanks of a web page, with those that have no width: round a line they are layout."""

_STRONG = ["往期阅读", "往期回顾", "往期报纸", "往期查询", "往期", "上一期", "下一期", "前一期", "后一期", "上期", "下期", "上一版", "下一版", "前一版", "后一版", "上版", "下版", "上一篇", "下一篇", "前一篇", "后一篇", "上篇", "下篇", "上一条", "下一条", "上一页", "下一页", "上页", "下页", "上一张", "下一张", "放大字体", "缩小字体", "字体放大", "字体缩小", "放大", "缩小", "默认", "恢复默认", "还原", "字号", "字体", "返回首页", "返回目录", "返回版面", "返回本版", "返回列表", "返回顶部", "回到顶部", "回到首页", "返回", "报纸首页", "网站首页", "数字报首页", "全文复制", "复制全文", "复制链接", "语音朗读", "语音播报", "朗读", "听新闻", "打印本页", "本页打印", "打印", "加入收藏", "收藏", "分享到", "分享", "PDF版", "PDF下载", "下载PDF", "版面PDF", "PDF", "手机版", "电脑版", "触屏版", "客户端下载", "APP下载", "关闭窗口", "高级检索", "高级搜索", "报纸检索", "全文检索", "按日期查找", "按日期检索", "发表评论", "查看评论", "我要评论", "点击查看大图", "点击看大图", "查看大图", "点击放大", "扫一扫", "A+", "A-", "版面概览", "版面缩略图", "版面图", "原版阅读", "文字版", "图片版", "当前版面", "当前版"]
_WEAK = ["首页", "目录", "大", "中", "小", "特大", "标准", "播放", "暂停", "停止", "关闭", "检索", "搜索", "微信", "微博", "新浪微博", "朋友圈", "QQ空间", "QQ", "复制", "下载", "评论", "点赞", "更多", "登录", "注册", "二维码", "数字报", "电子报", "电子版", "版面", "本版", "图文", "简体", "繁体", "[图片]", "展开", "收起", "原图", "o", "O"]
_STRONG_PATTERN = re.compile("|".join(sorted(map(re.escape, _STRONG), key=len, reverse=True)), re.IGNORECASE)
_WEAK_PATTERN = re.compile("|".join(sorted(map(re.escape, _WEAK), key=len, reverse=True)))
_LINKED_TITLE = re.compile(r"^[^\w]*[34]?\s*(?:[上下前后]一?[篇条版页期])\s*[:：]\s*\S")
_HEADING = re.compile(
    r"(?:标题|版面|文章|新闻|本期版面|本报|稿件)(?:导航|目录|列表)|本版(?:标题|新闻|文章|目录|导读|内容|稿件|要目|导航)"
    r"|本期(?:目录|导读|版面)|今日(?:导读|版面)|版面(?:导读|概况)|目录|导读"
)
_FOOTER = re.compile(r"版权所有|copyright|©|ICP[备证]|公网安备|技术支持\s*[:]|分辨率|All Rights Reserved", re.IGNORECASE)

_DATE = re.compile(r"(\d{4})\s*[年/.\-]\s*(\d{1,2})\s*[月/.\-]\s*(\d{1,2})\s*日?")
_NUMBER = re.compile(r"(?:总?第|总)\s*(\d{1,6})\s*期")
_PAPER = r"[\u4e00-\u9fff]{1,10}(?:日|晚|早|晨|时|商|周|快|都市|青年|法治|法制|工人|农民|导|画|学|城市|生活|广播电视|科技|教育)报"
_PAPER_PART = re.compile(rf"《?({_PAPER})》?(?=$|[\s(:|/-]|数字报|电子[报版])")
_DAILY = re.compile(r"^\s*《?([\u4e00-\u9fff]{2,8}(?:日报|晚报|早报|晨报|都市报|时报|商报))》?(?=$|\s|数字报|电子[报版])")
_AUTHOR = re.compile(r"作\s*者\s*[:]\s*([^:\s]+(?:\s+(?!来源|发布|日期|字号|编辑)[\u4e00-\u9fff]{1,4}(?=\s|$))*)")
_SOURCE = re.compile(r"(?:来\s*源|稿\s*源|出处)\s*[:]\s*(\S{1,20})")
_EDITORS = re.compile(r"(?:本版|值班)?(?:责任编辑|责编|编辑)(?:\s*[:/]\s*|\s+)((?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]\s[\u4e00-\u9fff])"
                      r"(?:[\s、,]+(?:[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]\s[\u4e00-\u9fff])(?!:))*)(?=\s|$)")
_CURRENT = re.compile(
    rf"(?:当前版面?|当前位置|本版|版次|版面|所在版面|您?现?在的?位置)\s*[:]?\s*(第?\s*{FIGURES}\s*版?|头版)(?:\s*[:]\s*([^\s:]{{1,12}}))?"
)
_SMALL = re.compile(
    r"(?:发布|更新|出版|刊发)?(?:时间|日期)\s*[:]|星期[一二三四五六日天]|周[一二三四五六日]|\d{1,2}:\d{2}(?::\d{2})?"
    r"|(?:阅读|浏览|点击)(?:次数|量|数)?\s*[:]?\s*\d+\s*次?"
)
_SIGNS = re.compile(r"[\s34<>«»‹›|/\\·\-+=()\[\]【】《》:,。;◀▶◄►←→↑↓⊕⊖○●□■*#^&]")
_ENTRY = re.compile(rf"^[^\w]*({LABEL})\s*([:|丨/·\-—]|\s)?\s*(.*?)\s*(?:pdf)?$", re.IGNORECASE)
_BETWEEN_ENTRIES = re.compile(rf"(?<=\S)\s+(?=(?:第\s*{FIGURES}|[A-Za-z]?\d{{1,3}})\s*版)")
_SECTION = 20


class Kind(Enum):
    """What a line is."""

    BLANK = "blank"
    NAVIGATION = "navigation"
    MASTHEAD = "masthead"
    """The day, the paper, the source, the editors: what the site says of the page, without a button."""
    HEADING = "heading"
    """标题导航 and the like: from here titles or pages are listed."""
    ENTRY = "entry"
    FOOTER = "footer"
    TEXT = "text"


class Entry(Struct, frozen=True):
    """An entry of the page list: 第02版:要闻."""

    label: PageLabel
    section: str


class Facts(Struct, frozen=True, kw_only=True):
    """What a line of the site tells of the page and the issue."""

    label: PageLabel | None = None
    section: str = ""
    date: datetime.date | None = None
    number: int | None = None
    paper: str = ""
    source: str = ""
    author: str = ""
    editors: tuple[str, ...] = ()


class Line(Struct, frozen=True):
    """A line of the page: its number from 1, its text without the blanks round it, whether it was indented and
    stands after a blank line, what it is, and what it tells.
    """

    number: int
    text: str
    indented: bool
    after_blank: bool
    kind: Kind
    entries: tuple[Entry, ...] = ()
    facts: Facts = Facts()


def read_lines(text: str) -> tuple[Line, ...]:
    """Every line of a page with what it is."""
    found: list[Line] = []
    after_blank = True
    for number, raw in enumerate(text.split("\n"), 1):
        bare = re.sub(rf"^{BLANKS}+|{BLANKS}+$", "", raw)
        kind, entries, facts = _classify(bare)
        found.append(Line(number, bare, bare[:1] != raw[:1], after_blank, kind, entries, facts))
        after_blank = kind is Kind.BLANK
    return tuple(_settle_entries(found))


def section_name(text: str) -> str:
    """The name of a section without its frame of marks: 【要闻】 is 要闻."""
    return text.strip(" :：·|丨-—[]【】()（）\u3000\u00a0")


def _classify(text: str) -> tuple[Kind, tuple[Entry, ...], Facts]:
    if not text:
        return Kind.BLANK, (), Facts()
    plain = narrow(text)
    if _HEADING.fullmatch(re.sub(r"[\s:\[\]【】()<>|■□●◆\d]|列表$", "", plain)):
        return Kind.HEADING, (), Facts()
    if _LINKED_TITLE.match(plain):
        return Kind.NAVIGATION, (), Facts()
    if entries := _entries(text):
        return Kind.ENTRY, entries, Facts()
    if found := _furniture(plain):
        return found[0], (), found[1]
    if len(text) < 200 and _FOOTER.search(plain):
        return Kind.FOOTER, (), Facts()
    return Kind.TEXT, (), Facts()


def _furniture(plain: str) -> tuple[Kind, Facts] | None:
    """A line of which nothing is left once buttons, day, paper and page are taken out; None for any other."""
    if len(plain) > 160:
        return None
    rest = plain
    label, section = None, ""
    if current := _CURRENT.search(rest):
        label, section = page_label(current[1]), current[2] or ""
        if _STRONG_PATTERN.fullmatch(section):  # 当前版:02版 上一版 has no section
            section = ""
            rest = rest[: current.start()] + rest[current.end(1) :]
        else:
            rest = rest[: current.start()] + " " + rest[current.end() :]
    date, rest = _date(rest)
    number = re.search(_NUMBER, rest)
    rest = _NUMBER.sub(" ", rest)
    editors, rest = _taken(_EDITORS, rest)
    author, rest = _taken(_AUTHOR, rest)
    source, rest = _taken(_SOURCE, rest)
    buttons = len(_STRONG_PATTERN.findall(rest))
    rest = _STRONG_PATTERN.sub(" ", rest)
    if label is None and (buttons or date) and (here := re.search(rf"({LABEL})\s*:?\s*([^\s:]{{0,12}})", rest)):
        label, section = page_label(here[1]), here[2].strip("()")
        rest = rest[: here.start()] + " " + rest[here.end() :]
    known = buttons or label or date or number or author or editors or source
    paper, rest = _taken(_PAPER_PART if known else _DAILY, rest)
    paper = paper or (source if re.fullmatch(_PAPER, source) else "")
    known = known or paper
    rest = _SMALL.sub(" ", rest)
    if known:
        rest = _WEAK_PATTERN.sub(" ", rest)
    if not known or _SIGNS.sub("", rest):
        return None
    facts = Facts(
        label=label, section=section_name(section), date=date, number=int(number[1]) if number else None, paper=paper,
        source="" if source == paper else source, author=author, editors=_names(editors),
    )
    return (Kind.NAVIGATION if buttons or label else Kind.MASTHEAD), facts


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    """The first group of a pattern, and the text without the match."""
    found = pattern.search(text)
    return (found[1], text[: found.start()] + " " + text[found.end() :]) if found else ("", text)


def _date(text: str) -> tuple[datetime.date | None, str]:
    found = _DATE.search(text)
    if not found:
        return None, text
    try:
        day = datetime.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None, text
    return day, text[: found.start()] + " " + text[found.end() :]


def _names(text: str) -> tuple[str, ...]:
    joined = re.sub(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])\s([\u4e00-\u9fff])(?![\u4e00-\u9fff])", r"\1\2", text)
    return tuple(name for name in re.split(r"[\s、,]+", joined) if name)


def _entries(text: str) -> tuple[Entry, ...]:
    """The page list entries of which a line consists; without a mark after the label a section must be short."""
    found = []
    ends = [*(gap.start() for gap in _BETWEEN_ENTRIES.finditer(narrow(text))), len(text)]
    for start, end in zip([0, *ends], ends, strict=False):
        part = text[start:end].strip()
        entry = _ENTRY.match(narrow(part))
        label = page_label(entry[1]) if entry else None
        if not entry or not label:
            return ()
        section = section_name(part[entry.start(3) : entry.end(3)])
        if len(section) > (_SECTION if entry[2] else 6) or re.search(r"[。,，;；!！?？]", section) or _STRONG_PATTERN.search(section):
            return ()
        found.append(Entry(label, section))
    return tuple(found)


def _settle_entries(lines: list[Line]) -> list[Line]:
    """An entry that could be a headline (第三版 修订说明) counts only with a mark, or beside another entry."""
    entries = [n for n, line in enumerate(lines) if line.kind is Kind.ENTRY]
    for n in entries:
        line = lines[n]
        marked = re.search(r"版\s*[:：|丨/·\-—]|版$", line.text)
        near = [m for m in entries if m != n and all(lines[k].kind is Kind.BLANK for k in range(min(m, n) + 1, max(m, n)))]
        if not marked and not near and len(line.entries) == 1:
            lines[n] = Line(line.number, line.text, line.indented, line.after_blank, Kind.TEXT)
    return lines
