"""What `diglot.toml` and sidecars must not say.

The types of their keys forbid the rest. Each rule yields faults, and whoever reads the file tells the first:
what comes behind it may rely on what stands before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product

from toolkit import findings, languages
from toolkit.config.identifiers import URL, orcid, relator, relators, urn
from toolkit.config.settings import (
    Decision,
    EditionTable,
    PinTable,
    ProjectSettings,
    Said,
    Sidecar,
    SpeakerTable,
    by_language,
    listed,
    main_of,
    picture_of,
    tags,
)
from toolkit.config.tables import (
    IgnoreTable,
    PictureTable,
    RevisionTable,
    TranslationTable,
    duration,
    milliseconds,
)
from toolkit.errors import DiglotError
from toolkit.model import KINDS
from toolkit.text.data import is_date, is_duration
from toolkit.text.files import folded
from toolkit.text.hygiene import fold, slug

Fault = tuple[Sequence[str], str, str]
"""The keys to it, as `positions.line_of` takes them; what is wrong; what would be right."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
_WHICH = re.compile(r"[1-9]\d{0,5} of [1-9]\d{0,5}", re.ASCII)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_COVERS = ("generated", "none")
_STANDARDS = [
    f"EPUB Accessibility 1.1 - WCAG {version} Level {level}"
    for version, level in product(("2.0", "2.1", "2.2"), ("A", "AA", "AAA"))
]
"""The strings by which EPUB Accessibility 1.1 wants conformance to be told; other standards have URLs."""
_NO_FORMAT = (
    ["formats"],
    "no format is named, and nothing would be made.",
    'Write formats = ["epub"], or take the line out: without it there is a default.',
)


def of_project(project: ProjectSettings) -> Iterator[Fault]:
    """Faults of `diglot.toml`; what is on disk isn't looked at."""
    yield from _date(project.date, "date")
    yield from _revisions(project.revisions)
    yield from _ignored(project.ignore)
    if project.cover not in _COVERS:
        legal = f"Legal values: {', '.join(_COVERS)}. A picture is of one edition."
        yield ["cover"], f"`cover`: invalid enum value {project.cover!r}.", legal
    if project.formats == ():
        yield _NO_FORMAT
    encoder = project.align.encoder
    if ":" in encoder:
        # It would run code of whoever wrote this file.
        what = f"{encoder!r} is a program, which no project may start."
        hint = f"Name it on the command line, `--encoder {encoder}`, or in the environment, DIGLOT_ENCODER."
        yield ["align", "encoder"], what, hint
    elif encoder not in {"", "default"}:
        hint = "Legal value: default. One of your own is named with `--encoder MODULE:NAME`."
        yield ["align", "encoder"], f"{encoder!r} is no encoder.", hint
    names: dict[str, str] = {}
    for number, edition in enumerate(project.editions):
        # In this order: later ones take for granted what earlier ones have looked at.
        for rule in (_documents, _languages, _book, _claims):
            for keys, what, hint in rule(edition):
                yield ["editions", str(number), *keys], what, hint
        # Files are called by it, and some disks know no capitals.
        if other := names.get(folded(edition.name)):
            same = (
                other if other == edition.name else f"{other} and {edition.name}, which are one on many disks"
            )
            yield ["editions", str(number), "name"], f"two editions are called {same}.", "Rename one of them."
        names[folded(edition.name)] = edition.name


def of_sidecar(sidecar: Sidecar) -> Iterator[Fault]:
    """Faults of a sidecar."""
    yield from _tag(sidecar.lang, "lang")
    for lang in sidecar.short_title if isinstance(sidecar.short_title, dict) else ():
        yield from _tag(lang, "short-title", lang)
    # A single value has no number in its place.
    single = isinstance(sidecar.original_language, str)
    for number, tag in enumerate(sidecar.spoken):
        yield from _tag(tag, "original-language", *([] if single else [str(number)]))
    for number, translator in enumerate(sidecar.translators):
        yield from _tag(translator.lang, "translators", str(number), "lang")
    for number, pin in enumerate(sidecar.pins):
        yield from _tag(pin.lang, "pins", str(number), "lang")
    for lang in sidecar.translations:
        yield from _tag(lang, "translations", lang)
    for lang, table in sidecar.translations.items():
        yield from _tag(table.translated_from, "translations", lang, "translated-from")
    yield from _translations(sidecar.translations)
    yield from _date(sidecar.date, "date")
    yield from _date(sidecar.recording.date, "recording", "date")
    yield from _revisions(sidecar.revisions)
    yield from _ignored(sidecar.ignore)
    # In one form, as editions have it.
    length = duration(sidecar.recording.duration)
    if length and not is_duration(length):
        hint = "Write 1:02:03 for hours, minutes and seconds, or PT1H2M3S."
        yield ["recording", "duration"], f"{length!r} is no duration.", hint
    yield from _speakers(sidecar.speakers)
    yield from _decisions(sidecar.decide)
    yield from _pins(sidecar.pins)
    yield from _pictures(sidecar.pictures)


