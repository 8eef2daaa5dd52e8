"""Write, update and count catalogs; list and freeze ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Literal, NamedTuple

from toolkit import catalog, limits, po
from toolkit.catalog import contexts, edits, frozen_ids, id_record, typed_over
from toolkit.catalog.doubts import WORDINGS
from toolkit.catalog.remembered_ids import KnownIds
from toolkit.catalog.template import outlined
from toolkit.errors import DiglotError, for_shell, nearest
from toolkit.findings import Finding, report
from toolkit.model import KINDS, Catalog, Location
from toolkit.project import Project
from toolkit.text.difference import CHANGES, ChangeKind
from toolkit.text.hygiene import tidy
from toolkit.workflow import documents, kept_ids, strays
from toolkit.workflow.documents import Outcome
from toolkit.workflow.known_state import KnownState
from toolkit.workflow.memory import ProjectMemory
from toolkit.workflow.setting_apart import asked_apart, set_apart
from toolkit.workflow.terms import glossary
from toolkit.workflow.transcripts import Reading
from toolkit.workflow.workspace import Workspace

OnLoss = Literal["say", "restore", "forget"]
"""What to do with translations that another program took out of a catalog."""


def extract(
    workspace: Workspace,
    names: Sequence[str],
    langs: Sequence[str],
    moment: datetime,
    lost: OnLoss = "say",
    accept: Sequence[ChangeKind] = (),
) -> Iterator[Outcome]:
    """Write the template and the catalogs of each document.

    langs   () for all that a document is translated into
    accept  kinds of edits that a person has looked at: what was finished before one stays finished
    """
    here = workspace.project
    # Who asks for one document wants to hear of that one.
    if len(names) == len(here.sources):
        # Who asks for a language is making its catalogs.
        left = strays.left_behind(here) if langs else strays.left_aside(here)
        for finding in chain(documents.unread(here), left):
            yield Outcome(finding.where.path if finding.where else "", findings=(finding,))
    with workspace.changing(), closing(ProjectMemory(workspace)) as memory:
        way = _Way(about_of(here), moment, lost, accept, memory)
        for name in names:
            yield from _extract(workspace, name, langs, way)


def kinds_of_edits(listed: str) -> tuple[ChangeKind, ...]:
    """The kinds of edits in a list with commas, in the order of the work that they are.

    Raises DiglotError for what is none.

    >>> kinds_of_edits("figures, typography")
    ('typography', 'figures')
    """
    named = [name.strip() for name in listed.split(",") if name.strip()]
    for name in named:
        if name not in CHANGES:
            hint = f"There are: {', '.join(CHANGES)}."
            raise DiglotError(
                f"{name!r} is no kind of edit.", hint=f"{nearest(name, CHANGES)} {hint}".lstrip()
            )
    return tuple(kind for kind in CHANGES if kind in named)


class _Way(NamedTuple):
    """How catalogs are brought up to date."""

    about: catalog.About
    moment: datetime
    lost: OnLoss
    accept: Sequence[ChangeKind]
    memory: ProjectMemory


def _extract(workspace: Workspace, name: str, langs: Sequence[str], way: _Way) -> Iterator[Outcome]:
    here = workspace.project
    try:
        typed = () if way.lost == "forget" else tuple(strays.typed_into_template(workspace, name))
        if typed:
            yield Outcome(here.show(here.template_path(name)), findings=typed)
            return
        yield from set_apart(workspace, name, langs)
        template, outcomes = _template(workspace, name, way.about, way.moment)
    except DiglotError as error:
        yield Outcome(here.show(here.sources[name]), error=error)
        return
    yield from outcomes
    if called := tuple(documents.misnamed(here, name, template.source_lang)):
        yield Outcome(here.show(here.sources[name]), findings=called)
    # One catalog that can't be read keeps no other from being written.
    for lang in here.targets(template.source_lang, langs):
        try:
            yield from _translation(workspace, name, template, lang, way)
        except DiglotError as error:
            yield Outcome(here.show(here.catalog_path(name, lang)), error=error)
    # What came to a message meanwhile is set apart with the rest of it.
    if asked_apart(workspace, name, langs):
        yield from _extract(workspace, name, langs, way)


def about_of(here: Project) -> catalog.About:
    """What the headers of a project's catalogs say."""
    return catalog.About(
        project=here.settings.name or tidy(here.root.name),
        version=here.settings.text_version,
        contact=here.settings.contact,
    )


def _template(
    workspace: Workspace, name: str, about: catalog.About, moment: datetime
) -> tuple[Catalog, tuple[Outcome, ...]]:
    """Bring a template up to date."""
    here = workspace.project
    old = workspace.template(name)
    template, changes, findings, known = _updated_template(workspace, name, old, about, moment)
    path, was = here.template_path(name), old if workspace.held_open else None
    del old  # a long one takes much memory
    outcome = put(workspace, path, workspace.read(path, limits.CATALOG), template, changes, was=was)
    kept_ids.keep_of(workspace, name, known)
    said = (Outcome(here.show(here.sources[name]), findings=findings),) if findings else ()
    return template, (*said, outcome)


