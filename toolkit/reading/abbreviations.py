"""What labels are short for, by what a text says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

import numpy as np

from toolkit.languages.lexicon import key, lexicon
from toolkit.reading.candidates import Candidate
from toolkit.reading.roster import Labels
from toolkit.reading.speaking import SIGNED
from toolkit.reading.view import View
from toolkit.reading.whole import paired
from toolkit.text.lines import width
from toolkit.text.scripts import unspaced
from toolkit.text.signs import ends_sentence

_BRIEF = 40
"""Columns of a name that a label is short for, at most."""
_TOP = 20
"""Lines among which one says what several labels are short for."""
_PIECES, _EQUALS = (
    re.compile(r"[,;，、；]\s*"),
    re.compile(r"\s*(\w{1,8}\.?)\s*(?:[=:：]|[–—-]\s)\s*[^\W\d_]"),
)
_LETTERS = re.compile(r"(?<!\S)(\w{1,8}\.?)\s*=\s*(?=\w)")
_WORDS = 6
"""Words of a name that a label is short for, at most."""

_FEW = 2
"""Letters of a label that is short for a name, whatever else it looks like."""


def shortens(short: str, name: str) -> bool:
    """Whether a label may be short for a name: one of its words begins so, and it has the other letters.

    >>> shortens("ml", "mara lind"), shortens("int", "the interviewer"), shortens("so", "it was")
    (True, True, False)
    """
    if unspaced(short[0]):
        return short in name
    rest = re.compile(".*".join(map(re.escape, short[1:])))
    begins = re.finditer(rf"\b{re.escape(short[0])}", name)
    return any(rest.search(name[at.end() :] + name[: at.start()]) for at in begins)


def shortened(known: Labels) -> Iterator[int]:
    """The lines one below the other that say what labels are short for: `Ada Berg (AB)`."""
    speak = {known.keys[k] for k in known.of[known.of_form(*SIGNED) & ~known.bare].tolist()}
    alone = np.flatnonzero(known.of_form("alone") & ~known.again).tolist()
    of = {int(known.line[at]): {*_short(known.candidates[at])} for at in alone}
    found = {i for i, short in of.items() if short and short <= speak}
    yield from (i for i in found if not found.isdisjoint((i - 1, i + 1)))


def _short(label: Candidate) -> Iterator[str]:
    """The keys of what stands in brackets behind a name that it is short for: one word for a few."""
    if len(label.label.split()) > _WORDS:
        return
    for aside in label.asides:
        letters = "".join(filter(str.isalpha, aside)).casefold()
        if letters and " " not in aside and shortens(letters, label.label.casefold()):
            yield key(aside)


def legend(view: View, known: Labels) -> Iterator[int]:
    """The lines that tell what labels are short for, above all turns.

    `L: Mara Lind`, one below the other; or `I = interviewer, B = farmer` in one line.
    """
    colon = np.flatnonzero(known.of_form("colon") & known.again & ~known.bare)
    seen: set[int] = set()
    block: list[int] = []
    short = 0
    for at in colon.tolist():
        i, k = int(known.line[at]), int(known.of[at])
        label = known.candidates[at]
        name = view.lines[i].text[label.start :].strip()
        if k in seen or (block and i != block[-1] + 1) or ends_sentence(name) or width(name) > _BRIEF:
            break
        seen.add(k)
        block.append(i)
        short += _stands_for(label.label, name)
    if len(block) > 1 and 2 * short >= len(block):
        yield from block
    speak = {known.keys[k] for k in known.of[colon].tolist()}
    for i, words in enumerate(view.plain[:_TOP]):
        told = [_EQUALS.match(piece) for piece in _PIECES.split(words)]
        equal = _LETTERS.findall(words)
        apart = len(told) > 1 and all(pair and key(pair[1]) in speak for pair in told)
        if apart or (len(equal) > 1 and speak.issuperset(map(key, equal))):
            yield i


def _stands_for(short: str, name: str) -> bool:
    """Whether a label is short for what stands behind its colon.

    More than two letters of a name could be in any words: it begins one of them, or all have capitals.
    """
    words, letters = name.split(), short.casefold()
    begins = any(word.casefold().startswith(letters) for word in words)
    capitals = all(word[0].lower() != word[0] == word[0].upper() for word in words)
    return (len(letters) <= _FEW or begins or capitals) and shortens(letters, name.casefold())


_TURNS, _PAIRED = 3, 0.7
"""How often words for a question and for an answer come; which share of them one after another: at least."""


def in_turn(known: Labels) -> Iterator[int]:
    """The keys of words for question and answer that come again and again, each after the other: `Q`, `A`.

    They may be printed in different ways, such as one of them in bold.
    """
    pairs = paired(known.keys, known.of, known.line) if known.keys else ()
    again = {own: k for k, own in enumerate(known.keys) if known.often[k] >= _TURNS and pairs[k] >= _PAIRED}
    for sides in lexicon().sides:
        there = [[again[own] for own in words if own in again] for words in sides]
        if all(there):
            yield from chain.from_iterable(there)


def in_full(known: Labels) -> Iterator[int]:
    """The keys of words for question and answer that come once, where short ones come again.

    `PREGUNTA.` and `RESPUESTA.` are the first turns, and `P.` and `R.` the others.
    """
    often = dict(zip(known.keys, known.often.tolist(), strict=True))
    for sides in lexicon().sides:
        there = [[own for own in words if own in often] for words in sides]
        if all(any(often[own] > 1 for own in own_side) for own_side in there):
            for own in chain.from_iterable(there):
                if often[own] == 1 and len(own) > 1:
                    yield known.keys.index(own)
