"""What texts lack, and what becomes of a file."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit import disk, languages, limits, project, registry
from toolkit.catalog.id_record import Messages
from toolkit.checks import marks, parted
from toolkit.config import line_of
from toolkit.edition import translations
from toolkit.edition.translations import TranslatedTexts
from toolkit.errors import DiglotError
from toolkit.findings import Finding, report
from toolkit.model import Catalog, Document, Entry, Location
from toolkit.project import Project
from toolkit.readers.forms import recognise
from toolkit.text import markup
from toolkit.text.data import from_header, in_utc
from toolkit.text.hygiene import fold, untypeset
from toolkit.workflow.tallies import EditionTally

if TYPE_CHECKING:
    from toolkit.catalog import Accepted, Changes
    from toolkit.catalog.changes import Suggested
    from toolkit.exchange.intake import Intake


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    path: str
    """As shown to a person."""
    written: bool = False
    """False where the file was as it should be already, or could not be made."""
    changes: Changes | Accepted | Suggested | Intake | None = None
    """For a catalog."""
    findings: tuple[Finding, ...] = ()
    error: DiglotError | None = None
    tally: EditionTally | None = None
    """For an edition: what is in it."""


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


def modified(headers: Iterable[Catalog]) -> str:
    """When the sources last changed, as far as they say so themselves; in UTC, never the clock's time.

    SOURCE_DATE_EPOCH, else the latest day on which a translation was changed, or the texts that are to be
    translated; "" where none is known.
    """
    if os.environ.get("SOURCE_DATE_EPOCH"):
        return in_utc(now())
    moments = []
    for field, value in chain.from_iterable(header.header for header in headers):
        # The second is another one when a transcript says something else: a corrected book is a new one.
        if field in ("PO-Revision-Date", "POT-Creation-Date"):
            # A header that nobody filled in, or with a year that there is none of, says nothing.
            with contextlib.suppress(ValueError, OverflowError):
                moments.append(from_header(value).astimezone(UTC))
    return in_utc(max(moments)) if moments else ""


# What whoever builds an edition should know of its texts: a title that is missing, paragraphs that nobody has
# translated, marks that a translation has lost.


def unread(here: Project) -> Iterator[Finding]:
    """Tell of what lies in `source/` and is read by nobody (D162).

    Pictures may, and folders of them: a text can show them.
    """
    from toolkit.writers import pictures

    suffixes = {".jpeg", *(f".{suffix}" for suffix in pictures.SUFFIXES.values())}
    idle = here.unread_sources
    # What the settings name has its use: the matter of a book, a cover, a font; what a sidecar names, too.
    named = repr(here.settings)
    sidecars = map(project.sidecar_of, here.sources.values() if idle else ())
    beside = [_said(here, path) for path in sidecars]
    for path in idle:
        shown = here.show(path)
        if f"source/{path.name}" in named or any(path.name.encode() in one for one in beside):
            continue
        try:
            # A folder of nothing but pictures is one that a text may show.
            files = disk.files(here.own(path)) if path.is_dir() else [path]
            if files and all(file.suffix.lower() in suffixes for file in files):
                continue
            if path.is_dir():
                yield report("D162.folder", Location(shown, 0))
                continue
            # Its bytes tell what it would be: so the finding can name a suffix.
            name = recognise(disk.read(here.own(path), limits.TRANSCRIPT), shown)
        except DiglotError as error:
            yield report("D162.other", Location(shown, 0), what=error.what, cure=error.hint)
            continue
        suffix = (*registry.load("reader", name).suffixes, ".txt")[0]
        yield report("D162.suffix", Location(shown, 0), suffix=suffix)


def unlisted(here: Project, langs: Iterable[str]) -> tuple[str, ...]:
    """Those of some languages that `diglot.toml` doesn't name; none where it names no target at all."""
    named = {here.source_lang, *here.target_langs}
    return tuple(lang for lang in langs if here.settings.target_languages and lang not in named)


def _said(here: Project, sidecar: Path) -> bytes:
    """The bytes of a sidecar; none where it can't be read, which is told when its document is."""
    with contextlib.suppress(DiglotError):
        return here.fetch(sidecar, limits.SIDECAR) or b""
    return b""


def lacks(here: Project, document: Document, *, printed: bool = True) -> Iterator[Finding]:
    """What whoever builds an edition should know of its document: D117, D163, D407.

    printed  whether an edition has more than what is said: subtitles have no title
    """
    yield from misnamed(here, document.name, document.lang)
    if not printed:
        return
    yield from untitled(here, document)
    if document.meta.pull_quotes:
        yield from _misquoted(here, document)


def language_in_name(name: str) -> str:
    """The language that the name of a document ends in, as `talk.fr`; "und" for none that is known."""
    _, dot, tag = name.rpartition(".")
    try:
        language = languages.get(tag if dot else "")
    except DiglotError:
        return "und"
    # Of nearly all three letters there is a language: `talk.new` is in none.
    return language.tag if language.name != language.tag else "und"


def misnamed(here: Project, name: str, lang: str) -> Iterator[Finding]:
    """Tell of a document that is called by its own language, which each edition says once more (D163)."""
    better = name.rpartition(".")[0]
    if better and better not in here.sources and languages.alike(language_in_name(name), lang):
        path = here.sources[name]
        where, target = Location(here.show(path), 0), next(iter(here.targets(lang)), lang)
        yield report(
            "D163", where, name=name, lang=lang, target=target, better=path.name.replace(name, better, 1)
        )


def _misquoted(here: Project, document: Document) -> Iterator[Finding]:
    """Tell of pull quotes that are no quotations (D117)."""
    path = project.sidecar_of(here.sources[document.name])
    sidecar = project.text(path, here.show(path), limits.SIDECAR)
    texts = {paragraph.id: paragraph.text for paragraph in document.paragraphs()}
    for number, quote in enumerate(document.meta.pull_quotes):
        where = Location(here.show(path), line_of(sidecar, ("pull-quotes", str(number))))
        words = next((text for lang, text in quote.texts if lang in ("", document.lang)), "")
        if quote.paragraph not in texts:
            yield report("D117.id", where, id=quote.paragraph)
        elif not words:
            yield report("D117.source", where, id=quote.paragraph)
        elif not _quotes(words, texts[quote.paragraph]):
            yield report("D117.text", where, id=quote.paragraph, quoted=words)


def _quotes(words: str, text: str) -> bool:
    """Whether some words stand in a text, but for what three dots leave out and the marks at its ends."""
    whole = _compared(text)
    parts = (part.strip(" .,;:!?，。！？、") for part in re.split(r"\.\.\.|…", _compared(words)))
    return all(part in whole for part in parts)


def _compared(text: str) -> str:
    return fold(untypeset(markup.plain(text)))


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


def watched(
    messages: Messages, langs: tuple[str, str], shown: str, lost: list[Finding]
) -> Iterator[tuple[Entry, bool]]:
    """Pass the messages on, and note what they lost: marks, and what a person decided of their sentences.

    langs  of the source, and of the translation
    """
    where = Location(shown, 0)
    for entry, obsolete in messages:
        if not obsolete:
            lost += filter(None, (marks.lost(entry, where), parted.undone(entry, *langs, where)))
        yield entry, obsolete
