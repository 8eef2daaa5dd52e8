"""What the checks find in a catalog while people work at it.

All of it is what `diglot check` finds, and takes seconds: it is found in the background. What a message alone
and its neighbours tell is found at once, and stands in its place until all is found anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from weakref import WeakKeyDictionary

from toolkit import checks, project
from toolkit.catalog import contexts
from toolkit.errors import DiglotError
from toolkit.findings import Finding
from toolkit.interface import Translations
from toolkit.model import Catalog, Document, Entry
from toolkit.review.background import Version
from toolkit.review.views.view import Reply
from toolkit.review.work import ReviewWorkspace
from toolkit.workflow import terms
from toolkit.workflow.editing import name_of
from toolkit.workflow.kept_checks import KeptChecks
from toolkit.workflow.workspace import Workspace

FoundByName = dict[str, list[Finding]]
"""Name of a message -> what is found in it; [] for a message in which nothing is found any more."""

_since: WeakKeyDictionary[Workspace, dict[tuple[str, str], FoundByName]] = WeakKeyDictionary()
"""What was found near messages that were saved after all was found."""


class Known(NamedTuple):
    """What is known of a catalog."""

    found: FoundByName
    fresh: bool
    """Whether it is of the catalog as it is now."""
    again: bool
    """Whether that is being found."""


def known(workspace: ReviewWorkspace, name: str, lang: str) -> Known:
    """What is known of a catalog; where it is of another time, all is found anew."""
    here = workspace.project
    place = here.root, here.outside, here.read_only
    wanted = made_of(workspace, name, lang)
    found: FoundByName | None = None
    fresh = again = False
    # What can't be checked is told by whoever reads it.
    with suppress(DiglotError):
        found, fresh = workspace.background.known(wanted, found_in, *place, name, lang)
        again = not fresh
    since = _since.setdefault(workspace, {}).setdefault((name, lang), {})
    if fresh:
        since.clear()
    return Known((found or {}) | since, fresh, again)


def note(workspace: ReviewWorkspace, name: str, lang: str, found: FoundByName) -> None:
    """Remember what `near` has found, until all is found."""
    _since.setdefault(workspace, {}).setdefault((name, lang), {}).update(found)


def made_of(workspace: Workspace, name: str, lang: str) -> Version:
    """Checksums of all that findings hang on."""
    here = workspace.project
    paths = (*workspace.inputs(name, (lang,)), here.glossary_path(lang), here.root / project.CONFIG)
    return tuple(map(workspace.checksum, paths))


def found_in(root: Path, outside: bool, read_only: bool, name: str, lang: str) -> tuple[Version, FoundByName]:
    """All that is found in a catalog of a project, in a process of its own."""
    workspace = Workspace(project.find(root, outside=outside, read_only=read_only))
    version = made_of(workspace, name, lang)
    document, catalog = workspace.document(name), workspace.catalog(name, lang)
    by_name: FoundByName = {}
    if catalog is not None:
        names = {checks.message_of(entry): name_of(entry) for entry in catalog.entries}
        glossary = terms.readable(workspace, document.lang, lang)
        texts = KeptChecks(workspace.project, document, catalog)
        for finding in checks.run(document, catalog, "", glossary, texts.memory):
            if finding.about in names and not finding.known:
                by_name.setdefault(names[finding.about], []).append(finding)
        texts.keep()
    return version, by_name


def near(
    workspace: Workspace, document: Document, catalog: Catalog, number: int, as_if: Entry | None = None
) -> FoundByName:
    """What is found in a message and in its neighbours, as far as these tell it.

    as_if  what the message would be
    """
    entries = list(catalog.entries)
    entries[number] = as_if or entries[number]
    before = _texts(entries, range(number - 1, -1, -1))
    after = _texts(entries, range(number + 1, len(entries)))
    shown = [entries[k] for k in sorted((*before, number, *after))]
    named = [e for e in entries if contexts.named(e.context) and e.key != entries[number].key]
    small = replace(catalog, entries=(*named, *shown), obsolete=())
    # What those at the ends stand beside isn't there.
    asked = [entries[k] for k in (*before[:1], number, *after[:1])]
    about = {checks.message_of(entry): name_of(entry) for entry in asked}
    found: FoundByName = {name_of(entry): [] for entry in asked}
    for finding in checks.run(document, small, "", terms.readable(workspace, document.lang, catalog.lang)):
        if finding.about in about and not finding.known:
            found[about[finding.about]].append(finding)
    return found


def _texts(entries: Sequence[Entry], places: Iterable[int]) -> list[int]:
    """The first two places where no name stands."""
    return list(islice((k for k in places if not contexts.named(entries[k].context)), 2))


def told(found: Iterable[Finding], say: Translations) -> list[Reply]:
    """Findings as a page shows them, in its language."""
    return [
        {
            "code": finding.code,
            "severity": finding.severity,
            "message": finding.message_in(say),
            "hint": finding.hint_in(say),
        }
        for finding in found
    ]
