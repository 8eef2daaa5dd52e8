"""The translation, message by message: source, text, what is wrong with it, and what helps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from toolkit import languages, project
from toolkit.catalog import contexts, edits, memory, provenance
from toolkit.catalog.glossary import Glossary
from toolkit.catalog.template import MessageIds
from toolkit.catalog.translator_notes import parted
from toolkit.catalog.workload import GIVEN, Stage, stage_of
from toolkit.errors import DiglotError
from toolkit.latest import Latest
from toolkit.model import Catalog, Document, Entry
from toolkit.review import checking
from toolkit.review.background import Version
from toolkit.review.views import replacing, typed_marks
from toolkit.review.views.view import Acted, Asked, Later, Reply, ReviewPage, quoted, row_with
from toolkit.review.work import ReviewWorkspace
from toolkit.text.hygiene import tidy
from toolkit.workflow import editing, progress
from toolkit.workflow.documents import now
from toolkit.workflow.editing import MessageEdit, name_of, version_of
from toolkit.workflow.memory import ProjectMemory
from toolkit.workflow.terms import readable
from toolkit.workflow.workspace import Workspace

_ROWS = 100
"""Messages that are sent at once, at most."""
_OPEN = 8
"""Catalogs that are held at once, at most, with their documents."""
_OFFERS = 3
_LONG = 1 << 21
"""Bytes of a memory that are read in less than half a second."""
_SHORT = 40
_LETTERS: Mapping[Stage, str] = {
    "empty": "e",
    "omitted": "o",
    "draft": "f",
    "translated": "t",
    "reviewed": "r",
    "approved": "a",
}


class _Opened(NamedTuple):
    """A catalog beside its document."""

    document: Document
    catalog: Catalog
    numbers: dict[str, int]
    """Name of a message -> its number."""
    names: dict[str, str]
    """Key of a speaker -> name."""
    terms: Glossary | None
    """Those of the project as they are now: the catalog has those of when it was brought up to date."""


_last: Latest[tuple[str, str], _Opened] = Latest(_OPEN)
"""What was opened last of each catalog, as long as both are the very same."""


_outlines: Latest[str, tuple[Document, MessageIds]] = Latest(_OPEN)
"""The messages of transcripts, by their names."""


def _open(workspace: Workspace, asked: Asked) -> _Opened:
    """The catalog as it is now; DiglotError where there is none."""
    here = workspace.project
    asked.require(lang=True)
    document = workspace.document(asked.document)
    catalog = workspace.catalog(asked.document, asked.lang)
    if catalog is None:
        path = here.catalog_path(asked.document, asked.lang)
        raise DiglotError("there is no catalog.", here.show(path), "Load the page again.")
    key = asked.document, asked.lang
    terms = readable(workspace, document.lang, asked.lang)
    held = _last.used(key)
    # Each step of the page asks for it.
    if held is not None and held.catalog is catalog and held.document is document and held.terms is terms:
        return held
    if held is not None and _named_alike(held.catalog.entries, catalog.entries):
        numbers = held.numbers
    else:
        numbers = {name_of(entry): number for number, entry in enumerate(catalog.entries)}
    names = document.names()
    made = _last[key] = _Opened(document, catalog, numbers, names, terms)
    return made


def _named_alike(some: Sequence[Entry], others: Sequence[Entry]) -> bool:
    """Whether they are called the same, one by one."""
    # Most are the very same.
    same = (one is other or one.key == other.key for one, other in zip(some, others, strict=False))
    return len(some) == len(others) and all(same)


def summary(workspace: Workspace, asked: Asked) -> Reply:
    """How many messages there are, and a letter for how far each is; or that there is no catalog yet."""
    asked.require(lang=True)
    if workspace.catalog(asked.document, asked.lang) is None:
        return {"missing": True}
    document, catalog, numbers, *_ = _open(workspace, asked)
    source, target = languages.get(document.lang), languages.get(asked.lang)
    return {
        "count": len(catalog.entries),
        "stages": "".join(_LETTERS[stage_of(entry)] for entry in catalog.entries),
        "names": list(numbers),
        # Nobody has to sign: counts leave it out, as those of `diglot status` do.
        "signature": next((n for n, one in enumerate(catalog.entries) if one.key == contexts.CREDITS), None),
        "source": {"lang": source.tag, "dir": source.dir, "autonym": source.autonym},
        "target": {"lang": target.tag, "dir": target.dir, "autonym": target.autonym},
        "others": [
            {"tag": lang, "autonym": languages.get(lang).autonym}
            for lang in workspace.targets(asked.document)
            if lang != asked.lang
        ],
    }


def rows(workspace: ReviewWorkspace, asked: Asked) -> Reply:
    """Some messages, from a number on, with what is found in each."""
    opened = _open(workspace, asked)
    start = asked.number("start", 0, 1 << 40, 0)
    count = asked.number("count", 1, _ROWS, _ROWS)
    beside = _beside(workspace, asked)
    entries = opened.catalog.entries[start : start + count]
    by_name = checking.known(workspace, asked.document, asked.lang).found
    shown = [_row(opened, entry, beside) for entry in entries]
    for row in shown:
        row["findings"] = checking.told(by_name.get(row["name"], ()), asked.say)
    return {"start": start, "rows": shown}


def _beside(workspace: Workspace, asked: Asked) -> Mapping[tuple[str, str], Entry]:
    """The messages of another language that is shown beside."""
    lang = asked.text("beside", 40)
    if not lang or lang == asked.lang or lang not in workspace.targets(asked.document):
        return {}
    try:
        other = _open(workspace, replace(asked, lang=lang))
    except DiglotError:
        return {}  # nobody has begun with it
    return _by_key(other.catalog)


@lru_cache(maxsize=4)
def _by_key(catalog: Catalog) -> Mapping[tuple[str, str], Entry]:
    return {entry.key: entry for entry in catalog.entries}


def _row(opened: _Opened, entry: Entry, beside: Mapping[tuple[str, str], Entry]) -> Reply:
    """A message as the page shows it."""
    edit = edits.edit_of(entry, opened.document.lang)
    other = beside.get(entry.key)
    noted = opened.terms.noted(entry) if opened.terms else entry
    return {
        "name": name_of(entry),
        "base": version_of(entry),
        "kind": contexts.kind(entry.context),
        "who": contexts.who(entry.context, opened.names),
        "source": entry.source,
        "target": entry.target,
        "stage": stage_of(entry),
        "edit": [list(piece) for piece in edit.pieces] if edit else [],
        "notes": [parted(note) or note for note in edits.without_note(noted).notes],
        "comments": list(provenance.remarks(entry.comments)),
        "origin": provenance.origin(entry),
        "ids": list(entry.ids),
        "plural": bool(entry.plural),
        "beside": other.target if other else "",
    }


def behind(workspace: ReviewWorkspace, asked: Asked) -> Later:
    """How many messages of the transcript as it is now the catalog hasn't got."""
    document, catalog, *_ = _open(workspace, asked)
    held = workspace.held(asked.document)

    def later() -> Reply:
        # Others change a message far more often than a transcript.
        known = _outlines.used(asked.document)
        if known is None or known[0] is not document:
            known = _outlines[asked.document] = document, held.outline(document)
        return {"behind": progress.behind(known[1], {entry.key for entry in catalog.entries})}

    return later


