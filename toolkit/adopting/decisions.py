"""What pins decide, taken together.

A decided bead is kept as it is. One that is in another order than others stands elsewhere: the path goes by.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from operator import attrgetter, itemgetter
from typing import NamedTuple

from toolkit.adopting.adoption import AlignedText
from toolkit.adopting.aligned_text import named_place
from toolkit.adopting.facts import Fact, Sentences, agree, alone_in, facts_of
from toolkit.adopting.pins import Pin, PinPlaces
from toolkit.errors import DiglotError
from toolkit.giving_way import pause
from toolkit.late import WorkedOut
from toolkit.model import Bead, Location
from toolkit.model.values import ends_alike
from toolkit.text.similarity import disordered

_SOURCE = attrgetter("source")

_Alone = tuple[frozenset[int], frozenset[int]]
FactKey = tuple[str, tuple[int, ...], tuple[int, ...]]
"""Something that is decided: what it is, and the sentences of both texts."""


def sentences_of(beads: Iterable[Bead]) -> tuple[frozenset[int], frozenset[int]]:
    """All that some beads have."""
    beads = list(beads)
    return (
        frozenset(chain.from_iterable([bead.source for bead in beads])),
        frozenset(chain.from_iterable([bead.target for bead in beads])),
    )


class ContraryPin(NamedTuple):
    """A pin of the sidecar that can't hold beside another."""

    pin: Pin
    line: int
    """Of the sidecar."""
    sentences: tuple[str, str]
    """The first that it is about of both texts; "" for none."""


class ContraryPinsError(DiglotError):
    """Two pins that can't both hold."""

    pins: tuple[ContraryPin, ...] = ()
    """Those of the two that stand in the sidecar."""


