"""The headline group of a pasted page: which line is kicker 引题, headline 主题, deck 副题, byline, caption."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from banmian.intake.epaper.people import bare_names, byline
from banmian.intake.epaper.photos import Caption, read_caption
from banmian.model import Byline, Finding, Photo, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.intake.epaper.lines import Line

_DECK = re.compile(r"^(?:[—―─]{1,2}|--)")
_NAMED = re.compile(r"^[\[【]?(引题|肩题|眉题|主题|主标题|标题|副题|副标题)[\]】]?\s*[:：]\s*(\S.*)$")
_KICKER = re.compile(
    r"(?:强调|指出|要求|表示|提出|时说|讲话|指示|批示|会议|精神|之[一二三四五六七八九十]|系列(?:报道|评论)|综述|侧记|[：:·])$|^[【\[〔].*[】\]〕]$|^(?:在|当)"
)
_DECK_LIKE = re.compile(
    r"^(?:强调|指出|要求|提出|代表|并)|(?:主持|出席|参加|讲话|致辞|陪同|批示|报告)(?:会议|活动|并讲话)?$"
)
"""A line that goes on from a headline, or says who was there: a deck without its dash."""
_PARALLEL = 1
"""Characters by which two lines of one headline may differ in length."""
_CAPTION = 100
"""Characters of the longest line that only its place makes a caption."""


class Head(NamedTuple):
    """What stands over the body, the lines that belong to the body after all, and what had to be guessed."""

    kicker: str
    headline: tuple[str, ...]
    deck: tuple[str, ...]
    byline: tuple[Byline, ...]
    captions: tuple[Caption, ...]
    body: tuple[Line, ...]
    findings: tuple[Finding, ...]


def read_head(lines: Sequence[Line], titles: Sequence[str], indents: bool, file: str = "") -> Head:
    """Read the lines from the first of the article to the last of its body.

    `titles` are the titles of the page, among which the headline mostly is; `indents` says whether the paragraphs
    of the body are indented, so that a line at the margin is none.
    """
    people: tuple[Byline, ...] = ()
    captions: list[Caption] = []
    group: list[Line] = []
    at = 0
    signed = _byline_line(lines, titles)
    while at < len(lines):
        line = lines[at]
        caption = read_caption(line.text) if group else None
        if at == signed:
            people = byline(line.text) or bare_names(line.text)
        elif people and group and _DECK.match(line.text):
            group.append(line)
        elif caption:
            captions.append(caption)
        elif group and _is_caption_here(line, at < signed, indents):
            captions.append(Caption(line.text, ""))
        elif (at > signed >= 0 and group and lines[signed].number > group[0].number) or is_prose(line):
            break
        else:
            group.append(line)
        at += 1
    kicker, headline, deck, guessed = _sort(group, titles)
    findings = (_guess(kicker, headline, deck, group, file),) if guessed else ()
    return Head(kicker, headline, deck, people, tuple(captions), tuple(lines[at:]), findings)


def is_prose(line: Line) -> bool:
    """Whether a line is a paragraph of text and cannot belong to a headline group."""
    text = line.text
    return (
        _sentence(text)
        or len(text) >= 60
        or _opens_body(text)
        or (line.indented and bool(re.search(r"[！!？?…：:；;](?:[”’）)])?$", text)) and not _DECK.match(text))
    )


def flat(text: str) -> str:
    """A title without blanks and marks, to compare it with another."""
    return re.sub(r"[\W_]", "", text)


def turned(text: str) -> tuple[str, ...]:
    """The lines of a headline: a space is a line turn 提行, not text.

    A space beside a Latin letter is one between words, and one between single characters (公 告) spaces a word out.
    """
    pieces = re.split(r"(?<![A-Za-z])[\s\u200b]+(?![A-Za-z])|\u3000+", text.strip())
    if len(pieces) > 1 and all(len(piece) == 1 for piece in pieces):
        return ("".join(pieces),)
    return tuple(re.sub(r"\s+", " ", piece) for piece in pieces if piece)


def _sentence(text: str) -> bool:
    return "。" in text


def _is_caption_here(line: Line, before_byline: bool, indents: bool) -> bool:
    """A caption without a credit: a sentence between headline and byline, or at the margin over indented text."""
    beside = before_byline or (indents and not line.indented)
    return beside and _sentence(line.text) and len(line.text) <= _CAPTION and not _opens_body(line.text)


def _opens_body(text: str) -> bool:
    """本报讯, 新华社北京11月3日电, 编者按, 各有关单位: how a body begins."""
    return bool(
        re.match(
            r"(?:本报|新华社|中新社|本台)\S{0,12}(?:讯|电)(?:[\s（(]|$)|(?:编者按|核心提示|编者的话)[:：]?"
            r"|(?:各|全体|广大|尊敬的|亲爱的).{1,40}[:：]$",
            text,
        )
    )


def _byline_line(lines: Sequence[Line], titles: Sequence[str]) -> int:
    """Which line over the body is the byline; -1 for none. A line of names alone counts only right before the body."""
    known = {flat(title) for title in titles}
    group = 0
    for at, line in enumerate(lines):
        if byline(line.text) and (group or (at + 1 < len(lines) and not is_prose(lines[at + 1]))):
            return at if _running(lines[at + 1 :]) >= _running(lines[:at]) else -1
        follows = next((other for other in lines[at + 1 :] if not read_caption(other.text)), None)
        if group and flat(line.text) not in known and bare_names(line.text) and follows and is_prose(follows):
            return at
        if is_prose(line) and not read_caption(line.text) and len(line.text) > _CAPTION:
            return -1
        group += not is_prose(line)
    return -1


def _running(lines: Sequence[Line]) -> int:
    """Characters of running text that is no caption."""
    return sum(len(line.text) for line in lines if is_prose(line) and not read_caption(line.text))


def _sort(group: Sequence[Line], titles: Sequence[str]) -> tuple[str, tuple[str, ...], tuple[str, ...], bool]:
    """Kicker, headline and deck from the lines of a headline group, and whether their order had to be guessed."""
    named: dict[str, list[str]] = {}
    rest: list[Line] = []
    for line in group:
        if found := _NAMED.match(line.text):
            named.setdefault({"引": "k", "肩": "k", "眉": "k", "副": "d"}.get(found[1][0], "h"), []).append(found[2])
        else:
            rest.append(line)
    if "h" in named:
        return (
            _one_line(named.get("k", [])),
            tuple(row for text in named["h"] for row in turned(text)),
            tuple(_one_line([text]) for text in [*named.get("d", []), *(line.text for line in rest)]),
            False,
        )
    marked = next((n for n, line in enumerate(rest) if n and _DECK.match(line.text)), len(rest))
    first, count, guessed = _headline(rest[:marked], titles, marked < len(rest))
    kicker = [*named.get("k", []), *(line.text for line in rest[:first])]
    deck = [line.text for line in rest[first + count :]] + named.get("d", [])
    headline = tuple(row for line in rest[first : first + count] for row in turned(line.text))
    return _one_line(kicker), headline, tuple(_one_line([text]) for text in deck), guessed


def _headline(lines: Sequence[Line], titles: Sequence[str], deck_follows: bool) -> tuple[int, int, bool]:
    """Which of the lines before a deck are the headline: the first, how many, and whether that is a guess.

    The titles of the page decide. Else a deck behind it shows the last line to be the headline; a line that ends in
    强调 is a kicker, and one that begins so a deck; two lines of one length are one headline; and of two lines the
    shorter, set larger, is it.
    """
    if len(lines) < 2:
        return 0, len(lines), False
    known = [flat(title) for title in titles]
    for count in range(1, len(lines) + 1):
        for first in range(len(lines) - count + 1):
            if "".join(flat(line.text) for line in lines[first : first + count]) in known:
                return first, count, False
    first = 0
    while first < len(lines) - 1 and _KICKER.search(lines[first].text):
        first += 1
    if first:
        return first, 1 + _twin(lines, first), False
    if _twin(lines, 0):
        return 0, 2, False
    if deck_follows:
        start = len(lines) - 1
        return (start - 1, 2, False) if _twin(lines, start - 1) else (start, 1, len(lines) > 2)
    if len(lines) > 2:
        return 1, 1 + _twin(lines, 1), True
    if _DECK_LIKE.search(lines[1].text):
        return 0, 1, False
    return (1 if _width(lines[0].text) > _width(lines[1].text) else 0), 1, True


def _twin(lines: Sequence[Line], first: int) -> int:
    """1 where a line and the next, with no blank line between, are the two lines of one headline: alike in length."""
    if first + 1 >= len(lines) or lines[first + 1].after_blank:
        return 0
    one, other = lines[first].text, lines[first + 1].text
    if re.search(r"[的和与暨及、]$", one):  # 关于召开第二次会议的 / 公告
        return 1
    return int(abs(len(one) - len(other)) <= _PARALLEL and not re.search(r"\s", one + other))


def _width(text: str) -> int:
    return max(len(row) for row in turned(text))


def _one_line(texts: Sequence[str]) -> str:
    return " ".join(re.sub(r"\s+", " ", text) for text in texts)


def _guess(kicker: str, headline: tuple[str, ...], deck: tuple[str, ...], group: Sequence[Line], file: str) -> Finding:
    parts = [f"kicker “{kicker}”"] if kicker else []
    parts += [f"headline “{' '.join(headline)}”", *(f"deck “{text}”" for text in deck)]
    return Finding(
        severity=Severity.INFO,
        code="headline-guessed",
        file=file,
        line=group[0].number,
        message=f"nothing on the page says which line is the headline; read as {', '.join(parts)}",
        hint="set kicker, headline and deck in the front matter of the article if they are others",
    )


def photos(captions: Sequence[Caption]) -> tuple[tuple[Photo, ...], tuple[str, ...]]:
    """The photos of an article, and credits that belong to none of them.

    A line that is only a credit belongs to the captions before it that have none, or is a photo without a caption;
    one that speaks of all the pictures (图片均由街道提供) makes no photo of its own beside others.
    """
    found: list[Caption] = []
    over: list[str] = []
    for caption in captions:
        bare = [n for n, other in enumerate(found) if not other.credit]
        of_all = re.search(r"均|图片由|照片由", caption.credit) is not None
        if caption.caption or (not bare and not (of_all and found)):
            found.append(caption)
        elif bare:
            for n in bare if of_all else bare[-1:]:
                found[n] = Caption(found[n].caption, caption.credit)
        else:
            over.append(caption.credit)
    return tuple(Photo(caption=caption.caption, credit=caption.credit) for caption in found), tuple(over)
