"""The translations of a catalog, to look up what stands for a name."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, takewhile

from toolkit import languages, late
from toolkit.checks import signs, sounds
from toolkit.checks.messages import CheckedMessage
from toolkit.grouped import grouped
from toolkit.late import WorkedOut
from toolkit.text import scripts

PARTS = late.regex(r"[\s'’ʼ·・‧,，、\-]+")
"""Between the parts of a name."""
CASED = frozenset(["Latn", "Cyrl", "Grek", "Armn"])
"""Scripts with capitals."""
_CAPITAL = late.regex(r"(?<![^\W\d_])[A-ZÀ-ÖØ-ÞĀ-žΆ-ΫЀ-Я][^\W\d_]+")
"""A word that may have a capital."""
_KATAKANA = late.regex(f"[{scripts.KATAKANA}{scripts.KATAKANA_SIGNS}]{{2,}}")
SHORTEST = 3
"""Letters of a form that is looked at."""
_LOOKED_AT = 300
"""Words of one message that may be a name, and names in it: more are no interview, and take their square."""
_TRIED = 2000
"""Forms of one catalog that are counted by going through all of it."""
_ENDING = 2
"""Letters behind a copied name that may be a slip; more make another word."""
_CASE, _UNKNOWN_CASE = 2, 4
"""Letters that a case has; in languages whose signs aren't known there may be more."""
ENDINGS = frozenset(["s", "es", "n", "er"])
"""Of a copied name, in languages that otherwise leave names as they are."""


def capitalized(words: Iterable[str]) -> list[str]:
    """The first words with a capital, without what is joined to them."""
    return list(islice(_capitalized(words), _LOOKED_AT))


def _capitalized(words: Iterable[str]) -> Iterator[str]:
    for word in [word for word in words if not word.islower()]:
        # Nearly all are letters alone.
        if not word.isalpha():
            yield from (part for part in _CAPITAL.findall(word) if part[0].isupper())
        elif word[0].isupper() and len(word) > 1:
            yield word


def _by_letter(words: Sequence[str], at: int) -> dict[str, list[str]]:
    """Words by their letter at a place."""
    return grouped((word[at], word) for word in words)


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
        self._cases: dict[str, int] = {}
        self._capitals: dict[int, list[str]] = {}
        self.forms: dict[tuple[str, int], set[str]] = {}
        """By a name and the id of a message: what may stand for it there."""
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

    def capitals(self, message: CheckedMessage) -> list[str]:
        """The words of a source that have a capital."""
        known = self._capitals.get(id(message))
        if known is None:
            known = self._capitals[id(message)] = capitalized(message.source_words)
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
            words = [word for word in dict.fromkeys(self.words(message)) if len(word) >= SHORTEST]
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
        if self.signs.inflects:
            return not self.same(form, other)
        return form != other and not (form.startswith(other) and form.removeprefix(other) in ENDINGS)

    def same(self, form: str, other: str) -> bool:
        """Whether two forms are one, but for their endings where the language has cases."""
        if form == other:
            return True
        if self.signs.letters:
            # Кельн is Кёльн.
            form, other = form.translate(self.signs.letters), other.translate(self.signs.letters)
        ending = _CASE if self.signs.known else _UNKNOWN_CASE
        return self.signs.inflects and one_stem(form, other, ending)

    def is_adjective(self, form: str, name: str) -> bool:
        """Whether a form is an adjective made of a name: Данморский, Dunmorer."""
        return any(self._is_made_of(bare, name) for bare in self.bare(form))

    def _is_made_of(self, form: str, name: str) -> bool:
        for ending in self.signs.adjectives:
            stem = form.removesuffix(ending)
            if stem != form and len(stem) > SHORTEST and self.same(stem, name[: len(stem)]):
                return len(name) - len(stem) <= _ENDING
        return False

    def has(self, message: CheckedMessage, form: str) -> bool:
        """Whether a translation has a form, or one of its cases."""
        if form not in message.target:
            if not self.signs.inflects:
                return False
            first = form[:1]
            return any(word[:1] == first and self.same(form, word) for word in self.words(message))
        if self.signs.inflects or not (self.cased or self.script == "Jpan"):
            return True
        end = message.target.find(form) + len(form)
        # Nearly always nothing is written together with it.
        if not message.target[end : end + 1].isalpha():
            return True
        rests = [word.removeprefix(form) for word in self.words(message) if word.startswith(form)]
        ways = (not rest or rest in ENDINGS or len(rest) > _ENDING for rest in rests)
        return not rests or any(ways)

    @WorkedOut
    def _counts(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for message in self.messages:
            # What is written together with names is added when one is counted.
            counts.update(set(self._written(message)))
        return counts

    @WorkedOut
    def _sorted(self) -> list[str]:
        return sorted(self._counts)

    def _count_cases(self, form: str) -> int:
        """In how many messages a form stands, whatever its ending."""
        known = self._cases.get(form)
        if known is None:
            # What begins so stands together.
            stem = form[: max(1, len(form) - _ENDING)]
            begin = bisect_left(self._sorted, stem)
            cases = takewhile(lambda word: word.startswith(stem), islice(self._sorted, begin, None))
            counts = (self._counts[word] for word in cases if self.same(form, word))
            known = self._cases[form] = sum(counts)
        return known

    @WorkedOut
    def _whole(self) -> str:
        return "\n".join(message.target for message in self.messages)

    def count(self, form: str) -> int:
        """In how many messages a form stands; very many where that has been asked too often."""
        if self.signs.inflects:
            return self._count_cases(form)
        if not self.ideographs:
            joined = (*(prefix + form for prefix in self.signs.prefixes), form)
            behind = (form + suffix for suffix in self.signs.suffixes)
            return sum(self._counts[word] for word in (*joined, *behind))
        self._tried += 1
        return self._whole.count(form) if self._tried < _TRIED else len(self._whole)


def one_stem(form: str, other: str, ending: int = _CASE) -> bool:
    """Whether two forms differ in their endings alone, which have so many letters at most."""
    size = max(len(form), len(other)) - ending
    return size > 1 and form[:size].lower() == other[:size].lower()
