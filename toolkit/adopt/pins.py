"""Pins: where a person says that a sentence of the source and one of the translation begin together.

On the command line a pin gives positions, `12.1=11.2`, for people; the sidecar keeps it by the id of the
source paragraph and the first words of the translation, so that it outlives edits of both texts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from toolkit.adopt.adoption import Side
from toolkit.config import PinTable
from toolkit.errors import DiglotError
from toolkit.text import counted, fold

_PLACE = re.compile(r"(\d+\.\d+)(?:\.(\d+))?")
_WORDS = 60
"""Characters of a sentence that are kept to find it again; more where that doesn't tell it from others."""


@dataclass(frozen=True, slots=True)
class Pin:
    """Two places that begin together; or one that has no counterpart, where the other is None."""

    source: range | None
    """0-based numbers of the sentences: of a paragraph, or a single one."""
    target: range | None


def parse(text: str, source: Side, target: Side) -> Pin:
    """`12.1=11.2`: paragraphs, or sentences (`12.1.3=11.2.1`); one side may be empty. Raises DiglotError."""
    left, equals, right = text.partition("=")
    if not equals or not (left.strip() or right.strip()):
        raise DiglotError(
            f"{text!r} is no pin.",
            hint="Write 12.1=11.2: paragraph 12.1 of the source begins where 11.2 of the translation does.",
        )
    return Pin(_place(left.strip(), source, text), _place(right.strip(), target, text))


def asked(text: str, source: Side, target: Side) -> tuple[frozenset[int], frozenset[int]]:
    """Sentences of both sides at a place: `12.1` or `12.1.2` of the source, `=11.2` of the translation.

    Raises DiglotError.
    """
    left, _, right = text.partition("=")
    if not (left.strip() or right.strip()):
        raise DiglotError(
            f"{text!r} is no place in a text.", hint="Write 12.1, or =11.2 for the translation."
        )
    ours, theirs = _place(left.strip(), source, text), _place(right.strip(), target, text)
    return frozenset(ours or ()), frozenset(theirs or ())


def _place(place: str, side: Side, pin: str) -> range | None:
    if not place:
        return None
    found = _PLACE.fullmatch(place)
    within = f" ({pin})" if pin.strip() != place else ""
    if not found:
        raise DiglotError(
            f"{place!r} is no place in a text{within}.",
            hint="Write turn and paragraph, such as 12.1, or turn, paragraph and sentence, such as 12.1.2.",
        )
    passage = next((one for one in side.passages if one.n == found[1]), None)
    if passage is None:
        raise DiglotError(
            f"there is no paragraph {found[1]}{within}.",
            side.path,
            f"The last is {side.passages[-1].n}." if side.passages else "The text is empty.",
        )
    if found[2] is None:
        return range(passage.first, passage.last)
    count = passage.last - passage.first
    if not 1 <= int(found[2]) <= count:
        raise DiglotError(
            f"paragraph {passage.n} has {counted(count, 'sentence')}, not {found[2]}{within}.",
            side.path,
        )
    return range(passage.first + int(found[2]) - 1, passage.first + int(found[2]))


def table(pin: Pin, source: Side, target: Side) -> PinTable:
    """A pin as the sidecar keeps it."""
    name = begins = ""
    if pin.source is not None:
        passage = source.passages[source.owners[pin.source.start]]
        number = pin.source.start - passage.first + 1
        name = passage.id if number == 1 else f"{passage.id}.{number}"
    if pin.target is not None:
        begins = _beginning(pin.target.start, target)
    one = pin.source or pin.target or range(0)
    side = source if pin.source else target
    whole = side.passages[side.owners[one.start]]
    alone = not (pin.source and pin.target) and (one.start, one.stop) != (whole.first, whole.last)
    return PinTable(lang=target.lang, source=name, begins=begins, alone=alone)


def _beginning(number: int, side: Side) -> str:
    """Words that only this sentence begins with."""
    text = side.sentences[number]
    others = [fold(one) for k, one in enumerate(side.sentences) if k != number]
    for length in range(_WORDS, len(text), _WORDS):
        if not any(one.startswith(fold(text[:length])) for one in others):
            return text[:length].strip()
    return text


def find(noted: PinTable, source: Side, target: Side) -> Pin | str:
    """The places that a pin of the sidecar means now; a sentence that says why there are none."""
    here = there = None
    if noted.source:
        here = _by_id(noted, source)
        if here is None:
            return f"there is no paragraph, or sentence of it, {noted.source} any more"
    if noted.begins:
        words = fold(noted.begins)
        places = [k for k, text in enumerate(target.sentences) if fold(text).startswith(words)]
        # A whole sentence may be the beginning of another one.
        places = [k for k in places if fold(target.sentences[k]) == words] or places
        if len(places) != 1:
            many = "no sentence" if not places else f"{len(places)} sentences"
            return f"{many} of the translation begin{'s' * (not places)} with {noted.begins!r}"
        there = _range(places[0], target, noted.alone)
    return Pin(here, there)


def _by_id(noted: PinTable, source: Side) -> range | None:
    name, _, number = noted.source.partition(".")
    passage = next((one for one in source.passages if one.id == name), None)
    if passage is None or not (number or "1").isdecimal():
        return None
    at = passage.first + int(number or 1) - 1
    return _range(at, source, noted.alone) if passage.first <= at < passage.last else None


def _range(number: int, side: Side, alone: bool) -> range:
    passage = side.passages[side.owners[number]]
    return range(number, number + 1 if alone or number != passage.first else passage.last)


def corners(pins: Sequence[Pin]) -> list[tuple[int, int]]:
    """The positions that pins with both sides fix. Raises DiglotError where two contradict each other."""
    fixed = sorted({(pin.source.start, pin.target.start) for pin in pins if pin.source and pin.target})
    for (i, j), (k, m) in pairwise(fixed):
        if i == k or m <= j:
            raise DiglotError(
                "two pins contradict each other: what is later in the source is earlier in the translation.",
                hint="Take one of them out of the sidecar.",
            )
    return fixed
