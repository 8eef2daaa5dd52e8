"""Merge single documents with their catalogs, and write them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from toolkit import registry
from toolkit.config import BuildOptions, EditionTable
from toolkit.errors import DiglotError, WritingModeError
from toolkit.findings import Finding, report
from toolkit.model import Document, Edition, LabelStyle, Location
from toolkit.project import CONFIG, Project
from toolkit.text.files import folded
from toolkit.workflow import documents
from toolkit.workflow.documents import Outcome
from toolkit.workflow.folders import put_whole
from toolkit.workflow.held import Choice
from toolkit.workflow.indexes import Indexes, glossaries
from toolkit.workflow.one_document import alone
from toolkit.workflow.pictures import behind_cover, logo, shown, style_sheet
from toolkit.workflow.records import Record, Records
from toolkit.workflow.tallies import EditionTally
from toolkit.workflow.workspace import Workspace
from toolkit.writers import Writer, Written, typesetting


@dataclass(frozen=True, slots=True)
class Given:
    """What the command line says of the look of editions."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    """Of `BuildOptions`."""
    named: frozenset[str] = frozenset()
    """Those that have several values, each in a file of its own that is named by it."""


@dataclass(frozen=True, slots=True)
class Job:
    """One document to build, in one format."""

    document: str
    format: str
    targets: tuple[str, ...]
    """Languages of translation; none for a format whose files hold all languages."""
    mono: bool = False
    """The one target alone, without the source."""
    beside: tuple[str, ...] = ()
    """Of a format whose files hold all languages: those that only the command names."""
    only: tuple[str, ...] = ()
    """Of a format with a file for each language: those that the command names, and the source without `mono`;
    none: all."""


class Choices(NamedTuple):
    """How an edition looks, and how its file is called."""

    options: BuildOptions
    variant: str
    """What its file is called beside the usual name: each choice of the command that `diglot.toml` doesn't
    make, with a dot before it."""
    typeset: bool
    """Whether there is what sets pages: a drawn cover is a picture then."""
    labelled: bool = False
    """Whether the command itself says what labels are like."""

    def labels(self, document: Document) -> LabelStyle:
        """How turns of a document say whose they are.

        What the command says holds, else what is said of the document, else what is said of editions.
        """
        own = "" if self.labelled else document.meta.labels
        return own or self.options.label_style


def choose(here: Project, given: Given, table: EditionTable | None = None, *, alone: bool = False) -> Choices:
    """The options of a build, and what they are called.

    What the command says holds, else the table of the edition, else the project.

    alone  whether one language stands by itself: nothing can be put beside it
    """
    # What differs from the usual look is in the name of the file, so that both may lie side by side.
    usual = BuildOptions.of(here.settings, table)
    options = usual.chosen(given.fields)
    if alone:
        usual, options = usual.alone(), options.alone()
    # By itself a language has one layout.
    variant = options.variant(usual, frozenset() if alone else given.named)
    return Choices(options, variant, typesetting.available(), "labels" in given.fields)


def plan(
    workspace: Workspace,
    names: Sequence[str],
    formats: Sequence[str],
    asked: Sequence[tuple[str, ...]] = (),
    *,
    mono: bool = False,
) -> list[Job]:
    """The files to build.

    For each document and format one a selection of languages, or one for them all.

    asked  the selections; () for each language that a document is translated into, or for its own where
           it is translated into none
    """
    jobs = []
    for name in names:
        # By default a book for each language, since most readers know one of them.
        targets = workspace.targets(name)
        selections = asked or [(lang,) for lang in targets]
        beside = tuple(dict.fromkeys(lang for lang in chain.from_iterable(asked) if lang not in targets))
        # What nobody translates is an edition in its own language.
        alone = mono or not selections
        selections = selections or [(workspace.language(name),)]
        for format_ in formats:
            scope = registry.load("writer", format_).scope
            # Such a file has all languages, and those that are asked for beside them.
            if scope == "document":
                jobs.append(Job(name, format_, (), beside=beside))
            elif scope == "language":
                named = chain.from_iterable(selections if mono else asked)
                jobs.append(Job(name, format_, (), mono=mono, only=tuple(dict.fromkeys(named))))
            elif alone:
                jobs += [Job(name, format_, (lang,), mono=True) for lang in chain.from_iterable(selections)]
            else:
                jobs += [Job(name, format_, selection) for selection in selections]
    return list(dict.fromkeys(jobs))


def build(
    workspace: Workspace, jobs: Sequence[Job], given: Given, records: Records, *, strict: bool
) -> Iterator[Outcome]:
    """Write each edition that is due.

    A document is let go when its last edition is made.
    """
    # Document by document, so that each is read once for all its formats.
    for name in dict.fromkeys(job.document for job in jobs):
        mine = [job for job in jobs if job.document == name]
        try:
            yield from _DocumentBuild(workspace, name, given, records, strict=strict).build(mine)
        except DiglotError as error:  # a link that leads out, or a file that nobody may read
            yield Outcome(workspace.project.show(workspace.project.sources[name]), error=error)
        workspace.forget([name])


class _DocumentBuild:
    """The build of all editions of one document."""

    def __init__(
        self, workspace: Workspace, name: str, given: Given, records: Records, *, strict: bool
    ) -> None:
        self.workspace, self.here, self.name = workspace, workspace.project, name
        self.given, self.records, self.strict = given, records, strict
        self.outcomes: dict[str, Outcome] = {}
        """What was found in the transcript, under "", and by language in the catalogs that can be loaded."""

    def build(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Make each job that is due.

        What was found on the way to all of them is told first.
        """
        # What holds all languages has those of the project, and those that somebody asks for beside them.
        wanted = dict.fromkeys(chain.from_iterable((*job.targets, *job.beside) for job in jobs))
        if any(not job.targets for job in jobs):
            wanted |= dict.fromkeys(self.workspace.targets(self.name))
        langs = {job: job.targets or job.only or tuple(wanted) for job in jobs}
        choices, inputs, kept = {}, {}, {}
        for job in jobs:
            # What holds all languages has no look: there is one of it, whatever the command says.
            choices[job] = choose(self.here, self.given if job.targets else Given(), alone=job.mono)
            what = (job, langs[job], self.here.source_lang, choices[job])
            # Before anything is parsed: a build that has nothing to do is quick.
            read = [*self.workspace.inputs(self.name, langs[job])]
            read += glossaries(self.here, choices[job].options, self.here.target_langs)
            inputs[job] = self.records.checksum(what, read)
            record = self.records.kept((job, choices[job].variant), inputs[job])
            if record and not (self.strict and lacking(findings for _, findings in record.findings)):
                kept[job] = record
        yield from retold(kept.values())
        # Nothing is read for files that are as they should be.
        due = [job for job in jobs if job not in kept]
        if due:
            try:
                reading = self.workspace.reading(self.name)
            except DiglotError as error:
                yield Outcome(self.here.show(self.here.sources[self.name]), error=error)
            else:
                document = reading.document
                # Told once, before the editions that share them.
                printed = any(registry.load("writer", job.format).scope != "language" for job in due)
                findings = (*reading.certain, *documents.lacks(self.here, document, printed=printed))
                self.outcomes[""] = Outcome(document.path, findings=findings)
                if findings:
                    yield self.outcomes[""]
                yield from self._take(document, dict.fromkeys(chain.from_iterable(langs[job] for job in due)))
        for job in jobs:
            if job in kept:
                yield from unchanged(self.here, kept[job])
            elif self.outcomes:
                yield from self._make(job, langs[job], choices[job], inputs[job])

    def _take(self, document: Document, langs: Iterable[str]) -> Iterator[Outcome]:
        for lang in langs:
            if lang == document.lang:
                continue
            shown = self.here.show(self.here.catalog_path(self.name, lang))
            try:
                # Loaded here, so that an error is told once and not for each format.
                outcome = Outcome(shown, findings=self.workspace.translation(self.name, lang).findings)
            except DiglotError as error:
                yield Outcome(shown, error=error)
                continue
            self.outcomes[lang] = outcome
            if outcome.findings:
                yield outcome

    def _make(self, job: Job, wanted: tuple[str, ...], choices: Choices, inputs: str) -> Iterator[Outcome]:
        document = self.workspace.document(self.name)
        targets = tuple(lang for lang in wanted if lang != document.lang or job.mono)
        langs = targets if job.mono else (document.lang, *targets)
        # A document in the language that was asked for is no translation into it.
        if job.targets and not targets:
            finding = report("D203", Location(document.path, 1), lang=document.lang)
            yield Outcome(document.path, findings=(finding,))
        # What can't be loaded was said above; an edition without it would pass for one that has it.
        elif all(lang in self.outcomes or lang == document.lang for lang in langs):
            before = [self.outcomes[lang] for lang in ("", *langs) if lang in self.outcomes]
            pictures = shown(self.workspace, self.name, langs)
            if pictures.findings:
                before.append(Outcome(document.path, findings=pictures.findings))
                yield before[-1]
            stem = f"{job.document}.{'-'.join(langs)}{choices.variant}" if job.targets else job.document
            writer = registry.load("writer", job.format)
            # Before it is written: nothing of it needs to be thrown away.
            if self.strict and lacking(outcome.findings for outcome in before):
                yield not_written(self.here.show(self.here.build_path(writer.called(stem, choices.options))))
                return
            options = choices.options.replace(modified=self.workspace.modified(self.name, langs))
            edition = self.workspace.edition(
                self.name, Choice(langs, options.fallback), by_sentence=writer.sentences(options)
            )
            choices = choices._replace(options=options)
            if writer.in_folder(options):
                pictures.narrow(self.workspace)
            printed = replace(pictures.on(edition), labels=choices.labels(document))
            outcomes = [*_write(self.workspace, job, stem, printed, choices, pictures.looked, self.strict)]
            # Whatever was found on the way is told again where the file is not made again.
            self.records.keep((job, choices.variant), inputs, outcomes, before, pictures.looked)
            yield from outcomes


