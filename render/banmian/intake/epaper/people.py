"""Bylines 署名: □王飞, 本报记者 张三 李四, 通讯员王五, 文/图 赵六, and names that stand alone under a headline."""

from __future__ import annotations

import re
from typing import NamedTuple

from banmian.intake.epaper.labels import narrow
from banmian.model import Byline

FURNITURE = "□■○●◎◇◆△▲▽▼☆★※"
"""Marks that a paper sets before a byline, a jump or a caption: they are its dress, not data."""

_HAN = r"[\u3400-\u9fff]"
_ANY_NAME = re.compile(rf"{_HAN}{{2,8}}|[A-Za-z.\-]+")
"""What may be a name where a role stands before it: 额尔登巴特尔, John."""
_DOTTED = re.compile(rf"{_HAN}{{1,8}}(?:[·•・]{_HAN}{{1,10}})+")
_ROLE = re.compile(
    r"(?:[\w·—“”《》\-]{0,20}?)(?:记者|通讯员|评论员|评论部|撰稿人|撰稿|实习生|观察员|特派员|主笔|作者|报道组|采访组|调研组"
    r"|课题组|编辑部|编辑|通讯站|编者)"
)
_FUNCTION = re.compile(
    r"(?:文|图|摄|影|片|照片|文字|图片|摄影|撰文|采写|采访|执笔|整理|编译|供稿|综合|报道|摄影报道|综合报道|文图|图文|文并图|文并摄)"
    r"(?:[/](?:文|图|摄|影|片|照片|文字|图片|摄影|撰文))*"
)
_GLUED = re.compile(rf"([\w·—“”\-]{{0,20}}?(?:记者|通讯员|评论员|实习生|撰稿人))({_HAN}{{2,3}}?)({_FUNCTION.pattern})?")
"""A role, a name and what was done without a blank between: 本报记者王飞报道."""
_LABELLED = re.compile(r"^(作者|撰文|记者|本报记者|通讯员|文|供稿|撰稿)\s*[:/]\s*(?![图摄影片])(?=\S)")
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段章钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞鲁葛伍韦申"
    "尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司"
    "柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦"
    "迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺那"
)
_COMPOUND = tuple(re.findall("..", "欧阳司马上官诸葛东方皇甫尉迟公孙慕容令狐夏侯司徒端木呼延独孤南宫"))
_NOTICES = frozenset(
    re.findall("..", "公告通知启事声明公示简讯短讯通告快讯消息致歉更正广告讣告导读提示预告社论时评短评公报来信")
)
"""What stands over a notice: two characters that are no name."""


def is_surname(name: str) -> bool:
    """Whether a name begins with a Chinese surname, or is a name of several parts (阿依古丽·买买提)."""
    return bool(_DOTTED.fullmatch(name)) or name[:1] in _SURNAMES or name.startswith(_COMPOUND)


def byline(text: str) -> tuple[Byline, ...]:
    """The people of a line that says who wrote the article; nothing for any other line.

    A line is a byline when a mark (□), a role (记者, 通讯员 …), a label (作者:) or a function (文/图) says so, and
    every word of it is understood. 本报 before a role is the paper's dress: the role of 本报记者 is 记者.
    """
    bare = re.sub(r"^[（(【\[]\s*(.*?)\s*[)）】\]]$", r"\1", text.strip()).strip()
    unmarked = bare.lstrip(FURNITURE + " \u3000\u00a0")
    marked = unmarked != bare
    if not unmarked or len(unmarked) > 60 or re.search(r"[。！？!?；;]", unmarked):
        return ()
    plain = _LABELLED.sub(lambda found: "" if found[1] == "作者" else f"{found[1]} ", narrow(unmarked), count=1)
    said = plain != narrow(unmarked)
    people = _people(_words(plain))
    if people and (marked or said or any(person.role or _ROLE.fullmatch(person.name) for person in people)):
        return people
    if marked and len(unmarked) <= 16 and not re.search(r"[,，、:：“”《》（）()版]", unmarked):
        return (Byline(name=unmarked),)
    return ()


