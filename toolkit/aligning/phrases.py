"""Phrases that are translated alike throughout a text: what may be terms.

From pairs that are known to translate each other, message by message:

    phrases of the source that recur      one to four words, or a run of characters in scripts without blanks
    for each the phrase of the target     that stands in most of the same pairs, and in few others
    what the lexicon doesn't confirm      two phrases may meet by chance as long as no word of them
                                          is known to translate another (`model1`, learnt of the same pairs)

What is found, a person confirms.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np

from toolkit import languages, late
from toolkit.aligning import bounds, vocabulary, words
from toolkit.aligning.model1 import Sample, WordTable
from toolkit.aligning.words import normal, stem
from toolkit.text import scripts
from toolkit.text.similarity import shared_start

_PIECES = late.regex(
    rf"[{scripts.HAN}]+|[{scripts.KATAKANA}{scripts.KATAKANA_SIGNS}]+|[{scripts.UNSPACED}]+"
    rf"|(?:(?![{scripts.UNSPACED}])[^\W\d_])+(?:['’ʼ-](?:(?![{scripts.UNSPACED}])[^\W\d_])+)*"
    r"|[^\w\s]"
)
"""Words, runs of one script without blanks, and marks, which no phrase goes across."""


Phrase = tuple[str, ...]
"""The stems of its words, or its characters in a script without blanks."""


class _Token(NamedTuple):
    stem: str
    begin: int
    end: int
    is_letter: bool
    """Whether it is one of the characters of a run."""


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
    if len(pairs) < bounds.TERM_LEAST:
        return []
    sides = (_PhraseSide([a for a, _ in pairs], source_lang), _PhraseSide([b for _, b in pairs], lang))
    known = _known(pairs)
    out: list[TermCandidate] = []
    for key, units in sorted(
        sides[0].units.items(), key=lambda item: (-len(item[1]), -len(item[0]), item[0])
    ):
        if not sides[0].is_whole(key, units):
            continue
        wanted = set(chain.from_iterable(known.get(word, ()) for word in _stems(key)))
        best = _translation(units, sides[1], wanted)
        if best is not None:
            both = sorted(units & sides[1].units[best])
            example = min((pairs[unit] for unit in both), key=lambda pair: len(pair[0]))
            source, target = sides[0].written(key), sides[1].written(best)
            out.append(TermCandidate(source, target, len(both), len(units), example))
    return out


def _translation(units: set[int], side: _PhraseSide, wanted: set[str]) -> Phrase | None:
    """The phrase that stands in most of these pairs and in few others; None for none.

    wanted  stems of words that it must have one of
    """
    some = sorted(units)[:: len(units) // bounds.TERM_MOST + 1]
    met = Counter(key for unit in some for key in side.phrases[unit])
    best, rank = None, (0.0, 0)
    for key, count in met.items():
        if count < bounds.TERM_STEADY * len(some) or not side.confirmed(key, wanted):
            continue
        everywhere = side.units[key]
        both = len(units & everywhere)
        if both >= bounds.TERM_OWN * len(everywhere):
            own = (round(2 * both / (len(units) + len(everywhere)), 3), sum(map(len, key)))
            best, rank = (key, own) if own > rank else (best, rank)
    return best


def _known(pairs: Sequence[tuple[str, str]]) -> dict[str, set[str]]:
    """Stem of the source -> stems that translate it, as the lexicon of these pairs has it."""
    known: dict[str, set[str]] = defaultdict(set)
    # In parts: all words of a pair meet all others, which takes much memory.
    for begin in range(0, len(pairs), bounds.TERM_AT_ONCE):
        for word, other in _learnt(pairs[begin : begin + bounds.TERM_AT_ONCE]):
            known[word].add(other)
    return known


def _learnt(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    numbers: tuple[dict[str, int], dict[str, int]] = ({}, {})
    full, texts = [], []
    for side, own in enumerate(numbers):
        lines, stems = words.types([normal(pair[side]) for pair in pairs])
        full.append(words.different(lines))
        texts.append(vocabulary.text(stems, own))
    lexicon = WordTable((texts[0], texts[1]), vocabulary.seeds(full, numbers))
    spans = np.stack((np.arange(len(pairs)), np.arange(1, len(pairs) + 1)), axis=1)
    lexicon.train(Sample(spans, spans, np.ones(len(pairs))))
    source = np.repeat(np.arange(texts[0].size), np.diff(lexicon.begin))
    ahead = (lexicon.ground[0][source] + lexicon.extra[0]) * lexicon.share[1][lexicon.other]
    behind = (lexicon.ground[1][lexicon.other] + lexicon.extra[1]) * lexicon.share[0][source]
    ours, theirs = [*numbers[0]], [*numbers[1]]
    for pair in np.flatnonzero(np.minimum(ahead, behind) >= bounds.TERM_KNOWN).tolist():
        yield ours[int(source[pair])], theirs[int(lexicon.other[pair])]


class _PhraseSide:
    """The texts of one language, with the phrases that recur in them."""

    def __init__(self, texts: Sequence[str], lang: str) -> None:
        self._function = languages.function_words(lang)
        runs = [_runs(text) for text in texts]
        recurring = _recurring(runs)
        self.phrases: list[list[Phrase]] = []
        """Those of each text."""
        self.units: dict[Phrase, set[int]] = defaultdict(set)
        """In which texts each is."""
        self._forms: dict[Phrase, Counter[str]] = defaultdict(Counter)
        for unit, (text, own) in enumerate(zip(texts, runs, strict=True)):
            written: dict[Phrase, str] = {}
            for run in own:
                written |= self._of(run, text, recurring)
            self.phrases.append([*written])
            for key, form in written.items():
                self.units[key].add(unit)
                self._forms[key][form] += 1
        letters = Counter(chain.from_iterable(map(set, texts)))
        most = bounds.TERM_EVERYWHERE * len(texts)
        self._everywhere = {letter for letter, many in letters.items() if many > most}
        self._longer: dict[Phrase, int] = defaultdict(int)
        """Phrase -> how many texts have the most frequent longer one that it is in."""
        for key, units in self.units.items():
            for part in _parts(key):
                self._longer[part] = max(self._longer[part], len(units))

    def _of(self, run: Sequence[_Token], text: str, recurring: Set[Phrase]) -> Iterator[tuple[Phrase, str]]:
        """The phrases of a run that recur and may be terms, with how they are written."""
        may_end = [self._may_end(token, text) for token in run]
        for first, last in _spans(len(run), _longest(run)):
            if may_end[first] and may_end[last]:
                key = tuple(token.stem for token in run[first : last + 1])
                # A character alone says nothing.
                if key in recurring and (last > first or not run[first].is_letter):
                    yield key, text[run[first].begin : run[last].end]

    def _may_end(self, token: _Token, text: str) -> bool:
        word = text[token.begin : token.end]
        return token.is_letter or (len(word) > 1 and normal(word) not in self._function)

    def is_whole(self, key: Phrase, units: Set[int]) -> bool:
        """Whether a phrase may be a term, and isn't always a part of the same longer one."""
        form = self.written(key)
        if scripts.within(form, scripts.HAN) and not self._everywhere.isdisjoint((form[0], form[-1])):
            return False
        if len(key) == 1 and len(form) < bounds.TERM_SHORT and not scripts.unspaced(form[0]):
            return False
        return self._longer[key] < bounds.TERM_PART * len(units)

    def confirmed(self, key: Phrase, wanted: Set[str]) -> bool:
        """Whether the lexicon knows a word of a phrase."""
        return not wanted.isdisjoint(_stems(key))

    def written(self, key: Phrase) -> str:
        """A phrase as it is written mostly; in small letters where it ever is."""
        forms = self._forms[key]
        if len(forms) > 1 and all(scripts.within(form[-1], scripts.SYLLABLES) for form in forms):
            # Particles are added to words.
            return shared_start([*forms]).rstrip()
        # A capital at the beginning of a sentence says nothing.
        counts: Counter[str] = Counter()
        for form, many in forms.items():
            counts[small if (small := form.lower()) in forms else form] += many
        often = [form for form, many in counts.items() if bounds.TERM_OFTEN * many >= max(counts.values())]
        # The form of a dictionary is short, mostly.
        return min(often, key=lambda form: (len(form), -counts[form], form))


