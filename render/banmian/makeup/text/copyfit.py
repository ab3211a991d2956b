"""Copyfitting 调行: a paragraph set a line longer or shorter, where its limits allow it.

With it a text that is a little too long comes into its slot, the columns of a block end level (F3, X8), and no column
begins with the last line of a paragraph or ends with a first one (R5). A newspaper fills its columns before all: what
cannot be had within the limits of justification stays as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.makeup.text.columns import level, short_of_level
from banmian.model import ParagraphKind
from banmian.typeset import compose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from banmian.makeup.text.columns import Piece, Spot
    from banmian.typeset import Sorts

    Setter = Callable[[list[Piece]], tuple[list[Spot], int]]

MOST_TIGHTENED = 3
"""Lines that may be taken out of a text to bring it into its slot."""
MOST_LOOSENED = 2
"""Lines that may be added to a text to level its columns."""
SHORTEST = 4
"""Lines of a paragraph below which it is not changed: a short one shows it."""
LEAST_LAST = 3
"""Characters that the last line of a changed paragraph has at least (R4)."""
_TRIES = 12


def paragraphs(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """The stretches [first, last) of pieces that are one paragraph each."""
    first = 0
    for number, piece in enumerate(pieces, 1):
        if piece.line.last:
            yield first, number
            first = number
    if first < len(pieces):
        yield first, len(pieces)


def changed(sorts: Sorts, pieces: list[Piece], first: int, last: int, more: int) -> list[Piece] | None:
    """The pieces with paragraph [first, last) a line longer or shorter; None where its limits do not allow it."""
    some = pieces[first:last]
    if not _may_change(sorts, some, more):
        return None
    measures = [some[0].line.measure, some[-1].line.measure]
    opening = some[0].line
    indent = sorts.setting.indent if opening.indent else 0.0
    asked = (opening.start, some[-1].line.end, measures[0], measures[1], indent, more)
    if asked not in sorts.asked:  # blocks are made up again and again until jumps and directory have settled
        sorts.asked[asked] = compose(sorts, *asked[:2], measures, indent=indent, more=more, endless=True)
    lines = list(sorts.asked[asked])
    if len(lines) != len(some) + more or lines[-1].end != some[-1].line.end:
        return None
    if lines[-1].end - lines[-1].start < LEAST_LAST:
        return None
    lines[-1] = lines[-1]._replace(last=some[-1].line.last)
    return [*pieces[:first], *(some[0]._replace(line=line) for line in lines), *pieces[last:]]


def _may_change(sorts: Sorts, some: Sequence[Piece], more: int) -> bool:
    """Whether a paragraph has enough to squeeze, or to open, for a line less or more: else no search is needed.

    To lose its last line it must squeeze the room of that; to get one more, fill up what the last line lacks.
    """
    if len(some) < SHORTEST or some[0].kind is not ParagraphKind.BODY or any(piece.line.forced for piece in some):
        return False
    sums = sorts.judge.sums
    start, last = some[0].line.start, some[-1].line
    first, final, limit = sums.see_index[start], sums.see_index[last.start], sums.see_index[last.end]
    width = sums.see_ends[limit] - sums.see_begins[final]
    if more < 0:
        return bool(width <= sums.see_give_to[limit] - sums.see_give_from[first])
    opens = sums.see_opens_to[limit] - sums.see_opens_from[first]
    flex = sums.see_take_to[limit] - sums.see_take_from[first]
    return bool(last.measure - width <= opens * sorts.setting.loose + flex)


def tightened(sorts: Sorts, pieces: list[Piece], has_room: Callable[[list[Piece]], bool]) -> list[Piece]:
    """The pieces a few lines shorter so that they have room, or as they are. Paragraphs with short last lines first."""
    now = pieces
    for _ in range(MOST_TIGHTENED):
        by_last_line = sorted(paragraphs(now), key=lambda span: now[span[1] - 1].line.end - now[span[1] - 1].line.start)
        for first, last in by_last_line[:_TRIES]:
            shorter = changed(sorts, now, first, last, -1)
            if shorter is not None:
                break
        else:
            return pieces
        if has_room(shorter):
            return shorter
        now = shorter
    return pieces


def levelled(sorts: Sorts, pieces: list[Piece], missing: int) -> list[Piece]:
    """The pieces `missing` lines longer, so that their last row is full, or as they are. Full last lines first."""
    if not 0 < missing <= MOST_LOOSENED:
        return pieces
    now = pieces
    for _ in range(missing):
        by_last_line = sorted(paragraphs(now), key=lambda span: now[span[1] - 1].line.start - now[span[1] - 1].line.end)
        for first, last in by_last_line[:_TRIES]:
            longer = changed(sorts, now, first, last, +1)
            if longer is not None:
                now = longer
                break
        else:
            return pieces
    return now


def copyfit(
    sorts: Sorts, pieces: list[Piece], free: Sequence[Sequence[int]], mark: Sequence[Piece], *, goes_on: bool
) -> list[Piece]:
    """Pieces whose columns end level and break well, if a line more or less in a paragraph does it.

    `free` are the rows of each column, `mark` the row that the mark of a jump takes for itself; what `goes_on` on
    another page ends as it does.
    """
    if len(free) < 2:
        return pieces

    def set_(some: list[Piece]) -> tuple[list[Spot], int]:
        spots, count = level([*some, *mark], free)
        return spots, count - len(mark)

    if not goes_on:
        fuller = levelled(sorts, pieces, short_of_level(pieces, free))
        if fuller is not pieces and set_(fuller)[1] == len(fuller):
            pieces = fuller
    return without_widows(sorts, pieces, set_, 1 if goes_on else 0)


def without_widows(sorts: Sorts, pieces: list[Piece], set_: Setter, keep: int) -> list[Piece]:
    """The pieces so changed that fewer columns begin or end badly (R5). The last `keep` paragraphs stay as they are.

    `set_` sets pieces into their columns and tells how many found room.
    """
    spots, count = set_(pieces)
    faults = _faults(spots, pieces)
    mended = 0
    while mended < len(faults) and count == len(pieces):
        spans = list(paragraphs(pieces))
        spans = spans[: len(spans) - keep]
        at = faults[mended][0]
        own = next((n for n, (_, last) in enumerate(spans) if at < last), len(spans))
        nearest = [n for n in (own, own - 1, own - 2, own + 1, own - 3, own + 2, own - 4) if 0 <= n < len(spans)]
        found = None
        for first, last in (spans[n] for n in nearest):
            for more in (+1, -1):
                if not _may_change(sorts, pieces[first:last], more):
                    continue
                likened = _as_if_changed(pieces, first, last, more)
                spots, placed = set_(likened)
                left = _faults(spots, likened)
                if placed < len(likened) or _weight(left) >= _weight(faults):
                    continue
                other = changed(sorts, pieces, first, last, more)
                if other is not None:
                    found = other, left
                    break
            if found:
                break
        if found:
            pieces, faults = found
            count = len(pieces)
        else:
            mended += 1  # this one stays; the next may be mended all the same
    return pieces


def _as_if_changed(pieces: list[Piece], first: int, last: int, more: int) -> list[Piece]:
    """Pieces that fall into columns as those of `changed` would, which has to search for the lines themselves."""
    return [*pieces[: first + 1], *[pieces[first + 1]] * (last - first - 2 + more), *pieces[last - 1 :]]


def _weight(faults: Sequence[tuple[int, int]]) -> int:
    return sum(weight for _, weight in faults)


def _faults(spots: Sequence[Spot], pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """Where a column begins with a last line (2) or ends with a first line (1): the number of the piece, the weight."""
    faults = []
    for number in range(1, min(len(spots), len(pieces))):
        if spots[number].column == spots[number - 1].column:
            continue
        above, below = pieces[number - 1], pieces[number]
        if below.kind is not ParagraphKind.BODY or above.kind is not ParagraphKind.BODY or above.line.last:
            continue
        if below.line.last:
            faults.append((number, 2))
        elif number == 1 or pieces[number - 2].line.last:
            faults.append((number, 1))
    return faults
