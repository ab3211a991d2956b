"""Captions 图片说明 and credits 摄影署名: 党员志愿者分发物资。王飞 摄 is a caption and a credit in one line."""

from __future__ import annotations

import re
from typing import NamedTuple

from banmian.intake.epaper.people import FURNITURE, is_name, is_role, is_surname

LONGEST = 160
"""Characters of the longest line that is taken for a caption: a longer one is a paragraph of the body."""
_VERB = r"(?:摄影报道|摄影|(?<!拍)摄|供图|图片提供|提供图片|制图|绘图|绘制|(?<=[\s/／])[图绘])"
_SOURCE = r"(?:资料图片|资料照片|资料图|资料片|网络图片|视觉中国|新华社发|新华社照片|[^\s。，,、（(]{2,16}?供图)"
_CREDIT_FIRST = re.compile(r"(?:摄影|摄|供图|图片来源|图片提供|图|图片)\s*[:：/／]\s*(\S[^。，,；;：:]{1,24})")
_BRACKETS = re.compile(
    r"(.*?)\s*((?:新华社|中新社|本报)发)?\s*[（(【\[]\s*([^（）()【】\[\]]{2,40}?)\s*[)）】\]]\s*。?", re.DOTALL
)
_SENTENCE = re.compile(r"(.*[。！？!?](?:[”’）)])?)\s*([^。！？!?]{2,40})。?", re.DOTALL)
_OF_ALL = re.compile(
    r"(.*[。！？])?\s*[(（]?"
    r"((?:(?:本版|本文|文中|以上|本组)(?:均|皆)?)?(?:图片|照片|资料图)(?:均|皆)?(?:由|为|系).{1,24}"
    r"(?:提供|供图|摄|摄影))"
    r"[)）]?。?",
    re.DOTALL,
)
_CUE = re.compile(
    r"图为|图中是|[上下左右题]图|图\s*[①-⑩一二三四五六七八九十\d]+\s*[:：为是、\s]|图片说明\s*[:：]?|图\s*[:：]"
    r"|[▲△▼▽↑↓←→]\s*(?![（(]?\s*(?:下转|上接|紧接|转|接))[^：:]{4,80}$"
)


class Caption(NamedTuple):
    """A line beside a photo, split."""

    caption: str
    credit: str


def read_caption(text: str) -> Caption | None:
    """A line that shows by its credit or its opening (图为 …) that it belongs to a photo, split; None for others."""
    if len(text) > LONGEST:
        return None
    bare = text.lstrip(FURNITURE + "↑↓←→ \u3000\u00a0")
    for form in (_alone, _bracketed, _after_sentence, _spaced):
        if found := form(bare):
            return found
    return Caption(bare, "") if _CUE.match(text) else None


def _bracketed(text: str) -> Caption | None:
    found = _BRACKETS.fullmatch(text)
    if not found or re.search(r"[。；;！？]", found[3]):
        return None
    if not re.search(rf"(?:{_VERB}|{_SOURCE}|新华社发.*)$", found[3]):
        return None
    return Caption(found[1], text[found.start(2) :].rstrip("。") if found[2] else found[3])


def _after_sentence(text: str) -> Caption | None:
    found = _SENTENCE.fullmatch(text)
    if not found:
        return None
    short = re.fullmatch(rf"\w{{2,6}}\s*{_VERB}", found[2]) and "图" not in found[2]
    return Caption(found[1], found[2]) if short or _is_credit(found[2]) else None


def _alone(text: str) -> Caption | None:
    if found := _OF_ALL.fullmatch(text):
        return Caption(found[1] or "", found[2])
    bare = text.rstrip("。")
    return Caption("", bare) if _is_credit(bare) else None


def _is_credit(text: str) -> bool:
    """Whether a text is nothing but a credit: roles and names and 摄, 摄影:王飞, 资料图片, 某中心供图."""
    if re.fullmatch(_SOURCE, text):
        return True
    if first := _CREDIT_FIRST.fullmatch(text):
        return all(_is_credit_word(word) for word in re.split(r"[\s、/]+", first[1]) if word)
    bare = re.sub(rf"[\s/]*{_VERB}$", "", text)
    words = [word for word in re.split(r"[\s、/]+", bare) if word]
    if bare == text or not words:
        return False
    role = False
    for word in words:
        if not (is_role(word) or _is_credit_word(word) or (role and re.fullmatch(r"[\u3400-\u9fff·]{2,8}", word))):
            return False
        role = role or is_role(word)
    return any(not is_role(word) for word in words)


def _spaced(text: str) -> Caption | None:
    """A credit that only blanks part from the caption: from the end 摄, then names, then their roles."""
    pieces = [(piece[0], piece.start()) for piece in re.finditer(r"\S+", text)]
    verb = re.fullmatch(rf"(.*?)/?(?:{_VERB}|^[图绘])", pieces[-1][0].rstrip("。")) if len(pieces) > 1 else None
    if not verb or (verb[1] and not _is_credit_word(verb[1])):
        return None
    at = len(pieces) - 1
    if not verb[1]:
        at -= 1
        if not _is_credit_word(pieces[at][0]):
            return None
    while at > 0 and (is_role(pieces[at - 1][0]) or _is_credit_word(pieces[at - 1][0])):
        at -= 1
    start = pieces[at][1]
    return Caption(text[:start].rstrip(), text[start:].rstrip("。")) if at else None


def _is_credit_word(word: str) -> bool:
    """A name, or a role with a name (记者王飞). A word of four characters is more likely the end of a caption."""
    name = re.sub(r"^\w*?(?:记者|通讯员)", "", word)
    return is_name(name) and (name != word or is_surname(name)) and (len(name) < 4 or "·" in name)
