"""Fill what nobody has translated with suggestions, as drafts that say whence they are.

Texts leave the computer for an address that a person has named when the command was started, and for no
other: `diglot.toml` may be a stranger's. The project's lock is held while something is written, and not while
an engine is asked. What was suggested is written down before more is asked for (`kept_answers`), so a run
that is killed has lost one answer at most; the catalog is written once, at the end.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain

from toolkit import catalog, checks, limits, po, registry
from toolkit.catalog import contexts, machine_marks
from toolkit.catalog.changes import Suggested
from toolkit.catalog.contexts import MessageKey
from toolkit.catalog.portions import joined
from toolkit.catalog.portions import names as names_of
from toolkit.engines import (
    AnsweredBatch,
    AskedMessage,
    EarlierTurn,
    Engine,
    EngineContext,
    ask,
    origin_of,
)
from toolkit.errors import DiglotError, for_shell
from toolkit.exchange import named
from toolkit.model import Catalog, Document, Entry
from toolkit.text import markup
from toolkit.text.hygiene import counted, tidy
from toolkit.workflow import catalogs, terms
from toolkit.workflow.documents import Outcome
from toolkit.workflow.kept_answers import KeptAnswer, KeptAnswers
from toolkit.workflow.memory import ProjectMemory
from toolkit.workflow.workspace import Workspace

KEY = "DIGLOT_SUGGEST_KEY"
"""The variable of the environment with the key of a service: no file of a project may have one."""
_BEFORE = 2
"""Turns before a message that help to translate it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be asked for a catalog, and what would leave the computer for it."""

    path: str
    engine: str
    address: str
    """"" where nothing leaves the computer."""
    asked: Sequence[AskedMessage]
    batches: Sequence[str]
    """What is sent, a batch each."""
    alone: bool = False
    """Whether nothing of what helps is sent."""

    def __str__(self) -> str:
        messages = counted(len(self.asked), "empty message")
        if not self.address or not self.asked:
            return f"{self.path}: {messages} for {self.engine}; nothing leaves this computer"
        letters = sum(len(message.entry.source) for message in self.asked)
        beside = [
            (sum(bool(message.speaker) for message in self.asked), "name of a speaker", "names of speakers"),
            (sum(len(message.before) for message in self.asked), "earlier turn", ""),
            (sum(len(message.terms) for message in self.asked), "term", ""),
            (sum(message.sibling is not None for message in self.asked), "translation into another language",
             "translations into another language"),
        ]  # fmt: skip
        told = [counted(number, one, many) for number, one, many in beside if number and not self.alone]
        size = sum(len(batch.encode()) for batch in self.batches)
        return (
            f"{self.path}: {messages} would be sent to {self.address} for {self.engine}: {letters} characters"
            f"{' with ' if told else ''}{', '.join(told)}; {counted(size, 'byte')} in "
            f"{counted(len(self.batches), 'request')}"
        )


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants to be asked."""

    engine: str = ""
    """By name; "" for that of the project."""
    addresses: Sequence[str] = ()
    """To which texts may be sent."""
    dry: bool = False


def suggest(
    workspace: Workspace, names: Sequence[str], langs: Sequence[str], wish: Wish, moment: datetime
) -> Iterator[Outcome | Plan]:
    """Fill the empty messages of some catalogs, or say what would be sent for them.

    langs  () for all that a document is translated into
    """
    engine = registry.load("engine", wish.engine or workspace.project.settings.suggest.engine)
    wanted = [(name, lang) for name in names for lang in workspace.targets(name, langs)]
    with closing(ProjectMemory(workspace)) as memory:
        for name, lang in wanted:
            path = workspace.project.show(workspace.project.catalog_path(name, lang))
            try:
                yield from _suggest(workspace, name, lang, engine, wish, memory, moment)
            except _UnfilledError as error:
                yield Outcome(path, error=error)
            except DiglotError as error:
                # One service for all: who isn't served for one catalog won't be for the next.
                yield Outcome(path, error=error)
                return


class _UnfilledError(DiglotError):
    """A catalog can't be filled; another may be."""


def _suggest(
    workspace: Workspace,
    name: str,
    lang: str,
    engine: Engine,
    wish: Wish,
    memory: ProjectMemory,
    moment: datetime,
) -> Iterator[Outcome | Plan]:
    here = workspace.project
    existing = workspace.catalog(name, lang)
    shown = here.show(here.catalog_path(name, lang))
    if existing is None:
        raise _UnfilledError(
            "there is no catalog.", shown, f"`diglot extract {for_shell(name)} -l {lang}` makes it."
        )
    document = workspace.document(name)
    work = _Filling(workspace, existing, document, moment)
    # What another run was killed over is there already.
    wanted = _asked(workspace, document, existing)
    asked = tuple(message for message in wanted if message.entry.key not in work.held)
    work.waiting = {message.entry.key for message in asked}
    table = here.settings.suggest
    key = os.environ.get(KEY, "")
    speakers = names_of(existing.entries)
    context = EngineContext(document.lang, lang, table.url, table.model, key, speakers=speakers)
    title = engine.title(context)
    if wish.dry:
        address = engine.address(context)
        batches = [engine.sent(batch, context) for batch in _batches(asked, engine.many)] if address else []
        yield Plan(shown, title, address, asked, batches, engine.alone)
        return
    _allow(engine.address(context) if asked else "", wish.addresses)
    try:
        for answers in _answered(workspace, existing, engine, asked, context, memory, work.wrong):
            work.take(answers, title)
    except DiglotError:
        # What came before stays, and is told before what went wrong.
        work.write()
        yield from work.told(shown, title)
        raise
    except KeyboardInterrupt:
        work.write()
        raise
    work.write()
    yield from work.told(shown, title)


