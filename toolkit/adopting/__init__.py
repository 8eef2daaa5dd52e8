"""A translation that exists becomes a catalog.

Two documents are aligned, and a catalog is filled from them.

Evidence  two documents, and what is known of them beforehand
align     Evidence -> Adoption, by the steps of `STEPS`: what goes with what, and how sure that is
apart     which paragraphs need an entry of their own
fill      Adoption, catalog -> the catalog with the translation in it
bring_in  all of these, one after the other
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from toolkit import catalog
from toolkit.adopting import aligned_text, doubts, evidence, head, moved, placing
from toolkit.adopting.adoption import Adoption, AlignedText
from toolkit.adopting.aligned_text import Pin
from toolkit.adopting.evidence import Draft, Evidence
from toolkit.adopting.filling import apart, fill
from toolkit.aligning.related import excerpt
from toolkit.aligning.resources import Resources
from toolkit.catalog import About, ids
from toolkit.catalog.glossary import Glossary
from toolkit.model import Catalog, Document

__all__ = ["STEPS", "Adopted", "Draft", "Evidence", "align", "apart", "bring_in", "fill", "texts_of"]

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
    head.learn_names,
    doubts.check_for_copies,
)
"""What an adoption is made in. Each step gives the draft with one thing more; the order matters."""


def texts_of(document: Document, translation: Document) -> tuple[AlignedText, AlignedText]:
    """Both texts as the aligner sees them."""
    return aligned_text.read(document), aligned_text.read(translation)


def align(document: Document, translation: Document, given: Evidence) -> Adoption:
    """Align a document with its translation.

    translation  a document in another language, with ids of its own
    given        evidence made of the two; what a person has decided is taken as right
    """
    draft = Draft(document, translation, given)
    # No step knows of the others: what it needs is in the draft.
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


class Adopted(NamedTuple):
    """A translation that was brought in."""

    catalog: Catalog
    """With the translation in it."""
    document: Document
    """With the paragraphs set apart that need an entry of their own."""
    template: Catalog
    """Of this document."""
    apart: tuple[str, ...]
    """Ids of the paragraphs that were set apart now."""
    adoption: Adoption
    """What became of each paragraph and each sentence."""
    evidence: Evidence


def bring_in(
    document: Document,
    translation: Document,
    template: Catalog | None,
    old: Catalog | None,
    about: About,
    moment: datetime,
    *,
    pinned: Sequence[Pin] = (),
    resources: Resources | None = None,
    over: bool = False,
    glossary: Glossary | None = None,
) -> Adopted:
    """Align a translation and fill the catalog with it.

    template, old  of the document, as they are; None where there is none
    about, moment  for the headers
    pinned         what a person has decided
    over           whether a person's work in the catalog is replaced
    glossary       whose terms are told in the catalog
    """

    def updated(document: Document) -> tuple[Catalog, Catalog]:
        now, _ = catalog.update(template, catalog.extract(document), "", about, moment)
        return now, catalog.update(old, now, translation.lang, about, moment, glossary=glossary)[0]

    wanted, current = updated(document)
    evidence = Evidence.of(document, translation, None if over else current, pinned, resources)
    adoption = align(document, translation, evidence)
    parted = apart(adoption, wanted, current)
    if parted:
        document = ids.set_apart(document, parted)
        wanted, current = updated(document)
    filled, adoption = fill(adoption, current, over=over)
    if filled.entries != current.entries:
        filled = catalog.stamped(filled, moment)
    return Adopted(filled, document, wanted, parted, adoption, evidence)