# What is wrong.


def findings(workspace: ReviewWorkspace, asked: Asked) -> Reply:
    """Which messages the checks find something in, by number, and what, of some rows.

    fresh  whether it is of the catalog as it is now
    again  whether that is being found: it is asked for again once `made` is told
    """
    opened = _open(workspace, asked)
    by_name, fresh, again = checking.known(workspace, asked.document, asked.lang)
    start = asked.number("start", 0, 1 << 40, 0)
    count = asked.number("count", 0, 10 * _ROWS, _ROWS)
    entries = opened.catalog.entries[start : start + count]
    doubtful = [opened.numbers[name] for name, found in by_name.items() if found and name in opened.numbers]
    told = {name: checking.told(by_name.get(name, ()), asked.say) for name in map(name_of, entries)}
    return {"findings": told, "doubtful": sorted(doubtful), "fresh": fresh, "again": again}


def check(workspace: Workspace, asked: Asked) -> Reply:
    """What the checks find in a text as it is typed, beside its neighbours."""
    opened = _open(workspace, asked)
    number = _number(opened, asked)
    entry = editing.edited(opened.catalog.entries[number], asked.text("target"), "translated")
    if entry.state != "done":
        return {"findings": []}
    found = checking.near(workspace, opened.document, opened.catalog, number, entry)[name_of(entry)]
    return {"findings": checking.told(found, asked.say)}


