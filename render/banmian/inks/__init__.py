"""inks 油墨: the output condition, and the way from any colour to the inks of the press, within the ink limit."""

from banmian.inks.condition import Condition, read_condition
from banmian.inks.convert import Conversion, conversion
from banmian.inks.grey import grey_of
from banmian.inks.sources import profile_fault

__all__ = ["Condition", "Conversion", "conversion", "grey_of", "profile_fault", "read_condition"]
