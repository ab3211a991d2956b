"""The issue.toml of a new issue: its keys, and beside them in a few words what they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.intake.writer import issue_toml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.layout import Layout
    from banmian.model import Issue

OPENING = """\
# 一期报纸：报社、日期、每一版。文章在 articles/，图片在 photos/，广告在 adverts/；版式可以另画，放在 layouts/。
# An issue: its paper, its day, its pages. Articles are in articles/, pictures in photos/, adverts in adverts/;
# page designs of your own go into layouts/.
#
#   banmian build . -o ../out                      出版面 · make the pages
#   banmian layouts list                           看有哪些版式 · what designs there are
#   banmian layouts preview NAME -o NAME.png       看版式的样子 · a picture of one
"""
PAPER = """\
# 报头上的字。没有的行就不印。 · What stands in the nameplate. A line that is not here is not printed.
"""
MORE_OF_THE_PAPER = """\
# motto = "报名下面的一句话"                     # under the name
# publisher = "主办单位"
# cn = "CN 00-0000"                              # 国内统一刊号
# postal = "00-00"                               # 邮发代号
# logo = "logo.svg"                              # 代替排印的报名 · drawn name, SVG or PDF
"""
EDITION = """\
# 出版日期和总期号 · The day of issue, and its running number.
"""
PAGE = """\
# {title}
# articles：稿件的 id，@ 后面是区的字母；不写 @，就按轻重和长短自己找地方。
# The ids of articles; after @ the letter of a slot. Without it make-up finds one by importance and length.
"""
NEXT_PAGE = """\
# {title}
"""


def commented(issue: Issue, layouts: Sequence[Layout]) -> str:
    """The text of issue.toml with its comments; `layouts` are those of the pages."""
    lines = [*OPENING.split("\n")]
    page = 0
    inside = ""
    for line in issue_toml(issue).split("\n"):
        if line == "[paper]":
            lines += PAPER.split("\n")[:-1]
        elif line == "[issue]":
            lines += EDITION.split("\n")[:-1]
        elif line == "[[page]]":
            words = PAGE if page == 0 else NEXT_PAGE
            lines += words.format(title=_title(layouts[page])).split("\n")[:-1]
            page += 1
        if line.startswith("["):
            inside = line
        if not line and inside == "[paper]":
            lines += MORE_OF_THE_PAPER.split("\n")[:-1]
        if not line and inside == "[issue]" and issue.edition.number is None:
            lines.append("# number = 1                                     # 总第几期")
        inside = inside if line else ""
        lines.append(line)
    return "\n".join(lines).rstrip("\n") + "\n"


def _title(layout: Layout) -> str:
    """A design in a line: its name and its slots with what they take."""
    slots = " ".join(f"{slot.name}={slot.takes}" for slot in layout.slots)
    return f"{layout.title}（{layout.name}）：{slots}"
