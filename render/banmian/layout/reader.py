"""Reading page designs: TOML with inheritance, and the plan that is drawn as rows of letters."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from banmian.intake.locate import TomlLines
from banmian.intake.source import convert, parse_toml, problem, read_text
from banmian.layout.areas import PlanError, read_areas, text_columns
from banmian.layout.check import findings_of
from banmian.layout.design import Layout, Slot, SlotKeys
from banmian.layout.grid import Grid, Sheet
from banmian.layout.styles import HAO, ColourKeys, HeadlineRank, Styles, with_points
from banmian.model import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from banmian.model import Finding

OWN_TO_A_FILE = ("abstract", "plan", "slot", "title")
"""Keys of a base that a design does not inherit."""


class NoPlanError(InputError):
    """A layout has no plan of its own: it is a base of others."""


class LayoutFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The keys of a layout file, after those of its base have been filled in."""

    title: str
    sheet: Sheet
    grid: Grid
    headline: dict[str, HeadlineRank] = {}
    slot: dict[str, SlotKeys] = {}
    style: Styles = Styles()
    colour: dict[str, ColourKeys] = {}
    sizes: dict[str, float] = {}
    plan: str = ""
    extends: str = ""
    abstract: bool = False


class _File(Struct, frozen=True, eq=False):
    """A layout file as it was read: its name as shown, its parsed keys, and where they stand. Equal texts are equal."""

    name: str
    raw: dict[str, Any]
    lines: TomlLines
    text: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _File) and (self.name, self.text) == (other.name, other.text)

    def __hash__(self) -> int:
        return hash((self.name, self.text))

    def plan_row(self, row: int | None) -> int:
        """The line of a row of the plan, counted from 0 in its text; that of the key where no row is to blame."""
        line = self.lines(("plan",))
        if row is None:
            return line
        opens = self.text.split("\n")[line - 1].rstrip().endswith(('"""', "'''"))  # TOML drops the newline after it
        return line + row + opens


def layout_names() -> tuple[str, ...]:
    """The designs that come with Banmian, bases left out."""
    folder = resources.files("banmian.layouts")
    names = sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple(name for name in names if not _file(name).raw.get("abstract"))


def read_layout(name: str, folder: Path | None = None) -> Layout:
    """A design by name: from `layouts/` of an issue folder, else one of ours. Raises InputError where it is wrong."""
    home = folder / "layouts" if folder else None
    return _layout(name, _chain(name, home, "layouts/"))


def read_layout_file(file: Path) -> Layout:
    """A design from a file of its own; its bases stand beside it or are ours. Raises InputError where it is wrong."""
    if not file.is_file():
        raise InputError(problem("missing-file", "the file does not exist", file=str(file)))
    shown = f"{file.parent.as_posix()}/" if file.parent.as_posix() != "." else ""
    return _layout(file.stem, _chain(file.stem, file.parent, shown))


@lru_cache(maxsize=64)
def _layout(name: str, chain: tuple[_File, ...]) -> Layout:
    """The design of some files, read once as long as they are as they were."""
    return _Reader(name, chain).layout()


