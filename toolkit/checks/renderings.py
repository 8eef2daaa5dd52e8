"""What stands for a name in the translations of a catalog, and what is near that.

A name is copied where both languages have one script. In another script it is known by its consonants, by the
translated names of speakers, and by standing wherever the name stands and hardly anywhere else.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, islice
from typing import NamedTuple

from toolkit import languages
from toolkit.checks import signs, sounds
from toolkit.checks.messages import CheckedMessage
from toolkit.text import scripts

PARTS = re.compile(r"[\s'’ʼ·・‧,，、\-]+")
"""Between the parts of a name."""
CASED = frozenset(["Latn", "Cyrl", "Grek", "Armn"])
"""Scripts with capitals."""
_CAPITAL = re.compile(r"(?<![^\W\d_])[A-ZÀ-ÖØ-ÞĀ-žΆ-ΫЀ-Я][^\W\d_]+")
"""A word that may have a capital."""
_KATAKANA = re.compile(f"[{scripts.KATAKANA}{scripts.KATAKANA_SIGNS}]{{2,}}")
_HAN = re.compile(f"[{scripts.HAN}]+")
_SHORTEST = 3
"""Letters of a form that is looked at."""
_SHORT = 5
"""Letters up to which one slip is allowed for; two from there on."""
_LEARNT_FROM = 20
"""Messages that are looked at to learn what stands for a name."""
_LONG_ENOUGH = 4
"""Consonants of a name, so that two that are swapped are no chance."""
_ALIKE = 0.6
"""Consonants that a name and its form in another script share at least."""
_ALIKE_IF_NEAR = 0.5
"""Likewise of a form that is near the usual one."""
_SPELT_ALIKE = 0.4
"""In Latin letters a name and a form of it whose consonants are swapped are alike so much at least."""
_INSIDE = 0.8
"""Of the messages that have a form, so many have the name: else it is another word."""
_LOOKED_AT = 300
"""Words of one message that may be a name, and names in it: more are no interview, and take their square."""
_LONGEST = 2000
"""Ideographs of one message that are looked at."""
_FEW = 3
"""Messages that have a name, of which each may write it otherwise."""
_TRIED = 2000
"""Forms of one catalog that are counted by going through all of it."""
_ENDING = 2
"""Letters behind a copied name that may be a slip; more make another word."""
_ENDINGS = frozenset(["s", "es", "n", "er"])
"""Of a copied name, in languages that otherwise leave names as they are."""


def capitalized(words: Iterable[str]) -> list[str]:
    """The first words with a capital, without what is joined to them."""
    parts = chain.from_iterable(_CAPITAL.findall(word) for word in words if not word.islower())
    return list(islice((word for word in parts if word[0].isupper()), _LOOKED_AT))


def _by_letter(words: Sequence[str], at: int) -> dict[str, list[str]]:
    """Words by their letter at a place."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in words:
        found[word[at]].append(word)
    return found


class RenderedName(NamedTuple):
    """A name in the source."""

    text: str
    places: list[CheckedMessage]
    """The messages that have it, and the names of speakers; in order."""


class Rendering(NamedTuple):
    """What stands for a name."""

    usual: str
    """"" where that isn't clear."""
    slips: list[tuple[CheckedMessage, str]]
    """The messages that have the name, and something near this instead."""


