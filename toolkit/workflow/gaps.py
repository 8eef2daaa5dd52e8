"""What whoever builds an edition should know of its texts.

A title that is missing, paragraphs that nobody has translated, marks that a translation has lost.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit import project
from toolkit.catalog.ids import Messages
from toolkit.checks import marks
from toolkit.edition import translations
from toolkit.edition.translations import TranslatedTexts
from toolkit.findings import Finding, report
from toolkit.model import Document, Entry, Location
from toolkit.project import Project
from toolkit.text.hygiene import counted


def untitled(here: Project, document: Document) -> Iterator[Finding]:
    """Tell that a document has no title (D407)."""
    if document.turns and not translations.titled(document):
        sidecar = here.show(project.sidecar_of(here.sources[document.name]))
        yield report("D407", Location(document.path, 0), document=document.name, sidecar=sidecar)


def not_printed(document: Document, texts: TranslatedTexts, shown: str) -> Iterator[Finding]:
    """Count the paragraphs that an edition doesn't print.

    D405, D408, with the reasons.
    """
    counts = translations.counts(document, texts)
    number = counts.total - counts.translated
    if not number:
        return
    why = (
        (counts.fuzzy, counted(counts.fuzzy, "draft")),
        (counts.empty, f"{counts.empty} empty"),
        (counts.omitted, f"{counts.omitted} left out by the translation"),
    )
    yield report(
        "D405" if number > counts.omitted else "D408",
        Location(shown, 0),
        number=number,
        paragraphs=counts.total,
        lang=texts.lang,
        why=tuple(words for count, words in why if count),
    )


def watched(messages: Messages, shown: str, lost: list[Finding]) -> Iterator[tuple[Entry, bool]]:
    """Pass the messages on, and note marks they lost."""
    for entry, obsolete in messages:
        if not obsolete and (finding := marks.lost(entry, Location(shown, 0))):
            lost.append(finding)
        yield entry, obsolete
