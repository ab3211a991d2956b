"""What page furniture 版面附件 is made with: the box of a slot, and a setter of its labels, rules and links."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from banmian.model import Finding, Severity
from banmian.plate import BLACK, MM, RED, Colour, Fill, Group, Link, Role, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banmian.makeup.lines.labels import Label, LabelCase
    from banmian.model import Issue, Page
    from banmian.plate import Line, PlateItem

LEAST_SIZE = 6.0
"""pt: what furniture shrinks to before something is said of it."""
LEAST_COLOURED = 12.0
"""pt: smaller type is of one ink. In several, its strokes part where the plates do not fit exactly."""


class Box:
    """The rectangle of a slot on the page, in pt; `pitch` is that of its grid."""

    def __init__(self, x: float, y: float, width: float, height: float, pitch: float) -> None:
        self.x, self.y, self.width, self.height, self.pitch = x, y, width, height, pitch

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    def part(self, x: float, y: float, width: float, height: float) -> Box:
        """A rectangle of the same page."""
        return Box(x, y, width, height, self.pitch)


class Setter:
    """Sets labels of furniture and gathers what is to be said of them. `accent` is the colour of what stands out."""

    def __init__(self, case: LabelCase, accent: Colour = RED) -> None:
        self.case = case
        self.accent = accent
        self.nodes: list[Group | Line | PlateItem] = []
        self.findings: list[Finding] = []

    @contextmanager
    def group(self, role: Role, name: str = "", number: int = -1) -> Iterator[None]:
        """Gather what is set meanwhile into one group; none where nothing is."""
        before, self.nodes = self.nodes, []
        try:
            yield
        finally:
            if self.nodes:
                before.append(Group(role=role, children=tuple(self.nodes), id=name, number=number))
            self.nodes = before

    def ink(self, size: float) -> Colour:
        """The colour of what stands out, for type of `size` pt: black where it is too small to be of several inks."""
        inks = 1 if self.accent.spot else sum(part > 0 for part in self.accent.cmyk)
        return BLACK if inks > 1 and size < LEAST_COLOURED else self.accent

    def label(self, text: str, size: float, face: str, role: Role, **more: Any) -> Label:
        """Return a label in the face of a role of faces, its findings kept; `more` as of `LabelCase.label`."""
        label = self.case.label(text, size, face, role, **more)
        self.findings += label.findings
        return label

    def fitted(
        self,
        texts: Sequence[str],
        size: float,
        face: str,
        role: Role,
        room: float,
        least: float = LEAST_SIZE,
        **more: Any,
    ) -> Label:
        """A label no wider than `room` pt: the first of the texts that has room at its size, else the shortest of them,
        smaller in steps of a quarter point. Under `least` pt that is said.
        """
        labels = [self.case.label(text, size, face, role, **more) for text in texts]
        fits = [label for label in labels if label.width <= room]
        found = fits[0] if fits else min(labels, key=lambda label: label.width)
        if not fits:
            found = found.shrunk_to(room)
            if found.size < least:
                self._small(found)
        self.findings += found.findings
        return found

    def put(self, label: Label, x: float, y: float) -> None:
        """Place a label with its line start at x on the baseline y; a vertical one in the column about x from y on."""
        if label.text and label.size < LEAST_SIZE:
            self._small(label)
        self.nodes += label.lines(x, y)

    def _small(self, label: Label) -> None:
        message = f"“{label.text}” had to be set at {label.size:g} pt"
        if all(finding.message != message for finding in self.findings):
            self.note("small-furniture", message, "shorten it, or give it a larger slot")

    def rule(self, x0: float, y0: float, x1: float, y1: float, weight: float, role: Role, **more: Any) -> None:
        """Draw a rule."""
        self.nodes.append(Rule(x0=x0, y0=y0, x1=x1, y1=y1, weight=weight, role=role, **more))

    def fill(self, box: Box, colour: Colour, role: Role) -> None:
        """Fill a rectangle."""
        self.nodes.append(Fill(x=box.x, y=box.y, width=box.width, height=box.height, colour=colour, role=role))

    def link(self, box: Box, page: int, article: str, role: Role) -> None:
        """Let a rectangle lead to an article on its page."""
        self.nodes.append(
            Link(
                x=box.x,
                y=box.y,
                width=box.width,
                height=box.height,
                to_page=page,
                to_article=article,
                article=article,
                role=role,
            )
        )

    def note(self, code: str, message: str, hint: str, severity: Severity = Severity.WARNING) -> None:
        """Say something; page and slot are added by who set the slot."""
        self.findings.append(Finding(severity=severity, code=code, message=message, hint=hint))


def slug(issue: Issue, page: Page, setter: Setter, y: float) -> None:
    """The line outside the trimmed page that names it for the plate room."""
    section = f" {page.section}" if page.section else ""
    text = f"{issue.paper.name}  {issue.edition.date.isoformat()}  第{page.number:02d}版{section}"
    setter.put(setter.label(text, 8.0, "furniture", Role.SLUG), 12 * MM, y)
