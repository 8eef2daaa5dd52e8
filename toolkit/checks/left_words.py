"""Words of a source that nothing stands for, in a translation that is short for them.

What stands for a word is learnt from the catalog: what most translations of it have, and hardly any other.
That a translation lacks what stands for one word tells nothing, since there are other ways to say it. Told is
a stretch of the source with several such words and no other, without which the lengths of both sides fit.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from math import log
from typing import NamedTuple

from toolkit import languages, late
from toolkit.checks import Checked, foreign
from toolkit.checks.lengths import Law, length
from toolkit.checks.messages import CheckedMessage
from toolkit.text import scripts

_SHORT = -1.5
"""Deviations of the length of a translation that may lack words."""
_SURE = 4.5
"""How much likelier it must be that a stretch is left out, as a logarithm."""
_WORDS = 2
"""Words of such a stretch, at least."""
_STEM, _SYLLABLES = 6, 2
"""Letters by which a word is known whatever its ending; syllables of a Korean one."""
_SHORTEST = 3
"""Letters of a word that is looked at."""
_MESSAGES, _MOST = 3, 30
"""Messages that have a word, at least, and how many of them are looked at."""
_LEARNT = 1500
"""Messages from which it is learnt what stands for words, about."""
_SHARE, _BACK = 0.7, 0.4
"""Share of a word's translations that have what stands for it, and of those with that which have the word."""
_PACKED = late.regex(
    f"[{scripts.HAN}]{{2,}}|[{scripts.KATAKANA}{scripts.KATAKANA_SIGNS}]{{2,}}|[A-Za-z]{{3,}}"
)
"""What is looked at where words have no blanks between them."""


class LeftWords(NamedTuple):
    """A stretch of a source that a translation lacks."""

    text: str
    words: tuple[str, ...]
    """Those of it for which nothing stands."""


class _Counterpart(NamedTuple):
    """What stands for a word."""

    key: str
    surprise: float
    """How unlikely it is that it is lacking, as a logarithm."""


class _Place(NamedTuple):
    """A word in a text."""

    key: str
    start: int
    end: int


