"""A text as laws see it: one value that has its lines, its labels, and what both together tell."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np

from toolkit.late import WorkedOut
from toolkit.reading.candidates import Candidate
from toolkit.reading.forms import FORMS, LabelForm
from toolkit.reading.shape import Flags, Indices, above, distinct, flags, lists
from toolkit.reading.view import View
from toolkit.reading.vocabulary import SIGNED
from toolkit.reading.whose import shortened
from toolkit.text.times import dated, split_time


class ToldTurns(NamedTuple):
    """What a law tells of lines: who speaks, and what nobody says. Nothing where a text doesn't tell it."""

    turns: Sequence[int] = ()
    """The lines that begin with a label."""
    people: Sequence[int] = ()
    """The keys of these labels."""
    within: Sequence[int] = ()
    """The lines that are said, and have none."""
    outside: Sequence[int] = ()
    """Those that nobody says."""


@dataclass(frozen=True)
class Labelled(View):
    """Lines, as `View` has them, and all labels: parallel arrays, an entry for each key of a line, in order.

    A place is an index of these arrays: of one label on one line.
    """

    keys: tuple[str, ...]
    of: Indices
    """Index into `keys`."""
    line: Indices
    """Index into `lines`."""
    candidates: tuple[Candidate, ...]
    form: Indices
    """Index into `FORMS`."""
    bare: Flags
    clocked: Flags
    """Whether it has a time."""
    renamed: Flags
    """Whether it is printed otherwise than its key is most often."""
    unusual: Flags
    """Whether it is in another form than its key is most often."""
    style: Indices
    """A number for each way in which labels are printed."""
    names: tuple[str, ...]
    """Of each key: how it is printed most often."""

    @WorkedOut
    def often(self) -> Indices:
        """How often each key comes."""
        return np.bincount(self.of, minlength=len(self.keys))

    @WorkedOut
    def again(self) -> Flags:
        """Whether the key of each place comes again, or one that is short for it."""
        comes = self.often > 1
        comes[[*self.shortened]] = True
        return np.asarray(comes[self.of])

    @WorkedOut
    def shortened(self) -> dict[int, int]:
        """The keys of names in full that come as shorter ones from then on."""
        return shortened(self)

    @WorkedOut
    def first(self) -> Indices:
        """Of each key the place where it comes first."""
        places = np.zeros(len(self.keys), dtype=np.intp)
        places[self.of[::-1]] = np.arange(len(self.of))[::-1]
        return places

    @WorkedOut
    def _lists(self) -> Indices:
        """Of each key the lists that have it, as bits."""
        return np.array([*map(lists, self.keys)], dtype=np.intp)

    @WorkedOut
    def inline(self) -> Flags:
        """The labels with a colon, and words behind it."""
        return self.of_form("colon") & ~self.bare

    @WorkedOut
    def first_turn(self) -> int:
        """The first line with a label that comes again; the number of lines where there is none."""
        return int(self.line[self.again & self.of_form(*SIGNED, "bold")].min(initial=len(self.lines)))

    @WorkedOut
    def moments(self) -> Flags:
        """Whether each line begins with a day and a time, as the messages of a chat do."""
        return flags(dated(split_time(words)[0]) for words in self.printed)

    def further(self, messages: Indices) -> list[int]:
        """The further lines of messages, where each message has its day and its time: theirs have none."""
        found, goes_on, begin = list[int](), False, self.are(messages)
        for i, line in enumerate(self.lines if self.moments[messages].all() else ()):
            plain = not (self.moments[i] or line.gap or line.kind)
            goes_on = bool(begin[i]) or (goes_on and plain)
            found += [i] * (goes_on and not begin[i])
        return found

    def in_lists(self, which: int) -> Flags:
        """Whether the key of each is in one of these lists, given as bits."""
        return np.asarray((self._lists & which > 0)[self.of])

    def of_form(self, *forms: LabelForm) -> Flags:
        """Whether each is in one of these forms."""
        return np.asarray(_are_of(forms)[self.form])

    def of_keys(self, keys: Container[str]) -> Flags:
        """Whether the key of each is one of these."""
        return flags(own in keys for own in self.keys)[self.of]

    def called(self, which: Flags | Indices) -> set[str]:
        """The keys of some labels."""
        return {self.keys[k] for k in distinct(self.of[which]).tolist()}

    def firsts(self, which: Flags) -> Indices:
        """The places of some labels, of each line the first."""
        places = np.flatnonzero(which)
        lines = self.line[places]
        return np.asarray(places[lines != above(lines, -1)])

    def before(self, place: int) -> str:
        """A line up to the end of a label."""
        return self.printed[int(self.line[place])][: self.candidates[place].start]

    def behind(self, place: int) -> str:
        """What stands behind a label on its line."""
        return self.printed[int(self.line[place])][self.candidates[place].start :]

    def turns_at(self, places: Indices, within: Sequence[int] = (), outside: Sequence[int] = ()) -> ToldTurns:
        """The turns that begin with some labels."""
        lines, people = distinct(self.line[places]), distinct(self.of[places])
        return ToldTurns(lines.tolist(), people.tolist(), within, outside)


@cache
def _are_of(forms: tuple[LabelForm, ...]) -> Flags:
    """Whether each of `FORMS` is one of these. It is asked eighty times of each text."""
    return np.array([form in forms for form in FORMS], dtype=np.bool_)
