"""A reading about which more can be decided, and what is surely so of it once all of the text is read again.

Only what is near decisions is read with them at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from toolkit.config import Sidecar
from toolkit.findings import Findings
from toolkit.model import Document
from toolkit.reading.beginnings import FirstWords, ends
from toolkit.reading.candidates import candidates
from toolkit.reading.decisions import FoundDecisions, Undecided, begun
from toolkit.reading.inference import Inferred
from toolkit.reading.lattice import AT, OPENERS, STATES, WRAPS
from toolkit.reading.nearby import ReadBefore
from toolkit.reading.seams import Seams
from toolkit.reading.turns import LineBlock
from toolkit.reading.unsure import unquieted
from toolkit.text.hygiene import fold

_SURELY = 0.98
"""How likely lines begin a paragraph as they are read to, where other labels will change nothing of that."""
_LIKELY = 0.75
"""The same where it begins and ends is of matter alone."""
_GOES_ON = [AT[state] for state in WRAPS]
_WAYS = np.array([[*OPENERS].index(state) if state in OPENERS else 2 + (state in WRAPS) for state in STATES])
"""Of each state: whether a line begins with a label, begins without one, or goes on with the line before."""


class Again(Protocol):
    """Reads the same text with another sidecar, from which the text itself takes nothing else than before."""

    def __call__(self, sidecar: Sidecar, *, near: bool = False) -> tuple[Document, Findings]:
        """near: only near what is decided otherwise; all else stays as it was."""


@dataclass(frozen=True, slots=True)
class OpenReading:
    """A reading about which more can be decided."""

    now: ReadBefore
    sure: Undecided
    """All of the text as it was read last, before anybody decided."""
    seams: Seams
    """The places at which paragraphs may begin, before anybody decides."""
    whole: bool
    """Whether all of it was read with what is decided."""
    again: Again

    @property
    def undecided(self) -> Undecided:
        """The same before anybody decides about its paragraphs."""
        return self.now.undecided

    @property
    def decided(self) -> FoundDecisions:
        """What is decided about them."""
        return self.now.decided

    def make_ready(self) -> None:
        """Make what names paragraphs, which the first decision would wait for."""
        self.undecided.beginnings.fitting("a", 1)
        self.seams.once("a")

    def number(self, paragraph: int) -> int:
        """The number by which decisions know a paragraph of the document; -1 for one that they can't name.

        Both are from 0.
        """
        return self.undecided.places.get(self._block(paragraph).words, -1)

    def quoted(self, paragraph: int) -> str:
        """How a paragraph of the document begins in its file, with its label."""
        return self.undecided.read.view.lines[self._block(paragraph).first].text

    def place(self, block: LineBlock) -> tuple[int, int]:
        """Where the words of a paragraph begin, whatever others become: line of the file, and offset."""
        line = self.undecided.read.view.lines[block.words]
        return line.number, line.at

    def holding(self, number: int) -> int:
        """The paragraph of the document that has the words of one that decisions know; both from 0."""
        words = self.undecided.parts[number][0].words
        return begun(self.now.parts, words + 1) - 1

    def named(self, number: int, given: bool = True) -> bool:
        """Whether a paragraph is surely named as it is once all is read with the labels that are certain now.

        So it is where these change nothing of it, where its lines are what they are without much doubt, and
        where the words that name it stand nowhere else in the text.

        given  whether somebody says what it is; only all of the text tells what it is read as
        """
        if self.undecided is self.sure or not given:
            return self.undecided is self.sure
        words = self.undecided.beginnings.quoted(number)
        begins = words[: next(ends(words), 0)]
        if self.undecided.beginnings.of(number) != FirstWords(begins) or not self.seams.once(begins):
            return False
        read = self.undecided.read
        return self._as_read(read, _lines(self.undecided.parts[number][0]), _SURELY)

    def settled(self, sidecar: Sidecar) -> bool:
        """Whether each decision is surely about the paragraphs that it is about, and about none beside them.

        So it is where what it quotes stands in one place alone. Between its ends stands whatever is there.
        """
        if self.undecided is self.sure:
            return True
        people = {fold(name) for who in sidecar.speakers for name in (who.name, who.key, *who.aliases)}
        for number, decision in enumerate(sidecar.decide):
            if decision.label:
                continue
            quoted = [decision.begins, *filter(None, [decision.until])]
            # Who is no speaker of the sidecar may be none of the text.
            if (
                decision.which
                or not all(map(self.seams.once, quoted))
                or any(fold(name) not in people for name in decision.who)
            ):
                return False
            if decision.until:
                about = self.decided.about.get(number, range(0))
                if not about or not all(map(self.named, (about[0], about[-1]))):
                    return False
        return True

    def stands(self, paragraph: int) -> bool:
        """Whether a paragraph of the document surely begins and ends where it does once all is read."""
        block, read = self._block(paragraph), self.now.read
        behind = [part[0].first for part in self.now.parts[paragraph + 1 : paragraph + 2]]
        goes_on = unquieted(read.p[behind], read.quiet[behind])[:, _GOES_ON].sum()
        return self._as_read(read, _lines(block), _LIKELY) and bool(goes_on <= 1 - _LIKELY)

    def _block(self, paragraph: int) -> LineBlock:
        """The lines of a paragraph of the document."""
        return self.now.parts[paragraph][0]

    def _as_read(self, read: Inferred, own: Sequence[int], least: float) -> bool:
        """Whether lines surely begin a paragraph or go on with one as they are read to, in all of the text.

        least  how likely they do at least
        """
        told = self.undecided.told
        known = frozenset(label for label, speaks in told.items() if speaks)
        for i in range(max(0, own[0] - 1), min(own[-1] + 2, len(read.states))):
            if candidates(read.view.lines[i], known) != read.view.found[i]:
                return False
            for candidate in read.view.found[i]:
                speaks = told.get(candidate.key)
                mine = read.states[i] in OPENERS and candidate == read.best.candidates[i]
                if speaks != self.sure.told.get(candidate.key) and speaks != mine:
                    return False
        ways = _WAYS[[AT[read.states[i]] for i in own]]
        p = unquieted(read.p[own], read.quiet[own])
        shares = (p * (ways[:, None] == _WAYS)).sum(axis=1)
        return bool((shares >= least).all())


def _lines(block: LineBlock) -> list[int]:
    """All lines of a paragraph, with that of its label."""
    return list(dict.fromkeys((block.first, *block.body)))
