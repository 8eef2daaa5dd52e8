"""An edition as an archive will check it, and findings about that."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path, PurePath
from typing import BinaryIO

from toolkit import disk, limits, project, registry
from toolkit.archive import checks as archival
from toolkit.archive import names, redaction, withdrawn
from toolkit.archive.copies import Copied, copied
from toolkit.archive.package import OpenQuestion
from toolkit.archive.redaction import redacted
from toolkit.catalog import frozen_ids, review
from toolkit.config import BuildOptions
from toolkit.edition import sentences
from toolkit.edition.filing import is_role
from toolkit.errors import DiglotError
from toolkit.findings import Finding, refused, report
from toolkit.model import SVG, Catalog, Document, Edition, Location, TranslationFile
from toolkit.text.hygiene import shortened
from toolkit.text.slugs import slug
from toolkit.workflow import pictures
from toolkit.workflow.documents import now
from toolkit.workflow.editions import Given, choose
from toolkit.workflow.held import Choice
from toolkit.workflow.on_lines import OnLines
from toolkit.workflow.pictures import Shown
from toolkit.workflow.workspace import Workspace

CheckedFiles = dict[str, Callable[[BinaryIO], object]]
"""Name of a file -> what writes it to a binary file; the file that includes the others first."""


@dataclass(frozen=True, slots=True)
class ArchivalEdition:
    """A document merged with all of its catalogs."""

    workspace: Workspace
    document: Document
    edition: Edition
    options: BuildOptions
    findings: tuple[Finding, ...] = ()
    """About its transcript."""
    pictures: Shown = field(default_factory=Shown)

    def tei(self, name: str) -> CheckedFiles:
        """The files of the edition in TEI.

        name  stands before their suffixes
        """
        writer = registry.load("writer", "tei")
        # As `build` does it: an archive is given the same bytes.
        edition = sentences.split(self.edition) if writer.sentences(self.options) else self.edition
        alone = {"": partial(writer.write, edition, self.options)}
        files = writer.files(edition, self.options) if writer.files else alone
        return {f"{name}{part}{writer.suffix}": write for part, write in files.items()}


def archival_edition(workspace: Workspace, name: str) -> ArchivalEdition:
    """A document in all languages, as `build` merges it.

    Raises DiglotError for what can't be read.
    """
    # Without a command line: an archive gets what the project says.
    choices = choose(workspace.project, Given())
    reading = workspace.reading(name, doubts=True)
    document = reading.document
    langs = (document.lang, *workspace.project.targets(document.lang))
    edition = workspace.edition(name, Choice(langs, choices.options.fallback))
    options = choices.options.replace(modified=workspace.modified(name, langs))
    shown = pictures.shown(workspace, name, langs)
    return ArchivalEdition(workspace, document, edition, options, reading.findings or (), shown)


def latest() -> datetime:
    """The moment after which a date is in the future.

    The clock's time, or that of SOURCE_DATE_EPOCH if it is later: builds for an old date are common, and
    texts are no younger for them.
    """
    return max(now(), datetime.now(UTC))


def archive(
    workspace: Workspace, name: str, moment: datetime
) -> tuple[ArchivalEdition | None, list[Finding]]:
    """The TEI edition of a document, and findings about it.

    It is made for this; None where it can't be made. `moment` is as `latest` gives it.
    """
    here = workspace.project
    shown = here.show(here.sources[name])
    with ExitStack() as stack:
        try:
            made = archival_edition(workspace, name)
            promised = workspace.frozen(name)
            files = made.tei(name)
        except DiglotError as error:
            return None, [refused("D400.refused", error, shown)]
        findings = [
            # What a reader could not know, and the editor has not decided, an archive must know of.
            *(finding.given("archive") for finding in made.findings),
            *frozen_ids.promised(made.document, promised, made.workspace.project.settings.text_version),
            *(finding for _, _, _, finding in existing_translations(made) if finding),
            *made.pictures.findings,
            *_unread(made),
            *_called(made.document),
            *_renamed(made),
            *_reviews(made),
            *_withdrawn(made),
        ]

        def written(file: str) -> BinaryIO:
            # Not into memory: an edition may be large, and is gone through several times.
            sheet = stack.enter_context(disk.scratch())
            files[file](sheet)
            sheet.seek(0)
            return sheet

        # The file that includes the others is the first.
        main = next(iter(files))
        path = here.show(here.build_path(main))
        try:
            findings += archival.archive(
                written(main),
                path,
                main,
                lambda file: written(file) if file in files else None,
                moment,
                names=False,  # a deposit gives its files names of its own
            )
        except DiglotError as error:
            findings.append(refused("D400.refused", error, shown))
    return made, findings


def existing_translations(
    made: ArchivalEdition,
) -> Iterator[tuple[str, TranslationFile, bytes, Finding | None]]:
    """The files of translations that existed before."""
    here = made.workspace.project
    for lang in made.edition.langs[1:]:
        for known in made.edition.meta.translation(lang).files:
            # A file elsewhere on somebody's disk is no part of the project.
            if not known.inside:
                continue
            data = made.workspace.read(here.own(here.root / known.path))
            # A sidecar may be old: what it noted of a file is compared with the file as it is.
            where, finding = Location(known.path, 0), None
            if data is None:
                # What a TEI transcript tells of a file stands in its header, and can be
                # mended only there.
                header = PurePath(made.document.path).suffix.lower() == ".xml"
                name = "D543.header" if header else "D543.sidecar"
                finding = report(name, where, lang=lang, document=made.document.path)
            elif known.sha256 and hashlib.sha256(data).hexdigest() != known.sha256:
                finding = report("D544", where, document=made.document.name)
            yield lang, known, data or b"", finding


def copy_of(made: ArchivalEdition, known: TranslationFile, data: bytes) -> Copied:
    """The file of a translation that existed before, as it goes into a deposit."""
    here = made.workspace.project
    encoding = made.workspace.parsed_sidecar(project.sidecar_of(here.root / known.path)).encoding
    return copied(data, known.path, encoding)


def copy_of_transcript(made: ArchivalEdition) -> tuple[bytes, Copied]:
    """The transcript as it is, and as it goes into a deposit."""
    path = made.workspace.project.sources[made.document.name]
    data = made.workspace.required(path, limits.TRANSCRIPT)
    return data, copied(data, made.document.path, made.document.encoding)


def _unread(made: ArchivalEdition) -> Iterator[Finding]:
    """What goes into a deposit without anybody having looked for addresses in it."""
    looked = [(made.document.path, copy_of_transcript(made)[1])]
    for _, known, data, fault in existing_translations(made):
        if not fault:
            looked.append((known.path, copy_of(made, known, data)))
    for path, copy in looked:
        parts = tuple(filter(None, copy.unread))
        if parts:
            yield report("D545.parts", Location(path, 0), parts=len(parts), first=parts[0])
        elif copy.unread:
            yield report("D545.whole", Location(path, 0))
    shown = made.pictures.pictures
    if names := sorted(target for target, picture in shown.items() if picture.media_type != SVG):
        where = Location(made.document.path, 0)
        yield report("D545.pictures", where, pictures=len(names), first=names[0])


def _called(document: Document) -> Iterator[Finding]:
    """Labels that are addresses: without them nobody could tell who speaks."""
    labels: dict[str, int] = {}
    for turn in document.turns:
        # The first place of each label: that is where the editor looks.
        labels.setdefault(turn.label, turn.paragraphs[0].where.line)
    for speaker in document.speakers:
        for label in (speaker.name, *speaker.aliases):
            labels.setdefault(label, 0)
    addresses = {label: line for label, line in labels.items() if redaction.REMOVED in redacted(label)}
    # The sign itself is a word that somebody may be called by.
    addresses = {label: line for label, line in addresses.items() if redaction.REMOVED not in label}
    if addresses:
        first, line = next(iter(addresses.items()))
        yield report("D546", Location(document.path, line), labels=len(addresses), first=first)


def _renamed(made: ArchivalEdition) -> Iterator[Finding]:
    """D548 for speakers whose key is still made from a name that they have no more."""
    here, document = made.workspace.project, made.document
    source = here.sources[document.name]
    if source.suffix.lower() == ".xml":
        return  # its keys are its own ids
    sidecar = project.sidecar_of(source)
    chosen = {table.key for table in made.workspace.parsed_sidecar(sidecar).speakers}
    for speaker in document.speakers:
        words = speaker.key.replace("-", " ")
        names = {word for name in (speaker.name, *speaker.aliases) for word in slug(name).split("-")}
        # A key may end in a number that tells it from another.
        left = [word for word in words.split() if not word.isdecimal() and word not in names]
        if left and speaker.key not in chosen and not is_role(words):
            yield report("D548", Location(here.show(sidecar), 0), name=speaker.name, key=speaker.key)


def _withdrawn(made: ArchivalEdition) -> Iterator[Finding]:
    """D549 and D551 for what still has words that were taken out of the transcript, or names."""
    workspace, here, document = made.workspace, made.workspace.project, made.document
    template = workspace.template(document.name)
    catalogs = {}
    for lang in here.targets(document.lang):
        if existing := workspace.catalog(document.name, lang):
            catalogs[here.show(here.catalog_path(document.name, lang))] = existing
    gone = {} if template is None else withdrawn.gone(document, template, catalogs.values())
    away = names.away(document, catalogs.values())
    if not (gone or away):
        return
    said = _copied_texts(made)
    beside = {path: _beside(existing) for path, existing in catalogs.items()}
    for path, text in (said | beside).items():
        if found := [*dict.fromkeys(withdrawn.found(gone, text))]:
            quoted = shortened(found[0], 40)
            yield report("D549", Location(path, 0), texts=len(found), first=quoted)
    transcript = "\n".join(paragraph.text for paragraph in document.paragraphs())
    search = names.Search(away, names.known(document, catalogs.values()), transcript)
    speakers = {speaker.key for speaker in document.speakers}
    for path, existing in catalogs.items():
        # As it goes into the bag: contexts of those who speak no more are taken out there.
        entries = tuple(redaction.as_it_is(entry, speakers) for entry in existing.entries)
        finished = (entry.target for entry in entries if entry.state == "done")
        said[path] = "\n".join([_beside(replace(existing, entries=entries)), *finished])
    if named := [(line, form) for line, text in _lines(document) for _, form in search.found(text)]:
        (line, form), where = named[0], document.path
        yield report("D551", Location(where, line), places=len(named), first=form)
    for path, text in said.items():
        if forms := [form for _, form in search.found(text)]:
            yield report("D551", Location(path, 0), places=len(forms), first=forms[0])


def _lines(document: Document) -> Iterator[tuple[int, str]]:
    """What a transcript says, and the line of it; its file may be called by somebody's name, too."""
    yield 0, PurePath(document.path).stem.title()
    yield from ((paragraph.where.line, paragraph.text) for paragraph in document.paragraphs())


