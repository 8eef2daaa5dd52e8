"""Pins: two sentences that begin together.

A person says so.

On the command line a pin gives positions, `12.1=11.2`, for people; the sidecar keeps it by the id of the
source paragraph and the first words of the translation, so that it outlives edits of both texts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from toolkit.adopting import aligned_text, bounds
from toolkit.adopting.adoption import AlignedText
from toolkit.config import PinTable
from toolkit.errors import DiglotError, OptionError
from toolkit.findings import Finding, report
from toolkit.model import Location
from toolkit.text.hygiene import counted, fold

_PLACE = re.compile(r"(\d{1,9}\.\d{1,9})(?:\.(\d{1,9}))?")


@dataclass(frozen=True, slots=True)
class Pin:
    """Two places that begin together.

    One that has no counterpart is a pin, too: the other place is None.
    """

    source: range | None
    """0-based numbers of the sentences: of a paragraph, or a single one."""
    target: range | None
    words: str = field(default="", compare=False)
    """As the command line has it, or would."""
    where: Location | None = field(default=None, compare=False)
    """In the sidecar; None for one of the command line."""

    @property
    def alone(self) -> bool:
        """Whether something has no counterpart."""
        return self.source is None or self.target is None

    @property
    def about(self) -> tuple[range, range]:
        """The sentences about which it decides.

        The two that begin together, or all without a counterpart.
        """
        ours, theirs = self.source or range(0), self.target or range(0)
        return (ours, theirs) if self.alone else (ours[:1], theirs[:1])

    def __str__(self) -> str:
        return f"--pin {self.words}" if self.where is None else f"{self.words} in line {self.where.line}"


def parse(text: str, source: AlignedText, target: AlignedText) -> Pin:
    """`12.1=11.2`: paragraphs, or sentences (`12.1.3=11.2.1`); one side may be empty.

    Raises OptionError for what is no pin, DiglotError for places that aren't there.
    """
    # No regular expression: either side may be empty, and errors name the side.
    left, equals, right = text.partition("=")
    if not equals or not (left.strip() or right.strip()):
        raise OptionError(
            f"{text!r} is no pin.",
            hint="Write 12.1=11.2: paragraph 12.1 of the source begins where 11.2 of the translation does.",
        )
    return Pin(_place(left.strip(), source, text), _place(right.strip(), target, text), text.strip())


def asked(text: str, source: AlignedText, target: AlignedText) -> tuple[frozenset[int], frozenset[int]]:
    """Sentences at a place.

    `12.1` or `12.1.2` of the source, `=11.2` of the translation.

    Raises OptionError for what is no place, DiglotError for one that isn't there.
    """
    left, _, right = text.partition("=")
    if not (left.strip() or right.strip()):
        raise OptionError(
            f"{text!r} is no place in a text.", hint="Write 12.1, or =11.2 for the translation."
        )
    ours, theirs = _place(left.strip(), source, text), _place(right.strip(), target, text)
    return frozenset(ours or ()), frozenset(theirs or ())


def _place(place: str, side: AlignedText, pin: str) -> range | None:
    if not place:
        return None
    found = _PLACE.fullmatch(place)
    within = f" ({pin})" if pin.strip() != place else ""
    if not found:
        raise OptionError(
            f"{place!r} is no place in a text{within}.",
            hint="Write turn and paragraph, such as 12.1, or turn, paragraph and sentence, such as 12.1.2.",
        )
    passage = next((passage for passage in side.passages if passage.n == found[1]), None)
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


def table(pin: Pin, source: AlignedText, target: AlignedText) -> PinTable:
    """A pin as the sidecar keeps it."""
    name = begins = which = ""
    if pin.source is not None:
        passage = source.passages[source.owners[pin.source.start]]
        number = pin.source.start - passage.first + 1
        name = passage.id if number == 1 else f"{passage.id}.{number}"
    if pin.target is not None:
        begins, which = _beginning(pin.target.start, target)
    sentences = pin.source or pin.target or range(0)
    side = source if pin.source else target
    whole = side.passages[side.owners[sentences.start]]
    alone = pin.alone and (sentences.start, sentences.stop) != (whole.first, whole.last)
    return PinTable(lang=target.lang, source=name, begins=begins, which=which, alone=alone)


def _beginning(number: int, side: AlignedText) -> tuple[str, str]:
    """Words that tell a sentence from others.

    Where others are the same, all of it, and which one it is.
    """
    text = side.sentences[number]
    # As few words as tell it from all others outlive most edits.
    for length in range(bounds.PIN_CHARACTERS, len(text), bounds.PIN_CHARACTERS):
        if _begin_so(text[:length], side) == [number]:
            return text[:length].strip(), ""
    same = _begin_so(text, side)
    return text, f"{same.index(number) + 1} of {len(same)}" if len(same) > 1 else ""


def _begin_so(words: str, side: AlignedText) -> list[int]:
    """Sentences that begin with these words.

    Only those that are these words where there are any.
    """
    begin = fold(words)
    found = [k for k, text in enumerate(side.sentences) if fold(text).startswith(begin)]
    return [k for k in found if fold(side.sentences[k]) == begin] or found


def find(
    noted: PinTable, source: AlignedText, target: AlignedText, where: Location | None = None
) -> Pin | Finding:
    """What a pin of the sidecar means now.

    Where it means nothing, that is a finding.
    """
    here = there = None
    if noted.source:
        here = _by_id(noted, source)
        if here is None:
            return report("D301.source", where, source=noted.source)
    if noted.begins:
        places = _begin_so(noted.begins, target)
        # Where there are more or fewer of them now, nobody knows which was meant.
        # Which of several equal sentences, and how many there were.
        which, _, known = (noted.which or "1 of 1").partition(" of ")
        if len(places) != int(known) or not 1 <= int(which) <= len(places):
            begins, number = noted.begins, len(places)
            if noted.which:
                return report("D301.which", where, which=which, known=known, begins=begins, places=number)
            if places:
                return report("D301.several", where, places=number, begins=begins)
            return report("D301.none", where, begins=begins)
        there = _range(places[int(which) - 1], target, noted.alone)
    words = "=".join(
        aligned_text.place(side, one.start) if one else "" for side, one in ((source, here), (target, there))
    )
    return Pin(here, there, words, where)


def _by_id(noted: PinTable, source: AlignedText) -> range | None:
    # An id may have a point in it, so the whole is tried before a sentence of a paragraph.
    whole = any(paragraph.id == noted.source for paragraph in source.passages)
    name, _, number = (noted.source, "", "") if whole else noted.source.rpartition(".")
    passage = next((paragraph for paragraph in source.passages if paragraph.id == name), None)
    if passage is None or not re.fullmatch(r"\d{0,9}", number):
        return None
    at = passage.first + int(number or 1) - 1
    return _range(at, source, noted.alone) if passage.first <= at < passage.last else None


def _range(number: int, side: AlignedText, alone: bool) -> range:
    passage = side.passages[side.owners[number]]
    return range(number, number + 1 if alone or number != passage.first else passage.last)


def shared(pin: Pin, other: Pin) -> tuple[int, int] | None:
    """What two pins both decide about.

    Side (0: source) and sentence; None for nothing.
    """
    for side, (ours, theirs) in enumerate(zip(pin.about, other.about, strict=True)):
        at = max(ours.start, theirs.start)
        # A paragraph without counterpart, and a sentence of it without one: that is said twice.
        agree = pin.alone and other.alone and ours.start != theirs.start
        if at < min(ours.stop, theirs.stop) and not agree:
            return side, at
    return None


def corners(pins: Sequence[Pin], source: AlignedText, target: AlignedText) -> list[tuple[int, int]]:
    """The positions that pins fix.

    Raises DiglotError where two contradict each other.
    """
    for pin, other in combinations(dict.fromkeys(pins), 2):
        if why := _contradiction(pin, other, source, target):
            hint = (
                "Leave one of them out.",
                "Leave the one out, or take the other out of the sidecar.",
                "Take one of them out of the sidecar.",
            )[(pin.where is not None) + (other.where is not None)]
            where = other.where or pin.where
            raise DiglotError(f"{pin} and {other} contradict each other: {why}.", where, hint)
    return sorted({(pin.source.start, pin.target.start) for pin in pins if pin.source and pin.target})


def _contradiction(one: Pin, other: Pin, source: AlignedText, target: AlignedText) -> str:
    """Why two pins can't both hold, as a clause."""
    if found := shared(one, other):
        side, at = found
        where = f"{aligned_text.place((source, target)[side], at)} of the {('source', 'translation')[side]}"
        return f"both decide about {where}"
    i, j = (sentences.start for sentences in one.about)
    k, m = (sentences.start for sentences in other.about)
    if not one.alone and not other.alone and (i < k) != (j < m):
        return "what is later in the source is earlier in the translation"
    return ""