def _updated_template(
    workspace: Workspace, name: str, old: Catalog | None, about: catalog.About, moment: datetime
) -> tuple[Catalog, catalog.Changes, tuple[Finding, ...], KnownIds]:
    """The next template, and the ids that it gives.

    Nothing else of the document is held: a long one takes much memory.
    """
    document, _, findings = _read(workspace, name, old)[:3]
    # Told as soon as they are lost, while the edit can still be undone.
    findings = (*(findings or ()), *frozen_ids.lost(document, workspace.frozen(name)))
    known = KnownIds.of(document)
    held = workspace.held(name) if workspace.held_open else None
    made = held.extracted(document, old) if held else catalog.extract(document)
    return *catalog.update(old, made, "", about, moment), findings, known


def _read(workspace: Workspace, name: str, template: Catalog | None, *, doubts: bool = True) -> Reading:
    """A transcript with the ids of its template, which was read; held only where all is held open."""
    if workspace.held_open:
        return workspace.reading(name, doubts=doubts)
    return workspace.read_beside(name, template, doubts=doubts)


def _translation(
    workspace: Workspace, name: str, template: Catalog, lang: str, way: _Way
) -> Iterator[Outcome]:
    """Bring a catalog up to date, or make it."""
    here, about, moment = workspace.project, way.about, way.moment
    path = here.catalog_path(name, lang)
    before = workspace.read(path, limits.CATALOG)
    existing = workspace.catalog(name, lang)
    was = existing if workspace.held_open else None
    state = workspace.state(name, lang, existing)
    # Kept before `--forget` empties it: the changes tell what was given up.
    missed, gone = state.missed, state.missed.lost
    shown = here.show(path)
    if way.lost != "say":
        state.forget()
    else:
        yield from (Outcome(shown, findings=(one,)) for one in state.findings(shown, existing))
    # Restored first: an update finds the place of each, as of all that was there.
    if way.lost == "restore" and any(missed):
        existing = existing or catalog.update(None, template, lang, about, moment)[0]
        existing = catalog.restored(existing, *missed)
    existing, doubted = state.doubted(existing) if existing else (None, ())
    existing, typed = typed_over.drafts(existing, template) if existing else (None, ())
    yield from (Outcome(shown, findings=(one,)) for one in typed_over.told(typed, Location(shown, 0)))
    terms = glossary(workspace, template.source_lang, lang)
    updated, changes = catalog.update(existing, template, lang, about, moment, way.accept, terms)
    # What was restored is no change of the transcript.
    changes = changes.told_from(gone) if way.lost != "restore" else replace(changes, restored=gone)
    changes = replace(changes, doubted=doubted)
    del existing  # as in `_updated_template`
    updated, changes, wrong = way.memory.recall(updated, changes, terms)
    yield from (Outcome(here.show(path), error=error) for error in wrong)
    if before is not None and po.charset(before) != "utf-8":
        yield converted(here.show(path), po.charset(before))
    yield put(workspace, path, before, updated, changes, state, was)


def accept(
    workspace: Workspace,
    name: str,
    lang: str,
    least: float,
    moment: datetime,
    *,
    doubts: Sequence[str] = (),
    dry: bool = False,
) -> Outcome:
    """Finish the drafts that alignment has placed.

    least   the confidence from which on
    doubts  codes of doubts: a draft that is in doubt for another reason stays; none for any reason
    dry     whether to write nothing
    Raises DiglotError for what is no code.
    """
    here = workspace.project
    path = here.catalog_path(name, lang)
    for code in doubts:
        # A misspelt code would finish nothing, or all.
        if code not in WORDINGS:
            raise DiglotError(f"{code} is no reason for a doubt.", hint=f"There are {', '.join(WORDINGS)}.")
    with workspace.changing():
        before = workspace.read(path, limits.CATALOG)
        if before is None:
            hint = f"`diglot align {for_shell(name)} FILE -l {lang}` makes it of a translation that is there."
            raise DiglotError("there is no catalog.", here.show(path), hint)
        existing = po.load(before, here.show(path), lang)
        # The same function in a dry run, so that the list is what would be done.
        made, changes = catalog.accept(existing, least, doubts)
        if dry:
            return Outcome(here.show(path), changes=replace(changes, dry=dry))
        state = workspace.state(name, lang, existing)
        if not changes.taken:
            # As a run that was interrupted before it came to this.
            state.keep(existing, workspace.checksum(path))
            return Outcome(here.show(path), changes=changes)
        return put(workspace, path, before, catalog.stamped(made, moment), changes, state)


