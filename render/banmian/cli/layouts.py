"""`banmian layouts`: what designs there are, what one looks like, whether one is right, and a picture of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from banmian.cli.listings import table
from banmian.layout import (
    STORIES,
    TEXTS,
    Layout,
    NoPlanError,
    Slot,
    layout_names,
    read_layout,
    read_layout_file,
    unknown_roles,
)
from banmian.model import InputError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection, Sequence

    from banmian.makeup.measure import SlotFit
    from banmian.model import Finding

GOOD, INPUT = 0, 2


def layouts(given: argparse.Namespace) -> int:
    """Run `banmian layouts list|show|check|preview`."""
    commands: dict[str, Callable[[argparse.Namespace], int]] = {
        "list": _list,
        "show": _show,
        "check": _check,
        "preview": _preview,
    }
    return commands[given.what](given)


def _list(given: argparse.Namespace) -> int:
    found = [read_layout(name) for name in layout_names()]
    held = _held_by(given.article)
    if given.json:
        print(json.dumps([_plain(layout, held) for layout in found], ensure_ascii=False, indent=1))
    else:
        print("\n\n".join(f"{_title(layout)}\n{_slots(layout, held)}" for layout in found))
    return GOOD


Held = Callable[[Layout, Slot], "SlotFit | None"]
"""How the article that is asked for stands in a slot; None where none is, or the slot takes no article of its own."""


def _held_by(name: str | None) -> Held:
    """How an article stands in slots, to the line: `ISSUE:ARTICLE`, by its id. Raises InputError."""
    if name is None:
        return lambda layout, slot: None  # noqa: ARG005 - as the other one
    from banmian.copydesk import settle
    from banmian.faces import FaceLibrary
    from banmian.intake import read_issue
    from banmian.intake.source import problem
    from banmian.makeup.measure import Measurer

    folder, _, article = name.rpartition(":")
    issue = settle(read_issue(Path(folder or ".")))[0]
    ids = [one.id for one in issue.articles]
    if article not in ids:
        hint = f"expected: ISSUE:ARTICLE, one of {', '.join(ids)}"
        raise InputError(problem("unknown-article", f"the issue has no article “{article}”", hint=hint))
    measurer = Measurer(issue, FaceLibrary(issue.fonts, issue.folder, issue.places))
    return lambda layout, slot: measurer.fit(article, 2, layout, slot) if slot.takes in STORIES else None


def _said(fit: SlotFit) -> str:
    """A fit in a word or two: text without room, white at the foot, or nothing of either."""
    if fit.left_out:
        return f"{fit.left_out} pictures or boxes have no room"
    if fit.over:
        return f"{fit.over} lines over"
    return f"{fit.white} lines white" if fit.white else "full"


def _show(given: argparse.Namespace) -> int:
    layout = _named(given.name)
    held = _held_by(given.article)
    if given.json:
        print(json.dumps(_plain(layout, held), ensure_ascii=False, indent=1))
        return GOOD
    plan = [line.strip() for line in layout.plan.split("\n") if line.strip()]
    print("\n".join([_title(layout), "", *plan, "", _slots(layout, held), "", _headlines(layout)]))
    return GOOD


def _check(given: argparse.Namespace) -> int:
    """Check a design, all of a folder, or all of ours; every finding of every one is said."""
    wanted: dict[str, Callable[[], Layout]]
    if given.name is None:
        wanted = {name: partial(read_layout, name) for name in layout_names()}
    elif Path(given.name).is_dir():
        folder = Path(given.name)
        folder = folder / "layouts" if (folder / "layouts").is_dir() else folder
        wanted = {str(file): partial(read_layout_file, file) for file in sorted(folder.glob("*.toml"))}
        if not wanted:
            print(f"banmian: {folder}: no layouts (*.toml) are here", file=sys.stderr)
            return INPUT
    else:
        wanted = {given.name: partial(_named, given.name)}
    roles = _roles(given.name)
    result: list[dict[str, Any]] = []
    for name, read in wanted.items():
        found: Sequence[Finding]
        try:
            found = unknown_roles(read(), roles)
        except InputError as error:
            if isinstance(error, NoPlanError) and len(wanted) > 1:
                continue  # a base is checked with the designs that stand on it
            found = error.findings
        result.append({"layout": name, "good": not found, "findings": [str(finding) for finding in found]})
        if not given.json:
            print(f"{name}: {'wrong' if found else 'good'}")
        for finding in found:
            print(finding, file=sys.stderr)
    if given.json:
        print(json.dumps(result, ensure_ascii=False, indent=1))
    return GOOD if all(one["good"] for one in result) else INPUT


def _roles(name: str | None) -> Collection[str]:
    """The roles that faces have: ours, and those that an issue gives faces of its own if its designs are checked."""
    from banmian.faces import default_roles  # what only checks need, no listing loads
    from banmian.intake import read_issue

    found = set(default_roles())
    for folder in Path(name).resolve().parents if name else ():
        if (folder / "issue.toml").is_file():
            found |= set(read_issue(folder).fonts)
            break
    return found


def _preview(given: argparse.Namespace) -> int:
    from banmian.atomic_write import keep_inputs
    from banmian.preview import preview_png, preview_svg

    layout = _named(given.name)
    out: Path = given.out or Path(f"{layout.name}.svg")
    if out.suffix.lower() not in (".svg", ".png"):
        print(f"banmian: {out}: expected a name that ends in .svg or .png", file=sys.stderr)
        return INPUT
    keep_inputs([out], [Path(given.name)])
    data = preview_png(layout, given.width) if out.suffix.lower() == ".png" else preview_svg(layout).encode()
    waiting = out.with_name(f".{out.name}.part")
    try:
        waiting.write_bytes(data)
        waiting.replace(out)
    finally:
        waiting.unlink(missing_ok=True)
    print(json.dumps({"file": str(out)}, ensure_ascii=False) if given.json else out)
    return GOOD


def _named(name: str) -> Layout:
    """The design that a name or a file means."""
    if name.endswith(".toml") or "/" in name:
        return read_layout_file(Path(name))
    return read_layout(name)


def _title(layout: Layout) -> str:
    width, height = layout.sheet.page
    sheets = "2 × " if layout.sheet.spread else ""
    area = f"{layout.grid.width} 字 × {layout.grid.lines} lines"
    return f"{layout.name}  {layout.title}  {sheets}{width:g} × {height:g} mm  {area}"


def _slots(layout: Layout, held: Held) -> str:
    fits = [held(layout, slot) for slot in layout.slots]
    more = ["the article"] if any(fits) else []
    rows = [["  slot", "takes", "字 × lines", "columns", "holds", "headline", "head", *more]]
    for slot, fit in zip(layout.slots, fits, strict=True):
        text = slot.takes in TEXTS
        rows.append(
            [
                f"  {slot.name}",
                slot.takes,
                f"{slot.rect.width} × {slot.rect.height}{' stepped' if slot.is_stepped else ''}",
                f"{slot.keys.columns} × {slot.measure} 字" if text else "",
                f"{fit.room} lines" if fit else f"{slot.cells} 字" if text else "",
                slot.keys.headline,
                slot.head if text else "",
                *([_said(fit) if fit else ""] if more else []),
            ]
        )
    return table(rows)


def _headlines(layout: Layout) -> str:
    rows = [["  headline", "main pt", "role", "kicker pt", "deck pt", "stands"]]
    rows += [
        [f"  {name}", f"{rank.main.size:g}", rank.main.role, f"{rank.kicker.size:g}", f"{rank.deck.size:g}", rank.align]
        for name, rank in sorted(layout.headlines.items(), key=lambda pair: -pair[1].main.size)
    ]
    return table(rows)


def _plain(layout: Layout, held: Held) -> dict[str, Any]:
    grid = layout.grid
    return {
        "name": layout.name,
        "title": layout.title,
        "sheet": list(layout.sheet.page),
        "spread": layout.sheet.spread,
        "bleed": layout.sheet.bleed,
        "type_area": {"width": grid.width, "lines": grid.lines, "body": grid.body, "pitch": grid.pitch},
        "slots": [
            {
                "slot": slot.name,
                "takes": slot.takes,
                "left": slot.rect.left,
                "top": slot.rect.top,
                "width": slot.rect.width,
                "lines": slot.rect.height,
                "areas": [list(area) for area in slot.areas],
                "columns": slot.keys.columns,
                "measure": slot.measure,
                "holds": slot.cells,
                "headline": slot.keys.headline,
                "head": slot.head,
                "direction": slot.keys.direction,
                "frame": slot.border,
                "continues": slot.keys.continues,
                **({"article": fit._asdict()} if (fit := held(layout, slot)) else {}),
            }
            for slot in layout.slots
        ],
    }
