"""An existing translation comes in: two documents aligned, and a catalog filled from them.

Evidence  two documents, and what is known of them beforehand
align     Evidence -> Adoption: what goes with what, and how sure that is
apart     which paragraphs need an entry of their own
fill      Adoption, catalog -> the catalog with the translation in it
"""

from __future__ import annotations

from toolkit.adopting import aligned_text, doubts, head, moved, names, placing
from toolkit.adopting.adoption import Adoption, AlignedText
from toolkit.adopting.evidence import Evidence
from toolkit.adopting.filling import apart, fill
from toolkit.aligning.related import excerpt, unrelated
from toolkit.model import Document

__all__ = ["Evidence", "align", "apart", "fill", "sides_of"]


def sides_of(document: Document, translation: Document) -> tuple[AlignedText, AlignedText]:
    """Both texts as the aligner sees them."""
    return aligned_text.read(document), aligned_text.read(translation)


def align(document: Document, translation: Document, evidence: Evidence) -> Adoption:
    """What of a translation, a document in another language, goes with what of a document.

    evidence  made of the two; what a person has decided is taken as right
    """
    source, target = evidence.source, evidence.target
    evidence, beads = evidence.likelier()
    blocks = tuple(moved.blocks(source, target, beads, evidence.aligned))
    rest = evidence.without(blocks) if blocks else evidence
    if blocks:
        beads = rest.beads()
    in_order = {i for bead in beads if bead.target for i in bead.source}
    weak = doubts.weakly_linked(beads, rest.decided)
    beads = moved.find(source, target, beads, evidence.decided, evidence.align)
    beads = head.pair_head(source, target, beads, evidence.decided)
    elsewhere = tuple(placing.out_of_order(source, beads))
    links, filled, leftovers = placing.place(
        source,
        target,
        beads,
        evidence.borders,
        evidence.alone[1],
        evidence.spare,
        elsewhere,
        evidence.alone[0],
    )
    filled = doubts.looked_through(filled, source, target, weak)
    strange = unrelated(beads, (source.path, target.path))
    if doubts.over(links):
        loose = rest.by_words()
        filled = tuple(
            doubts.compared(filled, source, loose, in_order, strict=bool(blocks or elsewhere or weak))
        )
        strange = strange or (None if blocks else unrelated(loose, (source.path, target.path)))
    if strange:
        # Nothing of a text that is perhaps no translation is taken over unseen.
        filled = tuple(one.doubted("unrelated") if one.fate == "placed" else one for one in filled)
    return Adoption(
        document=document.name,
        source=source,
        target=target,
        links=links,
        filled=filled,
        leftovers=leftovers,
        names=tuple(names.learn(document, translation, (source, target), links)) if not strange else (),
        moved=tuple(moved.said(source, target, beads, elsewhere, blocks)),
        out_of_order=frozenset(passage for passage, _ in elsewhere),
        unrelated=strange,
        excerpt=excerpt(beads, (source.path, target.path)),
    )
