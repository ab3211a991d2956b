"""The same eight pages again in one process: `python -m benchmarks.warm [--runs N]`.

What an editor waits for at a desk that stays open: plates and press files after nothing changed, after a word of one
article changed, after one picture changed, and from nothing with everything imported.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PIL import Image

import banmian
from banmian.cache import Cache
from banmian.model import Photo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banmian import Issue

GOALS = {"nothing changed": 5, "one word changed": 30, "one picture changed": 60, "from nothing": 160}
"""Milliseconds on a machine on which Typst, cold, takes 143 for the same text."""
PICTURE = "photos/warm.jpg"


def with_picture(issue: Issue) -> Issue:
    """Return the issue with one photograph, in the article that has most room for it."""
    article = max(issue.articles, key=lambda one: len(one.body))
    photo = Photo(file=PICTURE, caption="一张照片", alt="一张照片")
    keys = replace(article.keys, photos=(photo,))
    return replace(issue, articles=tuple(replace(one, keys=keys) if one is article else one for one in issue.articles))


def draw_picture(folder: Path, number: int) -> None:
    """Write the photograph, another one for each number."""
    file = folder / PICTURE
    file.parent.mkdir(exist_ok=True)
    shades = Image.radial_gradient("L").resize((1500, 1000))
    Image.merge("RGB", (shades, shades.point(lambda v: 255 - v), shades.point(lambda v: (v + number * 7) % 256))).save(
        file, quality=90
    )


def edits(issue: Issue) -> Iterator[Issue]:
    """Yield the issue with another last word in one article each time."""
    at = len(issue.articles) // 2
    article = issue.articles[at]
    last = article.paragraphs[-1]
    number = 0
    while True:
        number += 1
        text = f"{last.text[:-2]}{'了呢吧啊呀'[number % 5]}。"
        changed = replace(article, paragraphs=(*article.paragraphs[:-1], replace(last, text=text)))
        yield replace(issue, articles=(*issue.articles[:at], changed, *issue.articles[at + 1 :]))


def timed(issue: Issue, order: banmian.PressOrder, cache: Cache) -> tuple[float, dict[str, bytes]]:
    """Return the milliseconds that plates and press files take, and the files."""
    start = time.perf_counter()
    files = banmian.make(issue, press=order, cache=cache).render("press")
    return (time.perf_counter() - start) * 1e3, files


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Time eight pages made again in one process.")
    parser.add_argument("--runs", type=int, default=9, help="runs of each case (%(default)s)")
    parser.add_argument("--ink", action="store_true", help="with ink for the manifest")
    wanted = parser.parse_args()
    order = banmian.PressOrder(ink=wanted.ink)
    with tempfile.TemporaryDirectory() as temporary:
        subprocess.run([sys.executable, "-m", "benchmarks.issue_of_eight", temporary], check=True, capture_output=True)
        folder = Path(temporary) / "issue"
        draw_picture(folder, 0)
        issue = with_picture(banmian.read(folder))
        found: dict[str, list[float]] = {case: [] for case in GOALS}
        cache = Cache()
        _, before = timed(issue, order, cache)
        words = edits(issue)
        for number in range(wanted.runs):
            found["from nothing"].append(timed(issue, order, Cache())[0])
            took, files = timed(issue, order, cache)
            assert files == before
            found["nothing changed"].append(took)
            took, files = timed(next(words), order, cache)
            changed = [name for name in files if files[name] != before[name] and name.endswith(".pdf")]
            assert len(changed) == 1, changed
            found["one word changed"].append(took)
            draw_picture(folder, number + 1)
            took, before = timed(issue, order, cache)
            found["one picture changed"].append(took)
    ink = "with" if wanted.ink else "without"
    print(f"{f'warm, {ink} ink':20}  median   least    most   goal   ms")
    for case, some in found.items():
        print(f"{case:20} {median(some):8.1f}{min(some):8.1f}{max(some):8.1f}{GOALS[case]:7}")


if __name__ == "__main__":
    main()