@dataclass(frozen=True)
class Decisions:
    """What a person has decided about an alignment. No sentence is in two of it."""

    beads: tuple[Bead, ...] = ()
    """In the order of both texts."""
    aside: tuple[Bead, ...] = ()
    """Those that are in another order, ascending in the source."""
    begins: tuple[tuple[int, int], ...] = ()
    """Sentences that begin together, ascending."""
    alone: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
    """Sentences without counterpart."""

    @classmethod
    def of(cls, pins: Sequence[Pin], places: PinPlaces) -> Decisions:
        """What pins say. Raises ContraryPinsError where two contradict each other."""
        alone = alone_in(pins)
        made = cls._going_on(facts_of(pins, alone, places), alone, places)
        return made or cls._anew(pins, alone, places)

    @classmethod
    def _going_on(cls, facts: Sequence[Fact], alone: _Alone, places: PinPlaces) -> Decisions | None:
        """What facts say of which most were there before; None where all of them have to be looked at."""
        known, before = places.made or ((), cls())
        start, end = ends_alike(known, facts)
        gone, come = (some[start : len(some) - end] for some in (known, facts))
        if known and not gone and not come:
            return before
        if not known or before.begins or any(fact.begins for fact in come):
            return None
        gone, come = _others(gone, come)
        for side, text in enumerate(places.sides):
            out, new = ([*chain.from_iterable([one.claims[side] for one in some])] for some in (gone, come))
            # No sentence is decided about twice, and none is beyond the end.
            if len({*new}) < len(new) or not before.whole[side].intersection(new) <= {*out}:
                return None
            if max(new, default=-1) >= len(text.sentences):
                return None
        beads = before.beads
        if before.aside:
            beads = (*sorted((*beads, *before.aside), key=_SOURCE),)
        order: tuple[Sequence[Bead], Sequence[Bead]] = before.beads, before.aside
        out_of, into = ([*chain.from_iterable([fact.beads for fact in some])] for some in (gone, come))
        if changed := [*map(_first, out_of), *map(_first, into)]:
            first, last = (
                bisect_left(beads, min(changed), key=_first),
                bisect_right(beads, max(changed), key=_first),
            )
            moved = {*out_of}
            stay = [bead for bead in beads[first:last] if bead not in moved]
            between = sorted([*stay, *into], key=_SOURCE)
            beads = (*beads[:first], *between, *beads[last:])
            near = beads[max(0, first - 1) : first + len(between) + 1]
            rises = all(bead.target[0] < behind.target[0] for bead, behind in pairwise(near))
            order = (beads, ()) if rises and not before.aside else _parted(beads, beads)
        made = cls(tuple(order[0]), tuple(order[1]), (), alone)
        made._go_on_from(before)
        places.made = facts, made
        return made

    @classmethod
    def _anew(cls, pins: Sequence[Pin], alone: _Alone, places: PinPlaces) -> Decisions:
        """As `of`, whatever was said before."""
        # What is said twice is said once.
        pins = [*dict.fromkeys(pins)]
        facts = facts_of(pins, alone, places)
        pause()
        begins = sorted([fact.begins for fact in facts if fact.begins is not None])
        beads = sorted(chain.from_iterable([fact.beads for fact in facts]), key=_SOURCE)
        kept = [bead for bead in beads if not _crosses(bead, begins)] if begins else beads
        order = _parted(beads, kept)
        pause()
        made = cls(tuple(order[0]), tuple(order[1]), tuple(begins), alone)
        if places.made is not None:
            made._go_on_from(places.made[1])
        claimed = made.whole
        if begins:
            claimed = claimed[0] | {i for i, _ in begins}, claimed[1] | {j for _, j in begins}
        pause()
        _inside(pins, facts, claimed, places)
        once = all(
            sum([len(fact.claims[side]) for fact in facts]) == len(numbers)
            for side, numbers in enumerate(claimed)
        )
        _no_contradiction(pins, facts, places, once=once)
        # What is said of one sentence twice can't be taken out of all once.
        places.made = facts if once else (), made
        return made

    def _go_on_from(self, before: Decisions) -> None:
        """Work out what is asked of it by what was decided before: of thousands an act decides a few."""
        start, end = ends_alike(before.beads, self.beads)
        gone, come = (
            frozenset(
                _keys(
                    one.beads[start : len(one.beads) - end],
                    one.aside,
                    one.begins,
                    (one.alone[0] - other.alone[0], one.alone[1] - other.alone[1]),
                )
            )
            for one, other in ((before, self), (self, before))
        )
        out, new = (
            sentences_of([Bead(ours, theirs) for kind, ours, theirs in some if kind != "begins"])
            for some in (gone, come)
        )
        ours, theirs = ((before.whole[side] - out[side]) | new[side] for side in (0, 1))
        self.__dict__.update(facts=(before.facts - gone) | come, whole=(ours, theirs))

    @WorkedOut
    def corners(self) -> list[tuple[int, int]]:
        """Positions that the path goes through, ascending."""
        ends = [(bead.source[-1] + 1, bead.target[-1] + 1) for bead in self.beads]
        starts = [(bead.source[0], bead.target[0]) for bead in self.beads]
        return sorted({*self.begins, *starts, *ends})

    @WorkedOut
    def whole(self) -> tuple[frozenset[int], frozenset[int]]:
        """Sentences of which all is decided: what goes with them, or that nothing does."""
        ours, theirs = sentences_of((*self.beads, *self.aside))
        return ours | self.alone[0], theirs | self.alone[1]

    @WorkedOut
    def in_order(self) -> list[int]:
        """Those of the source, ascending: each stretch is asked for its own."""
        return sorted(self.whole[0])

    @WorkedOut
    def facts(self) -> frozenset[FactKey]:
        """What is decided, to be compared with other decisions."""
        return frozenset(_keys(self.beads, self.aside, self.begins, self.alone))

    def among(self, ours: range) -> tuple[Bead, ...]:
        """The beads in order that begin at one of these sentences."""
        first, end = (bisect_left(self.beads, at, key=_first) for at in (ours.start, ours.stop))
        return self.beads[first:end]

    def about(self, ours: range, theirs: range) -> Iterator[FactKey]:
        """What of it is about one of these sentences."""
        for side, span in (("source", ours), ("target", theirs)):
            units = attrgetter(side)
            # The one before the first that begins there may end there.
            first = bisect_left(self.beads, (span.start,), key=units)
            for bead in islice(self.beads, max(0, first - 1), None):
                if units(bead)[0] >= span.stop:
                    break
                if units(bead)[-1] >= span.start:
                    yield "bead", bead.source, bead.target
            for bead in self.aside:
                if not {*span}.isdisjoint(units(bead)):
                    yield "aside", bead.source, bead.target
        for i, j in self.begins:
            if i in ours or j in theirs:
                yield "begins", (i,), (j,)
        yield from (("alone", (i,), ()) for i in self.alone[0].intersection(ours))
        yield from (("alone", (), (j,)) for j in self.alone[1].intersection(theirs))


def _keys(
    beads: Iterable[Bead], aside: Iterable[Bead], begins: Iterable[tuple[int, int]], alone: Sentences
) -> list[FactKey]:
    return [
        *[("bead", bead.source, bead.target) for bead in beads],
        *[("aside", bead.source, bead.target) for bead in aside],
        *[("begins", (i,), (j,)) for i, j in begins],
        *[("alone", (i,), ()) for i in alone[0]],
        *[("alone", (), (j,)) for j in alone[1]],
    ]


def _others(gone: Sequence[Fact], come: Sequence[Fact]) -> tuple[Sequence[Fact], Sequence[Fact]]:
    """Without the very same facts: between the first that went and the last that came there are thousands."""
    same = {*map(id, gone)}.intersection(map(id, come))
    left = [fact for fact in gone if id(fact) not in same], [fact for fact in come if id(fact) not in same]
    # What has come twice is looked at.
    return left if len(come) - len(left[1]) == len(same) else (gone, come)


def _first(bead: Bead) -> int:
    return bead.source[0]


def _crosses(bead: Bead, begins: Sequence[tuple[int, int]]) -> bool:
    """Whether a bead is before a place in one text, and behind it in the other."""
    passed = {
        bisect_right(begins, at, key=itemgetter(side))
        for side, units in enumerate((bead.source, bead.target))
        for at in (units[0], units[-1])
    }
    return len(passed) > 1