def near(workspace: ReviewWorkspace, asked: Asked) -> Reply:
    """What the checks find in a message that was saved just now, and in its neighbours: by name."""
    opened = _open(workspace, asked)
    found = checking.near(workspace, opened.document, opened.catalog, _number(opened, asked))
    checking.note(workspace, asked.document, asked.lang, found)
    return {"findings": {name: checking.told(of_message, asked.say) for name, of_message in found.items()}}


def _number(opened: _Opened, asked: Asked) -> int:
    """Where the message stands that is asked for; DiglotError where it doesn't."""
    number = opened.numbers.get(asked.text("name", _SHORT), -1)
    if number < 0:
        raise DiglotError("the catalog has no such message any more.", hint="Load the page again.")
    return number


# What helps.


def helps(workspace: ReviewWorkspace, asked: Asked) -> Reply:
    """Marks of the source that the text has to have, and what the memory has for it.

    again  whether the memory is being read, so that more is known a little later
    """
    opened = _open(workspace, asked)
    entry = opened.catalog.entries[_number(opened, asked)]
    ready = _remembers(workspace, opened.catalog)
    offers = _offers(workspace, opened.catalog, entry) if ready else []
    marks = [mark._asdict() for mark in typed_marks.of(entry.source)]
    return {"marks": marks, "memory": offers, "again": not ready}


def lacking(workspace: ReviewWorkspace, asked: Asked) -> Reply:
    """The marks of the source that a translation doesn't have yet."""
    opened = _open(workspace, asked)
    entry = opened.catalog.entries[_number(opened, asked)]
    return {"marks": [mark._asdict() for mark in typed_marks.lacking(entry.source, asked.text("target"))]}


def _remembers(workspace: ReviewWorkspace, catalog: Catalog) -> bool:
    """Whether the memory can be asked at once; else it is read beside the review first."""
    here, memory_ = workspace.project, ProjectMemory(workspace)
    langs = catalog.source_lang, catalog.lang
    if here.read_only or memory_.unread(langs) < _LONG:
        return True
    with suppress(DiglotError):
        return workspace.background.known(
            _files(memory_, langs), read_memory, here.root, here.outside, langs
        )[1]
    return True


def read_memory(root: Path, outside: bool, langs: tuple[str, str]) -> tuple[Version, None]:
    """Read all of the memory of a project, in a process of its own."""
    known = ProjectMemory(Workspace(project.find(root, outside=outside)))
    made_of = _files(known, langs)
    known.make(langs)
    return made_of, None


def _files(known: ProjectMemory, langs: tuple[str, str]) -> Version:
    """What a memory is read of: where it couldn't be read, it is tried again once one of these is another."""
    return tuple(f"{shown} {size}" for shown, size in known.sizes(langs).items())