class _NotWholeError(DiglotError):
    """What `--strict` says of an edition that lacks something."""


def lacking(findings: Iterable[Iterable[Finding]]) -> bool:
    """Whether some findings say that an edition lacks paragraphs or letters."""
    # The registry knows which codes --strict makes an error of.
    return any("strict" in finding.rule.when for finding in chain.from_iterable(findings))


def not_written(shown: str) -> Outcome:
    """An edition that `--strict` keeps from being written."""
    return Outcome(shown, error=_not_whole(shown))


def _not_whole(shown: str) -> _NotWholeError:
    cure = "Mend that, or build without --strict."
    return _NotWholeError("it is not written, since it would lack what is said above.", shown, cure)


def retold(records: Iterable[Record]) -> Iterator[Outcome]:
    """Findings on files that needn't be made again.

    Each is told once.
    """
    for path, findings in dict.fromkeys(chain.from_iterable(record.findings for record in records)):
        yield Outcome(path, findings=findings)


def unchanged(here: Project, record: Record) -> Iterator[Outcome]:
    """The files of a record, as they are."""
    for name in record.outputs:
        yield Outcome(here.show(here.build_path(name)), tally=record.tallies.get(name))


def put(
    workspace: Workspace,
    path: Path,
    write: Callable[[Any], Written | None],
    writer: Writer[Any],
    options: BuildOptions,
    *,
    tally: Callable[[], EditionTally] | None,
    strict: bool,
) -> Sequence[Outcome]:
    """Write a file of `build/`, or a folder, and tell what is in it, and its findings.

    write   writes it, to a binary file or to the `Put` of a folder
    tally   asked when it is written; None for a file of which nothing is told
    strict  whether an edition that lacks something leaves the one before as it is
    """
    seen = Written()
    folder = writer.in_folder(options)
    # What a person opens.
    shown = workspace.project.show(path / folder.first if folder else path)
    if writer.returns:
        from toolkit.workflow import exchange

        exchange.check_built(workspace, path, writer.returns)

    def fill(sink: Any) -> None:
        nonlocal seen
        seen = write(sink) or seen
        # What only the writer knows, such as a letter that no font has.
        if strict and lacking([seen.findings]):
            raise _not_whole(shown)

    try:
        written = put_whole(path, fill, folder)
    except _NotWholeError as error:
        return [_about(shown, seen.findings), Outcome(shown, error=error)]
    outcome = Outcome(shown, written, tally=tally().paged(seen.pages) if tally else None)
    return [outcome, _about(shown, seen.findings)] if seen.findings else [outcome]


