"""New pins, and what they do to those that are there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from toolkit.adopting.aligned_text import named_place
from toolkit.adopting.decisions import sentences_of
from toolkit.adopting.facts import (
    Fact,
    Sentences,
    agree,
    alone_in,
    facts_of,
    meets,
    next_ones,
)
from toolkit.adopting.pins import Pin, PinPlaces
from toolkit.errors import DiglotError
from toolkit.giving_way import pause, unhurried
from toolkit.grouped import grouped
from toolkit.model import Bead


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
    alone = alone_in(pins)
    beads = sentences_of(decided)
    touched = frozenset(freed[0]) | beads[0], frozenset(freed[1]) | beads[1]
    ordered = sorted(touched[0]), sorted(touched[1])
    pause()
    lone = alone_in(fresh)
    typed = [Fact.of(pin, lone) for pin in fresh]
    claimed = [(frozenset(one.claims[0]), frozenset(one.claims[1])) for one in typed]
    gone: list[int] = []
    again: list[Bead] = []
    before = facts_of(pins, alone, places)
    for number in _near(before, [ordered, *(one.claims for one in typed)]):
        fact = before[number]
        newer = [
            own
            for one, own in zip(typed, claimed, strict=True)
            if meets(fact, one.claims) and not agree(fact, one)
        ]
        if not newer and not meets(fact, ordered):
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
    apart = [number for number, pin in enumerate(pins) if pin.source is None or pin.target is None]
    kept = [pins[number] for number in apart if number not in out]
    made = [*fresh, *written([*decided, *again], alone_in([*kept, *fresh]), places)]
    passed_over = alone_in([*kept, *made])
    # What is said again stays where it stands.
    facts = grouped((before[number], number) for number in reversed(gone))
    new = []
    for pin in unhurried(made):
        if same := facts.get(Fact.of(pin, passed_over)):
            out.remove(same.pop())
        else:
            new.append(pin)
    return PinRevision(tuple(sorted(out)), tuple(new))


def _near(facts: Sequence[Fact], asked: Iterable[tuple[Sequence[int], Sequence[int]]]) -> list[int]:
    """The numbers of those that could meet some sentences, as `meets` tells it: of thousands a few.

    asked  ascending, of both texts
    """
    asked = [*asked]
    own = [[numbers[side] for numbers in asked if numbers[side]] for side in (0, 1)]
    (i0, i1), (j0, j1) = (
        (min(numbers[0] for numbers in side), max(numbers[-1] for numbers in side)) if side else (0, -1)
        for side in own
    )
    return [
        number
        for number, (_, _, _, (ours, theirs)) in enumerate(facts)
        if (ours and ours[0] <= i1 and ours[-1] >= i0) or (theirs and theirs[0] <= j1 and theirs[-1] >= j0)
    ]


def _has(bead: Bead, sentences: Sentences) -> bool:
    return bool(sentences[0] & {*bead.source} or sentences[1] & {*bead.target})


def written(beads: Iterable[Bead], alone: Sentences, places: PinPlaces) -> list[Pin]:
    """Pins that tell these beads; null beads, too.

    alone  other sentences that have no counterpart, as pins say
    Raises DiglotError for a bead with a sentence inside that goes with another.
    """
    beads = list(beads)
    lone = sentences_of(bead for bead in beads if not bead.paired)
    apart = lone[0] | alone[0], lone[1] | alone[1]
    pins = []
    for run in unhurried(_runs(sorted((bead for bead in beads if bead.paired), key=_first), apart, places)):
        for bead in run:
            whole = all(
                next_ones(own[0], len(own), out, own[0]) == own
                for own, out in zip((bead.source, bead.target), apart, strict=True)
            )
            if not whole:
                raise DiglotError(
                    f"{named_place(places.source, bead.source[0])} goes together with others around a "
                    "sentence that goes elsewhere.",
                    hint="Put the sentence in between with them, or tell first that nothing translates it.",
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
        own = passage.numbers
        if number in done:
            continue
        if numbers >= {*own}:
            done.update(own)
            yield own
        else:
            yield range(number, number + 1)
