"""Stand-in headlines: each says the name of its slot and its rank, as long as the slot has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from banmian.layout import Layout, Slot

ORDERS = "头二三四五六七八九十"
WIDE = 10
"""字 of the main line from which on a headline stands on one line."""
CLEAR = 0.94
"""The part of its room that a line of a headline takes at the most."""
SIDE = ("over-left", "at-left", "surrounded", "beside")


class HeadText(NamedTuple):
    """The words of a headline."""

    headline: str | tuple[str, ...]
    kicker: str = ""
    deck: str = ""


def head_text(slot: Slot, layout: Layout, place: int, shorter: int = 0) -> HeadText:
    """The headline of a slot that is the `place`th in importance, from 0; `shorter` steps below what has room."""
    rank = layout.headlines[slot.keys.headline]
    room = _room(slot, layout)
    name = f"{slot.name}区{f'{ORDERS[place]}条' if place < len(ORDERS) else f'第{place + 1}条'}"
    main = _main(name, slot.name, room / rank.main.size * CLEAR, shorter)
    kicker = _longest(
        (
            f"标题级别：{slot.keys.headline}，主题{rank.main.size:g}磅",
            f"{slot.keys.headline}，{rank.main.size:g}磅",
            slot.keys.headline,
        ),
        room / rank.kicker.size * CLEAR,
    )
    decks = ("副题写在这里，补足时间、地点、数目和来由，一行说完", "副题写在这里，补足时间、地点和来由", "副题写在这里")
    large = rank.main.size >= 24 and not shorter
    return HeadText(
        main, kicker if shorter < 3 else "", _longest(decks, room / rank.deck.size * CLEAR) if large else ""
    )


def _main(name: str, letter: str, cells: float, shorter: int) -> str | tuple[str, ...]:
    lines = (
        f"请把{name}的标题写在这个地方，一句话说完一件事情",
        f"请把{name}的标题写在这个地方，一行说完",
        f"{name}的标题写在这里，一行为宜",
        f"{name}的标题写在这个地方",
        f"{name}的标题写在这里",
        f"{name}标题写这里",
        f"{name}标题",
        f"{letter}区标题",
    )
    pairs = (
        (f"{name}的标题写在", "这个地方两行为宜"),
        (f"{name}的标题", "请写在这两行"),
        (f"{name}标题", "写在这两行"),
        (f"{letter}区标题", "写在这里"),
    )
    turned = [pair for pair in pairs if max(map(_cells, pair)) <= cells]
    if cells < WIDE and turned and shorter < len(turned):
        return turned[shorter]
    able = [line for line in lines if _cells(line) <= cells] or list(lines[-1:])
    return able[min(shorter, len(able) - 1)]


def _room(slot: Slot, layout: Layout) -> float:
    """The length in pt of a main line."""
    grid, inner = layout.grid, slot.inner
    if slot.head.startswith("vertical"):
        return inner.height * grid.pitch * 0.8
    if slot.takes == "briefs":
        return slot.measure * grid.body
    if slot.keys.head_columns:
        first, last = slot.keys.head_columns
        columns = slot.columns[first - 1 : last]
        return (columns[-1].start / 10 + columns[-1].measure - columns[0].start / 10) * grid.body
    if slot.head in SIDE:
        return (slot.columns[len(slot.columns) // 2].start / 10 or slot.measure) * grid.body
    return min(area.width for area in slot.areas) * grid.body if slot.is_stepped else inner.width * grid.body


def _longest(forms: tuple[str, ...], cells: float) -> str:
    return next((form for form in forms if _cells(form) <= cells), "")


def _cells(text: str) -> float:
    """Width in em, near enough: what is Latin is half as wide."""
    return sum(0.55 if character.isascii() else 1.0 for character in text)
