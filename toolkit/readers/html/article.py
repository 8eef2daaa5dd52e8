"""The article of a web page: what is left without menus, links to other pages, comments of readers.

Paragraphs give points to what holds them, as in Mozilla's Readability: length and commas speak for an
article, links and names such as "sidebar" against it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from toolkit import late
from toolkit.readers.containers import name
from toolkit.readers.html.unread import SKIPPED, unseen
from toolkit.text.hygiene import tidy

if TYPE_CHECKING:
    from lxml.etree import _Element

_AGAINST = late.regex(
    r"comment|sidebar|footer|masthead|menu|navi?(?:gation|bar)?\b|breadcrumb|share|sharing|social|related"
    r"|recommend|promo|cookie|consent|banner|newsletter|subscri|advert|\bads?\b|sponsor|popup|modal|pagination"
    r"|pager|disqus|toolbar|widget|author-bio|signup|login|trending|most-?read|outbrain|taboola",
    re.IGNORECASE,
)
_FOR = late.regex(
    r"article|body|content|entry|main|post\b|story|text|transcript|interview|page|column", re.IGNORECASE
)
"""Names of classes and ids."""
_ROLES = frozenset("navigation complementary banner contentinfo menu menubar dialog search alert".split())
_APART = frozenset({"nav", "footer", "aside", "form"})
_FRAMES = frozenset({"body", "html", "article", "main"})
_PARAGRAPHS = frozenset({"p", "td", "pre", "blockquote", "li", "dd", "dt", "figcaption"})
_PARTS = frozenset("p li dd dt td th tr tbody thead tfoot table ul ol dl".split())
"""What is no article by itself."""
_LISTS = frozenset({"div", "section", "ul", "ol", "table", "dl", "p", "h2", "h3"})
_COMMA = late.regex("[,،、，︐;；]")
_SHORT = 25
"""Characters up to which a paragraph has few points: a caption, a button."""
_LARGE = 0.2
"""Share of all text that nothing has that stands beside an article."""
_MORE = 1.1
"""How much more text makes what stands around the best part better."""
_ENOUGH = 140
"""Characters that an article has at least."""
_TITLE = 0.5
"""Share of the title of a page that its headline is, at least."""
_UPWARDS = (1.0, 0.5, 0.25)
"""Shares of its points that a paragraph gives to the elements around it."""


class Article(NamedTuple):
    """Where the article stands."""

    element: _Element
    without: frozenset[_Element]
    """What in it is none of it."""
    sure: bool
    """Whether it stands out, or the page has nothing else."""


@dataclass(slots=True)
class _Sums:
    """Of an element: what is in it, without what is skipped."""

    characters: int = 0
    linked: int = 0
    points: float = 0.0
    good: int = 0
    """Characters of paragraphs that aren't links."""

    @property
    def density(self) -> float:
        """The share of its text that is links."""
        return self.linked / self.characters if self.characters else 0.0


@dataclass(slots=True)
class _Measured:
    labels: Collection[_Element]
    """Links that are labels: their words are no links'."""
    sums: dict[_Element, _Sums] = field(default_factory=lambda: defaultdict(_Sums))
    unlikely: set[_Element] = field(default_factory=set)
    """What isn't added to what is around it."""
    large: set[_Element] | None = None
    """What has too much text to be none of the article, whatever it is called; None for all."""


def find_article(body: _Element, labels: Collection[_Element] = ()) -> Article:
    """The article of a page.

    labels  elements that name who speaks, which may lead somewhere
    """
    everything = _Measured(labels)
    _measure(body, everything, linked=False)
    enough = _LARGE * everything.sums[body].good
    large = {node for node, total in everything.sums.items() if total.good > enough}
    measured = _Measured(labels, large=large)
    _measure(body, measured, linked=False)
    sums = measured.sums
    top = max(sums, key=lambda node: sums[node].points * (1 - sums[node].density), default=body)
    # A list or a table with the most points is a part of what it stands in.
    while name(top) in _PARTS and (above := top.getparent()) is not None:
        top = above
    # What stands around it belongs to it where it adds text, and no menus.
    for node in top.iterancestors():
        if node not in sums:
            break
        # Left as it is where it adds little: what is around an article holds its menus too.
        if sums[node].good > _MORE * sums[top].good:
            top = node
        if node is body:
            break
    sure = sums[top].good >= _ENOUGH and 2 * sums[top].good >= sums[body].good
    if not sure:
        return Article(body, frozenset(), sure=False)
    # Around the one that has the headline stand answers of readers, other articles, questions about cookies.
    # A talk may go on in the element below: what is left out is a third at most.
    titles = sum(1 for _ in top.iter("h1"))
    headed = [node for node in top.iter("article") if titles == 1 and next(node.iter("h1"), None) is not None]
    if len(headed) == 1 and headed[0] in sums and 3 * sums[headed[0]].good >= 2 * sums[top].good:
        top = headed[0]
    without = {node for node in measured.unlikely if node is not top}
    without |= {node for node in top.iter() if node is not top and _links(node, sums)}
    return Article(top, frozenset(without), sure=True)