def _offers(workspace: Workspace, catalog: Catalog, entry: Entry) -> list[Reply]:
    """The translations of the most like texts."""
    if workspace.project.read_only:
        return []  # nobody writes anything
    empty = entry.replace(target="", state="empty", comments=(), previous=None)
    with closing(ProjectMemory(workspace)) as known, workspace.changing():
        pairs, _ = known.ask(catalog, lambda index: memory.like(empty, index, _OFFERS), own=True)
    return [
        {"source": pair.source, "target": pair.target, "likeness": round(likeness, 2), "from": pair.name}
        for pair, likeness in pairs or ()
        if pair.target != entry.target or pair.source != entry.source
    ]


def found(workspace: Workspace, asked: Asked) -> Reply:
    """The first messages whose translation has some words, and what they would be with others instead."""
    return replacing.found(_open(workspace, asked).catalog, asked)


def row(workspace: Workspace, asked: Asked) -> Reply:
    """The row of a message by its number from 1, or of the next with some words; -1 for none."""
    entries = _open(workspace, asked).catalog.entries
    if "number" in asked.given:
        return {"row": asked.number("number", 1, len(entries), 1) - 1}
    return {"row": row_with(asked, (f"{entry.source}\n{entry.target}" for entry in entries))}


# Acts.


def edit(workspace: Workspace, asked: Asked) -> Acted:
    """Change messages."""
    wanted = [_wanted(replace(asked, given=given)) for given in asked.listed("edits")]
    opened = _open(workspace, asked)
    # All that is asked for is read before anything is saved: what is refused has changed nothing.
    beside = _beside(workspace, asked)
    made = editing.edit(workspace, asked.document, asked.lang, wanted, now(), asked.name)
    again = _open(workspace, asked)
    if made.clashes:
        return Acted({"clashes": [_row(again, entry, beside) for entry in made.clashes]})
    place = f"{asked.document}/{asked.lang}#{wanted[0].name}" if wanted else ""
    was = [opened.catalog.entries[opened.numbers[change.name]] for change in wanted]
    answer = {"rows": [_row(again, entry, beside) for entry in made.entries]}
    return Acted(answer, place, _in_words(was, made.entries))


def comment(workspace: Workspace, asked: Asked) -> Acted:
    """Leave a comment at a message, for others and for tools: a translator's comment in the catalog."""
    name, words = asked.text("name", _SHORT), tidy(asked.text("words", 2000))
    if not words:
        raise DiglotError("write what you want to say.")
    line = f"{asked.name}: {words}" if asked.name else words
    beside = _beside(workspace, asked)
    editing.comment(workspace, asked.document, asked.lang, name, line, now())
    again = _open(workspace, asked)
    entry = again.catalog.entries[again.numbers[name]]
    words = f"{quoted(entry.source)} → # {quoted(line, 2 * _SHORT)}"
    return Acted({"rows": [_row(again, entry, beside)]}, f"{asked.document}/{asked.lang}#{name}", words)


def _wanted(asked: Asked) -> MessageEdit:
    stage = asked.text("stage", _SHORT)
    if stage not in GIVEN:
        raise DiglotError(f"a message isn't {stage!r}.", hint=f"It is one of {', '.join(GIVEN)}.")
    number = asked.number("number", -1, 1 << 40, -1)
    return MessageEdit(
        asked.text("name", _SHORT), asked.text("base", _SHORT), asked.text("target"), stage, number
    )


def _in_words(before: Sequence[Entry], after: Iterable[Entry]) -> str:
    """What was done, for the list of acts."""
    made = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    if not made:
        return ""
    was, entry = made[0]
    what = stage_of(entry) if was.target == entry.target else quoted(entry.target)
    more = f" (+{len(made) - 1})" if len(made) > 1 else ""
    return f"{quoted(entry.source)} → {what}{more}"


VIEW = ReviewPage(
    "translation",
    "Translation",
    {
        "summary": summary,
        "rows": rows,
        "findings": findings,
        "check": check,
        "near": near,
        "behind": behind,
        "helps": helps,
        "lacking": lacking,
        "found": found,
        "row": row,
    },
    {"edit": edit, "comment": comment},
)
