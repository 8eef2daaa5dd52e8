"""What pins decide, taken together.

A decided bead is kept as it is. One that is in another order than others stands elsewhere: the path goes by.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain, pairwise
from operator import attrgetter, itemgetter
from typing import NamedTuple

from toolkit.adopting.aligned_text import named_place
from toolkit.adopting.pins import Pin, PinPlaces
from toolkit.errors import DiglotError
from toolkit.late import WorkedOut
from toolkit.model import Bead

Sentences = tuple[AbstractSet[int], AbstractSet[int]]
"""Numbers of sentences of the source, and of the translation."""

FactKey = tuple[str, tuple[int, ...], tuple[int, ...]]
"""Something that is decided: what it is, and the sentences of both texts."""


def sentences_of(beads: Iterable[Bead]) -> tuple[frozenset[int], frozenset[int]]:
    """All that some beads have."""
    beads = list(beads)
    return (
        frozenset(chain.from_iterable(bead.source for bead in beads)),
        frozenset(chain.from_iterable(bead.target for bead in beads)),
    )


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
        """What pins say. Raises DiglotError where two contradict each other."""
        pins = list(dict.fromkeys(pins))
        alone = _alone(pins)
        facts = _facts(pins, alone, places)
        _inside(pins, facts, places)
        _no_contradiction(pins, facts, places)
        begins = sorted(fact.begins for fact in facts if fact.begins is not None)
        beads = sorted(chain.from_iterable(fact.beads for fact in facts), key=attrgetter("source"))
        kept = [bead for bead in beads if not _crosses(bead, begins)] if begins else beads
        order = {id(bead) for bead in _in_order(kept)}
        return cls(
            tuple(bead for bead in beads if id(bead) in order),
            tuple(bead for bead in beads if id(bead) not in order),
            tuple(begins),
            alone,
        )

    @property
    def corners(self) -> list[tuple[int, int]]:
        """Positions that the path goes through, ascending."""
        ends = ((bead.source[-1] + 1, bead.target[-1] + 1) for bead in self.beads)
        starts = ((bead.source[0], bead.target[0]) for bead in self.beads)
        return sorted({*self.begins, *starts, *ends})

    @WorkedOut
    def whole(self) -> tuple[frozenset[int], frozenset[int]]:
        """Sentences of which all is decided: what goes with them, or that nothing does."""
        ours, theirs = sentences_of((*self.beads, *self.aside))
        return ours | self.alone[0], theirs | self.alone[1]

    @WorkedOut
    def facts(self) -> frozenset[FactKey]:
        """What is decided, to be compared with other decisions."""
        return frozenset(
            {
                *(("bead", bead.source, bead.target) for bead in self.beads),
                *(("aside", bead.source, bead.target) for bead in self.aside),
                *(("begins", (i,), (j,)) for i, j in self.begins),
                *(("alone", (i,), ()) for i in self.alone[0]),
                *(("alone", (), (j,)) for j in self.alone[1]),
            }
        )


@dataclass(frozen=True, slots=True)
class Fact:
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
        alone = alone[0] - {i}, alone[1] - {j}
        for n, m in pin.beads:
            ours, theirs = _next(i, n, alone[0]), _next(j, m, alone[1])
            beads.append(Bead(ours, theirs))
            i, j = ours[-1] + 1, theirs[-1] + 1
        claims = chain(*(bead.source for bead in beads)), chain(*(bead.target for bead in beads))
        return cls(beads=tuple(beads), claims=((*claims[0],), (*claims[1],)))


def _facts(pins: Sequence[Pin], alone: Sentences, places: PinPlaces) -> list[Fact]:
    """What each of some pins decides about; what was said of it last is remembered."""
    passed_over, known = places.decided
    if passed_over != alone:
        known = {}
    facts = {pin: known.get(pin) or Fact.of(pin, alone) for pin in pins}
    places.decided = alone, facts
    return [facts[pin] for pin in pins]


def _alone(pins: Iterable[Pin]) -> tuple[frozenset[int], frozenset[int]]:
    lone = [pin for pin in pins if pin.alone]
    return (
        frozenset(chain.from_iterable(pin.source for pin in lone if pin.source is not None)),
        frozenset(chain.from_iterable(pin.target for pin in lone if pin.target is not None)),
    )


def _next(at: int, count: int, without: AbstractSet[int]) -> tuple[int, ...]:
    """The next sentences, but for some."""
    found: list[int] = []
    while len(found) < count:
        if at not in without:
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


def _in_order(beads: Sequence[Bead]) -> Iterator[Bead]:
    """Those that are in every longest part that rises in both texts.

    Of two that changed places neither is: nobody could say which of them has moved.
    """
    starts = [bead.target[0] for bead in beads]
    if starts == sorted(starts):
        yield from beads
        return
    before = _lengths(starts)
    behind = _lengths([-start for start in reversed(starts)])[::-1]
    longest = max(before, default=0)
    ranks: dict[int, list[int]] = {}
    for k, (length, rest) in enumerate(zip(before, behind, strict=True)):
        if length + rest - 1 == longest:
            ranks.setdefault(length, []).append(k)
    for places in ranks.values():
        if len(places) == 1:
            yield beads[places[0]]


def _lengths(values: Sequence[int]) -> list[int]:
    """For each value how long the longest part is that rises and ends with it."""
    tops: list[int] = []
    lengths = []
    for value in values:
        at = bisect_left(tops, value)
        tops[at : at + 1] = [value]
        lengths.append(at + 1)
    return lengths


def _inside(pins: Sequence[Pin], facts: Sequence[Fact], places: PinPlaces) -> None:
    """Refuse pins whose beads go beyond an end. DiglotError."""
    for pin, fact in zip(pins, facts, strict=True):
        for side, claims in zip(places.sides, fact.claims, strict=True):
            if claims and claims[-1] >= len(side.sentences):
                raise DiglotError(
                    f"{pin} has more sentences than there are in {side.path}.", pin.where, "Take it out."
                )


def _no_contradiction(pins: Sequence[Pin], facts: Sequence[Fact], places: PinPlaces) -> None:
    """Refuse pins that can't all hold. DiglotError."""
    taken: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for number, fact in enumerate(facts):
        for side, (claims, known) in enumerate(zip(fact.claims, taken, strict=True)):
            for at in claims:
                other = known.setdefault(at, number)
                # A paragraph without counterpart, and a sentence of it without one: that is said twice.
                if other != number and not _agree(fact, facts[other]):
                    text = places.sides[side]
                    where = f"{named_place(text, at)} of the {('source', 'translation')[side]}"
                    _contradict(pins[other], pins[number], f"both decide about {where}")
    begin = sorted((fact.begins, number) for number, fact in enumerate(facts) if fact.begins is not None)
    for (first, number), (second, other) in pairwise(begin):
        if second[1] < first[1]:
            both = pins[min(number, other)], pins[max(number, other)]
            _contradict(*both, "what is later in the source is earlier in the translation")