class Targets:
    """The translations of a catalog, to look up in."""

    def __init__(self, messages: Sequence[CheckedMessage], lang: str) -> None:
        self.messages = messages
        self.signs = signs.of(lang)
        self.script = languages.get(lang).script
        self.cased = self.script in CASED
        self.ideographs = self.script in ("Hans", "Hant", "Hani")
        self._prefixes = _by_letter(self.signs.prefixes, 0)
        self._suffixes = _by_letter(self.signs.suffixes, -1)
        self._tried = 0
        self._words: dict[int, list[str]] = {}
        self._bare: dict[str, tuple[str, ...]] = {}
        self._sounds: dict[int, tuple[list[str], list[str]]] = {}

    def words(self, message: CheckedMessage) -> list[str]:
        """What may be a name in a translation."""
        # Several names look at one message.
        known = self._words.get(id(message))
        if known is None:
            known = self._words[id(message)] = self._read(message)[:_LOOKED_AT]
        return known

    def _read(self, message: CheckedMessage) -> list[str]:
        words = self._written(message)
        return words if self.cased else [bare for word in words for bare in self.bare(word)]

    def _written(self, message: CheckedMessage) -> list[str]:
        """Words as they are written, in the order of the text."""
        if self.script == "Jpan":
            return _KATAKANA.findall(message.target)
        if self.cased:
            return capitalized(message.target_words)
        parts = (PARTS.split(word) if not word.isalpha() else (word,) for word in message.target_words)
        return list(chain.from_iterable(parts))

    def read(self, message: CheckedMessage) -> tuple[list[str], list[str]]:
        """The words that are long enough to be told by their consonants, and these."""
        known = self._sounds.get(id(message))
        if known is None:
            words = [word for word in dict.fromkeys(self.words(message)) if len(word) >= _SHORTEST]
            known = self._sounds[id(message)] = words, [sounds.consonants(word) for word in words]
        return known

    def bare(self, word: str) -> tuple[str, ...]:
        """A word, and what is left of it without words that are written together with names."""
        known = self._bare.get(word)
        if known is None:
            known = self._bare[word] = self._without_joined(word)
        return known

    def _without_joined(self, word: str) -> tuple[str, ...]:
        before = [
            word[len(prefix) :] for prefix in self._prefixes.get(word[:1], ()) if word.startswith(prefix)
        ]
        behind = [
            word[: -len(suffix)] for suffix in self._suffixes.get(word[-1:], ()) if word.endswith(suffix)
        ]
        return (word, *before, *behind) if before or behind else (word,)

    def apart(self, form: str, other: str) -> bool:
        """Whether two forms differ in more than what is written together with them."""
        if self.signs.prefixes or self.signs.suffixes:
            return (
                form not in other and other not in form and set(self.bare(form)).isdisjoint(self.bare(other))
            )
        return form != other and not (self.signs.inflects and _one_stem(form, other))

    def has(self, message: CheckedMessage, form: str) -> bool:
        """Whether a translation has a form, or one of its cases."""
        if form not in message.target:
            return False
        if self.signs.inflects or not (self.cased or self.script == "Jpan"):
            return True
        end = message.target.find(form) + len(form)
        # Nearly always nothing is written together with it.
        if not message.target[end : end + 1].isalpha():
            return True
        rests = [word.removeprefix(form) for word in self.words(message) if word.startswith(form)]
        ways = (not rest or rest in _ENDINGS or len(rest) > _ENDING for rest in rests)
        return not rests or any(ways)

    @cached_property
    def _counts(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for message in self.messages:
            # What is written together with names is added when one is counted.
            counts.update(set(self._written(message)))
        return counts

    @cached_property
    def _whole(self) -> str:
        return "\n".join(message.target for message in self.messages)

    def count(self, form: str) -> int:
        """In how many messages a form stands; very many where that has been asked too often."""
        if not self.ideographs:
            joined = (*(prefix + form for prefix in self.signs.prefixes), form)
            behind = (form + suffix for suffix in self.signs.suffixes)
            return sum(self._counts[word] for word in (*joined, *behind))
        self._tried += 1
        return self._whole.count(form) if self._tried < _TRIED else len(self._whole)


def copied(name: RenderedName, targets: Targets) -> Rendering:
    """A name that is written as in the source."""
    lacking = [message for message in name.places if not targets.has(message, name.text)]
    kept = len(name.places) - len(lacking)
    if len(name.places) == 1:
        return Rendering("", list(_mistyped(name, targets)) if lacking else [])
    # What is seldom copied has a form of its own in the language: Europe, Europa.
    if kept * 2 < len(name.places):
        return Rendering("", [])
    return Rendering(name.text, list(_near(name.text, lacking, targets, kept)))


def rendered(name: RenderedName, targets: Targets) -> Rendering:
    """A name that is written in another script."""
    if len(name.places) == 1:
        return Rendering("", list(_swapped(name, targets)))
    usual, kept = _usual(name, targets)
    if not usual:
        return _two_ways(name, targets)
    lacking = [message for message in name.places if not targets.has(message, usual)]
    slips = []
    for message, form in _near(usual, lacking, targets, kept):
        # A word that only looks alike is read otherwise.
        if targets.ideographs or sounds.likeness(name.text, form) >= _ALIKE_IF_NEAR:
            slips.append((message, form))
    done = {id(message) for message, _ in slips}
    left = [message for message in lacking if id(message) not in done and _is_left(name.text, message.target)]
    if (
        name.text.isascii()
        and name.text not in usual
        and (signs.clear(len(left), kept) or len(left) == 1 < kept)
    ):
        slips += [(message, name.text) for message in left]
    return Rendering(usual, slips)


def _is_left(name: str, text: str) -> bool:
    """Whether a name stands in a text as it is; letters of other scripts may stand beside it."""
    at = text.find(name)
    if at < 0:
        return False
    beside = text[at - 1 : at] + text[at + len(name) : at + len(name) + 1]
    return not any(letter.isascii() and letter.isalpha() for letter in beside)


def _near(
    usual: str, lacking: Iterable[CheckedMessage], targets: Targets, kept: int
) -> Iterator[tuple[CheckedMessage, str]]:
    """Messages with a form near the usual one, which is rare enough to be a slip."""
    for message in lacking:
        for form in _candidates(usual, message, targets):
            slips = targets.count(form)
            if form not in message.source_words and (slips == 1 or signs.clear(slips, kept)):
                yield message, form
                break


def _candidates(usual: str, message: CheckedMessage, targets: Targets) -> Iterator[str]:
    from rapidfuzz.distance import OSA

    most = 1 if len(usual) <= _SHORT else 2
    if targets.ideographs:
        yield from _windows(usual, message.target[:_LONGEST])
        return
    for form in targets.words(message):
        if abs(len(form) - len(usual)) > most or len(form) < _SHORTEST:
            continue
        if 0 < OSA.distance(usual, form, score_cutoff=most) <= most and targets.apart(usual, form):
            yield form


def _windows(usual: str, text: str) -> Iterator[str]:
    """Ideographs in a text that differ from a form by one, or by the order of two neighbours."""
    from rapidfuzz.distance import OSA

    size, wanted = len(usual), set(usual)
    if size < _SHORTEST:
        return
    # One more or one less, where that is inside: at an end it is a word of its own.
    for run in _HAN.finditer(text):
        for length in (size, size + 1, size - 1):
            for begin in range(len(run[0]) - length + 1):
                form = run[0][begin : begin + length]
                if len(wanted.intersection(form)) < len(wanted) - 1:
                    continue
                if OSA.distance(usual, form, score_cutoff=1) != 1:
                    continue
                if length == size or (form[0] == usual[0] and form[-1] == usual[-1] and length >= size):
                    yield form


def _forms(name: RenderedName, message: CheckedMessage, targets: Targets) -> set[str]:
    """What may stand for a name in a translation."""
    if targets.ideographs:
        spans = sounds.spans(name.text, message.target[:_LONGEST]) if name.text.isascii() else ()
        return {span for span in spans if len(span) >= _SHORTEST}
    if len(sounds.consonants(name.text)) < 2:
        return set()
    words, read = targets.read(message)
    return set(sounds.alike(name.text, words, read, _ALIKE))


def _usual(name: RenderedName, targets: Targets) -> tuple[str, int]:
    """What stands for a name in most of its messages, and in how many; "" where that isn't clear."""
    counts: Counter[str] = Counter()
    known: set[str] = set()
    looked_at = name.places[:_LEARNT_FROM]
    for message in looked_at:
        if message.entry.ids:
            counts.update(_forms(name, message, targets))
        elif part := part_of(name.text, message):
            # The name of a speaker, which a person has translated part by part.
            known.add(part)
    for form in known:
        counts[form] = sum(form in message.target for message in looked_at)
    # Of several that are as common what is read as the name is: others may be parts of it, or have more.
    ranks = sorted(
        counts.items(),
        key=lambda item: (item[0] not in known, -item[1], -_likeness(name, item[0], targets), item[0]),
    )
    for form, kept in ranks:
        if form in known:
            # What a person has written for this name alone counts twice.
            return form, kept + 1
        if kept >= max(2, len(looked_at) / 2) and kept >= _INSIDE * min(targets.count(form), _LEARNT_FROM):
            return form, kept
    return "", 0


def _likeness(name: RenderedName, form: str, targets: Targets) -> float:
    return 0.0 if targets.ideographs else sounds.likeness(name.text, form)


def part_of(part: str, person: CheckedMessage) -> str:
    """What stands for a part of a speaker's name; "" where the parts aren't as many."""
    source, target = PARTS.split(person.source), PARTS.split(person.target)
    if len(source) == len(target) and part in source:
        return target[source.index(part)]
    return ""


def _two_ways(name: RenderedName, targets: Targets) -> Rendering:
    """A name in two messages, each of which writes it otherwise."""
    from rapidfuzz.distance import OSA

    if len(name.places) <= _FEW and len(sounds.consonants(name.text)) > 1:
        first, *others = name.places
        for usual in sorted(_forms(name, first, targets)):
            most = 1 if len(usual) <= _SHORT else 2
            for message in others:
                for form in sorted(_forms(name, message, targets)):
                    near = 0 < OSA.distance(usual, form, score_cutoff=most) <= most
                    alone = targets.count(usual) == targets.count(form) == 1
                    if near and alone and targets.apart(usual, form):
                        return Rendering(usual, [(message, form)])
    return Rendering("", [])


def _mistyped(name: RenderedName, targets: Targets) -> Iterator[tuple[CheckedMessage, str]]:
    """A name that stands in one message alone, beside another one that is copied: Little Fenwich.

    By itself a word may have a form of its own in the other language: Dezember, Viena.
    """
    message = name.places[0]
    for _, form in _near(name.text, [message], targets, 1):
        beside = re.compile(rf"([^\W\d_]+) {re.escape(name.text)}\b|\b{re.escape(name.text)} ([^\W\d_]+)")
        for match in beside.finditer(message.source):
            other = match[1] or match[2]
            pairs = f"{other} {form}", f"{form} {other}"
            if other[:1].isupper() and any(pair in message.target for pair in pairs):
                yield message, form
                return


def _swapped(name: RenderedName, targets: Targets) -> Iterator[tuple[CheckedMessage, str]]:
    """A name in katakana whose consonants are right, but for two in the wrong order.

    Other scripts leave out too much to tell.
    """
    message, wanted = name.places[0], sounds.once(sounds.consonants(name.text))
    if targets.script == "Jpan" and len(wanted) >= _LONG_ENOUGH:
        for form in targets.words(message):
            if _is_swapped(name.text, wanted, form):
                yield message, form


def _is_swapped(name: str, wanted: str, form: str) -> bool:
    from rapidfuzz.distance import OSA

    read = sounds.consonants(form)
    swapped = OSA.distance(read, wanted) == 1 and sorted(read) == sorted(wanted)
    return swapped and sounds.spelling(name, form) > _SPELT_ALIKE


def _one_stem(form: str, other: str) -> bool:
    """Whether two forms differ in their endings alone."""
    size = max(len(form), len(other)) - 2
    return size > 1 and form[:size].lower() == other[:size].lower()
