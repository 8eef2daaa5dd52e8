"""From `source/` and `locales/` to `build/`: documents merged with their catalogs, and written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from typing import BinaryIO

from toolkit import catalog, merge, po, project, registry, sentences
from toolkit.config import Layout, Unit
from toolkit.errors import DiglotError
from toolkit.ids import Messages
from toolkit.model import Catalog, Document, Edition, Entry, Location, Problem, Revision
from toolkit.model.books import single
from toolkit.pipeline.documents import Outcome, now, transcript
from toolkit.project import Project
from toolkit.writers import Options


@dataclass(frozen=True, slots=True)
class Job:
    """One edition to build."""

    document: str
    format: str
    targets: tuple[str, ...]
    """Languages of translation; none for a format whose files hold all languages."""
    mono: bool = False
    """The one target alone, without the source."""


def plan(
    names: Sequence[str], formats: Sequence[str], selections: Sequence[tuple[str, ...]], mono: bool
) -> list[Job]:
    """The files to build: for each document and format one a selection of languages, or one for them all."""
    jobs = []
    for name in names:
        for format_ in formats:
            if registry.load("writer", format_).scope == "document":
                jobs.append(Job(name, format_, ()))
            elif mono:
                jobs += [Job(name, format_, (lang,), mono=True) for lang in chain.from_iterable(selections)]
            else:
                jobs += [Job(name, format_, selection) for selection in selections]
    return list(dict.fromkeys(jobs))


def build(
    here: Project, jobs: Sequence[Job], fallback: merge.Fallback, options: Options
) -> Iterator[Outcome]:
    """Write each edition. A document and its catalogs are loaded once, whatever is made of them."""
    for name in dict.fromkeys(job.document for job in jobs):
        mine = [job for job in jobs if job.document == name]
        try:
            document = transcript(here, name)[0]
        except DiglotError as error:
            yield Outcome(here.show(here.sources[name]), error=error)
            continue
        wanted = dict.fromkeys(lang for job in mine for lang in job.targets)
        if any(not job.targets for job in mine):
            wanted |= dict.fromkeys(here.target_langs)
        wanted.pop(document.lang, None)
        desk, heads = merge.Desk(document), {}
        for lang in wanted:
            try:
                heads[lang], outcomes = _take(here, desk, lang)
            except DiglotError as error:
                outcomes = (Outcome(here.show(here.catalog_path(name, lang)), error=error),)
            yield from outcomes
        for job in mine:
            targets = tuple(lang for lang in job.targets or wanted if lang != document.lang or job.mono)
            langs = targets if job.mono else (document.lang, *targets)
            # What can't be loaded was said above; an edition without it would pass for one that has it.
            if job.targets and not targets:
                yield _own_language(document)
            elif all(lang in heads or lang == document.lang for lang in langs):
                edition = desk.edition(langs, fallback)
                yield from _write(here, job, edition, replace(options, modified=modified(heads, langs)))


def _own_language(document: Document) -> Outcome:
    words = f"it is in {document.lang} itself, so there is no translation to build."
    where = Location(document.path, 1)
    return Outcome(document.path, problems=(Problem("D203", "warning", words, where),))


def _watched(messages: Messages, shown: str, lost: list[Problem]) -> Iterator[tuple[Entry, bool]]:
    """The messages as they pass, and what they have lost of their sources' marks."""
    for entry, obsolete in messages:
        if not obsolete and (problem := catalog.lost_mark(entry, shown)):
            lost.append(problem)
        yield entry, obsolete


def _take(here: Project, desk: merge.Desk, lang: str) -> tuple[Catalog, tuple[Outcome, ...]]:
    """Lay a translation beside its document; what is returned of its catalog is the header."""
    document = desk.document
    path = here.catalog_path(document.name, lang)
    data = project.stretches(path)
    if data is not None:
        head, messages = po.stream(data, here.show(path), lang)
        lost: list[Problem] = []
        desk.take(lang, _watched(messages, here.show(path), lost))
        return head, (Outcome(here.show(path), problems=tuple(lost)),) if lost else ()
    desk.take(lang, ())
    problem = Problem(
        "D201",
        "warning",
        f"{here.show(path)} isn't there: nothing is translated.",
        hint=f"`diglot extract -l {lang}` makes it.",
    )
    return Catalog(document.name, document.lang, lang, ()), (Outcome(here.show(path), problems=(problem,)),)


def _write(here: Project, job: Job, edition: Edition, options: Options) -> Iterator[Outcome]:
    writer = registry.load("writer", job.format)
    stem = f"{job.document}.{'-'.join(edition.langs)}" if job.targets else job.document
    if writer.sentences(options):
        edition = sentences.split(edition)
    printed = single(edition, options.publisher) if writer.scope == "selection" else edition
    files = writer.files(edition, options) if writer.files else {"": partial(writer.write, printed, options)}
    for part, write in files.items():
        path = here.build_path(f"{stem}{part}{writer.suffix}")
        try:
            written = project.write(path, write)
        except DiglotError as error:
            yield Outcome(here.show(path), error=error)
            continue
        yield Outcome(here.show(path), written)
        if not part and (problems := writer.findings(edition, options)):
            where = Location(here.show(path), 0)
            yield Outcome(here.show(path), problems=tuple(replace(one, where=where) for one in problems))


def modified(catalogs: Mapping[str, Catalog], langs: Sequence[str]) -> str:
    """When the sources last changed, as far as they say so themselves; in UTC, never the clock's time.

    SOURCE_DATE_EPOCH, else the latest PO-Revision-Date; "" where neither is known.
    """
    if os.environ.get("SOURCE_DATE_EPOCH"):
        return f"{now():%Y-%m-%dT%H:%M:%SZ}"
    moments = []
    for lang in langs:
        header = dict(catalogs[lang].header) if lang in catalogs else {}
        try:
            moment = datetime.strptime(header.get("PO-Revision-Date", ""), "%Y-%m-%d %H:%M%z")
            moments.append(moment.astimezone(UTC))
        except (ValueError, OverflowError):
            continue  # a header that nobody filled in, or with a year that there is none of, says nothing
    return f"{max(moments):%Y-%m-%dT%H:%M:%SZ}" if moments else ""


def tei_of(here: Project, name: str) -> dict[str, Callable[[BinaryIO], None]]:
    """The files that `build` would write of a document in TEI: name -> what writes it to a binary file.

    Raises DiglotError for a transcript or a catalog that can't be read.
    """
    document = transcript(here, name)[0]
    desk, heads = merge.Desk(document), {}
    langs = [lang for lang in here.target_langs if lang != document.lang]
    for lang in langs:
        heads[lang] = _take(here, desk, lang)[0]
    edition = desk.edition((document.lang, *langs), here.settings.fallback)
    options = replace(options_of(here), modified=modified(heads, langs))
    writer = registry.load("writer", "tei")
    if writer.sentences(options):
        edition = sentences.split(edition)
    files = writer.files(edition, options) if writer.files else {"": partial(writer.write, edition, options)}
    return {f"{name}{part}{writer.suffix}": write for part, write in files.items()}


def options_of(here: Project, layout: Layout | None = None, unit: Unit | None = None) -> Options:
    """What `diglot.toml` says of how editions are made, but for what is chosen for this time."""
    settings = here.settings
    return Options(
        layout=layout or settings.layout,
        unit=unit or settings.unit,
        publisher=settings.publisher,
        version=settings.version,
        date=str(settings.date),
        licence=settings.licence,
        revisions=tuple(Revision(str(one.date), one.what, one.who) for one in settings.revisions),
        tei=settings.tei,
    )
