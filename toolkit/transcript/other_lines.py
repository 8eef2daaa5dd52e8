"""A reading of which a few lines are others: parted, or put together, by an editor.

The lines near them are read by themselves, with what all of the text has told of its labels. Of all else
stays what is known of it, with its lines counted anew. From there on `nearby` sums up the paths, as it does
for what is decided about paragraphs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from itertools import chain, pairwise
from typing import Any, NamedTuple

import numpy as np

from toolkit.config import Sidecar
from toolkit.reading.features import standing
from toolkit.reading.inference import Inferred
from toolkit.reading.lattice import OPENERS
from toolkit.reading.lines import Line
from toolkit.reading.shape import Indices
from toolkit.reading.view import View, view
from toolkit.transcript import nearby
from toolkit.transcript.cast import Cast, spoken
from toolkit.transcript.decisions import SureBlock, TextAsRead, Undecided, begun, paragraphs_of, ways
from toolkit.transcript.turns import TurnBuilder

_BESIDE = 64
"""Lines on either side of others that these are read with: as far as labels are seen from a line."""
_MOST = 64
"""Lines that may be others; where more are, all is read."""

CastOf = Callable[[Inferred], Cast]
_OF_TEXT = ("widest", "ungapped", "full", "unended")
"""What a `View` has of all of its text."""
_OF_LINES = tuple(field.name for field in fields(View) if field.name not in {*_OF_TEXT, "dangling"})
"""What it has of each line."""
_OF_PLACES = ("candidates", "form", "bare", "clocked", "renamed", "unusual", "style")
_OF_KEYS = ("keys", "names")
"""What a `Labelled` has of each place, and of each key."""
_OF_PATHS = ("forward", "backward", "emit", "scale")
"""What a `Lattice` has of each line."""


class OtherLines(NamedTuple):
    """Some lines of a text, and what stands in their place."""

    first: int
    """Index of the first of them."""
    end: int
    """Index of the line behind them, as it was."""
    lines: Sequence[Line]

    @property
    def stop(self) -> int:
        """Index of the line behind them, as it is now."""
        return self.first + len(self.lines)

    @property
    def more(self) -> int:
        """How many lines there are more than before."""
        return self.stop - self.end

    def now(self, i: int) -> int:
        """The index of a line, as it is now; of one that is gone, that of a line in its place."""
        return i if i < self.first else i + self.more if i >= self.end else min(i, self.stop - 1)


def others(known: Sequence[Line], lines: Sequence[Line], numbers: Sequence[int]) -> OtherLines | None:
    """Where lines are others; None where that can't be told of a few lines alone.

    known    the lines as they were read, parted at labels as well
    lines    as they are laid now
    numbers  of the lines that are laid otherwise, ascending
    """
    counted = ([line.number for line in some] for some in (known, lines))
    edges = []
    for of in counted:
        if any(a > b for a, b in pairwise(of)):
            return None
        edges.append((bisect_left(of, numbers[0]), bisect_right(of, numbers[-1])))
    (first, end), (begin, stop) = edges
    few = 0 < end - first <= _MOST and 0 < stop - begin <= _MOST
    return OtherLines(first, end, lines[begin:stop]) if few else None


class Nearby(NamedTuple):
    """Some other lines and those beside them, as a text of its own."""

    place: OtherLines
    begins: int
    """Index of its first line in all of the text."""
    view: View

    def cut(self, lines: Sequence[Line]) -> OtherLines:
        """The place of the same lines, where some are parted further. All lines of the text are given."""
        behind = len(self.view.lines) - (self.place.stop - self.begins)
        return self.place._replace(lines=lines[self.place.first - self.begins : len(lines) - behind])


def beside(seen: View, place: OtherLines, known: frozenset[str]) -> Nearby:
    """Other lines with those beside them; what the layout of all of the text tells stays.

    known  keys of labels that are a speaker's
    """
    begins, ends = max(0, place.first - _BESIDE), place.end + _BESIDE
    lines = [*seen.lines[begins : place.first], *place.lines, *seen.lines[place.end : ends]]
    made = view(lines, known)
    first, stop = place.first - begins, place.stop - begins
    found = [*seen.found[begins : place.first], *made.found[first:stop], *seen.found[place.end : ends]]
    whole = {name: getattr(seen, name) for name in _OF_TEXT}
    made = replace(made, found=found, **whole)
    return Nearby(place, begins, made)


def told_by_paths(read: Inferred, place: OtherLines) -> bool:
    """Whether some lines are what their paths tell, and nothing about the text as a whole."""
    there = slice(place.first, place.end)
    near = np.abs(read.told[there] - read.lattice.p[there]) <= nearby.AGREES
    return place.first >= read.above and bool(near.all())


# The same reading, with its lines counted anew.


def recounted(before: TextAsRead, near: Nearby, small: Inferred) -> TextAsRead:
    """What was read before, with other lines; paths and paragraphs are as they were.

    small  the reading of the lines near them
    """
    place, known = near.place, before.undecided
    splice = _Splice(known.read, near, small)
    read = splice.of(known.read)
    verdicts = {place.now(i): verdict for i, verdict in before.decided.verdicts.items()}
    return before._replace(
        undecided=replace(
            known, read=read, parts=_moved(known.parts, place), known=known.beginnings, words={}
        ),
        read=read if before.read is known.read else splice.of(before.read),
        parts=_moved(before.parts, place),
        decided=replace(before.decided, verdicts=verdicts),
    )


def _moved(parts: Sequence[SureBlock], place: OtherLines) -> Sequence[SureBlock]:
    """The paragraphs, with their lines counted anew."""
    if not place.more:
        return parts
    now = place.now
    # One that begins before them may go on with them.
    stays, behind = max(0, begun(parts, place.first) - 1), begun(parts, place.end)
    there = (
        (block.replace(first=now(block.first), body=tuple(dict.fromkeys(map(now, block.body)))), sure)
        for block, sure in parts[stays:behind]
    )
    return [*parts[:stays], *there, *((block.moved(place.more), sure) for block, sure in parts[behind:])]


class _Inset(NamedTuple):
    """Where some entries of a list or an array, from `start` up to `end`, give way to those of another."""

    start: int
    end: int
    here: Sequence[int]
    """The indices of these."""

    def put(self, known: Any, own: Any) -> Any:
        """One with the entries of the other in their place."""
        if isinstance(known, np.ndarray):
            return np.concatenate([known[: self.start], own[self.here], known[self.end :]])
        made = chain(known[: self.start], (own[k] for k in self.here), known[self.end :])
        return tuple(made) if isinstance(known, tuple) else [*made]

    def fields(self, known: object, own: object, names: Sequence[str]) -> dict[str, Any]:
        """The fields of a value, each with the entries of another value's."""
        return {name: self.put(getattr(known, name), getattr(own, name)) for name in names}


