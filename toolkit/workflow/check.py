"""Findings on a project, and on editions for an archive."""

from __future__ import annotations

import hashlib
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO

from toolkit import catalog, checks, config, disk, limits, po, project, registry
from toolkit.archive import checks as archival
from toolkit.archive import redaction
from toolkit.archive.copies import Copied, copied
from toolkit.archive.package import OpenQuestion
from toolkit.archive.redaction import redacted
from toolkit.catalog import edits, frozen_ids, review
from toolkit.config import BuildOptions
from toolkit.edition import sentences
from toolkit.errors import DiglotError
from toolkit.findings import Finding, refused, report
from toolkit.model import SVG, Catalog, Document, Edition, Location, TranslationFile
from toolkit.model.values import clock
from toolkit.project import Project
from toolkit.workflow import documents, memory, pictures, terms
from toolkit.workflow.documents import now
from toolkit.workflow.editions import Given, choose
from toolkit.workflow.held import Choice
from toolkit.workflow.kept_checks import KeptChecks
from toolkit.workflow.pictures import Shown
from toolkit.workflow.workspace import Workspace

if TYPE_CHECKING:
    from toolkit.report import CheckedCatalog

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


# Findings on a project: its transcripts and catalogs, and its editions as an archive would check them.


def check(workspace: Workspace, names: Sequence[str], langs: Sequence[str]) -> Iterator[Finding]:
    """Findings on each document, then on its catalogs.

    First those on what is no document, where all are asked for.
    """
    here = workspace.project
    if len(names) == len(here.sources):
        yield from documents.unread(here)
        yield from () if langs else documents.left_aside(here)
    yield from terms.unreadable(workspace, langs)
    yield from memory.unreadable(workspace, langs)
    for name in names:
        shown = here.show(here.sources[name])
        try:
            # Read once, for ids and for the comparison below.
            template = workspace.template(name)
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
    timed = [(p.times.start, p.where) for p in document.paragraphs() if p.times.start is not None]
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
    if finding := state.finding(shown, existing):
        yield finding
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
                yield CheckedCatalog(
                    shown, existing, {speaker.key: speaker.name for speaker in document.speakers}
                )


def _readable(workspace: Workspace, name: str, lang: str) -> Catalog | None:
    try:
        return workspace.catalog(name, lang)
    except DiglotError:
        return None  # as its finding says


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
            *_reviews(made),
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


def _reviews(made: ArchivalEdition) -> Iterator[Finding]:
    here, name = made.workspace.project, made.document.name
    for lang in here.targets(made.document.lang):
        if existing := made.workspace.catalog(name, lang):
            yield from review.unsigned_ones(existing, here.show(here.catalog_path(name, lang)))


def doubtful(made: ArchivalEdition) -> tuple[OpenQuestion, ...]:
    """What is open about the transcript, paragraph by paragraph."""
    # A picture may share the line of the paragraph beside which it was placed.
    lines = [(p.where.line, p.id) for p in made.document.paragraphs() if p.form != "picture"]
    questions = []
    for finding in made.findings:
        # What stands wrongly in the sidecar is told by its line there, and is no question of the text.
        if finding.where is not None and finding.where.path != made.document.path:
            continue
        # The paragraph of a line is the last one that begins on or above it.
        places = [bisect(lines, (line, chr(0x10FFFF))) for line in finding.every_line]
        paragraphs = dict.fromkeys(lines[at - 1][1] for at in places if at)
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