def _agree(fact: Fact, other: Fact) -> bool:
    ours, theirs = (next((span.start for span in one.alone if span), -1) for one in (fact, other))
    return min(ours, theirs) >= 0 and ours != theirs


def _contradict(pin: Pin, other: Pin, why: str) -> None:
    hint = (
        "Leave one of them out.",
        "Leave the one out, or take the other out of the sidecar.",
        "Take one of them out of the sidecar.",
    )[(pin.where is not None) + (other.where is not None)]
    raise DiglotError(f"{pin} and {other} contradict each other: {why}.", other.where or pin.where, hint)


# New pins, and what they do to those that are there.


class PinRevision(NamedTuple):
    """What becomes of the pins of a sidecar."""

    gone: tuple[int, ...]
    """0-based numbers of those that don't hold any more."""
    new: tuple[Pin, ...]
    """Those that are added. A pin that is gone in part is added again without that part."""


def revised(
    pins: Sequence[Pin],
    fresh: Sequence[Pin] = (),
    decided: Sequence[Bead] = (),
    freed: Sentences = (frozenset(), frozenset()),
    *,
    places: PinPlaces,
) -> PinRevision:
    """What becomes of pins where a person decides anew.

    fresh    pins that are typed
    decided  beads that hold from now on
    freed    sentences about which nothing is decided any more
    Raises DiglotError for a bead that no pin can tell.
    """
    alone = _alone(pins)
    beads = sentences_of(decided)
    touched = frozenset(freed[0]) | beads[0], frozenset(freed[1]) | beads[1]
    typed = [Fact.of(pin, _alone(fresh)) for pin in fresh]
    claimed = [(frozenset(one.claims[0]), frozenset(one.claims[1])) for one in typed]
    gone: list[int] = []
    again: list[Bead] = []
    before = _facts(pins, alone, places)
    for number, fact in enumerate(before):
        newer = [
            own
            for one, own in zip(typed, claimed, strict=True)
            if _meets(fact, own) and not _agree(fact, one)
        ]
        if not newer and not _meets(fact, touched):
            continue
        gone.append(number)
        rest = list(fact.beads)
        if not newer:
            # Who types a pin about a sentence says something else of its paragraph.
            rest += (Bead((i,), ()) for i in fact.alone[0])
            rest += (Bead((), (j,)) for j in fact.alone[1])
        # Of several beads the others stay.
        others = [touched, *newer]
        again += [bead for bead in rest if not any(_has(bead, own) for own in others)]
    out = {*gone}
    kept = [pin for number, pin in enumerate(pins) if number not in out]
    made = [*fresh, *written([*decided, *again], _alone([*kept, *fresh]), places)]
    lone = _alone([*kept, *made])
    # What is said again stays where it stands.
    facts: dict[Fact, list[int]] = {}
    for number in reversed(gone):
        facts.setdefault(before[number], []).append(number)
    new = []
    for pin in made:
        if same := facts.get(Fact.of(pin, lone)):
            out.remove(same.pop())
        else:
            new.append(pin)
    return PinRevision(tuple(sorted(out)), tuple(new))


