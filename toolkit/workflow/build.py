"""Build books of `diglot.toml`, and documents by themselves."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial, reduce
from itertools import chain
from pathlib import Path

from toolkit import config, disk, project, registry
from toolkit.errors import ConfigError, DiglotError, nearest
from toolkit.findings import Finding
from toolkit.project import CONFIG, Project
from toolkit.workflow import books, editions, selection
from toolkit.workflow.documents import Outcome
from toolkit.workflow.editions import Given
from toolkit.workflow.records import Records
from toolkit.workflow.strays import left_aside
from toolkit.workflow.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Request:
    """What the command asks for."""

    names: tuple[str, ...] = ()
    """Editions and documents; none: all editions, or where there are none, all documents."""
    langs: tuple[tuple[str, ...], ...] = ()
    """Of documents: tags of the translations in each book; none: one for each language of `diglot.toml`."""
    mono: bool = False
    """Of documents: the translation alone."""
    formats: tuple[str, ...] = ()
    """None: what `diglot.toml` says of each."""
    given: tuple[Given, ...] = (Given(),)
    """How they look, where the command line says it; several for a file of each."""
    strict: bool = False
    """Whether an edition that lacks a paragraph is not written."""
    force: bool = False
    """Whether what is there as it should be is made again."""


FORMATS = ("epub", "tei")
"""What is made where nobody names a format."""


def build(workspace: Workspace, request: Request) -> tuple[int, Iterator[Outcome]]:
    """How many files there are, and what becomes of each.

    Raises DiglotError for what is asked for and isn't there; what is wrong with one file only keeps that from
    being built.
    """
    here = workspace.project
    # An edition and a document can't share a name, so each name means one thing.
    known = selection.names(here)
    asked = [name for name in request.names if name in known]
    documents = tuple(name for name in request.names if name not in known)
    # What the table says and what the command says would contradict each other.
    if (request.langs or request.mono) and asked:
        raise DiglotError(
            f"{asked[0]} is an edition: its languages are chosen in {CONFIG}.",
            here.place("editions", str(known[asked[0]]), "languages"),
            "-l and --mono are for documents.",
        )
    if not request.names and known and not request.langs and not request.mono:
        asked = list(known)
    number = 0
    tasks: list[Callable[[Given, Records], Iterator[Outcome]]] = []
    single: list[editions.Job] = []
    for name in dict.fromkeys(asked):
        formats = request.formats or _formats(here, known[name])
        tasks.append(partial(_edition, workspace, known[name], formats, request))
        number += len(formats)
        single += _alone(workspace, known[name], formats)
    # Without a name all editions are meant; all documents only where there are none.
    if documents or not asked:
        formats = request.formats or _known(here, here.settings.formats or FORMATS)
        single += editions.plan(workspace, _named(here, documents), formats, request.langs, mono=request.mono)
    # Two books may ask for the TEI of one document.
    jobs = list(dict.fromkeys(single))
    number += len(jobs)
    situations = _situations(here, request, [known[name] for name in asked])

    # Only what an archive keeps tells how sure it is who speaks.
    workspace.will_doubt(job.document for job in jobs if _scope(job.format) == "document")

    def steps() -> Iterator[Outcome]:
        if not request.names and not request.langs:
            yield from (Outcome(CONFIG, findings=(finding,)) for finding in left_aside(here))
        records = Records(workspace, force=request.force)
        for layout, given in enumerate(request.given):
            for task in tasks:
                yield from task(given, records)
            # What has no languages side by side is the same in any layout.
            due = [job for job in jobs if not layout or (job.targets and not job.mono)]
            yield from editions.build(workspace, due, given, records, strict=request.strict)

    return number * len(request.given), _once(steps(), situations)


def _once(outcomes: Iterable[Outcome], situations: Sequence[str]) -> Iterator[Outcome]:
    """Each finding once, however many files it is about."""
    told: set[tuple[str, Finding]] = set()
    for outcome in outcomes:
        findings = []
        for finding in outcome.findings:
            # Each format and each book finds it again.
            if (outcome.path, finding) not in told:
                told.add((outcome.path, finding))
                # --strict makes some findings errors, which a record of an earlier build
                # doesn't know.
                findings.append(reduce(Finding.given, situations, finding))
        if findings or not outcome.findings:
            yield replace(outcome, findings=tuple(findings))


def _situations(here: Project, request: Request, asked: Sequence[int]) -> tuple[str, ...]:
    """What makes findings more or less severe for this request."""
    tables = [here.settings.editions[number].formats or () for number in asked]
    # Formats that the command, the project or a table names.
    named = {*request.formats, *(here.settings.formats or ()), *chain.from_iterable(tables)}
    # TEI is made by default: what only an archive asks for is no warning for who makes a book.
    unasked = not any(_scope(name) == "document" for name in named)
    return ("strict",) * request.strict + ("unasked",) * unasked


def _named(here: Project, names: Sequence[str]) -> tuple[str, ...]:
    try:
        return here.documents(tuple(names))
    except DiglotError as error:
        known = selection.names(here)
        # The project knows documents alone; here a misspelt edition is as likely.
        wrong = next((name for name in names if repr(name) in error.what), "")
        if not known or not wrong:
            raise
        what = f"there is no document in source/ and no edition called {wrong!r}."
        hint = nearest(wrong, known) or error.hint
        raise DiglotError(what, hint=hint) from error


def _formats(here: Project, number: int) -> tuple[str, ...]:
    own = here.settings.editions[number].formats
    if own:
        return _known(here, own, "editions", str(number))
    return _known(here, here.settings.formats or FORMATS)


def _known(here: Project, formats: tuple[str, ...], *table: str) -> tuple[str, ...]:
    """The formats that a table of `diglot.toml` names.

    ConfigError where there is none of that name.
    """
    for name in formats:
        try:
            registry.load("writer", name)
        except DiglotError as error:
            raise ConfigError(error.what, here.place(*table, "formats"), error.hint) from error
    return formats


def _scope(name: str) -> str:
    return registry.load("writer", name).scope


def _alone(workspace: Workspace, number: int, formats: Sequence[str]) -> list[editions.Job]:
    """What a book asks for in formats of one document."""
    own = [name for name in formats if _scope(name) != "selection"]
    try:
        chosen = selection.select(workspace.project, number) if own else ()
    except DiglotError:
        return []  # the book says it
    # With --mono or by language a table makes several books of the same documents.
    names = dict.fromkeys(chain.from_iterable(book.documents for book in chosen))
    return editions.plan(workspace, tuple(names), own)


def _edition(
    workspace: Workspace,
    number: int,
    formats: Sequence[str],
    request: Request,
    given: Given,
    records: Records,
) -> Iterator[Outcome]:
    # The others hold a document each, and are made with the single ones.
    own = [name for name in formats if _scope(name) == "selection"]
    try:
        for book in selection.select(workspace.project, number):
            if given is request.given[0] or len(book.langs) > 1:
                yield from books.build(workspace, book, own, given, records, strict=request.strict)
    except DiglotError as error:
        yield Outcome(CONFIG, error=error)


# Waiting until somebody changes a file of a project.


PAUSE = 0.5
"""Seconds between two looks at the files."""
_CALM = 0.1
"""Seconds without a change after which an editor is taken to have saved all that it saves."""


def changes(root: Path) -> Iterator[tuple[Path, ...]]:
    """The files that have changed, whenever some have.

    At first none.

    It goes on for ever, and looks at the project and at the folders of what its books take beside it.
    """
    folders = _beside(root, ())
    before = _look(root, folders)
    yield ()
    while True:
        time.sleep(PAUSE)
        # Polled: it needs no library, works on network drives, and one look at a project takes
        # milliseconds.
        now = _look(root, folders)
        if now == before:
            continue
        # Editors save in several steps.
        before_that = None
        while now != before_that:
            time.sleep(_CALM)
            before_that, now = now, _look(root, folders)
        changed = sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))
        folders = _beside(root, folders)
        # New folders are looked at from now on: their files are not changes.
        before = now | _look(root, folders)
        yield tuple(changed)


def _beside(root: Path, before: tuple[Path, ...]) -> tuple[Path, ...]:
    """The folders of covers, fonts, and front and back matter.

    They are as before where `diglot.toml` is wrong.
    """
    try:
        here = project.find(root, outside=True)  # It is only looked at; the build says what it may not read.
    except DiglotError:
        return before
    paths: list[str] = [here.settings.logo, here.settings.css, here.settings.cover_picture]
    for table in here.settings.editions:
        fonts = table.fonts.values() if isinstance(table.fonts, dict) else [table.fonts]
        for some in (
            table.front_matter,
            table.back_matter,
            config.picture_of(table),
            table.logo,
            table.css,
            table.cover_picture,
            *fonts,
        ):
            paths += config.listed(some)
    return tuple(dict.fromkeys((root / path).parent for path in paths if path))


def _look(root: Path, beside: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    """Time and size of each file that may matter.

    The results of a build don't.
    """
    deep = disk.snapshot((root / "source", root / "locales"))
    return deep | disk.snapshot(dict.fromkeys((root, *beside)), deep=False)