def _runs(text: str) -> list[list[_Token]]:
    """The stretches of a text that phrases are in: no mark is inside, and letters of one script."""
    runs: list[list[_Token]] = [[]]
    for match in _PIECES.finditer(text):
        piece, begin = match[0], match.start()
        if scripts.within(piece, scripts.HAN):
            runs += [[_Token(letter, begin + k, begin + k + 1, True) for k, letter in enumerate(piece)], []]
        elif scripts.within(piece, scripts.UNSPACED):
            alone = _Token(piece, begin, match.end(), False)
            runs += [[alone] if not scripts.within(piece, scripts.HIRAGANA) else [], []]
        elif piece[0].isalnum():
            runs[-1].append(_Token(stem(normal(piece)), begin, match.end(), False))
        else:
            runs.append([])
    return [run for run in runs if run]


def _recurring(texts: Sequence[Sequence[Sequence[_Token]]]) -> set[Phrase]:
    """The phrases that are in several texts.

    Size by size: no phrase recurs of which a part doesn't, so that most are never looked at.
    """
    kept: set[Phrase] = set()
    last: set[Phrase] = {()}
    for size in range(1, bounds.TERM_LETTERS + 1):
        counts: Counter[Phrase] = Counter()
        for runs in texts:
            met: set[Phrase] = set()
            for run in runs:
                if size <= _longest(run):
                    stems = [token.stem for token in run]
                    grams = (tuple(stems[k : k + size]) for k in range(len(stems) - size + 1))
                    met.update(gram for gram in grams if gram[1:] in last and gram[:-1] in last)
            counts.update(met)
        last = {key for key, many in counts.items() if many >= bounds.TERM_LEAST}
        kept |= last
    return kept


def _longest(run: Sequence[_Token]) -> int:
    return min(bounds.TERM_LETTERS if run[0].is_letter else bounds.TERM_WORDS, len(run))


def _spans(size: int, longest: int) -> Iterator[tuple[int, int]]:
    """The first and the last place of each stretch."""
    for first in range(size):
        for last in range(first, min(first + longest, size)):
            yield first, last


def _parts(key: Phrase) -> Iterator[Phrase]:
    """The phrases in a phrase, which are shorter."""
    for first, last in _spans(len(key), len(key) - 1):
        yield key[first : last + 1]


def _stems(key: Phrase) -> Sequence[str]:
    """The words of a phrase as the lexicon has them."""
    if scripts.within(key[0], scripts.UNSPACED):
        return [stem(word) for word in words.keys("".join(key))]
    return key