# What both files have.


def _date(given: str, *keys: str) -> Iterator[Fault]:
    if given and not is_date(given):
        yield keys, f"{given!r} is no date.", "Write 2026, 2026-03 or 2026-03-14."


def _tag(tag: str, *keys: str) -> Iterator[Fault]:
    try:
        # "" is what isn't said, and no wrong tag.
        _ = tag and languages.get(tag)
    except DiglotError as error:
        yield keys, error.what, error.hint


def _revisions(revisions: Sequence[RevisionTable]) -> Iterator[Fault]:
    for number, revision in enumerate(revisions):
        yield from _date(revision.date, "revisions", str(number), "date")


def _ignored(tables: Sequence[IgnoreTable]) -> Iterator[Fault]:
    """Unknown codes, errors, and silence without a reason."""
    for number, table in enumerate(tables):
        place = ["ignore", str(number), "code"]
        try:
            ignorable = findings.rule(table.code).ignorable
        except KeyError:
            hint = "Write it as it stands at the end of the finding, such as D405."
            yield place, f"no finding has the code {table.code!r}.", hint
            continue
        if not ignorable:
            what = f"{table.code} is an error, and no error can be ignored."
            yield place, what, "Mend what it tells of, and take this out."
        elif not table.reason:
            what = f"nothing says why {table.code} is ignored."
            yield (
                ["ignore", str(number), "reason"],
                what,
                'Write reason = "...", for whoever comes after you.',
            )


# Sidecars.


def _translations(tables: Mapping[str, TranslationTable]) -> Iterator[Fault]:
    """Doubled languages, and files outside the project."""
    seen: dict[str, str] = {}
    for lang, table in tables.items():
        place = ["translations", lang]
        other = seen.setdefault(languages.get(lang).tag, lang)
        if other != lang:
            yield place, f"{other} and {lang} are one language, and have two tables.", "Keep one of them."
        yield from _date(table.date, *place, "date")
        yield from _inside(table.file, *place, "file")
        for number, noted in enumerate(table.files):
            yield from _inside(noted.file, *place, "files", str(number), "file")
        for number, noted in enumerate(table.files):
            what = ""
            if bool(noted.file) == bool(noted.name):
                what = "this table must have either `file` or `name`."
            elif noted.sha256 and not _SHA256.fullmatch(noted.sha256):
                what = f"{noted.sha256!r} is no SHA-256."
            elif min(noted.sentences, noted.words) < 0:
                what = "a text can't have fewer than no words."
            if what:
                cure = "Delete the table; `diglot align` writes it anew."
                yield [*place, "files", str(number)], what, cure


def _inside(path: str, *keys: str) -> Iterator[Fault]:
    """A path with slashes that leads to a folder above."""
    # Also as Windows writes it: a project may be opened on any system.
    if re.match(r"[/\\]|[A-Za-z]:", path) or ".." in re.split(r"[/\\]", path):
        hint = "Write its path from the project's folder, such as translations/talk.fr.txt."
        yield keys, f"{path!r} is no file of this project.", hint


def _speakers(speakers: Sequence[SpeakerTable]) -> Iterator[Fault]:
    """Keys that can't stand in a catalog, and what would make two speakers one."""
    seen: set[str] = set()
    labels: dict[str, str] = {}
    for number, speaker in enumerate(speakers):
        place = ["speakers", str(number)]
        for label in (speaker.name, *speaker.aliases):
            other = labels.setdefault(fold(label), speaker.name)
            # The very string, and not an equal one: two speakers of one name are told, too.
            if other is not speaker.name:
                hint = f"Take it away from one: {other} or {speaker.name}."
                yield [*place, "name"], f"the label {label!r} is given to two speakers.", hint
        # A key stands in contexts of catalogs and in ids of editions, which have fewer characters.
        key = speaker.key
        if key and key != slug(key):
            yield [*place, "key"], f"{key!r} is no key.", f"Write lower-case ASCII, such as {slug(key)}."
        elif key in seen:
            hint = "If they are one, name the other an alias."
            yield [*place, "key"], f"two speakers have the key {key!r}.", hint
        seen |= {key} - {""}


