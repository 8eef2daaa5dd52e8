"""Single words of the source that a translation has as they are, where both are written in one script.

Languages share many words, so that most that are copied are right. What was left by mistake is translated
elsewhere in the catalog, stands in no other translation, and has its letters in the order of its language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log

from toolkit import languages
from toolkit.checks import foreign
from toolkit.checks.messages import CheckedMessage
from toolkit.text import scripts

_SHORTEST = 4
_ELSEWHERE = 2
"""Other messages whose source has the word, none of which copies it."""
_MOST = 3
"""Words that a message has copied; what has more is a passage, or a name of several words."""
_LIKELIER = 4.0
"""By how much likelier the letters of a word are in its source's language, as a logarithm."""
_SELDOM, _FEW = 50, 2
"""A catalog with such words in more than one message of fifty, and more than two, has them by habit."""
_UNSEEN, _LETTERS = 0.1, 30
"""What is given to a letter that never stood behind two others, and how many letters there may be."""


def copied(messages: Sequence[CheckedMessage]) -> Mapping[CheckedMessage, str]:
    """The messages that have a word of their source, with that word."""
    script = messages[0].script
    if script != languages.get(messages[0].source_lang).script or not scripts.has_blanks(script):
        return {}
    sources = Counter(
        word for message in messages for word in {word for word in message.source_words if word.islower()}
    )
    targets = Counter(
        word for message in messages for word in {word.lower() for word in message.target_words}
    )
    found = {
        message: words for message in messages if (words := list(_candidates(message, sources, targets)))
    }
    if not found:
        return {}
    ours, theirs = (_Letters.of(side, lang) for side, lang in _sides(messages, sources, targets))
    told = {
        message: word
        for message, words in found.items()
        for word in reversed(words)
        if ours.of_word(word) - theirs.of_word(word) > _LIKELIER
    }
    often = len(told) * _SELDOM > len(messages) and len(told) > _FEW
    return {} if often else told


def _candidates(
    message: CheckedMessage, sources: Mapping[str, int], targets: Mapping[str, int]
) -> Iterator[str]:
    """Words that a translation has copied, and that are translated elsewhere."""
    shared = set(message.source_words).intersection(message.target_words)
    shared = {word for word in shared if word.islower() and word.isalpha() and len(word) >= _SHORTEST}
    if not 0 < len(shared) <= _MOST:
        return
    lang = foreign.language(message.lang)
    told = [match[0] for match in scripts.LETTERS.finditer(foreign.without_code(message.target))]
    spans = [message.printed[start:end] for start, end in foreign.asides(message)]
    for word in sorted(shared):
        known = word in foreign.common(lang) or word in foreign.seen(lang)
        seldom = targets[word] == 1 and sources[word] > _ELSEWHERE
        if seldom and not known and word in told and not any(word in span for span in spans):
            yield word


def _sides(
    messages: Sequence[CheckedMessage], sources: Mapping[str, int], targets: Mapping[str, int]
) -> Iterator[tuple[set[str], str]]:
    """The words of each side that the other hasn't, and its language."""
    yield set(sources).difference(targets), messages[0].source_lang
    yield set(targets).difference(sources), messages[0].lang


class _Letters:
    """Which letters stand behind two others in the words of a language."""

    def __init__(self, words: Iterable[str]) -> None:
        self._behind: Counter[str] = Counter()
        self._pairs: Counter[str] = Counter()
        for word in words:
            for group in _groups(word):
                self._behind[group] += 1
                self._pairs[group[:2]] += 1

    @classmethod
    def of(cls, words: set[str], lang: str) -> _Letters:
        """Of the words of a text, and of the common ones of its language."""
        return cls(word for word in {*words, *foreign.common(foreign.language(lang))} if word.isalpha())

    def of_word(self, word: str) -> float:
        """How likely a word is, as a logarithm."""
        return sum(
            log((self._behind[group] + _UNSEEN) / (self._pairs[group[:2]] + _UNSEEN * _LETTERS))
            for group in _groups(word)
        )


def _groups(word: str) -> list[str]:
    """The letters of a word with the two before each."""
    around = f"^^{word}$"
    return [around[at : at + 3] for at in range(len(around) - 2)]
