"""Text in columns: which grid line of a slot takes which line of text.

The free lines of a slot run down its columns, left to right (F1), past photographs. To level the columns (F3, X8) the
free lines are cut from below, row by row, until the text just fits.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from banmian.makeup.text.verse import TURN_OVER, compose_verse, verse_inset
from banmian.model import ParagraphKind
from banmian.typeset import compose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banmian.makeup.text.copy import Story, Stretch
    from banmian.typeset import Sorts
    from banmian.typeset.lines import Line

SUBHEAD_SIZE = 10.5
"""pt, 五号; two grid lines high."""
SUBHEAD_LINES = 2
QUOTATION_INSET = 2.0
"""em of body by which every line of a quotation or of verse begins later (R7)."""
LONGEST_QUESTION = 3
"""Lines of a question up to which it stays in the column with the first line of its answer (R6)."""
KEEP_WITH_SUBHEAD = 2
"""Text lines that stay in the column with a subhead over them (R6)."""


class Piece(NamedTuple):
    """A composed line, the grid lines it takes (1 of body text, 2 of a subhead), its size in pt, by how many em it
    begins later than its column, the grid lines left empty above it unless a column begins with it, how many of the
    next pieces stay in its column, and its paragraph, counted from 0.
    """

    line: Line
    kind: ParagraphKind
    rows: int
    size: float
    inset: float = 0.0
    above: int = 0
    with_next: int = 0
    paragraph: int = -1


_new = tuple.__new__
"""Makes a Spot from a row of its fields, in a third of the time."""


class Spot(NamedTuple):
    """A piece and its place: column from 0, row from the top of the slot, and the em by which its line begins later."""

    piece: Piece
    column: int
    row: int
    later: float = 0.0


def compose_story(
    sorts: Sorts,
    story: Story,
    start: int,
    end: int,
    measure: float,
    body: float,
    first: float | None = None,
    subhead: float = SUBHEAD_SIZE,
) -> list[Piece]:
    """The text [start, end) of a story as pieces at a measure in em of body; `first` is that of the first line, if it
    is shorter. A stretch that begins inside a paragraph is not indented (R2).
    """
    pieces: list[Piece] = []
    measures = [float(measure)] if first is None else [first, float(measure)]
    poem = verse_inset(sorts, story, measure)
    for stretch in story.stretches:
        if stretch.end <= start or stretch.start >= end:
            continue
        pieces += compose_stretch(sorts, stretch, start, end, measures, body, poem, subhead)
        measures = measures[-1:]
    return pieces


def compose_stretch(
    sorts: Sorts,
    stretch: Stretch,
    start: int,
    end: int,
    measures: Sequence[float],
    body: float,
    poem: float | None = None,
    subhead: float = SUBHEAD_SIZE,
) -> list[Piece]:
    """A paragraph, as far as it lies in [start, end), on lines of the given measures; the last one goes on.

    `poem` is the inset in em of the lines of a poem, `subhead` the size of subheads in pt.
    """
    begin, stop = max(stretch.start, start), min(stretch.end, end)
    whole = begin == stretch.start
    if stretch.kind is ParagraphKind.VERSE and (len(measures) == 1 or measures[0] == measures[1]):
        own, turn_over = (QUOTATION_INSET, 0.0) if poem is None else (poem, TURN_OVER)
        verse = compose_verse(sorts, begin, stop, measures[0], own, turn_over)
        above = stretch.above if whole else 0
        return [
            Piece(line, stretch.kind, 1, body, set_in, 0 if n else above, paragraph=stretch.paragraph)
            for n, (line, set_in) in enumerate(verse)
        ]
    indented = whole and stretch.kind in (ParagraphKind.BODY, ParagraphKind.QUOTATION)
    indent = sorts.setting.indent if indented else 0.0
    inset = QUOTATION_INSET if stretch.kind in (ParagraphKind.QUOTATION, ParagraphKind.VERSE) else 0.0
    heads = stretch.kind is ParagraphKind.SUBHEAD
    size = _subhead_size(sorts, stretch, measures[0], body, subhead) if heads else body
    scale = body / size
    if scale != 1.0 or inset:
        measures = [width * scale - inset for width in measures]
    lines = compose(sorts, begin, stop, measures, indent=indent, endless=True)
    rows = SUBHEAD_LINES if heads else 1
    leads = len(lines) if stretch.leads and whole and len(lines) <= LONGEST_QUESTION else 0
    return [
        Piece(line, stretch.kind, rows, size, inset, with_next=0 if n else leads, paragraph=stretch.paragraph)
        for n, line in enumerate(lines)
    ]


def _subhead_size(sorts: Sorts, stretch: Stretch, measure: float, body: float, wish: float) -> float:
    """The size of a subhead: a little smaller where that saves it a second line, never below the body's."""
    cells = slice(stretch.start, stretch.end)
    needed = float(sorts.width[cells].sum() + sorts.gap[cells].sum())
    fitting = int(measure * body / max(needed, 1.0) * 4) / 4
    return fitting if body <= fitting < wish else max(wish, body)


