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
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from toolkit import catalog
from toolkit.adopting import aligned_text, copied, dealing, doubts, evidence, head, moved, placing
from toolkit.adopting.adoption import Adoption, AlignedText
from toolkit.adopting.decisions import Decisions
from toolkit.adopting.evidence import Draft, Evidence
from toolkit.adopting.filling import apart, fill
from toolkit.adopting.nearby import Realigner
from toolkit.adopting.remembering import Making
from toolkit.aligning.related import excerpt
from toolkit.aligning.resources import Resources
from toolkit.catalog import About, edits, ids
from toolkit.catalog.glossary import Glossary
from toolkit.giving_way import pause
from toolkit.model import Catalog, Document
from toolkit.text.hygiene import tidy

__all__ = ["STEPS", "Adopted", "Draft", "Evidence", "align", "apart", "bring_in", "fill", "texts_of"]

STEPS: tuple[Callable[[Draft], Draft], ...] = (
    evidence.align_in_order,
    moved.keep_moved_parts_out,
    doubts.note_what_is_weak,
    moved.pair_moved_turns,
    head.pair_head,
    copied.pair_beside_copies,
    placing.place_sentences,
    doubts.check_each_paragraph,
    doubts.check_by_words_alone,
    doubts.check_relation,
    head.learn_names,
    copied.check_for_copies,
    copied.check_languages,
    head.fill_stated_title,
    head.take_headline,
)
"""What an adoption is made in. Each step gives the draft with one thing more; the order matters."""
_NOTHING = Decisions()
"""Nothing is decided."""


def texts_of(document: Document, translation: Document) -> tuple[AlignedText, AlignedText]:
    """Both texts as the aligner sees them."""
    return aligned_text.read(document), aligned_text.read(translation)


def align(
    document: Document, translation: Document, given: Evidence, decisions: Decisions = _NOTHING
) -> Adoption:
    """Align a document with its translation.

    translation  a document in another language, with ids of its own
    given        evidence made of the two
    decisions    what a person has pinned
    """
    return adoption_of(draft_of(document, translation, given, decisions))


def draft_of(
    document: Document, translation: Document, given: Evidence, decisions: Decisions = _NOTHING
) -> Draft:
    """As `align`, with all that was found on the way.

    What is decided is put into what is found without it, as where people decide one thing after the other.
    """
    draft = Draft(document, translation, given)
    # No step knows of the others: what it needs is in the draft.
    for step in STEPS:
        draft = step(draft)
    if decisions == _NOTHING:
        return draft
    return decided(draft, decisions, Realigner(draft.evidence, draft.beads), draft.making)


def decided(draft: Draft, decisions: Decisions, realigner: Realigner, making: Making) -> Draft:
    """A draft with what a person has decided: the one way in which pins come into an alignment.

    What is known of the texts as a whole stays as it was.

    draft      found as if nothing were decided
    realigner  of its beads
    """
    pause()
    beads = realigner.beads(decisions)
    pause()
    known = replace(draft, evidence=draft.evidence.redeciding(decisions), beads=tuple(beads), making=making)
    known = replace(known, weak=draft.weak - decisions.whole[0], elsewhere=(), links=(), filled=())
    for step in STEPS[STEPS.index(head.pair_head) :]:
        # To align by words alone takes as long as all the rest.
        if step is not doubts.check_by_words_alone or draft.by_words:
            known = step(known)
            pause()
    return known


