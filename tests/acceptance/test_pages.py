"""The pages of the sample issue, as an editor with a ruler would check them."""

import re
from itertools import pairwise

import numpy as np

from banmian.layout import read_layout
from banmian.makeup.pages import origin
from banmian.plate import Fill, Form, Picture, TextRun

MAY_NOT_OPEN = set("，。、；：？！）》”’】〕」』％～·")
MAY_NOT_CLOSE = set("（《“‘【〔「『")


def body_lines(plate):
    """The text of every body line: runs of one baseline of one column joined."""
    lines = []
    for run in plate.texts():
        if run.start < 0 or run.role == "subhead":
            continue
        if (
            lines
            and lines[-1]["article"] == run.article
            and abs(lines[-1]["y"] - run.y) < 0.01
            and run.start == lines[-1]["end"]
        ):
            lines[-1]["text"] += run.text
            lines[-1]["end"] = run.start + len(run.text)
            lines[-1]["right"] = run.x + run.width
        else:
            lines.append(
                {
                    "article": run.article,
                    "y": run.y,
                    "x": run.x,
                    "text": run.text,
                    "end": run.start + len(run.text),
                    "right": run.x + run.width,
                }
            )
    return lines


def test_the_sample_has_no_finding(built):
    assert built.code == 0, built.errors
    assert built.errors == ""


def test_the_sample_is_what_the_readme_says(built):
    assert [page["page"] for page in built.report["pages"]] == [1, 2, 3, 4]
    assert len(built.report["articles"]) >= 12
    photos = [item for plate in built.plates for item in plate.items if isinstance(item, Picture)]
    assert len({photo.file for photo in photos}) >= 5
    jumped = [article for article in built.report["articles"] if len(article["pieces"]) > 1]
    assert [[piece["page"] for piece in article["pieces"]] for article in jumped] == [[1, 3]]
    forms = [item for plate in built.plates for item in plate.items if isinstance(item, Form)]
    assert {form.role for form in forms} == {"advert", "notice"}
    assert any(run.role == "directory" for run in built.plates[0].texts())


def test_every_character_of_every_article_stands_once(built):
    for article, source in zip(built.report["articles"], built.issue.articles, strict=True):
        assert article["id"] == source.id
        assert "".join(piece["text"] for piece in article["pieces"]) == source.body
        assert article["overset"]["characters"] == 0


def test_no_body_line_begins_or_ends_against_the_rules(built):
    lines = [line for plate in built.plates for line in body_lines(plate)]
    assert len(lines) > 800
    assert [line["text"] for line in lines if line["text"][0] in MAY_NOT_OPEN] == []
    assert [line["text"] for line in lines if line["text"].rstrip()[-1] in MAY_NOT_CLOSE] == []


def test_body_baselines_stand_on_one_grid(built):
    for plate in built.plates:
        offsets = [
            ((run.y - plate.grid_top) % plate.pitch)
            for run in plate.texts()
            if run.start >= 0 and run.role != "subhead"
        ]
        assert np.ptp(offsets) < 0.01


def test_body_text_does_not_touch_anything(built):
    """No body line in a picture, an advert or a tint, and no two lines of body on top of each other."""
    for plate in built.plates:
        boxes = [
            (item.x, item.y, item.x + item.width, item.y + item.height)
            for item in plate.items
            if isinstance(item, Picture | Form | Fill)
        ]
        lines = body_lines(plate)
        for line in lines:
            for left, top, right, bottom in boxes:
                inside = (
                    line["x"] < right - 0.5 and line["right"] > left + 0.5 and top + 0.5 < line["y"] - 3 < bottom - 0.5
                )
                assert not inside, line["text"]
        places = sorted((round(line["y"], 2), line["x"], line["right"]) for line in lines)
        for (above, _, right), (below, left, _) in pairwise(places):
            assert above != below or left > right - 0.01


def test_columns_of_a_block_are_level_within_a_line(built):
    for plate, page in zip(built.plates, built.issue.pages, strict=True):
        layout = read_layout(page.layout)
        left, _ = origin(layout)
        for block in plate.blocks:
            slot = layout.slot(block.slot)
            starts = [left + (slot.rect.left + start / 10) * layout.grid.body for start in slot.starts]
            ends = dict.fromkeys(range(len(starts)), 0.0)
            for run in plate.texts(block.article):
                if run.role in ("body", "dateline", "jump"):
                    column = max(
                        n for n, start in enumerate(starts) if run.x >= start - 5
                    )  # a trimmed bracket starts half an em before
                    ends[column] = max(ends[column], run.y)
            lowest = [y for y in ends.values() if y]
            assert len(lowest) == len(starts), (plate.page, block.slot)
            assert max(lowest) - min(lowest) <= plate.pitch + 0.01, (plate.page, block.slot)


def test_a_jump_has_both_halves(built):
    marks = [(plate.page, run.text) for plate in built.plates for run in plate.texts(role="jump")]
    texts = {}
    for page, text in marks:
        texts[page] = texts.get(page, "") + text
    assert re.findall(r"■下转第(\d+)版", texts[1]) == ["3"]
    assert re.findall(r"■上接第(\d+)版", texts[3]) == ["1"]


def test_a_plate_is_frozen(built):
    run = next(item for item in built.plates[0].items if isinstance(item, TextRun))
    for change in (lambda: setattr(run, "x", 0.0), lambda: setattr(built.plates[0], "items", ())):
        try:
            change()
        except AttributeError:
            continue
        raise AssertionError("a Plate can be changed")
