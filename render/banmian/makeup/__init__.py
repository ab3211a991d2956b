"""makeup 拼版: slots and galleys in, finished Plates out."""

from banmian.makeup.block.fullness import Fit, Overset
from banmian.makeup.pages import MadeUp, make_up

__all__ = ["Fit", "MadeUp", "Overset", "make_up"]
