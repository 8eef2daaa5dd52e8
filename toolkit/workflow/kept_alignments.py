"""How two texts were aligned, kept for the next time that somebody looks.

To align two long texts takes seconds, and the next day both are as they were. A file in
`.diglot/alignments/` holds what was found, with a checksum of all that it was found by: whoever deletes it
only waits once more. Pins have no say in it: what is decided is looked at anew each time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path

from toolkit import disk, languages
from toolkit.adopting import Draft, Evidence
from toolkit.adopting.adoption import MovedPart
from toolkit.adopting.decisions import sentences_of
from toolkit.adopting.settled import Region
from toolkit.findings import Finding
from toolkit.model import Bead
from toolkit.model.values import Value
from toolkit.project import PRIVATE, Project
from toolkit.workflow.private_files import keep, kept, pack, unpacked, version


class _KeptAlignment(Value, frozen=True, gc=False):
    """A draft, but for both texts and for what is quickly made of it."""

    made_of: str
    settled: tuple[Region, ...]
    out: tuple[frozenset[int], frozenset[int]]
    spare: Mapping[int, int]
    beads: tuple[Bead, ...]
    moved: tuple[tuple[int, int, int, int], ...]
    in_order: frozenset[int]
    weak: frozenset[int]
    by_words: tuple[Bead, ...]
    unrelated: Finding | None
    copied: Finding | None

    def fits(self, evidence: Evidence) -> bool:
        """Whether it is of so many sentences: somebody may have damaged it."""
        sizes = len(evidence.source.sentences), len(evidence.target.sentences)
        all_ = [range(size) for size in sizes]
        for side, units in enumerate(all_):
            if sorted(chain.from_iterable((bead.source, bead.target)[side] for bead in self.beads)) != [
                *units
            ]:
                return False
        regions = [(*region,) for region in self.settled] + [*self.moved]
        named = [*sentences_of(self.by_words), *self.out]
        return (
            all(0 <= i < j <= sizes[0] and 0 <= k < m <= sizes[1] for i, j, k, m in regions)
            and all({*all_[side % 2]}.issuperset(numbers) for side, numbers in enumerate(named))
            and {*all_[1]} >= self.spare.keys()
            and {*range(len(evidence.source.passages))}.issuperset(self.spare.values())
        )


class AlignmentRecord:
    """Where an alignment is kept, and what it is made of."""

    def __init__(self, here: Project, name: str, lang: str, made_of: Iterable[str]) -> None:
        """made_of: checksums of all that both texts and their alignment hang on."""
        folder = here.root / PRIVATE / "alignments" / languages.get(lang).gettext
        self._here = here
        self._path: Path = here.own(folder / f"{name}.z")
        self._made_of = disk.mark(repr((version(), name, lang, *made_of)).encode())

    def found(self, draft: Draft) -> Draft | None:
        """A draft of both texts with what was found then; None where nothing is kept of them.

        draft  with the evidence that both texts give
        """
        held: _KeptAlignment | None = kept(self._path, lambda packed: unpacked(packed, _KeptAlignment))
        if held is None or held.made_of != self._made_of or not held.fits(draft.evidence):
            return None
        evidence = replace(
            draft.evidence,
            settled=held.settled,
            out=held.out,
            spare=held.spare,
        )
        return replace(
            draft,
            evidence=evidence,
            beads=held.beads,
            moved=tuple(MovedPart(range(a, b), range(c, d)) for a, b, c, d in held.moved),
            in_order=held.in_order,
            weak=held.weak,
            by_words=held.by_words,
            unrelated=held.unrelated,
            copied=held.copied,
        )

    def keep(self, draft: Draft) -> None:
        """Keep what was found."""
        evidence = draft.evidence
        made = _KeptAlignment(
            made_of=self._made_of,
            settled=evidence.settled,
            out=evidence.out,
            spare=evidence.spare,
            beads=draft.beads,
            moved=tuple((a.start, a.stop, b.start, b.stop) for a, b in draft.moved),
            in_order=draft.in_order,
            weak=draft.weak,
            by_words=draft.by_words,
            unrelated=draft.unrelated,
            copied=draft.copied,
        )
        keep(self._here, self._path, pack(made))
