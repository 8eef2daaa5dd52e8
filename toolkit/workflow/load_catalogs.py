"""A document laid beside its catalogs, and what the catalogs say of themselves."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from toolkit import po, project
from toolkit.catalog.ids import Messages
from toolkit.checks import marks
from toolkit.edition import merge
from toolkit.findings import Finding, report
from toolkit.model import Catalog, Document, Entry, Location
from toolkit.project import Project
from toolkit.text.hygiene import counted
from toolkit.workflow.documents import Outcome, looked_over, now


def inputs(here: Project, name: str, langs: Iterable[str]) -> Iterator[Path]:
    """All files that a document in these translations is made of, whether they are there or not."""
    source = here.sources[name]
    yield from (source, project.sidecar_of(source), here.template_path(name), here.ledger_path(name))
    yield from (here.catalog_path(name, lang) for lang in langs)


def laid_out(here: Project, name: str, *, doubts: bool = False) -> tuple[merge.Desk, Outcome]:
    """A document, and what whoever builds it should know of its transcript.

    doubts  whether its turns tell how sure it is whose they are
    """
    document, problems = looked_over(here, name, findings=False, doubts=doubts)
    return merge.Desk(document), Outcome(document.path, problems=(*problems, *untitled(here, document)))


def untitled(here: Project, document: Document) -> Iterator[Finding]:
    """D407: that a document has words and no title."""
    if document.turns and not merge.titled(document):
        sidecar = here.show(project.sidecar_of(here.sources[document.name]))
        yield report("D407", Location(document.path, 0), document=document.name, sidecar=sidecar)


def _not_printed(desk: merge.Desk, lang: str, shown: str) -> Iterator[Finding]:
    """D405, D408: how many paragraphs an edition in a language doesn't print, and why."""
    counts = desk.counts(lang)
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
        lang=lang,
        why=tuple(words for count, words in why if count),
    )


def take(here: Project, desk: merge.Desk, lang: str) -> tuple[Catalog, Outcome]:
    """Lay a translation beside its document: the catalog's header, and the findings about it."""
    document = desk.document
    path = here.catalog_path(document.name, lang)
    shown = here.show(path)
    data = project.stretches(path)
    if data is not None:
        lost: list[Finding] = []
        header, messages = po.stream(data, shown, lang)
        desk.take(lang, _watched(messages, shown, lost))
        lost += _not_printed(desk, lang, shown)
        return header, Outcome(shown, problems=tuple(lost))
    desk.take(lang, ())
    problem = report("D201", catalog=shown, document=document.name, lang=lang)
    return Catalog(document.name, document.lang, lang, ()), Outcome(shown, problems=(problem,))


def _watched(messages: Messages, shown: str, lost: list[Finding]) -> Iterator[tuple[Entry, bool]]:
    """The messages as they pass, and what they have lost of their sources' marks."""
    for entry, obsolete in messages:
        if not obsolete and (finding := marks.lost(entry, Location(shown, 0))):
            lost.append(finding)
        yield entry, obsolete


def modified(catalogs: Iterable[Catalog]) -> str:
    """When the sources last changed, as far as they say so themselves; in UTC, never the clock's time.

    SOURCE_DATE_EPOCH, else the latest PO-Revision-Date; "" where neither is known.
    """
    if os.environ.get("SOURCE_DATE_EPOCH"):
        return f"{now():%Y-%m-%dT%H:%M:%SZ}"
    moments = []
    for one in catalogs:
        try:
            moment = datetime.strptime(dict(one.header).get("PO-Revision-Date", ""), "%Y-%m-%d %H:%M%z")
            moments.append(moment.astimezone(UTC))
        except (ValueError, OverflowError):
            continue  # a header that nobody filled in, or with a year that there is none of, says nothing
    return f"{max(moments):%Y-%m-%dT%H:%M:%SZ}" if moments else ""