def left_words(checked: Checked) -> Mapping[CheckedMessage, LeftWords]:
    """The messages whose translation lacks a stretch of its source."""
    messages = checked.messages
    if len(messages) <= _MESSAGES:
        return {}
    ours, theirs = _WordKeys.of(messages[0].source_lang), _WordKeys.of(messages[0].lang)
    if ours is None or theirs is None:
        return {}
    short = [
        message
        for message, far in checked.far.items()
        if far < _SHORT and message not in checked.untranslated
    ]
    common = {word[:_STEM] for word in foreign.common(foreign.language(messages[0].source_lang))}
    texts = {message: ours.places(message.source) for message in short}
    wanted = {place.key for places in texts.values() for place in places} - common
    # As many as tell it; the rest of a large catalog is no different.
    telling = dict.fromkeys([*short, *messages[:: len(messages) // _LEARNT + 1]])
    targets = {message: theirs.keys(message.target, message.target_words) for message in telling}
    counterparts = _counterparts(targets, wanted, ours)
    return {
        message: left
        for message, places in texts.items()
        if (left := _left(message, places, targets[message], counterparts, checked.law))
    }


def _counterparts(
    targets: Mapping[CheckedMessage, frozenset[str]], wanted: set[str], reading: _WordKeys
) -> Mapping[str, _Counterpart]:
    """What stands for words, as far as the catalog tells.

    targets  what the words of each translation are known by
    """
    having: dict[str, list[frozenset[str]]] = defaultdict(list)
    for message, target in targets.items() if wanted else ():
        for key in wanted & reading.keys(message.source, message.source_words):
            having[key].append(target)
    often = Counter(chain.from_iterable(targets.values())) if wanted else Counter()
    found = {}
    for key, some in having.items():
        many = len(some)
        # What a third of all messages have stands beside anything.
        if many < _MESSAGES or many * 3 > len(targets):
            continue
        looked_at = some[:_MOST]
        counts = Counter(chain.from_iterable(looked_at))
        scale = many / len(looked_at)
        likely = [
            (kept * kept / often[word], word, kept)
            for word, kept in counts.most_common(_MOST)
            if kept > 1 and kept >= _SHARE * len(looked_at) and kept * scale >= _BACK * often[word]
        ]
        if likely:
            _, word, kept = max(likely)
            found[key] = _Counterpart(word, -log(1 - min(0.95, kept / (len(looked_at) + 1))))
    return found


def _left(
    message: CheckedMessage,
    places: Sequence[_Place],
    target: frozenset[str],
    counterparts: Mapping[str, _Counterpart],
    law: Law,
) -> LeftWords | None:
    """The stretch of a source that is likeliest left out; None where none is."""
    usual = law.fits(message.source_length, message.target_length)
    best, found = _SURE, None
    for lacking, after, before in _stretches(places, target, counterparts, len(message.source)):
        surprise = sum(counterparts[place.key].surprise for place in lacking)
        for begin, stop in ((lacking[0].start, lacking[-1].end), (after, before)):
            rest = message.source_length - length(message.source[begin:stop])
            sure = surprise + law.fits(max(rest, 1.0), message.target_length) - usual
            if sure > best:
                words = tuple(message.source[start:end] for start, end in _joined(lacking))
                best, found = sure, LeftWords(message.source[begin:stop].strip(), words)
    return found


def _joined(places: Sequence[_Place]) -> list[tuple[int, int]]:
    """Where words begin and end; pairs of ideographs that overlap are one."""
    spans: list[tuple[int, int]] = []
    for place in places:
        if spans and place.start < spans[-1][1]:
            spans[-1] = spans[-1][0], place.end
        else:
            spans.append((place.start, place.end))
    return spans


def _stretches(
    places: Sequence[_Place], target: frozenset[str], counterparts: Mapping[str, _Counterpart], size: int
) -> Iterator[tuple[list[_Place], int, int]]:
    """The words that lack their counterparts, between two that have them, and where these end and begin."""
    lacking: dict[str, _Place] = {}
    start = 0
    for place in places:
        other = counterparts.get(place.key)
        if place.key in target or (other is not None and other.key in target):
            if len(lacking) >= _WORDS:
                yield list(lacking.values()), start, place.start
            lacking, start = {}, place.end
        elif other is not None:
            lacking.setdefault(place.key, place)
    if len(lacking) >= _WORDS:
        yield list(lacking.values()), start, size


class _WordKeys(NamedTuple):
    """How the words of a language are known."""

    packed: bool
    """By pairs of ideographs, as they have no blanks between them."""
    size: int
    """By so many letters."""

    @classmethod
    def of(cls, lang: str) -> _WordKeys | None:
        """Of a language; None where neither tells its words."""
        script = languages.get(lang).script
        packed = script in ("Hans", "Hant", "Hani", "Jpan")
        size = _SYLLABLES if languages.base(lang) == "ko" else _STEM
        return cls(packed, size) if packed or scripts.has_blanks(script) else None

    def keys(self, text: str, words: Iterable[str]) -> frozenset[str]:
        """What the words of a text are known by."""
        if self.packed:
            return frozenset(place.key for place in self.places(text))
        size, least = self.size, min(self.size, _SHORTEST)
        # One text in small letters is made faster than its words.
        return frozenset([word[:size] for word in " ".join(words).lower().split(" ") if len(word) >= least])

    def places(self, text: str) -> list[_Place]:
        """The same, each with its place."""
        if not self.packed:
            size, least = self.size, min(self.size, _SHORTEST)
            found = scripts.WORDS.finditer(text)
            return [
                _Place(match[0].lower()[:size], *match.span()) for match in found if len(match[0]) >= least
            ]
        places = []
        for match in _PACKED.finditer(text):
            word, start = match[0], match.start()
            if scripts.within(word[0], scripts.HAN):
                places += [
                    _Place(word[at : at + 2], start + at, start + at + 2) for at in range(len(word) - 1)
                ]
            else:
                places.append(_Place(word.lower()[:_STEM], start, match.end()))
        return places
