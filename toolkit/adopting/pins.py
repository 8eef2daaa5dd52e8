"""Pins: what a person has decided about places of both texts.

A pin says one of three things.

    two places          both texts go on together there (`12.1=11.2`)
    two places, beads   which sentences go together from there on: `2:1` for two of the source with one
    one place           the sentence, or its paragraph, has no counterpart

On the command line a pin gives positions, for people; the sidecar keeps it by the id of the source paragraph
and the first words of the translation, so that it outlives edits of both texts.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from toolkit import late
from toolkit.adopting import bounds
from toolkit.adopting.adoption import AlignedText, Passage
from toolkit.adopting.aligned_text import named_place
from toolkit.config import PinTable, place_among
from toolkit.errors import DiglotError
from toolkit.findings import Finding, report
from toolkit.late import WorkedOut
from toolkit.model import Location
from toolkit.model.values import Value, made_along
from toolkit.text.hygiene import counted, fold

if TYPE_CHECKING:
    from toolkit.adopting.decisions import Decisions
    from toolkit.adopting.facts import Fact

_PLACE = late.regex(r"(\d{1,9}\.\d{1,9})(?:\.(\d{1,9}))?")

Sizes = tuple[tuple[int, int], ...]
"""Of beads, one behind the other: how many sentences of the source each has, and of the translation."""


class Pin(Value, frozen=True, gc=False, cache_hash=True):
    """What a person has decided about two places, or about one."""

    source: range | None
    """0-based numbers of sentences: of a paragraph from the place on, or the one there. None where nothing
    of the source goes with the other place."""
    target: range | None
    beads: Sizes = ()
    """The beads from both places on. Sentences that other pins say have no counterpart are not counted."""

    @property
    def alone(self) -> bool:
        """Whether something has no counterpart."""
        return self.source is None or self.target is None


def as_noted(words: str, where: Location | None) -> str:
    """A pin as somebody finds it: typed, or in the sidecar."""
    return f"--pin {words}" if where is None else f"{words} in line {where.line}"


class PinPlaces:
    """Both texts, and where in them a pin leads."""

    def __init__(self, source: AlignedText, target: AlignedText) -> None:
        """Of a document and its translation."""
        self.sides = source, target
        self._noted: tuple[Sequence[PinTable], Sequence[Pin | Finding]] = (), ()
        """The pins of the sidecar, as they were read last, and found."""
        self._where: Callable[[int], Location] | None = None
        """Where each of them stands."""
        self._typed: dict[Pin, str] = {}
        """Pins of the command line, as they were typed."""
        self.decided: tuple[tuple[AbstractSet[int], AbstractSet[int]], Sequence[Pin], Sequence[Fact]] = (
            (frozenset(), frozenset()),
            (),
            (),
        )
        """What each pin was last found to decide, where these sentences are passed over."""
        self.made: tuple[Sequence[Fact], Decisions] | None = None
        """What pins were last found to decide: each, where no two are about one sentence; and together."""

    @property
    def source(self) -> AlignedText:
        """The document."""
        return self.sides[0]

    @property
    def target(self) -> AlignedText:
        """Its translation."""
        return self.sides[1]

    # What is typed.

    def parse(self, text: str) -> Pin:
        """`12.1=11.2`: paragraphs, or sentences (`12.1.3=11.2.1`); one side may be empty.

        Raises DiglotError for what is no pin, and for places that aren't there.
        """
        # No regular expression: either side may be empty, and errors name the side.
        left, equals, right = text.partition("=")
        if not equals or not (left.strip() or right.strip()):
            raise DiglotError(
                f"{text!r} is no pin.",
                hint="Write 12.1=11.2: paragraph 12.1 of the source begins where 11.2 of the translation "
                "does.",
            )
        ours, theirs = _place(left.strip(), self.source, text), _place(right.strip(), self.target, text)
        pin = Pin(ours, theirs)
        self._typed[pin] = text.strip()
        return pin

    def asked(self, text: str) -> tuple[frozenset[int], frozenset[int]]:
        """Sentences at a place.

        `12.1` or `12.1.2` of the source, `=11.2` of the translation.

        Raises DiglotError for what is no place, and for one that isn't there.
        """
        left, _, right = text.partition("=")
        if not (left.strip() or right.strip()):
            raise DiglotError(
                f"{text!r} is no place in a text.", hint="Write 12.1, or =11.2 for the translation."
            )
        ours, theirs = _place(left.strip(), self.source, text), _place(right.strip(), self.target, text)
        return frozenset(ours or ()), frozenset(theirs or ())

    # What the sidecar keeps.

    def table(self, pin: Pin) -> PinTable:
        """A pin as the sidecar keeps it."""
        name = begins = which = ""
        if pin.source is not None:
            passage = self.source.passages[self.source.owners[pin.source.start]]
            number = pin.source.start - passage.first + 1
            name = passage.id if number == 1 else f"{passage.id}.{number}"
        if pin.target is not None:
            begins, which = self._beginning(pin.target.start)
        sentences = pin.source or pin.target or range(0)
        side = self.source if pin.source else self.target
        whole = side.passages[side.owners[sentences.start]]
        lone = pin.alone and (sentences.start, sentences.stop) != (whole.first, whole.last)
        # A number counts from the beginning of a paragraph, where somebody may put in a sentence.
        by_number = "." in name.removeprefix(whole.id) or (lone and bool(name))
        return PinTable(
            lang=self.target.lang,
            source=name,
            begins=begins,
            which=which,
            alone=lone,
            beads=" ".join(f"{n}:{m}" for n, m in pin.beads),
            sentences=self._counts(pin) if pin.beads or by_number else "",
        )

    def find_all(
        self, noted: Sequence[PinTable], where: Callable[[int], Location]
    ) -> Sequence[Pin | Finding]:
        """What pins of the sidecar mean now, as `find`; what the same meant last is remembered.

        where  tells where each of them stands, by its number from 0
        """
        found = made_along(*self._noted, noted, self.find)
        self._noted, self._where = (noted, found), where
        return found

    def noted(self, pin: Pin) -> Location | None:
        """Where a pin stands in the sidecar, which was looked at last; None for one that is typed."""
        found = self._noted[1]
        return self._where(found.index(pin)) if self._where and pin in found else None

    def told(self, pin: Pin) -> str:
        """A pin as somebody finds it: typed, or in the sidecar."""
        typed = self._typed.get(pin)
        return as_noted(typed or _words(self.sides, pin.source, pin.target), self.noted(pin))

    def find(self, noted: PinTable) -> Pin | Finding:
        """What a pin of the sidecar means now.

        Where it means nothing, that is a finding, which doesn't say where the pin stands.
        """
        here = there = None
        if noted.source:
            here = self._by_id(noted)
            if here is None:
                return report("D301.source", None, source=noted.source)
        if noted.begins:
            places = self._begin_so(noted.begins)
            # Which of several equal sentences, and how many there were. Where there are more or fewer of
            # them, nobody knows which was meant.
            which, known = place_among(noted.which)
            if len(places) != known or not 1 <= which <= len(places):
                begins, number = noted.begins, len(places)
                if noted.which:
                    asked = {"which": str(which), "known": str(known)}
                    return report("D301.which", None, begins=begins, places=number, **asked)
                if places:
                    return report("D301.several", None, places=number, begins=begins)
                return report("D301.none", None, begins=begins)
            there = _range(places[which - 1], self.target, noted.alone)
        pin = Pin(here, there)
        if here is None or not (noted.beads or noted.sentences):
            return pin
        if self._counts(pin) == noted.sentences:
            return Pin(here, there, _sizes(noted.beads))
        # Somebody has parted or joined sentences since. Where a paragraph begins is as certain as before.
        if there is None:
            return report("D301.counted", None, source=noted.source)
        if here.start == self.source.passages[self.source.owners[here.start]].first:
            return pin
        return report("D301.sentences", None, source=noted.source, begins=noted.begins)

    def _counts(self, pin: Pin) -> str:
        """How many sentences both paragraphs of a pin have."""
        counts = []
        for side, place in zip(self.sides, (pin.source, pin.target), strict=True):
            passage = side.passages[side.owners[place.start]] if place else None
            counts.append(passage.last - passage.first if passage else 0)
        return "{}:{}".format(*counts)

    def _beginning(self, number: int) -> tuple[str, str]:
        """Words that tell a sentence from others.

        Where others are the same, all of it, and which one it is.
        """
        text = self.target.sentences[number]
        # As few words as tell it from all others outlive most edits.
        for length in range(bounds.PIN_CHARACTERS, len(text), bounds.PIN_CHARACTERS):
            if self._begin_so(text[:length], 2) == [number]:
                return text[:length].strip(), ""
        same = self._begin_so(text)
        return text, f"{same.index(number) + 1} of {len(same)}" if len(same) > 1 else ""

    def _begin_so(self, words: str, most: int | None = None) -> list[int]:
        """Sentences that begin with these words; so many at most.

        Only those that are these words where there are any.
        """
        begin = fold(words)
        texts, numbers = self._folded
        low = bisect_left(texts, begin)
        # Of thousands that are the very same, each is asked for.
        same = numbers[low : bisect_right(texts, begin, low)]
        if same:
            return same[:most]
        begun: list[int] = []
        for at in range(low, len(texts)):
            if not texts[at].startswith(begin) or len(begun) == most:
                break
            begun.append(numbers[at])
        return sorted(begun)

    def ready(self) -> None:
        """Make what the first pin that is told takes longer for than all others."""
        self._begin_so("", 1)

    @WorkedOut
    def _folded(self) -> tuple[list[str], list[int]]:
        """The sentences of the translation, in order of their words; and the number of each."""
        texts = [*map(fold, self.target.sentences)]
        numbers = sorted(range(len(texts)), key=texts.__getitem__)
        return [texts[number] for number in numbers], numbers

    @WorkedOut
    def _ids(self) -> dict[str, Passage]:
        return {passage.id: passage for passage in reversed(self.source.passages)}

    def _by_id(self, noted: PinTable) -> range | None:
        # An id may have a point in it, so the whole is tried before a sentence of a paragraph.
        name, _, number = (
            (noted.source, "", "") if noted.source in self._ids else noted.source.rpartition(".")
        )
        passage = self._ids.get(name)
        if passage is None or not re.fullmatch(r"\d{0,9}", number):
            return None
        at = passage.first + int(number or 1) - 1
        return _range(at, self.source, noted.alone) if passage.first <= at < passage.last else None


def _place(place: str, side: AlignedText, pin: str) -> range | None:
    if not place:
        return None
    match = _PLACE.fullmatch(place)
    within = f" ({pin})" if pin.strip() != place else ""
    if not match:
        raise DiglotError(
            f"{place!r} is no place in a text{within}.",
            hint="Write turn and paragraph, such as 12.1, or turn, paragraph and sentence, such as 12.1.2.",
        )
    passage = next((passage for passage in side.passages if passage.n == match[1]), None)
    if passage is None:
        raise DiglotError(
            f"there is no paragraph {match[1]}{within}.",
            side.path,
            f"The last is {side.passages[-1].n}." if side.passages else "The text is empty.",
        )
    if match[2] is None:
        return passage.numbers
    count = passage.last - passage.first
    if not 1 <= int(match[2]) <= count:
        raise DiglotError(
            f"paragraph {passage.n} has {counted(count, 'sentence')}, not {match[2]}{within}.",
            side.path,
            f"Write {passage.n}.1 to {passage.n}.{count}, or {passage.n} for all of it.",
        )
    return range(passage.first + int(match[2]) - 1, passage.first + int(match[2]))


def _range(number: int, side: AlignedText, alone: bool) -> range:
    passage = side.passages[side.owners[number]]
    return range(number, number + 1 if alone or number != passage.first else passage.last)


def _words(sides: tuple[AlignedText, AlignedText], here: range | None, there: range | None) -> str:
    places = zip(sides, (here, there), strict=True)
    return "=".join(named_place(side, span.start) if span else "" for side, span in places)


def _sizes(beads: str) -> Sizes:
    pairs = (bead.split(":") for bead in beads.split())
    return tuple((int(n), int(m)) for n, m in pairs)
