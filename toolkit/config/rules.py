"""What `diglot.toml` and sidecars must not say.

The types of their keys forbid the rest. Each rule yields faults, and whoever reads the file tells the first:
what comes behind it may rely on what stands before.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from toolkit import findings, languages, late
from toolkit.config import edition_rules, paper, picture_rules, style
from toolkit.config.edition_rules import date_fault, tag_fault, told_date_fault
from toolkit.config.identifiers import URL, address_meant, is_web_address
from toolkit.config.settings import ProjectSettings, Sidecar
from toolkit.config.tables import (
    Decision,
    Fault,
    IgnoreTable,
    PinTable,
    RevisionTable,
    Said,
    SeamTable,
    SpeakerTable,
    TranslationTable,
    duration,
)
from toolkit.model import KINDS
from toolkit.model.values import ends_alike
from toolkit.text.data import is_date, is_day, is_duration
from toolkit.text.files import encoding, folded
from toolkit.text.hygiene import fold
from toolkit.text.slugs import slug

_SHA256 = late.regex(r"[0-9a-f]{64}")
_BEADS = late.regex(r"[1-9]\d{0,2}:[1-9]\d{0,2}(?: [1-9]\d{0,2}:[1-9]\d{0,2})*", re.ASCII)
_SENTENCES = late.regex(r"[1-9]\d{0,5}:(?:0|[1-9]\d{0,5})", re.ASCII)
_WHICH = late.regex(r"[1-9]\d{0,5} of [1-9]\d{0,5}", re.ASCII)


def of_project(project: ProjectSettings) -> Iterator[Fault]:
    """Faults of `diglot.toml`; what is on disk isn't looked at."""
    yield from date_fault(project.date, "date")
    if project.web_address and not URL.fullmatch(project.web_address):
        what = f"{project.web_address!r} is no web address."
        yield ["web-address"], what, "Write the one of the folder: https://..."
    yield from _revisions(project.revisions)
    yield from _ignored(project.ignore)
    yield from paper.faults(project)
    yield from style.faults(project)
    if project.cover not in edition_rules.COVERS:
        legal = f"Legal values: {', '.join(edition_rules.COVERS)}. A picture is of one edition."
        yield ["cover"], f"`cover`: {project.cover!r} can't stand here.", legal
    drawn = (project.cover, *(table.cover for table in project.editions))
    if project.cover_picture and "generated" not in drawn:
        yield from edition_rules.not_drawn()
    if project.formats == ():
        yield edition_rules.NO_FORMAT
    encoder = project.align.encoder
    if ":" in encoder:
        # It would run code of whoever wrote this file.
        what = f"{encoder!r} is a program, which no project may start."
        hint = f"Name it on the command line, `--encoder {encoder}`, or in the environment, DIGLOT_ENCODER."
        yield ["align", "encoder"], what, hint
    elif encoder and not {*encoder.split("+")} <= {"default", "e5"}:
        hint = "Legal values: default, e5, default+e5. One of your own is named with `--encoder MODULE:NAME`."
        yield ["align", "encoder"], f"{encoder!r} is no encoder.", hint
    names: dict[str, str] = {}
    for number, edition in enumerate(project.editions):
        for keys, what, hint in edition_rules.of_edition(edition):
            yield ["editions", str(number), *keys], what, hint
        # What the project says stands in each table, and is for those that are drawn.
        if edition.cover_picture not in {"", project.cover_picture} and edition.cover != "generated":
            yield from edition_rules.not_drawn("editions", str(number))
        # Files are called by it, and some disks know no capitals.
        if other := names.get(folded(edition.name)):
            same = (
                other if other == edition.name else f"{other} and {edition.name}, which are one on many disks"
            )
            yield ["editions", str(number), "name"], f"two editions are called {same}.", "Rename one of them."
        names[folded(edition.name)] = edition.name


def _said(sidecar: Sidecar) -> Mapping[tuple[str, ...], Said]:
    """What may be said by language, by its keys."""
    return {
        ("short-title",): sidecar.short_title,
        **{(name.replace("_", "-"),): said for name, said in sidecar.worded.items()},
        **{("pictures", str(k), "credit"): picture.credit for k, picture in enumerate(sidecar.pictures)},
        **{("pull-quotes", str(k), "text"): quote.text for k, quote in enumerate(sidecar.pull_quotes)},
    }