def _allow(address: str, allowed: Sequence[str]) -> None:
    """Refuse an address that no person has named, whoever has written it into a file."""
    if not address:
        return
    origin = origin_of(address)
    if origin not in map(origin_of, allowed):
        shown = origin.removesuffix(":443") if origin.startswith("https:") else origin
        raise DiglotError(
            f"texts would be sent to {shown}, which nobody has allowed.",
            hint=f"If that is meant, say --to {shown}, or DIGLOT_SUGGEST_TO={shown} in the environment. "
            "`--dry-run` shows what would be sent.",
        )


def _batches(asked: Sequence[AskedMessage], many: int) -> Iterator[Sequence[AskedMessage]]:
    for start in range(0, len(asked), many):
        yield asked[start : start + many]


def _answered(
    workspace: Workspace,
    existing: Catalog,
    engine: Engine,
    asked: Sequence[AskedMessage],
    context: EngineContext,
    memory: ProjectMemory,
    wrong: list[DiglotError],
) -> Iterator[AnsweredBatch]:
    if not engine.remembers:
        for batch in _batches(asked, engine.many):
            yield from ask(engine, batch, context)
        return
    # The index is brought up to date under the lock, and asked there: it answers at once.
    with workspace.changing():
        answers, faults = memory.ask(
            existing,
            lambda index: [
                *chain.from_iterable(
                    ask(engine, batch, replace(context, memory=index))
                    for batch in _batches(asked, engine.many)
                )
            ],
            own=True,
        )
    wrong += faults
    yield from answers or [((message, None),) for message in asked]


# What is asked for.


def _wants(entry: Entry) -> bool:
    """Whether a text may be suggested for a message, now or by a run before.

    Whoever has decided that it is left out wants none for it, and signatures are nobody's to suggest.
    """
    filled = tidy(entry.target) or catalog.absence(entry)
    return not (filled or entry.plural or entry.key == contexts.CREDITS)


def _asked(workspace: Workspace, document: Document, existing: Catalog) -> Iterator[AskedMessage]:
    """The empty messages of a catalog that a translation is wanted for, with what helps."""
    glossary = terms.readable(workspace, document.lang, existing.lang)
    people = document.names()
    known = {entry.key: tidy(entry.target) for entry in existing.entries if entry.state == "done"}
    before = _before(document, people, known)
    siblings = _siblings(workspace, document.name, existing)
    for name, entry in named([entry for entry in existing.entries if not entry.plural]):
        if not _wants(entry):
            continue
        found = glossary.terms_in(markup.plain(tidy(entry.source))) if glossary else ()
        yield AskedMessage(
            id=name,
            entry=entry,
            speaker=contexts.who(entry.context, people),
            about=entry.notes,
            before=before.get(entry.ids[0], ()) if entry.ids else (),
            terms={match.term.source: match.term.targets[0] for match in found if match.term.targets},
            sibling=siblings.get(entry.key),
        )


def _before(
    document: Document, people: Mapping[str, str], known: Mapping[tuple[str, str], str]
) -> dict[str, tuple[EarlierTurn, ...]]:
    """Id of a paragraph -> the turns before it."""
    earlier: list[EarlierTurn] = []
    before: dict[str, tuple[EarlierTurn, ...]] = {}
    for turn in document.turns:
        said: list[tuple[str, str]] = []
        for paragraph in turn.paragraphs:
            before[paragraph.id] = tuple(earlier)
            apart = paragraph.id if paragraph.apart else ""
            context = contexts.of_paragraph(paragraph.kind, turn.speakers, apart)
            said.append((paragraph.text, known.get((context, paragraph.text), "")))
        source = joined(text for text, _ in said)
        # A translation of a part would pass for that of the whole.
        target = joined(text for _, text in said) if all(text for _, text in said) else ""
        speaker = ", ".join(people[key] for key in turn.speakers if key in people)
        earlier = [*earlier, EarlierTurn(speaker, source, target)][-_BEFORE:]
    return before


def _siblings(workspace: Workspace, name: str, existing: Catalog) -> dict[tuple[str, str], tuple[str, str]]:
    """Message -> another language that it is finished in, and that translation."""
    siblings: dict[tuple[str, str], tuple[str, str]] = {}
    for lang in workspace.targets(name):
        if lang == existing.lang:
            continue
        try:
            other = workspace.catalog(name, lang)
        except DiglotError:
            continue  # told by `check`; what helps may be missing
        for entry in other.entries if other else ():
            if entry.state == "done" and tidy(entry.target):
                siblings.setdefault(entry.key, (lang, tidy(entry.target)))
    return siblings