def _parted(beads: Sequence[Bead], kept: Sequence[Bead]) -> tuple[Sequence[Bead], Sequence[Bead]]:
    """Beads in order, and those in another; kept: those that may be in order."""
    out = _out_of_order(kept)
    # Nearly always all are in order, or all but a few.
    ordered = [*kept]
    for number in reversed(out):
        del ordered[number]
    if kept is beads:
        return ordered, [beads[number] for number in out]
    known = {id(bead) for bead in ordered}
    return ordered, [bead for bead in beads if id(bead) not in known]


def _out_of_order(beads: Sequence[Bead]) -> list[int]:
    """The numbers of those that aren't in every longest part that rises in both texts, ascending.

    Of two that changed places neither is: nobody could say which of them has moved.
    """
    starts = [bead.target[0] for bead in beads]
    out: list[int] = []
    for first, last in disordered(starts):
        out += sorted({*range(first, last)}.difference([first + k for k in _in_all(starts[first:last])]))
    return out


def _in_all(starts: Sequence[int]) -> Iterator[int]:
    """The places of values that are in every longest part that rises."""
    before = _lengths(starts)
    behind = _lengths([-start for start in reversed(starts)])[::-1]
    longest = max(before, default=0)
    ranks: dict[int, list[int]] = {}
    for k, (length, rest) in enumerate(zip(before, behind, strict=True)):
        if length + rest - 1 == longest:
            ranks.setdefault(length, []).append(k)
    for places in ranks.values():
        if len(places) == 1:
            yield places[0]


def _lengths(values: Sequence[int]) -> list[int]:
    """For each value how long the longest part is that rises and ends with it."""
    tops: list[int] = []
    lengths = []
    for value in values:
        at = bisect_left(tops, value)
        tops[at : at + 1] = [value]
        lengths.append(at + 1)
    return lengths


def _inside(
    pins: Sequence[Pin], facts: Sequence[Fact], claimed: Sequence[AbstractSet[int]], places: PinPlaces
) -> None:
    """Refuse pins whose beads go beyond an end. DiglotError."""
    if all(
        max(own, default=-1) < len(side.sentences) for own, side in zip(claimed, places.sides, strict=True)
    ):
        return
    for pin, fact in zip(pins, facts, strict=True):
        for side, claims in zip(places.sides, fact.claims, strict=True):
            if claims and claims[-1] >= len(side.sentences):
                raise _beyond(places.told(pin), places.noted(pin), side)


def _beyond(pin: str, where: Location | None, side: AlignedText) -> DiglotError:
    return DiglotError(f"{pin} has more sentences than there are in {side.path}.", where, "Take it out.")


def _no_contradiction(pins: Sequence[Pin], facts: Sequence[Fact], places: PinPlaces, *, once: bool) -> None:
    """Refuse pins that can't all hold. ContraryPinsError.

    once  whether no sentence is in two of them
    """
    taken: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for number, fact in enumerate(() if once else facts):
        for side, (claims, known) in enumerate(zip(fact.claims, taken, strict=True)):
            for at in claims:
                other = known.setdefault(at, number)
                # A paragraph without counterpart, and a sentence of it without one: that is said twice.
                if other != number and not agree(fact, facts[other]):
                    place = named_place(places.sides[side], at)
                    raise _contrary(pins[other], pins[number], places, place, bool(side))
    begin = sorted([(fact.begins, number) for number, fact in enumerate(facts) if fact.begins is not None])
    for (first, number), (second, other) in pairwise(begin):
        if second[1] < first[1]:
            raise _contrary(pins[min(number, other)], pins[max(number, other)], places)


def _contrary(
    first: Pin, other: Pin, places: PinPlaces, place: str = "", translation: bool = False
) -> ContraryPinsError:
    """place: that both decide about, of one of the texts; "" where they cross."""
    side = "translation" if translation else "source"
    pin, second = map(places.told, (first, other))
    what = f"{pin} and {second} contradict each other: both decide about {place} of the {side}."
    if not place:
        crossed = "what is later in the source is earlier in the translation"
        what = f"{pin} and {second} contradict each other: {crossed}."
    noted = [one for one in (first, other) if places.noted(one) is not None]
    typed = "Leave the one out, or take the other out of the sidecar." if noted else "Leave one of them out."
    chosen = "Take the wrong one out of the sidecar, or choose on the alignment page of `diglot review`."
    error = ContraryPinsError(
        what, places.noted(noted[-1]) if noted else None, chosen if len(noted) > 1 else typed
    )
    error.pins = tuple(_shown(one, places) for one in noted)
    return error


def _shown(pin: Pin, places: PinPlaces) -> ContraryPin:
    ours, theirs = (
        side.sentences[place.start] if place and place.start < len(side.sentences) else ""
        for side, place in zip(places.sides, (pin.source, pin.target), strict=True)
    )
    where = places.noted(pin)
    return ContraryPin(pin, where.line if where else 0, (ours, theirs))
