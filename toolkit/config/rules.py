"""What a sidecar and `diglot.toml` must not say, beside what the types of their keys forbid.

Each function raises ConfigError with file and line.

text  of the file
path  as it is shown to a person
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from toolkit import findings, languages
from toolkit.config.positions import line_of
from toolkit.config.sidecar import Decision, PinTable, SpeakerTable
from toolkit.config.tables import IgnoreTable, RevisionTable, TranslationTable
from toolkit.errors import ConfigError
from toolkit.model import KINDS, Location
from toolkit.text.dates import is_date
from toolkit.text.hygiene import fold, slug

_SHA256 = re.compile(r"[0-9a-f]{64}")
_WHICH = re.compile(r"[1-9]\d{0,5} of [1-9]\d{0,5}", re.ASCII)


def check_date(given: str, keys: Sequence[str], text: str, path: str) -> None:
    """Refuse what is no date.

    keys  to it
    """
    if given and not is_date(given):
        raise ConfigError(
            f"{given!r} is no date.",
            Location(path, line_of(text, keys)),
            "Write 2026, 2026-03 or 2026-03-14.",
        )


def check_translations(tables: Mapping[str, TranslationTable], text: str, path: str) -> None:
    """Refuse doubled languages, and files outside the project."""
    seen: dict[str, str] = {}
    for lang, one in tables.items():
        place = ["translations", lang]
        tag = languages.get(lang).tag
        if tag in seen:
            what = f"{seen[tag]} and {lang} are one language, and have two tables."
            raise ConfigError(what, Location(path, line_of(text, place)), "Keep one of them.")
        seen[tag] = lang
        check_date(one.date, [*place, "date"], text, path)
        files = [([*place, "files", str(k), "file"], noted.file) for k, noted in enumerate(one.files)]
        for keys, name in [([*place, "file"], one.file), *files]:
            if name and not _is_inside(name):
                raise ConfigError(
                    f"{name!r} is no file of this project.",
                    Location(path, line_of(text, keys)),
                    "Write its path from the project's folder, such as translations/talk.fr.txt.",
                )
        for k, noted in enumerate(one.files):
            what = ""
            if bool(noted.file) == bool(noted.name):
                what = "this table must have either `file` or `name`."
            elif noted.sha256 and not _SHA256.fullmatch(noted.sha256):
                what = f"{noted.sha256!r} is no SHA-256."
            elif min(noted.sentences, noted.words) < 0:
                what = "a text can't have fewer than no words."
            if what:
                where = Location(path, line_of(text, [*place, "files", str(k)]))
                raise ConfigError(what, where, "Delete the table; `diglot align` writes it anew.")


def _is_inside(path: str) -> bool:
    """Whether a path, with slashes, leads to no folder above."""
    return not re.match(r"[/\\]|[A-Za-z]:", path) and ".." not in re.split(r"[/\\]", path)


def check_revisions(revisions: Sequence[RevisionTable], text: str, path: str) -> None:
    """Refuse revisions without a date."""
    for number, one in enumerate(revisions):
        check_date(one.date, ["revisions", str(number), "date"], text, path)


def check_ignored(tables: Sequence[IgnoreTable], text: str, path: str) -> None:
    """Refuse unknown codes, errors, and silence without a reason."""
    for number, table in enumerate(tables):
        key, what, hint = "code", "", ""
        try:
            rule = findings.rule(table.code)
        except KeyError:
            rule = None
        if rule is None:
            what = f"no finding has the code {table.code!r}."
            hint = "Write it as it stands at the end of the finding, such as D405."
        elif not rule.ignorable:
            what = f"{table.code} is an error, and no error can be ignored."
            hint = "Mend what it tells of, and take this out."
        elif not table.reason:
            key, what = "reason", f"nothing says why {table.code} is ignored."
            hint = 'Write reason = "...", for whoever comes after you.'
        if what:
            raise ConfigError(what, Location(path, line_of(text, ["ignore", str(number), key])), hint)


def check_decisions(decisions: Sequence[Decision], text: str, path: str) -> None:
    """Refuse decisions that decide nothing, or too much."""
    for number, one in enumerate(decisions):
        what = hint = ""
        if bool(one.begins) == bool(one.label):
            what = "this decision must have either `begins` or `label`."
            hint = "Write the first words of a paragraph, or the label of several who speak together."
        elif one.speaker and one.speakers:
            what, hint = "this decision has both `speaker` and `speakers`.", "Name all in `speakers`."
        elif one.label and (len(one.speakers) < 2 or (one.kind and not KINDS[one.kind].spoken)):
            what = f"{one.label!r} must be the label of two or more."
            hint = "Name them in `speakers`. The label of one person belongs among their `aliases`."
        elif not (one.kind or one.who):
            what, hint = "this decision has no `kind`.", "Write what kind of paragraph it is, or whose."
        if what:
            raise ConfigError(what, Location(path, line_of(text, ["decide", str(number)])), hint)


def check_pins(pins: Sequence[PinTable], text: str, path: str) -> None:
    """Refuse pins that name no place."""
    for number, pin in enumerate(pins):
        place = ["pins", str(number)]
        if not (pin.lang and (pin.source or pin.begins)):
            raise ConfigError(
                f"this pin names {'no place' if pin.lang else 'no language'}.",
                Location(path, line_of(text, place)),
                "Write `lang`, and `source` (a paragraph's id) or `begins` (words of a sentence), or both.",
            )
        if pin.which and not (pin.begins and _WHICH.fullmatch(pin.which)):
            raise ConfigError(
                f"{pin.which!r} doesn't say which sentence begins so.",
                Location(path, line_of(text, [*place, "which"])),
                'Write it as "2 of 3", beside `begins`.',
            )


def check_keys(speakers: Sequence[SpeakerTable], text: str, path: str) -> None:
    """Refuse keys and labels that can't be.

    Such as can't stand in a catalog and an edition, and what would make two speakers one.
    """
    seen: set[str] = set()
    labels: dict[str, str] = {}
    for number, speaker in enumerate(speakers):
        for label in (speaker.name, *speaker.aliases):
            other = labels.setdefault(fold(label), speaker.name)
            if other is not speaker.name:
                raise ConfigError(
                    f"the label {label!r} is given to two speakers.",
                    Location(path, line_of(text, ["speakers", str(number), "name"])),
                    f"Take it away from one: {other} or {speaker.name}.",
                )
        key, what, hint = speaker.key, "", ""
        if key and key != slug(key):
            what, hint = f"{key!r} is no key.", f"Write lower-case ASCII, such as {slug(key)}."
        elif key in seen:
            what, hint = f"two speakers have the key {key!r}.", "If they are one, name the other an alias."
        if what:
            raise ConfigError(what, Location(path, line_of(text, ["speakers", str(number), "key"])), hint)
        seen |= {key} - {""}
