"""inks 油墨: the output condition, and the way from any colour to the inks of the press, within the ink limit."""

from banmian.inks.condition import Condition, read_condition

__all__ = ["Condition", "read_condition"]
