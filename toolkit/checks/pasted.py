"""Sentences that stand in the translations of two sources that have nothing in common.

A translation may have the sentence of another message, by a key that was pressed twice or a program that went
one line too far. All of it is told as D237 and D246; this is a sentence of several.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Set
from typing import NamedTuple

from toolkit import languages, late
from toolkit.checks import Checked
from toolkit.checks.lengths import length
from toolkit.checks.messages import CheckedMessage, small, words_of

_BETWEEN = late.regex(
    r"(?<=[.!?؟।…])\s+|(?<=[.!?؟।…][\"”“»’)])\s+|(?<=[。！？])(?![」』”])|(?<=[。！？][」』”])"
)
_LEAST, _WORDS = 20.0, 4
"""Letters of a sentence that nobody writes twice by chance, and its words: *he said* stands anywhere."""
_STEM = 5
"""Letters by which a word is known, whatever its ending."""
_IN_COMMON = 1 / 3
"""Share of the words of a source from which on two may mean the same."""


class PastedSentence(NamedTuple):
    """A sentence of a translation, which another one has as well."""

    message: CheckedMessage
    """The one that it fits worse."""
    other: CheckedMessage
    sentence: str


def pasted(checked: Checked) -> Iterator[PastedSentence]:
    """Give the sentences that two translations have, and whose sources have nothing in common."""
    places: defaultdict[str, dict[CheckedMessage, int]] = defaultdict(dict)
    for message in checked.messages:
        for at, sentence in enumerate(_sentences(message.target)):
            if len(sentence) > _LEAST / 2:
                places[sentence].setdefault(message, at)
    for sentence, having in places.items():
        # What more have is a phrase of the catalog.
        if len(having) != 2 or length(sentence) < _LEAST or _is_brief(sentence, checked.catalog.lang):
            continue
        (one, first), (two, second) = having.items()
        if _sentences(one.target) == _sentences(two.target):
            continue
        sources = _beside(one, first), _beside(two, second)
        if _shared(*(_stems(source, one.source_lang) for source in sources)) < _IN_COMMON:
            law, told = checked.law, length(sentence)
            worse = law.fits(length(sources[0]), told) < law.fits(length(sources[1]), told)
            yield PastedSentence(*((one, two) if worse else (two, one)), sentence)


def _sentences(text: str) -> list[str]:
    return [sentence.strip() for sentence in _BETWEEN.split(text)]


def _is_brief(sentence: str, lang: str) -> bool:
    return not languages.get(lang).counts_characters and len(words_of(sentence)) < _WORDS


def _beside(message: CheckedMessage, at: int) -> str:
    """The sentence of a source beside one of its translation; all of it where there are more or fewer."""
    ours = _sentences(message.source)
    return ours[at] if len(ours) == len(_sentences(message.target)) else message.source


def _stems(text: str, lang: str) -> Set[str]:
    """What tells of what a text speaks: beginnings of words, or each two signs where words aren't apart."""
    if languages.get(lang).counts_characters:
        return {text[at : at + 2] for at in range(len(text) - 1)}
    return {small(word)[:_STEM] for word in words_of(text)}


def _shared(ours: Set[str], theirs: Set[str]) -> float:
    """The share of the words of the shorter text that the other one has."""
    return len(ours & theirs) / max(1, min(len(ours), len(theirs)))
