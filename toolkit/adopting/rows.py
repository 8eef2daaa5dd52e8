"""An alignment as rows for a page: what goes with what, how sure it is, and what a person should look at."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, compress, count, repeat
from operator import attrgetter, eq
from typing import Literal, NamedTuple

from toolkit.adopting.adoption import Adoption, AlignedText, Filled, JudgedBead
from toolkit.adopting.aligned_text import named_place
from toolkit.adopting.evidence import Draft
from toolkit.adopting.stretches import within
from toolkit.catalog.doubts import Doubt
from toolkit.errors import DiglotError
from toolkit.model import Bead

_OURS = attrgetter("bead.source")

RowKind = Literal["pair", "omission", "addition"]
"""Both sides go together; nothing translates the source; the translation translates nothing."""


class RowSentence(NamedTuple):
    """A sentence of one side."""

    place: str
    """For people: `12.1.2`."""
    text: str
    begins: bool
    """Whether its paragraph begins with it."""
    label: str
    """Who speaks from here on; "" where nobody begins to, or nobody is named."""


class AlignedRow(NamedTuple):
    """A bead."""

    bead: Bead
    confidence: float
    """Probability that it is right, 0 to 1."""
    decided: bool
    """Whether a person has decided it."""
    elsewhere: bool
    """Whether its translation is in another order than that of the others."""
    doubtful: bool
    """Whether a person should look at it."""
    doubts: tuple[Doubt, ...]
    """Why; also those of its paragraph, at the first row of it that nobody has decided."""

    @property
    def key(self) -> str:
        """What tells it from all others, as `key_of` has it."""
        return key_of(self.bead)

    @property
    def kind(self) -> RowKind:
        """What it is."""
        return "pair" if self.bead.paired else "omission" if self.bead.source else "addition"


def key_of(bead: Bead) -> str:
    """What a row of this bead is called.

    >>> key_of(Bead((3, 4), (7,)))
    '3 4=7'
    """
    return "=".join(" ".join(map(str, side)) for side in (bead.source, bead.target))


def place_of(links: Sequence[JudgedBead], key: str) -> int:
    """The number of the row that is called so. Raises DiglotError where there is none any more."""
    first, _, second = key.partition("=")
    # What is no number is no sentence's, either.
    ours, theirs = (
        tuple(int(one) if one.isascii() and one.isdecimal() else -1 for one in side.split())
        for side in (first, second)
    )
    for number in compress(count(), map(eq, map(_OURS, links), repeat(ours))):
        if links[number].bead.target == theirs:
            return number
    raise DiglotError(
        "these sentences go together otherwise by now.", hint="Look at the row anew, and decide again."
    )


def rows(adoption: Adoption, draft: Draft) -> list[AlignedRow]:
    """All beads, in the order of the source.

    draft  of which the adoption came
    """
    made_of, decisions = draft.making.made, draft.evidence.decisions
    ours, whole = decisions.in_order, decisions.whole
    made: list[AlignedRow] = []
    for number, stretch in enumerate(draft.stretches):
        links = adoption.links[stretch.beads]
        given = (
            links,
            adoption.filled[stretch.passages],
            frozenset(within(ours, stretch.sentences(adoption.source))),
            whole[1] & made_of((_targets, number), _targets, links),
            [at - stretch.first for at in within(draft.crossing, range(stretch.first, stretch.last))],
            adoption.source.owners,
        )
        made += made_of((_rows, number), _rows, *given)
    return made


def _targets(links: Sequence[JudgedBead]) -> frozenset[int]:
    """The sentences of the translation that some beads have."""
    return frozenset(chain.from_iterable([link.bead.target for link in links]))


def _rows(
    links: Sequence[JudgedBead],
    filled: Sequence[Filled],
    ours: frozenset[int],
    theirs: frozenset[int],
    elsewhere: Sequence[int],
    owners: Sequence[int],
) -> list[AlignedRow]:
    """The rows of a stretch.

    ours, theirs  its sentences about which a person has decided
    elsewhere     the numbers of its beads that are in another order, from 0
    """
    paragraphs = {paragraph.passage: paragraph for paragraph in filled}
    apart = {*elsewhere}
    beads = [link.bead for link in links]
    settled = [ours.issuperset(bead.source) and theirs.issuperset(bead.target) for bead in beads]
    passages = [owners[bead.source[0]] if bead.source else -1 for bead in beads]
    # What is doubtful about a paragraph is told where something is left to decide; else where it begins.
    telling: dict[int, int] = {}
    for _, number in sorted(zip(settled, range(len(beads)), strict=True)):
        telling.setdefault(passages[number], number)
    made: list[AlignedRow] = []
    for number, (link, bead, decided) in enumerate(zip(links, beads, settled, strict=True)):
        passage = passages[number]
        paragraph = paragraphs.get(passage) if telling[passage] == number else None
        why = list(link.doubts)
        if paragraph is not None and paragraph.fate == "doubtful":
            why += (doubt for doubt in paragraph.doubts if doubt not in why)
        doubtful = bool(why) or not (decided or bead.paired)
        made.append(AlignedRow(bead, link.confidence, decided, number in apart, doubtful, tuple(why)))
    return made


def sentences(text: AlignedText, numbers: Sequence[int]) -> tuple[RowSentence, ...]:
    """Sentences of one side of a row."""
    found = []
    for number in numbers:
        passage = text.passages[text.owners[number]]
        begins = number == passage.first
        label = passage.label if begins else ""
        found.append(RowSentence(named_place(text, number), text.sentences[number], begins, label))
    return tuple(found)
