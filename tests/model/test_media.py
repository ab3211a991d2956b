"""Which kind a file is of, by its name."""

from pathlib import Path

import pytest

from banmian.model.media import Media


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("adverts/a.html", Media.HTML),
        ("A.HTM", Media.HTML),
        (Path("logo.svg"), Media.SVG),
        ("ad.PDF", Media.PDF),
        ("photo.jpg", Media.PICTURE),
        ("photo", Media.PICTURE),
        ("page.pdf.tif", Media.PICTURE),
    ],
)
def test_a_name_has_its_kind(file, kind):
    assert Media.of(file) is kind
