"""What each line of a pasted page is: navigation, the day and the paper, an entry of the page list, or text."""

from __future__ import annotations

import datetime
import re
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from banmian.intake.epaper.buttons import BUTTON, COMPANY, FOOT, HEADING, LINKED_TITLE, SIGNS, SMALL
from banmian.intake.epaper.labels import FIGURES, LABEL, PageLabel, narrow, page_label

BLANKS = r"[\s\u200b\u2060\ufeff]"
"""Blanks of a web page, with those that have no width: round a line they are layout."""

_HAN = r"[\u4e00-\u9fff]"
_NAME = rf"(?:{_HAN}{{2,4}}|{_HAN}\s{_HAN})"
_DATE = re.compile(r"(\d{4})\s*[年/.\-]\s*(\d{1,2})\s*[月/.\-]\s*(\d{1,2})\s*日?")
_NUMBER = re.compile(r"(?:总?第|总)\s*(\d{1,6})\s*期")
_PAPER = (
    rf"{_HAN}{{1,10}}"
    r"(?:日|晚|早|晨|时|商|周|快|都市|青年|法治|法制|工人|农民|导|画|城市|生活|广播电视|科技|教育)报"
)
_PAPER_HERE = re.compile(rf"《?({_PAPER})》?(?=$|[\s(:|/-]|数字报|电子[报版])")
_DAILY_ALONE = re.compile(
    rf"^\s*《?({_HAN}{{2,8}}(?:日报|晚报|早报|晨报|都市报|时报|商报))》?(?=$|\s|数字报|电子[报版])"
)
_AUTHOR = re.compile(rf"作\s*者\s*:\s*([^:\s]+(?:\s+(?!来源|发布|日期|字号|编辑){_HAN}{{1,4}}(?=\s|$))*)")
_SOURCE = re.compile(r"(?:来\s*源|稿\s*源|出处)\s*:\s*(\S{1,20})")
_EDITORS = re.compile(
    rf"(?:本版|值班)?(?:责任编辑|责编|编辑)(?:\s*[:/]\s*|\s+)({_NAME}(?:[\s、,]+{_NAME}(?!\s*[:/]))*)(?=\s|$)"
)
_STAFF = re.compile(
    r"((?:版式(?:设计)?|美术编辑|美编|图片编辑|图编|校对|检校|组版|排版|制版|审读|值班编委|值班主任|主编|监制|邮箱|电子邮箱|电话|热线)"
    r"\s*[:/]?\s*\S+)"
)
_CURRENT = re.compile(
    rf"(?:当前版面?|当前位置|本版|版次|版面|所在版面|您?现?在的?位置)\s*:?\s*(第?\s*{FIGURES}\s*版?|头版)"
    r"(?:\s*:\s*([^\s:]{1,12}))?"
)
_HERE = re.compile(rf"({LABEL})\s*:?\s*([^\s:]{{0,12}})")
_ENTRY = re.compile(rf"^[^\w]*({LABEL})\s*([:|丨/·\-—]|\s)?\s*(.*?)\s*(?:pdf)?$", re.IGNORECASE)
_BETWEEN_ENTRIES = re.compile(rf"(?<=[^\s第])\s+(?=(?:第\s*{FIGURES}|[A-Za-z]?\d{{1,3}})\s*版)")
_SECTION = 20
"""Characters of the longest section name; of one that no mark parts from its label, _BARE_SECTION."""
_BARE_SECTION = 6


class Kind(Enum):
    """What a line is."""

    BLANK = "blank"
    NAVIGATION = "navigation"
    MASTHEAD = "masthead"
    """The day, the paper, the source, the editors: what the site says of the page, without a button."""
    HEADING = "heading"
    """标题导航 and the like: from here titles or pages are listed."""
    ENTRY = "entry"
    """An entry of the page list, or several."""
    FOOT = "foot"
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
    untold: tuple[str, ...] = ()
    """What the line says that an issue has no place for: 来源, 校对."""
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
    return tuple(_with_sections(_settle_entries(found)))


def section_name(text: str) -> str:
    """The name of a section without its frame of marks: 【要闻】 is 要闻."""
    return text.strip(" :：·|丨-—[]【】()（）\u3000\u00a0")


def _classify(text: str) -> tuple[Kind, tuple[Entry, ...], Facts]:
    if not text:
        return Kind.BLANK, (), Facts()
    plain = narrow(text)
    if HEADING.fullmatch(re.sub(r"[\s:\[\]【】()<>|■□●◆\d]|列表$", "", plain)):
        return Kind.HEADING, (), Facts()
    if LINKED_TITLE.match(plain):
        return Kind.NAVIGATION, (), Facts()
    if entries := _entries(text):
        return Kind.ENTRY, entries, Facts()
    if found := _furniture(plain):
        return found[0], (), found[1]
    if len(text) < 200 and FOOT.search(plain):
        return Kind.FOOT, (), Facts()
    return Kind.TEXT, (), Facts()


