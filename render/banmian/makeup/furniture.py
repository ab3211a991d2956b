"""Page furniture 版面附件: the nameplate of page 1 and the folio line of inner pages (N1, N2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.makeup.labels import Label
from banmian.makeup.runs import baseline
from banmian.plate import MM, RED, Rule

if TYPE_CHECKING:
    from banmian.makeup.labels import LabelCase
    from banmian.model import Finding, Issue, Page, Paper
    from banmian.plate import PlateItem

WEEKDAYS = "一二三四五六日"
_MONTHS = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


class Box:
    """The rectangle of a slot on the page, in pt."""

    def __init__(self, x: float, y: float, width: float, height: float, pitch: float) -> None:
        self.x, self.y, self.width, self.height, self.pitch = x, y, width, height, pitch


class Setter:
    """Sets labels of furniture and gathers what is to be said of them."""

    def __init__(self, case: LabelCase) -> None:
        self.case = case
        self.items: list[PlateItem] = []
        self.findings: list[Finding] = []

    def label(self, text: str, size: float, role: str, kind: str, **more: object) -> Label:
        """A label whose findings are kept."""
        label = Label(text, size, role, self.case, kind=kind, **more)  # type: ignore[arg-type]
        self.findings += label.findings
        return label

    def put(self, label: Label, x: float, y: float) -> None:
        """Place a label with its line start at x on the baseline y."""
        self.items += label.runs(x, y)

    def rule(self, x0: float, y0: float, x1: float, y1: float, weight: float, role: str, **more: object) -> None:
        """Draw a rule."""
        self.items.append(Rule(x0=x0, y0=y0, x1=x1, y1=y1, weight=weight, role=role, **more))  # type: ignore[arg-type]


def lunar_date(year: int, month: int, day: int) -> str:
    """The date of the traditional calendar: 丙午年十月十五; empty outside the years of its tables."""
    from lunardate import LunarDate

    try:
        lunar = LunarDate.from_solar_date(year, month, day)
    except ValueError:  # the tables of the traditional calendar end in 2099
        return ""
    leap = "闰" if lunar.is_leap_month else ""
    ten, one = divmod(lunar.day - 1, 10)
    day_name = {10: "初十", 20: "二十", 30: "三十"}.get(lunar.day) or "初十廿"[ten] + "一二三四五六七八九"[one]
    stem = _STEMS[(lunar.year - 4) % 10] + _BRANCHES[(lunar.year - 4) % 12]
    return f"{stem}年{leap}{_MONTHS[lunar.month - 1]}月{day_name}"


def nameplate(issue: Issue, box: Box, setter: Setter) -> None:
    """报头: the name and the motto, and below them, between rules, a row of the date and one of the registration."""
    paper, line = issue.paper, box.pitch
    rows = [row for row in (_day(issue), _registration(paper)) if row]
    motto_room = 1.5 * line if paper.motto else 0.0
    name_room = box.height - (2 * len(rows) + 0.5) * line - motto_room
    size = min(name_room / 1.02, box.width / (len(paper.name) * 1.06))
    name = setter.label(paper.name, size, "nameplate", "nameplate", colour=RED)
    gaps = max(len(paper.name) - 1, 1)
    name.spacing = max(min((box.width * 0.92 / size - name.natural) / gaps, 0.3), 0.0)
    setter.put(name, box.x + (box.width - name.width) / 2, baseline(box.y, name_room, size))
    if paper.motto:
        motto = setter.label(paper.motto, 11.0, "deck", "nameplate")
        motto.spacing = 0.3
        setter.put(motto, box.x + (box.width - motto.width) / 2, baseline(box.y + name_room, motto_room, 11.0))
    y = box.y + box.height - 2 * len(rows) * line
    setter.rule(box.x, y, box.x + box.width, y, 1.2, "nameplate-rule", colour=RED)
    for row, text_size in zip(rows, (10.5, 9.0), strict=False):
        _spread(row, text_size, box.x, y, box.width, 2 * line, setter)
        y += 2 * line
        setter.rule(box.x, y, box.x + box.width, y, 0.4, "nameplate-rule")


def _day(issue: Issue) -> list[str]:
    """Date, weekday, lunar date, number and pages (N1)."""
    date = issue.edition.date
    lunar = lunar_date(date.year, date.month, date.day)
    return [
        f"{date.year}年{date.month}月{date.day}日",
        f"星期{WEEKDAYS[date.weekday()]}",
        *([f"农历{lunar}"] if lunar else []),
        *([f"第{issue.edition.number}期"] if issue.edition.number else []),
        f"今日{len(issue.pages)}版",
    ]


def _registration(paper: Paper) -> list[str]:
    """Publisher, registration numbers and addresses, as far as they are given (N1)."""
    parts = (
        paper.publisher and f"{paper.publisher}主办",
        paper.cn and f"国内统一刊号 {paper.cn}",
        paper.postal and f"邮发代号 {paper.postal}",
        paper.site,
        paper.phone and f"新闻热线 {paper.phone}",
    )
    return [part for part in parts if part]


def slug(issue: Issue, page: Page, setter: Setter, y: float) -> None:
    """The line outside the trimmed page that names it for the plate room."""
    section = f" {page.section}" if page.section else ""
    text = f"{issue.paper.name}  {issue.edition.date.isoformat()}  第{page.number:02d}版{section}"
    setter.put(setter.label(text, 8.0, "furniture", "slug"), 12 * MM, y)


def _spread(parts: list[str], size: float, x: float, y: float, width: float, height: float, setter: Setter) -> None:
    """Parts of a line spread over its whole width, the first flush left and the last flush right."""
    labels = [setter.label(part, size, "furniture", "imprint") for part in parts]
    total = sum(label.width for label in labels)
    if total > width:  # smaller rather than outside
        for label in labels:
            label.size = int(size * width * 0.97 / total * 4) / 4
        total = sum(label.width for label in labels)
    gap = (width - total) / max(len(labels) - 1, 1)
    for label in labels:
        setter.put(label, x, baseline(y, height, label.size))
        x += label.width + gap


def folio(issue: Issue, page: Page, box: Box, setter: Setter) -> None:
    """报眉: page figure at the outer edge, section, date and paper, editors at the inner edge; mirrored (N2)."""
    rule_y = box.y + box.height - box.pitch * 0.5
    figure_size = 30.0
    left_page = page.number % 2 == 0
    figure = setter.label(f"{page.number:02d}", figure_size, "folio-figure", "folio")
    section = setter.label(page.section, 18.0, "section", "section") if page.section else None
    date = issue.edition.date
    day = setter.label(
        f"{date.year}年{date.month}月{date.day}日　星期{WEEKDAYS[date.weekday()]}", 9.0, "folio", "folio"
    )
    paper = setter.label(issue.paper.name, 14.0, "folio-name", "folio")
    editors = setter.label(f"责任编辑：{'　'.join(page.editors)}", 8.0, "folio", "folio") if page.editors else None
    foot = rule_y - 5.0
    outer = [label for label in (figure, section, day) if label]
    x = box.x if left_page else box.x + box.width
    for label in outer:
        x -= 0 if left_page else label.width
        setter.put(label, x, foot - (0 if label is not day else 1))
        x += label.width + 14 if left_page else -14
    inner = [label for label in (paper, editors) if label]
    x = box.x + box.width if left_page else box.x
    for label in inner:
        x -= label.width if left_page else 0
        setter.put(label, x, foot)
        x += -14 if left_page else label.width + 14
    setter.rule(box.x, rule_y, box.x + box.width, rule_y, 1.2, "head-rule")
    setter.rule(box.x, rule_y + 2.4, box.x + box.width, rule_y + 2.4, 0.3, "head-rule")
