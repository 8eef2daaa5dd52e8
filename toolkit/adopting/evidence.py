"""What is known before texts are aligned.

Both texts, their layout, a person's work, dictionaries.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from toolkit.adopting import aligned_text, settled
from toolkit.adopting.adoption import (
    AlignedText,
    Borders,
    Filled,
    JudgedBead,
    LearntName,
    Leftover,
    MovedPart,
    renumbered,
)
from toolkit.adopting.decisions import Decisions, sentences_of
from toolkit.adopting.facts import Sentences
from toolkit.adopting.remembering import Making
from toolkit.adopting.settled import Region
from toolkit.adopting.stretches import BeadStretch
from toolkit.aligning import align
from toolkit.aligning.decided import kept_whole, set_in
from toolkit.aligning.resources import Resources
from toolkit.aligning.structure import Outline, TextLayout
from toolkit.findings import Finding
from toolkit.grouped import grouped
from toolkit.model import Bead, Catalog, Document

_NONE: Sentences = (frozenset(), frozenset())

if TYPE_CHECKING:
    from toolkit.aligning.explain import Explained, Weighed


@dataclass(frozen=True, slots=True)
class Evidence:
    """Two texts, ready to be aligned."""

    source: AlignedText
    target: AlignedText
    outline: Outline
    resources: Resources
    settled: tuple[Region, ...]
    """What a person has put together in the catalog, ascending."""
    decisions: Decisions
    """What a person has pinned."""
    out: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
    """Sentences that are kept out of the alignment, since they stand elsewhere."""
    spare: Mapping[int, int] = field(default_factory=dict)
    """Target sentences that were left over beside a translation that a person has settled; its passage."""

    @classmethod
    def of(
        cls,
        document: Document,
        translation: Document,
        catalog: Catalog | None = None,
        resources: Resources | None = None,
    ) -> Evidence:
        """What is known of two documents before anything is pinned.

        catalog  whose work is evidence: what a person has put there is taken as right
        """
        source, target = aligned_text.read(document), aligned_text.read(translation)
        outline = Outline(aligned_text.layout(document, source), aligned_text.layout(translation, target))
        bare = cls(source, target, outline, resources or Resources(), (), Decisions())
        return bare if catalog is None else bare.beside(catalog)

    def beside(self, catalog: Catalog) -> Evidence:
        """The same texts beside a catalog whose work is evidence, as in `of`."""
        regions = settled.regions(self.source, self.target, catalog)
        spare = settled.spare(self.source, self.target, catalog, regions)
        return replace(self, settled=tuple(regions), spare=spare)

    def redeciding(self, decisions: Decisions) -> Evidence:
        """The same evidence, but for other pins. What contradicts them gives way."""
        regions = settled.agreeing(self.settled, decisions)
        return replace(self, settled=tuple(regions), decisions=decisions)

    def likelier(self) -> tuple[Evidence, list[Bead]]:
        """What makes the rest likelier, and its beads.

        What is settled in another order than the rest is kept or left out.

        A person's translation from another place of the text stays where it is put, but no path leads there.
        """
        # Both ways are aligned: with what a person has settled, and without its strays.
        mine = self.beads()
        strays = (
            settled.strays(self.settled, replace(self, settled=(), spare={}).beads()) if self.settled else ()
        )
        if not strays:
            return self, mine
        rest = replace(self, settled=tuple(region for region in self.settled if region not in strays))
        others = rest.beads()
        ours = _numbers(range(region.i0, region.i1) for region in strays)
        theirs = _numbers(range(region.j0, region.j1) for region in strays)

        def right(beads: Iterable[Bead]) -> float:
            """How many sentences are expected to be right.

            Those are counted that no stray region has.
            """
            return math.fsum(
                len({*bead.source} - ours) * math.exp(-bead.cost)
                for bead in beads
                if bead.target and not theirs.issuperset(bead.target)
            )

        return (rest, others) if right(others) > right(mine) else (self, mine)

    def without(self, pairs: Iterable[MovedPart]) -> Evidence:
        """The same without these parts.

        They are kept out of the alignment.
        """
        ours, theirs = zip(*pairs, strict=True)
        # They are put back as null beads; what a person has decided of them stays.
        decided = self.decisions.whole
        out = _numbers(ours) - decided[0], _numbers(theirs) - decided[1]
        return replace(self, out=(self.out[0] | out[0], self.out[1] | out[1]))

    @property
    def put(self) -> tuple[Region, ...]:
        """What a person has put together, ascending."""
        begun = (Region(i, i + 1, j, j + 1) for i, j in self.decisions.begins)
        return tuple(sorted([*self.settled, *begun]))

    @property
    def borders(self) -> Borders:
        """The borders of what a person put together."""
        return Borders(
            frozenset([*self.decisions.begins, *(region[::2] for region in self.settled)]),
            frozenset(region[1::2] for region in self.settled),
        )

    @property
    def decided(self) -> tuple[frozenset[int], frozenset[int]]:
        """Sentences of the source, and of the target, about which a person has decided."""
        ours = _numbers(range(region.i0, region.i1) for region in self.put)
        theirs = _numbers(range(region.j0, region.j1) for region in self.put)
        whole = self.decisions.whole
        return self.out[0] | ours | whole[0], self.out[1] | theirs | whole[1] | self.spare.keys()

    def aligned(
        self,
        left: Sequence[str],
        right: Sequence[str],
        corners: Sequence[tuple[int, int]] = (),
        outline: Outline | None = None,
    ) -> tuple[Bead, ...]:
        """Beads of any sentences in these languages.

        outline  theirs; without it layouts and voices have no say
        """
        return align(
            left,
            right,
            source_lang=self.source.lang,
            target_lang=self.target.lang,
            dictionary=self.resources.dictionary,
            encoder=self.resources.encoder,
            outline=outline,
            fixed=corners,
            calibrated=False,
        )

    def align(
        self, left: Sequence[int], right: Sequence[int], corners: Sequence[tuple[int, int]]
    ) -> tuple[Bead, ...]:
        """Beads of sentences given by their numbers.

        Beads and corners count what is given.
        """
        return self.aligned(
            [self.source.sentences[i] for i in left],
            [self.target.sentences[j] for j in right],
            corners,
            self._laid_out(left, right),
        )

    def by_words(self) -> list[Bead]:
        """The beads that words alone give.

        It is as if nothing were known of layouts and voices.
        """
        left, right, corners = self._asked()
        beads = self.aligned(
            [self.source.sentences[i] for i in left], [self.target.sentences[j] for j in right], corners
        )
        return [renumbered(bead, left, right) for bead in beads]

    @property
    def alone(self) -> tuple[frozenset[int], frozenset[int]]:
        """Sentences that have no counterpart on the path, whoever said it."""
        decided = self.decisions.alone
        return self.out[0] | decided[0], self.out[1] | decided[1] | self.spare.keys()

    def beads(self) -> list[Bead]:
        """The beads of all sentences."""
        found = self.beads_of(range(len(self.source.sentences)), range(len(self.target.sentences)))
        return set_in(found, self.decisions.aside)

    def beads_of(
        self, ours: range, theirs: range, corners: Sequence[tuple[int, int]] = (), out: Sentences = _NONE
    ) -> list[Bead]:
        """The beads of a stretch of both texts, but for those of another order.

        corners  other positions that the path goes through
        out      sentences that are not asked for

        What has no counterpart is kept out of the alignment and put back.
        """
        alone = self.alone
        left, right, fixed = self._asked(ours, theirs, corners, out)
        found = [renumbered(bead, left, right) for bead in self.align(left, right, fixed)]
        found = kept_whole(found, self.decisions.beads)
        # What was kept out comes back as null beads, in its place.
        lone = [
            *(Bead((i,), ()) for i in sorted(alone[0]) if i in ours and i not in out[0]),
            *(Bead((), (j,)) for j in sorted(alone[1]) if j in theirs and j not in out[1]),
        ]
        return settled.together(_woven(found, lone) if lone else found, self.put)

    def explain(self, places: Iterable[tuple[AbstractSet[int], AbstractSet[int]]]) -> Iterator[Explained]:
        """Explain the beads of some sentences.

        They are the aligner's beads with these source and target sentences.
        """
        from toolkit.aligning.explain import explain

        left, right, corners = self._asked()
        if not left or not right:
            return
        # All places are explained in one alignment.
        ours, theirs = (frozenset[int]().union(*side) for side in zip(*places, strict=True))
        wanted = (
            {k for k, i in enumerate(left) if i in ours},
            {k for k, j in enumerate(right) if j in theirs},
        )
        for explained in explain(
            [self.source.sentences[i] for i in left],
            [self.target.sentences[j] for j in right],
            wanted,
            dictionary=self.resources.dictionary,
            encoder=self.resources.encoder,
            outline=self._laid_out(left, right),
            points=corners,
            langs=(self.source.lang, self.target.lang),
        ):
            chosen, *others = _distinct(
                replace(weighed, bead=renumbered(weighed.bead, left, right))
                for weighed in (explained.chosen, *explained.others)
            )
            yield replace(explained, chosen=chosen, others=tuple(others))

    def _asked(
        self,
        ours: range | None = None,
        theirs: range | None = None,
        corners: Sequence[tuple[int, int]] = (),
        out: Sentences = _NONE,
    ) -> tuple[list[int], list[int], list[tuple[int, int]]]:
        """What is aligned, and its fixed positions.

        Numbers of source and target sentences; positions among these.
        """
        ours = range(len(self.source.sentences)) if ours is None else ours
        theirs = range(len(self.target.sentences)) if theirs is None else theirs
        # What has no counterpart, as a person said, would only stand in the way; so would what they have
        # put in another order.
        aside, alone = sentences_of(self.decisions.aside), self.alone
        left, right = (
            [k for k in span if not (k in lone or k in elsewhere or k in others)]
            for span, lone, elsewhere, others in zip((ours, theirs), alone, aside, out, strict=True)
        )
        # What a person has put together begins and ends together.
        fixed = sorted({*self.borders.begins, *self.borders.ends, *self.decisions.corners, *corners})
        inside = [
            (i, j) for i, j in fixed if ours.start <= i <= ours.stop and theirs.start <= j <= theirs.stop
        ]
        return left, right, [(bisect_left(left, i), bisect_left(right, j)) for i, j in inside]

    def _laid_out(self, left: Sequence[int], right: Sequence[int]) -> Outline:
        return Outline(_only(self.outline.source, left), _only(self.outline.target, right))


@dataclass(frozen=True, slots=True)
class Draft:
    """An adoption in the making."""

    document: Document
    translation: Document
    evidence: Evidence
    """What the beads are found by, and what a person has decided."""
    beads: tuple[Bead, ...] = ()
    """Of all sentences; in order of the source."""
    moved: tuple[MovedPart, ...] = ()
    """Parts that are kept out of the alignment, since they stand elsewhere in the translation."""
    in_order: frozenset[int] = frozenset()
    """Source sentences for which the order of the texts alone has found a translation."""
    weak: frozenset[int] = frozenset()
    """Source sentences where the texts seem to part."""
    elsewhere: tuple[tuple[int, int], ...] = ()
    """Source passages whose translation is out of order, with its first sentence; ascending."""
    crossing: tuple[int, ...] = ()
    """The numbers of the beads that make them so."""
    stretches: tuple[BeadStretch, ...] = ()
    links: tuple[JudgedBead, ...] = ()
    filled: tuple[Filled, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    names: tuple[LearntName, ...] = ()
    by_words: tuple[Bead, ...] = ()
    """The beads that words alone give; none where nobody asked."""
    unrelated: Finding | None = None
    """That the texts seem not to translate each other."""
    copied: Finding | None = None
    """That much of the translation is the source itself."""
    making: Making = field(default_factory=Making)

    @property
    def texts(self) -> tuple[AlignedText, AlignedText]:
        """Source and target."""
        return self.evidence.source, self.evidence.target

    @property
    def rest(self) -> Evidence:
        """What is aligned in order: all but the parts that stand elsewhere."""
        return self.evidence.without(self.moved) if self.moved else self.evidence


def align_in_order(draft: Draft) -> Draft:
    """Align both texts in order."""
    evidence, beads = draft.evidence.likelier()
    return replace(draft, evidence=evidence, beads=tuple(beads))


def _distinct(weighed: Iterable[Weighed]) -> Iterator[Weighed]:
    """Each bead once, as likely as its ways together.

    What has no counterpart may stand at several places of the other text, which makes several beads.
    """
    # By its units alone: where a null bead stands makes no difference to a reader.
    alike = grouped(((way.bead.source, way.bead.target), way) for way in weighed)
    for first, *more in alike.values():
        likely = math.fsum(math.exp(-way.bead.cost) for way in (first, *more))
        yield replace(first, bead=first.bead.replace(cost=-math.log(min(likely, 1.0)))) if more else first


def _numbers(ranges: Iterable[range | None]) -> frozenset[int]:
    return frozenset(chain.from_iterable(numbers for numbers in ranges if numbers is not None))


def _only(layout: TextLayout, units: Sequence[int]) -> TextLayout:
    return TextLayout([layout.levels[i] for i in units], [layout.voices[i] for i in units])


def _woven(beads: Sequence[Bead], single: Iterable[Bead]) -> list[Bead]:
    """Weave null beads into a list of beads.

    All in the order of the texts; the null beads of either side are in order.
    """
    # One for each side, since their orders say nothing about each other.
    queues: tuple[deque[Bead], deque[Bead]] = (deque(), deque())
    for lone in single:
        queues[not lone.source].append(lone)
    woven: list[Bead] = []
    for bead in beads:
        for queue in queues:
            while queue and _before(queue[0], bead):
                woven.append(queue.popleft())
        woven.append(bead)
    return [*woven, *queues[0], *queues[1]]


def _before(lone: Bead, other: Bead) -> bool:
    """Whether a null bead belongs before another bead."""
    mine, theirs = (lone.source, other.source) if lone.source else (lone.target, other.target)
    return bool(theirs) and mine[0] < theirs[-1]
