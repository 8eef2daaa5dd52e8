"""What stands above a conversation: who is there, who has which part, what labels are short for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

import numpy as np

from toolkit.languages.lexicon import key, lexicon
from toolkit.reading.apart import STOPS
from toolkit.reading.candidates import Candidate, LabelForm
from toolkit.reading.names import parted
from toolkit.reading.roster import Labels
from toolkit.reading.speaking import SIGNED, begins
from toolkit.reading.view import View
from toolkit.text.lines import width
from toolkit.text.scripts import unspaced
from toolkit.text.signs import ends_sentence, is_question

_TURNS = 3
"""Turns with their words behind their label, at least."""
_LONG = 60
"""Columns of a long line."""


_LABELS: tuple[LabelForm, ...] = ("colon", "stroke", "period")
_COMMAS = re.compile("[,，、،;；・/]")


def listing(view: View, known: Labels) -> Iterator[int]:
    """The lines that say who is there: behind a label that comes once stand only names of those who speak."""
    # What ends in a full stop or a dash is a label where most labels do, and else what somebody says.
    forms = {name: known.of_form(name) for name in _LABELS}
    most = max(_LABELS, key=lambda name: int((forms[name] & known.again).sum()))
    form = forms["colon"] | forms[most]
    speak = known.called(form & known.again)
    for at in np.flatnonzero(form & ~known.again & ~known.bare).tolist():
        label = known.candidates[at]
        behind = view.lines[int(known.line[at])].text[label.start :]
        names = [parted(name) for name in _COMMAS.split(behind.rstrip(STOPS))]
        # By all of it; behind a colon by a part of it, too, or by letters behind it.
        pieces = [
            (name, *(() if label.form != "colon" else (*name.split(), *asides))) for name, asides in names
        ]
        if len(names) > 1 and not any(speak.isdisjoint(map(key, called)) for called in pieces):
            yield int(known.line[at])
    yield from shortened(known)


def below_field(view: View, known: Labels) -> Iterator[int]:
    """The lines right below a label alone that comes once, where turns have their words behind their label.

    Two brief lines at least that end no sentence: `Present:`, and who is, with an account or what for.
    """
    colon = known.of_form("colon")
    again = colon & known.again
    if (again & ~known.bare).sum() < _TURNS or (again & known.bare).any():
        return
    ends = view.ended | (view.widths > _LONG) | (view.gap > 0)
    ends[known.line[known.again & known.of_form("letter")]] = True
    for i in known.line[known.firsts(colon & known.bare & ~known.again)].tolist():
        past = np.flatnonzero(ends[i + 1 :])
        until = i + 1 + int(past[0]) if past.size else len(ends)
        whole = until == len(ends) or view.gap[until] > 0
        if whole and until - i > 2:
            yield from range(i + 1, until)


def presented(view: View, known: Labels) -> Iterator[int]:
    """The lines above all turns that say who has a part: `Guest: Mara Lind, diver`.

    She speaks as Lind below, or as ML. Such a line ends no sentence, or stands beside one that doesn't. One
    alone may ask somebody to speak, who speaks next: `Chair: Mara Lind, please`.
    """
    colon = known.of_form("colon")
    first, stops = begins(view, known), view.ended
    next_, speak = known.called(colon & (known.line == first)), known.called(colon & known.again)
    found: dict[int, tuple[bool, bool]] = {}
    for at in known.firsts(colon & ~known.again & ~known.bare & (known.line < first)).tolist():
        line = int(known.line[at])
        behind = view.lines[line].text[known.candidates[at].start :]
        own, *further = _COMMAS.split(behind.rstrip(STOPS))
        words = parted(own)[0].split()
        if len(words) < 2 or any(word.islower() for word in words):
            continue
        letters = [word[0] for word in words]
        called = {*map(key, (" ".join(words), words[-1], words[0], "".join(letters), *letters))}
        if not speak.isdisjoint(called):
            found[line] = not stops[line], not further or next_.isdisjoint(called)
    for line, (unended, other) in found.items():
        near = [found[i] for i in (line - 1, line + 1) if i in found]
        if (unended and (other or near)) or any(unended for unended, _ in near):
            yield line


# Labels that are short for names.

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
    speak = known.called(known.of_form(*SIGNED) & ~known.bare)
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

    `L: Mara Lind`, one below the other; or `I = interviewer, B = farmer` in one line, that nobody says.
    """
    colon = known.of_form("colon") & known.again & ~known.bare
    seen: set[int] = set()
    block: list[int] = []
    short = 0
    for at in np.flatnonzero(colon).tolist():
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
    speak = known.called(colon)
    for i, words in enumerate(view.plain[:_TOP]):
        told = [_EQUALS.match(piece) for piece in _PIECES.split(words)]
        equal = _LETTERS.findall(words)
        apart = len(told) > 1 and all(pair and key(pair[1]) in speak for pair in told)
        # Whoever asks what becomes of "Ada = 1, Bo = 2" explains no labels.
        stands = apart or (len(equal) > 1 and speak.issuperset(map(key, equal)))
        if stands and not is_question(words.rstrip()[-1:]):
            yield i


def _stands_for(short: str, name: str) -> bool:
    """Whether a label is short for what stands behind its colon.

    More than two letters of a name could be in any words: it begins one of them, or all have capitals.
    """
    words, letters = name.split(), short.casefold()
    begins = any(word.casefold().startswith(letters) for word in words)
    capitals = all(word[0].lower() != word[0] == word[0].upper() for word in words)
    return (len(letters) <= _FEW or begins or capitals) and shortens(letters, name.casefold())


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
