"""preflight 付印检查: what must hold of finished Plates, read from the Plates and not from what made them."""

from banmian.preflight.pictures import check_pictures
from banmian.preflight.plates import check_plates
from banmian.preflight.taboos import check_make_up

__all__ = ["check_make_up", "check_pictures", "check_plates"]