class _Reader:
    """Reads a design from its file and those of its bases, the file first."""

    def __init__(self, name: str, chain: tuple[_File, ...]) -> None:
        self._name, self._chain = name, chain

    def layout(self) -> Layout:
        """The design, whole and checked."""
        form = self._form()
        if form.abstract or not form.plan:
            hint = f"expected one of: {', '.join(layout_names())}; or draw one under “plan”"
            message = f"the layout “{self._name}” is a base without a plan of its own"
            raise NoPlanError(problem("no-plan", message, file=self._chain[0].name, hint=hint))
        layout = Layout(
            name=self._name,
            title=form.title,
            sheet=form.sheet,
            grid=form.grid,
            slots=self._slots(form),
            headlines=form.headline,
            style=form.style,
            colours=form.colour,
            plan=form.plan,
        )
        if found := [self._at(finding) for finding in findings_of(layout)]:
            raise InputError(*found)
        return layout

    def _form(self) -> LayoutFile:
        merged = self._chain[0].raw
        for base in self._chain[1:]:
            inherited = {key: value for key, value in base.raw.items() if key not in OWN_TO_A_FILE}
            merged = _merge(inherited, merged)
        own = merged.get("sizes")
        sizes = {**HAO, **own} if isinstance(own, dict) else HAO
        file = self._chain[0]
        try:
            return convert(with_points(merged, sizes), LayoutFile, file=file.name, lines=file.lines)
        except InputError as error:
            raise InputError(*(self._at(_sized(finding, sizes)) for finding in error.findings)) from None

    def _slots(self, form: LayoutFile) -> tuple[Slot, ...]:
        file = self._chain[0]
        try:
            areas = read_areas(form.plan, form.grid)
        except PlanError as error:
            line = file.plan_row(error.row)
            raise InputError(problem("bad-plan", str(error), file=file.name, line=line, key="plan")) from None
        slots = []
        found = []
        for letter, area in areas.items():
            if letter not in form.slot:
                message = f"the plan has the slot {letter}, but there is no [slot.{letter}]"
                raise InputError(problem("bad-plan", message, file=file.name, line=file.lines(("plan",)), key="plan"))
            keys = form.slot[letter]
            try:
                columns = text_columns(area, keys, form.grid)
            except PlanError as error:
                found.append(self._at(problem("bad-columns", str(error), key=f"slot.{letter}.columns")))
                continue
            slots.append(
                Slot(name=letter, rect=area.rect(form.grid), areas=area.rects(form.grid), keys=keys, columns=columns)
            )
        for letter in form.slot:
            if letter not in areas:
                found.append(self._at(problem("bad-plan", f"[slot.{letter}] is not in the plan", key=f"slot.{letter}")))
        if found:
            raise InputError(*found)
        return tuple(sorted(slots, key=lambda slot: slot.keys.priority or _NO_PRIORITY))

    def _at(self, finding: Finding) -> Finding:
        """A finding with the file and the line of its key: of the first file of the chain that has it."""
        steps = re.findall(r"\[(\d+)\]|([^.\[\]]+)", finding.key)  # a slot may be named 1, an item is [1]
        path = tuple(int(number) if number else name for number, name in steps)
        best = max(self._chain, key=lambda file: _depth(file.raw, path))
        return replace(finding, file=best.name, line=best.lines(path))


_NO_PRIORITY = 1000


def _depth(raw: Any, path: tuple[str | int, ...]) -> int:
    """How many steps of a path lead somewhere in parsed data."""
    for number, step in enumerate(path):
        try:
            raw = raw[step]
        except (KeyError, IndexError, TypeError):
            return number
    return len(path)


def _sized(finding: Finding, sizes: dict[str, Any]) -> Finding:
    """A finding about a size that is neither a number nor a name."""
    if finding.key.endswith("size") and "got text" in finding.message:
        return replace(finding, hint=f"expected: a number of pt, or one of {', '.join(sizes)}")
    return finding


def _file(name: str, home: Path | None = None, shown_home: str = "") -> _File:
    own = home / f"{name}.toml" if home else None
    try:
        state = own.stat() if own else None
    except OSError:
        state = None
    return _read_file(name, own if state else None, shown_home, (state.st_mtime_ns, state.st_size) if state else None)


@lru_cache(maxsize=256)
def _read_file(name: str, own: Path | None, shown_home: str, stamp: tuple[int, int] | None) -> _File:  # noqa: ARG001 - it tells a file that was changed
    if own:
        shown = f"{shown_home}{name}.toml"
        text = read_text(own, shown)
    else:
        try:
            text = (resources.files("banmian.layouts") / f"{name}.toml").read_text("utf-8")
        except (FileNotFoundError, OSError):
            hint = f"expected one of: {', '.join(layout_names())}"
            raise InputError(problem("unknown-layout", f"there is no layout “{name}”", hint=hint)) from None
        shown = f"{name}.toml"
    return _File(shown, parse_toml(text, shown), TomlLines(text), text)


def _chain(name: str, home: Path | None, shown_home: str) -> tuple[_File, ...]:
    """The file of a layout and those of its bases, looked for in a folder first."""
    chain = [_file(name, home, shown_home)]
    seen = [name]
    while base := chain[-1].raw.get("extends"):
        file = chain[-1]

        def wrong(code: str, message: str, hint: str = "", file: _File = file) -> InputError:
            line = file.lines(("extends",))
            return InputError(problem(code, message, hint=hint, file=file.name, line=line, key="extends"))

        if not isinstance(base, str):
            raise wrong(
                "wrong-type", f"the layout inherits from {base!r}", "expected: the name of a layout, in quotation marks"
            )
        if base in seen:
            raise wrong("layout-circle", f"the layout “{name}” inherits from itself")
        seen.append(base)
        try:
            chain.append(_file(base, home, shown_home))
        except InputError as error:
            if any(finding.file for finding in error.findings):
                raise
            raise wrong("unknown-layout", f"there is no layout “{base}” to inherit from") from None
    return tuple(chain)


def _merge(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    both = {**base, **over}
    for key in base.keys() & over.keys():
        if isinstance(base[key], dict) and isinstance(over[key], dict):
            both[key] = _merge(base[key], over[key])
    return both
