"""A document laid beside its catalogs, and what the catalogs say of themselves."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from toolkit import catalog, markup, merge, project
from toolkit.ids import Messages
from toolkit.merge import Message
from toolkit.model import Catalog, Entry, Problem
from toolkit.pipeline.documents import Outcome, now
from toolkit.po.sieve import Sieve
from toolkit.project import Project


def inputs(here: Project, name: str, langs: Iterable[str]) -> Iterator[Path]:
    """All files that a document in these translations is made of, whether they are there or not."""
    source = here.sources[name]
    yield from (source, project.sidecar_of(source), here.template_path(name), here.ledger_path(name))
    yield from (here.catalog_path(name, lang) for lang in langs)


def take(here: Project, desk: merge.Desk, lang: str) -> tuple[Catalog, Outcome]:
    """Lay a translation beside its document: the catalog's header, and the findings about it."""
    document = desk.document
    path = here.catalog_path(document.name, lang)
    shown = here.show(path)
    data = project.stretches(path)
    if data is not None:
        lost: list[Problem] = []
        sieve = Sieve(data, shown, lang, desk.known)
        desk.take(lang, _watched(sieve.others(), shown, lost), _plain(sieve, shown, lost))
        return sieve.header, Outcome(shown, problems=tuple(lost))
    desk.take(lang, ())
    problem = Problem(
        "D201",
        "warning",
        f"{shown} isn't there: nothing is translated.",
        hint=f"`diglot extract -l {lang}` makes it.",
    )
    return Catalog(document.name, document.lang, lang, ()), Outcome(shown, problems=(problem,))


def _watched(messages: Messages, shown: str, lost: list[Problem]) -> Iterator[tuple[Entry, bool]]:
    """The messages as they pass, and what they have lost of their sources' marks."""
    for entry, obsolete in messages:
        if not obsolete and (problem := catalog.lost_mark(entry, shown)):
            lost.append(problem)
        yield entry, obsolete


def _plain(sieve: Sieve[Message], shown: str, lost: list[Problem]) -> Iterator[tuple[Message, str]]:
    """As `_watched`, of the plain messages."""
    for _, message, target in sieve.plain():
        if not (markup.bare(message[1]) and markup.bare(target)):
            entry = Entry(*message, target, "done" if target else "empty")
            if problem := catalog.lost_mark(entry, shown):
                lost.append(problem)
        yield message, target


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
