"""Two sources that differ in one word, and have one translation: memos, and contacts.

Two words may mean the same. The catalog tells them apart: what stands in the translations of all other
messages that have one of them, in none of the other's, and not here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from itertools import chain

from toolkit.checks.messages import CheckedMessage, small
from toolkit.text import scripts

_ELSEWHERE = 2
"""Other messages that have a word, of which all tell what stands for it."""
_SHORTEST = 4
"""Letters of a word that means something, where words have blanks between them."""
_STEM = 5
"""Letters by which a word is known, whatever its ending."""
_SIGNS = range(2, 5)
"""The same where words have no blanks between them."""


def wrong(
    message: CheckedMessage, other: CheckedMessage, messages: Sequence[CheckedMessage]
) -> CheckedMessage | None:
    """That one of two messages with one translation whose word it hasn't; None where nothing tells that."""
    ours, theirs = (frozenset(map(small, each.source_words)) for each in (message, other))
    mine, yours = ours - theirs, theirs - ours
    if len(mine) != 1 or len(yours) != 1:
        return None
    (word,), (second,) = mine, yours
    for each, own, counterpart in ((message, word, second), (other, second, word)):
        # "A" and "the" are one word in many languages, and none in others.
        if len(own) < _SHORTEST and scripts.within(own, scripts.LATIN):
            return None
        if (forms := _stands_for(own, counterpart, messages)) and forms.isdisjoint(_forms(each)):
            return each
    return None


def _stands_for(word: str, other: str, messages: Sequence[CheckedMessage]) -> Set[str]:
    """What all translations have whose sources have a word, and none whose sources have the other one."""
    sides: tuple[list[CheckedMessage], list[CheckedMessage]] = [], []
    for message in messages:
        words = set(map(small, message.source_words))
        if (word in words) != (other in words):
            sides[other in words].append(message)
    having, without = sides
    # Of its own messages one is that which is asked about.
    counts = Counter(chain.from_iterable(map(_forms, having)))
    if len(having) <= _ELSEWHERE:
        return frozenset()
    told = {form for form, many in counts.items() if many >= len(having) - 1}
    return told.difference(*map(_forms, without))


def _forms(message: CheckedMessage) -> Set[str]:
    """What may stand for a word: beginnings of words, or short runs where no blanks part them."""
    if scripts.has_blanks(message.script):
        return {small(word)[:_STEM] for word in message.target_words if len(word) > 2}
    runs = scripts.LETTERS.findall(message.target)
    return {run[at : at + size] for run in runs for size in _SIGNS for at in range(len(run) - size + 1)}
