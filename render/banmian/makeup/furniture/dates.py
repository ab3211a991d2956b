"""The day of an issue as a newspaper writes it: 公历, weekday and the traditional calendar (N1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime

CALENDAR = (1901, 2099)
"""The years of the tables of the traditional calendar."""
_WEEKDAYS = "一二三四五六日"
_MONTHS = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


def common_date(date: datetime.date) -> str:
    """2026年11月23日."""
    return f"{date.year}年{date.month}月{date.day}日"


def weekday(date: datetime.date) -> str:
    """星期一."""
    return f"星期{_WEEKDAYS[date.weekday()]}"


def lunar_date(date: datetime.date) -> str:
    """The date of the traditional calendar: 丙午年十月十五; empty outside the years of its tables."""
    from lunardate import LunarDate

    if not CALENDAR[0] <= date.year <= CALENDAR[1]:
        return ""
    try:
        lunar = LunarDate.from_solar_date(date.year, date.month, date.day)
    except ValueError:  # the first weeks of the tables
        return ""
    leap = "闰" if lunar.is_leap_month else ""
    ten, one = divmod(lunar.day - 1, 10)
    day_name = {10: "初十", 20: "二十", 30: "三十"}.get(lunar.day) or "初十廿"[ten] + "一二三四五六七八九"[one]
    stem = _STEMS[(lunar.year - 4) % 10] + _BRANCHES[(lunar.year - 4) % 12]
    return f"{stem}年{leap}{_MONTHS[lunar.month - 1]}月{day_name}"
