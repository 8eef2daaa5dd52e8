"""Alignment: which sentences belong together.

Of two texts that translate each other.

    >>> [(bead.source, bead.target) for bead in align(["One.", "Two."], ["Eins.", "Zwei."],
    ...                                               source_lang="en", target_lang="de")]
    [((0,), (0,)), ((1,), (1,))]

`docs/explanation/alignment.md` tells the method. Scorers: `length`, `anchors`, `lexical`, `vectors`; what a
word is: `words`; where translations are known from: `lexical`, `dictionary`; how beads are found: `locate`,
`beads`, `rounds`. numpy is loaded when a text is aligned, not before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from toolkit.model import Bead

if TYPE_CHECKING:
    from toolkit.aligning.dictionary import Dictionary
    from toolkit.aligning.outline import Outline
    from toolkit.aligning.vectors import Encoder

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
) -> tuple[Bead, ...]:
    """Beads that cover each unit of both texts once, in order.

    source, target: sentences, or other units, in order; each may be empty, and so may the whole text.
    source_lang, target_lang: BCP 47 tags, for scorers to come. Today's see the scripts from the texts
    themselves, and learn all else from the pair.
    dictionary: its heads are in the source language, unless it was flipped.
    encoder: see `vectors.default`; asked only for sentences of which the other scorers are in doubt.
    outline: where paragraphs and turns end on both sides, and who speaks; see `outline`.
    fixed: positions (i, j), i source and j target units behind, that no bead crosses, ascending in both; as
    many as wanted, such as one for each border between paragraphs that translate each other.

    A bead's cost is -ln of the probability that it is right. No randomness: same input, same beads.
    Raises DiglotError for a point outside of the texts or out of order, and for an outline of other lengths.
    """
    from toolkit.aligning.fixed import check

    check(fixed, len(source), len(target))
    if outline is not None:
        outline.check(len(source), len(target))
    if not source or not target:
        return (*(Bead((i,), ()) for i in range(len(source))), *(Bead((), (j,)) for j in range(len(target))))
    from toolkit.aligning.rounds import align_units

    del source_lang, target_lang
    return align_units(source, target, dictionary, encoder, outline, fixed)
