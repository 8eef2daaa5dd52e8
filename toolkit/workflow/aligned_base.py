"""Both texts of an alignment, as they are read and were aligned once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from toolkit import disk
from toolkit.adopting import Draft, aligned_text
from toolkit.adopting.evidence import Evidence
from toolkit.adopting.nearby import Realigner, shared
from toolkit.adopting.pins import PinPlaces
from toolkit.aligning.structure import Outline
from toolkit.latest import Latest
from toolkit.model import Catalog, Document
from toolkit.model.values import wholly_same
from toolkit.workflow.align import translation_of
from toolkit.workflow.workspace import Workspace

_KNOWN = 1000
"""Catalogs that are known to be up to date, at most: an act makes one."""


@dataclass(frozen=True, slots=True)
class AlignedBase:
    """Both texts, as they were aligned once."""

    made_of: tuple[str, ...]
    """Checksums of files: of others it may be just as good."""
    texts: str
    """What tells both texts from all others that are others to the aligner."""
    draft: Draft
    template: Catalog | None
    """Of the document."""
    places: PinPlaces
    realigner: Realigner

    @classmethod
    def of(cls, made_of: tuple[str, ...], texts: str, draft: Draft, template: Catalog | None) -> AlignedBase:
        """What is made of a draft."""
        draft = shared(draft)
        realigner = Realigner(draft.evidence, draft.beads)
        # What becomes of beads and paragraphs is made anew of what is decided.
        draft = replace(draft, stretches=(), links=(), filled=(), leftovers=())
        return cls(made_of, texts, draft, template, PinPlaces(*draft.texts), realigner)

    def beside(self, made_of: tuple[str, ...], document: Document, template: Catalog | None) -> AlignedBase:
        """The same, where the document says the same to the aligner."""
        draft = replace(self.draft, document=document)
        return replace(self, made_of=made_of, draft=draft, template=template)

    def with_memory(self, places: PinPlaces, realigner: Realigner) -> AlignedBase:
        """The same, with what others remember of the same sentences."""
        return replace(self, places=places, realigner=realigner)


class UpToDate:
    """The catalogs that are known to be up to date: those that were written last, and may be there again."""

    def __init__(self) -> None:
        self._known: Latest[tuple[tuple[str, ...], str], bool] = Latest(_KNOWN)
        self.last: tuple[str, Catalog | None] = "", None
        """The last of them: the very same comes again, and is compared in no time."""

    def has(self, made_of: tuple[str, ...], checksum: str) -> bool:
        """Whether a catalog is up to date with all that it is made of, the template among it.

        made_of  as `AlignedBase.made_of` tells it
        """
        return bool(self._known.used((made_of, checksum)))

    def add(self, made_of: tuple[str, ...], checksum: str, made: Catalog) -> None:
        """It is; made: what is in it."""
        self._known[made_of, checksum] = True
        self.last = checksum, made


class ReadTexts(NamedTuple):
    """Both texts, as they are read."""

    document: Document
    template: Catalog | None
    translation: Document
    evidence: Evidence
    """Of both; nobody asks what is decided about them."""

    @property
    def mark(self) -> str:
        """What tells both texts from all others that are others to the aligner, as `alike` compares them."""
        given = self.evidence
        return disk.mark(repr((given.source.sentences, given.target.sentences, given.outline)).encode())

    @classmethod
    def of(
        cls, workspace: Workspace, name: str, lang: str, file: Path, known: Draft | None = None
    ) -> ReadTexts:
        """As they are now.

        known  a draft of the same translation
        """
        template = workspace.template(name)
        document = workspace.read_beside(name, template, doubts=False).document
        if known is not None and document.lang != lang:
            if _told_alike(document, known.document):
                return cls(document, template, known.translation, known.evidence)
            source = aligned_text.read(document)
            outline = Outline(aligned_text.layout(document, source), known.evidence.outline.target)
            evidence = replace(known.evidence, source=source, outline=outline)
            return cls(document, template, known.translation, evidence)
        translation = translation_of(workspace.project, document, file, lang, "")
        return cls(document, template, translation, Evidence.of(document, translation))


def _told_alike(document: Document, other: Document) -> bool:
    """Whether two documents differ at most in what is set apart, which the aligner doesn't know."""
    if (document.lang, document.path, document.speakers) != (other.lang, other.path, other.speakers):
        return False
    turns, others = (
        [(turn.kind, turn.speakers, turn.label, len(turn.paragraphs)) for turn in one.turns]
        for one in (document, other)
    )
    return turns == others and all(
        wholly_same(one, two) or wholly_same(one.replace(apart=two.apart), two)
        for one, two in zip(document.paragraphs(), other.paragraphs(), strict=True)
    )


def alike(old: Evidence, new: Evidence) -> bool:
    """Whether two texts are the same to the aligner."""
    ours = old.source.sentences, old.target.sentences, old.outline
    return ours == (new.source.sentences, new.target.sentences, new.outline)