def adoption_of(draft: Draft) -> Adoption:
    """What came of a draft."""
    source, target = draft.texts
    return Adoption(
        document=draft.document.name,
        source=source,
        target=target,
        links=draft.links,
        filled=draft.filled,
        leftovers=draft.leftovers,
        names=draft.names,
        title=head.stated_title(draft),
        unrelated=draft.unrelated,
        excerpt=excerpt(dealing.measured(draft), (source.path, target.path)),
        # Between strangers there are parts by chance that seem to stand elsewhere.
        moved=() if draft.unrelated else tuple(moved.described(draft)),
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

    def dated(self, template: Catalog | None, made: Catalog | None) -> Adopted:
        """The same, as it was made when these were, which say the same."""
        if template is None or made is None:
            return self
        return self._replace(
            template=replace(self.template, header=template.header),
            catalog=replace(self.catalog, header=made.header),
        )


def bring_in(
    document: Document,
    translation: Document,
    template: Catalog | None,
    old: Catalog | None,
    about: About,
    moment: datetime,
    *,
    decisions: Decisions = _NOTHING,
    resources: Resources | None = None,
    over: bool = False,
    glossary: Glossary | None = None,
) -> Adopted:
    """Align a translation and fill the catalog with it.

    template, old  of the document, as they are; None where there is none
    about, moment  for the headers
    decisions      what a person has decided
    over           whether a person's work in the catalog is replaced
    glossary       whose terms are told in the catalog
    """
    update = CatalogUpdate(template, old, translation.lang, about, moment, glossary)
    known = Evidence.of(document, translation, None, resources)
    draft, given = None, known
    stood, parted, first = [(template, old)], tuple[str, ...](), None
    # What is written is evidence for the next run, and what rests may come back to words that stand empty. So
    # it goes on until it has been there: the same run again changes nothing, even if it goes in circles.
    while True:
        catalogs = update.of(document)
        first = first or catalogs[1]
        evidence = known if over else known.beside(catalogs[1])
        if draft is None or (evidence.settled, evidence.spare) != (given.settled, given.spare):
            draft, given = draft_of(document, translation, evidence, decisions), evidence
        made = put_in(replace(draft, document=document), update, catalogs, over=over)
        document, parted = made.document, (*parted, *made.apart)
        for was in stood:
            if _undated(*was) == _undated(made.template, made.catalog):
                adoption = replace(made.adoption, emptied=_emptied(made.adoption, first, made.catalog))
                return made.dated(*was)._replace(apart=parted, adoption=adoption)
        stood.append((made.template, made.catalog))
        update = replace(update, template=made.template, old=made.catalog)


def _emptied(adoption: Adoption, before: Catalog, after: Catalog) -> tuple[int, ...]:
    """The source passages whose entries had a text, and have none."""
    had, have = ({name for e in one.entries if tidy(e.target) for name in e.ids} for one in (before, after))
    lost = had - have
    return tuple(number for number, passage in enumerate(adoption.source.passages) if passage.id in lost)


def _undated(template: Catalog | None, made: Catalog | None) -> tuple[Catalog | None, ...]:
    return tuple(one and catalog.undated(one) for one in (template, made))


@dataclass(frozen=True, slots=True)
class CatalogUpdate:
    """Catalogs as they are, and with what they are brought up to date."""

    template: Catalog | None
    old: Catalog | None
    lang: str
    about: About
    moment: datetime
    glossary: Glossary | None = None

    def of(self, document: Document) -> tuple[Catalog, Catalog]:
        """The template of a document and its catalog."""
        now, _ = catalog.update(self.template, catalog.extract(document), "", self.about, self.moment)
        made, _ = catalog.update(self.old, now, self.lang, self.about, self.moment, glossary=self.glossary)
        return now, made

    def apart(
        self, document: Document, catalogs: tuple[Catalog, Catalog], names: Sequence[str]
    ) -> tuple[Catalog, Catalog]:
        """As `of`, where these paragraphs were set apart since these catalogs were up to date."""
        made = catalog.set_apart(*catalogs, document, names, self.about, self.moment, self.glossary)
        return made or self.of(document)


def put_in(
    draft: Draft,
    update: CatalogUpdate,
    catalogs: tuple[Catalog, Catalog],
    *,
    over: bool = False,
    known: Adoption | None = None,
) -> Adopted:
    """Fill the catalog with what a draft has.

    catalogs  as `update` gives them of the draft's document
    known     what came of the draft, where somebody has it
    """
    (wanted, current), document, adoption = catalogs, draft.document, known or adoption_of(draft)
    parted = apart(adoption, wanted, current, making=draft.making)
    if parted:
        document = ids.set_apart(document, parted)
        wanted, current = update.apart(document, catalogs, parted)
    filled, adoption = fill(adoption, current, over=over, making=draft.making)
    filled = edits.told(filled)
    if filled.entries != current.entries and (update.old is None or filled.entries != update.old.entries):
        filled = catalog.stamped(filled, update.moment)
    return Adopted(filled, document, wanted, parted, adoption, draft.evidence)
