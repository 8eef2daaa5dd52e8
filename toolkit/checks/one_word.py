"""Two sources that differ in one word, and have one translation: memos, and contacts.

Two words may mean the same. The catalog tells them apart: what stands in the translations of all other
messages that have one of them, in none of the other's, and not here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from itertools import chain

from toolkit.checks.messages import CheckedMessage, small
from toolkit.grouped import grouped
from toolkit.late import WorkedOut
from toolkit.text import scripts

_ELSEWHERE = 2
"""Other messages that have a word, of which all tell what stands for it."""
_SHORTEST = 4
"""Letters of a word that means something, where words have blanks between them."""
_STEM = 5
"""Letters by which a word is known, whatever its ending."""
_SIGNS = range(2, 5)
"""The same where words have no blanks between them."""


class WordIndex:
    """The messages of a catalog by the words of their sources."""

    def __init__(self, messages: Sequence[CheckedMessage]) -> None:
        self._messages = messages
        self._told: dict[tuple[str, str], Mapping[str, Set[str]]] = {}

    @WorkedOut
    def _having(self) -> Mapping[str, Sequence[CheckedMessage]]:
        return grouped((word, message) for message in self._messages for word in _words(message))

    def wrong(self, message: CheckedMessage, other: CheckedMessage) -> CheckedMessage | None:
        """The one of two messages whose word their translation hasn't; None where nothing tells that."""
        ours, theirs = _words(message), _words(other)
        mine, yours = ours - theirs, theirs - ours
        if len(mine) != 1 or len(yours) != 1:
            return None
        (word,), (second,) = mine, yours
        for each, own, counterpart in ((message, word, second), (other, second, word)):
            # "A" and "the" are one word in many languages, and none in others.
            if len(own) < _SHORTEST and scripts.within(own, scripts.LATIN):
                return None
            forms = self._stands_for(own, counterpart)
            sure = any(rivals <= _words(each) for rivals in forms.values())
            if sure and forms.keys().isdisjoint(_forms(each)):
                return each
        return None

    def _stands_for(self, word: str, other: str) -> Mapping[str, Set[str]]:
        """What all translations have whose sources have a word, and none whose sources have the other one.

        Each with the other words of those sources for which it may stand as well.
        """
        if (word, other) not in self._told:
            having = [message for message in self._having[word] if other not in _words(message)]
            without = [message for message in self._having[other] if word not in _words(message)]
            # Of its own messages one is that which is asked about.
            told: set[str] = set()
            if len(having) > _ELSEWHERE:
                counts = Counter(chain.from_iterable(map(_forms, having)))
                told = {form for form, many in counts.items() if many >= len(having) - 1}
                told = told.difference(*map(_forms, without))
            self._told[word, other] = {form: self._rivals(form, word, having) for form in told}
        return self._told[word, other]

    def _rivals(self, form: str, word: str, having: Sequence[CheckedMessage]) -> Set[str]:
        """Two barns that are large may be by a lake, too: nobody knows which word stands for which."""
        shared = frozenset.intersection(*(_words(message) for message in having if form in _forms(message)))
        # What stands elsewhere without the form isn't what it stands for.
        return {
            rival
            for rival in shared - {word}
            if all(form in _forms(message) for message in self._having[rival])
        }


def _words(message: CheckedMessage) -> frozenset[str]:
    return frozenset(map(small, message.source_words))


def _forms(message: CheckedMessage) -> Set[str]:
    """What may stand for a word: beginnings of words, or short runs where no blanks part them."""
    if scripts.has_blanks(message.script):
        return {small(word)[:_STEM] for word in message.target_words if len(word) > 2}
    runs = scripts.LETTERS.findall(message.target)
    return {run[at : at + size] for run in runs for size in _SIGNS for at in range(len(run) - size + 1)}
