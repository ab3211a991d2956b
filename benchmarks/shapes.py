"""How many shapes a second can be weighed for an article whose lines are known: `python -m benchmarks.shapes`."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np

from banmian.copydesk import settle
from banmian.faces import FaceLibrary
from banmian.intake import read_issue
from banmian.makeup.measure import Measurer
from banmian.plan import plan_pages

SAMPLE = Path(__file__).parents[1] / "samples" / "lanzhou-daily"
COUNT = 200_000


def main() -> None:
    """Print the time of a table, and the rates of shapes weighed one by one and together."""
    issue, _ = settle(read_issue(SAMPLE))
    plans, _ = plan_pages(issue)
    layout = plans[1].layout
    measurer = Measurer(issue, FaceLibrary())
    rank = next(iter(layout.headlines))
    for article in ("market", "cafe", "tea"):
        measurer.lines(article, float(layout.grid.measure), layout.grid.body)
        start = time.perf_counter()
        shapes = measurer.shapes(article, layout, rank)
        table = time.perf_counter() - start
        random = np.random.default_rng(1)
        columns, rows = random.integers(1, layout.grid.columns + 1, COUNT), random.integers(10, 120, COUNT)
        start = time.perf_counter()
        shapes.costs(columns, rows)
        together = COUNT / (time.perf_counter() - start)
        pairs = list(zip(columns.tolist(), rows.tolist(), strict=True))[:50_000]
        start = time.perf_counter()
        for wide, high in pairs:
            shapes.cost(wide, high)
        single = len(pairs) / (time.perf_counter() - start)
        print(f"{article:8} table {table * 1e3:5.1f} ms   {single:11,.0f} shapes/s singly   {together:13,.0f} together")


if __name__ == "__main__":
    main()