def _has(bead: Bead, sentences: Sentences) -> bool:
    return bool(sentences[0] & {*bead.source} or sentences[1] & {*bead.target})


def _meets(fact: Fact, sentences: Sentences) -> bool:
    """Whether a pin is about one of these, or passes over it."""
    for claims, own in zip(fact.claims, sentences, strict=True):
        # What has no counterpart isn't counted: a pin that passes over it would count it from now on.
        if claims and not own.isdisjoint(range(claims[0], claims[-1] + 1)):
            return True
    return False


def written(beads: Iterable[Bead], alone: Sentences, places: PinPlaces) -> list[Pin]:
    """Pins that tell these beads; null beads, too.

    alone  other sentences that have no counterpart, as pins say
    Raises DiglotError for a bead with a sentence inside that goes with another.
    """
    beads = list(beads)
    lone = sentences_of(bead for bead in beads if not bead.paired)
    apart = lone[0] | alone[0], lone[1] | alone[1]
    pins = []
    for run in _runs(sorted((bead for bead in beads if bead.paired), key=_first), apart, places):
        for bead in run:
            whole = all(
                _next(own[0], len(own), out - {own[0]}) == own
                for own, out in zip((bead.source, bead.target), apart, strict=True)
            )
            if not whole:
                raise DiglotError(
                    f"{named_place(places.source, bead.source[0])} goes together with others around a "
                    "sentence that goes elsewhere.",
                    hint="Split it first.",
                )
        first = run[0]
        sizes = tuple((len(bead.source), len(bead.target)) for bead in run)
        spans = range(first.source[0], first.source[0] + 1), range(first.target[0], first.target[0] + 1)
        pins.append(Pin(*spans, beads=sizes))
    for side, numbers in enumerate(lone):
        found = _spans(numbers, side, places)
        pins += (Pin(span, None) if side == 0 else Pin(None, span) for span in found)
    return pins


def _first(bead: Bead) -> int:
    return bead.source[0]


def _runs(beads: Sequence[Bead], alone: Sentences, places: PinPlaces) -> Iterator[list[Bead]]:
    """Beads that follow each other in both texts, paragraph by paragraph."""
    run: list[Bead] = []
    owners = places.source.owners
    for bead in beads:
        follows = run and (
            _follows(run[-1].source, bead.source, alone[0])
            and _follows(run[-1].target, bead.target, alone[1])
        )
        if run and not (follows and owners[bead.source[0]] == owners[run[0].source[0]]):
            yield run
            run = []
        run.append(bead)
    if run:
        yield run


def _follows(before: tuple[int, ...], behind: tuple[int, ...], without: Collection[int]) -> bool:
    return before[-1] < behind[0] and all(at in without for at in range(before[-1] + 1, behind[0]))


def _spans(numbers: AbstractSet[int], side: int, places: PinPlaces) -> Iterator[range]:
    """Whole paragraphs, and single sentences of others."""
    text = places.sides[side]
    done: set[int] = set()
    for number in sorted(numbers):
        passage = text.passages[text.owners[number]]
        own = range(passage.first, passage.last)
        if number in done:
            continue
        if numbers >= {*own}:
            done.update(own)
            yield own
        else:
            yield range(number, number + 1)
