"""What adoption gives, as values.

A translation that exists is aligned with a document; reports are made of this.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from toolkit.catalog.doubts import Argument, Doubt
from toolkit.findings import Finding
from toolkit.model import Bead, Kind, Location
from toolkit.model.values import Value

Fate = Literal["placed", "doubtful", "kept", "earlier", "empty"]
"""What a source paragraph got: a translation; one that a person must look at (fuzzy); nothing new, since a
person's work stands there, or what an earlier run has placed from another file; nothing, since no sentence
translates it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of one of the two texts."""

    id: str
    n: str
    """Position for people, "3.2": second paragraph of the third turn of its own text."""
    kind: Kind
    """What it is for the aligner: of a doubtful line about the publication, what it is more likely."""
    told: Kind
    """What it is read as, and what people are told that it is."""
    label: str
    """The speaker's label as it is printed there; "" where the turn has none."""
    text: str
    where: Location
    first: int
    """Its sentences are `sentences[first:last]` of its side."""
    last: int

    @property
    def numbers(self) -> range:
        """The numbers of its sentences."""
        return range(self.first, self.last)


@dataclass(frozen=True, slots=True)
class AlignedText:
    """One of the two texts."""

    lang: str
    path: str
    passages: tuple[Passage, ...]
    sentences: tuple[str, ...]
    """Of all passages, in order, without blanks at the ends."""
    owners: tuple[int, ...]
    """For each sentence the number of its passage, 0-based."""
    emphasised: bool = False
    """Whether anything in it is set in italics or bold."""


class MovedPart(NamedTuple):
    """Sentences that go together, but elsewhere.

    They stand in another place of either text.
    """

    source: range
    target: range


class Borders(NamedTuple):
    """Positions about which a person has decided.

    They are pairs: source sentences behind, and target sentences behind.
    """

    begins: frozenset[tuple[int, int]] = frozenset()
    """What follows in both texts begins together."""
    ends: frozenset[tuple[int, int]] = frozenset()
    """What is before in both texts ends together."""


class JudgedBead(Value, frozen=True, gc=False):
    """A bead of sentences, judged."""

    bead: Bead
    confidence: float
    """Probability that it is right, 0 to 1; 1 where a person decided."""
    doubts: tuple[Doubt, ...] = ()
    """Why a person should look at it; none where it is trusted."""


class Filled(Value, frozen=True, gc=False):
    """What a source paragraph got."""

    passage: int
    """Number of the source passage, 0-based; separators have none."""
    target: str
    """The text that stands in the catalog now."""
    sentences: tuple[int, ...]
    """Numbers of the target sentences that alignment gives it, also where a person's work was kept."""
    confidence: float
    fate: Fate
    doubts: tuple[Doubt, ...] = ()
    omitted: float = 0.0
    """Where nothing is given to it, the probability that nothing translates it; 1 where a person decided."""
    beads: tuple[Bead, ...] = ()
    """What a person decided of its sentences: what goes with them, or that nothing does."""

    def doubted(self, code: str, *args: Argument) -> Filled:
        """The same, with one more doubt."""
        return self.replace(fate="doubtful", doubts=(Doubt(code, args), *self.doubts))


@dataclass(frozen=True, slots=True)
class Leftover:
    """Target sentences that translate nothing, one after the other."""

    sentences: tuple[int, ...]
    after: int
    """Number of the source passage that they follow on; -1 before the first."""
    decided: bool = False
    """Whether a person said that they translate nothing."""


@dataclass(frozen=True, slots=True)
class LearntName:
    """A speaker's name, learnt from turns."""

    key: str
    name: str
    confidence: float
    kept: bool = False
    """Whether a person's name stood there already and stays."""
    doubts: tuple[Doubt, ...] = ()
    """Why it is perhaps no name."""


@dataclass(frozen=True, slots=True)
class Adoption:
    """An alignment, and what it fills a catalog with."""

    document: str
    source: AlignedText
    target: AlignedText
    links: tuple[JudgedBead, ...]
    """In order; every sentence of both texts is in one."""
    filled: tuple[Filled, ...]
    """One for each source paragraph but separators, in order."""
    leftovers: tuple[Leftover, ...]
    names: tuple[LearntName, ...]
    unrelated: Finding | None = None
    """That the texts seem not to be translations of each other, and why."""
    excerpt: Finding | None = None
    """That one text seems to translate only a part of the other."""
    moved: tuple[Finding, ...] = ()
    """That parts of the texts stand in another place of the other, the largest first."""
    out_of_order: frozenset[int] = frozenset()
    """Source passages whose translation stands in another place."""
    title: LearntName | None = None
    """The title that the translation states beside its text, in front matter say."""
    copied: Finding | None = None
    """That much of the translation is the source itself."""
    emptied: tuple[int, ...] = ()
    """Source passages whose entry had a text before this translation was brought in, and has none now."""


def renumbered(bead: Bead, left: Sequence[int], right: Sequence[int]) -> Bead:
    """A bead with the numbers of whole texts.

    left, right  the numbers of the sentences that the bead counts from 0
    """
    ours, theirs = tuple(left[i] for i in bead.source), tuple(right[j] for j in bead.target)
    return bead.replace(source=ours, target=theirs)