def _measure(node: _Element, measured: _Measured, *, linked: bool) -> _Sums:
    """Sum up an element; its points go to what is around it."""
    mine = measured.sums[node]
    own = len((node.text or "").strip())
    mine.characters += own
    commas = len(_COMMA.findall(node.text or ""))
    mine.linked += own * linked
    for part in node:
        tag = name(part)
        if tag and tag not in SKIPPED and not unseen(part):
            if measured.large is not None and part not in measured.large and _unlikely(tag, part):
                measured.unlikely.add(part)
            else:
                link = part.get("href") is not None and part not in measured.labels
                sums = _measure(part, measured, linked=linked or link)
                mine.characters += sums.characters
                mine.linked += sums.linked
                mine.good += sums.good
        tail = part.tail or ""
        mine.characters += len(tail.strip())
        mine.linked += len(tail.strip()) * linked
        own += len(tail.strip())
        commas += len(_COMMA.findall(tail))
    tag = name(node)
    if tag in _PARAGRAPHS:
        _give(node, mine, measured, mine.characters)
        mine.good = mine.characters - mine.linked if mine.density < 0.5 and mine.characters > _SHORT else 0
    elif own > _SHORT and tag not in {"a", "b", "strong", "i", "em", "span", "font"}:
        mine.points += (min(own / 100, 3) + commas + 1) * (1 - mine.density)
        mine.good += own
    return mine


def _give(node: _Element, mine: _Sums, measured: _Measured, characters: int) -> None:
    """Give the points of a paragraph to what is around it."""
    if not characters:
        return
    commas = len(_COMMA.findall("".join(map(str, node.itertext()))))
    points = min(characters / 100, 3) + (1 + commas if characters > _SHORT else 0)
    points *= 1 - mine.density
    # Further up, everything on a page would have the points of everything.
    for share, around in zip(_UPWARDS, node.iterancestors(), strict=False):
        measured.sums[around].points += share * points


def _unlikely(tag: str, node: _Element) -> bool:
    if tag in _FRAMES:
        return False
    if tag in _APART or node.get("role") in _ROLES:
        return True
    names = f"{node.get('class') or ''} {node.get('id') or ''}"
    # "article-comments" has both, and is kept: to lose text is worse than to keep some.
    return _AGAINST.search(names) is not None and _FOR.search(names) is None


def _links(node: _Element, sums: dict[_Element, _Sums]) -> bool:
    """Whether it is a list of links, and no paragraph that has some."""
    if name(node) not in _LISTS or node not in sums:
        return False
    mine = sums[node]
    return mine.density > 0.5 and mine.good < _ENOUGH


def headline(article: _Element, body: _Element, title: str) -> _Element | None:
    """The headline of an article, above it or in it; None where there is none, or one of the highest level.

    Blogs have others for theirs. Of those one counts that is most of the title of the page.

    title  what the head of the page says; it has the headline in it, mostly with the name of the site behind
    """
    if next(article.iter("h1"), None) is not None:
        return None
    around = {*article.iterancestors()}
    for level, most in (("h1", 0), ("h2", _TITLE), ("h3", _TITLE)):
        for node in body.iter(level):
            words = tidy("".join(map(str, node.itertext()))).casefold()
            told = words in title.casefold() and len(words) >= most * len(title)
            if words and (told or (not most and _heads(node, around))):
                return node
    return None


def _heads(node: _Element, around: Collection[_Element]) -> bool:
    """Whether it stands right in what is around the article, or in the same `article` or `main`."""
    return node.getparent() in around or any(one in around for one in node.iterancestors("article", "main"))
