"""An existing translation comes in: two documents aligned, and a catalog filled from them.

align   two documents -> Adoption: what goes with what, and how sure that is
apart   which paragraphs need an entry of their own
fill    Adoption, catalog -> the catalog with the translation in it
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from toolkit.adopt import known, lines, moved, names, pins, placing, sides
from toolkit.adopt.adoption import Adoption, Filled, Side
from toolkit.adopt.filling import apart, fill
from toolkit.adopt.known import Region
from toolkit.adopt.pins import Pin
from toolkit.align import align as align_units
from toolkit.align.outline import Layout, Outline
from toolkit.align.related import excerpt, unrelated
from toolkit.align.resources import Resources
from toolkit.model import Bead, Catalog, Document

__all__ = ["align", "apart", "fill", "sides_of"]


def sides_of(document: Document, translation: Document) -> tuple[Side, Side]:
    """Both texts as the aligner sees them."""
    return sides.side(document), sides.side(translation)


def align(
    document: Document,
    translation: Document,
    *,
    catalog: Catalog | None = None,
    pinned: Sequence[Pin] = (),
    resources: Resources | None = None,
) -> Adoption:
    """What of a translation goes with what of a document.

    translation  a document in another language, with ids of its own
    catalog      whose work is evidence: what a person has put there is taken as right
    pinned       a person's decisions; DiglotError where they contradict each other
    """
    source, target = sides_of(document, translation)
    fixed = pins.corners(pinned)
    settled = known.regions(source, target, catalog, fixed) if catalog is not None else []
    put = sorted([*settled, *(Region(i, i + 1, j, j + 1) for i, j in fixed)])
    fixed = sorted({*fixed, *(r[::2] for r in settled), *(r[1::2] for r in settled)})
    outline = Outline(sides.layout(document, source), sides.layout(translation, target))
    alone = (
        _alone(pin.source for pin in pinned if pin.target is None),
        _alone(pin.target for pin in pinned if pin.source is None),
    )
    used = resources or Resources()

    def beads_of(
        left: Sequence[int], right: Sequence[int], corners: Sequence[tuple[int, int]]
    ) -> tuple[Bead, ...]:
        return align_units(
            [source.sentences[i] for i in left],
            [target.sentences[j] for j in right],
            source_lang=source.lang,
            target_lang=target.lang,
            dictionary=used.dictionary,
            encoder=used.encoder,
            outline=Outline(_only(outline.source, left), _only(outline.target, right)),
            fixed=corners,
        )

    beads = known.together(_without((source, target), fixed, alone, beads_of), put)
    if not put:  # else a person has seen to it
        beads = moved.find(source, target, beads, alone, beads_of)
    beads = lines.sorted_out(source, target, beads, _decided(put, alone))
    links, filled, leftovers = placing.place(source, target, beads, frozenset(fixed), alone[1])
    strange = unrelated(beads, (source.path, target.path))
    if strange:
        filled = tuple(_doubted(one) if one.fate == "placed" else one for one in filled)
    return Adoption(
        document=document.name,
        source=source,
        target=target,
        links=links,
        filled=filled,
        leftovers=leftovers,
        names=tuple(names.learn(document, translation, (source, target), links)) if not strange else (),
        unrelated=strange,
        excerpt=excerpt(beads, (source.path, target.path)),
    )


def _doubted(one: Filled) -> Filled:
    """Nothing of a text that is perhaps no translation is taken over unseen."""
    return replace(one, fate="doubtful", doubts=("the texts seem not to translate each other",))


def _decided(
    put: Sequence[Region], alone: tuple[frozenset[int], frozenset[int]]
) -> tuple[frozenset[int], frozenset[int]]:
    """Sentences of both sides about which a person has decided."""
    ours = {i for region in put for i in range(region.i0, region.i1)}
    theirs = {j for region in put for j in range(region.j0, region.j1)}
    return alone[0] | ours, alone[1] | theirs


def _alone(ranges: Iterable[range | None]) -> frozenset[int]:
    """Sentences that a person said have no counterpart."""
    return frozenset(number for one in ranges if one is not None for number in one)


def _without(
    both: tuple[Side, Side],
    fixed: Sequence[tuple[int, int]],
    alone: tuple[frozenset[int], frozenset[int]],
    align: moved.Align,
) -> list[Bead]:
    """The beads of all sentences; what has no counterpart is kept out of the alignment and put back."""
    left, right = (
        [k for k in range(len(side.sentences)) if k not in out] for side, out in zip(both, alone, strict=True)
    )
    corners = [(bisect_left(left, i), bisect_left(right, j)) for i, j in fixed]
    beads = [
        Bead(tuple(left[i] for i in bead.source), tuple(right[j] for j in bead.target), bead.cost)
        for bead in align(left, right, corners)
    ]
    single = [*(Bead((i,), ()) for i in sorted(alone[0])), *(Bead((), (j,)) for j in sorted(alone[1]))]
    return _woven(beads, single) if single else beads


def _only(layout: Layout, units: Sequence[int]) -> Layout:
    return Layout([layout.levels[i] for i in units], [layout.voices[i] for i in units])


def _woven(beads: Sequence[Bead], single: Sequence[Bead]) -> list[Bead]:
    """Beads of both lists in the order of the texts."""
    waiting = list(single)
    out: list[Bead] = []
    for bead in beads:
        for one in [one for one in waiting if _before(one, bead)]:
            waiting.remove(one)
            out.append(one)
        out.append(bead)
    return [*out, *waiting]


def _before(one: Bead, other: Bead) -> bool:
    """Whether a null bead of one side belongs before another bead."""
    mine, theirs = (one.source, other.source) if one.source else (one.target, other.target)
    return bool(theirs) and mine[0] < theirs[-1]
