"""Elements of a page that are labels: a style sheet sets them apart from the words behind them.

`<span class="nick">Mara</span><span>When?</span>` has no colon, and often no blank: a browser shows the name
in a column or a colour of its own. A page says so in the class, or by what it does with it: the same class or
style begins many paragraphs, and what stands in it comes again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from toolkit import late
from toolkit.readers.containers import name
from toolkit.text.times import cue

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPEAKER = late.regex(r"(?:^|[\s_-])speaker(?:[\s_-]?name)?(?:$|\s)", re.IGNORECASE)
"""Classes of what names who speaks."""
_INLINE = frozenset({"span", "a", "u", "small", "big", "label", "code", "tt", "cite", "data", "bdi"})
_LONGEST = 60
"""Characters of a label, at most."""
_LEAST = 4
"""Paragraphs that begin with labels of one class, at least."""
_PIECES = 4
"""Pieces of text before a label, at most: a time, and the blanks around it."""


def told(node: _Element) -> bool:
    """Whether the class of an element says that it names who speaks."""
    return _SPEAKER.search(node.get("class") or "") is not None


def find(pages: Iterable[_Element]) -> set[_Element]:
    """The elements of some pages that are labels by what stands in all that are alike."""
    alike: defaultdict[tuple[str, str, str], list[tuple[_Element, str]]] = defaultdict(list)
    for node in chain.from_iterable(page.iter() for page in pages):
        called, style = node.get("class") or "", node.get("style") or ""
        # A span of no class and no style looks as all else does.
        looks = name(node) in _INLINE and (called or style or name(node) != "span")
        if looks and (words := _first_words(node)):
            alike[name(node), called, style].append((node, words))
    found: set[_Element] = set()
    for own in alike.values():
        # Two at least take turns.
        if len(own) >= max(_LEAST, 2 * len(each := {words for _, words in own})) and len(each) > 1:
            found.update(node for node, _ in own)
    return found


def _first_words(node: _Element) -> str:
    """The words of an element with which a paragraph begins, and that may be somebody's name; else ""."""
    around = node.getparent()
    if around is None or name(around) in _INLINE or not any(_behind(node)):
        return ""
    before = [around.text or ""]
    for other in node.itersiblings(preceding=True):
        # Only a time or a picture may stand before it.
        before += [*map(str, other.itertext(with_tail=False)), other.tail or ""]
        if len(before) > _PIECES:
            return ""
    above = " ".join("".join(before).split())
    words = " ".join("".join(map(str, node.itertext(with_tail=False))).split())
    timed = not above or cue(above)
    return words if timed and len(words) <= _LONGEST and any(map(str.isalpha, words)) else ""


def _behind(node: _Element) -> Iterator[bool]:
    """Whether each part of a paragraph behind an element has words, as far as they are needed."""
    yield bool((node.tail or "").strip())
    below = node.getnext()
    if below is not None:
        yield any(str(words).strip() for words in below.itertext())
