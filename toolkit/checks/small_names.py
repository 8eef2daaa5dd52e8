"""Words without the capital that they have in all other translations: konrad, among so many of Konrad.

Many words are written in both ways: the president, and President Holm. So the sources decide: what has a
capital in nearly all of those whose translations have theirs must have it in this one too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import chain
from typing import NamedTuple

from toolkit import late
from toolkit.checks import Checked
from toolkit.checks.messages import CheckedMessage, small
from toolkit.text import stops

_LEAST = 3
"""Letters of such a word."""
_MANY, _WITHIN = 4, 2
"""Messages that have its capital, and those of them in which no sentence begins with it."""
_STEM = 5
"""Letters by which a word of a source is known, whatever its ending."""
_WITHIN_SENTENCE = late.regex(r"(?<=[^\s.!?…:»”\"] )[^\W\d_]+")
"""Words that begin none: there all have a capital."""
_TOLD, _BACK = 0.8, 0.6
"""Share of its messages whose sources have what it stands for, and of those with that which have the word."""


class SmallName(NamedTuple):
    """A word without its capital, and as it is written elsewhere."""

    message: CheckedMessage
    word: str
    usual: str


def found(checked: Checked) -> Iterator[SmallName]:
    """Give the words that one translation alone has in small letters."""
    # Of German nouns, all of which have a capital, it tells nothing: the captain, and Captain Holm.
    if not checked.messages or stops.load(checked.messages[0].source_lang).nouns:
        return
    often = checked.often
    capitals = Counter(chain.from_iterable(map(_capitals, checked.messages)))
    likely = {
        small(word): word
        for word, many in capitals.items()
        if many >= _MANY and often[small(word)] == many + 1
    }
    places: defaultdict[str, list[CheckedMessage]] = defaultdict(list)
    for message in checked.messages if likely else ():
        for word in likely.keys() & set(message.target_words):
            places[word].append(message)
    for word, (message, *more) in sorted(places.items()):
        usual = likely[word]
        # Where the sceptre is the Sceptre of Fire, too, it is written in both ways.
        if more or usual in message.target_words or word in message.source_words:
            continue
        if not _told(usual, checked.messages).isdisjoint(_stems_within(message)):
            yield SmallName(message, word, usual)


def _capitals(message: CheckedMessage) -> Set[str]:
    """The words of a translation with one capital, at their beginning."""
    return {
        word for word in message.target_words if len(word) >= _LEAST and word.istitle() and word.isalpha()
    }


def _told(word: str, messages: Sequence[CheckedMessage]) -> Set[str]:
    """What the sources of a word have, and hardly another; nothing where it only begins sentences."""
    having = [message for message in messages if word in message.target_words]
    within = re.compile(rf"[^\s.!?…:»”\"] {word}(?!\w)")
    if sum(within.search(message.target) is not None for message in having) < _WITHIN:
        return frozenset()
    counts = Counter(chain.from_iterable(map(_stems, having)))
    told = {stem for stem, many in counts.items() if many >= _TOLD * len(having)}
    there = Counter(chain.from_iterable(told & _stems(message) for message in messages))
    return {stem for stem in told if counts[stem] >= _BACK * there[stem]}


def _stems(message: CheckedMessage) -> Set[str]:
    """The beginnings of the words of a source that have a capital: *das Suchen*, and *suchen*, is no name."""
    return {word[:_STEM] for word in message.source_words if word[0].isupper()}


def _stems_within(message: CheckedMessage) -> Set[str]:
    """Those that have a capital within a sentence."""
    return {word[:_STEM] for word in _WITHIN_SENTENCE.findall(message.source) if word[0].isupper()}
