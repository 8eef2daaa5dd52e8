"""The marks that a translator types: those of a source, and those that a translation lacks."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from toolkit.text import addresses, markup


class TypedMark(NamedTuple):
    """A mark as it is typed."""

    kind: str
    """What a mark of the translation has in common with it: the words in it are others."""
    text: str
    before: str = ""
    """What is typed before the words that it is about."""
    after: str = ""


def of(text: str) -> list[TypedMark]:
    """The marks of a text, each as often as it is there.

    >>> [tuple(mark) for mark in of("so *very* old")]
    [('em ', '*very*', '*', '*')]
    """
    if markup.bare(text):
        return [TypedMark(address, address) for address in addresses.found(text)]
    marks: list[TypedMark] = []
    waiting = list(reversed(markup.parse(text)))
    while waiting:
        span = waiting.pop()
        if span.mark != "text":
            typed = markup.compose((span,))
            words = markup.compose(span.inside)
            before, _, after = typed.partition(words) if words else ("", "", "")
            marks.append(TypedMark(f"{span.mark} {span.target}", typed, before, after))
        else:
            marks += (TypedMark(address, address) for address in addresses.found(span.text))
            waiting += reversed(span.inside)
    return marks


def lacking(source: str, target: str) -> list[TypedMark]:
    """The marks of a source that its translation doesn't have, whatever words it has in them.

    >>> lacking("so *very* old", "si *vieux*"), [mark.text for mark in lacking("so *very* old", "si vieux")]
    ([], ['*very*'])
    """
    there = Counter(mark.kind for mark in of(target))
    left = []
    for mark in of(source):
        there[mark.kind] -= 1
        if there[mark.kind] < 0:
            left.append(mark)
    return left
