"""Read transcripts; what they lack; what becomes of a file."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path, PurePath
from typing import NamedTuple

from msgspec import structs

from toolkit import catalog, disk, languages, limits, project, registry
from toolkit.catalog import ids
from toolkit.catalog.changes import Suggested
from toolkit.catalog.frozen_ids import Frozen
from toolkit.catalog.id_record import Messages
from toolkit.checks import marks
from toolkit.config import Sidecar
from toolkit.edition import translations
from toolkit.edition.translations import TranslatedTexts
from toolkit.errors import DiglotError
from toolkit.exchange.intake import Intake
from toolkit.findings import Finding, report
from toolkit.model import Catalog, Document, Entry, Location
from toolkit.project import Project
from toolkit.readers.forms import recognise
from toolkit.text.hygiene import writable


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    path: str
    """As shown to a person."""
    written: bool = False
    """False where the file was as it should be already, or could not be made."""
    changes: catalog.Changes | catalog.Accepted | Suggested | Intake | None = None
    """For a catalog."""
    findings: tuple[Finding, ...] = ()
    error: DiglotError | None = None


class Reading(NamedTuple):
    """A transcript as it was read; without ids, as long as no template gave them."""

    document: Document
    certain: tuple[Finding, ...]
    """What is wrong in it."""
    findings: tuple[Finding, ...] | None
    """What is wrong and what is doubtful; None where nobody looked, which takes a while."""


def now() -> datetime:
    """The time to stamp catalogs with.

    SOURCE_DATE_EPOCH if it is set, else the clock; UTC, whole minutes.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        # `int` takes digits of all scripts, signs and underscores.
        if epoch and not (epoch.isascii() and epoch.isdigit()):
            raise ValueError(epoch)
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError) as error:  # the last two for years that no clock has
        raise DiglotError(
            f"SOURCE_DATE_EPOCH is {epoch!r}, which is no time in seconds since 1970.",
            hint="Unset it or mend it.",
        ) from error
    # As the headers of gettext have it.
    return moment.replace(second=0, microsecond=0)


def read_file(
    path: Path,
    shown: str,
    lang: str,
    encoding: str = "",
    *,
    template: Catalog | None = None,
    doubts: bool = True,
) -> tuple[Document, tuple[Finding, ...]]:
    """Read a transcript anywhere on disk, with its findings.

    The sidecar beside it is read too; the rest is as `reading` has it.
    """
    data = disk.read(path, limits.TRANSCRIPT)
    # A file that is called as a sidecar can't have one beside it.
    beside = project.sidecar_of(path)
    sidecar = (
        project.sidecar(beside, str(PurePath(shown).with_name(beside.name))) if beside != path else Sidecar()
    )
    return read_data(
        data,
        told(sidecar, encoding, data, shown),
        name=writable(project.document_name(path)),
        path=writable(shown),
        lang=lang,
        template=template,
        doubts=doubts,
    )


def told(sidecar: Sidecar, encoding: str, data: bytes, shown: str) -> Sidecar:
    """A sidecar with what `--encoding` names.

    SourceError where the data isn't in that encoding.
    """
    if not encoding:
        return sidecar
    from toolkit.readers.plain import decode

    # Tried at once, since the error must speak of the option, and not of the sidecar.
    decode(data, shown, encoding, option=True)
    return structs.replace(sidecar, encoding=encoding)


def read_data(
    data: bytes,
    sidecar: Sidecar,
    *,
    name: str,
    path: str,
    lang: str,
    template: Catalog | None = None,
    doubts: bool = True,
) -> tuple[Document, tuple[Finding, ...]]:
    """As `read_file`, in memory.

    path  what the text is called
    """
    transcript = reading(data, sidecar, name=name, path=path, lang=lang, template=template, doubts=doubts)
    return transcript.document, transcript.certain if transcript.findings is None else transcript.findings


def reading(
    data: bytes,
    sidecar: Sidecar,
    *,
    name: str,
    path: str,
    lang: str,
    template: Catalog | Messages | None = None,
    frozen: Iterable[Frozen] = (),
    doubts: bool = True,
    take: Callable[..., Reading] | None = None,
) -> Reading:
    """Read a transcript, with the ids of its template.

    What it is tell its bytes or its suffix; text of an unknown suffix is read as plain text.

    doubts  whether to look for what is doubtful; each turn tells then how sure it is whose it is
    take    what takes it, as `taken` does
    """
    # What was read before may be kept; ids are given anew each time, as the template may have changed.
    without_ids = (take or taken)(data, sidecar, name=name, path=path, lang=lang, doubts=doubts)
    document = doubted(without_ids.document, without_ids.findings or ())
    kept = chain(
        ((frozen_id.id, frozen_id.context, frozen_id.code) for frozen_id in frozen), ids.promised(document)
    )
    given = {speaker.key for speaker in sidecar.speakers}
    assigned = ids.assign(document, template, sidecar.apart, kept, given)
    return without_ids._replace(document=assigned)


