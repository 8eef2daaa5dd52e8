"""What each pin decides about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import chain, compress
from typing import NamedTuple

from toolkit.adopting.pins import Pin, PinPlaces
from toolkit.model import Bead
from toolkit.model.values import made_along

Sentences = tuple[AbstractSet[int], AbstractSet[int]]
"""Numbers of sentences of the source, and of the translation."""


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
