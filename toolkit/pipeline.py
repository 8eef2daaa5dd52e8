"""The straight lines from `source/` to `build/`: read, extract, merge, write.

Each line takes a project and yields one `Outcome` a file, so that one broken file doesn't keep the others
from being done. Time comes in as a value: only `extract` stamps its files with it, and only where their
messages change.
"""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path, PurePath

from msgspec import structs

from toolkit import catalog, ids, languages, merge, po, project, registry
from toolkit.config import Sidecar
from toolkit.errors import DiglotError
from toolkit.model import Catalog, Counts, Document, Edition, Location, Problem
from toolkit.project import Project
from toolkit.text import tidy
from toolkit.writers import Options


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    path: str
    """As shown to a person."""
    written: bool = False
    """False where the file was as it should be already, or could not be made."""
    changes: catalog.Changes | None = None
    """For a catalog."""
    problems: tuple[Problem, ...] = ()
    error: DiglotError | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One edition to build."""

    document: str
    format: str
    targets: tuple[str, ...]
    """Languages of translation; none for a format whose files hold all languages."""
    mono: bool = False
    """The one target alone, without the source."""


def now() -> datetime:
    """The time to stamp catalogs with: SOURCE_DATE_EPOCH if it is set, else the clock; UTC, whole minutes."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        if epoch and not (epoch.isascii() and epoch.isdigit()):
            raise ValueError(epoch)
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError) as error:  # the last two for years that no clock has
        raise DiglotError(
            f"SOURCE_DATE_EPOCH is {epoch!r}, which is no time in seconds since 1970.",
            hint="Unset it or mend it.",
        ) from error
    return moment.replace(second=0, microsecond=0)


def read_file(
    path: Path, shown: str, lang: str, encoding: str = "", template: Catalog | None = None
) -> tuple[Document, tuple[Problem, ...]]:
    """A transcript anywhere on disk, with the sidecar beside it; its ids are those of the template."""
    data = project.read(path)
    beside = path.with_suffix(".toml")
    sidecar = (
        project.sidecar(beside, str(PurePath(shown).with_suffix(".toml"))) if beside != path else Sidecar()
    )
    if encoding:
        try:
            codecs.lookup(encoding)
        except LookupError as error:
            hint = "Write a name that Python knows, such as euc-kr, gb18030 or cp1252."
            raise DiglotError(f"{encoding!r} is no encoding that is known here.", shown, hint) from error
        sidecar = structs.replace(sidecar, encoding=encoding)
    return read_data(data, sidecar, name=path.stem, path=shown, lang=lang, template=template)


def read_data(
    data: bytes, sidecar: Sidecar, *, name: str, path: str, lang: str, template: Catalog | None = None
) -> tuple[Document, tuple[Problem, ...]]:
    """A transcript in memory; `path` is what it is called. An unknown suffix is read as plain text."""
    suffix = PurePath(path).suffix.lower()
    reader = registry.load("reader", registry.reader_suffixes().get(suffix, "plain"))
    lang = languages.get(sidecar.lang or lang).tag
    document, problems = reader.read(data, name=name, path=path, lang=lang, sidecar=sidecar)
    return ids.assign(document, template), problems


def read(here: Project, name: str) -> tuple[Document, tuple[Problem, ...], Catalog | None]:
    """A document of a project, its findings, and the template with its ids (None at first)."""
    path = here.sources[name]
    template = _load(here, here.template_path(name), "")
    document, problems = read_file(path, here.show(path), here.source_lang, template=template)
    return document, problems, template


def _load(here: Project, path: Path, lang: str) -> Catalog | None:
    data = project.read_if_there(path)
    return None if data is None else po.load(data, here.show(path), lang)


def extract(here: Project, names: Sequence[str], langs: Sequence[str], moment: datetime) -> Iterator[Outcome]:
    """Write the template and the catalogs of each document."""
    about = catalog.About(
        project=here.settings.name or tidy(here.root.name),
        version=here.settings.version,
        contact=here.settings.contact,
        line_numbers=here.settings.line_numbers,
    )
    for name in names:
        try:
            template, outcomes = _template(here, name, about, moment)
        except DiglotError as error:
            yield Outcome(here.show(here.sources[name]), error=error)
            continue
        yield from outcomes
        for lang in langs:
            if lang == template.source_lang:
                continue
            try:
                yield from _translation(here, name, template, lang, about, moment)
            except DiglotError as error:
                yield Outcome(here.show(here.catalog_path(name, lang)), error=error)


