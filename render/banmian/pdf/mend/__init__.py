"""Foreign PDFs made fit for a press page: colours as inks, black text on its plate, nothing but the page left."""

from banmian.pdf.mend.log import Change, Refusal
from banmian.pdf.mend.mending import Mended, cleaned, mend
from banmian.pdf.mend.parts import Placed

__all__ = ["Change", "Mended", "Placed", "Refusal", "cleaned", "mend"]