def _copied_texts(made: ArchivalEdition) -> dict[str, str]:
    """The files that go into a deposit as they are, by path: sidecar, settings, earlier translations."""
    workspace, here = made.workspace, made.workspace.project
    sidecar = project.sidecar_of(here.sources[made.document.name])
    settings = here.root / project.CONFIG
    copies = {here.show(path): workspace.read(path) or b"" for path in (sidecar, settings)}
    copies |= {
        known.path: copy_of(made, known, data).data
        for _, known, data, fault in existing_translations(made)
        if not fault
    }
    return {path: data.decode("utf-8", "replace") for path, data in copies.items()}


def _beside(catalog: Catalog) -> str:
    """What a catalog has beside finished translations: drafts and comments."""
    drafts = (entry.target for entry in catalog.entries if entry.state == "fuzzy")
    comments = (comment for entry in catalog.entries for comment in entry.comments)
    return "\n".join([*drafts, *comments])


def _reviews(made: ArchivalEdition) -> Iterator[Finding]:
    here, name = made.workspace.project, made.document.name
    for lang in here.targets(made.document.lang):
        if existing := made.workspace.catalog(name, lang):
            yield from review.unsigned_ones(existing, here.show(here.catalog_path(name, lang)))


def doubtful(made: ArchivalEdition) -> tuple[OpenQuestion, ...]:
    """What is open about the transcript, paragraph by paragraph."""
    # A picture may share the line of the paragraph beside which it was placed.
    texts = [p for p in made.document.paragraphs() if p.form != "picture"]
    begun = OnLines(p.where.line for p in texts)
    questions = []
    for finding in made.findings:
        # What stands wrongly in the sidecar is told by its line there, and is no question of the text.
        if finding.where is not None and finding.where.path != made.document.path:
            continue
        paragraphs = dict.fromkeys(texts[at].id for line in finding.every_line for at in begun.holding(line))
        questions.append(
            OpenQuestion(finding.code, finding.message, finding.every_line, tuple(paragraphs), finding.hint)
        )
    return tuple(questions)


def archive_file(path: Path, shown: str, moment: datetime) -> list[Finding]:
    """Findings about a file in TEI that is there.

    CheckedFiles beside it that it includes are read too.
    """
    with ExitStack() as stack:

        def beside(name: str) -> BinaryIO | None:
            file = project.beside(path, name)
            return None if file is None else stack.enter_context(disk.reading(file))

        return archival.archive(stack.enter_context(disk.reading(path)), shown, path.name, beside, moment)
