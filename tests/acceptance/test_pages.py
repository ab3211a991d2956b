"""The pages of the sample issue, as an editor with a ruler would check them."""

import re
from itertools import combinations
from typing import NamedTuple

import numpy as np

from banmian.layout import layout_names, read_layout
from banmian.plate import Direction, Fill, Form, Picture, TextRun

MAY_NOT_OPEN = set("，。、；：？！）》”’】〕」』％～·")
MAY_NOT_CLOSE = set("（《“‘【〔「『")


class BodyLine(NamedTuple):
    """A line of body: `at` is its baseline, or the middle of its column where it runs `down`; its box in pt."""

    article: str
    down: bool
    at: float
    text: str
    end: int
    box: tuple[float, float, float, float]


def body_lines(plate):
    """Every body line: runs of one baseline of one column, or of one vertical line of one band, joined."""
    lines = []
    for run in plate.texts():
        if run.body < 0 or run.role == "subhead":
            continue
        down = run.direction is not Direction.HORIZONTAL
        at = (run.box[0] + run.box[2]) / 2 if down else run.y
        before = lines[-1] if lines else None
        if before and (before.article, before.down, before.end) == (run.article, down, run.body):
            goes_on = run.box[1] >= before.box[3] - 5 if down else run.box[0] >= before.box[2] - 5
            if abs(before.at - at) < 0.01 and goes_on:
                (left, top, _, _), (_, _, right, bottom) = before.box, run.box
                box = (left, top, right, bottom)
                lines[-1] = before._replace(text=before.text + run.text, end=run.body + len(run.text), box=box)
                continue
        lines.append(BodyLine(run.article, down, at, run.text, run.body + len(run.text), run.box))
    return lines


def overlap(one, other):
    """Whether two boxes share more than half a point both ways."""
    return min(one[2], other[2]) - max(one[0], other[0]) > 0.5 and min(one[3], other[3]) - max(one[1], other[1]) > 0.5


def test_a_sample_has_no_finding(each):
    assert each.code == 0, each.errors
    assert each.report["findings"] == []


def test_the_daily_is_what_the_readme_says(built):
    assert [page["page"] for page in built.report["pages"]] == [*range(1, 9)]
    assert len(built.report["articles"]) >= 40
    photos = [item for plate in built.plates for item in plate.items if isinstance(item, Picture)]
    assert len({photo.file for photo in photos}) >= 20
    jumped = [article for article in built.report["articles"] if len(article["pieces"]) > 1]
    assert [[piece["page"] for piece in article["pieces"]] for article in jumped] == [[1, 3]]
    forms = [item for plate in built.plates for item in plate.items if isinstance(item, Form)]
    assert {form.role for form in forms} == {"advert", "notice"}
    assert any(run.role == "directory" for run in built.plates[0].texts())


def test_every_shipped_design_but_the_spread_is_in_a_sample(built, tabloid):
    used = {page.layout for paper in (built, tabloid) for page in paper.issue.pages}
    assert set(layout_names()) - used == {"broadsheet-spread"}
    assert len(used) >= 10


def test_every_character_of_every_article_stands_once(each):
    for article, source in zip(each.report["articles"], each.issue.articles, strict=True):
        assert article["id"] == source.id
        assert "".join(piece["text"] for piece in article["pieces"]) == source.body
        assert article["overset"]["characters"] == 0


def test_no_body_line_begins_or_ends_against_the_rules(each):
    lines = [line for plate in each.plates for line in body_lines(plate)]
    assert len(lines) > 300
    assert [line.text for line in lines if line.text[0] in MAY_NOT_OPEN] == []
    assert [line.text for line in lines if line.text.rstrip()[-1] in MAY_NOT_CLOSE] == []


def test_body_baselines_stand_on_one_grid(each):
    """All of a page that run across; and the columns of each vertical box, which counts from its own edge."""
    for plate in each.plates:
        lines = body_lines(plate)
        across = [(line.at - plate.grid_top) % plate.pitch for line in lines if not line.down]
        assert np.ptp(across) < 0.01
        for block in plate.legs:
            down = [line.at for line in lines if line.down and line.article == block.article]
            steps = (np.array(down) - min(down, default=0.0)) / plate.pitch
            assert np.allclose(steps, np.round(steps), atol=0.001), block.article


def _is_cutout(item):
    """Text runs along the outline of a cut-out, which `tests/makeup/test_cutouts.py` looks at."""
    return isinstance(item, Picture) and item.file.endswith("fig-bowl.png")


def test_body_text_does_not_touch_anything(each):
    """No body line in a picture, an advert, the ground of a heading or a headline, or on another one."""
    for plate in each.plates:
        lines = body_lines(plate)
        things = [
            (item.x, item.y, item.x + item.width, item.y + item.height)
            for item in plate.items
            if isinstance(item, Picture | Form | Fill) and item.role != "tint" and not _is_cutout(item)
        ]
        things += [run.box for run in plate.texts() if run.role in ("headline", "kicker", "deck", "byline")]
        for line in lines:
            left, top, right, bottom = line.box
            ink = (left + 5, top, right, bottom) if line.text[0] in MAY_NOT_CLOSE and not line.down else line.box
            ink = (left, top + 5, right, bottom) if line.text[0] in MAY_NOT_CLOSE and line.down else ink
            assert not any(overlap(ink, thing) for thing in things), line.text
        for one, other in combinations(lines, 2):
            assert not overlap(one.box, other.box), (one.text, other.text)


def test_columns_of_a_block_are_level_within_a_line(built):
    """Of plain blocks; that of stepped ones, of boxes and of briefs the taboo checker sees to."""
    for plate, page in list(zip(built.plates, built.issue.pages, strict=True))[:4]:
        layout = read_layout(page.layout)
        left, _ = layout.origin(page.number)
        for block in plate.legs:
            slot = layout.slot(block.slot)
            if slot.vertical:
                continue  # of one band each
            starts = [left + (slot.inner.left + start / 10) * layout.grid.body for start in slot.starts]
            ends = dict.fromkeys(range(len(starts)), 0.0)
            heads = set()
            for run in plate.texts(block.article):
                beside = run.role == "headline" and slot.head != "over"
                if not beside and run.role not in ("body", "dateline", "jump"):
                    continue
                column = max(
                    n for n, start in enumerate(starts) if run.x >= start - 5
                )  # a trimmed bracket starts half an em before
                if beside:
                    heads.add(column)
                else:
                    ends[column] = max(ends[column], run.y)
            lowest = [y for y in ends.values() if y]
            assert {column for column, y in ends.items() if not y} <= heads, (plate.page, block.slot)
            assert max(lowest) - min(lowest) <= plate.pitch + 0.01, (plate.page, block.slot)


def test_the_sample_has_vertical_text_and_a_vertical_headline(built):
    """From right to left; and on a page whose other blocks run across."""
    boxes, headlines = {}, set()
    for plate in built.plates:
        for line in body_lines(plate):
            if line.down:
                boxes.setdefault(line.article, []).append(line.at)
        headlines |= {run.article for run in plate.texts(role="headline") if run.direction is Direction.VERTICAL}
    assert len(boxes) == 2
    assert headlines > set(boxes), "one beside a text that runs across"
    for middles in boxes.values():
        assert middles == sorted(middles, reverse=True)
        assert len(set(np.round(middles, 2))) == len(middles)


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
