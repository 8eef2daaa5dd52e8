"""Words that are written otherwise than elsewhere: without their accent, with a letter more, less or another.

A catalog is its own dictionary. A word that stands once, and is another one but for such a slip, is that
word. In published translations that was so nearly always of an accent, of a letter twice and of two that
changed places. A letter more or less made words of their own there more often than not, but where letters
come together that do so in no other word.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain
from operator import ne

from toolkit import languages, late
from toolkit.checks import Check, Checked, quoted, small_names
from toolkit.checks.foreign import common, language
from toolkit.checks.messages import CheckedMessage, small
from toolkit.checks.signs import around_word
from toolkit.findings import Finding, define
from toolkit.languages import slips, spelling
from toolkit.late import WorkedOut

_OFTEN = 2
"""Messages that have a word, so that it is written so."""
_ACCENTED, _DOUBLED = 4, 6
"""Letters of a word that is told by its accent, and of one that is told by its letters."""
_LONGEST = 100
"""Letters of a word, at most: what is longer is none, and has too many letters to try without each."""
_MANY_PAIRS = 2
"""Words that are there with an accent and without one: in such a language accents tell words apart."""
_NO_ACCENT = "\u0308\u0306\u030a\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
"""Of umlauts, of й and of å: the letter without them is another one, and its word as good.

Of Arabic vowels: most texts are written without any. A hamza that is lost is a slip.
"""
_I_DO = late.regex("[وف]?أ")
"""How Arabic verbs begin that tell what I do: أعتقد, I think. Without the hamza, he thought so."""
_LETTERS = 7
"""Letters of a word that has one too many or too few."""
_SWAPPED = 6
"""Letters of a word two of which have changed places."""
_STRANGE = 2
"""Groups of three letters of such a word that no other word has."""
_STRANGER = 3
"""The same of a word that has another letter: all that has it stands beside nothing as usual."""
_ENOUGH, _SOME = 1000, 300
"""Words that tell which letters a language has beside each other; of few words any has some of its own.

The second is enough where two of them have changed places.
"""
_STEM = 5
"""Letters by which a word of a source is known, whatever its ending."""
_TOLD, _BACK = 0.8, 0.6
"""Share of a word's messages that have what it stands for, and of those with that which have the word."""
_TONES = frozenset(["vi"])
"""Languages whose accents are of each syllable: one without is another word."""
_SCRIPTS = ("Latn", "Cyrl", "Grek", "Arab")
_ROOTS, _BETWEEN = "Arab", str.maketrans("", "", "اوي")
"""A script in which other vowels between the same letters make other words, and these: العامل, العمال."""


def _bare(word: str) -> str:
    """A word without its accents; as it is where it has one at its end, or umlauts.

    >>> _bare("également"), _bare("parlé"), _bare("drücken")
    ('egalement', 'parlé', 'drücken')
    """
    signs = unicodedata.normalize("NFD", word)
    ends = unicodedata.combining(signs[-1]) or any(sign in signs for sign in _NO_ACCENT)
    return word if ends else "".join(sign for sign in signs if not unicodedata.combining(sign))


def _outside(word: str) -> tuple[int, str, str]:
    """The length of a word, and its ends."""
    return len(word), word[: slips.ENDS], word[-slips.LONG_END :]


class _WrittenWords:
    """The words of a catalog, and the common ones of its language."""

    def __init__(self, often: Mapping[str, int], known: frozenset[str], lang: str) -> None:
        self._has_roots = languages.get(lang).script == _ROOTS
        self._all = often.keys() | known
        self._many = len(self._all)
        self._lang = lang
        self._usual = {word for word, times in often.items() if times >= _OFTEN}
        self._bare = {
            without: word
            for word in (*known, *(word for word in self._usual if not _I_DO.match(word)))
            if len(word) >= _ACCENTED and not word.isascii() and (without := _bare(word)) != word
        }
        if lang in _TONES or len(self._usual & self._bare.keys()) > _MANY_PAIRS:
            self._bare = {}
        self._known = {word for word in known if word in often}.union(self._usual)
        self._shorter = {
            shorter: word
            for word in sorted(self._known, reverse=True)
            if _SWAPPED <= len(word) <= _LONGEST and word.isalpha()
            for shorter in slips.with_a_letter_less(word)
        }
        self._groups = Counter(
            group for word in {*often, *known} if len(word) <= _LONGEST for group in slips.groups(word)
        )

    def meant(self, words: Collection[str]) -> Mapping[str, str]:
        """Which of some words are another one but for a slip, and that word."""
        found = {word: one for word in words if (one := self._by_the_catalog(word))}
        rest = [word for word in words if word not in found and len(word) <= _LONGEST]
        return found | spelling.meant(rest, self._lang, lambda group: self._groups[group] < _OFTEN)

    def _by_the_catalog(self, word: str) -> str:
        """The word that one is but for a slip, as the catalog tells; "" for none."""
        if word in self._bare:
            return self._bare[word]
        # What a list has is a word of its own: früchte, fürchte.
        if len(word) > _LONGEST or word in spelling.listed(self._lang):
            return ""
        shorter = slips.with_a_letter_once(word) if len(word) > _DOUBLED else ()
        once = next((once for once in shorter if once in self._usual), "")
        if once or len(word) < _SWAPPED or not word.isalpha():
            return once
        return self._mistyped(word)

    def finding(self, meant: str) -> str:
        """The finding that tells why a word is meant: it stands elsewhere, or is common."""
        return "D229.elsewhere" if meant in self._all else "D229.common"

    def is_strange(self, word: str) -> bool:
        """Whether a word has letters beside each other that no other word has so."""
        return any(self._groups[group] < _OFTEN for group in slips.groups(word))

    def _mistyped(self, word: str) -> str:
        """The word that one is but for two letters that changed places, or for a letter more or less."""
        strange = sum(self._groups[group] < _OFTEN for group in slips.groups(word))
        rooted = self._has_roots
        for swapped, vowels in slips.with_two_swapped(word):
            moved = rooted and word.translate(_BETWEEN) == swapped.translate(_BETWEEN)
            told = strange >= _STRANGE and self._many >= _SOME and not moved
            sure = told if rooted else strange or not vowels
            if sure and swapped in self._known:
                return swapped
        if rooted or strange < _STRANGE or len(word) < _LETTERS or self._many < _ENOUGH:
            return ""
        longer = (one for one in slips.with_a_letter_less(word) if one in self._known)
        return self._shorter.get(word) or next(longer, "") or self._with_another_letter(word, strange)

    def _with_another_letter(self, word: str, strange: int) -> str:
        """The word that one is but for a letter inside; "" for none.

        Many words differ in one: what is told has letters together as no word has, and that one has none.
        """
        if strange < _STRANGER:
            return ""
        for other in self._alike[_outside(word)]:
            differ = sum(map(ne, word, other))
            usual = all(self._groups[group] >= _OFTEN for group in slips.groups(other))
            if differ == 1 and usual and _bare(other) != _bare(word):
                return other
        return ""

    @WorkedOut
    def _alike(self) -> Mapping[tuple[int, str, str], list[str]]:
        """All words by their length and their ends."""
        alike: defaultdict[tuple[int, str, str], list[str]] = defaultdict(list)
        for word in sorted(self._all):
            if _LETTERS <= len(word) <= _LONGEST and word.isalpha():
                alike[_outside(word)].append(word)
        return alike


