"""Findings on a project: its transcripts and catalogs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from toolkit import catalog, checks, config, limits, po, project
from toolkit.catalog import edits, frozen_ids
from toolkit.errors import DiglotError
from toolkit.findings import Finding, refused, report
from toolkit.model import Catalog, Document, Location
from toolkit.model.values import clock
from toolkit.project import Project
from toolkit.workflow import documents, memory, pictures, strays, terms
from toolkit.workflow.kept_checks import KeptChecks
from toolkit.workflow.workspace import Workspace

if TYPE_CHECKING:
    from toolkit.report import CheckedCatalog


def check(workspace: Workspace, names: Sequence[str], langs: Sequence[str]) -> Iterator[Finding]:
    """Findings on each document, then on its catalogs.

    First those on what is no document, where all are asked for.
    """
    here = workspace.project
    if len(names) == len(here.sources):
        yield from documents.unread(here)
        yield from () if langs else strays.left_aside(here)
    yield from terms.unreadable(workspace, langs)
    yield from memory.unreadable(workspace, langs)
    for name in names:
        shown = here.show(here.sources[name])
        try:
            # Read once, for ids and for the comparison below.
            template = workspace.template(name)
            yield from strays.typed_into_template(workspace, name)
            document, _, findings = workspace.read_beside(name, template)[:3]
            yield from findings or ()
            yield from documents.lacks(here, document)
            promised = workspace.frozen(name)
            yield from frozen_ids.lost(document, promised)
            differs = frozen_ids.changed(document, promised, workspace.project.settings.text_version)
            # What is gone was told above, and what came is told where it matters.
            yield from (
                finding.given("check") for finding in differs if finding.wording not in {"gone", "came"}
            )
        except DiglotError as error:
            yield refused("D100", error, shown)
            continue
        yield from _times(document)
        yield from pictures.look(workspace, document, pictures.mentioned(document), publish=False).findings
        yield from _pins(workspace, document)
        wanted = catalog.extract(document)
        yield from _template(here, document, template, wanted)
        for lang in here.targets(document.lang, langs):
            try:
                yield from _catalog(workspace, document, lang, wanted)
            except DiglotError as error:
                yield refused("D200", error, shown)


def _times(document: Document) -> Iterator[Finding]:
    """Tell that times go back, which subtitles can't."""
    # Equal times are right: two may speak at once.
    timed = [(time, p.where) for p in document.paragraphs() for time in p.times.starts]
    back = [(a, b, where) for (a, _), (b, where) in pairwise(timed) if b < a]
    if back:
        before, time, where = back[0]
        yield report("D110", where, times=len(back), time=clock(time, ""), before=clock(before, ""))


def _pins(workspace: Workspace, document: Document) -> Iterator[Finding]:
    """Pins for paragraphs that aren't there.

    Whether the other side of a pin is there, only its text could tell.
    """
    here = workspace.project
    path = project.sidecar_of(here.sources[document.name])
    there = {"", *(paragraph.id for paragraph in document.paragraphs())}
    # Behind the dot stands the number of a sentence.
    sources = [pin.source.partition(".")[0] for pin in workspace.sidecar(document.name).pins]
    gone = not there.issuperset(sources)
    lines = config.table_lines(workspace.text(path, limits.SIDECAR), "pins") if gone else []
    for source, line in zip(sources, lines, strict=False):
        if source not in there:
            yield report("D301.paragraph", Location(here.show(path), line), paragraph=source)


def _template(
    here: Project, document: Document, template: Catalog | None, wanted: Catalog
) -> Iterator[Finding]:
    # Ids too: a message may be there for another paragraph.
    known = {(entry.key, entry.ids) for entry in template.entries} if template else set()
    missing = sum((entry.key, entry.ids) not in known for entry in wanted.entries)
    if missing:
        name = "D206.template" if template else "D206.no-template"
        where = Location(here.show(here.template_path(document.name)), 0)
        yield report(name, where, messages=missing, document=document.name)


def _catalog(workspace: Workspace, document: Document, lang: str, wanted: Catalog) -> Iterator[Finding]:
    here = workspace.project
    name = document.name
    path = here.catalog_path(name, lang)
    shown = here.show(path)
    data = workspace.read(path, limits.CATALOG)
    existing = None if data is None else po.load(data, shown, lang)
    # Asked before all else: what another program deleted is not found in what is left.
    state = workspace.state(name, lang, existing)
    yield from state.findings(shown, existing)
    if data is None or existing is None:
        yield report("D201", catalog=shown, document=name, lang=lang)
        return
    state.keep(existing, workspace.checksum(path))
    if po.charset(data) != "utf-8":
        yield report("D202.next", Location(shown, 1), charset=po.charset(data))
    known = {entry.key for entry in existing.entries}
    missing = sum(entry.key not in known for entry in wanted.entries)
    if missing:
        yield report("D206.catalog", Location(shown, 0), messages=missing, document=name, lang=lang)
    # Last: these are one by one, and may be many.
    texts = KeptChecks(here, document, existing)
    yield from checks.run(
        document, existing, shown, terms.readable(workspace, document.lang, lang), texts.memory
    )
    texts.keep()


def catalogs(
    workspace: Workspace, names: Sequence[str], langs: Sequence[str], findings: Sequence[Finding]
) -> Iterator[CheckedCatalog]:
    """The catalogs that hold messages which findings are about, or whose source was edited.

    names, langs  as `check` was asked
    """
    # Reports load what aligns, which takes longer than a check.
    from toolkit.report import CheckedCatalog

    here = workspace.project
    paths = {finding.where.path for finding in findings if finding.where and finding.about}
    for name in names:
        try:
            document = workspace.document(name)
        except DiglotError:
            continue  # it has an error, and none of its messages was looked at
        for lang in here.targets(document.lang, langs):
            shown = here.show(here.catalog_path(name, lang))
            existing = _readable(workspace, name, lang)
            if existing and (shown in paths or any(map(edits.before_edit, existing.entries))):
                yield CheckedCatalog(shown, existing, document.names())


def _readable(workspace: Workspace, name: str, lang: str) -> Catalog | None:
    try:
        return workspace.catalog(name, lang)
    except DiglotError:
        return None  # as its finding says
