"""Bold marks `**…**` told from the stars of masked names and numbers: 王**、李**，138****1234, ******.

A mark is a run of exactly two stars. Which runs open and which close is CommonMark's rule of flanking, made to fit
Chinese, where no blank stands beside a mark: an opening bracket or quotation mark may stand behind an opening run
whatever is before it, a closing mark or a stop before a closing run whatever is behind it, and no stop ever behind an
opening run. Two runs that could be a pair are none where both stand behind a surname or a figure, or before a figure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import category

if TYPE_CHECKING:
    from collections.abc import Sequence

_STOPS = "、，。；：！？,;:!?"
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛奚范彭郎鲁韦昌马苗凤方俞任袁"
    "柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安傅皮卞齐康伍余卜顾孟黄穆萧尹姚邵湛汪祁毛禹狄臧戴宋茅庞熊纪舒屈祝董梁杜阮"
    "蓝闵季贾娄江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞柯昝管卢莫房裘缪丁贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢裴陆翁荀"
    "於甄曲芮羿靳汲邴糜段巫乌焦巴隗谷侯宓蓬郗仲伊宫宁仇栾甘钭厉戎武符刘詹龙叶韶郜黎蓟白蒲邰鄂赖卓蔺屠蒙池乔胥莘翟谭贡"
    "逄姬申冉郦雍郤璩桑桂濮牛扈燕郏浦尚温庄晏柴瞿阎慕连茹习宦艾容古易戈廖庾暨耿弘匡寇禄阙欧殳沃蔚夔巩厍聂晁勾敖冷訾辛"
    "阚饶曾沙乜鞠巢关蒯荆游竺逯桓肖闫付覃岳佘兰楼佟涂阳谌揭丛仝牟尧苑冼辜萨矫麦粟翦肇楚某"
)
"""The surnames 百家姓 and 某, without those that are rather other words: 于, 和, 向, 万 …"""
_NUMBERING = re.compile("[0-9〇一二三四五六七八九十百]+、")


def pairs(source: str, runs: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Pair the runs of stars of a paragraph, each as (start, end): the start of each that opens by that which closes.

    All other stars are text.
    """
    found: dict[int, int] = {}
    opened: tuple[int, int] | None = None
    for start, end in runs:
        if end - start != 2:
            continue
        before, after = source[start - 1 : start], source[end : end + 1]
        if opened and _closes(source[opened[1] : start], after) and not _masks(source, opened, (start, end)):
            found[opened[0]] = start
            opened = None
        elif _opens(before, after):
            opened = (start, end)
    return found


def _opens(before: str, after: str) -> bool:
    """Whether a run between two characters may open bold type."""
    if not after.strip() or after in _STOPS or category(after) in ("Pe", "Pf"):
        return False
    return not _is_mark(after) or _is_opening(after) or not before.strip() or _is_mark(before)


def _closes(inner: str, after: str) -> bool:
    """Whether a run may close bold type over `inner`."""
    last = inner[-1]
    if not last.strip() or (_is_opening(last) and last not in "\"'"):
        return False
    return last != "、" or not after.strip() or _is_mark(after) or _NUMBERING.fullmatch(inner) is not None


def _masks(source: str, opening: tuple[int, int], closing: tuple[int, int]) -> bool:
    """Whether two runs stand for what is not said: 王**与李**, 138**与139**, 尾号**12和**34."""
    heads = [source[start - 1 : start] for start, _ in (opening, closing)]
    figures = [_is_figure(head) for head in heads]
    if all(figures) or (heads[0] in _SURNAMES and (heads[1] in _SURNAMES or figures[1])):
        return True
    return all(source[end : end + 1].isdecimal() for _, end in (opening, closing))


def _is_figure(character: str) -> bool:
    return character.isdecimal() or (character.isascii() and character.isalpha())


def _is_mark(character: str) -> bool:
    return category(character)[0] == "P"


def _is_opening(character: str) -> bool:
    return category(character) in ("Ps", "Pi") or character in "\"'"
