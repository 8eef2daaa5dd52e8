"""A document as the aligner sees it, and pins in it.

Its sentences, and the layout that they stand in. A pin is what a person says: these two sentences begin
together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from toolkit import languages
from toolkit.adopting import bounds
from toolkit.adopting.adoption import AlignedText, Passage
from toolkit.aligning.structure import PARAGRAPH, SECTION, SENTENCE, TURN, TextLayout
from toolkit.config import PinTable, place_among
from toolkit.errors import DiglotError, OptionError
from toolkit.findings import Finding, report
from toolkit.model import KINDS, Document, Location, Paragraph, Turn
from toolkit.text import cuts
from toolkit.text.hygiene import counted, fold
from toolkit.text.scripts import unspaced

_OWN = re.compile(r"[][;\n]|left over|aligned")
"""What could be taken for a part of a comment of ours."""


def read(document: Document) -> AlignedText:
    """A document's paragraphs and sentences.

    Separators have no words and are left out.
    """
    passages: list[Passage] = []
    sentences: list[str] = []
    owners: list[int] = []
    for n, turn, paragraph in _paragraphs(document):
        first = len(sentences)
        # A date has full stops, and a byline initials: such a line is one whatever it has inside.
        whole = KINDS[paragraph.kind].publication
        pieces = [paragraph.text] if whole else cuts.units(paragraph.text, document.lang)
        sentences += [piece.strip() for piece in pieces if piece.strip()]
        owners += [len(passages)] * (len(sentences) - first)
        label = turn.label if KINDS[paragraph.kind].spoken else ""
        passages.append(
            Passage(
                paragraph.id, n, paragraph.kind, label, paragraph.text, paragraph.where, first, len(sentences)
            )
        )
    return AlignedText(document.lang, document.path, tuple(passages), tuple(sentences), tuple(owners))


def layout(document: Document, text: AlignedText) -> TextLayout:
    """What ends with each sentence, and who speaks.

    A speaker's voice is their number among the document's speakers, and those who speak together have one of
    their own; what nobody says has a negative number that is the same in all documents.
    """
    # Those who speak together are a voice of their own, with the next number.
    numbers: dict[tuple[str, ...], int] = {
        (speaker.key,): number for number, speaker in enumerate(document.speakers)
    }
    paragraphs = list(_paragraphs(document))
    kinds = list(KINDS)
    levels: list[int] = []
    voices: list[int] = []
    for at, ((_, turn, paragraph), passage) in enumerate(zip(paragraphs, text.passages, strict=True)):
        count = passage.last - passage.first
        if KINDS[paragraph.kind].spoken and turn.speakers:
            voice = numbers.setdefault(tuple(sorted(turn.speakers)), len(numbers))
        else:
            # The same number in every document: kinds are compared, speakers are learnt.
            voice = -1 - kinds.index(paragraph.kind)
        voices += [voice] * count
        levels += [SENTENCE] * (count - 1) + [_end(paragraphs, at)] * bool(count)
    return TextLayout(tuple(levels), tuple(voices))


def _end(paragraphs: list[tuple[str, Turn, Paragraph]], at: int) -> int:
    """What ends with a paragraph."""
    if at + 1 == len(paragraphs):
        return SECTION
    (_, turn, _), (_, following, paragraph) = paragraphs[at : at + 2]
    if turn is following:
        return PARAGRAPH
    return SECTION if KINDS[paragraph.kind].prints == "heading" else TURN


def _paragraphs(document: Document) -> Iterator[tuple[str, Turn, Paragraph]]:
    """Each paragraph with words, its turn and position."""
    for n, turn, paragraph in document.numbered():
        if KINDS[paragraph.kind].translated and paragraph.text:
            yield n, turn, paragraph


def named_place(text: AlignedText, sentence: int) -> str:
    """A sentence's place as a pin names it.

    "12.1" for the first of a paragraph, "12.1.2" for the second.
    """
    passage = text.passages[text.owners[sentence]]
    position = sentence - passage.first
    return f"{passage.n}.{position + 1}" if position else passage.n


def opening(text: str) -> str:
    """The first words of a sentence, for a doubt.

    It is read where places have no numbers.
    """
    # A quotation must not look like a part of the comment that it stands in.
    start = _OWN.split(text)[0].strip()
    if any(map(unspaced, start[: bounds.OPENING_CHARACTERS])):
        words = start[: bounds.OPENING_CHARACTERS]
    else:
        words = " ".join(start.split()[: bounds.OPENING_WORDS])[: 12 * bounds.OPENING_WORDS]
    return words if words == text else f"{words}…"


def joint(lang: str) -> str:
    """What joins two sentences of a language."""
    return "" if languages.get(lang).counts_characters else " "


def join(text: AlignedText, sentences: tuple[int, ...]) -> str:
    """Sentences as one text.

    They stand as in their text where they stand together there.
    """
    parts: list[str] = []
    owners = {text.owners[number] for number in sentences}
    places = {owner: _places(text, text.passages[owner]) for owner in owners}
    previous = -2
    at = 0
    for number in sentences:
        passage = text.passages[text.owners[number]]
        follows = number == previous + 1 and text.owners[number] == text.owners[previous]
        start, end = places[text.owners[number]][number - passage.first]
        # The blanks between two sentences of one paragraph are the author's.
        parts.append(passage.text[at:start] if follows else joint(text.lang) if parts else "")
        parts.append(text.sentences[number])
        at, previous = end, number
    return "".join(parts)


def _places(text: AlignedText, passage: Passage) -> list[tuple[int, int]]:
    """Where each sentence of a passage lies.

    It is told as the first and one past the last character of its text.
    """
    places = []
    at = 0
    for number in range(passage.first, passage.last):
        start = passage.text.index(text.sentences[number], at)
        at = start + len(text.sentences[number])
        # Sentences were stripped, so they are looked for again in the text.
        places.append((start, at))
    return places


# Pins. On the command line a pin gives positions, `12.1=11.2`, for people; the sidecar keeps it by the id of
# the source paragraph and the first words of the translation, so that it outlives edits of both texts.


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
    match = _PLACE.fullmatch(place)
    within = f" ({pin})" if pin.strip() != place else ""
    if not match:
        raise OptionError(
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
        return range(passage.first, passage.last)
    count = passage.last - passage.first
    if not 1 <= int(match[2]) <= count:
        raise DiglotError(
            f"paragraph {passage.n} has {counted(count, 'sentence')}, not {match[2]}{within}.",
            side.path,
            f"Write {passage.n}.1 to {passage.n}.{count}, or {passage.n} for all of it.",
        )
    return range(passage.first + int(match[2]) - 1, passage.first + int(match[2]))


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
    begun = [k for k, text in enumerate(side.sentences) if fold(text).startswith(begin)]
    return [k for k in begun if fold(side.sentences[k]) == begin] or begun


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
        # Which of several equal sentences, and how many there were. Where there are more or fewer of them,
        # nobody knows which was meant.
        which, known = place_among(noted.which)
        if len(places) != known or not 1 <= which <= len(places):
            begins, number = noted.begins, len(places)
            if noted.which:
                asked = {"which": str(which), "known": str(known)}
                return report("D301.which", where, begins=begins, places=number, **asked)
            if places:
                return report("D301.several", where, places=number, begins=begins)
            return report("D301.none", where, begins=begins)
        there = _range(places[which - 1], target, noted.alone)
    words = "=".join(
        named_place(side, span.start) if span else "" for side, span in ((source, here), (target, there))
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


def _contradiction(pin: Pin, other: Pin, source: AlignedText, target: AlignedText) -> str:
    """Why two pins can't both hold, as a clause."""
    if both := shared(pin, other):
        side, at = both
        where = f"{named_place((source, target)[side], at)} of the {('source', 'translation')[side]}"
        return f"both decide about {where}"
    i, j = (sentences.start for sentences in pin.about)
    k, m = (sentences.start for sentences in other.about)
    if not pin.alone and not other.alone and (i < k) != (j < m):
        return "what is later in the source is earlier in the translation"
    return ""
