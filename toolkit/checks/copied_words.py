"""Single words of the source that a translation has as they are, where both are written in one script.

Languages share many words, so that most that are copied are right. What was left by mistake is translated
elsewhere in the catalog, stands in no other translation, and has its letters in the order of its language; or
it is a common word there, and none here (extra `spelling`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import chain
from math import log

from toolkit import languages
from toolkit.checks import Checked, foreign
from toolkit.checks.messages import CheckedMessage
from toolkit.languages import spelling
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
_ENDING = 3
"""Letters of an ending, at most."""
_UNSEEN, _LETTERS = 0.1, 30
"""What is given to a letter that never stood behind two others, and how many letters there may be."""


def copied(checked: Checked) -> Mapping[CheckedMessage, str]:
    """The messages that have a word of their source, with that word."""
    messages = checked.messages
    script = messages[0].script
    if script != languages.get(messages[0].source_lang).script or not scripts.has_blanks(script):
        return {}
    shared = {message: words for message in messages if (words := _shared(message, checked.once))}
    wanted = frozenset(chain.from_iterable(shared.values()))
    sources = Counter(chain.from_iterable(wanted.intersection(message.source_words) for message in messages))
    elsewhere = {word for word, many in sources.items() if many > _ELSEWHERE}
    langs = foreign.language(messages[0].source_lang), foreign.language(messages[0].lang)
    listed = {word for word in wanted if spelling.is_of(word, *langs)}
    found = {
        message: list(_alone(message, words & (elsewhere | listed))) for message, words in shared.items()
    }
    found = {message: words for message, words in found.items() if words}
    if not found:
        return {}
    sides = list(_sides(checked))
    ours, theirs = (_Letters.of(side, lang) for side, lang in sides)
    likelier = {
        word
        for word in elsewhere.intersection(chain.from_iterable(found.values()))
        if ours.of_word(word) - theirs.of_word(word) > _LIKELIER and not _is_inflected(word, sides[1][0])
    }
    # Each tells by itself what is done by habit: a handbook leaves names of keys that are words of English.
    by_list, by_catalog = (_told(found, words, len(messages)) for words in (listed, likelier))
    return by_list | by_catalog


def _told(found: Mapping[CheckedMessage, list[str]], words: Set[str], many: int) -> dict[CheckedMessage, str]:
    """The messages that have one of some words, with the first; none where so many are left by habit."""
    told = {message: word for message, some in found.items() for word in reversed(some) if word in words}
    by_habit = len(told) * _SELDOM > many and len(told) > _FEW
    return {} if by_habit else told


def _shared(message: CheckedMessage, once: frozenset[str]) -> Set[str]:
    """The words in small letters that both sides have, and no other translation; none where all are many."""
    alone = once.intersection(message.target_words).intersection(message.source_words)
    if not any(map(_may_be_left, alone)):
        return frozenset()
    shared = set(message.source_words).intersection(message.target_words)
    many = sum(map(_may_be_left, shared)) > _MOST
    return frozenset() if many else frozenset(filter(_may_be_left, alone))


def _may_be_left(word: str) -> bool:
    return word.islower() and word.isalpha() and len(word) >= _SHORTEST


def _alone(message: CheckedMessage, words: Set[str]) -> Iterator[str]:
    """Those of some words that the language of a translation hasn't, and that stand in no code or aside."""
    lang = foreign.language(message.lang)
    unknown = [
        word for word in sorted(words) if word not in foreign.common(lang) and word not in foreign.seen(lang)
    ]
    if not unknown:
        return
    told = [match[0] for match in scripts.LETTERS.finditer(foreign.without_code(message.target))]
    spans = [message.printed[start:end] for start, end in foreign.quoted_asides(message)]
    yield from (word for word in unknown if word in told and not any(word in span for span in spans))


def _sides(checked: Checked) -> Iterator[tuple[Set[str], str]]:
    """The words of each side that the other hasn't, and its language."""
    messages = checked.messages
    sources = {word for message in messages for word in message.source_words if word.islower()}
    yield sources.difference(checked.often), messages[0].source_lang
    yield checked.often.keys() - sources, messages[0].lang


def _is_inflected(word: str, words: Set[str]) -> bool:
    """Whether a word has been taken over into a language, which has it with an ending: region, regionu."""
    return any(other.startswith(word) and len(other) - len(word) <= _ENDING for other in words)


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
    def of(cls, words: Set[str], lang: str) -> _Letters:
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
