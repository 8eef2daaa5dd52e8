"""Names in frames of words: `From Mara Lind to everyone` is what a program for chats says of Mara Lind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import chain, pairwise

from toolkit.languages.lexicon import lexicon

_FRAMED = 0.8
"""Of the labels of one form, those that a frame is around, at least."""
_LINK = re.compile(r"[–—-]{1,2}|[^\W\d_]+")
"""What may stand between a name and the words behind it: a dash, or a word."""


def framed(printed: Sequence[str]) -> dict[str, str]:
    """The name in each of some labels, where a frame is around most of them; {} where there is none.

    A frame has a link, which most labels have in their midst or at their end, and all that they begin with.
    """
    words = {label: label.split() for label in printed}
    pairs = [{*pairwise([*parts[1:], ""])} for parts in words.values()]
    often = Counter(chain.from_iterable(pairs))
    most = {pair for pair, count in often.items() if count >= _FRAMED * len(printed)}
    links = Counter(chain.from_iterable({pair[0] for pair in each if _links(*pair, most)} for each in pairs))
    common = {link for link, count in links.items() if count >= _FRAMED * len(printed)}
    columns = zip(*(parts for parts in words.values() if not common.isdisjoint(parts[1:])), strict=False)
    before = next((i for i, column in enumerate(columns) if len({*column}) > 1), 0)
    # Names have particles in their midst: without words before them they are no frame.
    common -= set() if before else lexicon().particles
    ends = {
        label: next((i for i, word in enumerate(parts) if i > before and word in common), 0)
        for label, parts in words.items()
    }
    names = {label: " ".join(words[label][before:end]) for label, end in ends.items() if end}
    return names if len({*names.values()}) > 1 and len(names) >= _FRAMED * len(printed) else {}


def _links(word: str, behind: str, most: Collection[tuple[str, str]]) -> bool:
    """Whether a word may be a link: one in capitals has the same word behind it in most labels."""
    small = word == word.lower()
    return _LINK.fullmatch(word) is not None and (small or (behind != "" and (word, behind) in most))
