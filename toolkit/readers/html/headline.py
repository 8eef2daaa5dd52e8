"""The headline of a page, where it stands above the article and not in it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from toolkit.text.hygiene import tidy

if TYPE_CHECKING:
    from lxml.etree import _Element


def above(article: _Element, body: _Element, title: str) -> _Element | None:
    """The headline; None where there is none, or the article has one itself.

    title  what the head of the page says; it has the headline in it, mostly with the name of the site behind
    """
    if next(article.iter("h1"), None) is not None:
        return None
    around = {*article.iterancestors()}
    for node in body.iter("h1"):
        words = tidy("".join(map(str, node.itertext()))).casefold()
        if words and (words in title.casefold() or _heads(node, around)):
            return node
    return None


def _heads(node: _Element, around: Collection[_Element]) -> bool:
    """Whether it stands right in what is around the article, or in the same `article` or `main`."""
    return node.getparent() in around or any(one in around for one in node.iterancestors("article", "main"))
