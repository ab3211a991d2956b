"""The ink of finished press pages: reckoned where it cannot pass the limit, else drawn while the next page is written.

One thread draws, and only one, since PDFium is not made for two. PDFium and Pillow let Python go on while they work, so
that with a second core drawing takes little time of its own. What is found does not depend on when it is found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from banmian.press.ink.reckoning import reckon

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from banmian.model.plant import Plant
    from banmian.press.ink.sheet import Sheet

_STEP = 0.5
"""Per cent that count for nothing, as in `separations`: a plate has 255 steps."""
_LEAST, _NONE = 0.01, 1e-6
"""Per cent: the least mean of a plate that has any ink, and what is an error of the sum."""


class Measuring:
    """Measures the ink of press pages within the limits of a plant. To be closed."""

    def __init__(self, plant: Plant) -> None:
        self._plant = plant
        # pages of PDF/X-1a may themselves be drawn by PDFium while they are written
        self._threaded = plant.conformance.level.transparency
        self._thread: ThreadPoolExecutor | None = None
        self._sheets: dict[str, Sheet] = {}
        self._found: dict[str, dict[str, Any]] = {}
        self._begun: dict[str, Future[dict[str, Any]]] = {}

    def note(self, name: str, sheet: Sheet) -> None:
        """Note what stands on a page: without it the page is drawn."""
        self._sheets[name] = sheet

    def know(self, name: str, found: dict[str, Any]) -> None:
        """Take what was found of the same bytes before."""
        self._found[name] = found

    def begin(self, name: str, data: bytes) -> None:
        """Begin to measure the first page of a PDF, by the name that it will be asked for by."""
        sheet = self._sheets.get(name)
        if sheet and not sheet.forms:
            del self._sheets[name]
            if found := self._reckoned(sheet):
                self._found[name] = found
                return
            sheet = None
        if self._threaded:
            from concurrent.futures import ThreadPoolExecutor

            self._thread = self._thread or ThreadPoolExecutor(1, "banmian-ink")
            self._begun[name] = self._thread.submit(self._measured, data, sheet)

    def of(self, name: str, data: bytes) -> dict[str, Any]:
        """Return what the manifest says of the ink of a PDF.

        `mean` of each plate, the `most` on a dot and the bound `at_most` are in per cent, the area over the limit in
        mm². Of a page whose ink is reckoned, `most` and `dpi` are None.
        """
        if name in self._found:
            return self._found.pop(name)
        begun = self._begun.pop(name, None)
        return begun.result() if begun else self._measured(data, self._sheets.pop(name, None))

    def close(self) -> None:
        """Measure no more: what has not begun does not begin, and nobody waits for what has."""
        if self._thread:
            self._thread.shutdown(wait=False, cancel_futures=True)

    def _measured(self, data: bytes, sheet: Sheet | None = None) -> dict[str, Any]:
        return (sheet and self._reckoned(sheet)) or self._drawn(data)

    def _reckoned(self, sheet: Sheet) -> dict[str, Any] | None:
        """The ink of a page that cannot pass the limit, None for one that may."""
        grounds = []
        if sheet.forms:
            from banmian.press.ink.adverts import advert_ink

            level, way = self._plant.conformance, sheet.conversion
            grounds = [advert_ink(form, level, way, grey=sheet.grey) for form in sheet.forms]
        found = reckon(sheet, grounds)
        if found.at_most > self._plant.limits.ink + _STEP:
            return None
        return _entry("reckoned", found.means, None, found.at_most, 0.0, None)

    def _drawn(self, data: bytes) -> dict[str, Any]:
        from banmian.separations import measure_ink

        found = measure_ink(data, 0, limits=self._plant.limits)
        return _entry("drawn", found.means, found.most, found.most, found.area_over, found.dpi)


def _entry(
    method: str, means: dict[str, float], most: float | None, at_most: float, over: float, dpi: float | None
) -> dict[str, Any]:
    return {
        "method": method,
        "most": most if most is None else round(most, 1),
        "at_most": round(at_most, 1),
        "mean": {name: round(max(mean, _LEAST), 2) if mean > _NONE else 0.0 for name, mean in means.items()},
        "mm2_over_limit": round(over, 1),
        "dpi": dpi,
    }
