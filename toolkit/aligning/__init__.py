"""Alignment: which sentences of two texts that translate each other belong together.

    >>> [(bead.source, bead.target) for bead in align(["One.", "Two."], ["Eins.", "Zwei."],
    ...                                               source_lang="en", target_lang="de")]
    [((0,), (0,)), ((1,), (1,))]

`align` is all that most callers need. Beside it stand what it may be given (`resources`: dictionaries and an
encoder by name; `structure`: paragraphs, turns and voices), what its beads tell (`related`: whether the texts
translate each other; `moved`, `exchanged`: parts in another order; `explain`: why a bead is as it is), and
`bounds`.

From units to beads:

    arrays                          running sums, order, numbering
    words, length, anchors          what is in each unit
    stretches                       what is in each stretch of units
    everyday, dictionary, vocabulary, model1  which words translate which
    paths, structure                what is decided, and what the layout says
    score, lexical                  likelihood ratios of beads, added up
    encoders, vectors               sentence vectors, and what their cosines say
    beads, paths, grid              moves, paths of them, and all paths through a band
    pieces                          runs of beads anew
    clauses, witness                where beads end, by parts of sentences and by a third text
    locate, rounds                  a first path, then rounds of learning and aligning
    elsewhere                       what words say of other places than the path's
    calibration                     probabilities that mean what they say

docs/explanation/alignment.md tells the method. numpy is loaded when a text is aligned, not before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from toolkit.model import Bead

if TYPE_CHECKING:
    from toolkit.aligning.dictionary import Dictionary
    from toolkit.aligning.encoders import Encoder
    from toolkit.aligning.structure import Outline
    from toolkit.aligning.witness import Witness
    from toolkit.findings import Finding

__all__ = ["align"]


def align(
    source: Sequence[str],
    target: Sequence[str],
    *,
    source_lang: str,
    target_lang: str,
    dictionary: Dictionary | None = None,
    encoder: Encoder | None = None,
    outline: Outline | None = None,
    fixed: Sequence[tuple[int, int]] = (),
    on_finding: Callable[[Finding], None] | None = None,
    calibrated: bool = True,
    witness: Witness | None = None,
) -> tuple[Bead, ...]:
    """Align two texts: beads that cover each unit once, in order.

    source, target   sentences, or other units, in order; each may be empty, and so may a whole text
    source_lang, target_lang   BCP 47 tags. Of some languages everyday words are known (`everyday`); scripts
                     are seen from the texts, and all else is learnt from the pair
    dictionary       its heads are in the source language, unless it was flipped
    encoder          as `encoders.default`; asked only for sentences of which the other scorers are in doubt
    outline          where paragraphs and turns end in both texts, and who speaks
    fixed            positions (i, j), i source and j target units behind, that no bead crosses; they
                     ascend in both texts
    on_finding       gets what is odd about what was given: an encoder that tells nothing

    calibrated       whether probabilities are mapped to what they were worth in texts with gold. Who asks
                     `related` or `moved` gives them what the scorers believe. With an outline or fixed points
                     nothing is mapped
    witness          what a third text tells of both (`witness`)

    A bead's cost is -ln of the probability that it is right. No randomness: same input, same beads. Time and
    memory are linear in the length of the texts.
    Raises DiglotError for a point outside of the texts or out of order, and for an outline of other lengths.
    """
    from toolkit.aligning.paths import check

    check(fixed, len(source), len(target))
    if outline is not None:
        outline.check(len(source), len(target))
    if not source or not target:
        return (*(Bead((i,), ()) for i in range(len(source))), *(Bead((), (j,)) for j in range(len(target))))
    from toolkit.aligning.rounds import align_units

    langs = source_lang, target_lang
    beads = align_units(source, target, dictionary, encoder, outline, fixed, on_finding, witness, langs)
    # Layouts and fixed points are other evidence than what was learnt from.
    if outline is not None or fixed or not calibrated:
        return beads
    from toolkit.aligning import calibration

    return calibration.calibrated(beads, source, target)
