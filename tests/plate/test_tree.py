"""The tree of a page on the sample issues: it survives as bytes, and every place on it finds its key and back."""

from banmian.makeup.briefs.copy import closing_byline
from banmian.makeup.heads.headline import byline_text
from banmian.plate import KINDS, Line, Plate, Role, TextRun


def test_every_role_has_a_row():
    assert set(KINDS) == set(Role)


def test_a_plate_becomes_bytes_and_comes_back_equal(made):
    _, plates = made
    for plate in plates:
        again = Plate.from_bytes(plate.to_bytes())
        assert again == plate
        assert again.digest == plate.digest
        assert again.dump() == plate.dump()
    assert len({plate.digest for plate in plates}) == len(plates)


def test_ids_are_unique_and_both_marks_of_a_jump_share_one(made):
    _, plates = made
    seen, jumps = set(), {}
    for plate in plates:
        for group in plate.groups():
            if group.role is Role.JUMP:
                assert group.id
                jumps.setdefault(group.id, []).append(plate.page)
            elif group.id:
                assert group.id not in seen, group.id
                seen.add(group.id)
    assert all(len(pages) == 2 and pages[0] != pages[1] for pages in jumps.values()), jumps


def test_what_belongs_together_has_its_group(made):
    """Captions stand in figures, cells in rows of tables, names in lists; no line of an article stands loose."""
    _, plates = made
    inside = {
        Role.PHOTO: Role.FIGURE,
        Role.CAPTION: Role.FIGURE,
        Role.CREDIT: Role.FIGURE,
        Role.TABLE_ROW: Role.TABLE,
        Role.TABLE_HEAD: Role.TABLE_ROW,
        Role.TABLE_CELL: Role.TABLE_ROW,
        Role.LIST_ITEM: Role.LIST,
        Role.HEADLINE: Role.HEAD,
        Role.KICKER: Role.HEAD,
        Role.DECK: Role.HEAD,
    }

    def look(node):
        for kid in getattr(node, "children", ()):
            if kid.role in inside and node.role is not kid.role:
                assert node.role is inside[kid.role], (kid.role, node.role)
            look(kid)

    for plate in plates:
        for leg in plate.legs:
            assert not [child for child in leg.children if isinstance(child, (Line, TextRun))]
            look(leg)


def test_a_line_is_found_by_its_source_and_by_its_place(made):
    _, plates = made
    for plate in plates:
        for leg in plate.legs:
            for line in leg.lines:
                left, top, right, bottom = line.box
                assert plate.at((left + right) / 2, (top + bottom) / 2) is line, line.text
                if line.source and line.source != "ruby":
                    assert plate.find(leg.article, line.source, line.start) is line, line.text
                    assert plate.find(leg.article, line.source, line.end - 1) is line, line.text


def test_every_run_names_the_text_that_it_is(made):
    issue, plates = made
    articles = {article.id: article for article in issue.articles}
    named = set()
    for plate in plates:
        for leg in plate.legs:
            article = articles[leg.article]
            for line in leg.lines:
                for run in line.runs:
                    if not run.source:
                        assert line.role in UNNAMED or run.role is Role.HYPHEN or run.text in OURS, (
                            line.role,
                            run.text,
                        )
                        continue
                    named.add(run.source.partition("[")[0])
                    text = text_of(article, run.source, run)
                    assert text[run.start : run.start + len(run.text)] == run.text, (run.source, run.start, text)
    assert named >= {"body", "headline", "byline", "photos"}


UNNAMED = {Role.JUMP, Role.QUOTE_MARK, Role.HEADING, Role.TAILPIECE}
OURS = {"——", "●", "来源：", "编者按："}
"""What the house adds: marks of jumps and ornaments, and what stands before a name, a sentence, a source, a note."""


def text_of(article, source, run):
    """The text of an article under a key as a run names it: `photos[0].caption`. Raises for a key that is none."""
    if source == "body":
        return article.body
    if source == "byline":
        return closing_byline(article) if run.text.startswith("（") else byline_text(article)
    if source == "ruby":
        return readings(article, run.start)
    value = article.keys
    for part in source.replace("[", ".[").split("."):
        if not part.startswith("["):
            value = getattr(value, part)
        elif isinstance(value, str):  # one line that is not written as a list
            assert part == "[0]"
        else:
            value = value[int(part[1:-1])]
    assert isinstance(value, str), source
    return value


def readings(article, start):
    """The reading over the body at an offset, so that its characters stand there."""
    at = 0
    for paragraph in article.paragraphs:
        for span in paragraph.spans:
            if span.ruby and at + span.start <= start < at + span.end:
                return " " * start + span.ruby
        at += len(paragraph.text) + 1
    raise AssertionError(f"no reading stands at {start}")
