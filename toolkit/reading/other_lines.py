"""A reading of which a few lines are others: parted, or put together, by an editor.

The lines near them are read by themselves, with what all of the text has told of its labels. Of all else
stays what is known of it, with its lines counted anew. From there on `nearby` sums up the paths, as it does
for what is decided about paragraphs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from toolkit.config import Sidecar
from toolkit.reading import nearby
from toolkit.reading.cast import Cast, spoken
from toolkit.reading.decisions import SureBlock, Undecided, begun, quoted
from toolkit.reading.features import Best
from toolkit.reading.inference import Inferred
from toolkit.reading.lattice import OPENERS, LineState
from toolkit.reading.lines import Line
from toolkit.reading.nearby import LineRows, LineSpan, ReadBefore
from toolkit.reading.roster import Labels
from toolkit.reading.shape import Indices
from toolkit.reading.turns import build
from toolkit.reading.unsure import unquieted
from toolkit.reading.view import View, view

_BESIDE = 64
"""Lines on either side of others that these are read with: as far as labels are seen from a line."""
_MOST = 64
"""Lines that may be others; where more are, all is read."""

CastOf = Callable[[Inferred], Cast]
S = TypeVar("S", bound=np.generic)
_OF_LINES = ("lines", "found", "plain", "text", "flags", "widths")
"""What a `View` has of each line."""
_OF_PLACES = ("form", "bare", "timed", "renamed", "unusual", "style")
"""What `Labels` have of each place."""


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

    def put(self, values: Any, new: Any) -> Any:
        """A value for each line, in a list or an array: those of the others are new."""
        parts = values[: self.first], new, values[self.end :]
        return np.concatenate(parts) if isinstance(values, np.ndarray) else [*chain(*parts)]


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
    """Some lines and those beside them, as a text of its own."""

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
    made = replace(
        made,
        found=found,
        widest=seen.widest,
        ungapped=seen.ungapped,
        full=seen.full,
        unended=seen.unended,
    )
    return Nearby(place, begins, made)


def told_by_paths(read: Inferred, place: OtherLines) -> bool:
    """Whether some lines are what their paths tell, and nothing about the text as a whole."""
    there = slice(place.first, place.end)
    p = unquieted(read.p[there], read.quiet[there])
    near = np.abs(p - read.lattice.p[there]) <= nearby.AGREES
    return place.first >= read.above and bool(near.all())


# The same reading, with its lines counted anew.


def recounted(before: ReadBefore, near: Nearby, small: Inferred) -> ReadBefore:
    """What was read before, with other lines; paths and paragraphs are as they were.

    small  the reading of the lines near them
    """
    place, known = near.place, before.undecided
    splice = _Splice(known.read, near, small)
    read = splice.of(known.read)
    verdicts = {place.now(i): verdict for i, verdict in before.decided.verdicts.items()}
    return before._replace(
        undecided=replace(
            known, read=read, said={}, known=known.beginnings, parted=_moved(known.parts, place)
        ),
        read=read if before.read is known.read else splice.of(before.read),
        parts=_moved(before.parts, place),
        decided=replace(before.decided, verdicts=verdicts),
    )


def _moved(parts: Sequence[SureBlock], place: OtherLines) -> Sequence[SureBlock]:
    """The paragraphs, with their lines counted anew."""
    if not place.more:
        return parts
    now, more = place.now, place.more
    # One that begins before them may go on with them.
    stays, behind = max(0, begun(parts, place.first) - 1), begun(parts, place.end)
    there = (
        (block.replace(first=now(block.first), body=tuple(dict.fromkeys(map(now, block.body)))), sure)
        for block, sure in parts[stays:behind]
    )
    # Nearly all paragraphs of a text.
    rest = (
        (
            block.replace(first=block.first + more, body=tuple([i + more for i in block.body])),
            sure,
        )
        for block, sure in parts[behind:]
    )
    return [*parts[:stays], *there, *rest]


class _Splice:
    """Puts other lines into readings that have the same view and the same labels."""

    def __init__(self, read: Inferred, near: Nearby, small: Inferred) -> None:
        self._near, self._small = near, small
        known, own, place = read.labels, small.labels, near.place
        self._here = slice(place.first - near.begins, place.stop - near.begins)
        keys = {key: k for k, key in enumerate(known.keys)}
        self._fresh = [k for k, key in enumerate(own.keys) if key not in keys]
        """Keys that no line had before."""
        keys |= {own.keys[k]: len(known.keys) + n for n, k in enumerate(self._fresh)}
        self._of: Indices = np.array([*(keys[key] for key in own.keys), -1], dtype=np.intp)
        """The key of each that the lines near have."""
        self._gone = slice(*np.searchsorted(known.line, [place.first, place.end]).tolist())
        self._new = slice(*np.searchsorted(own.line, [self._here.start, self._here.stop]).tolist())
        self._labels = self._all(known)
        self._view = _seen(read.view, near)

    def _all(self, known: Labels) -> Labels:
        """The labels of all lines."""
        gone, new, fresh, own = self._gone, self._new, self._fresh, self._small.labels

        def put(values: npt.NDArray[S], others_: npt.NDArray[S]) -> npt.NDArray[S]:
            return np.concatenate([values[: gone.start], others_[new], values[gone.stop :]])

        behind = known.line.copy()
        behind[gone.stop :] += self._near.place.more
        candidates = known.candidates
        return replace(
            known,
            keys=(*known.keys, *(own.keys[k] for k in fresh)),
            of=put(known.of, self._of[own.of]),
            line=put(behind, own.line + self._near.begins),
            candidates=(*candidates[: gone.start], *own.candidates[new], *candidates[gone.stop :]),
            names=(*known.names, *(own.names[k] for k in fresh)),
            fixed=np.concatenate([known.fixed, own.fixed[fresh]]),
            **{name: put(getattr(known, name), getattr(own, name)) for name in _OF_PLACES},
        )

    def of(self, read: Inferred) -> Inferred:
        """A reading with the other lines."""
        place, small, here, lattice = self._near.place, self._small, self._here, read.lattice
        where = read.best.place.copy()
        more = (self._new.stop - self._new.start) - (self._gone.stop - self._gone.start)
        where[place.end :] += more * (where[place.end :] >= 0)
        own = small.best.place[here]
        best = Best(
            place.put(where, np.where(own >= 0, own - self._new.start + self._gone.start, -1)),
            place.put(read.best.key, self._of[small.best.key[here]]),
            place.put(read.best.likely, small.best.likely[here]),
            tuple(place.put(read.best.candidates, small.best.candidates[here])),
        )
        paths: dict[str, Any] = {
            name: place.put(getattr(lattice, name), getattr(small.lattice, name)[here])
            for name in ("forward", "backward", "emit", "scale")
        }
        lattice = replace(lattice, gap=self._view.gap > 0, **paths)
        return Inferred(
            self._view,
            self._labels,
            np.concatenate([read.likely, small.likely[self._fresh]]),
            best,
            tuple(place.put(read.states, _unlabelled(small.states[here]))),
            lattice,
            place.put(read.p, small.lattice.p[here]),
            read.above,
            np.concatenate([read.of_keys, small.of_keys[self._fresh]]),
            place.put(read.lawful, small.lawful[here]),
            # Their paths tell them.
            place.put(read.quiet, np.zeros_like(small.quiet[here])),
        )


def _unlabelled(states: Sequence[LineState]) -> list[LineState]:
    """The states of lines, but for labels: whose they are, nobody knows yet. The paths will tell."""
    return ["continuation" if state in OPENERS else state for state in states]


def _seen(seen: View, near: Nearby) -> View:
    """What is known of all lines; those beside others are looked at anew."""
    place, made = near.place, near.view
    first = max(0, place.first - 1)
    stop = min(place.stop + 1, near.begins + len(made.lines))
    here = slice(first - near.begins, stop - near.begins)
    wide = OtherLines(first, stop - place.more, made.lines[here])
    put = {name: wide.put(getattr(seen, name), getattr(made, name)[here]) for name in _OF_LINES}
    return replace(seen, **put)


# The paragraphs around other lines, before anybody decides about them.


def undecided(then: Undecided, others_: range, sidecar: Sidecar, cast_of: CastOf) -> Undecided:
    """A transcript with other lines, as it is read before anybody decides about its paragraphs.

    then     the same, as `recounted` has it
    others_  the indices of these lines
    cast_of  tells who speaks
    """
    there = np.array(others_, dtype=np.intp)
    edges = [block.first for block, _ in then.parts if block.labelled]
    rows = LineRows(there, then.read.lattice.emit[there], then.read.lawful[there])
    read, windows = nearby.paths(then.read, edges, rows)
    labels = {label.key for _, label in spoken(read)}
    made = then.made if labels <= then.made.who.keys() else cast_of(read)
    beginnings = then.beginnings
    for window in reversed(windows):
        first, end = (begun(then.parts, i) for i in window)
        beginnings = beginnings.put(first, end, _ways(read, made, then.path, window))
    return replace(
        then,
        read=read,
        made=made,
        seams=(sidecar.split, sidecar.join),
        known=beginnings,
        parted=nearby.parts(then.parts, read, windows),
    )


def _ways(read: Inferred, made: Cast, path: str, window: LineSpan) -> list[list[str]]:
    """How the paragraphs of some lines may be quoted."""
    parts = nearby.inside(read, *window)
    printed = [paragraph.text for turn in build(read, parts, made, {}, path) for paragraph in turn.paragraphs]
    return [[text, *quoted(read, block)] for text, (block, _) in zip(printed, parts, strict=True)]
