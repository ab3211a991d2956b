"""separations 分色: the plates of a page of anybody's PDF, the ink on it, and its soft proof."""

from banmian.separations.coverage import Ink, Region, ink_of, measure_ink
from banmian.separations.plates import Box, Plates, render_plates

__all__ = ["Box", "Ink", "Plates", "Region", "ink_of", "measure_ink", "render_plates"]
