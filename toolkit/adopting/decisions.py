"""What pins decide, taken together.

A decided bead is kept as it is. One that is in another order than others stands elsewhere: the path goes by.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from itertools import chain, compress, islice, pairwise
from operator import attrgetter, itemgetter
from typing import NamedTuple

from toolkit.adopting.adoption import AlignedText
from toolkit.adopting.aligned_text import named_place
from toolkit.adopting.pins import Pin, PinPlaces
from toolkit.errors import DiglotError
from toolkit.late import WorkedOut
from toolkit.model import Bead, Location
from toolkit.model.values import ends_alike, made_along
from toolkit.text.similarity import disordered

_SOURCE = attrgetter("source")

Sentences = tuple[AbstractSet[int], AbstractSet[int]]
"""Numbers of sentences of the source, and of the translation."""

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
        # What is said twice is said once.
        pins = [*dict.fromkeys(pins)]
        facts = facts_of(pins, alone, places)
        begins = sorted([fact.begins for fact in facts if fact.begins is not None])
        beads = sorted(chain.from_iterable([fact.beads for fact in facts]), key=_SOURCE)
        kept = [bead for bead in beads if not _crosses(bead, begins)] if begins else beads
        order = beads, list[Bead]()
        # Nearly always all are.
        if len(ordered := _in_order(kept)) < len(beads):
            known = {id(bead) for bead in ordered}
            order = ordered, [bead for bead in beads if id(bead) not in known]
        made = cls(tuple(order[0]), tuple(order[1]), tuple(begins), alone)
        made._go_on_from(places.made)
        claimed = made.whole
        if begins:
            claimed = claimed[0] | {i for i, _ in begins}, claimed[1] | {j for _, j in begins}
        _inside(pins, facts, claimed, places)
        once = all(
            sum([len(fact.claims[side]) for fact in facts]) == len(numbers)
            for side, numbers in enumerate(claimed)
        )
        _no_contradiction(pins, facts, places, once=once)
        places.made = made
        return made

    def _go_on_from(self, before: Decisions | None) -> None:
        """Work out what is asked of it by what was decided before: of thousands an act decides a few."""
        if before is None:
            return
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


def _first(bead: Bead) -> int:
    return bead.source[0]


class Fact(NamedTuple):
    """What one pin decides about."""

    beads: tuple[Bead, ...] = ()
    begins: tuple[int, int] | None = None
    alone: tuple[range, range] = (range(0), range(0))
    claims: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())
    """All sentences about which it decides, ascending."""

    @classmethod
    def of(cls, pin: Pin, alone: Sentences) -> Fact:
        """alone: sentences that a pin says have no counterpart; beads don't count them."""
        if pin.source is None or pin.target is None:
            both = pin.source or range(0), pin.target or range(0)
            return cls(alone=both, claims=((*both[0],), (*both[1],)))
        i, j = pin.source.start, pin.target.start
        if not pin.beads:
            return cls(begins=(i, j), claims=((i,), (j,)))
        beads = []
        # A place that both begins beads and has no counterpart is contradicted, and not passed over.
        first = i, j
        for n, m in pin.beads:
            ours, theirs = next_ones(i, n, alone[0], first[0]), next_ones(j, m, alone[1], first[1])
            beads.append(Bead(ours, theirs))
            i, j = ours[-1] + 1, theirs[-1] + 1
        if len(beads) == 1:
            # Of thousands nearly all are one bead: its sentences stand there once.
            return cls(beads=(*beads,), claims=(beads[0].source, beads[0].target))
        claims = chain(*(bead.source for bead in beads)), chain(*(bead.target for bead in beads))
        return cls(beads=(*beads,), claims=((*claims[0],), (*claims[1],)))


def facts_of(pins: Sequence[Pin], alone: Sentences, places: PinPlaces) -> list[Fact]:
    """What each of some pins decides about; what was said of it last is remembered."""
    passed_over, known, facts = places.decided
    if passed_over != alone:
        # What passes over none that is new, or is none any more, decides as before.
        others = sorted(passed_over[0] ^ alone[0]), sorted(passed_over[1] ^ alone[1])
        same = [not meets(fact, others) for fact in facts]
        known, facts = [*compress(known, same)], [*compress(facts, same)]
    pins = [*pins]
    facts = made_along(known, facts, pins, partial(Fact.of, alone=alone))
    places.decided = alone, pins, facts
    return facts


def alone_in(pins: Iterable[Pin]) -> tuple[frozenset[int], frozenset[int]]:
    """The sentences that pins say have no counterpart."""
    # As `Pin.alone` says it: thousands are asked.
    lone = [pin for pin in pins if pin.source is None or pin.target is None]
    return (
        frozenset(chain.from_iterable([pin.source for pin in lone if pin.source is not None])),
        frozenset(chain.from_iterable([pin.target for pin in lone if pin.target is not None])),
    )


def next_ones(at: int, count: int, without: AbstractSet[int], sure: int) -> tuple[int, ...]:
    """The next sentences, but for some; the one that is `sure` is none of these."""
    found: list[int] = []
    while len(found) < count:
        if at == sure or at not in without:
            found.append(at)
        at += 1
    return tuple(found)


def _crosses(bead: Bead, begins: Sequence[tuple[int, int]]) -> bool:
    """Whether a bead is before a place in one text, and behind it in the other."""
    passed = {
        bisect_right(begins, at, key=itemgetter(side))
        for side, units in enumerate((bead.source, bead.target))
        for at in (units[0], units[-1])
    }
    return len(passed) > 1


def _in_order(beads: Sequence[Bead]) -> list[Bead]:
    """Those that are in every longest part that rises in both texts.

    Of two that changed places neither is: nobody could say which of them has moved.
    """
    starts = [bead.target[0] for bead in beads]
    ordered = [*beads]
    for first, last in reversed(disordered(starts)):
        ordered[first:last] = [beads[first + k] for k in _in_all(starts[first:last])]
    return ordered


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


def meets(fact: Fact, sentences: tuple[Sequence[int], Sequence[int]]) -> bool:
    """Whether a pin is about one of these, which are ascending, or passes over it."""
    for claims, own in zip(fact.claims, sentences, strict=True):
        # What has no counterpart isn't counted: a pin that passes over it would count it from now on.
        if claims and own:
            at = bisect_left(own, claims[0])
            if at < len(own) and own[at] <= claims[-1]:
                return True
    return False


def agree(fact: Fact, other: Fact) -> bool:
    """Whether both say that something has no counterpart, of a paragraph and of a sentence in it."""
    ours, theirs = (next((span.start for span in one.alone if span), -1) for one in (fact, other))
    return min(ours, theirs) >= 0 and ours != theirs


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
