"""The copy of an issue, cast article by article when it is asked for, and the digest of each article.

Articles that are expected together are cast in one go, since arrays pay by the call; no article depends on another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from banmian.cache import digest, stamp
from banmian.makeup.marks.inline import fallbacks
from banmian.makeup.text.copy import Copy, cast_copy, missing_glyphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from banmian.faces import FaceLibrary
    from banmian.layout import Layout
    from banmian.model import Article, Finding, Issue, JumpStyle


class Copies:
    """The copies of the articles of an issue.

    `gaps` are the line gaps of the articles' pages in em, `upright` those that stand in vertical lines: no article
    stands in lines of both directions.
    """

    def __init__(self, issue: Issue, library: FaceLibrary, gaps: Mapping[str, float], upright: set[str]) -> None:
        self.jumps: JumpStyle = issue.jumps
        self._articles: dict[str, Article] = {article.id: article for article in issue.articles}
        self._library, self._gaps, self._upright = library, gaps, upright
        self._setting = issue.composition
        self._copies: dict[str, Copy] = {}
        self._expected: dict[str, None] = {}
        self._layouts: dict[int, str] = {}
        self._keys: dict[str, str] = {}
        self._folder = issue.folder
        faces = [stamp(f"{issue.folder}/{choice.file}") for choice in issue.fonts.values()]
        self.house_key = digest(issue.composition, issue.jumps, issue.fonts, faces, issue.folder)
        """The digest of what all articles of the issue have in common."""

    def __getitem__(self, name: str) -> Copy:
        """The copy of an article; what was expected with it is cast as well."""
        if name not in self._copies:
            down = name in self._upright
            names = [one for one in self._expected if (one in self._upright) is down and one not in self._copies]
            articles = [self._articles[one] for one in dict.fromkeys((*names, name))]
            # V7: vertical lines keep the same rules, in the classes of vertical marks
            setting = replace(self._setting, vertical=True) if down else self._setting
            copy = cast_copy(articles, self._library, setting, None if down else self._gaps)
            self._copies |= dict.fromkeys(copy.stories, copy)
        return self._copies[name]

    def together(self, names: Sequence[str]) -> Copy:
        """Return the copy of several articles in one, cast now if it was not."""
        found = self[names[0]]
        if not all(name in found.stories for name in names):
            self._expected |= dict.fromkeys(names)
            for name in names:
                self._copies.pop(name, None)
            found = self[names[0]]
        return found

    def __contains__(self, name: str) -> bool:
        return name in self._articles

    def expect(self, names: Iterable[str]) -> None:
        """Let articles be cast together with the first of them that is asked for."""
        self._expected |= dict.fromkeys(names)

    def findings(self, name: str) -> list[Finding]:
        """Return what is to be said of the text of an article: characters without a face, marks that are not drawn."""
        found = missing_glyphs(self[name], name)
        if name in self._gaps:
            found += fallbacks(self._articles[name], self._gaps[name], vertical=name in self._upright)
        return found

    def layout_key(self, layout: Layout) -> str:
        """Return the digest of a page design."""
        if id(layout) not in self._layouts:
            self._layouts[id(layout)] = digest(layout)
        return self._layouts[id(layout)]

    def article_key(self, name: str) -> str:
        """Return the digest of an article, its pictures with it."""
        if name not in self._keys:
            article = self._articles[name]
            photos = article.keys.photos
            files = [photo.file for photo in photos] + [part.file for photo in photos for part in photo.group]
            stamps = [stamp(f"{self._folder}/{file}") for file in files if file]
            self._keys[name] = digest(article, stamps, self._gaps.get(name, 0.0), name in self._upright)
        return self._keys[name]

    def key(self, name: str, *more: Any) -> str:
        """Return the digest of an article in this house, and of what else it depends on."""
        return digest(self.house_key, self.article_key(name), more)