def taken(data: bytes, sidecar: Sidecar, *, name: str, path: str, lang: str, doubts: bool = True) -> Reading:
    """Read a transcript, without ids; the rest is as `reading` has it."""
    reader = registry.load("reader", recognise(data, path))
    lang = languages.get(sidecar.lang or lang).tag
    # What the file says is asked last: an editor's word outweighs it.
    if lang == "und" and reader.stated is not None:
        lang = reader.stated(data, path) or lang
    document, findings = reader.read(data, name=name, path=path, lang=lang, sidecar=sidecar)
    for paragraph in document.paragraphs():
        # Here for all readers: whatever they join together.
        limits.check(len(paragraph.text), limits.PARAGRAPH, paragraph.where)
    return Reading(document, findings.certain, tuple(findings) if doubts else None)


def explained(data: bytes, sidecar: Sidecar, *, path: str, lang: str, line: int) -> tuple[str, ...]:
    """Why a line of a transcript is read as it is, in lines of text.

    line  from 1
    DiglotError where there is nothing to explain.
    """
    reader = registry.load("reader", recognise(data, path))
    tag = languages.get(sidecar.lang or lang).tag
    _, findings = reader.read(data, name="x", path=path, lang=tag, sidecar=sidecar)
    if findings.why is None:
        hint = "What is explained is how lines are read that don't say themselves what they are."
        raise DiglotError("nothing in it had to be inferred.", Location(path, line), hint)
    told_ = tuple(findings.why(line))
    if not told_:
        hint = "Give the number of a line with text, as `diglot show` prints it."
        raise DiglotError("there is no text to explain on this line.", Location(path, line), hint)
    return told_


def doubted(document: Document, findings: Iterable[Finding]) -> Document:
    """The document, with how sure it is who speaks.

    Findings tell, as far as they are doubts of that.
    """
    doubts = [
        (line, finding.rule.speaker)
        for finding in findings
        if finding.rule.speaker
        for line in finding.every_line
    ]
    if not doubts:
        return document
    # A finding knows a line; the turn is the last one that begins on or above it.
    first = [turn.paragraphs[0].where.line for turn in document.turns]
    turns = list(document.turns)
    for line, cert in doubts:
        at = bisect_right(first, line) - 1
        # The gravest doubt about a turn holds.
        if at >= 0 and turns[at].speakers and turns[at].cert != "low":
            turns[at] = turns[at].replace(cert=cert)
    return replace(document, turns=tuple(turns))


# What whoever builds an edition should know of its texts: a title that is missing, paragraphs that nobody has
# translated, marks that a translation has lost.


def unread(here: Project) -> Iterator[Finding]:
    """Tell of what lies in `source/` and is read by nobody (D162).

    Pictures may, and folders of them: a text can show them.
    """
    from toolkit.writers import pictures

    suffixes = {".jpeg", *(f".{suffix}" for suffix in pictures.SUFFIXES.values())}
    # What the settings name has its use: the matter of a book, a cover, a font.
    named = repr(here.settings)
    for path in here.unread_sources:
        shown = here.show(path)
        if f"source/{path.name}" in named:
            continue
        try:
            # A folder of nothing but pictures is one that a text may show.
            files = disk.files(path) if path.is_dir() else [path]
            if files and all(file.suffix.lower() in suffixes for file in files):
                continue
            if path.is_dir():
                yield report("D162.folder", Location(shown, 0))
                continue
            # Its bytes tell what it would be: so the finding can name a suffix.
            name = recognise(disk.read(path, limits.TRANSCRIPT), shown)
        except DiglotError as error:
            yield report("D162.other", Location(shown, 0), what=error.what, cure=error.hint)
            continue
        suffix = (*registry.load("reader", name).suffixes, ".txt")[0]
        yield report("D162.suffix", Location(shown, 0), suffix=suffix)


def untitled(here: Project, document: Document) -> Iterator[Finding]:
    """Tell that a document has no title (D407)."""
    if document.turns and not translations.titled(document):
        sidecar = here.show(project.sidecar_of(here.sources[document.name]))
        yield report("D407", Location(document.path, 0), document=document.name, sidecar=sidecar)


def not_printed(document: Document, texts: TranslatedTexts, shown: str) -> Iterator[Finding]:
    """Count the paragraphs that an edition doesn't print.

    D405, D408, with the reasons.
    """
    counts = translations.counts(document, texts)
    number = counts.total - counts.translated
    if not number:
        return
    yield report(
        # What the translation leaves out is no work that is left to do.
        "D405" if number > counts.omitted else "D408",
        Location(shown, 0),
        number=number,
        paragraphs=counts.total,
        lang=texts.lang,
        drafts=counts.fuzzy,
        empty=counts.empty,
        omitted=counts.omitted,
    )


def watched(messages: Messages, shown: str, lost: list[Finding]) -> Iterator[tuple[Entry, bool]]:
    """Pass the messages on, and note marks they lost."""
    for entry, obsolete in messages:
        if not obsolete and (finding := marks.lost(entry, Location(shown, 0))):
            lost.append(finding)
        yield entry, obsolete
