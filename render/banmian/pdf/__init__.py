"""pdf: drawing Plates. No decision is made here: what stands where is already in the Plate.

`press` and `epaper` share this: ReportLab's document, fonts as Type0 subsets, content streams, pictures.
"""

from banmian.pdf.colours import Inks
from banmian.pdf.document import PdfFile
from banmian.pdf.fonts import FontSet
from banmian.pdf.painter import paint

__all__ = ["FontSet", "Inks", "PdfFile", "paint"]
