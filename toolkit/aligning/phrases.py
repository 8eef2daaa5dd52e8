"""Phrases that are translated alike throughout a text: what may be terms.

From pairs that are known to translate each other, message by message:

    phrases of the source that recur      one to four words, or a run of characters in scripts without blanks
    for each the phrase of the target     that stands in most of the same pairs, and in few others
    what the lexicon doesn't confirm      two phrases may meet by chance as long as no word of them
                                          is known to translate another (`lexical`, learnt of the same pairs)

What is found, a person confirms.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from toolkit import languages
from toolkit.aligning import lexical, words
from toolkit.aligning.words import normal, stem
from toolkit.text import scripts
from toolkit.text.similarity import shared_start

_WORDS = 4
"""Words of the longest phrase."""
_LETTERS = 8
"""Characters of the longest in a script without blanks."""
_SHORT = 3
"""Letters of the shortest word that may be a term by itself."""
_LEAST = 3
"""Pairs that a phrase is in, or it doesn't recur."""
_STEADY = 0.6
"""Of the pairs with the phrase, so many have its translation."""
_OWN = 0.4
"""Of the pairs with the translation, so many have the phrase."""
_KNOWN = 0.1
"""Probability, in both directions, from which on two words translate each other."""
_PART = 0.9
"""Of the pairs with a phrase, so many have the same longer one: then that is the term."""
_OFTEN = 4
"""Of several forms of a phrase, those count that are no rarer than this part of the most frequent."""
_EVERYWHERE = 0.2
"""Share of the pairs from which on a character is no part of a term's edge."""
_MOST = 2_000
"""Pairs from which on a phrase is looked at in some of them."""

_PIECES = re.compile(
    rf"[{scripts.HAN}]+|[{scripts.KATAKANA}{scripts.KATAKANA_SIGNS}]+|[{scripts.UNSPACED}]+"
    rf"|(?:(?![{scripts.UNSPACED}])[^\W\d_])+(?:['’ʼ-](?:(?![{scripts.UNSPACED}])[^\W\d_])+)*"
    r"|[^\w\s]"
)
"""Words, runs of one script without blanks, and marks, which no phrase goes across."""


@dataclass(frozen=True, slots=True)
class TermCandidate:
    """A phrase with a steady translation."""

    source: str
    target: str
    times: int
    """Pairs that have both."""
    among: int
    """Pairs that have the source."""
    example: tuple[str, str]
    """The shortest pair that has both."""


def candidates(pairs: Sequence[tuple[str, str]], source_lang: str, lang: str) -> list[TermCandidate]:
    """The candidates in some pairs of texts, as they are read; the most frequent first."""
    if len(pairs) < _LEAST:
        return []
    sides = (_PhraseSide([a for a, _ in pairs], source_lang), _PhraseSide([b for _, b in pairs], lang))
    known = _known(pairs)
    out: list[TermCandidate] = []
    for key, units in sorted(
        sides[0].units.items(), key=lambda item: (-len(item[1]), -len(item[0]), item[0])
    ):
        if not sides[0].is_whole(key, units):
            continue
        best = _translation(units, sides[1], {other for word in key for other in known.get(stem(word), ())})
        if best is not None:
            both = sorted(units & sides[1].units[best])
            example = min((pairs[unit] for unit in both), key=lambda pair: len(pair[0]))
            source, target = sides[0].written(key), sides[1].written(best)
            out.append(TermCandidate(source, target, len(both), len(units), example))
    return out