def _furniture(plain: str) -> tuple[Kind, Facts] | None:
    """A line of which nothing is left once buttons, day, paper and page are taken out; None for any other."""
    if len(plain) > 160:
        return None
    label, section, rest = _current_page(plain)
    date, rest = _date(rest)
    number, rest = _taken(_NUMBER, rest)
    editors, rest = _taken(_EDITORS, rest)
    author, rest = _taken(_AUTHOR, rest)
    source, rest = _taken(_SOURCE, rest)
    staff, rest = (_STAFF.findall(rest), _STAFF.sub(" ", rest)) if editors else ([], rest)
    buttons = len(BUTTON.findall(rest))
    rest = BUTTON.sub(" ", rest)
    if label is None and (buttons or date) and (here := _HERE.search(rest)):
        label, section = page_label(here[1]), here[2].strip("()")
        rest = rest[: here.start()] + " " + rest[here.end() :]
    known = bool(buttons or label or date or number or author or editors or source)
    paper, rest = _taken(_PAPER_HERE if known else _DAILY_ALONE, rest)
    if not known and not paper:
        return None
    rest = SIGNS.sub("", COMPANY.sub(" ", SMALL.sub(" ", rest)))
    if buttons >= 2 and not section and re.fullmatch(rf"{_HAN}{{2,8}}", rest):
        section, rest = rest, ""  # 国内新闻 上一版 下一版
    if rest:
        return None
    untold = [f"来源:{source}"] if source and not re.fullmatch(_PAPER, source) else []
    facts = Facts(
        label=label,
        section=section_name(section),
        date=date,
        number=int(number or 0) or None,
        paper=paper or (source if re.fullmatch(_PAPER, source) else ""),
        untold=(*untold, *staff),
        author=author,
        editors=_names(editors),
    )
    return (Kind.NAVIGATION if buttons or label else Kind.MASTHEAD), facts


def _current_page(plain: str) -> tuple[PageLabel | None, str, str]:
    """当前版:02版, with its section where one follows, and the text without it."""
    current = _CURRENT.search(plain)
    if not current:
        return None, "", plain
    section = current[2] or ""
    end = current.end(1) if BUTTON.fullmatch(section) else current.end()
    return (
        page_label(current[1]),
        "" if BUTTON.fullmatch(section) else section,
        (plain[: current.start()] + " " + plain[end:]),
    )


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
    joined = re.sub(rf"(?<!{_HAN})({_HAN})\s({_HAN})(?!{_HAN})", r"\1\2", text)
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
        if len(section) > (_SECTION if entry[2] else _BARE_SECTION) or re.search(r"[。,，;；!！?？]", section):
            return ()
        if BUTTON.search(section):
            return ()
        found.append(Entry(label, section))
    return tuple(found)


def _settle_entries(lines: list[Line]) -> list[Line]:
    """An entry that could be a headline (第三版 修订说明) counts only with a mark, or beside another entry."""
    entries = [n for n, line in enumerate(lines) if line.kind is Kind.ENTRY]
    for n, before, after in zip(entries, [-1, *entries], [*entries[1:], -1], strict=False):
        line = lines[n]
        marked = len(line.entries) > 1 or re.search(r"版\s*[:：|丨/·\-—]|版$", line.text)
        beside = any(
            other >= 0 and all(lines[k].kind is Kind.BLANK for k in range(min(other, n) + 1, max(other, n)))
            for other in (before, after)
        )
        if not marked and not beside:
            lines[n] = Line(line.number, line.text, line.indented, line.after_blank, Kind.TEXT)
    return lines


def _with_sections(lines: list[Line]) -> list[Line]:
    """第02版 and 要闻 on two lines are one entry, where no list of titles follows, or the entry before was such."""
    merged = False
    for n in range(len(lines) - 1):
        line = lines[n]
        if line.kind is not Kind.ENTRY:
            continue
        name, after = lines[n + 1], lines[n + 2 : n + 3]
        bare = len(line.entries) == 1 and not line.entries[0].section
        text = name.kind is Kind.TEXT or name.text == "头版"
        short = text and len(name.text) <= _BARE_SECTION and re.fullmatch(r"[\w·、]+", name.text)
        merged = bool(bare and short and (merged or not after or after[0].kind not in (Kind.TEXT, Kind.BLANK)))
        if merged:
            lines[n] = replace(line, entries=(Entry(line.entries[0].label, name.text),))
            lines[n + 1] = replace(name, kind=Kind.NAVIGATION, entries=())
    return lines
