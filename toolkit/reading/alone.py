"""Names alone on their lines with a full stop behind them, as old plays have them: `Mara.` above `Wind!`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from toolkit.languages import common_words
from toolkit.languages.lexicon import key, may_be_in
from toolkit.reading.candidates import Candidate
from toolkit.reading.lines import Line

_NAME = re.compile(r"((?!\d)\w[^.:;!?…,、，\"“”„«»()\[\]]{0,38}\w)\.$")
_WORDS = 4
"""Of such a name, at most."""
_TURNS, _PEOPLE = 4, 2
"""Paragraphs that begin with such a line, at least, and those whose name comes again."""
_WORDS_OF_TEXTS = ("function", "frequent", "common")
"""The kinds of common words that are no names (`languages.common_words`)."""
_ALL, _APART, _OTHER = 0.8, 0.25, 0.6
"""Share of the paragraphs of several lines that begin so, from the first on; and of all, where a blank line
stands below each name; and share of these that begin otherwise than the one before: at least."""


def stopped_names(
    lines: Sequence[Line], found: Sequence[tuple[Candidate, ...]]
) -> Sequence[tuple[Candidate, ...]]:
    """The candidates, with the names that stand alone with a full stop, where nearly all of a text is set so.

    What is said stands right below, and a blank line above: elsewhere a line alone with a full stop is a
    sentence, as in `Yes.` In capitals it is none, and a blank line may stand below each. A paragraph of one
    line tells what is done. Common words are no people, however often they come again: a poem may have
    `Still.` above its stanzas.
    """
    opens = [i for i, line in enumerate(lines[:-1]) if line.gap or not i]
    for begins, least in (([i for i in opens if not lines[i + 1].gap], _ALL), (opens, _APART)):
        names = {i: match[1] for i in begins if (match := _NAME.match(lines[i].text))}
        names = {i: own for i, own in names.items() if _like_a_name(own) and (least == _ALL or own.isupper())}
        said = [key(name) for name in names.values()]
        again = [name for name, count in Counter(said).items() if count > 1]
        since = sum(i >= min(names) for i in begins) if names else 0
        others = sum(a != b for a, b in pairwise(said))
        if (
            len(names) >= max(_TURNS, least * since)
            and others >= _OTHER * (len(names) - 1)
            and len({*again} - _common(lines)) >= _PEOPLE
        ):
            return [
                (_alone(names[i], len(lines[i].text)), *labels) if i in names else labels
                for i, labels in enumerate(found)
            ]
    return found


def _common(lines: Sequence[Line]) -> frozenset[str]:
    """The common words of the languages that a text may be in."""
    langs = {*may_be_in(" ".join(line.text for line in lines))}
    rows = (words for lang, kind, words in common_words() if lang in langs and kind in _WORDS_OF_TEXTS)
    return frozenset().union(*rows)


def _like_a_name(words: str) -> bool:
    """Whether a few words begin as a name does, in a script that has capitals."""
    return words[0] != words[0].lower() and len(words.split()) <= _WORDS


def _alone(name: str, end: int) -> Candidate:
    return Candidate("alone", name, name, key(name), end, bare=True)