class _SourceWords:
    """What the sources say whose translations have a word.

    Where sources have a word whenever their translations have another one, and hardly ever without it, that
    stands for it. A source that has none of those means something else; Spanish *cuarto* is no slip of
    *cuatro*.
    """

    def __init__(self, messages: Iterable[CheckedMessage], words: Set[str]) -> None:
        self._there = Counter[str]()
        self._having: defaultdict[str, list[Set[str]]] = defaultdict(list)
        for message in messages:
            stems = _stems(message)
            self._there.update(stems)
            for word in words & set(map(small, message.target_words)):
                self._having[word].append(stems)
        self._told: dict[str, Set[str]] = {}

    def may_say(self, message: CheckedMessage, word: str) -> bool:
        """Whether the source of a message may say what a word stands for elsewhere."""
        if word not in self._told:
            self._told[word] = self._always(self._having[word])
        told = self._told[word]
        return not told or not told.isdisjoint(_stems(message))

    def _always(self, having: Sequence[Set[str]]) -> Set[str]:
        """What nearly all sources of a word have; nothing where none of it is said for that word alone."""
        if len(having) < _OFTEN:
            return frozenset()
        counts = Counter(chain.from_iterable(having))
        told = {stem for stem, many in counts.items() if many >= _TOLD * len(having)}
        return told if any(counts[stem] >= _BACK * self._there[stem] for stem in told) else frozenset()


def _stems(message: CheckedMessage) -> Set[str]:
    """The beginnings of the words of a source."""
    return {small(word)[:_STEM] for word in message.source_words}


def misspelt(checked: Checked) -> Iterator[Finding]:
    """Report words that are misspelt."""
    if languages.get(checked.catalog.lang).script not in _SCRIPTS:
        return
    lang = language(checked.catalog.lang)
    known = common(lang)
    dictionary = _WrittenWords(checked.often, known, lang)
    # Names have capitals, and are no words to look up.
    written = chain.from_iterable(message.target_words for message in checked.messages)
    all_meant = dictionary.meant((checked.once - known - spelling.common(lang)).intersection(written))
    sources = _SourceWords(checked.messages, set(all_meant.values()))
    for message in checked.messages:
        # A name has a capital, and what the source has is its.
        for word in sorted(all_meant.keys() & message.target_words):
            meant = all_meant[word]
            # What has letters together that no word has is none.
            sure = _bare(meant) == word or dictionary.is_strange(word)
            if word not in message.source.lower() and (sure or sources.may_say(message, meant)):
                yield _misspelt(dictionary.finding(meant), checked, message, word, meant)
    for message, word, usual in small_names.found(checked):
        yield _misspelt("D229.elsewhere", checked, message, word, usual)


def _misspelt(code: str, checked: Checked, message: CheckedMessage, word: str, meant: str) -> Finding:
    """A finding about a word, and what is meant."""
    target = around_word(message.target, word)
    return checked.report(code, message, word=quoted(word), meant=quoted(meant), target=target)


CHECK = Check(
    define(
        "D229",
        severity="warning",
        title=(
            "A word is written without its accent or its capital, with a letter too many, too few or "
            "another, or with two that changed places, and elsewhere it isn't. The catalog tells how it is "
            "written; with the extra `spelling`, so do lists of words, and two "
            "common words without their blank are told."
        ),
        words={
            "elsewhere": "{word} is written {meant} elsewhere: the translation {target} ({message}).",
            "common": "{word} is probably {meant}, which is common: the translation {target} ({message}).",
        },
        cure={
            "elsewhere": "Write the word as elsewhere.",
            "common": "Look whether it is, and write it so.",
        },
        advice="Write the word as elsewhere.",
    ),
    misspelt,
)