class _Splice:
    """Puts other lines into readings that are of the same text."""

    def __init__(self, read: Inferred, near: Nearby, small: Inferred) -> None:
        known, own, place = read.text, small.text, near.place
        here = range(place.first - near.begins, place.stop - near.begins)
        keys = {key: k for k, key in enumerate(known.keys)}
        fresh = [k for k, key in enumerate(own.keys) if key not in keys]
        keys |= {own.keys[k]: len(known.keys) + n for n, k in enumerate(fresh)}
        # The number that all of the text has for each key of the lines near them.
        of: Indices = np.array([keys[key] for key in own.keys], dtype=np.intp)
        first, end = np.searchsorted(known.line, [place.first, place.end]).tolist()
        begin, stop = np.searchsorted(own.line, [here.start, here.stop]).tolist()
        self._lines = _Inset(place.first, place.end, here)
        self._keys = _Inset(len(known.keys), len(known.keys), fresh)
        places = _Inset(first, end, range(begin, stop))
        self._more = (stop - begin) - (end - first)
        lines = np.where(np.arange(len(known.line)) < end, known.line, known.line + place.more)
        self._text = replace(
            known,
            line=places.put(lines, own.line + near.begins),
            of=places.put(known.of, of[own.of]),
            **places.fields(known, own, _OF_PLACES),
            **self._keys.fields(known, own, _OF_KEYS),
            **_seen(known, near),
        )
        # As entries of all of the text. Whose lines with labels are, nobody knows yet: the paths will tell.
        states = tuple("continuation" if state in OPENERS else state for state in small.states)
        quiet = np.zeros_like(small.quiet)
        self._small = replace(small, states=states, told=small.lattice.p, quiet=quiet)
        at = small.best.place
        self._place = np.where(at >= 0, at - begin + first, -1)

    def of(self, read: Inferred) -> Inferred:
        """A reading with the other lines."""
        put, small, lattice = self._lines, self._small, read.lattice
        place = read.best.place.copy()
        place[put.end :] += self._more * (place[put.end :] >= 0)
        keys = self._keys.fields(read, small, ("likely", "of_keys"))
        return replace(
            read,
            text=self._text,
            best=standing(self._text, keys["likely"], put.put(place, self._place)),
            lattice=replace(lattice, gap=self._text.gap > 0, **put.fields(lattice, small.lattice, _OF_PATHS)),
            **put.fields(read, small, ("states", "told", "lawful", "quiet")),
            **keys,
        )


def _seen(seen: View, near: Nearby) -> dict[str, Any]:
    """What is known of all lines; those beside others are looked at anew."""
    place, made = near.place, near.view
    first = max(0, place.first - 1)
    stop = min(place.stop + 1, near.begins + len(made.lines))
    wide = _Inset(first, stop - place.more, range(first - near.begins, stop - near.begins))
    return wide.fields(seen, made, _OF_LINES)


# The paragraphs around other lines, before anybody decides about them.


def undecided(then: Undecided, others_: range, sidecar: Sidecar, cast_of: CastOf) -> Undecided:
    """A transcript with other lines, as it is read before anybody decides about its paragraphs.

    then     the same, as `recounted` has it
    others_  the indices of these lines
    cast_of  tells who speaks
    """
    edges = [block.first for block, _ in then.parts if block.labelled]
    read, windows = nearby.paths(then.read, edges, {*others_})
    labels = {label.key for _, label in spoken(read)}
    made = then.made if labels <= then.made.who.keys() else cast_of(read)
    beginnings = then.beginnings
    for window in reversed(windows):
        first, end = (begun(then.parts, i) for i in window)
        fresh = paragraphs_of(read, *window)
        turns = TurnBuilder(read, made, {}, then).turns_of(fresh)
        beginnings = beginnings.put(first, end, ways(read, fresh, turns))
    parts, seams = nearby.parts(then.parts, read, windows), (sidecar.split, sidecar.join)
    return replace(then, read=read, made=made, seams=seams, known=beginnings, parts=parts)