def _template(
    here: Project, name: str, about: catalog.About, moment: datetime
) -> tuple[Catalog, tuple[Outcome, ...]]:
    """Bring a template up to date. Nothing else of the document is held: a long one takes much memory."""
    document, problems, old = read(here, name)
    template, changes = catalog.update(old, catalog.extract(document), "", about, moment)
    path = here.template_path(name)
    outcome = _put(here, path, project.read_if_there(path), template, changes)
    said = (Outcome(here.show(here.sources[name]), problems=problems),) if problems else ()
    return template, (*said, outcome)


def _translation(
    here: Project, name: str, template: Catalog, lang: str, about: catalog.About, moment: datetime
) -> Iterator[Outcome]:
    """Bring a catalog up to date, or make it."""
    path = here.catalog_path(name, lang)
    before = project.read_if_there(path)
    found = None if before is None else po.load(before, here.show(path), lang)
    updated, changes = catalog.update(found, template, lang, about, moment)
    if before is not None and po.charset(before) != "utf-8":
        yield _converted(here.show(path), po.charset(before))
    yield _put(here, path, before, updated, changes)


def _put(
    here: Project, path: Path, before: bytes | None, updated: Catalog, changes: catalog.Changes
) -> Outcome:
    data = po.dump(updated, before)
    # A translator may have the file open, and a long one takes a while to bring up to date.
    if project.read_if_there(path) != before:
        raise DiglotError(
            "another program has written this meanwhile; it is left as it is now.",
            here.show(path),
            "Run the command again.",
        )
    return Outcome(here.show(path), project.write(path, data), changes)


def _converted(shown: str, charset: str) -> Outcome:
    words = f"it was in {charset}, and is in UTF-8 now."
    return Outcome(shown, problems=(Problem("D202", "warning", words, Location(shown, 1)),))


def status(
    here: Project, names: Sequence[str], langs: Sequence[str]
) -> Iterator[tuple[str, str, Counts | DiglotError]]:
    """Document, language, and the state in that catalog of all messages of the transcript as it is now."""
    for name in names:
        try:
            document = read(here, name)[0]
        except DiglotError as error:
            yield name, "", error
            continue
        template = catalog.extract(document)
        for lang in langs:
            if lang == document.lang:
                continue
            try:
                found = _load(here, here.catalog_path(name, lang), lang)
                yield name, lang, catalog.counts(template, found)
            except DiglotError as error:
                yield name, lang, error


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
            document = read(here, name)[0]
        except DiglotError as error:
            yield Outcome(here.show(here.sources[name]), error=error)
            continue
        wanted = dict.fromkeys(lang for job in mine for lang in job.targets)
        if any(not job.targets for job in mine):
            wanted |= dict.fromkeys(here.target_langs)
        wanted.pop(document.lang, None)
        catalogs: dict[str, Catalog] = {}
        for lang in wanted:
            try:
                catalogs[lang], outcomes = _catalog(here, document, lang)
            except DiglotError as error:
                outcomes = (Outcome(here.show(here.catalog_path(name, lang)), error=error),)
            yield from outcomes
        for job in mine:
            targets = tuple(lang for lang in job.targets or wanted if lang != document.lang or job.mono)
            langs = targets if job.mono else (document.lang, *targets)
            # What can't be loaded was said above; an edition without it would pass for one that has it.
            if job.targets and not targets:
                yield _own_language(document)
            elif all(lang in catalogs or lang == document.lang for lang in langs):
                edition = merge.edition(document, catalogs, langs, fallback)
                yield _write(here, job, edition, replace(options, modified=modified(catalogs, langs)))


def _own_language(document: Document) -> Outcome:
    words = f"it is in {document.lang} itself, so there is no translation to build."
    where = Location(document.path, 1)
    return Outcome(document.path, problems=(Problem("D203", "warning", words, where),))


def _catalog(here: Project, document: Document, lang: str) -> tuple[Catalog, tuple[Outcome, ...]]:
    path = here.catalog_path(document.name, lang)
    found = _load(here, path, lang)
    if found is not None:
        return found, ()
    problem = Problem(
        "D201",
        "warning",
        f"{here.show(path)} isn't there: nothing is translated.",
        hint=f"`diglot extract -l {lang}` makes it.",
    )
    return Catalog(document.name, document.lang, lang, ()), (Outcome(here.show(path), problems=(problem,)),)


def _write(here: Project, job: Job, edition: Edition, options: Options) -> Outcome:
    writer = registry.load("writer", job.format)
    stem = f"{job.document}.{'-'.join(edition.langs)}" if job.targets else job.document
    path = here.build_path(stem + writer.suffix)
    try:
        return Outcome(here.show(path), project.write(path, partial(writer.write, edition, options)))
    except DiglotError as error:
        return Outcome(here.show(path), error=error)


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
