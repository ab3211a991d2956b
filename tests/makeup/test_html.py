"""HTML blocks: what they name and what is not there is told."""

from banmian.makeup.furniture.html import html_to_pdf


def test_a_missing_picture_is_told(tmp_path):
    block = tmp_path / "a.html"
    block.write_text('<img src="no such.png"><p>字</p>', "utf-8")
    made = html_to_pdf(block, 100, 100)
    assert made.missing == ("no such.png",)
    assert made.text == "字"
    block.write_text("<p>字</p>", "utf-8")
    assert html_to_pdf(block, 100, 100).missing == ()
