"""An existing translation comes in: two documents aligned, and a catalog filled from them.

Evidence  two documents, and what is known of them beforehand
align     Evidence -> Adoption, by the steps of `STEPS`: what goes with what, and how sure that is
apart     which paragraphs need an entry of their own
fill      Adoption, catalog -> the catalog with the translation in it
"""

from __future__ import annotations

from collections.abc import Callable

from toolkit.adopting import aligned_text, doubts, evidence, head, moved, names, placing
from toolkit.adopting.adoption import Adoption, AlignedText
from toolkit.adopting.evidence import Draft, Evidence
from toolkit.adopting.filling import apart, fill
from toolkit.aligning.related import excerpt
from toolkit.model import Document

__all__ = ["STEPS", "Draft", "Evidence", "align", "apart", "fill", "texts_of"]

STEPS: tuple[Callable[[Draft], Draft], ...] = (
    evidence.align_in_order,
    moved.keep_moved_parts_out,
    doubts.note_what_is_weak,
    moved.pair_moved_turns,
    head.pair_head,
    placing.place_sentences,
    doubts.check_each_paragraph,
    doubts.check_by_words_alone,
    doubts.check_relation,
    names.learn_names,
    doubts.check_for_copies,
)
"""What an adoption is made in. Each step gives the draft with one thing more; the order matters."""


def texts_of(document: Document, translation: Document) -> tuple[AlignedText, AlignedText]:
    """Both texts as the aligner sees them."""
    return aligned_text.read(document), aligned_text.read(translation)


def align(document: Document, translation: Document, given: Evidence) -> Adoption:
    """What of a translation goes with what of a document.

    translation  a document in another language, with ids of its own
    given        evidence made of the two; what a person has decided is taken as right
    """
    draft = Draft(document, translation, given)
    for step in STEPS:
        draft = step(draft)
    source, target = given.source, given.target
    return Adoption(
        document=document.name,
        source=source,
        target=target,
        links=draft.links,
        filled=draft.filled,
        leftovers=draft.leftovers,
        names=draft.names,
        unrelated=draft.unrelated,
        excerpt=excerpt(draft.beads, (source.path, target.path)),
        moved=tuple(moved.described(draft)),
        out_of_order=frozenset(passage for passage, _ in draft.elsewhere),
        copied=draft.copied,
    )