def _decisions(decisions: Sequence[Decision]) -> Iterator[Fault]:
    """Decisions that decide nothing, or too much."""
    for number, decision in enumerate(decisions):
        label, place = decision.label, ["decide", str(number)]
        if decision.until and not decision.begins:
            yield [*place, "until"], "`until` is the end of nothing.", "Write `begins` beside it."
        if bool(decision.begins) == bool(label):
            hint = "Write the first words of a paragraph, or the label of several who speak together."
            yield place, "this decision must have either `begins` or `label`.", hint
        elif decision.speaker and decision.speakers:
            yield place, "this decision has both `speaker` and `speakers`.", "Name all in `speakers`."
        elif label and (len(decision.speakers) < 2 or (decision.kind and not KINDS[decision.kind].spoken)):
            hint = "Name them in `speakers`. The label of one person belongs among their `aliases`."
            yield place, f"{label!r} must be the label of two or more.", hint
        elif not (decision.kind or decision.who):
            hint = "Write what kind of paragraph it is, or whose."
            yield place, "this decision has no `kind`.", hint


def _pins(pins: Sequence[PinTable]) -> Iterator[Fault]:
    """Pins that name no place."""
    for number, pin in enumerate(pins):
        place = ["pins", str(number)]
        if not (pin.lang and (pin.source or pin.begins)):
            what = f"this pin names {'no place' if pin.lang else 'no language'}."
            hint = "Write `lang`, and `source` (a paragraph's id) or `begins` (words of a sentence), or both."
            yield place, what, hint
        if pin.which and not (pin.begins and _WHICH.fullmatch(pin.which)):
            what = f"{pin.which!r} doesn't say which sentence begins so."
            yield [*place, "which"], what, 'Write it as "2 of 3", beside `begins`.'


def _pictures(pictures: Sequence[PictureTable]) -> Iterator[Fault]:
    """Pictures that nobody could tell in words, and that stand at two places."""
    seen: set[str] = set()
    for number, picture in enumerate(pictures):
        place = ["pictures", str(number)]
        where = [key for key in ("id", "begins", "time") if getattr(picture, key)]
        if not picture.file or picture.file in seen:
            what = "two tables are of this picture." if picture.file else "no file is named."
            yield [*place, "file"], what, "Write one table for each picture, with the path of its file."
        elif len(where) > 1:
            hint = "Keep one of them: the id of a paragraph, its first words, or when it is heard."
            yield [*place, where[1]], f"the place of {picture.file} is said twice.", hint
        elif picture.decorative and picture.alt:
            hint = "Take one of them out."
            yield [*place, "alt"], f"{picture.file} needs no words, and has some.", hint
        elif where and not (picture.alt or picture.decorative):
            hint = 'Write alt = "..." for those who don\'t see it, or decorative = true.'
            yield place, f"nothing says what {picture.file} shows.", hint
        elif not where and (picture.alt or picture.caption):
            hint = "Say where it stands, by `id`, `begins` or `time`; or write ![...](file) into the text."
            yield place, f"{picture.file} has words and no place.", hint
        elif re.search(r"[\[\]\\]", picture.alt):
            yield [*place, "alt"], "`alt` has a bracket or a backslash.", "Write it in other words."
        elif picture.time and milliseconds(picture.time) is None:
            hint = "Write 1:02:03 for hours, minutes and seconds, or 2:03."
            yield [*place, "time"], f"{picture.time!r} is no time.", hint
        seen.add(picture.file)


# Tables of `[[editions]]`.


def _documents(edition: EditionTable) -> Iterator[Fault]:
    if not _NAME.fullmatch(edition.name):
        hint = "Write ASCII letters, digits, hyphens and underscores: files are called by it."
        yield ["name"], f"no edition can be called {edition.name!r}.", hint
    if bool(listed(edition.documents)) == bool(edition.parts):
        both = "both documents and parts." if edition.parts else "no documents."
        hint = (
            'Write documents = ["a", "b"], documents = "all", or [[editions.parts]] with documents in each.'
        )
        yield ["parts"] if edition.parts else [], f"the edition {edition.name} has {both}", hint
    if edition.formats == ():
        yield _NO_FORMAT
    for number, part in enumerate(edition.parts):
        if not listed(part.documents):
            keys = ["parts", str(number), "documents"]
            yield keys, "the part has no documents.", "Name some, or remove it."


