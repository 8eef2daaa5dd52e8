"""What is surely so once all of a text is read, where only what is near decisions was read with them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from toolkit.config import Sidecar
from toolkit.reading.beginnings import FirstWords, ends
from toolkit.reading.candidates import candidates
from toolkit.reading.decisions import FoundDecisions, Undecided
from toolkit.reading.inference import Inferred
from toolkit.reading.lattice import AT, OPENERS, STATES, WRAPS
from toolkit.reading.nearby import ReadBefore
from toolkit.reading.seams import Seams
from toolkit.reading.turns import LineBlock
from toolkit.text.hygiene import fold

_SURELY = 0.98
"""How likely lines begin a paragraph as they are read to, where other labels will change nothing of that."""
_LIKELY = 0.75
"""The same where it begins and ends is of matter alone."""
_GOES_ON = [AT[state] for state in WRAPS]
_WAYS = np.array([[*OPENERS].index(state) if state in OPENERS else 2 + (state in WRAPS) for state in STATES])
"""Of each state: whether a line begins with a label, begins without one, or goes on with the line before."""


def named(sure: Undecided, now: Undecided, seams: Seams, number: int, given: bool) -> bool:
    """Whether a paragraph is surely named as it is once all is read with the labels that are certain now.

    So it is where these change nothing of it, where its lines are what they are without much doubt, and where
    the words that name it stand nowhere else in the text.

    sure   as all was read last
    given  whether somebody says what it is; only all of the text tells what it is read as
    """
    if now is sure or not given:
        return now is sure
    words = now.beginnings.quoted(number)
    begins = words[: next(ends(words), 0)]
    if now.beginnings.of(number) != FirstWords(begins) or not seams.once(begins):
        return False
    return _as_read(sure, now, now.read, _lines(now.parts[number][0]))


def settled(sure: Undecided, now: Undecided, seams: Seams, found: FoundDecisions, sidecar: Sidecar) -> bool:
    """Whether each decision is surely about the paragraphs that it is about, and about none beside them.

    So it is where what it quotes stands in one place alone; and between its ends stands whatever is there.
    """
    if now is sure:
        return True
    people = {fold(name) for who in sidecar.speakers for name in (who.name, who.key, *who.aliases)}
    for number, decision in enumerate(sidecar.decide):
        if decision.label:
            continue
        quoted = [decision.begins, *filter(None, [decision.until])]
        # Who is no speaker of the sidecar may be none of the text.
        if (
            decision.which
            or not all(map(seams.once, quoted))
            or any(fold(n) not in people for n in decision.who)
        ):
            return False
        if decision.until:
            about = found.about.get(number, range(0))
            if not about or not all(named(sure, now, seams, k, True) for k in (about[0], about[-1])):
                return False
    return True


def stands(sure: Undecided, now: ReadBefore, number: int) -> bool:
    """Whether a paragraph surely begins and ends where it does once all is read.

    sure  as all was read last
    """
    lines = _lines(now.parts[number][0])
    behind = [part[0].first for part in now.parts[number + 1 : number + 2]]
    goes_on = now.read.p[behind][:, _GOES_ON].sum()
    return _as_read(sure, now.undecided, now.read, lines, _LIKELY) and bool(goes_on <= 1 - _LIKELY)


def _lines(block: LineBlock) -> list[int]:
    """All lines of a paragraph, with that of its label."""
    return list(dict.fromkeys((block.first, *block.body)))


def _as_read(
    sure: Undecided, now: Undecided, read: Inferred, own: Sequence[int], least: float = _SURELY
) -> bool:
    """Whether lines surely begin a paragraph or go on with one as they are read to, in all of the text.

    least  how likely they do at least
    """
    known = frozenset(label for label, speaks in now.told.items() if speaks)
    for i in range(max(0, own[0] - 1), min(own[-1] + 2, len(read.states))):
        if candidates(read.view.lines[i], known) != read.view.found[i]:
            return False
        for candidate in read.view.found[i]:
            speaks = now.told.get(candidate.key)
            mine = read.states[i] in OPENERS and candidate == read.best.candidates[i]
            if speaks != sure.told.get(candidate.key) and speaks != mine:
                return False
    ways = _WAYS[[AT[read.states[i]] for i in own]]
    shares = (read.p[own] * (ways[:, None] == _WAYS)).sum(axis=1)
    return bool((shares >= least).all())
