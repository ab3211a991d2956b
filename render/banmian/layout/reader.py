"""Reading page designs: TOML with inheritance, and the plan that is drawn as rows of letters."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from msgspec import Struct

from banmian.intake.locate import TomlLines
from banmian.intake.source import convert, parse_toml, problem, read_text
from banmian.layout.check import check_layout
from banmian.layout.design import HeadlineRank, Layout, Slot, SlotKeys, framed
from banmian.layout.grid import Grid, Rect, Sheet
from banmian.model import Finding, InputError


class LayoutFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The keys of a layout file, after those of its base have been filled in."""

    title: str
    sheet: Sheet
    grid: Grid
    headline: dict[str, HeadlineRank] = {}
    slot: dict[str, SlotKeys] = {}
    plan: str = ""
    extends: str = ""
    abstract: bool = False


def layout_names() -> tuple[str, ...]:
    """The designs that come with Banmian, bases left out."""
    folder = resources.files("banmian.layouts")
    names = sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple(name for name in names if not _raw(name, None)[0].get("abstract"))


def read_layout(name: str, folder: Path | None = None) -> Layout:
    """A design by name: from `layouts/` of an issue folder, else one of ours. Raises InputError where it is wrong."""
    raw, lines, file = _inherited(name, folder)
    form = convert(raw, LayoutFile, file=file, lines=lines)
    if form.abstract or not form.plan:
        raise InputError(
            problem(
                "no-plan",
                f"the layout “{name}” is a base without a plan of its own",
                file=file,
                hint=f"expected one of: {', '.join(layout_names())}",
            )
        )
    places = _Plan(form, file, lines)
    slots = []
    for letter, rect in places.rects.items():
        keys = form.slot[letter]
        inner = framed(rect) if keys.frame else rect
        if keys.direction == "vertical":
            (measure, starts), rows = form.grid.banded(inner.height, keys.columns), form.grid.across(inner.width)
        else:
            (measure, starts), rows = form.grid.divided(inner.width, keys.columns), inner.height
        slots.append(Slot(name=letter, rect=rect, keys=keys, measure=measure, starts=starts, lines=rows))
    layout = Layout(
        name=name, title=form.title, sheet=form.sheet, grid=form.grid, slots=tuple(slots), headlines=form.headline
    )
    check_layout(layout, file, lines)
    return layout


@cache
def _raw(name: str, folder: Path | None) -> tuple[dict[str, Any], TomlLines, str]:
    own = folder / "layouts" / f"{name}.toml" if folder else None
    if own and own.is_file():
        file = f"layouts/{name}.toml"
        text = read_text(own, file)
    else:
        try:
            text = (resources.files("banmian.layouts") / f"{name}.toml").read_text("utf-8")
        except (FileNotFoundError, OSError):
            raise InputError(
                problem(
                    "unknown-layout",
                    f"there is no layout “{name}”",
                    hint=f"expected one of: {', '.join(layout_names())}",
                )
            ) from None
        file = f"{name}.toml"
    return parse_toml(text, file), TomlLines(text), file


def _inherited(name: str, folder: Path | None) -> tuple[dict[str, Any], TomlLines, str]:
    raw, lines, file = _raw(name, folder)
    seen = [name]
    merged = raw
    while base := raw.get("extends"):
        if not isinstance(base, str):
            raise InputError(
                problem(
                    "wrong-type",
                    f"the layout inherits from {base!r}",
                    hint="expected: the name of a layout, in quotation marks",
                    file=file,
                    line=lines(("extends",)),
                    key="extends",
                )
            )
        if base in seen:
            raise InputError(
                problem(
                    "layout-circle",
                    f"the layout “{name}” inherits from itself",
                    file=file,
                    line=lines(("extends",)),
                    key="extends",
                )
            )
        seen.append(base)
        raw, _, _ = _raw(base, folder)
        merged = _merge({key: value for key, value in raw.items() if key not in ("abstract", "plan", "slot")}, merged)
    return merged, lines, file


def _merge(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    both = {**base, **over}
    for key in base.keys() & over.keys():
        if isinstance(base[key], dict) and isinstance(over[key], dict):
            both[key] = _merge(base[key], over[key])
    return both


class _Plan:
    """The rectangles that the letters of a plan cover."""

    def __init__(self, form: LayoutFile, file: str, lines: TomlLines) -> None:
        self._file = file
        self._line = lines(("plan",))
        grid = form.grid
        rows: list[tuple[int, str]] = []
        for text in form.plan.split("\n"):
            if text.strip():
                height, _, letters = text.strip().partition(" ")
                letters = letters.replace(" ", "")
                if not height.isdigit() or not letters or len(letters) != grid.columns:
                    raise InputError(
                        self._wrong(f"the row “{text.strip()}” is not a height and {grid.columns} letters")
                    )
                rows.append((int(height), letters))
        total = sum(height for height, _ in rows) + grid.row_gap * (len(rows) - 1)
        if total != grid.lines:
            raise InputError(self._wrong(f"the rows and their gaps are {total} lines high, the type area {grid.lines}"))
        self.rects = self._cover(rows, grid)
        for letter in self.rects:
            if letter not in form.slot:
                raise InputError(self._wrong(f"the plan has the slot {letter}, but there is no [slot.{letter}]"))
        for letter in form.slot:
            if letter not in self.rects:
                raise InputError(
                    problem(
                        "bad-plan",
                        f"[slot.{letter}] is not in the plan",
                        file=file,
                        line=lines(("slot", letter)),
                        key=f"slot.{letter}",
                    )
                )

    def _wrong(self, message: str) -> Finding:
        return problem("bad-plan", message, file=self._file, line=self._line, key="plan")

    def _cover(self, rows: list[tuple[int, str]], grid: Grid) -> dict[str, Rect]:
        cells: dict[str, list[tuple[int, int]]] = {}
        for row, (_, letters) in enumerate(rows):
            for column, letter in enumerate(letters):
                if letter != ".":
                    cells.setdefault(letter, []).append((row, column))
        tops = [0]
        for height, _ in rows:
            tops.append(tops[-1] + height + grid.row_gap)
        rects = {}
        for letter, covered in cells.items():
            top, left = min(row for row, _ in covered), min(column for _, column in covered)
            bottom, right = max(row for row, _ in covered), max(column for _, column in covered)
            if len(covered) != (bottom - top + 1) * (right - left + 1):
                raise InputError(self._wrong(f"the slot {letter} is not a rectangle"))
            rects[letter] = Rect(
                left=left * (grid.measure + grid.gutter),
                top=tops[top],
                width=grid.merged(right - left + 1),
                height=tops[bottom + 1] - grid.row_gap - tops[top],
            )
        return rects