def _translation(units: set[int], side: _PhraseSide, wanted: set[str]) -> tuple[str, ...] | None:
    """The phrase that stands in most of these pairs and in few others; None for none.

    wanted  stems of words that it must have one of
    """
    some = sorted(units)[:: len(units) // _MOST + 1]
    met = Counter(key for unit in some for key in side.phrases[unit])
    best, rank = None, (0.0, 0)
    for key, count in met.items():
        if count < _STEADY * len(some) or not side.confirmed(key, wanted):
            continue
        everywhere = side.units[key]
        both = len(units & everywhere)
        if both >= _OWN * len(everywhere):
            own = (round(2 * both / (len(units) + len(everywhere)), 3), side.size(key))
            best, rank = (key, own) if own > rank else (best, rank)
    return best


def _known(pairs: Sequence[tuple[str, str]]) -> dict[str, set[str]]:
    """Stem of the source -> stems that translate it, as the lexicon of these pairs has it."""
    numbers: tuple[dict[str, int], dict[str, int]] = ({}, {})
    full, texts = [], []
    for side, vocabulary in enumerate(numbers):
        lines, stems = words.types([normal(pair[side]) for pair in pairs])
        full.append(lines)
        texts.append(lexical.text(stems, vocabulary))
    lexicon = lexical.WordTable((texts[0], texts[1]), lexical.seeds(full, numbers))
    spans = np.stack((np.arange(len(pairs)), np.arange(1, len(pairs) + 1)), axis=1)
    lexicon.train(lexical.Sample(spans, spans, np.ones(len(pairs))))
    source = np.repeat(np.arange(texts[0].size), np.diff(lexicon.begin))
    ahead = (lexicon.ground[0][source] + lexicon.extra[0]) * lexicon.share[1][lexicon.other]
    behind = (lexicon.ground[1][lexicon.other] + lexicon.extra[1]) * lexicon.share[0][source]
    sure = np.flatnonzero(np.minimum(ahead, behind) >= _KNOWN)
    ours, theirs = [*numbers[0]], [*numbers[1]]
    known: dict[str, set[str]] = defaultdict(set)
    for pair in sure.tolist():
        known[ours[int(source[pair])]].add(theirs[int(lexicon.other[pair])])
    return known


class _PhraseSide:
    """The texts of one language, with the phrases that recur in them."""

    def __init__(self, texts: Sequence[str], lang: str) -> None:
        self._function = languages.function_words(lang)
        self._forms: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        found = [dict(self._of(text)) for text in texts]
        seen = Counter(key for own in found for key in own)
        self.phrases = [[key for key in own if seen[key] >= _LEAST] for own in found]
        self.units: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for unit, own in enumerate(self.phrases):
            for key in own:
                self.units[key].add(unit)
                self._forms[key][found[unit][key]] += 1
        letters = Counter(letter for text in texts for letter in set(text))
        self._everywhere = {letter for letter, many in letters.items() if many > _EVERYWHERE * len(texts)}
        self._longer = self._containing()

    def _of(self, text: str) -> Iterator[tuple[tuple[str, ...], str]]:
        """The phrases of a text, by their stems, with how they are written there."""
        before: list[tuple[str, int, int]] = []
        for match in _PIECES.finditer(text):
            piece = match[0]
            if scripts.within(piece, scripts.UNSPACED):
                before = []
                yield from _runs(piece)
            elif not piece[0].isalnum():
                before = []
            else:
                before = [*before[1 - _WORDS :], (stem(normal(piece)), match.start(), match.end())]
                last = normal(piece)
                if last in self._function or len(last) < 2:
                    continue
                for k in range(len(before)):
                    _, begin, _ = before[k]
                    first = normal(text[begin : before[k][2]])
                    if first not in self._function and len(first) > 1:
                        yield tuple(word for word, _, _ in before[k:]), text[begin : match.end()]

    def is_whole(self, key: tuple[str, ...], units: set[int]) -> bool:
        """Whether a phrase may be a term, and isn't always a part of the same longer one."""
        form = self.written(key)
        if scripts.within(form, scripts.UNSPACED):
            if scripts.within(form, scripts.HAN) and not self._everywhere.isdisjoint((form[0], form[-1])):
                return False
        elif len(key) == 1 and len(form) < _SHORT:
            return False
        return len(self._longer.get(key, ())) < _PART * len(units)

    def _containing(self) -> dict[tuple[str, ...], set[int]]:
        """Phrase -> the pairs in which a longer one has it."""
        longer: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for key, units in self.units.items():
            for part in _parts(key):
                if part in self.units and len(units) > len(longer[part]):
                    longer[part] = units
        return longer

    def confirmed(self, key: tuple[str, ...], wanted: set[str]) -> bool:
        """Whether the lexicon knows a word of a phrase."""
        if len(key) == 1 and scripts.within(key[0], scripts.UNSPACED):
            return any(word in key[0] for word in wanted)
        return not wanted.isdisjoint(key)

    def size(self, key: tuple[str, ...]) -> int:
        """How long a phrase is."""
        return sum(map(len, key))

    def written(self, key: tuple[str, ...]) -> str:
        """A phrase as it is written mostly; in small letters where it ever is."""
        forms = self._forms[key]
        if len(forms) > 1 and all(scripts.within(form[-1], scripts.SYLLABLES) for form in forms):
            # Particles are added to words.
            return shared_start([*forms]).rstrip()
        # A capital at the beginning of a sentence says nothing.
        counts: Counter[str] = Counter()
        for form, many in forms.items():
            counts[small if (small := form.lower()) in forms else form] += many
        often = [form for form, many in counts.items() if _OFTEN * many >= max(counts.values())]
        # The form of a dictionary is short, mostly.
        return min(often, key=lambda form: (len(form), -counts[form], form))


def _parts(key: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The phrases in a phrase, which are shorter."""
    if len(key) == 1:
        yield from ((key[0][1:],), (key[0][:-1],))
    for begin in range(len(key)):
        for end in range(begin + 1, len(key) + 1):
            if end - begin < len(key):
                yield key[begin:end]


def _runs(run: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The parts of a run of letters without blanks that may be terms."""
    if scripts.within(run, scripts.HIRAGANA):
        return
    if not scripts.within(run, scripts.HAN):
        if len(run) > 1:
            yield (run,), run
        return
    for begin in range(len(run)):
        for end in range(begin + 2, min(begin + _LETTERS, len(run)) + 1):
            part = run[begin:end]
            yield (part,), part