def flow(pieces: Sequence[Piece], free: Sequence[Sequence[int]]) -> tuple[list[Spot], int]:
    """Fill the free rows of each column in order. Returns the spots and the number of pieces that found room."""
    spots: list[Spot] = []
    at = 0
    subhead, count = ParagraphKind.SUBHEAD, len(pieces)
    for column, rows in enumerate(free):
        n = 0
        while n < len(rows) and at < count:
            piece = pieces[at]
            if n and piece.above:
                n += piece.above
                if n >= len(rows):
                    break
            if piece.kind is subhead:
                following = sum(1 for p in pieces[at + 1 : at + 1 + KEEP_WITH_SUBHEAD] if p.kind is not piece.kind)
                last = n + SUBHEAD_LINES + following - 1
                if last >= len(rows):
                    break  # R6: the subhead goes to the next column with its text
                if rows[last] != rows[n] + last - n:  # or below what interrupts this one
                    n += 1
                    continue
            if piece.with_next and n:
                group = pieces[at : at + 1 + piece.with_next]
                if n + sum(p.rows for p in group) > len(rows):
                    break  # R6: a question goes to the next column with its answer
            spots.append(_new(Spot, (piece, column, rows[n], 0.0)))
            n += piece.rows
            at += 1
    return spots, at


def cut_from_below(free: Sequence[Sequence[int]], keep: int) -> list[list[int]]:
    """The free rows without the lowest ones, `keep` of them left: columns stay level within one line.

    Of the last row that is only partly kept, the left columns keep theirs.
    """
    ordered = sorted(row for rows in free for row in rows)
    lowest = ordered[min(keep, len(ordered)) - 1] if ordered and keep > 0 else -1
    partly = keep - bisect_left(ordered, lowest)
    kept: list[list[int]] = []
    for rows in free:
        end = bisect_left(rows, lowest)
        if partly > 0 and end < len(rows) and rows[end] == lowest:
            end += 1
            partly -= 1
        kept.append([*rows[:end]])
    return kept


def short_of_level(pieces: Sequence[Piece], free: Sequence[Sequence[int]]) -> int:
    """The lines that are missing from the lowest row that the pieces reach, for all its columns to end on it."""
    needed = sum(piece.rows for piece in pieces)
    rows = sorted(row for column in free for row in column)
    if not 0 < needed < len(rows):
        return 0
    lowest = rows[needed - 1]
    return bisect_right(rows, lowest) - needed


def level(pieces: Sequence[Piece], free: Sequence[Sequence[int]]) -> tuple[list[Spot], int]:
    """Flow text into the fewest rows that hold it, or as much of it as there is room for."""
    total = sum(len(rows) for rows in free)
    least = sum(piece.rows for piece in pieces)  # white above verse may lie at the top of a column
    for keep in range(least, total):
        spots, count = flow(pieces, cut_from_below(free, keep))
        if count == len(pieces):
            return spots, count
    return flow(pieces, free)