def _about(shown: str, findings: Iterable[Finding]) -> Outcome:
    """Findings of a writer, which doesn't know the file."""
    where = Location(shown, 0)
    return Outcome(shown, findings=tuple(replace(finding, where=where) for finding in findings))


def _write(
    workspace: Workspace,
    job: Job,
    stem: str,
    edition: Edition,
    choices: Choices,
    looked: set[Path],
    strict: bool,
) -> Iterator[Outcome]:
    """Write a document in one format.

    It is a book of its own, or what holds all its languages.
    """
    here, options = workspace.project, choices.options
    writer = registry.load("writer", job.format)
    try:
        # Made for both kinds of format: it is small, and has no text.
        book = replace(
            alone(edition, options, choices.variant),
            cover_picture=behind_cover(workspace, options, looked),
            css=style_sheet(workspace, options.css, looked),
            logo=logo(workspace, options, edition.main, looked),
        )
        indexes = Indexes(workspace, options, here.place("index"))
        if writer.scope == "selection":
            book = indexes.on(book)
        printed = book if writer.scope == "selection" else edition
        files = writer.files(edition, options) if writer.files else {"": writer.writes(printed, options)}
    except DiglotError as error:
        yield Outcome(here.show(here.build_path(writer.called(stem, options))), error=error)
        return

    def tally() -> EditionTally:
        return EditionTally.of(edition, {lang: workspace.words(job.document, lang) for lang in edition.langs})

    others = {folded(name): name for name in here.sources}
    for part in filter(None, files):
        if other := others.get(folded(f"{stem}{part}")):
            clash = here.show(here.build_path(writer.called(f"{stem}{part}", options)))
            what = f"a part of {stem} would be called as the whole of {other}."
            hint = f'Rename one of the two transcripts; or write files = "one" into [tei] of {CONFIG}.'
            yield Outcome(clash, error=DiglotError(what, clash, hint))
            return

    for part, write in files.items():
        path = here.build_path(writer.called(f"{stem}{part}", options))
        try:
            # Of several files the first tells of all.
            counted = None if part else tally
            yield from put(workspace, path, write, writer, options, tally=counted, strict=strict)
        except WritingModeError as error:
            place = here.place("writing-mode") if here.settings.vertical else here.show(path)
            yield Outcome(here.show(path), error=error.at(place))
            continue
        except DiglotError as error:
            yield Outcome(here.show(path), error=error)
            continue
        # Of a split edition only the first file tells them.
        if not part and (findings := writer.findings(edition, options)):
            yield _about(here.show(path), findings)
        if indexes.findings:
            yield Outcome(here.show(path), findings=indexes.findings)