def _languages(edition: EditionTable) -> Iterator[Fault]:
    if not edition.languages:
        yield ["languages"], "the edition has no language.", 'Write languages = ["en", "fr"].'
    for tag in edition.languages:
        yield from _tag(tag, "languages")
    yield from _tag(edition.main, "main")
    # Canonical: en-US and en_US are one language.
    own = tags(edition)
    if len(own) < len(edition.languages):
        yield ["languages"], "a language is named twice.", f"Write {', '.join(own)}."
    legal = f"Legal values: {', '.join(own)}."
    if edition.main and (edition.mono or main_of(edition) not in own):
        why = "with mono = true each book has its own." if edition.mono else "the edition isn't in it."
        yield ["main"], f"{edition.main} can't be the main language: {why}", "" if edition.mono else legal
    yield from _by_language(edition, own, edition.title, "title")
    yield from _by_language(edition, own, edition.subtitle, "subtitle")
    yield from _by_language(edition, own, edition.cover_alt, "cover-alt")
    for number, part in enumerate(edition.parts):
        yield from _by_language(edition, own, part.title, "parts", str(number), "title")
    for number, contributor in enumerate(edition.contributors):
        yield from _by_language(edition, own, contributor.names, "contributors", str(number), "names")


def _by_language(edition: EditionTable, own: Sequence[str], texts: Said, *keys: str) -> Iterator[Fault]:
    """Texts in other languages than the edition's, and in none of its main ones."""
    if isinstance(texts, str):
        return
    for tag in texts:
        yield from _tag(tag, *keys, tag)
        if languages.get(tag).tag not in own:
            yield [*keys, tag], f"the edition isn't in {tag}.", f"Legal keys: {', '.join(own)}."
    known = by_language(texts, "")
    # Titles in other languages are printed beside the main one, and may be left out.
    needed = own if edition.mono else (main_of(edition),)
    missing = [tag for tag in needed if tag not in known]
    if texts and missing and keys[-1] not in {"names", "subtitle"}:
        yield keys, f"{keys[-1]!r} says nothing in {missing[0]}.", "Add it: it is a main language."


def _book(edition: EditionTable) -> Iterator[Fault]:
    """Dates, identifiers, numbers, covers and roles."""
    yield from _date(edition.date, "date")
    for identifier in listed(edition.identifiers):
        hint = "Write an ISBN, a DOI, a URN (urn:...) or a web address (https://...)."
        yield from _refused(urn, identifier, hint, "identifiers")
    number = str(edition.series_number)
    # EPUB wants group positions so (belongs-to-collection, group-position).
    if number and not re.fullmatch(r"\d+(\.\d+)*", number):
        yield ["series-number"], f"{number!r} is no number in a series.", "Write 3, or 3.1."
    if number and not edition.series:
        yield ["series-number"], "it is the number in no series.", 'Add series = "...", or remove it.'
    # A picture that nobody describes can't be heard.
    picture = picture_of(edition)
    if picture and not edition.cover_alt:
        yield ["cover"], "nothing says what the cover shows.", 'Add cover-alt = "...".'
    if edition.cover_alt and not picture:
        hint = 'Add cover = "PATH": of a generated cover all is said that is written on it.'
        yield ["cover-alt"], "there is no cover to describe.", hint
    for place, contributor in enumerate(edition.contributors):
        keys = ("contributors", str(place))
        # The words: codes have three letters.
        words = ", ".join(sorted(name for name in relators() if len(name) > 3))
        hint = f"Legal values: the codes of MARC relators, such as edt, and their words: {words}."
        yield from _refused(relator, contributor.role, hint, *keys, "role")
        if contributor.orcid:
            yield from _refused(orcid, contributor.orcid, "Write 0000-0002-1825-0097.", *keys, "orcid")


def _claims(edition: EditionTable) -> Iterator[Fault]:
    claim = edition.accessibility
    if not claim:
        return
    if not claim.certified_by:
        what = "nobody is named who evaluated the book."
        yield ["accessibility", "certified-by"], what, "Name the person or firm."
    legal = f"Legal values: {'; '.join(_STANDARDS)}"
    for standard in listed(claim.conforms_to):
        if standard not in _STANDARDS and not URL.fullmatch(standard):
            what = f"{standard!r} is no standard that can be claimed."
            yield ["accessibility", "conforms-to"], what, f"{legal}; or the address of another standard."
    if not listed(claim.conforms_to):
        yield ["accessibility", "conforms-to"], "no standard is named.", f"{legal}."
    if claim.report and not URL.fullmatch(claim.report):
        yield ["accessibility", "report"], f"{claim.report!r} is no web address.", "Write https://..."


def _refused(check: Callable[[str], str], written: str, hint: str, *keys: str) -> Iterator[Fault]:
    try:
        check(written)
    except ValueError as error:
        yield keys, str(error), hint
