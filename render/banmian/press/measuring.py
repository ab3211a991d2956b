"""The ink of finished press pages, measured while the next page is written.

One thread, and only one, since PDFium is not made for two. PDFium and Pillow let Python go on while they work, so that
with a second core measuring takes little time of its own. What is found does not depend on when it is found.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from banmian.model.plant import Plant


class Measuring:
    """Measures the ink of press pages within the limits of a plant. To be closed."""

    def __init__(self, plant: Plant) -> None:
        self._limits = plant.limits
        # pages without transparency, as of PDF/X-1a, may themselves be drawn by PDFium while they are written
        concurrent = plant.conformance.level.transparency
        self._thread = ThreadPoolExecutor(1, "banmian-ink") if concurrent else None
        self._begun: dict[str, Future[dict[str, Any]]] = {}

    def begin(self, name: str, data: bytes) -> None:
        """Begin to measure the first page of a PDF, by the name that it will be asked for by."""
        if self._thread:
            self._begun[name] = self._thread.submit(self._measured, data)

    def of(self, name: str, data: bytes) -> dict[str, Any]:
        """What the manifest says of the ink of a PDF: `most` and `mean` in per cent, the area over the limit in mm²."""
        begun = self._begun.pop(name, None)
        return begun.result() if begun else self._measured(data)

    def close(self) -> None:
        """Measure no more: what has not begun does not begin, and nobody waits for what has."""
        if self._thread:
            self._thread.shutdown(wait=False, cancel_futures=True)

    def _measured(self, data: bytes) -> dict[str, Any]:
        from banmian.separations import measure_ink

        found = measure_ink(data, 0, limits=self._limits)
        return {
            "most": round(found.most, 1),
            "mean": {name: round(mean, 2) for name, mean in found.means.items()},
            "mm2_over_limit": round(found.area_over, 1),
            "dpi": found.dpi,
        }