def put(
    workspace: Workspace,
    path: Path,
    before: bytes | None,
    updated: Catalog,
    changes: catalog.Changes | catalog.Accepted | None,
    state: KnownState | None = None,
    was: Catalog | None = None,
) -> Outcome:
    """Write a catalog made from its file.

    DiglotError if that says something else now than `before`.

    state  of a translation: what was known of it, which is remembered with what is written
    was    the catalog in `before`, where only some of its messages are others
    """
    updated = edits.told(updated)
    made = None
    if was is not None and before is not None:
        sizes = workspace.catalogs.sizes(path, workspace.checksum(path))
        # Whoever takes back what is written now goes back to it.
        workspace.hold(path, was, sizes)
        made = po.changed(before, was, updated, sizes)
    # With the old bytes: messages that are as they were keep their very lines.
    data = po.dump(updated, before) if made is None else made.data
    saved = (
        workspace.save(path, data) if updated.lang else workspace.save_beside(updated.document, path, data)
    )
    outcome = Outcome(workspace.project.show(path), saved, changes)
    workspace.hold(path, updated, made and made.sizes)
    if state is not None:
        # After it is written: a run that ends in between is no loss.
        workspace.catalogs.remember(path, state, updated, workspace.checksum(path))
    return outcome


def converted(shown: str, charset: str) -> Outcome:
    """Tell that a catalog was in another charset."""
    return Outcome(shown, findings=(report("D202.written", Location(shown, 1), charset=charset),))


IdState = Literal["live", "new", "retired"]


@dataclass(frozen=True, slots=True)
class ListedId:
    """An id, and what it stands for."""

    document: str
    id: str
    state: IdState
    """new: not on record before the next `diglot extract`; retired: of a text that isn't there any more."""
    kind: str
    speaker: str
    """Key; of several, with a plus sign between them; "" for what nobody says."""
    frozen: str
    """The version in which it was frozen first; "" where it wasn't."""
    n: str
    """Position, such as 3.2; "" for a retired one."""
    line: int
    """1-based; 0 for a retired one."""
    text: str
    """For one that was frozen and is gone, as its file has it: the first words."""


def listed(workspace: Workspace, name: str) -> tuple[tuple[ListedId, ...], tuple[Finding, ...]]:
    """The ids of a document, and findings.

    In its order, then those that are retired. The findings tell frozen ids that it lost.
    """
    template = workspace.template(name)
    document = workspace.read_beside(name, template, doubts=False).document
    kept = {frozen.id: frozen for frozen in workspace.frozen(name)}
    known = set(chain.from_iterable(entry.ids for entry in template.entries)) if template else set()
    rows = []
    for n, turn, paragraph in document.numbered():
        if not KINDS[paragraph.kind].translated:
            continue
        # An id that no template has may still change: with the next edit it would be made anew.
        state: IdState = "live" if paragraph.id in known else "new"
        speaker = contexts.together(turn.speakers) if KINDS[paragraph.kind].spoken else ""
        since = kept[paragraph.id].since if paragraph.id in kept else ""
        place = (n, paragraph.where.line, paragraph.text)
        rows.append(ListedId(name, paragraph.id, state, paragraph.kind, speaker, since, *place))
    # Of what is gone, the template knows more than the frozen id, which may be older.
    gone: dict[str, tuple[str, str]] = {}
    for unit, names in id_record.retired(template).items() if template else ():
        gone |= dict.fromkeys(names, unit)
    for id_, frozen in kept.items():
        gone.setdefault(id_, (frozen.context, frozen.words))
    for live in rows:
        gone.pop(live.id, None)
    for id_, (context, text) in gone.items():
        speaker = contexts.together(contexts.speakers(context))
        since = kept[id_].since if id_ in kept else ""
        rows.append(ListedId(name, id_, "retired", contexts.kind(context), speaker, since, "", 0, text))
    return tuple(rows), tuple(frozen_ids.lost(document, kept.values()))


def freeze(workspace: Workspace, names: Sequence[str]) -> Iterator[Outcome]:
    """Freeze the ids of each document.

    Where its template knows all of them.
    """
    with workspace.changing():
        for name in names:
            try:
                yield _freeze(workspace, name)
            except DiglotError as error:
                here = workspace.project
                yield Outcome(here.show(here.frozen_ids_path(name)), error=error)


def _freeze(workspace: Workspace, name: str) -> Outcome:
    here = workspace.project
    path = here.frozen_ids_path(name)
    template = workspace.template(name)
    document = _read(workspace, name, template, doubts=False).document
    # Frozen is for good: what the next `extract` could still change is not frozen.
    now = workspace.held(name).outline(document)
    if template is None or now != outlined(template):
        raise DiglotError(
            "its template isn't up to date, so the next edit could change an id.",
            here.show(here.sources[name]),
            f"Run `diglot extract {for_shell(name)}` first.",
        )
    before = workspace.frozen(name)
    after = frozen_ids.freeze(document, before, here.settings.text_version)
    return Outcome(here.show(path), workspace.save_beside(name, path, frozen_ids.dump(after).encode()))
