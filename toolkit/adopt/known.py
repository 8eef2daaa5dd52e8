"""What a person has put into the catalog already says where the alignment must go through."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from toolkit import segment
from toolkit.adopt.adoption import Side
from toolkit.catalog import provenance
from toolkit.model import Catalog
from toolkit.text import fold

Corner = tuple[int, int]
"""Position in both texts: so many sentences of the source and of the translation lie before it."""


def corners(source: Side, target: Side, before: Catalog, pinned: Sequence[Corner]) -> list[Corner]:
    """Where the paragraphs begin and end whose translation a person has settled, and the pins, ascending.

    A person's text counts where it is found in the translation, sentence by sentence, in one place only. What
    contradicts a pin, or the order of the others, is left out.
    """
    found = [
        corner
        for corner in _settled(source, target, before)
        if all(
            (corner[0] - i) * (corner[1] - j) >= 0 and (corner[0] != i or corner[1] == j) for i, j in pinned
        )
    ]
    return sorted({*_rising(sorted(set(found))), *pinned})


def _settled(source: Side, target: Side, before: Catalog) -> Iterator[Corner]:
    passages = {passage.id: passage for passage in source.passages}
    places: dict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(target.sentences):
        places[fold(sentence)].append(number)
    for entry in before.entries:
        # The same words in several places don't tell which of them the text was taken for.
        if not entry.target or len(entry.ids) != 1 or provenance.untouched(entry):
            continue
        passage = passages.get(entry.ids[0])
        pieces = [fold(piece) for piece in segment.split(entry.target, target.lang) if piece.strip()]
        if passage is None or not pieces:
            continue
        starts = [
            at
            for at in places[pieces[0]]
            if [fold(one) for one in target.sentences[at : at + len(pieces)]] == pieces
        ]
        if len(starts) == 1:
            yield passage.first, starts[0]
            yield passage.last, starts[0] + len(pieces)


def _rising(found: Sequence[Corner]) -> list[Corner]:
    """The longest chain of corners that rises in both texts (patience, Fredman 1975)."""
    tops: list[int] = []
    piles: list[int] = []
    came: list[int] = [-1] * len(found)
    for k, (_, j) in enumerate(found):
        at = bisect_right(tops, j)
        came[k] = piles[at - 1] if at else -1
        tops[at : at + 1] = [j]
        piles[at : at + 1] = [k]
    chain: list[Corner] = []
    k = piles[-1] if piles else -1
    while k >= 0:
        chain.append(found[k])
        k = came[k]
    return chain[::-1]