# What is filled in.


class _Filling:
    """A catalog while it is filled."""

    def __init__(self, workspace: Workspace, existing: Catalog, document: Document, moment: datetime) -> None:
        self.workspace, self.document, self.moment = workspace, document, moment
        self.lang = existing.lang
        self.kept = KeptAnswers(workspace.project, document.name, self.lang)
        self.held: dict[MessageKey, KeptAnswer | Entry] = {}
        """What isn't in the catalog yet: a machine's text, or the message as the memory has it."""
        self.filled: list[Entry] = []
        self.waiting: set[MessageKey] = set()
        """What nothing was suggested for yet."""
        self.doubtful = 0
        self.by = Counter[str]()
        """Engine -> messages that it has filled, now or in a run before."""
        self.wrong: list[DiglotError] = []
        try:
            self.held |= self.kept.read(filter(_wants, existing.entries))
        except DiglotError as error:
            # Before anything is asked for: it may be there already, and paid for.
            raise _UnfilledError(error.what, error.where, error.hint) from error

    def told(self, path: str, title: str) -> Iterator[Outcome]:
        """What went wrong, and what became of the catalog."""
        yield from (Outcome(path, error=error) for error in self.wrong)
        others = self.by.total() - self.by[title]
        by = {title: len(self.filled) - others, **{name: n for name, n in self.by.items() if name != title}}
        made = Suggested(by, tuple(self.filled), self.doubtful, len(self.waiting))
        yield Outcome(path, bool(made.filled), made)

    def take(self, answers: AnsweredBatch, title: str) -> None:
        """Hold what was suggested, and write down what a machine has made, which may have been paid for."""
        made: list[KeptAnswer] = []
        for message, suggestion in answers:
            if suggestion is None:
                continue
            self.waiting.discard(message.entry.key)
            if suggestion.known is not None:
                self.held[message.entry.key] = suggestion.known
            else:
                made.append(KeptAnswer(*message.entry.key, suggestion.text, title))
        self.held.update((answer.key, answer) for answer in made)
        if made:
            self.kept.add(made)

    def write(self) -> None:
        """Write what is held into the catalog as it is now; what somebody has filled meanwhile stays."""
        if not self.held:
            return
        with self.workspace.changing():
            here = self.workspace.project
            path = here.catalog_path(self.document.name, self.lang)
            before = self.workspace.read(path, limits.CATALOG)
            if before is None:
                raise DiglotError("the catalog is gone.", here.show(path))
            existing = po.load(before, here.show(path), self.lang)
            wanted = [*filter(_wants, existing.entries)]
            unread = None
            try:
                # With what another run writes down at the same time: all of it is forgotten below.
                self.held = {**self.kept.read(wanted), **self.held}
            except DiglotError as error:
                unread = error
                self.wrong.append(error)
            state = self.workspace.state(self.document.name, self.lang, existing)
            made = {entry.key: self._made(entry) for entry in wanted if entry.key in self.held}
            self._check(existing, made, here.show(path))
            updated = replace(existing, entries=tuple(made.get(e.key, e) for e in existing.entries))
            stamped = catalog.stamped(updated, self.moment)
            if made:
                catalogs.put(self.workspace, path, before, stamped, None, state)
            if unread is None:
                self.kept.forget()
        self.filled += made.values()
        held = [self.held[key] for key in made]
        self.by.update(answer.engine for answer in held if isinstance(answer, KeptAnswer))
        self.held.clear()

    def _made(self, entry: Entry) -> Entry:
        held = self.held[entry.key]
        if isinstance(held, Entry):
            return entry.replace(target=held.target, state="fuzzy", comments=held.comments,
                                 previous=held.previous, notes=held.notes)  # fmt: skip
        return machine_marks.suggested(entry, held.text, held.engine)

    def _check(self, existing: Catalog, made: dict[MessageKey, Entry], path: str) -> None:
        """Let the checks see what a machine has written, as if it were finished, and say what they find."""
        if not any(isinstance(held, KeptAnswer) for held in self.held.values()):
            return  # what persons have translated
        glossary = terms.readable(self.workspace, self.document.lang, self.lang)
        entries = [
            made[entry.key].replace(state="done", previous=None) if entry.key in made else entry
            for entry in existing.entries
            if entry.key in made or contexts.named(entry.context)
        ]
        faults: dict[tuple[str, ...], list[str]] = {}
        for finding in checks.run(self.document, replace(existing, entries=tuple(entries)), path, glossary):
            if finding.severity != "info" and not finding.known:
                faults.setdefault(finding.about, []).append(f"{finding.code} {finding.message}")
        for key, entry in made.items():
            wrong = faults.get(checks.message_of(entry))
            held = self.held[key]
            if wrong and isinstance(held, KeptAnswer):
                made[key] = machine_marks.suggested(
                    entry.replace(comments=entry.comments[:-1]), entry.target, held.engine, wrong
                )
                self.doubtful += 1