def of_sidecar(sidecar: Sidecar) -> Iterator[Fault]:
    """Faults of a sidecar."""
    yield from tag_fault(sidecar.lang, "lang")
    yield from _encoding(sidecar.encoding)
    yield from _address(sidecar.url, "url")
    for key, said in _said(sidecar).items():
        for lang in said if isinstance(said, dict) else ():
            yield from tag_fault(lang, *key, lang)
    # A single value has no number in its place.
    single = isinstance(sidecar.original_language, str)
    for number, tag in enumerate(sidecar.spoken):
        yield from tag_fault(tag, "original-language", *([] if single else [str(number)]))
    for number, translator in enumerate(sidecar.translators):
        yield from tag_fault(translator.lang, "translators", str(number), "lang")
    tags: set[str] = set()
    for number, pin in enumerate(sidecar.pins):
        if pin.lang not in tags:
            tags.add(pin.lang)
            yield from tag_fault(pin.lang, "pins", str(number), "lang")
    for lang in sidecar.translations:
        yield from tag_fault(lang, "translations", lang)
    for lang, table in sidecar.translations.items():
        yield from tag_fault(table.translated_from, "translations", lang, "translated-from")
    yield from _translations(sidecar.translations)
    yield from told_date_fault(sidecar.date, "date")
    yield from date_fault(sidecar.available, "available")
    # A year could begin what is held back, or end it.
    if is_date(sidecar.available) and not is_day(sidecar.available):
        yield ["available"], f"{sidecar.available!r} is no day.", "Write a whole date, such as 2026-03-14."
    yield from told_date_fault(sidecar.recording.date, "recording", "date")
    yield from _revisions(sidecar.revisions)
    yield from _ignored(sidecar.ignore)
    # In one form, as editions have it.
    length = duration(sidecar.recording.duration)
    if length and not is_duration(length):
        hint = "Write 1:02:03 for hours, minutes and seconds, or PT1H2M3S."
        yield ["recording", "duration"], f"{length!r} is no duration.", hint
    yield from _speakers(sidecar.speakers)
    yield from _decisions(sidecar.decide)
    yield from _seams("split", sidecar.split)
    yield from _seams("join", sidecar.join)
    yield from _pins(sidecar.pins)
    yield from picture_rules.of_pictures(sidecar)


def _encoding(declared: str) -> Iterator[Fault]:
    try:
        encoding(declared or "utf-8")
    except LookupError:
        form = 'encoding = "{}"'
        hint = f"Write a name that Python knows, such as {form.format('euc-kr')}, or gb18030, cp1252."
        yield ["encoding"], f"{declared!r} is no encoding of text that is known here.", hint


# What both files have.


def _address(web_address: str, *keys: str) -> Iterator[Fault]:
    """What no reader could follow, or would do something else."""
    if web_address and not is_web_address(web_address):
        near = address_meant(web_address)
        hint = f"Write {near}" if near else "Write https://..."
        yield keys, f"{web_address!r} is no web address.", hint


def _revisions(revisions: Sequence[RevisionTable]) -> Iterator[Fault]:
    for number, revision in enumerate(revisions):
        yield from date_fault(revision.date, "revisions", str(number), "date")


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
        yield from told_date_fault(table.date, *place, "date")
        yield from _address(table.url, *place, "url")
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
        yield from _which(decision, place, "paragraph")


def _seams(key: str, seams: Sequence[SeamTable]) -> Iterator[Fault]:
    """Places without words."""
    for number, seam in enumerate(seams):
        place = [key, str(number)]
        if not seam.begins.strip():
            yield (
                place,
                f"this [[{key}]] names no place.",
                "Write in `begins` what stands there.",
            )
        yield from _which(seam, place, "place")


def _pins(pins: Sequence[PinTable]) -> Iterator[Fault]:
    """Pins that name no place."""
    right: set[tuple[str | bool, ...]] = set()
    (start, end), wrong = ends_alike(_RIGHT[0], pins), False
    for number, pin in enumerate(pins[start : len(pins) - end], start):
        # There may be thousands, which say the same but for the place.
        form = pin.lang, not pin.source, not pin.begins, pin.which, pin.beads, pin.sentences
        if form not in right:
            faults = [*_pin(pin, ["pins", str(number)])]
            yield from faults
            if faults:
                wrong = True
            else:
                right.add(form)
    if not wrong:
        _RIGHT.append(pins)


_RIGHT: deque[Sequence[PinTable]] = deque([()], maxlen=1)
"""The pins that were looked at last, and are right: an act changes a few of thousands."""


def _pin(pin: PinTable, place: list[str]) -> Iterator[Fault]:
    if not (pin.lang and (pin.source or pin.begins)):
        what = f"this pin names {'no place' if pin.lang else 'no language'}."
        hint = "Write `lang`, and `source` (a paragraph's id) or `begins` (words of a sentence), or both."
        yield place, what, hint
    yield from _which(pin, place, "sentence")
    if pin.beads or pin.sentences:
        yield from _pinned_beads(place, pin)


def _pinned_beads(place: list[str], pin: PinTable) -> Iterator[Fault]:
    """Beads that say nothing."""
    if not (pin.source and (pin.begins or not pin.beads)):
        hint = "Write `source` and `begins`, or take `beads` and `sentences` out."
        yield [*place, "beads" if pin.beads else "sentences"], "beads begin in both texts.", hint
    if pin.beads and not _BEADS.fullmatch(pin.beads):
        what = f"{pin.beads!r} doesn't say which sentences go together."
        yield [*place, "beads"], what, 'Write `beads` such as "1:1 2:1".'
    if not _SENTENCES.fullmatch(pin.sentences):
        what = f"{pin.sentences!r} doesn't say how many sentences the paragraphs have."
        hint = 'Write `sentences` such as "3:4", beside `beads`.'
        yield [*place, "sentences" if pin.sentences else "beads"], what, hint


def _which(table: Decision | SeamTable | PinTable, place: Sequence[str], what: str) -> Iterator[Fault]:
    """What says no place among those that begin alike."""
    if table.which and not (table.begins and _WHICH.fullmatch(table.which)):
        fault = f"{table.which!r} doesn't say which {what} begins so."
        yield [*place, "which"], fault, 'Write it as "2 of 3", beside `begins`.'