def bare_names(text: str) -> tuple[Byline, ...]:
    """The people of a line that is nothing but names: 王飞, 王 飞, 张三 李四. Only its place makes it a byline."""
    words = _words(narrow(text))
    if not words or len(words) > 6 or text in _NOTICES or "".join(words) in _NOTICES:
        return ()
    if len(words) == 1 and re.fullmatch(rf"{_HAN}{{2,3}}", words[0]):
        return (Byline(name=words[0]),)
    if all(is_name(word) and is_surname(word) and (len(word) < 4 or not _plain_four(word)) for word in words):
        return tuple(Byline(name=word) for word in words)
    return ()


def signature(text: str) -> tuple[Byline, ...]:
    """The people of the last line of a text, where it is a byline or nothing but names in brackets: (张三)."""
    inner = re.fullmatch(r"[（(]\s*([^（）()]+?)\s*[)）]", text)
    names = bare_names(inner[1]) if inner else ()
    return byline(text) or (names if all(is_surname(person.name) for person in names) else ())


def is_name(word: str) -> bool:
    """Whether a word has the form of a Chinese name."""
    return bool(re.fullmatch(rf"{_HAN}{{2,4}}", word) or _DOTTED.fullmatch(word))


def is_role(word: str) -> bool:
    """Whether a word is a role: 记者, 本报记者, 新华社记者, 通讯员."""
    return bool(_ROLE.fullmatch(word))


def _plain_four(word: str) -> bool:
    return not word.startswith(_COMPOUND) and not _DOTTED.fullmatch(word)


def _words(plain: str) -> list[str]:
    """Words parted by blanks and marks. 王 飞, spaced out to the width of three characters, is one name."""
    spaced = re.sub(rf"(?<!{_HAN})({_HAN})\s+({_HAN})(?!{_HAN})", r"\1\2", plain.strip())
    spaced = re.sub(r"(?<=[文图摄影片])\s*/\s*(?=(?:文|图|摄|影|片|照片|摄影)(?:\s|$))", "/", spaced)
    words: list[str] = []
    for part in re.split(r"[\s、,|&:]+", spaced):
        if _FUNCTION.fullmatch(part):
            words.append(part)
        else:
            words += part.split("/")
    return [word for word in words if word]


class _Group(NamedTuple):
    role: str
    names: list[str]
    leads: bool = False
    """The function stands before the names: 文/张三."""
    closed: bool = False
    """The function stands behind them: 张三/文."""


def _people(words: list[str]) -> tuple[Byline, ...]:
    """The people of a line, each with the role before the name; nothing if one word is not understood."""
    groups: list[_Group] = [_Group("", [])]
    for word in words:
        group = groups[-1]
        joined = f"{group.role} {word}".strip()
        if _FUNCTION.fullmatch(word):
            if not group.names:
                groups[-1] = _Group(joined, [], leads=True)
            elif group.leads:  # 文/张三 图/李四: said of the names to come
                groups.append(_Group(word, [], leads=True))
            else:  # 张三 李四 摄影报道: said of the names before it
                groups[-1] = _Group(joined, group.names, closed=True)
        elif (glued := _GLUED.fullmatch(word)) and is_surname(glued[2]):
            groups.append(_Group(f"{glued[1]} {glued[3] or ''}".strip(), [glued[2]], closed=bool(glued[3])))
        elif is_role(word):
            groups.append(_Group(word if group.names else joined, [], leads=not group.names and group.leads))
        elif not _GLUED.fullmatch(word) and (is_name(word) or (group.role and _ANY_NAME.fullmatch(word))):
            if group.closed:
                groups.append(_Group("", []))
            groups[-1].names.append(word)
        else:
            return ()
    found: list[Byline] = []
    for group in groups:
        role = " ".join(word.removeprefix("本报") or word for word in group.role.split(" "))
        found += [Byline(name=name, role=role) for name in group.names]
        if group.role and not group.names and groups[-1] is group:
            if not is_role(group.role):
                return ()
            found.append(Byline(name=group.role))
    return tuple(found)
